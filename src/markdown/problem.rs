//! Mistakes that can be seen without knowing the site.

use super::missed::Missed;
use crate::reach::{self, telephone::Fault};
use std::ops::Range;

/// A mistake, with its place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the source that it is about.
    pub span: Range<u32>,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    pub(super) fn new(span: Range<usize>, kind: ProblemKind) -> Self {
        Self {
            span: offset(span.start)..offset(span.end),
            kind,
        }
    }

    /// The span for slicing.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.span.start as usize..self.span.end as usize
    }
}

/// What can be wrong. The caller decides which of these are errors and which are hints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A raw HTML tag of this name (lower-case; `!doctype`, `?` and `![cdata[` for what is no element). Left out.
    RawHtml(Box<str>),
    /// An element (`<base>`) or attribute (`onclick`) of HTML that is allowed otherwise, and what it does.
    HtmlRefused {
        /// Its name.
        what: Box<str>,
        /// How it goes on after the name.
        why: &'static str,
    },
    /// An attribute of HTML by which browsers fetch something from another site.
    HtmlLoads {
        /// Its name.
        what: Box<str>,
        /// The address.
        address: Box<str>,
    },
    /// Style rules within HTML, of which the caller knows what they may hold.
    HtmlStyle(Box<str>),
    /// An HTML comment without an end: everything after it is left out.
    UnclosedComment,
    /// Text on a line that starts with an HTML comment: Markdown counts it to the comment, so it is left out.
    TextAfterComment,
    /// A link or image with a scheme that is not allowed, in lower case. The text stays, without the link.
    Scheme(Box<str>),
    /// A link or image starting with `//`, which leads to another host. The text stays, without the link.
    ProtocolRelative,
    /// An address that leads nowhere: empty, `https:` without a host, or with control characters. The text stays.
    Address(Box<str>),
    /// A link whose words are another address, mailbox or number than the one that it leads to. It is kept.
    OtherWords(reach::Other),
    /// A host that can pass for another by its letters. It is kept.
    Lookalike(reach::Lookalike),
    /// A telephone number of the United Kingdom that cannot be right, as it is written. It is kept.
    Telephone(Box<str>, Fault),
    /// A picture from another origin, which readers' browsers would have to ask for. It is kept.
    RemoteImage(Box<str>),
    /// A picture without a text for those who do not see it.
    MissingAlt,
    /// The text of an image is the name of a file.
    AltIsFile(Box<str>),
    /// An explicit heading id that an earlier heading has. It gets a number.
    DuplicateId(Box<str>),
    /// An explicit heading id that the theme uses (see [`super::RESERVED_IDS`]). It gets a prefix.
    ReservedId(Box<str>),
    /// Braces after a heading hold something else than an id of letters, digits and `-_.:`. Left out.
    HeadingAttribute(Box<str>),
    /// A heading without text. Left out; an image or footnote in it becomes a paragraph.
    EmptyHeading,
    /// A level-one heading below the title of the page. A hint: it is written as a heading of level two.
    LevelOneHeading,
    /// A reference `[^label]` to a footnote that is not there. It stays as text.
    UndefinedFootnote(Box<str>),
    /// A footnote that nothing refers to. Left out.
    UnusedFootnote(Box<str>),
    /// A second footnote of the same label. Left out.
    DuplicateFootnote(Box<str>),
    /// What looks like a link or picture and is none, such as `[text](my page.md)`, `![text] (map.svg)` or `(text)[page.md]`.
    /// It stays as text.
    LinkAsText {
        /// The words of the link.
        words: Box<str>,
        /// The address as it is written, without brackets.
        address: Box<str>,
        /// Whether it is a picture.
        image: bool,
    },
    /// Text that was most likely meant as something else, and how that is written where it can be said. It stays as text.
    Missed(Missed, Box<str>),
    /// A row of a table with more cells than the table has columns: how many of each. The last cells are left out.
    ExtraCells {
        /// Cells of the row.
        cells: u32,
        /// Columns of the table.
        columns: u32,
    },
    /// A link `[text][label]` whose label is not defined. It stays as text.
    UndefinedReference(Box<str>),
    /// A definition `[label]: address` that no link uses. Left out, as all definitions are.
    UnusedDefinition(Box<str>),
    /// A control character, or one that turns the direction of the text after it. Left out.
    HiddenCharacter(char),
    /// Nested deeper than 100 levels. What follows is left out.
    TooDeep,
    /// More than 50,000 headings. What follows is left out.
    TooManyHeadings,
    /// More than 16 MiB. Nothing is converted.
    TooLong,
}

/// A byte offset as it is kept. Sources are at most [`super::guard::MAX_SOURCE`] bytes long and no
/// markup makes more than some hundred bytes of HTML from one of source, so everything fits.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a source is at most 16 MiB, and so its HTML is below 4 GiB")
}
