//! What a written word stands for. Stems are made once for each word, by whichever worker meets it first.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{PoisonError, RwLock};

use super::analyser::{Analyser, is_part};
use super::fold::{folded, readable};
use super::neighbours::Joined;
use super::words::{chunks, pieces};
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
#[derive(Debug, Default)]
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
    pub(super) fn of(lexicon: &Lexicon, written: &str) -> Self {
        let analyser = lexicon.analyser;
        let (readable, plain) = (readable(written), folded(written));
        let stem = |word: &str| lexicon.stem(word);
        let own: Vec<String> = analyser.words(&readable).map(|word| stem(&word)).collect();
        let mut learnt = Learnt {
            counted: own.len(),
            joined: Joined::of(analyser, &plain),
            ..Learnt::default()
        };
        learnt
            .terms
            .extend(own.into_iter().filter(|term| is_short(term)));
        // A set, since a word may be as long as a page and have as many parts.
        let mut known: HashSet<String> = learnt.terms.iter().cloned().collect();
        let mut add = |to: &mut Vec<String>, term: String| {
            if is_short(&term) && known.insert(term.clone()) {
                to.push(term);
            }
        };
        for (_, chunk) in chunks(&plain) {
            for part in chunk.pieces() {
                let to = if analyser.is_stop(part) {
                    &mut learnt.stops
                } else {
                    &mut learnt.terms
                };
                add(to, stem(part));
            }
        }
        for (_, chunk) in chunks(&plain) {
            let joined = chunk.joined().map(|word| stem(&word));
            for term in joined.into_iter().chain(chunk.signed()) {
                add(&mut learnt.extra, term);
            }
        }
        learnt.spell_out(&plain, &readable.to_lowercase(), |word| {
            (!analyser.is_stop(word)).then(|| stem(word))
        });
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

/// So many parts of what is known can be written to at a time.
const PARTS: usize = 32;

/// The stems that all workers have made so far.
pub(super) struct Lexicon {
    analyser: Analyser,
    hasher: RandomState,
    parts: Vec<RwLock<HashMap<Box<str>, Box<str>>>>,
}

impl Lexicon {
    /// No stems yet.
    pub(super) fn new(analyser: Analyser) -> Self {
        Lexicon {
            analyser,
            hasher: RandomState::new(),
            parts: (0..PARTS).map(|_| RwLock::default()).collect(),
        }
    }

    /// The stem of a word in small letters.
    fn stem(&self, word: &str) -> String {
        if self.analyser == Analyser::Whole {
            return word.to_owned();
        }
        let hash = self.hasher.hash_one(word);
        let part = &self.parts[usize::try_from(hash % PARTS as u64).unwrap_or(0)];
        // A worker that panicked while it wrote has left a whole map.
        let known = part.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(stem) = known.get(word) {
            return stem.to_string();
        }
        drop(known);
        let stem = self.analyser.stem(word);
        let mut known = part.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(word.into(), stem.as_str().into());
        stem
    }
}
