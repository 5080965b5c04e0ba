//! A slip in a text that is no YAML.

use std::ops::Range;

/// A slip that was recognised.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// Where it is, in bytes of the text.
    pub(crate) span: Range<usize>,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}
