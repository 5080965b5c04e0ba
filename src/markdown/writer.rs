//! The state of a conversion: what was written so far, what is open, and what several handlers do with it.

use super::colons;
use super::document::{Call, Heading};
use super::escape;
use super::hole::{Fill, Hole, Link};
use super::open::{
    FirstLine, Footnotes, Line, Mark, OpenHeading, OpenImage, OpenLink, Quotes, Rows, Stars, Tables,
};
use super::options::Options;
use super::plain::Plain;
use super::problem::{Problem, offset};
use super::run::Run;
use super::slug::Ids;
use crate::characters;
use std::borrow::Cow;
use std::collections::HashSet;

/// What stands in front of an inline value for the parser, and is cut from its first piece of text.
pub(super) const INLINE_PREFIX: &str = "x ";

/// Where the Markdown stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The body of a page.
    Page,
    /// A value in front matter, with [`INLINE_PREFIX`] before it: one paragraph, whose tags are not written.
    Value,
}

/// An element that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Nothing was written for its start, so nothing is for its end.
    Nothing,
    Paragraph,
    Heading,
    /// A heading inside a footnote: it does not structure the page.
    Lead,
    Quote,
    Alert,
    Code,
    List,
    OrderedList,
    Item,
    Terms,
    Term,
    Description,
    Table,
    TableHead,
    Row,
    HeaderCell,
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link,
    Image,
    Footnote,
    /// A block of raw HTML that is allowed.
    Html,
}

/// A conversion under way.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is told by another part of the source, and none goes with another"
)]
pub(super) struct Writer<'s, 'o> {
    pub(super) source: &'s str,
    pub(super) options: &'o Options<'o>,
    pub(super) place: Place,
    /// The HTML so far.
    pub(super) out: String,
    /// The plain text so far; headings, excerpt and alternative texts are cut from it.
    pub(super) text: String,
    /// Whether the source holds hidden characters, which are left out.
    pub(super) hides: bool,
    /// Holes in `text`.
    pub(super) names: Vec<Hole>,
    pub(super) holes: Vec<Hole>,
    pub(super) links: Vec<Link>,
    pub(super) calls: Vec<Call>,
    pub(super) headings: Vec<Heading>,
    pub(super) problems: Vec<Problem>,
    pub(super) stack: Vec<Frame>,
    /// Where the last event inside an element ended in the source.
    pub(super) reached: usize,
    /// Whether text that starts now follows inline content without a space.
    pub(super) glued: bool,
    pub(super) in_code: bool,
    /// The abbreviations that were explained.
    pub(super) explained: Vec<bool>,
    pub(super) ids: Ids,
    pub(super) heading: Option<OpenHeading>,
    pub(super) title: Option<Box<str>>,
    /// How many levels down headings are moved; known from the first one on.
    pub(super) shift: Option<u8>,
    pub(super) link: Option<OpenLink<'s>>,
    pub(super) image: Option<OpenImage<'s>>,
    pub(super) tables: Tables,
    pub(super) footnotes: Footnotes,
    pub(super) alerts: u32,
    /// The mark of a box at the start of a quotation, until it is known what follows.
    pub(super) box_mark: Option<Mark>,
    /// The first line of a box, while it is written.
    pub(super) first_line: Option<FirstLine>,
    /// A block of raw HTML, while it is read.
    pub(super) html: Run,
    /// The ids in raw HTML.
    pub(super) raw_ids: Vec<Box<str>>,
    /// Where text starts that comes now.
    pub(super) at_line: Line,
    /// What the lines before it start with.
    pub(super) rows: Rows,
    /// Stars that stayed text.
    pub(super) single_stars: Stars,
    pub(super) quotes: Quotes,
    /// Where the definitions stand that links use.
    pub(super) used: HashSet<usize>,
    /// Whether colons are hidden in the source ([`colons`]).
    pub(super) colons: bool,
    /// Where the tag of the last list item ends its name.
    pub(super) item_at: usize,
    /// Where the first paragraph starts in `text` and `names`.
    pub(super) excerpt_at: Option<(usize, usize)>,
    pub(super) excerpt: Plain,
}

impl<'s, 'o> Writer<'s, 'o> {
    /// At the start of a source. `problems` are those that were seen before parsing.
    pub(super) fn new(
        source: &'s str,
        options: &'o Options<'o>,
        place: Place,
        problems: Vec<Problem>,
    ) -> Self {
        Self {
            source,
            options,
            place,
            out: String::with_capacity(source.len() + source.len() / 4),
            text: String::with_capacity(if options.search_text {
                source.len()
            } else {
                256
            }),
            hides: false,
            names: Vec::new(),
            holes: Vec::new(),
            links: Vec::new(),
            calls: Vec::new(),
            headings: Vec::new(),
            problems,
            stack: Vec::with_capacity(16),
            reached: 0,
            glued: false,
            in_code: false,
            explained: Vec::new(),
            ids: Ids::default(),
            heading: None,
            title: None,
            shift: None,
            link: None,
            image: None,
            tables: Tables::default(),
            footnotes: Footnotes::default(),
            alerts: 0,
            box_mark: None,
            first_line: None,
            html: Run::default(),
            raw_ids: Vec::new(),
            at_line: Line::Within,
            rows: Rows::default(),
            single_stars: Stars::default(),
            quotes: Quotes::default(),
            used: HashSet::new(),
            colons: false,
            item_at: 0,
            excerpt_at: None,
            excerpt: Plain::default(),
        }
    }
}

impl Writer<'_, '_> {
    /// Whether only plain text is wanted now.
    pub(super) fn muted(&self) -> bool {
        self.image.is_some()
    }

    /// A piece of the source as it may be published.
    pub(super) fn shown<'t>(&self, piece: &'t str) -> Cow<'t, str> {
        if !self.colons && !self.hides {
            return Cow::Borrowed(piece);
        }
        let piece = colons::shown(piece);
        match piece {
            _ if !self.hides => piece,
            Cow::Borrowed(piece) => characters::published(piece, true),
            Cow::Owned(piece) => Cow::Owned(characters::published(&piece, true).into_owned()),
        }
    }

    /// Whether the next block is the first of the page.
    pub(super) fn at_start(&self) -> bool {
        self.stack.is_empty() && self.out.is_empty() && self.title.is_none()
    }

    /// Notes that the heading that is open, if any, has a link, image or the like in it.
    pub(super) fn has_more_than_text(&mut self) {
        if let Some(heading) = &mut self.heading {
            heading.may_be_title = false;
        }
    }

    /// Leaves a hole where the HTML ends now.
    pub(super) fn hole(&mut self, link: u32, what: Fill) {
        self.holes.push(Hole {
            at: offset(self.out.len()),
            link,
            what,
        });
    }

    /// Records a link that the caller resolves and leaves the hole for its address.
    pub(super) fn add_link(&mut self, target: &str, image: bool) -> u32 {
        let number = offset(self.links.len());
        self.links.push(Link {
            target: target.into(),
            span: 0..0,
            image,
        });
        self.hole(number, Fill::Address);
        number
    }

    /// Ends the address attribute, and adds the title if there is one.
    pub(super) fn title_attribute(&mut self, title: &str) {
        self.out.push('"');
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            let title = colons::shown(title);
            let title = characters::published(&title, self.options.right_to_left);
            escape::attribute(&mut self.out, &title);
            self.out.push('"');
        }
    }

    /// Writes at most `limit` characters of plain text into an attribute, holes included.
    pub(super) fn attribute_text(&mut self, plain: &Plain, limit: usize) {
        let text = &*plain.text;
        let end = text
            .char_indices()
            .nth(limit)
            .map_or(text.len(), |(at, _)| at);
        let mut done = 0;
        for name in &plain.names {
            let at = name.at as usize;
            if at > end {
                break;
            }
            escape::attribute(&mut self.out, &text[done..at]);
            self.hole(name.link, name.what);
            done = at;
        }
        escape::attribute(&mut self.out, &text[done..end]);
        if end < text.len() {
            self.out.push('…');
        }
    }
}
