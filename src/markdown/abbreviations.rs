//! Abbreviations that are explained at their first use on a page.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The bytes that may matter in any text: what stands in addresses and references.
const NOTABLE: &[u8] = b"@:.[{*_`";

/// The abbreviations of a site, built once and shared by all threads.
///
/// Text is gone through once, word by word; a word is only looked up if a term starts with such a
/// letter and is that long.
#[derive(Clone, Debug)]
pub struct Abbreviations {
    terms: Vec<Term>,
    /// First word of a term to the terms that start with it, in order of their letters.
    by_word: HashMap<Box<str>, Vec<usize>, BuildHasherDefault<Fnv>>,
    /// For each first byte, a bit for each length in bytes of the words that may be a term or its plural.
    lengths: [u64; 256],
    /// The bytes at which the writer of text has to look closer: the first bytes of terms, and those
    /// that matter in any text.
    notable: [bool; 256],
}

/// The hash of Fowler, Noll and Vo (variant 1a, 64 bits): for words of a few letters much faster than the
/// hash of the standard library, whose protection against chosen keys a glossary does not need.
#[derive(Clone)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[derive(Clone, Debug)]
struct Term {
    term: Box<str>,
    meaning: Box<str>,
}

/// A term found in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Number of the term.
    pub(super) term: usize,
    pub(super) meaning: &'a str,
    /// Where it ends in the text.
    pub(super) end: usize,
}

impl Default for Abbreviations {
    fn default() -> Self {
        let mut notable = [false; 256];
        for &byte in NOTABLE {
            notable[usize::from(byte)] = true;
        }
        Self {
            terms: Vec::new(),
            by_word: HashMap::default(),
            lengths: [0; 256],
            notable,
        }
    }
}

impl Abbreviations {
    /// From terms and their meanings. Case matters. A term that does not start with a letter or digit,
    /// or has no meaning, is never found; of two equal terms the first counts.
    pub fn new<T: Into<Box<str>>, M: Into<Box<str>>>(
        entries: impl IntoIterator<Item = (T, M)>,
    ) -> Self {
        let mut all = Self::default();
        for (term, meaning) in entries {
            let (term, meaning): (Box<str>, Box<str>) = (term.into(), meaning.into());
            let word = &term[..word_end(&term, 0)];
            if word.is_empty() || meaning.trim().is_empty() {
                continue;
            }
            all.lengths[usize::from(term.as_bytes()[0])] |= bit(word.len()) | bit(word.len() + 1);
            all.notable[usize::from(term.as_bytes()[0])] = true;
            let same_word = all.by_word.entry(word.into()).or_default();
            same_word.push(all.terms.len());
            all.terms.push(Term { term, meaning });
        }
        let terms = &all.terms;
        all.by_word.values_mut().for_each(|same_word| {
            same_word.sort_by_key(|&n| &terms[n].term);
            same_word.dedup_by_key(|n| &terms[*n].term);
        });
        all
    }

    /// How many terms there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is no term.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The bytes at which the writer of text has to look closer.
    pub(super) fn notable(&self) -> &[bool; 256] {
        &self.notable
    }

    /// The term that stands at `start`, where a word starts that ends at `end`: as a whole word, or with
    /// the s of a plural.
    pub(super) fn at(&self, text: &str, start: usize, end: usize) -> Option<Found<'_>> {
        let word = &text[start..end];
        if self.lengths[usize::from(text.as_bytes()[start])] & bit(word.len()) == 0 {
            return None;
        }
        let rest = &text[start..];
        let found = |number: usize, len: usize| Found {
            term: number,
            meaning: &self.terms[number].meaning,
            end: start + len,
        };
        let same_word = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let mut before = rest;
        while let Some(number) = self.longest(same_word, before) {
            let length = self.terms[number].term.len();
            let after = &rest[length..];
            if !in_word(after) {
                return Some(found(number, length));
            }
            if after.strip_prefix('s').is_some_and(|after| !in_word(after)) {
                return Some(found(number, length + 1));
            }
            before = &rest[..rest.floor_char_boundary(length - 1)];
        }
        let singular = word.strip_suffix('s')?;
        let same_word = self.by_word.get(singular)?;
        // The word alone comes before all that is longer.
        let number = *same_word.first()?;
        (self.terms[number].term.len() == singular.len()).then(|| found(number, word.len()))
    }

    /// The longest of some terms, in order, that a text starts with. What a text starts with stands before it in their order,
    /// and so does each beginning of it: a few searches find it however many terms share their first word.
    fn longest(&self, terms: &[usize], text: &str) -> Option<usize> {
        let mut text = text;
        loop {
            let at = terms.partition_point(|&n| *self.terms[n].term <= *text);
            let number = terms[at.checked_sub(1)?];
            let term = &*self.terms[number].term;
            if text.starts_with(term) {
                return Some(number);
            }
            let same = term.bytes().zip(text.bytes()).take_while(|(a, b)| a == b);
            text = &text[..text.floor_char_boundary(same.count())];
        }
    }
}

/// Whether a word goes on with this text.
fn in_word(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}

/// Where the letters and digits that start at `start` end.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
        } else if byte < 0x80 {
            break;
        } else {
            match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

/// The bit for a length; all long words share one.
fn bit(len: usize) -> u64 {
    1 << len.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(all: &'a Abbreviations, text: &str) -> Option<(&'a str, usize)> {
        all.at(text, 0, word_end(text, 0))
            .map(|found| (found.meaning, found.end))
    }

    #[test]
    fn whole_words_plurals_and_terms_of_several_words_are_found() {
        let all = Abbreviations::new([
            ("EHCP", "education, health and care plan"),
            ("R&D", "research and development"),
            ("SEN", "special educational needs"),
            ("SEN support", "help without a plan"),
            ("Éa", "accented"),
            ("", "nothing"),
            ("QQ", " "),
        ]);
        assert_eq!(all.len(), 5);
        assert_eq!(
            at(&all, "EHCP."),
            Some(("education, health and care plan", 4))
        );
        assert_eq!(
            at(&all, "EHCPs are"),
            Some(("education, health and care plan", 5))
        );
        assert_eq!(
            at(&all, "EHCP’s"),
            Some(("education, health and care plan", 4))
        );
        assert_eq!(at(&all, "R&D work"), Some(("research and development", 3)));
        assert_eq!(at(&all, "SEN support"), Some(("help without a plan", 11)));
        assert_eq!(
            at(&all, "SEN supporters"),
            Some(("special educational needs", 3))
        );
        assert_eq!(at(&all, "Éa x"), Some(("accented", 3)));
        for other in ["EHCPss", "EHCPé", "ehcp", "EHC", "SENs2", "R", "QQ"] {
            assert_eq!(at(&all, other), None, "{other}");
        }
    }
}
