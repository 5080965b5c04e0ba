//! The index in memory: what all documents say together.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::analyser::Analyser;
use super::document::{FIELD_COUNT, SearchDocument};
use super::kind::Kind;
use super::lengths;
use super::merge::{Merge, Merged};
use super::postings::{Place, Postings, Segment as ReadSegment, Sums, Tally};
use super::record::Record;
use super::segment::{Finished, Known, Segment, Spelled, Vocabulary};

/// Every query needs the names that have stop words only, so that they should be few.
const MOST_COMMONS: usize = 500;

/// How many terms are put together at once: what that takes is let go before the next, where an index needs the most memory.
const TERMS_AT_ONCE: usize = 4096;

/// Everything that can be found, in memory.
pub struct Index {
    /// How its words became terms.
    pub(super) analyser: Analyser,
    pub(super) documents: Vec<Known>,
    postings: Postings,
    pub(super) vocabulary: Vec<Word>,
    /// The names that have stop words only, as their stems: `it`, `about us`. They are sorted.
    pub(super) commons: Vec<String>,
}

/// What the index knows of a document beside its postings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'i> {
    /// The number of its kind.
    pub kind: u8,
    /// Whether it tells of the past.
    pub past: bool,
    /// How many words elasticlunr counts in each part, as the files of the index tell it: about, where
    /// the site is large. [`super::FIELDS`] has one part more, which counts none.
    pub lengths: [u32; FIELD_COUNT],
    /// What a result shows.
    pub record: Record<'i>,
}

/// A word of the vocabulary as it is written, to be offered to who misspells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The word in small plain letters; where it is written otherwise, a tabulator and how.
    pub(super) word: Box<str>,
    /// How many documents have it about, at most 127, and 128 more if one has it in its title or names.
    pub(super) weight: u8,
}

impl Index {
    /// Reads the documents of all `sources`, on all cores. A source is let go as soon as its
    /// documents are made, and these as soon as they are read.
    ///
    /// Documents are numbered in the order of the sources, and the index is the same on any number
    /// of cores.
    pub fn read<'a, S: Send>(
        analyser: Analyser,
        sources: Vec<S>,
        documents: impl Fn(S) -> Vec<SearchDocument<'a>> + Sync,
    ) -> Self {
        // A worker learns words anew for each of its ranges, so that it has one.
        let segments: Vec<Segment> = ranges(sources, rayon::current_num_threads())
            .into_par_iter()
            .with_max_len(1)
            .map(|range| {
                let mut segment = Segment::new(analyser);
                for document in range.into_iter().flat_map(&documents) {
                    segment.add(&document);
                }
                segment
            })
            .collect();
        Self::of(analyser, segments)
    }

    /// Puts segments together.
    fn of(analyser: Analyser, segments: Vec<Segment>) -> Self {
        let finished: Vec<Finished> = segments.into_par_iter().map(Segment::finish).collect();
        let mut documents: Vec<Known> = Vec::new();
        let mut commons: BTreeSet<String> = BTreeSet::new();
        let (mut segments, mut vocabularies) = (Vec::new(), Vec::new());
        for segment in finished {
            let base = u32::try_from(documents.len()).expect("fewer than 2^29 things to find");
            documents.extend(segment.documents);
            commons.extend(segment.commons);
            let lists = segment.lists;
            segments.push(ReadSegment { base, lists });
            vocabularies.push(segment.vocabulary);
        }
        let mut postings = Postings::of_segments(segments);
        let mut vocabulary = Vec::new();
        let mut terms = Merge::of(&vocabularies);
        loop {
            let some: Vec<Merged<'_>> = terms.by_ref().take(TERMS_AT_ONCE).collect();
            if some.is_empty() {
                break;
            }
            let told: Vec<(Sums, Vec<Word>)> = some
                .par_iter()
                .map_init(Tally::default, |tally, term| {
                    let sums = tally.of(postings.segments(), &term.places);
                    (sums, words(&term.places, &vocabularies, sums))
                })
                .collect();
            for (term, (sums, words)) in some.into_iter().zip(told) {
                postings.push(term.text, sums, term.places);
                vocabulary.extend(words);
            }
        }
        vocabulary.par_sort_unstable_by(|a: &Word, b| a.word.cmp(&b.word));
        Index {
            analyser,
            documents,
            postings,
            vocabulary,
            commons: commons.into_iter().take(MOST_COMMONS).collect(),
        }
    }

    /// How its words became terms.
    #[must_use]
    pub fn analyser(&self) -> Analyser {
        self.analyser
    }

    /// The terms with their postings.
    #[must_use]
    pub fn postings(&self) -> &Postings {
        &self.postings
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// What is known of a document beside its postings.
    #[must_use]
    pub fn entry(&self, number: usize) -> Entry<'_> {
        let known = &self.documents[number];
        Entry {
            kind: known.kind_number(),
            past: known.is_past(),
            lengths: self.lengths(number),
            record: record(known),
        }
    }

    /// How many words each part of a document has, as the files of the index tell it.
    pub(super) fn lengths(&self, number: usize) -> [u32; FIELD_COUNT] {
        lengths::rounded(self.documents[number].lengths, self.len())
    }

    /// The vocabulary in the order of bytes: each word as it is written, in how many documents it
    /// stands about (at most 127), and whether in a title or name. Of each term it has every spelling
    /// that was met twice or names something, else the most frequent one.
    pub fn vocabulary(&self) -> impl Iterator<Item = (&str, u8, bool)> {
        self.vocabulary
            .iter()
            .map(|word| (&*word.word, word.weight & 0x7f, word.weight & 0x80 != 0))
    }
}

/// Cuts what is read into so many ranges, as even as can be.
fn ranges<S>(mut sources: Vec<S>, many: usize) -> Vec<Vec<S>> {
    let mut ranges = Vec::with_capacity(many);
    for left in (1..=many).rev() {
        let rest = sources.split_off(sources.len() / left);
        ranges.push(std::mem::replace(&mut sources, rest));
    }
    ranges
}

/// The record of a document, out of its JSON.
pub(super) fn record(known: &Known) -> Record<'_> {
    serde_json::from_slice(&known.record).expect("the segment wrote it")
}

/// The words that spell one term of all segments.
fn words(same: &[Place], vocabularies: &[Vocabulary], sums: Sums) -> Vec<Word> {
    let spellings = same.iter();
    let spellings =
        spellings.flat_map(|place| vocabularies[place.segment as usize].spellings(place.term));
    let mut spellings: Vec<Spelled<'_>> = spellings.collect();
    spellings.sort_unstable_by(|a, b| a.word.cmp(b.word));
    spellings.dedup_by(|next, kept| {
        let same = next.word == kept.word;
        if same {
            kept.add(next);
        }
        same
    });
    // Of several that are as frequent, the first.
    let best = spellings.iter().map(|spelled| spelled.met).max();
    let best = spellings
        .iter()
        .position(|spelled| Some(spelled.met) == best);
    spellings
        .into_iter()
        .enumerate()
        .filter(|(place, spelled)| spelled.named || spelled.met > 1 || Some(*place) == best)
        .map(|(_, spelled)| Word {
            word: spelled.word.into(),
            weight: u8::try_from(spelled.met.min(sums.holders).min(0x7f)).expect("at most 127")
                | if spelled.named { 0x80 } else { 0 },
        })
        .collect()
}

impl Kind {
    /// The kind of a number.
    #[must_use]
    pub fn of(number: u8) -> Option<Kind> {
        Kind::ALL.get(usize::from(number)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_all_in_order_and_are_even() {
        for (all, many) in [(0, 2), (1, 2), (7, 2), (10, 3), (5, 8)] {
            let cut = ranges((0..all).collect(), many);
            assert_eq!(cut.len(), many);
            assert_eq!(cut.concat(), (0..all).collect::<Vec<_>>());
            let sizes = || cut.iter().map(Vec::len);
            assert!(
                sizes().max() <= sizes().min().map(|least| least + 1),
                "{all} in {many}"
            );
        }
    }
}
