//! Terms and their postings in shards: a query fetches those of its words and no others.

use rayon::prelude::*;

use super::blocks::{Reading, Sizes, Writing, border, cut, small};
use super::postings::{Part, Posting, Postings};
use super::{FIELDS, varint};

/// How large a shard is, in bytes before it is packed. The smaller, the less a query fetches, and
/// the more borders stand in the manifest.
const SIZES: Sizes = Sizes {
    least: 12_000,
    most: 28_000,
    alone: 20_000,
};

/// The shards of all terms, and where each begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shards {
    /// For each shard the least text that is greater than all terms of the one before and not
    /// greater than its own first. The shard of a term is the last that begins at it or before.
    pub borders: Vec<String>,
    /// The shards, not packed.
    pub bytes: Vec<Vec<u8>>,
}

impl Shards {
    /// The shards of an index.
    #[must_use]
    pub fn of(postings: &Postings) -> Self {
        let texts = postings.terms.iter().zip(&postings.lists);
        let blocks = cut(texts.map(|(term, list)| (&**term, list.len())), SIZES);
        let borders = blocks
            .iter()
            .map(|block| match block.start {
                0 => String::new(),
                start => border(&postings.terms[start - 1], &postings.terms[start]),
            })
            .collect();
        let bytes = blocks
            .into_par_iter()
            .map(|block| {
                let (terms, lists) = (&postings.terms[block.clone()], &postings.lists[block]);
                let room = terms.iter().map(|term| term.len()).sum::<usize>();
                let room = room + lists.iter().map(|list| list.len() + 4).sum::<usize>();
                let mut shard = Writing::new(terms.len(), room);
                for (term, list) in terms.iter().zip(lists) {
                    let beside = shard.text(term);
                    varint::put(beside, small(list.len()));
                    beside.extend_from_slice(list);
                }
                shard.finish()
            })
            .collect();
        Shards { borders, bytes }
    }

    /// Reads a shard as a browser does: its terms with their postings in each part of [`FIELDS`];
    /// `None` when it is damaged.
    #[must_use]
    pub fn read(shard: &[u8]) -> Option<Vec<(String, Vec<Vec<Posting>>)>> {
        let mut reading = Reading::new(shard)?;
        let mut terms = Vec::new();
        while reading.left() > 0 {
            let term = reading.text()?.to_owned();
            let length = varint::take(&mut reading.rest)? as usize;
            let (mut list, rest) = reading.rest.split_at_checked(length)?;
            reading.rest = rest;
            let mut parts = Vec::new();
            for _ in FIELDS {
                parts.push(Part::take(&mut list)?.postings().collect());
            }
            if !list.is_empty() {
                return None;
            }
            terms.push((term, parts));
        }
        reading.rest.is_empty().then_some(terms)
    }
}
