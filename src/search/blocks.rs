//! Sorted texts in blocks, each of which a reader fetches by itself.
//!
//! Blocks are cut by what is in them, not by count, so that a text more or less moves one border or
//! two, and all other blocks stay the same bytes.

use std::ops::Range;

use crate::model::varint;

/// How large blocks are, in bytes before they are packed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// A block is cut after the first text that says so once it has as many.
    pub(super) least: usize,
    /// A block is cut when it has as many, whatever the text says.
    pub(super) most: usize,
    /// What is as large by itself has a block of its own.
    pub(super) alone: usize,
}

/// One text in so many says that a block may end after it.
const ONE_IN: u32 = 16;

/// The blocks of sorted texts, which come with how many bytes stand with each.
pub(super) fn cut<'a>(
    texts: impl Iterator<Item = (&'a str, usize)>,
    sizes: Sizes,
) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut size, mut end) = (0, 0, 0);
    for (place, (text, beside)) in texts.enumerate() {
        let own = text.len() + beside;
        if own >= sizes.alone && start < place {
            blocks.push(start..place);
            (start, size) = (place, 0);
        }
        size += own;
        end = place + 1;
        let over = size >= sizes.least && says_so(text);
        if over || size >= sizes.most || own >= sizes.alone {
            blocks.push(start..end);
            (start, size) = (end, 0);
        }
    }
    if start < end {
        blocks.push(start..end);
    }
    blocks
}

/// Whether a block may end after a text: FNV-1a, of which one in sixteen.
fn says_so(text: &str) -> bool {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 16).is_multiple_of(ONE_IN)
}

/// The least text that is greater than `before` and not greater than `first`: where a block begins.
pub(super) fn border(before: &str, first: &str) -> String {
    let shared = shared(before, first);
    let next = first[shared..].chars().next().map_or(0, char::len_utf8);
    first[..shared + next].to_owned()
}

/// Sorted borders in one text: of each how many UTF-16 units it shares with the one before, as a
/// capital letter (`A` for none, at most `Z`), which no term holds; then the rest of it.
pub(super) fn listed(borders: &[String]) -> String {
    let mut text = String::new();
    let mut before = "";
    for border in borders {
        let (mut units, mut bytes) = (0, 0);
        for shared in border[..shared(before, border)].chars() {
            if units + shared.len_utf16() > 25 {
                break;
            }
            units += shared.len_utf16();
            bytes += shared.len_utf8();
        }
        let letter = (b'A'..=b'Z').nth(units).expect("units are at most 25");
        text.push(char::from(letter));
        text.push_str(&border[bytes..]);
        before = border;
    }
    text
}

/// How many bytes two texts have in common at their beginning, in whole characters.
pub(super) fn shared(one: &str, other: &str) -> usize {
    one.chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum()
}

/// A block in the making: how many texts it has, then of each how many bytes it shares with the one
/// before, how many follow, and those.
pub(super) struct Writing<'a> {
    bytes: Vec<u8>,
    before: &'a str,
}

impl<'a> Writing<'a> {
    /// A block of so many texts, which come sorted.
    pub(super) fn new(texts: usize, room: usize) -> Self {
        let mut bytes = Vec::with_capacity(room + 8);
        varint::put(&mut bytes, small(texts));
        Writing { bytes, before: "" }
    }

    /// Adds the next text. What stands with it may be added to the bytes that are returned.
    pub(super) fn text(&mut self, text: &'a str) -> &mut Vec<u8> {
        let shared = shared(self.before, text);
        varint::put(&mut self.bytes, small(shared));
        varint::put(&mut self.bytes, small(text.len() - shared));
        self.bytes.extend_from_slice(&text.as_bytes()[shared..]);
        self.before = text;
        &mut self.bytes
    }

    /// The block.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// A block as it is read back.
pub(super) struct Reading<'b> {
    pub(super) rest: &'b [u8],
    left: u32,
    text: Vec<u8>,
}

impl<'b> Reading<'b> {
    /// Reads a block; `None` when it is damaged.
    pub(super) fn new(block: &'b [u8]) -> Option<Self> {
        let mut rest = block;
        let left = varint::take(&mut rest)?;
        Some(Reading {
            rest,
            left,
            text: Vec::new(),
        })
    }

    /// How many texts are to come.
    pub(super) fn left(&self) -> u32 {
        self.left
    }

    /// The next text; `None` at the end or when the block is damaged. What stands with it is at the
    /// beginning of `rest`, and must be taken off.
    pub(super) fn text(&mut self) -> Option<&str> {
        self.left = self.left.checked_sub(1)?;
        let shared = varint::take(&mut self.rest)? as usize;
        let length = varint::take(&mut self.rest)? as usize;
        let (own, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        if shared > self.text.len() {
            return None;
        }
        self.text.truncate(shared);
        self.text.extend_from_slice(own);
        std::str::from_utf8(&self.text).ok()
    }
}

/// A length as four bytes: no text and no block is longer.
pub(super) fn small(length: usize) -> u32 {
    u32::try_from(length).expect("no block has 4 GB")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: Sizes = Sizes {
        least: 200,
        most: 400,
        alone: 300,
    };

    fn names(many: usize) -> Vec<String> {
        let mut names: Vec<String> = (0..many).map(|n| format!("name{n}")).collect();
        names.sort();
        names
    }

    fn blocks(texts: &[String], beside: impl Fn(&str) -> usize) -> Vec<Vec<String>> {
        let sized = texts.iter().map(|text| (text.as_str(), beside(text)));
        cut(sized, SIZES)
            .into_iter()
            .map(|range| texts[range].to_vec())
            .collect()
    }

    #[test]
    fn blocks_hold_all_texts_and_are_neither_small_nor_large() {
        let texts = names(1000);
        let found = blocks(&texts, |_| 3);
        assert_eq!(found.concat(), texts);
        for block in &found[..found.len() - 1] {
            let size: usize = block.iter().map(|text| text.len() + 3).sum();
            assert!((200..=410).contains(&size), "{size}");
        }
    }

    #[test]
    fn one_more_text_moves_few_borders() {
        let texts = names(1000);
        let before = blocks(&texts, |_| 3);
        let mut more = texts.clone();
        more.insert(500, format!("{}a", texts[499]));
        let after = blocks(&more, |_| 3);
        let changed = after.iter().filter(|block| !before.contains(block)).count();
        assert!(changed <= 4, "{changed} of {} blocks changed", after.len());
    }

    #[test]
    fn what_is_large_stands_alone() {
        let texts = names(100);
        let found = blocks(&texts, |text| if text == "name42" { 300 } else { 3 });
        assert!(found.contains(&vec!["name42".to_owned()]));
        assert_eq!(found.concat(), texts);
        assert!(blocks(&[], |_| 0).is_empty());
    }

    #[test]
    fn borders_are_listed_by_what_is_new_in_each() {
        let borders = [
            "",
            "1191",
            "133",
            "a",
            "abc",
            "abd\u{e9}",
            "abd\u{e9}s",
            "b",
        ];
        let borders = borders.map(str::to_owned);
        assert_eq!(listed(&borders), "AA1191B33AaBbcCd\u{e9}EsAb");
        assert_eq!(listed(&[]), "");
        // A sign of two UTF-16 units.
        let signs = ["\u{10400}a", "\u{10400}b"].map(str::to_owned);
        assert_eq!(listed(&signs), "A\u{10400}aCb");
        let long = ["x".repeat(30), format!("{}y", "x".repeat(30))];
        assert_eq!(listed(&long), format!("A{}Zxxxxxy", "x".repeat(30)));
    }

    #[test]
    fn a_border_is_as_short_as_it_can_be() {
        assert_eq!(border("school", "schoolroom"), "schoolr");
        assert_eq!(border("cat", "dog"), "d");
        assert_eq!(border("caf", "caf\u{e9}s"), "caf\u{e9}");
        assert_eq!(border("", "a"), "a");
        // Characters that share their first byte.
        assert_eq!(border("\u{e8}", "\u{e9}t"), "\u{e9}");
    }
}
