//! How often each term stands in which part of one document, and in which section.

use super::document::{BODY, FIELD_COUNT, HEADINGS};
use super::texts::TermId;

/// The terms of the document that is being read. It is kept from one document to the next, and never sorted or looked through:
/// a document has a thousand words.
#[derive(Default)]
pub(super) struct Occurrences {
    /// How many documents were begun.
    document: u32,
    /// By the ids of terms.
    places: Vec<Place>,
    found: Vec<Occurrence>,
}

/// Where a term is in `found`, which is so while its document is read.
#[derive(Clone, Copy, Default)]
struct Place {
    document: u32,
    found: u32,
}

/// A term of a document.
#[derive(Clone, Copy)]
pub(super) struct Occurrence {
    /// The term.
    pub(super) term: TermId,
    /// How often it stands in each part.
    pub(super) counts: [u32; FIELD_COUNT],
    section: Option<u32>,
}

impl Occurrence {
    /// The number of the first heading that has it, else of the one below which it stands first in the text; 0 for none.
    pub(super) fn section(&self) -> u32 {
        self.section.unwrap_or(0)
    }
}

/// Headings are read before the text.
const _: () = assert!(HEADINGS < BODY);

impl Occurrences {
    /// Begins the next document.
    pub(super) fn begin(&mut self) {
        self.document = self
            .document
            .checked_add(1)
            .expect("a worker reads fewer than 2^32 documents");
        self.found.clear();
    }

    /// Adds that terms stand in a part of the document, below the heading of that number. Parts come in order.
    pub(super) fn add(&mut self, terms: &[TermId], field: usize, heading: u32) {
        let has_sections = field == HEADINGS || field == BODY;
        for &term in terms {
            let found = self.of(term);
            found.counts[field] = found.counts[field].saturating_add(1);
            if has_sections {
                found.section.get_or_insert(heading);
            }
        }
    }

    /// The terms of the document, in the order in which they were met first.
    pub(super) fn found(&self) -> &[Occurrence] {
        &self.found
    }

    fn of(&mut self, term: TermId) -> &mut Occurrence {
        let index = term as usize;
        if self.places.len() <= index {
            self.places.resize_with(index + 1, Place::default);
        }
        let place = &mut self.places[index];
        if place.document != self.document {
            *place = Place {
                document: self.document,
                found: u32::try_from(self.found.len()).expect("fewer terms than 2^32"),
            };
            self.found.push(Occurrence {
                term,
                counts: [0; FIELD_COUNT],
                section: None,
            });
        }
        &mut self.found[place.found as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_belongs_to_the_first_heading_that_has_it_else_to_where_it_stands_first() {
        let mut occurrences = Occurrences::default();
        for _ in 0..2 {
            occurrences.begin();
            occurrences.add(&[7, 3, 7], 0, 0);
            occurrences.add(&[3], HEADINGS, 2);
            occurrences.add(&[3, 5], BODY, 1);
            occurrences.add(&[5, 7], BODY, 4);
            let found = occurrences.found().iter();
            let found: Vec<_> = found
                .map(|found| (found.term, found.counts, found.section()))
                .collect();
            assert_eq!(
                found,
                [
                    (7, [2, 0, 0, 1], 4),
                    (3, [1, 0, 1, 1], 2),
                    (5, [0, 0, 0, 2], 1)
                ]
            );
        }
        occurrences.begin();
        occurrences.add(&[9], 1, 0);
        assert_eq!(occurrences.found().len(), 1);
        assert_eq!(occurrences.found()[0].section(), 0);
    }
}
