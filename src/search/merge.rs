//! The terms of all segments, in the order of bytes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::postings::Place;
use super::segment::Vocabulary;

/// Goes through terms that each segment has in order, so that no list is made of all.
pub(super) struct Merge<'v> {
    vocabularies: &'v [Vocabulary],
    /// The next term of each segment that has one, the number of the segment, and which of its terms it is.
    heads: BinaryHeap<Reverse<(&'v str, u32, usize)>>,
}

/// A term, and where its postings are, in the order of segments.
pub(super) struct Merged<'v> {
    pub(super) text: &'v str,
    pub(super) places: Vec<Place>,
}

impl<'v> Merge<'v> {
    /// Before the first term.
    pub(super) fn of(vocabularies: &'v [Vocabulary]) -> Self {
        let mut merge = Merge {
            vocabularies,
            heads: BinaryHeap::with_capacity(vocabularies.len()),
        };
        for (segment, _) in (0..).zip(vocabularies) {
            merge.add(segment, 0);
        }
        merge
    }

    fn add(&mut self, segment: u32, at: usize) {
        let vocabulary = &self.vocabularies[segment as usize];
        if let Some(term) = vocabulary.sorted().get(at) {
            let text = vocabulary.term(*term);
            self.heads.push(Reverse((text, segment, at)));
        }
    }
}

impl<'v> Iterator for Merge<'v> {
    type Item = Merged<'v>;

    fn next(&mut self) -> Option<Merged<'v>> {
        let Reverse((text, ..)) = *self.heads.peek()?;
        let mut places = Vec::new();
        while let Some(Reverse((same, segment, at))) = self.heads.peek().copied()
            && same == text
        {
            self.heads.pop();
            let term = self.vocabularies[segment as usize].sorted()[at];
            places.push(Place { segment, term });
            self.add(segment, at + 1);
        }
        Some(Merged { text, places })
    }
}
