//! The lengths and kinds of documents, in blocks.

use super::index::Index;
use super::{FIELDS, varint};

/// How many documents a block tells of.
pub(super) const BLOCK: usize = 8192;

/// The blocks, not packed: the lengths of all documents in the first part, in the second and so on,
/// then a byte for each document: its kind, and 128 more if it tells of the past.
pub(super) fn blocks(index: &Index) -> Vec<Vec<u8>> {
    index
        .documents
        .chunks(BLOCK)
        .map(|documents| {
            let mut block = Vec::with_capacity(documents.len() * (FIELDS.len() + 2));
            for field in 0..FIELDS.len() {
                for known in documents {
                    // The last part has no length.
                    varint::put(&mut block, known.lengths.get(field).copied().unwrap_or(0));
                }
            }
            block.extend(documents.iter().map(|known| known.kind));
            block
        })
        .collect()
}
