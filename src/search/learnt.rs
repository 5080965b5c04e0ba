//! What a written word stands for.

use std::collections::HashSet;

use super::analyser::{Analyser, is_part};
use super::fold::{folded, readable};
use super::neighbours::Joined;
use super::unspaced::has_unspaced;
use super::words::{Chunk, chunks, is_long, pieces};
use crate::model::is_accent;

/// The longest term that is indexed, in characters.
///
/// An elasticlunr index nests one level for each character, and its readers recurse. What is
/// longer is no word but an address or a slip, and costs 23 bytes a character.
const LONGEST_TERM: usize = 64;

/// Shorter and longer words are not offered to who misspells one.
const SHORTEST_SPELLED: usize = 3;
const LONGEST_SPELLED: usize = 32;

/// What is written between two spaces stands for these.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Learnt {
    /// How many words elasticlunr counts in it: stop words and lone punctuation are not counted.
    pub(super) counted: usize,
    /// What it may be together with its neighbours.
    pub(super) joined: Joined,
    /// Its terms: those of elasticlunr, then those of its parts in plain letters.
    pub(super) terms: Vec<String>,
    /// What it is as one word, where signs part it.
    pub(super) extra: Vec<String>,
    /// The terms of its stop words.
    pub(super) stops: Vec<String>,
    /// For each word that a reader may misspell its term, and how it is written: in plain letters, and where that is
    /// otherwise a tabulator and how.
    pub(super) spelled: Vec<(String, String)>,
}

impl Learnt {
    /// Learns a word.
    pub(super) fn of(analyser: Analyser, written: &str) -> Self {
        let (readable, plain) = (readable(written), folded(written));
        let stem = |word: &str| analyser.stem(word);
        let mut learnt = Learnt {
            joined: Joined::of(analyser, &plain),
            ..Learnt::default()
        };
        for word in analyser.words(&readable) {
            learnt.counted += 1;
            let term = stem(&word);
            if is_short(&term) {
                learnt.terms.push(term);
            }
        }
        let chunks: Vec<Chunk<'_>> = chunks(&plain).map(|(_, chunk)| chunk).collect();
        let mut known = Known::of(written, &learnt.terms);
        for part in chunks.iter().flat_map(Chunk::pieces) {
            let term = stem(part);
            if is_short(&term) && known.is_new(&learnt, &term) {
                let is_stop = analyser.is_stop(part);
                let to = if is_stop {
                    &mut learnt.stops
                } else {
                    &mut learnt.terms
                };
                to.push(term);
            }
        }
        for letter in chunks.iter().flat_map(Chunk::lone) {
            let term = letter.to_string();
            if known.is_new(&learnt, &term) {
                learnt.terms.push(term);
            }
        }
        for chunk in &chunks {
            let joined = chunk.joined().map(|word| stem(&word));
            for term in joined.into_iter().chain(chunk.signed()) {
                if is_short(&term) && known.is_new(&learnt, &term) {
                    learnt.extra.push(term);
                }
            }
        }
        learnt.spell_out(&plain, &readable.to_lowercase(), |word| {
            (!analyser.is_stop(word)).then(|| stem(word))
        });
        learnt
    }

    /// Learns a word of small letters from a to z, as most words are: what [`Learnt::of`] makes of it, in one step.
    pub(super) fn plain(analyser: Analyser, word: &str) -> Self {
        let (term, is_stop) = (analyser.stem(word), analyser.is_stop(word));
        let mut learnt = Learnt {
            joined: Joined::plain(word, is_stop),
            counted: usize::from(!is_stop),
            ..Learnt::default()
        };
        if is_stop {
            if is_long(word) {
                learnt.stops.push(term);
            }
        } else {
            if (SHORTEST_SPELLED..=LONGEST_SPELLED).contains(&word.len()) {
                learnt.spelled.push((term.clone(), word.to_owned()));
            }
            learnt.terms.push(term);
        }
        learnt
    }

    /// The words as they are written; `small` has accents, and `term` gives that of a word, if it is no stop word.
    fn spell_out(&mut self, plain: &str, small: &str, term: impl Fn(&str) -> Option<String>) {
        let is_accented = |c| is_part(c) || is_accent(c);
        let parts: Vec<&str> = pieces(plain, is_part).map(|(_, part)| part).collect();
        let written: Vec<&str> = pieces(small, is_accented).map(|(_, part)| part).collect();
        let is_alike = parts.len() == written.len();
        for (part, written) in parts.iter().zip(if is_alike { &written } else { &parts }) {
            let letters = part.chars().count();
            if (SHORTEST_SPELLED..=LONGEST_SPELLED).contains(&letters)
                && part.chars().all(char::is_alphabetic)
                && !has_unspaced(part)
                && let Some(term) = term(part)
            {
                let word = if part == written {
                    (*part).to_owned()
                } else {
                    format!("{part}\t{written}")
                };
                self.spelled.push((term, word));
            }
        }
    }
}

/// Whether a term is indexed.
fn is_short(term: &str) -> bool {
    term.chars().nth(LONGEST_TERM).is_none()
}

/// What is longer may be as long as a page, and have as many terms.
const LONG: usize = 64;

/// Which terms a word has already.
enum Known {
    /// The few that are found by looking through them.
    Few,
    /// Those of a long word.
    Many(HashSet<String>),
}

impl Known {
    /// The terms that a word has so far.
    fn of(written: &str, terms: &[String]) -> Self {
        if written.len() > LONG {
            Known::Many(terms.iter().cloned().collect())
        } else {
            Known::Few
        }
    }

    /// Whether a term is none of them; it is one of them from now on.
    fn is_new(&mut self, learnt: &Learnt, term: &str) -> bool {
        match self {
            Known::Few => {
                let mut all = [&learnt.terms, &learnt.stops, &learnt.extra]
                    .into_iter()
                    .flatten();
                all.all(|other| other != term)
            }
            Known::Many(known) => known.insert(term.to_owned()),
        }
    }
}
