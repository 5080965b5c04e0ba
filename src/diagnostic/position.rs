//! Byte offsets to lines and columns.

use std::ops::Range;

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The start of a file.
    pub(super) const START: Self = Position { line: 1, column: 1 };
}

/// The position of a byte offset in a text; an offset past the end is the end.
#[must_use]
pub fn position(text: &str, offset: usize) -> Position {
    let offset = floor_boundary(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position {
        line: before.bytes().filter(|&b| b == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// The nearest character boundary at or before `offset`.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// So many bytes before and after a place are shown.
const NEAR: usize = 300;

/// How many bytes are counted for each place asked for, at most.
const STEP: usize = 512;

/// A text that was gone through once, for many places in it.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters start before each step.
    characters: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let mut before = 0;
        let characters = text.as_bytes().chunks(STEP).map(|step| {
            let here = before;
            before += characters(step);
            here
        });
        let characters = characters.collect();
        Lines {
            text,
            starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(),
            characters,
        }
    }

    /// A range widened to whole characters. Some findings mark the first byte of what they are about.
    pub(super) fn whole(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        floor_boundary(self.text, range.start)..self.text.ceil_char_boundary(end)
    }

    #[cfg(feature = "cli")]
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The line in which a range begins, in three parts: before, the range as far as it is on that line, and after. Of a
    /// very long line what is near.
    pub(super) fn around(&self, range: &Range<usize>) -> (&'t str, &'t str, &'t str) {
        let range = self.whole(range);
        let line = self.starts.partition_point(|&start| start <= range.start);
        let near = floor_boundary(self.text, range.start.saturating_sub(NEAR));
        let start = self.starts[line - 1].max(near);
        let rest = &self.text[range.start..];
        let ends = range.start + rest.find('\n').unwrap_or(rest.len());
        let end = range.end.clamp(range.start, ends);
        let far = floor_boundary(self.text, end.saturating_add(NEAR)).min(ends);
        (
            &self.text[start..range.start],
            &self.text[range.start..end],
            &self.text[end..far.max(end)],
        )
    }

    /// The same as [`position`].
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.before(offset) - self.before(start) + 1,
        }
    }

    /// How many characters start before an offset.
    fn before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        let whole = self.characters.get(step);
        let Some(whole) = whole else {
            // The end of a text that fills its last step.
            return self.characters.last().map_or(0, |before| {
                before + characters(&self.text.as_bytes()[(step - 1) * STEP..])
            });
        };
        whole + characters(&self.text.as_bytes()[step * STEP..offset])
    }
}

/// How many characters start in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "title: Siân\nlead: x";
        assert_eq!(position(text, 0), Position { line: 1, column: 1 });
        let lead = text.find("lead").expect("the text has it");
        assert_eq!(position(text, lead), Position { line: 2, column: 1 });
        let n = text.find('n').expect("the text has it");
        assert_eq!(
            position(text, n),
            Position {
                line: 1,
                column: 11
            }
        );
        assert_eq!(position(text, 999), Position { line: 2, column: 8 });
    }

    proptest! {
        #[test]
        fn a_text_gone_through_once_gives_the_same_positions(
            text in "([aâ€\u{1F300}\n]{0,40}){0,60}",
            offset in 0_usize..4_000,
        ) {
            let lines = Lines::new(&text);
            prop_assert_eq!(lines.position(offset), position(&text, offset));
            prop_assert_eq!(lines.position(text.len()), position(&text, text.len()));
        }
    }
}
