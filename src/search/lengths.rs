//! The lengths and kinds of documents, in blocks.

use super::document::{FIELD_COUNT, FIELDS};
use super::segment::Known;
use crate::model::varint;

/// How many documents a block tells of.
pub(super) const BLOCK: usize = 8192;

/// Sites with more documents tell long lengths only about.
const MANY: usize = 4096;

/// How many of the leading bits of a length are kept on such sites, for each part that has one. Titles
/// and names are short, and whether a query is a whole title hangs on their length.
const BITS: [u32; FIELD_COUNT] = [4, 4, 3, 3];

/// The blocks, not packed: the lengths of all documents in the first part, in the second and so on,
/// then a byte for each document: its kind, and 128 more if it tells of the past.
pub(super) fn blocks(all: &[Known]) -> Vec<Vec<u8>> {
    all.chunks(BLOCK)
        .map(|documents| {
            let mut block = Vec::with_capacity(documents.len() * (FIELDS.len() + 2));
            for field in 0..FIELDS.len() {
                for known in documents {
                    // The last part has no length.
                    let length = rounded(known.lengths, all.len())
                        .get(field)
                        .copied()
                        .unwrap_or(0);
                    varint::put(&mut block, length);
                }
            }
            block.extend(documents.iter().map(|known| known.kind));
            block
        })
        .collect()
}

/// Lengths as the index tells them. Every query needs those of all documents, so on a large site they
/// are most of what it fetches, and a score that is six parts in a hundred off serves as well.
pub(super) fn rounded(lengths: [u32; FIELD_COUNT], documents: usize) -> [u32; FIELD_COUNT] {
    if documents > MANY {
        std::array::from_fn(|field| about(lengths[field], BITS[field]))
    } else {
        lengths
    }
}

/// The nearest length of so many leading bits.
fn about(length: u32, kept: u32) -> u32 {
    let bits = u32::BITS - length.leading_zeros();
    let dropped = bits.saturating_sub(kept);
    let half = (1 << dropped) >> 1;
    length.saturating_add(half) >> dropped << dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_length_is_told_within_a_part_of_it() {
        for (kept, exact) in [(3, 8), (4, 16)] {
            for length in 0..=exact {
                assert_eq!(about(length, kept), length);
            }
            for length in (exact + 1..100_000).chain([u32::MAX - 1, u32::MAX]) {
                let rounded = about(length, kept);
                let off = rounded.abs_diff(length);
                assert!(off <= length / exact + 1, "{length}: {rounded}");
            }
        }
        assert_eq!(rounded([11, 0, 40, 801], MANY), [11, 0, 40, 801]);
        assert_eq!(rounded([11, 0, 41, 801], MANY + 1), [11, 0, 40, 768]);
    }
}
