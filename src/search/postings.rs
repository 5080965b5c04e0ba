//! Terms with their postings: for each part that is searched, in which documents a term stands and
//! how often. Every index of the site is a way of writing these down.

use std::ops::Range;

use super::document::FIELDS;
use super::lists::Lists;
use super::packed;
use super::texts::TermId;
use super::varint;

/// A word that more things have than these says nothing of where to begin reading, and its postings are what a query fetches
/// most of: it has no sections. A large handbook has some hundred such words.
const MOST_PLACED: u32 = 500;

/// A term occurs in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The number of the document, from 0, in the order in which they were read.
    pub document: u32,
    /// How often the term occurs in this part of it; at least once.
    pub count: u32,
    /// The number of the heading in the record, from 1, that has it or below which it stands first in the text; 0 for none.
    /// It is the same in all parts. Terms of very many documents have none.
    pub section: u32,
}

/// All terms in the order of their bytes, with their postings.
///
/// The postings of a term are kept as a shard holds them: for each part the number of documents,
/// the steps from one document to the next, less one, and the counts with the sections, all of them as varints.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Postings {
    pub(super) terms: Vec<Box<str>>,
    pub(super) lists: Vec<Box<[u8]>>,
}

impl Postings {
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

    /// The term of a place, from 0 in the order of bytes.
    #[must_use]
    pub fn term(&self, place: usize) -> &str {
        &self.terms[place]
    }

    /// The place of a term.
    #[must_use]
    pub fn find(&self, term: &str) -> Option<usize> {
        self.terms
            .binary_search_by(|other| (**other).cmp(term))
            .ok()
    }

    /// The places of all terms that begin like this.
    #[must_use]
    pub fn beginning(&self, prefix: &str) -> Range<usize> {
        let start = self.terms.partition_point(|term| **term < *prefix);
        let many = self.terms[start..].partition_point(|term| term.starts_with(prefix));
        start..start + many
    }

    /// The postings of the term at a place in one part, by document.
    pub fn of(&self, place: usize, field: usize) -> impl Iterator<Item = Posting> {
        Part::of(&self.lists[place], field)
            .expect("the index wrote it")
            .postings()
    }

    /// In how many documents the term at a place stands in one part.
    #[must_use]
    pub fn documents(&self, place: usize, field: usize) -> u32 {
        Part::of(&self.lists[place], field)
            .expect("the index wrote it")
            .documents
    }
}

/// The postings of one term in one part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    documents: u32,
    steps: &'a [u8],
    counts: &'a [u8],
}

impl<'a> Part<'a> {
    /// The postings in one part; `None` when the bytes are damaged.
    pub(super) fn of(list: &'a [u8], field: usize) -> Option<Self> {
        let mut rest = list;
        for _ in 0..field {
            Part::take(&mut rest)?;
        }
        Part::take(&mut rest)
    }

    /// Takes the postings of one part off the beginning; `None` when they are damaged.
    pub(super) fn take(rest: &mut &'a [u8]) -> Option<Self> {
        let documents = varint::take(rest)?;
        let steps = take_numbers(rest, documents)?;
        let counts = take_numbers(rest, documents)?;
        Some(Part {
            documents,
            steps,
            counts,
        })
    }

    /// The postings, by document.
    pub(super) fn postings(self) -> impl Iterator<Item = Posting> + use<'a> {
        let (mut steps, mut counts) = (self.steps, self.counts);
        let mut next = 0_u32;
        std::iter::from_fn(move || {
            let document = next.checked_add(varint::take(&mut steps)?)?;
            next = document.checked_add(1)?;
            let (count, section) = packed::parts(varint::take(&mut counts)?);
            Some(Posting {
                document,
                count,
                section,
            })
        })
    }
}

/// Takes so many numbers off the beginning, unread.
fn take_numbers<'a>(rest: &mut &'a [u8], many: u32) -> Option<&'a [u8]> {
    let mut end = 0;
    for _ in 0..many {
        end += rest.get(end..)?.iter().position(|byte| *byte < 0x80)? + 1;
    }
    let (numbers, after) = rest.split_at(end);
    *rest = after;
    Some(numbers)
}

/// The postings of one term as [`Postings`] keeps them, from the lists of segments, in the order of those. Each comes with
/// the number of documents before its segment, and the id that the term has there. `room` is for their bytes.
pub(super) fn merge<'l>(
    lists: impl Iterator<Item = (u32, &'l Lists, TermId)>,
    room: &mut Vec<u8>,
) -> Merged {
    let mut parts: [Writing; FIELDS.len()] = Default::default();
    let (mut documents, mut last) = (0, None);
    for (base, lists, term) in lists {
        for (document, field, packed) in lists.postings(term, room) {
            let document = base + document;
            parts[field].push(document, packed);
            if last.replace(document) != Some(document) {
                documents += 1;
            }
        }
    }
    if documents > MOST_PLACED {
        parts.iter_mut().for_each(Writing::drop_sections);
    }
    let size = parts.iter().map(Writing::size).sum();
    let mut bytes = Vec::with_capacity(size);
    for part in &parts {
        varint::put(&mut bytes, part.documents);
        bytes.extend_from_slice(&part.steps);
        bytes.extend_from_slice(&part.counts);
    }
    Merged {
        list: bytes.into(),
        documents,
    }
}

/// The postings of a term.
pub(super) struct Merged {
    /// As [`Postings`] keeps them.
    pub(super) list: Box<[u8]>,
    /// How many documents have the term, in whichever part.
    pub(super) documents: u32,
}

/// The postings of one part as they are written.
#[derive(Default)]
struct Writing {
    documents: u32,
    next: u32,
    steps: Vec<u8>,
    counts: Vec<u8>,
}

impl Writing {
    fn push(&mut self, document: u32, packed: u32) {
        varint::put(&mut self.steps, document - self.next);
        varint::put(&mut self.counts, packed);
        self.next = document + 1;
        self.documents += 1;
    }

    fn drop_sections(&mut self) {
        let mut counts = self.counts.as_slice();
        let mut plain = Vec::with_capacity(counts.len());
        while let Some(packed) = varint::take(&mut counts) {
            varint::put(&mut plain, packed::of(packed::parts(packed).0, 0));
        }
        self.counts = plain;
    }

    fn size(&self) -> usize {
        varint::length(self.documents) + self.steps.len() + self.counts.len()
    }
}
