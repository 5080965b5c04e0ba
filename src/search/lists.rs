//! The postings of the terms of a segment, as they come.

use super::chains::{Chain, Chains};
use super::document::{FIELD_COUNT, FIELDS};
use super::packed;
use super::texts::TermId;
use crate::model::varint;

/// The number of parts, of which no text fills the last one.
const PARTS: u32 = 5;
const _: () = assert!(PARTS as usize == FIELDS.len());

/// The part of terms that elasticlunr does not have.
pub(super) const EXTRA: usize = FIELD_COUNT;

/// The postings of all terms, kept as few bytes as they need: at ten thousand pages there are millions.
#[derive(Default)]
pub(super) struct Lists {
    chains: Chains,
    /// By the ids of terms.
    lists: Vec<List>,
}

/// The postings of a term: pairs of a step and a packed count and section. A step leads from one place to the next, a place
/// being the number of the document times the number of parts, and the part.
#[derive(Clone, Copy, Default)]
struct List {
    chain: Chain,
    last: u32,
}

impl Lists {
    /// Appends that a term stands in a part of a document. Places come in order.
    pub(super) fn push(
        &mut self,
        term: TermId,
        (document, field): (u32, usize),
        count: u32,
        section: u32,
    ) {
        let place = document
            .checked_mul(PARTS)
            .zip(u32::try_from(field).ok())
            .and_then(|(place, field)| place.checked_add(field))
            .expect("a site has fewer than 2^29 things to find");
        let term = term as usize;
        if self.lists.len() <= term {
            self.lists.resize_with(term + 1, List::default);
        }
        let list = &mut self.lists[term];
        let step = place - list.last;
        list.last = place;
        for number in [step, packed::of(count, section)] {
            varint::give(number, |byte| self.chains.push(&mut list.chain, byte));
        }
    }

    /// The terms that stand somewhere. Others were only seen in words that stand for more than them.
    pub(super) fn terms(&self) -> impl Iterator<Item = TermId> {
        let lists = (0..).zip(&self.lists);
        let found = lists.filter(|(_, list)| !list.chain.is_empty());
        found.map(|(term, _)| term)
    }

    /// Document, part, and packed count and section of each posting of a term, in order. `room` is for their bytes.
    pub(super) fn postings<'r>(
        &self,
        term: TermId,
        room: &'r mut Vec<u8>,
    ) -> impl Iterator<Item = (u32, usize, u32)> + use<'r> {
        room.clear();
        self.chains.read(&self.lists[term as usize].chain, room);
        let mut rest = room.as_slice();
        let mut place = 0;
        std::iter::from_fn(move || {
            place += varint::take(&mut rest)?;
            let packed = varint::take(&mut rest).expect("`push` wrote a count");
            Some((place / PARTS, (place % PARTS) as usize, packed))
        })
    }
}
