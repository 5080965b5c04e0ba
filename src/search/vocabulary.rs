//! The words of the site as they are written, in blocks, for those who misspell one.

use super::blocks::{Sizes, Writing, border, cut};
use super::index::Index;
use crate::model::varint;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::blocks::Reading;
    use crate::search::index::Word;
    use crate::search::{Analyser, Record, SearchDocument};

    /// Reads a block as a browser does; `None` when it is damaged.
    fn read(block: &[u8]) -> Option<Vec<Word>> {
        let mut reading = Reading::new(block)?;
        let mut words = Vec::new();
        while reading.left() > 0 {
            let word = reading.text()?.into();
            let weight = u8::try_from(varint::take(&mut reading.rest)?).ok()?;
            words.push(Word { word, weight });
        }
        reading.rest.is_empty().then_some(words)
    }

    #[test]
    fn words_come_back_with_how_many_documents_have_them() {
        let documents: Vec<SearchDocument<'_>> = (0..3000)
            .map(|number| SearchDocument {
                body: format!("Schools meet; caf{}", letters(number)).into(),
                record: Record {
                    title: if number == 7 {
                        "Attendance".into()
                    } else {
                        "x".into()
                    },
                    ..Record::default()
                },
                ..SearchDocument::default()
            })
            .collect();
        let index = Index::read(Analyser::English, documents, |document| vec![document]);
        let (borders, blocks) = blocks(&index);
        assert_eq!(borders.len(), blocks.len());
        assert!(blocks.len() > 1, "{}", blocks.len());
        let mut all = Vec::new();
        for (place, block) in blocks.iter().enumerate() {
            let words = read(block).expect("a whole block");
            assert!(*borders[place] <= *words[0].word);
            if let Some(next) = borders.get(place + 1) {
                assert!(words.iter().all(|word| *word.word < **next));
            }
            all.extend(words);
            assert!(read(&block[..block.len() - 1]).is_none());
        }
        let listed: Vec<(&str, u8, bool)> = all
            .iter()
            .map(|word| (&*word.word, word.weight & 0x7f, word.weight > 0x7f))
            .collect();
        assert_eq!(listed, index.vocabulary().collect::<Vec<_>>());
        assert!(listed.contains(&("attendance", 1, true)));
        assert!(listed.contains(&("schools", 127, false)));
        assert!(listed.contains(&("cafaaa", 1, false)));
    }

    /// Three letters for each number.
    fn letters(number: u32) -> String {
        let letter = |value: u32| char::from_u32(u32::from('a') + value % 26).expect("a letter");
        [number / 676, number / 26, number]
            .map(letter)
            .iter()
            .collect()
    }
}
