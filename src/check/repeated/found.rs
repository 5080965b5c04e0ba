//! A fact that a page repeats.

use std::ops::Range;

/// What a page repeats.
pub(super) struct Repeated {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    /// The link that prints it.
    pub(super) link: String,
    /// The record of `contacts.yaml` that holds it.
    pub(super) contact: Option<String>,
    /// Whether it is another page that has it, in front matter.
    pub(super) of_page: bool,
}
