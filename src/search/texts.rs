//! Texts that are kept once each, and numbered as they come.

use ahash::RandomState;
use hashbrown::HashTable;

/// A term by its number among the texts of a worker.
pub(super) type TermId = u32;

/// Different texts, one after the other in one piece of memory: a page may have a hundred thousand different words, and a
/// piece for each costs more than what is done with it.
///
/// Who writes the texts does not know the keys of the hasher, so that nobody can write many that fall together.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    /// Where each ends, by its number.
    ends: Vec<u32>,
    numbers: HashTable<u32>,
    hasher: RandomState,
}

impl Texts {
    /// The number of a text, which is the next one when it was not met before.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let (all, ends, hasher) = (&self.all, &self.ends, &self.hasher);
        let hash = hasher.hash_one(text);
        if let Some(&number) = self
            .numbers
            .find(hash, |&number| at(all, ends, number) == text)
        {
            return number;
        }
        let number = small_number(ends.len());
        self.numbers.insert_unique(hash, number, |&number| {
            hasher.hash_one(at(all, ends, number))
        });
        self.all.push_str(text);
        self.ends.push(small_number(self.all.len()));
        number
    }

    /// The text of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        at(&self.all, &self.ends, number)
    }

    /// Forgets which number a text has, where only the texts are needed from now on.
    pub(super) fn forget_numbers(&mut self) {
        self.numbers = HashTable::new();
    }
}

/// Texts by their places, one after the other in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct TextList {
    all: String,
    /// Where each begins and ends.
    spans: Vec<(u32, u32)>,
}

impl TextList {
    /// Adds a text at the next place.
    pub(super) fn push(&mut self, text: &str) {
        let start = small_number(self.all.len());
        self.all.push_str(text);
        self.spans.push((start, small_number(self.all.len())));
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The text at a place.
    pub(super) fn get(&self, place: usize) -> &str {
        self.of(self.spans[place])
    }

    /// How many of the first texts are so, where none is after the first that is not.
    pub(super) fn partition_point(&self, is_so: impl Fn(&str) -> bool) -> usize {
        self.spans.partition_point(|span| is_so(self.of(*span)))
    }

    fn of(&self, (start, end): (u32, u32)) -> &str {
        &self.all[start as usize..end as usize]
    }
}

fn at<'t>(all: &'t str, ends: &[u32], number: u32) -> &'t str {
    let place = number as usize;
    let start = place.checked_sub(1).map_or(0, |before| ends[before]);
    &all[start as usize..ends[place] as usize]
}

/// A length or place as four bytes: words of four thousand million bytes would not fit in memory.
pub(super) fn small_number(index: usize) -> u32 {
    u32::try_from(index).expect("a vocabulary has fewer than 2^32 bytes")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_has_one_number_and_comes_back(texts in prop::collection::vec("[ab\u{e9}]{0,3}", 0..60)) {
            let mut kept = Texts::default();
            let numbers: Vec<u32> = texts.iter().map(|text| kept.number(text)).collect();
            let mut different: Vec<&String> = Vec::new();
            for (text, number) in texts.iter().zip(numbers) {
                prop_assert_eq!(kept.get(number), text);
                prop_assert_eq!(kept.number(text), number);
                if !different.contains(&text) {
                    prop_assert_eq!(number as usize, different.len());
                    different.push(text);
                }
            }
            prop_assert_eq!(kept.ends.len(), different.len());
        }
    }
}
