//! A word of a query.

use super::super::analyser::Analyser;
use super::super::words;

/// A word of a query.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of a word, and any of them go together"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// In small plain letters; nothing where it only stands for others.
    pub(super) typed: String,
    /// Its stem, or the term that it stands for.
    pub(super) stem: String,
    /// Whether the index leaves it out of texts.
    pub(super) stop: bool,
    /// Whether a sign joins it to the word before.
    pub(super) glued: bool,
    /// Whether it may go on: the last word of a query that is still being typed.
    pub(super) open: bool,
    /// Whether it stood in quotation marks.
    pub(super) quoted: bool,
    /// Whether it only helps: it may be the beginning of a word, or a slip.
    pub(super) helps: bool,
    /// Whether it is a thing of its own, no word of the language: a name, a telephone number.
    pub(super) whole: bool,
    /// A date, as special terms have it: `06`, `2026-06`, `2026-06-18`, `-06-18` of any year.
    pub(super) date: String,
    /// Other ways to say it: the words that a date was written in, what a joined word is made of.
    pub(super) other: Vec<Vec<Word>>,
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

    /// As names have it.
    pub(super) fn in_name(&self) -> String {
        let parts = self.other.first().into_iter().flatten();
        let parts: Vec<&str> = parts.map(|part| part.stem.as_str()).collect();
        words::in_name(&self.stem, &parts)
    }
}

/// The words of a piece of a query that begins at `at`, stop words as well.
pub(super) fn words_of(analyser: Analyser, text: &str, at: usize, quoted: bool) -> Vec<Word> {
    let words = words::words_of(analyser, text).into_iter();
    let word = |word: words::Word| {
        let other: Vec<Word> = word
            .other
            .iter()
            .map(|part| Word::of(analyser, part))
            .collect();
        Word {
            typed: word.typed,
            stem: word.stem,
            stop: word.stop,
            glued: word.glued,
            whole: word.whole,
            quoted,
            other: if other.is_empty() {
                Vec::new()
            } else {
                vec![other]
            },
            start: at + word.start,
            end: at + word.end,
            ..Word::default()
        }
    };
    words.map(word).collect()
}
