//! Byte offsets to lines and columns.

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
