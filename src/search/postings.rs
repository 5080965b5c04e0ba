//! Terms with their postings: for each part that is searched, in which documents a term stands and
//! how often. Every index of the site is a way of writing these down.

use std::ops::Range;

use super::document::FIELDS;
use super::lists::{EXTRA, Lists};
use super::packed;
use super::texts::{TermId, TextList, small_number};
use crate::model::varint;

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
/// The postings stay in the segments that read them, and are put together for a term when they are asked for, as a shard holds them:
/// for each part the number of documents, the steps from one document to the next, less one, and the counts with the sections, all of
/// them as varints. Kept so for all terms, they would take as much memory again.
#[derive(Default)]
pub struct Postings {
    terms: TextList,
    sums: Vec<Sums>,
    /// For each term where its places begin; they end where those of the next begin.
    starts: Vec<u32>,
    places: Vec<Place>,
    segments: Vec<Segment>,
}

/// What is known of the postings of a term without reading them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// How many bytes they take in a shard.
    pub(super) size: u32,
    /// In how many documents the term stands in each part.
    pub(super) documents: [u32; FIELDS.len()],
    /// In how many of those of all parts but the last it stands more than once.
    pub(super) repeated: u32,
    /// How many documents have the term, in whichever part.
    pub(super) holders: u32,
}

impl Sums {
    /// Whether postings of the term say in which section it stands.
    fn is_placed(&self) -> bool {
        self.holders <= MOST_PLACED
    }
}

/// Postings of a term: the number of a segment, and the id that the term has there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) segment: u32,
    pub(super) term: TermId,
}

/// The postings of documents that follow each other.
pub(super) struct Segment {
    /// How many documents come before it.
    pub(super) base: u32,
    pub(super) lists: Lists,
}

impl Postings {
    /// Those of segments, without a term yet.
    pub(super) fn of_segments(segments: Vec<Segment>) -> Self {
        Postings {
            segments,
            starts: vec![0],
            ..Postings::default()
        }
    }

    /// The segments.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Adds the next term, in the order of bytes, and where its postings are, in the order of segments.
    pub(super) fn push(&mut self, term: &str, sums: Sums, places: Vec<Place>) {
        self.terms.push(term);
        self.sums.push(sums);
        self.places.extend(places);
        self.starts.push(small_number(self.places.len()));
    }

    /// How many terms there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is no term.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The term of a place, from 0 in the order of bytes.
    #[must_use]
    pub fn term(&self, place: usize) -> &str {
        self.terms.get(place)
    }

    /// The place of a term.
    #[must_use]
    pub fn find(&self, term: &str) -> Option<usize> {
        let place = self.terms.partition_point(|other| other < term);
        (place < self.len() && self.term(place) == term).then_some(place)
    }

    /// The places of all terms that begin like this.
    #[must_use]
    pub fn beginning(&self, prefix: &str) -> Range<usize> {
        let start = self.terms.partition_point(|term| term < prefix);
        let not_after = |term: &str| term < prefix || term.starts_with(prefix);
        start..self.terms.partition_point(not_after)
    }

    /// The postings of the term at a place in one part, by document.
    pub fn of(&self, place: usize, field: usize) -> impl Iterator<Item = Posting> + use<> {
        let is_placed = self.sums[place].is_placed();
        let mut found = Vec::with_capacity(self.documents(place, field) as usize);
        let mut room = Vec::new();
        each(
            &self.segments,
            self.held(place),
            &mut room,
            |document, part, packed| {
                if part == field {
                    let (count, section) = packed::parts(packed);
                    found.push(Posting {
                        document,
                        count,
                        section: if is_placed { section } else { 0 },
                    });
                }
            },
        );
        found.into_iter()
    }

    /// In how many documents the term at a place stands in one part.
    #[must_use]
    pub fn documents(&self, place: usize, field: usize) -> u32 {
        self.sums[place].documents[field]
    }

    /// What is known of the postings of each term without reading them.
    pub(super) fn sums(&self) -> &[Sums] {
        &self.sums
    }

    /// All postings of the term at a place, as a shard holds them.
    pub(super) fn list<'m>(&self, place: usize, merging: &'m mut Merging) -> &'m [u8] {
        let is_placed = self.sums[place].is_placed();
        merging.merge(&self.segments, self.held(place), is_placed)
    }

    /// Where the postings of the term at a place are.
    fn held(&self, place: usize) -> &[Place] {
        let (start, end) = (self.starts[place], self.starts[place + 1]);
        &self.places[start as usize..end as usize]
    }
}

/// The postings of one term in one part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    steps: &'a [u8],
    counts: &'a [u8],
}

impl<'a> Part<'a> {
    /// Takes the postings of one part off the beginning; `None` when they are damaged.
    pub(super) fn take(rest: &mut &'a [u8]) -> Option<Self> {
        let documents = varint::take(rest)?;
        let steps = take_numbers(rest, documents)?;
        let counts = take_numbers(rest, documents)?;
        Some(Part { steps, counts })
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

/// Gives each posting of a term in order: document, part, and packed count and section. `room` is for their bytes.
fn each(
    segments: &[Segment],
    places: &[Place],
    room: &mut Vec<u8>,
    mut give: impl FnMut(u32, usize, u32),
) {
    for place in places {
        let segment = &segments[place.segment as usize];
        for (document, field, packed) in segment.lists.postings(place.term, room) {
            give(segment.base + document, field, packed);
        }
    }
}

/// Counts the postings of one term after the other.
#[derive(Default)]
pub(super) struct Tally {
    chain: Vec<u8>,
}

impl Tally {
    /// What is known of the postings of a term.
    pub(super) fn of(&mut self, segments: &[Segment], places: &[Place]) -> Sums {
        let (mut sums, mut last) = (Sums::default(), None);
        let mut next = [0; FIELDS.len()];
        // What counts take with their sections, and without.
        let (mut with, mut without) = (0, 0);
        each(
            segments,
            places,
            &mut self.chain,
            |document, field, packed| {
                sums.size += varint::length(document - next[field]);
                next[field] = document + 1;
                with += varint::length(packed);
                without += varint::length(without_section(packed));
                sums.documents[field] += 1;
                sums.holders += u32::from(last.replace(document) != Some(document));
                sums.repeated += u32::from(field < EXTRA && packed::parts(packed).0 > 1);
            },
        );
        sums.size += if sums.is_placed() { with } else { without };
        let numbers = sums.documents.iter();
        sums.size += numbers.map(|many| varint::length(*many)).sum::<u32>();
        sums
    }
}

fn without_section(packed: u32) -> u32 {
    packed::of(packed::parts(packed).0, 0)
}

/// Puts postings of one term after the other together, without new memory for each.
#[derive(Default)]
pub(super) struct Merging {
    chain: Vec<u8>,
    parts: [Writing; FIELDS.len()],
    list: Vec<u8>,
}

impl Merging {
    /// The postings of a term, as a shard holds them.
    fn merge(&mut self, segments: &[Segment], places: &[Place], is_placed: bool) -> &[u8] {
        let parts = &mut self.parts;
        parts.iter_mut().for_each(Writing::clear);
        each(
            segments,
            places,
            &mut self.chain,
            |document, field, packed| {
                let packed = if is_placed {
                    packed
                } else {
                    without_section(packed)
                };
                parts[field].push(document, packed);
            },
        );
        self.list.clear();
        for part in &self.parts {
            varint::put(&mut self.list, part.documents);
            self.list.extend_from_slice(&part.steps);
            self.list.extend_from_slice(&part.counts);
        }
        &self.list
    }
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
    fn clear(&mut self) {
        (self.documents, self.next) = (0, 0);
        self.steps.clear();
        self.counts.clear();
    }

    fn push(&mut self, document: u32, packed: u32) {
        varint::put(&mut self.steps, document - self.next);
        varint::put(&mut self.counts, packed);
        self.next = document + 1;
        self.documents += 1;
    }
}
