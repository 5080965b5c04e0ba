//! Where on a page stands what was asked for.

use std::collections::BTreeSet;

use super::super::analyser::Analyser;
use super::super::record::Record;
use super::super::words::words_of;
use super::score::completed;
use super::word::Word;

/// The words that a query asks for, in any form.
pub(super) struct Asked<'w> {
    analyser: Analyser,
    words: Vec<(&'w Word, BTreeSet<String>)>,
}

impl<'w> Asked<'w> {
    /// The words, each with the stems that it may get if it goes on.
    pub(super) fn of(analyser: Analyser, words: &[&'w Word]) -> Self {
        let with = |word: &&'w Word| {
            let also = if word.open {
                completed(analyser, word)
            } else {
                BTreeSet::new()
            };
            (*word, also)
        };
        Asked {
            analyser,
            words: words.iter().map(with).collect(),
        }
    }

    /// The first of the headings of a page that have most of the words, apart from those of its title; none if none has any.
    /// The anchor of a heading is made of its words.
    pub(super) fn heading<'r>(&self, record: &'r Record<'_>) -> Option<&'r str> {
        let title = words_of(self.analyser, &record.title);
        let has = |anchor: &str| {
            let words = words_of(self.analyser, &anchor.replace('-', " ")).into_iter();
            words
                .filter(|word| !word.stop && title.iter().all(|own| own.stem != word.stem))
                .filter(|word| self.is_found(&word.typed, &word.stem))
                .count()
        };
        let mut best = (0, None);
        for anchor in &record.headings {
            let count = has(anchor);
            if count > best.0 {
                best = (count, Some(&**anchor));
            }
        }
        best.1
    }

    fn is_found(&self, typed: &str, stem: &str) -> bool {
        self.words.iter().any(|(word, also)| {
            let begins = |text: &str| text.starts_with(&word.typed) || text.starts_with(&word.stem);
            word.stem == stem
                || (word.open && (begins(stem) || begins(typed) || also.contains(stem)))
        })
    }
}
