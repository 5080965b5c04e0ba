//! Text between two pieces of markup. The parser hands it out in several pieces (it cuts at `_`, `&`,
//! quotation marks and more), but words and addresses must be seen whole.

use std::borrow::Cow;
use std::ops::Range;

/// A run of text, with where its pieces come from.
#[derive(Default)]
pub(super) struct Run {
    pub(super) text: String,
    pieces: Vec<Piece>,
    /// Whether any piece is smart punctuation.
    exchanged: bool,
    /// Whether the run follows other inline content without a space.
    pub(super) glued: bool,
}

struct Piece {
    /// Where it starts in the text.
    at: usize,
    /// Where it stands in the source.
    source: Range<usize>,
    /// Whether it is smart punctuation for what stands in the source.
    exchanged: bool,
}

impl Run {
    /// Adds a piece. `coined` says whether the parser made it up (smart punctuation, a character
    /// reference) instead of cutting it from the source.
    pub(super) fn push(&mut self, text: &str, coined: bool, source: &str, range: Range<usize>) {
        let exchanged = coined && !source[range.clone()].starts_with('&');
        let at = self.text.len();
        self.text.push_str(text);
        self.exchanged |= exchanged;
        self.pieces.push(Piece {
            at,
            source: range,
            exchanged,
        });
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        self.exchanged = false;
    }

    /// A part of the text as it was typed: `--` for an en dash, `'` for ’.
    pub(super) fn typed<'r>(&'r self, part: Range<usize>, source: &str) -> Cow<'r, str> {
        if !self.exchanged {
            return Cow::Borrowed(&self.text[part]);
        }
        let mut typed = String::with_capacity(part.len());
        let first = self.pieces.partition_point(|p| p.at <= part.start) - 1;
        for (n, piece) in self.pieces[first..].iter().enumerate() {
            if piece.at >= part.end {
                break;
            }
            if piece.exchanged {
                typed.push_str(&source[piece.source.clone()]);
            } else {
                let end = self
                    .pieces
                    .get(first + n + 1)
                    .map_or(part.end, |next| next.at);
                typed.push_str(&self.text[piece.at.max(part.start)..end.min(part.end)]);
            }
        }
        Cow::Owned(typed)
    }

    /// Whether smart punctuation starts at this place.
    pub(super) fn exchanged_at(&self, at: usize) -> bool {
        self.exchanged && self.piece(at).is_some_and(|p| p.exchanged && p.at == at)
    }

    /// Where the text at this place stands in the source.
    pub(super) fn source(&self, at: usize) -> usize {
        self.piece(at).map_or(0, |piece| {
            (piece.source.start + (at - piece.at)).min(piece.source.end)
        })
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|p| p.at <= at);
        self.pieces.get(after.checked_sub(1)?)
    }
}
