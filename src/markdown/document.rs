//! What a conversion gives: HTML with holes, and what else was seen on the way.

use super::hole::{Hole, Link};
use super::plain::Plain;
use super::problem::Problem;
use std::ops::Range;

/// The HTML of a page with holes where addresses and names of other pages go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The HTML, with nothing where the holes are.
    pub html: Box<str>,
    /// The places in [`Document::html`] to fill, sorted by position.
    pub holes: Box<[Hole]>,
    /// Every link and image whose target is not an absolute address, as written: `../send/_index.md#contacts`,
    /// `#contacts`, `/rooted`, `person:id`, `contact:id`, `role:name`, `meeting:series.key`.
    pub links: Box<[Link]>,
    /// Paragraphs that are nothing but a call; a hole [`Fill::Call`](super::Fill::Call) names each by number.
    pub calls: Box<[Call]>,
    /// The headings in order, without [`Document::title`].
    pub headings: Box<[Heading]>,
    /// Ids in raw HTML that is allowed: links may lead to them.
    pub raw_ids: Box<[Box<str>]>,
    /// The text of a level-one heading that is the first block and nothing but text. It is not in the
    /// HTML, so that the caller can make it the title of the page. With [`super::Options::title`], only a
    /// heading of the same text is taken out; another is kept as a section.
    pub title: Option<Box<str>>,
    /// The first paragraph outside lists and quotations, at most about 200 characters, cut after a word with "…".
    pub excerpt: Plain,
    /// All text for the search index, a block to a line; empty unless asked for.
    pub text: Plain,
    /// What is wrong, sorted by position.
    pub problems: Box<[Problem]>,
}

/// A call as written, such as `table(data="ratings")`: what stands between `{{` and `}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The text between the braces, without white space at its ends.
    pub text: Box<str>,
    /// Bytes of the text in the source.
    pub span: Range<u32>,
}

impl Call {
    /// The span for slicing.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.span.start as usize..self.span.end as usize
    }
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level in the HTML, 2 to 6.
    pub level: u8,
    /// The id, unique on the page.
    pub id: Box<str>,
    /// The text.
    pub title: Plain,
    /// Where it begins in [`Document::text`]; what it begins with itself, such as a name, comes after.
    pub at: u32,
    /// Bytes of the heading in the source.
    pub span: Range<u32>,
}

impl Heading {
    /// The span for slicing.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.span.start as usize..self.span.end as usize
    }
}
