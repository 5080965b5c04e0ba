//! Texts cut into words, for the index and for queries alike. `wordsOf` of `search-words.js` does the same.

use std::borrow::Cow;

use super::analyser::Analyser;
use super::fold::folded;
use super::unspaced::{has_unspaced, is_unspaced, one_by_one, words_in};

/// What is longer is no word that signs part, but an address.
const LONGEST_JOINED: usize = 32;

/// Nobody types a longer name in full.
const LONGEST_NAME: usize = 96;

/// A word of a text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In small plain letters: what is compared.
    pub(super) typed: String,
    /// Its stem.
    pub(super) stem: String,
    /// Whether elasticlunr leaves it out of an index.
    pub(super) stop: bool,
    /// Whether a sign joins it to the word before.
    pub(super) glued: bool,
    /// Whether it is two letters of a run that no space parts: a word only by itself.
    pub(super) whole: bool,
    /// What it is made of, where signs part it: `x-ray` is also `ray`, `24/7` also `24` and `7`.
    pub(super) other: Vec<String>,
    /// Where it is in the text as [`plain`] makes it, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// A text as words are made of it: [`folded`], with `A & E` and `A and E` as one word, as `A&E` is.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let folded = folded(text);
    if folded.contains('&') || folded.contains(" and ") {
        Cow::Owned(paired(&folded))
    } else {
        folded
    }
}

/// Joins lone letters from a to z that "&" or "and" stands between.
fn paired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.find(['&', 'a']) {
        let found = [" & ", " &", "& ", "&", " and "]
            .iter()
            .find_map(|sign_of| {
                let at = sign - usize::from(sign_of.starts_with(' ') && sign > 0);
                let (before, after) = (&rest[..at], rest[at..].strip_prefix(sign_of)?);
                let is_pair =
                    ends_lone(out.as_bytes(), before.as_bytes()) && begins_lone(after.as_bytes());
                is_pair.then_some((before, after))
            });
        let (taken, left) = match found {
            Some((before, after)) => (before, after),
            None => rest.split_at(sign + 1),
        };
        out.push_str(taken);
        if found.is_some() {
            out.push('&');
        }
        rest = left;
    }
    out + rest
}

/// Whether a letter by itself stands at the end of two texts.
fn ends_lone(first: &[u8], second: &[u8]) -> bool {
    let mut bytes = second.iter().rev().chain(first.iter().rev());
    bytes.next().is_some_and(u8::is_ascii_lowercase)
        && !bytes.next().is_some_and(|byte| is_word(*byte))
}

/// Whether a letter by itself stands at the beginning of a text.
fn begins_lone(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_lowercase)
        && !text.get(1).is_some_and(|byte| is_word(*byte))
}

/// What `\w` is to a script.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A run of letters between spaces, with the words in it.
pub(super) struct Chunk<'t> {
    /// As it stands in the text.
    text: &'t str,
    /// The words that signs part, as they stand.
    parts: Vec<(usize, &'t str)>,
    /// Those that count: an apostrophe leaves lone letters behind, as in `children's` and `l'ecole`.
    kept: Vec<(usize, &'t str)>,
}

/// The runs of letters of a folded text that have words in them, and where each begins.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = (usize, Chunk<'_>)> {
    pieces(text, |c| !c.is_whitespace()).filter_map(|(start, chunk)| {
        let parts = words_in(chunk);
        let is_left = |(at, part): &(usize, &str)| {
            !is_long(part)
                && (chunk[..*at].ends_with('\'') || chunk[at + part.len()..].starts_with('\''))
        };
        let kept = parts
            .iter()
            .filter(|part| !is_left(part))
            .copied()
            .collect();
        (!parts.is_empty()).then_some((
            start,
            Chunk {
                text: chunk,
                parts,
                kept,
            },
        ))
    })
}

impl<'t> Chunk<'t> {
    /// The words that count by themselves: those of two letters or more.
    fn long(&self) -> impl Iterator<Item = (usize, &'t str)> {
        self.kept.iter().copied().filter(|(_, part)| is_long(part))
    }

    /// What it is made of, where it is one word by itself.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &'t str> {
        self.placed().map(|(_, part)| part)
    }

    /// The same, with where each begins.
    fn placed(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let counts = |part: &str| is_long(part) || part.bytes().all(|byte| byte.is_ascii_digit());
        self.kept
            .iter()
            .copied()
            .filter(move |(_, part)| counts(part))
    }

    /// Its letters that are words by themselves, since no space parts them from others.
    pub(super) fn lone(&self) -> impl Iterator<Item = char> {
        let text = if has_unspaced(self.text) {
            self.text
        } else {
            ""
        };
        text.chars().filter(|c| is_unspaced(*c))
    }

    /// All of it in one word; `None` for one that signs do not part, and for addresses.
    pub(super) fn joined(&self) -> Option<String> {
        let is_word = self.parts.len() > 1 && self.is_short() && !self.text.contains('@');
        let is_word = is_word && !has_unspaced(self.text);
        is_word.then(|| self.letters())
    }

    /// The word with the signs that belong to it: `c++`, `50+`.
    pub(super) fn signed(&self) -> Option<String> {
        let [(at, part)] = self.parts[..] else {
            return None;
        };
        let rest = &self.text[at + part.len()..];
        let signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
        (signs > 0).then(|| self.text[at..at + part.len() + signs].to_owned())
    }

    /// Its letters and digits.
    pub(super) fn letters(&self) -> String {
        self.parts.iter().map(|(_, part)| *part).collect()
    }

    fn is_short(&self) -> bool {
        self.text.encode_utf16().count() <= LONGEST_JOINED
    }

    /// The words that a query of it asks for.
    fn words(&self, analyser: Analyser, start: usize) -> Vec<Word> {
        let word = |typed: String, from: usize, end: usize| Word {
            stem: analyser.stem(&typed),
            stop: analyser.is_stop(&typed),
            start: start + from,
            end: start + end,
            typed,
            ..Word::default()
        };
        let (first, (last, end)) = (self.parts[0].0, self.parts[self.parts.len() - 1]);
        let end = last + end.len();
        if let [(at, part)] = self.parts[..] {
            return vec![match self.signed() {
                Some(signed) => Word {
                    other: self.pieces().map(str::to_owned).collect(),
                    ..word(signed.clone(), at, at + signed.len())
                },
                None => word(part.to_owned(), at, end),
            }];
        }
        if has_unspaced(self.text) {
            let words = self.placed().enumerate().map(|(place, (at, part))| Word {
                glued: place > 0,
                whole: has_unspaced(part),
                ..word(part.to_owned(), at, at + part.len())
            });
            return words.collect();
        }
        let long = self.long().count();
        if long > 0 && (long == self.kept.len() || !self.is_short()) {
            let words = self.long().enumerate().map(|(place, (at, part))| Word {
                glued: place > 0,
                ..word(part.to_owned(), at, at + part.len())
            });
            return words.collect();
        }
        vec![Word {
            other: self.pieces().map(str::to_owned).collect(),
            ..word(self.letters(), first, end)
        }]
    }
}

/// The words of a text, stop words as well.
pub(super) fn words_of(analyser: Analyser, text: &str) -> Vec<Word> {
    chunks(&plain(text))
        .flat_map(|(start, chunk)| chunk.words(analyser, start))
        .collect()
}

/// The words of a text as a query is cut into words, without stop words, not stemmed.
#[must_use]
pub fn plain_words(analyser: Analyser, text: &str) -> Vec<String> {
    let words = words_of(analyser, text).into_iter();
    words
        .filter(|word| !word.stop)
        .map(|word| word.typed)
        .collect()
}

/// The term of one word as the index has it; `None` for a stop word.
#[must_use]
pub fn term_of(analyser: Analyser, word: &str) -> Option<String> {
    (!analyser.is_stop(word)).then(|| analyser.stem(word))
}

/// A text as phrases are looked for in it: its words in small letters, a space before and behind each.
#[must_use]
pub fn phrase(text: &str) -> String {
    let plain = folded(text);
    let words: Vec<&str> = one_by_one(&plain).collect();
    format!(" {} ", words.join(" "))
}

/// The terms of a whole name: the stems of its words, each with a space behind it, so that it stands beside
/// the term of its first word; and those of its words that are no stop words, if there are others.
pub(super) struct WholeName {
    /// The terms, none where the name is too long to be typed.
    pub(super) terms: Vec<String>,
    /// Whether it has stop words only.
    pub(super) is_common: bool,
}

/// The terms of a whole name. Who types one of two names that stand as one, as in "Schools Forum (SF)", asks for the whole.
pub(super) fn whole_name(analyser: Analyser, name: &str) -> WholeName {
    let words = words_of(analyser, name);
    let mut terms = vec![term(&words, true), term(&words, false)];
    if has_unspaced(name) {
        // Whoever leaves out the space within it asks for it all the same.
        let closed = words_of(analyser, &without_spaces(name));
        terms.push(term(&closed, true));
    }
    if let Some((first, second)) = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("))
    {
        terms.extend([first, second].map(|name| term(&words_of(analyser, name), true)));
    }
    terms.retain(|term| (1..=LONGEST_NAME).contains(&term.len()));
    WholeName {
        is_common: !terms.is_empty() && words.iter().all(|word| word.stop),
        terms,
    }
}

/// A name without the spaces between letters that elsewhere no space parts.
fn without_spaces(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let joins = out.ends_with(is_unspaced) && word.starts_with(is_unspaced);
        if !joins && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The stems of words, each with a space behind it.
fn term(words: &[Word], all: bool) -> String {
    let words = words.iter().filter(|word| all || !word.stop);
    let named = words.map(|word| in_name(&word.stem, &word.other) + " ");
    named.collect()
}

/// A word as names have it: digits that signs part stay so, since `1-1` is not 11. `parts` are what it is made of.
pub(super) fn in_name(stem: &str, parts: &[impl AsRef<str>]) -> String {
    let is_number = !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || parts.is_empty() {
        return stem.to_owned();
    }
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    parts.join(" ")
}

/// Whether a word has two letters or more, or is one by itself.
pub(super) fn is_long(part: &str) -> bool {
    part.chars().nth(1).is_some() || has_unspaced(part)
}

/// The runs of characters that belong to words, and where each begins.
pub(super) fn pieces(
    text: &str,
    belongs: impl Fn(char) -> bool,
) -> impl Iterator<Item = (usize, &str)> {
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

    fn typed(text: &str) -> Vec<String> {
        words_of(Analyser::English, text)
            .into_iter()
            .map(|word| word.typed)
            .collect()
    }

    #[test]
    fn every_sign_within_a_word_parts_it() {
        assert_eq!(
            typed("the parents/carers of gate_key_list, co-ordinators a@x.example"),
            [
                "the",
                "parents",
                "carers",
                "of",
                "gate",
                "key",
                "list",
                "co",
                "ordinators",
                "axexample"
            ]
        );
        assert_eq!(
            typed("children\u{2019}s l'\u{e9}cole O'Brien"),
            ["children", "ecole", "brien"]
        );
    }

    #[test]
    fn lone_letters_make_a_word_together() {
        assert_eq!(
            typed("S.E.N.D. Q&A 24/7 C++ x-ray, i'r"),
            ["send", "qa", "247", "c++", "xray", "ir"]
        );
        for text in ["A&E", "A & E", "a and e", "A &E"] {
            assert_eq!(typed(text), ["ae"], "{text}");
        }
        assert_eq!(typed("a & e, q and a and b"), ["ae", "qab"]);
        for text in ["a band e", "tea & e", "a & ea", "a and  e"] {
            assert!(!typed(text).contains(&"ae".to_owned()), "{text}");
        }
        assert_eq!(words_of(Analyser::English, "24/7")[0].other, ["24", "7"]);
    }

    #[test]
    fn words_of_other_scripts_stay_whole() {
        let words = words_of(
            Analyser::English,
            "(\u{645}\u{62f}\u{631}) \u{5e9}\u{5dc} \u{2026}",
        );
        let seen: Vec<(&str, bool)> = words.iter().map(|word| (&*word.stem, word.stop)).collect();
        assert_eq!(
            seen,
            [("\u{645}\u{62f}\u{631}", false), ("\u{5e9}\u{5dc}", false)]
        );
    }

    #[test]
    fn letters_that_no_space_parts_make_words_by_twos() {
        let words = words_of(
            Analyser::Whole,
            "3\u{53f7}\u{697c} \u{738b}\u{5c0f}\u{660e}, \u{738b}",
        );
        let seen: Vec<(&str, bool)> = words
            .iter()
            .map(|word| (&*word.typed, word.whole))
            .collect();
        assert_eq!(
            seen,
            [
                ("3", false),
                ("\u{53f7}\u{697c}", true),
                ("\u{738b}\u{5c0f}", true),
                ("\u{5c0f}\u{660e}", true),
                ("\u{738b}", false),
            ]
        );
    }

    #[test]
    fn places_are_those_of_the_words() {
        let text = "a (b) -- zo\u{eb}'s x-ray, c++ gate_key";
        let plain = plain(text);
        let seen: Vec<&str> = words_of(Analyser::English, text)
            .iter()
            .map(|word| &plain[word.start..word.end])
            .collect();
        assert_eq!(seen, ["a", "b", "zoe", "x-ray", "c++", "gate", "key"]);
    }

    #[test]
    fn plain_words_are_cut_as_those_of_a_query() {
        assert_eq!(
            plain_words(
                Analyser::English,
                "Director of Children\u{2019}s Services (co-ordinator), parents/carers"
            ),
            [
                "director",
                "children",
                "services",
                "co",
                "ordinator",
                "parents",
                "carers"
            ]
        );
    }

    #[test]
    fn phrases_are_words_alone() {
        assert_eq!(
            phrase("Levels\u{a0}of \u{201c}need\u{201d}!"),
            " levels of need "
        );
        assert_eq!(phrase("?!"), "  ");
    }

    #[test]
    fn a_whole_name_is_its_stems_each_with_a_space_behind_it() {
        let terms = |name: &str| whole_name(Analyser::English, name).terms;
        assert_eq!(terms("Adult Education"), ["adult educ ", "adult educ "]);
        assert_eq!(terms("the EHCPs"), ["the ehcp ", "ehcp "]);
        assert_eq!(terms("What to do if"), ["what to do if "]);
        assert_eq!(terms("Lead Officer (LADO)")[2..], ["lead offic ", "lado "]);
        assert!(whole_name(Analyser::English, "About us").is_common);
        assert!(terms(&"word ".repeat(40)).is_empty());
        assert_eq!(terms("1-1 and 11")[0], "1 1 and 11 ");
        let (spaced, closed) = ("\u{674e} \u{660e} ", "\u{674e}\u{660e} ");
        assert_eq!(terms("\u{674e} \u{660e}"), [spaced, spaced, closed]);
    }
}
