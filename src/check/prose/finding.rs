//! What is to be said of a text.

use std::ops::Range;

use crate::diagnostic::Code;

/// What was found in a text, at its place in the file.
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) span: Range<usize>,
    pub(super) help: &'static str,
}
