//! The words of the site as they are written, in blocks, for those who misspell one.

use super::blocks::{Reading, Sizes, Writing, border, cut};
use super::index::{Index, Word};
use super::varint;

/// How large a block is, in bytes before it is packed: all words of one first letter or two.
const SIZES: Sizes = Sizes {
    least: 8_000,
    most: 14_000,
    alone: 8_000,
};

/// The blocks, not packed, and where each begins, as for shards.
pub(super) fn blocks(index: &Index) -> (Vec<String>, Vec<Vec<u8>>) {
    let words = &index.vocabulary;
    let blocks = cut(words.iter().map(|word| (&*word.word, 2)), SIZES);
    let borders = blocks.iter().map(|block| match block.start {
        0 => String::new(),
        start => border(&words[start - 1].word, &words[start].word),
    });
    let borders = borders.collect();
    let bytes = blocks
        .into_iter()
        .map(|block| {
            let words = &words[block];
            let mut writing = Writing::new(words.len(), 8 * words.len());
            for word in words {
                varint::put(writing.text(&word.word), u32::from(word.weight));
            }
            writing.finish()
        })
        .collect();
    (borders, bytes)
}

/// Reads a block as a browser does; `None` when it is damaged.
pub(super) fn read(block: &[u8]) -> Option<Vec<Word>> {
    let mut reading = Reading::new(block)?;
    let mut words = Vec::new();
    while reading.left() > 0 {
        let word = reading.text()?.into();
        let weight = u8::try_from(varint::take(&mut reading.rest)?).ok()?;
        words.push(Word { word, weight });
    }
    reading.rest.is_empty().then_some(words)
}
