//! How the words of a language become terms.

use std::collections::HashSet;

use ::elasticlunr::{Language as _, Pipeline, lang::English};

/// The words of English that elasticlunr leaves out of an index.
const STOP_WORDS: &str = "a able about across after all almost also am among an and any are as at be because been but by can \
    cannot could dear did do does either else ever every for from get got had has have he her hers him \
    his how however i if in into is it its just least let like likely may me might most must my neither \
    no nor not of off often on only or other our own rather said say says she should since so some than \
    that the their them then there these they this tis to too twas us wants was we were what when where \
    which while who whom why will with would yet you your";

/// Endings that the stemmer takes off, for words that are still being typed.
const ENDINGS: &str = "able ible bility ally al ance ence ating ate ational ative ator ed ement ment er es ful ication ic \
    ing ional ion iser ism ist ity ive ized izer ly ness ous";

/// How words become terms. An index and the queries to it must agree, so an index keeps its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Analyser {
    /// English, as elasticlunr has it: without common words, and without the endings of words.
    #[default]
    English,
    /// Any other language: every word counts and stays whole. `to` and `am` are common words of
    /// English and rare ones of Welsh.
    Whole,
}

impl Analyser {
    /// That of a language, by its tag.
    #[must_use]
    pub fn of(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("en") {
            Analyser::English
        } else {
            Analyser::Whole
        }
    }

    /// What elasticlunr calls the language; nothing for those that it is not asked for.
    pub(super) fn name(self) -> Option<&'static str> {
        (self == Analyser::English).then_some("English")
    }

    /// The steps that make terms, with the names that elasticlunr.js registers them by. Where words
    /// stay whole there is none: its trimmer takes every letter that is not ASCII off the ends.
    pub(super) fn steps(self) -> Pipeline {
        match self {
            Analyser::English => English::new().make_pipeline(),
            Analyser::Whole => Pipeline { queue: Vec::new() },
        }
    }

    /// The words of a text that elasticlunr makes terms of: in small letters, trimmed as it does, without stop words.
    pub(super) fn words(self, text: &str) -> impl Iterator<Item = String> {
        let is_edge = move |c: char| match self {
            Analyser::English => !c.is_ascii_alphanumeric() && c != '_',
            Analyser::Whole => !is_part(c),
        };
        let words =
            tokens(text).map(move |word| word.to_lowercase().trim_matches(is_edge).to_owned());
        words.filter(move |word| !word.is_empty() && !self.is_stop(word))
    }

    /// The stem of a word in small letters, also of a stop word.
    pub(super) fn stem(self, word: &str) -> String {
        match self {
            Analyser::English => ELASTICLUNR.with(|(pipeline, _)| {
                let stemmer = pipeline.queue.last().expect("the stemmer is the last step");
                stemmer.filter(word.to_owned()).unwrap_or_default()
            }),
            Analyser::Whole => word.to_owned(),
        }
    }

    /// Whether elasticlunr leaves a word in small letters out of an index.
    pub(super) fn is_stop(self, word: &str) -> bool {
        self == Analyser::English && ELASTICLUNR.with(|(_, stops)| stops.contains(word))
    }

    /// The endings that [`Analyser::stem`] takes off words, a space between them.
    pub(super) fn endings(self) -> &'static str {
        match self {
            Analyser::English => ENDINGS,
            Analyser::Whole => "",
        }
    }

    /// Those words, a space between them.
    pub(super) fn stop_words(self) -> &'static str {
        match self {
            Analyser::English => STOP_WORDS,
            Analyser::Whole => "",
        }
    }
}

thread_local! {
    /// elasticlunr's steps, which cannot go from thread to thread, and its stop words.
    static ELASTICLUNR: (Pipeline, HashSet<&'static str>) =
        (Analyser::English.steps(), STOP_WORDS.split(' ').collect());
}

/// The same borders as elasticlunr's tokeniser, so that it can be asked word by word.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == '-')
        .filter(|written| !written.is_empty())
}

/// Whether a character is part of a word; any other inside one joins two: `parents/carers`, `gate_key`.
pub(super) fn is_part(c: char) -> bool {
    c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn english_is_known_by_the_first_part_of_the_tag() {
        for tag in ["en", "en-GB", "EN-us"] {
            assert_eq!(Analyser::of(tag), Analyser::English, "{tag}");
        }
        for tag in ["cy", "cy-GB", "enm", "fr", ""] {
            assert_eq!(Analyser::of(tag), Analyser::Whole, "{tag}");
        }
    }

    /// What elasticlunr's own tokeniser and its steps make of a text.
    fn terms(text: &str) -> Vec<String> {
        let language = English::new();
        language.make_pipeline().run(language.tokenize(text))
    }

    proptest! {
        #[test]
        fn words_are_cut_as_elasticlunr_cuts_them(text in "([a-zA-Z_.,'\u{e9}\u{2019}() -]|the |ies |ing |10){0,24}") {
            let english = Analyser::English;
            let ours: Vec<String> = english.words(&text).map(|word| english.stem(&word)).collect();
            prop_assert_eq!(ours, terms(&text));
        }
    }

    #[test]
    fn stop_words_are_those_of_elasticlunr() {
        let english = Analyser::English;
        for word in STOP_WORDS.split(' ') {
            assert!(english.is_stop(word) && terms(word).is_empty(), "{word}");
        }
        for word in ["before", "once", "school"] {
            assert!(!english.is_stop(word) && !terms(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn in_another_language_every_word_counts_and_stays_whole() {
        let text =
            "To newydd, am ddim. \u{c9}cole (p\u{ea}ch\u{e9}) \u{2026} \u{645}\u{62f}\u{631}!";
        assert_eq!(
            Analyser::Whole.words(text).collect::<Vec<_>>(),
            [
                "to",
                "newydd",
                "am",
                "ddim",
                "\u{e9}cole",
                "p\u{ea}ch\u{e9}",
                "\u{645}\u{62f}\u{631}"
            ]
        );
        assert_eq!(Analyser::Whole.stem("policies"), "policies");
    }
}
