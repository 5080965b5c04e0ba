//! A query cut into words, as texts are for the index.

use super::super::analyser::{Analyser, is_part};
use super::super::tokens;
use crate::characters::folded;

/// A word of a query.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of a word, and any of them go together"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, trimmed.
    pub(super) typed: String,
    /// Its stem.
    pub(super) stem: String,
    /// Without accents.
    pub(super) bare: String,
    /// Whether the index leaves it out.
    pub(super) stop: bool,
    /// Whether it may go on: the last word of a query that is still being typed.
    pub(super) open: bool,
    /// Whether it stood in quotation marks.
    pub(super) quoted: bool,
    /// Whether it only helps: it may be the beginning of a word, or a slip.
    pub(super) helps: bool,
    /// A date, as special terms have it: `06`, `2026-06`, `2026-06-18`, `-06-18` of any year.
    pub(super) date: String,
    /// The words that a date was written in.
    pub(super) parts: Vec<Word>,
    /// Where it is in the query, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Word {
    /// A word that stands for another.
    pub(super) fn of(analyser: Analyser, typed: &str) -> Self {
        Word {
            typed: typed.to_owned(),
            stem: analyser.stem(typed),
            ..Word::default()
        }
    }
}

/// A text as words are made of it.
pub(super) fn plain(text: &str) -> String {
    folded(text).replace('\u{2019}', "'").to_lowercase()
}

/// The words of a text in small letters, stop words as well.
pub(super) fn words_of(analyser: Analyser, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (start, token) in pieces(text, |c| !(c.is_whitespace() || c == '-')) {
        let parts: Vec<(usize, &str)> = pieces(token, is_part).collect();
        // A lone letter is what an apostrophe leaves behind: `children's`, `can't`.
        let long = |part: &&(usize, &str)| part.1.chars().nth(1).is_some();
        let kept: Vec<(usize, &str)> = if parts.len() > 1 && parts.iter().any(|part| long(&part)) {
            parts.iter().filter(long).copied().collect()
        } else {
            vec![(0, token)]
        };
        for (at, part) in kept {
            let analyser = if tokens::is_other_script(part) {
                Analyser::Whole
            } else {
                analyser
            };
            let typed = analyser.trim(part);
            let without: String = tokens::without_accents(part);
            let bare = analyser.trim(&without);
            if bare.is_empty() {
                continue;
            }
            let from = start + at + part.find(typed).unwrap_or(0);
            words.push(Word {
                stop: analyser.terms(typed).is_empty(),
                stem: analyser.stem(typed),
                bare: bare.to_owned(),
                typed: typed.to_owned(),
                start: from,
                end: from + typed.len(),
                ..Word::default()
            });
        }
    }
    words
}

/// A text as phrases are looked for in it: its words in small letters, a space before and behind each.
#[must_use]
pub fn phrase(text: &str) -> String {
    let plain = plain(text);
    let words: Vec<&str> = pieces(&plain, is_part).map(|(_, part)| part).collect();
    format!(" {} ", words.join(" "))
}

/// The runs of characters that belong to words, and where each begins.
fn pieces(text: &str, belongs: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(&belongs)?;
        let end = text[start..]
            .find(|c| !belongs(c))
            .map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_scripts_stay_whole() {
        let words = words_of(
            Analyser::English,
            "(\u{645}\u{62f}\u{631}) \u{5e9}\u{5dc} \u{2026} \u{b2}",
        );
        let seen: Vec<(&str, &str, &str, bool)> = words
            .iter()
            .map(|word| (&*word.typed, &*word.stem, &*word.bare, word.stop))
            .collect();
        let whole = |word| (word, word, word, false);
        assert_eq!(
            seen,
            [whole("\u{645}\u{62f}\u{631}"), whole("\u{5e9}\u{5dc}")]
        );
    }

    #[test]
    fn a_query_is_cut_as_texts_are() {
        let words = words_of(
            Analyser::English,
            "the parents/carers of children's homes, 01908",
        );
        let typed: Vec<&str> = words.iter().map(|word| &*word.typed).collect();
        assert_eq!(
            typed,
            [
                "the", "parents", "carers", "of", "children", "homes", "01908"
            ]
        );
        let stops: Vec<bool> = words.iter().map(|word| word.stop).collect();
        assert_eq!(stops, [true, false, false, true, false, false, false]);
        assert_eq!(words[1].stem, "parent");
    }

    #[test]
    fn places_are_those_of_the_words() {
        let text = "a (b) -- zo\u{eb}'s x";
        for word in words_of(Analyser::English, text) {
            assert_eq!(&text[word.start..word.end], word.typed);
        }
    }

    #[test]
    fn phrases_are_words_alone() {
        assert_eq!(
            phrase("Levels\u{a0}of \u{201c}need\u{201d}!"),
            " levels of need "
        );
        assert_eq!(phrase("?!"), "  ");
    }
}
