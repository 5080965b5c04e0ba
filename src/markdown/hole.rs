//! Holes: what only the caller can fill in, since it depends on other pages.

use std::ops::Range;

/// A place in HTML or plain text that only the caller can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Byte offset; a character boundary.
    pub at: u32,
    /// Index into [`Document::links`](super::Document::links); for [`Fill::Call`] into [`Document::calls`](super::Document::calls).
    pub link: u32,
    /// What goes there.
    pub what: Fill,
}

/// What goes into a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// The address of the link: inside a quoted attribute.
    Address,
    /// The name of what the link leads to, since its text is empty. Among text, or inside a quoted
    /// attribute (the label of a heading's anchor).
    Name,
    /// What follows a link that prints a fact, where its text is empty: further people, or how old the fact is. As [`Fill::Name`].
    Rest,
    /// The same where the link has a text.
    Note,
    /// HTML that the caller makes for a call. Only in the HTML of a page, between blocks.
    Call,
}

/// A link or image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The target as the editor wrote it, with character references and backslashes resolved.
    pub target: Box<str>,
    /// Bytes of the destination in the source (for `[text][label]`, in the definition); the whole link if it cannot be told.
    pub span: Range<u32>,
    /// Whether it is the source of an image.
    pub image: bool,
}

impl Link {
    /// The span for slicing.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.span.start as usize..self.span.end as usize
    }
}
