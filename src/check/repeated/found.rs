//! A fact that a page repeats.

use std::ops::Range;

/// What a page repeats.
pub(super) struct Repeated {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    /// The link that prints it, or leads to it.
    pub(super) link: String,
    pub(super) holder: Holder,
}

/// What holds a fact.
pub(super) enum Holder {
    /// A record of `contacts.yaml`.
    Contact(String),
    /// A record of `people.yaml`.
    Person(String),
    /// The record of a series.
    Series,
    /// Another page, in front matter.
    Page,
}
