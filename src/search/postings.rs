//! Documents to postings: for each part that is searched and each term, where it occurs and how
//! often. Every index of the site is a way of writing these down.

use super::FIELD_COUNT;
use super::words::{TermId, Words};

/// A term occurs in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    /// The number of the document, from 0, in the order in which they were added.
    pub(super) document: u32,
    /// How often the term occurs in this part of it; at least once.
    pub(super) count: u32,
}

/// The postings of all documents added so far.
pub(super) struct Postings {
    words: Words,
    /// For each part that is searched, the postings of each term by its id, by document.
    lists: [Vec<Vec<Posting>>; FIELD_COUNT],
    documents: u32,
    /// Kept between documents so that it is not allocated anew for each.
    terms: Vec<TermId>,
}

impl Postings {
    /// No documents.
    pub(super) fn new() -> Self {
        Postings {
            words: Words::new(),
            lists: Default::default(),
            documents: 0,
            terms: Vec::new(),
        }
    }

    /// Adds the next document and returns how many words each part has, as elasticlunr counts.
    ///
    /// `added` is told of every new posting: its count, and the number of postings that its term
    /// had before in that part.
    pub(super) fn add(
        &mut self,
        texts: [&str; FIELD_COUNT],
        mut added: impl FnMut(u32, usize),
    ) -> [u32; FIELD_COUNT] {
        let document = self.documents;
        self.documents += 1;
        let mut lengths = [0; FIELD_COUNT];
        for ((text, lists), length) in texts.into_iter().zip(&mut self.lists).zip(&mut lengths) {
            self.terms.clear();
            *length = self.words.read(text, &mut self.terms);
            self.terms.sort_unstable();
            lists.resize_with(self.words.terms().len(), Vec::new);
            for same in self.terms.chunk_by(PartialEq::eq) {
                let list = &mut lists[same[0] as usize];
                let count = u32::try_from(same.len()).expect("fewer than 2^32 words in a text");
                added(count, list.len());
                list.push(Posting { document, count });
            }
        }
        lengths
    }

    /// How many documents were added.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// The words behind the postings.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// The ids of all terms, sorted by term.
    pub(super) fn sorted_terms(&self) -> Vec<TermId> {
        let terms = self.words.terms();
        let count = TermId::try_from(terms.len()).expect("terms are numbered with four bytes");
        let mut ids: Vec<TermId> = (0..count).collect();
        ids.sort_unstable_by_key(|&id| &terms[id as usize]);
        ids
    }

    /// The postings of a term in one part, by document; empty when it does not occur there.
    pub(super) fn list(&self, field: usize, term: TermId) -> &[Posting] {
        self.lists[field]
            .get(term as usize)
            .map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_say_where_a_term_occurs_and_how_often() {
        let mut postings = Postings::new();
        let mut told = Vec::new();
        let first = postings.add(
            ["School places", "", "", "schools and a school"],
            |count, before| {
                told.push((count, before));
            },
        );
        let second = postings.add(["Transport", "", "", "to school"], |count, before| {
            told.push((count, before));
        });
        assert_eq!((first, second), ([2, 0, 0, 2], [1, 0, 0, 1]));
        assert_eq!(told, [(1, 0), (1, 0), (2, 0), (1, 0), (1, 1)]);
        assert_eq!(postings.documents(), 2);

        let sorted = postings.sorted_terms();
        let terms: Vec<&str> = sorted
            .iter()
            .map(|&id| &*postings.words().terms()[id as usize])
            .collect();
        assert_eq!(terms, ["place", "school", "transport"]);
        let school = sorted[1];
        assert_eq!(
            postings.list(0, school),
            [Posting {
                document: 0,
                count: 1
            }]
        );
        assert_eq!(
            postings.list(3, school),
            [
                Posting {
                    document: 0,
                    count: 2
                },
                Posting {
                    document: 1,
                    count: 1
                }
            ]
        );
        assert_eq!(postings.list(1, school), []);
    }
}
