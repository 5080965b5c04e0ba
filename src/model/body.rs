//! The HTML of a piece of Markdown, with holes where addresses of the site go.

use super::{PackedBody, PageId, TableId, Target};

/// HTML with holes. The holes are filled when a page is rendered, since a relative
/// address depends on where the page stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML without what the holes will hold, and all words of it without names, which are for
    /// search; [`super::Site::text_of`] puts the names in. No page has words when search is off.
    pub packed: PackedBody,
    /// Where something is missing in the HTML, in order.
    pub holes: Box<[Hole]>,
    /// Where a name is missing in the words, in order.
    pub names: Box<[Hole]>,
    /// Where each link leads; a hole names its link by number.
    pub targets: Box<[Target]>,
    /// Headings in order.
    pub headings: Box<[Heading]>,
    /// What calls put between the blocks of text; a hole names each by number.
    pub blocks: Box<[Block]>,
}

/// The names of calls: what an editor writes for each [`Block`].
pub const CALLS: [&str; 9] = [
    "table",
    "chart",
    "actions",
    "vacancies",
    "resolutions",
    "matrix",
    "audiences",
    "next_meetings",
    "steps",
];

/// Something that a call puts between blocks of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A table of figures.
    Table(TableId),
    /// A chart of a table, with the table.
    Chart(TableId),
    /// Actions of the plan on a page, perhaps of one priority only.
    Actions(PageId, Option<usize>),
    /// Every vacant seat.
    Vacancies,
    /// Every resolution, or those of the group on a page.
    Resolutions(Option<PageId>),
    /// Audiences and what is for them.
    Matrix,
    /// A link for each audience.
    Audiences,
    /// The meetings that come next.
    NextMeetings,
    /// The steps of the page itself.
    Steps,
}

/// A place in the HTML, or in the words, to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Byte offset in that text.
    pub at: u32,
    /// Number of the link, or of the block.
    pub link: u32,
    /// What goes there.
    pub fill: Fill,
}

/// What a hole wants of its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// The address, inside double quotes.
    Address,
    /// The name of the thing linked, as text.
    Name,
    /// What follows a link that prints a fact and has no words of its own.
    Rest,
    /// What follows a link that prints a fact and has words of its own.
    Note,
    /// A block; the number is that of the block.
    Block,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Level, 1 to 6.
    pub level: u8,
    /// The anchor.
    pub id: Box<str>,
    /// The text without markup.
    pub title: Box<str>,
    /// Byte offset in the words, before the names in it.
    pub at: u32,
}
