//! From the parser's events to HTML: the loop, and what the simple elements look like.

use super::Options;
use super::address::{self, OpenLink};
use super::document::{Call, Document, Fill, Heading, Hole, Link};
use super::escape;
use super::footnotes::Footnotes;
use super::headings::OpenHeading;
use super::images::OpenImage;
use super::plain::Plain;
use super::problem::{Problem, ProblemKind, offset};
use super::raw_html;
use super::run::Run;
use super::slug::Ids;
use super::tables::Tables;
use pulldown_cmark::{
    BlockQuoteKind, BrokenLink, BrokenLinkCallback, CodeBlockKind, CowStr, Event, LinkType,
    OffsetIter, Options as Syntax, Parser, Tag, TagEnd,
};
use std::fmt::Write as _;
use std::ops::Range;

/// How many elements may be open at once. Real pages stay below 15; browsers stop nesting at 512.
const MAX_DEPTH: usize = 100;

/// The length of an excerpt, in characters.
const EXCERPT: usize = 200;

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
}

/// A conversion under way.
pub(super) struct Writer<'s, 'o> {
    pub(super) source: &'s str,
    pub(super) options: &'o Options<'o>,
    place: Place,
    /// The HTML so far.
    pub(super) out: String,
    /// The plain text so far; headings, excerpt and alternative texts are cut from it.
    pub(super) text: String,
    /// Holes in `text`.
    pub(super) names: Vec<Hole>,
    pub(super) holes: Vec<Hole>,
    pub(super) links: Vec<Link>,
    calls: Vec<Call>,
    pub(super) headings: Vec<Heading>,
    pub(super) problems: Vec<Problem>,
    stack: Vec<Frame>,
    /// Where the last event inside an element ended in the source.
    reached: usize,
    /// Whether text that starts now follows inline content without a space.
    glued: bool,
    in_code: bool,
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
    alerts: u32,
    /// Where the tag of the last list item ends its name.
    item_at: usize,
    /// Where the first paragraph starts in `text` and `names`.
    excerpt_at: Option<(usize, usize)>,
    excerpt: Plain,
}

/// Converts a source without hidden characters.
pub(super) fn write(
    source: &str,
    options: &Options<'_>,
    place: Place,
    problems: Vec<Problem>,
) -> Document {
    let mut undefined = Vec::new();
    let report = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            let kind = ProblemKind::UndefinedReference(link.reference.as_ref().into());
            undefined.push(Problem::new(link.span, kind));
        } else if let Some(end) = address::address_after(source, link.span.end) {
            undefined.push(Problem::new(link.span.start..end, ProblemKind::LinkAsText));
        }
        None
    };
    let events = Parser::new_with_broken_link_callback(source, syntax(place), Some(report))
        .into_offset_iter();
    let mut writer = Writer::new(source, options, place, problems);
    writer.run(events);
    writer.problems.append(&mut undefined);
    writer.finish()
}

fn syntax(place: Place) -> Syntax {
    let inline = Syntax::ENABLE_STRIKETHROUGH | Syntax::ENABLE_SMART_PUNCTUATION;
    match place {
        Place::Value => inline,
        Place::Page => {
            inline
                | Syntax::ENABLE_TABLES
                | Syntax::ENABLE_FOOTNOTES
                | Syntax::ENABLE_TASKLISTS
                | Syntax::ENABLE_HEADING_ATTRIBUTES
                | Syntax::ENABLE_GFM
                | Syntax::ENABLE_DEFINITION_LIST
        }
    }
}

impl<'s, 'o> Writer<'s, 'o> {
    fn new(
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
            item_at: 0,
            excerpt_at: None,
            excerpt: Plain::default(),
        }
    }

    fn run<F: BrokenLinkCallback<'s>>(&mut self, mut events: OffsetIter<'s, F>) {
        // Text that is still to be written, since more of it may follow.
        let mut run = Run::default();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Text(piece) => {
                    self.reached = range.end;
                    self.push_text(&mut run, &piece, range);
                    continue;
                }
                Event::Start(Tag::Paragraph) if self.call(&range) => {
                    skip_paragraph(&mut events);
                }
                Event::Start(tag) => {
                    self.flush(&mut run);
                    if self.stack.len() >= MAX_DEPTH {
                        self.problems
                            .push(Problem::new(range, ProblemKind::TooDeep));
                        break;
                    }
                    self.reached = range.start + 1;
                    let frame = self.start(tag, range, &events);
                    self.stack.push(frame);
                    self.glued = false;
                    continue;
                }
                Event::End(_) => {
                    self.flush(&mut run);
                    let frame = self.stack.pop().expect("the parser's events are balanced");
                    self.end(frame);
                }
                Event::Code(code) => {
                    self.flush(&mut run);
                    self.code(&code);
                }
                Event::SoftBreak | Event::HardBreak => {
                    self.flush(&mut run);
                    self.line_break(event == Event::HardBreak);
                }
                Event::InlineHtml(html) => {
                    self.flush(&mut run);
                    self.inline_html(&html, &range);
                }
                Event::Html(html) => {
                    if self.options.raw_html {
                        self.out.push_str(&html);
                    }
                }
                Event::FootnoteReference(label) => {
                    self.flush(&mut run);
                    self.footnote_reference(&label);
                    self.glued = true;
                }
                Event::Rule => self.out.push_str("<hr>\n"),
                Event::TaskListMarker(done) => self.task(done),
                // The syntax for these is not turned on.
                Event::InlineMath(_) | Event::DisplayMath(_) => {}
            }
            self.reached = range.end;
        }
        self.flush(&mut run);
        while let Some(frame) = self.stack.pop() {
            self.end(frame);
        }
    }

    /// A paragraph of the page that is nothing but a call, such as `{{ table(data="x") }}`, becomes
    /// a hole for what the caller makes of it.
    fn call(&mut self, range: &Range<usize>) -> bool {
        if !self.stack.is_empty() || self.place != Place::Page {
            return false;
        }
        let written = self.source[range.clone()].trim_end();
        let inner = written
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"));
        let Some(inner) = inner.filter(|inner| !inner.contains('\n')) else {
            return false;
        };
        let link = offset(self.calls.len());
        self.hole(link, Fill::Call);
        self.out.push('\n');
        let text = inner.trim();
        let start = range.start + 2 + (inner.len() - inner.trim_start().len());
        self.calls.push(Call {
            text: text.into(),
            span: offset(start)..offset(start + text.len()),
        });
        true
    }

    fn push_text(&mut self, run: &mut Run, piece: &CowStr<'_>, mut range: Range<usize>) {
        let mut text: &str = piece;
        if self.in_code {
            escape::text(&mut self.out, text);
            self.text.push_str(text);
            return;
        }
        if self.place == Place::Value && range.start == 0 {
            text = text.strip_prefix(INLINE_PREFIX).unwrap_or_default();
            range.start = range.end - text.len();
        }
        if run.text.is_empty() {
            run.glued = self.glued;
        }
        // What the parser cuts from the source is borrowed and as long as its range; smart punctuation
        // and numeric references are made in place; named references are shorter than they are written.
        let made = matches!(piece, CowStr::Inlined(_)) || text.len() != range.len();
        if let Some(c) = run.push(text, made, self.source, range.clone()) {
            self.problems
                .push(Problem::new(range, ProblemKind::HiddenCharacter(c)));
        }
    }

    fn start<F: BrokenLinkCallback<'s>>(
        &mut self,
        tag: Tag<'s>,
        range: Range<usize>,
        events: &OffsetIter<'s, F>,
    ) -> Frame {
        let (html, frame) = match tag {
            Tag::Paragraph => {
                if self.stack.is_empty() && self.excerpt.is_empty() {
                    self.excerpt_at = Some((self.text.len(), self.names.len()));
                }
                match self.place {
                    Place::Page => ("<p>", Frame::Paragraph),
                    Place::Value => ("", Frame::Paragraph),
                }
            }
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let attributes = super::headings::Attributes { id, classes, attrs };
                return self.start_heading(level as u8, attributes, range);
            }
            Tag::BlockQuote(None) => ("<blockquote>\n", Frame::Quote),
            Tag::BlockQuote(Some(kind)) => return self.start_alert(kind),
            Tag::CodeBlock(kind) => return self.start_code(&kind),
            Tag::HtmlBlock => {
                if !self.options.raw_html {
                    raw_html::refuse(self.source, range.start, range.end, &mut self.problems);
                }
                return Frame::Nothing;
            }
            Tag::List(None) => ("<ul>\n", Frame::List),
            Tag::List(Some(1)) => ("<ol>\n", Frame::OrderedList),
            Tag::List(Some(start)) => {
                writeln!(self.out, "<ol start=\"{start}\">")
                    .expect("writing to a String cannot fail");
                return Frame::OrderedList;
            }
            Tag::Item => {
                self.item_at = self.out.len() + "<li".len();
                ("<li>", Frame::Item)
            }
            Tag::FootnoteDefinition(label) => return self.start_footnote(&label, range),
            Tag::DefinitionList => ("<dl>\n", Frame::Terms),
            Tag::DefinitionListTitle => ("<dt>", Frame::Term),
            Tag::DefinitionListDefinition => ("<dd>", Frame::Description),
            Tag::Table(alignments) => return self.start_table(alignments),
            Tag::TableHead => return self.start_table_head(),
            Tag::TableRow => return self.start_row(range),
            Tag::TableCell => return self.start_cell(),
            Tag::Emphasis => ("<em>", Frame::Emphasis),
            Tag::Strong => ("<strong>", Frame::Strong),
            Tag::Strikethrough => ("<del>", Frame::Strikethrough),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let definition = definition(events, link_type, &id);
                return self.start_link(link_type, dest_url, &title, range, definition);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let definition = definition(events, link_type, &id);
                return self.start_image(link_type, dest_url, title, range, definition);
            }
            // The syntax for these is not turned on.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => return Frame::Nothing,
        };
        if self.muted() {
            return Frame::Nothing;
        }
        self.out.push_str(html);
        frame
    }

    fn end(&mut self, frame: Frame) {
        let html = match frame {
            Frame::Nothing => {
                self.glued = true;
                return;
            }
            Frame::Emphasis => "</em>",
            Frame::Strong => "</strong>",
            Frame::Strikethrough => "</del>",
            Frame::Link => {
                self.glued = true;
                return self.end_link(self.reached);
            }
            Frame::Image => {
                self.glued = true;
                return self.end_image(self.reached);
            }
            Frame::Paragraph => {
                if let Some((text, names)) = self.excerpt_at.take() {
                    let first = Plain::new(&self.text[text..], &self.names[names..], text);
                    self.excerpt = first.cut(EXCERPT);
                }
                match self.place {
                    Place::Page => "</p>\n",
                    Place::Value => "",
                }
            }
            Frame::Heading => {
                self.end_heading();
                ""
            }
            Frame::Lead => "</strong></p>\n",
            Frame::Quote => "</blockquote>\n",
            Frame::Alert => "</aside>\n",
            Frame::Code => {
                self.in_code = false;
                "</code></pre>\n"
            }
            Frame::List => "</ul>\n",
            Frame::OrderedList => "</ol>\n",
            Frame::Item => "</li>\n",
            Frame::Terms => "</dl>\n",
            Frame::Term => "</dt>\n",
            Frame::Description => "</dd>\n",
            Frame::Table => "</tbody></table></div>\n",
            Frame::TableHead => "</tr></thead>\n<tbody>\n",
            Frame::Row => "</tr>\n",
            Frame::HeaderCell => {
                self.end_header_cell();
                ""
            }
            Frame::Cell => "</td>",
            Frame::Footnote => {
                self.end_footnote();
                ""
            }
        };
        self.out.push_str(html);
        self.glued = matches!(
            frame,
            Frame::Emphasis | Frame::Strong | Frame::Strikethrough
        );
        if !self.glued {
            self.end_line();
        }
    }

    /// Ends a line of the plain text after a block.
    fn end_line(&mut self) {
        if !self.options.search_text && self.stack.is_empty() {
            self.text.clear();
            self.names.clear();
        } else if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Whether only plain text is wanted now.
    pub(super) fn muted(&self) -> bool {
        self.image.is_some()
    }

    /// Whether the next block is the first of the page.
    pub(super) fn at_start(&self) -> bool {
        self.stack.is_empty() && self.out.is_empty() && self.title.is_none()
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) -> Frame {
        let labels = self.options.labels;
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", &labels.note),
            BlockQuoteKind::Tip => ("tip", &labels.tip),
            BlockQuoteKind::Important => ("important", &labels.important),
            BlockQuoteKind::Warning => ("warning", &labels.warning),
            BlockQuoteKind::Caution => ("caution", &labels.caution),
        };
        self.alerts += 1;
        let number = self.alerts;
        // The role keeps it from being a landmark, which an `aside` inside `main` should not be.
        write!(
            self.out,
            "<aside class=\"alert alert-{class}\" role=\"note\" aria-labelledby=\"alert-{number}\">\
             <p class=\"alert-title\" id=\"alert-{number}\">"
        )
        .expect("writing to a String cannot fail");
        escape::text(&mut self.out, title);
        self.out.push_str("</p>\n");
        Frame::Alert
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) -> Frame {
        self.in_code = true;
        self.out.push_str("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let word = info.split_ascii_whitespace().next().unwrap_or_default();
            let known = |c: char| c.is_ascii_alphanumeric() || "+_.-".contains(c);
            let end = word.find(|c| !known(c)).unwrap_or(word.len());
            if end > 0 {
                self.out.push_str(" class=\"language-");
                self.out.push_str(&word[..end]);
                self.out.push('"');
            }
        }
        self.out.push('>');
        Frame::Code
    }

    fn code(&mut self, code: &str) {
        self.text.push_str(code);
        self.glued = true;
        if !self.muted() {
            self.out.push_str("<code>");
            escape::text(&mut self.out, code);
            self.out.push_str("</code>");
        }
    }

    fn line_break(&mut self, hard: bool) {
        self.text.push(' ');
        self.glued = false;
        if !self.muted() {
            self.out.push_str(if hard { "<br>\n" } else { "\n" });
        }
    }

    fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        self.glued = true;
        if self.options.raw_html {
            self.has_more_than_text();
            if !self.muted() {
                self.out.push_str(html);
            }
        } else {
            raw_html::refuse(self.source, range.start, range.end, &mut self.problems);
        }
    }

    fn task(&mut self, done: bool) {
        let labels = self.options.labels;
        let (mark, name) = if done {
            ("✓", &labels.done)
        } else {
            ("○", &labels.not_done)
        };
        let class = " class=\"task\"";
        self.out.insert_str(self.item_at, class);
        if let Some(heading) = &mut self.heading {
            // "- [ ] text" over "---" is a heading in a list item.
            heading.move_by(class.len());
        }
        self.out
            .push_str("<span class=\"task-mark\" role=\"img\" aria-label=\"");
        escape::attribute(&mut self.out, name);
        self.out.push_str("\">");
        self.out.push_str(mark);
        self.out.push_str("</span> ");
        self.glued = false;
    }

    fn finish(mut self) -> Document {
        self.write_footnotes();
        self.problems
            .sort_by_key(|problem| (problem.span.start, problem.span.end));
        let text = if self.options.search_text {
            Plain::new(&self.text, &self.names, 0)
        } else {
            Plain::default()
        };
        Document {
            html: self.out.into(),
            holes: self.holes.into(),
            links: self.links.into(),
            calls: self.calls.into(),
            headings: self.headings.into(),
            title: self.title,
            excerpt: self.excerpt,
            text,
            problems: self.problems.into(),
        }
    }
}

/// Passes over what is left of a paragraph, which holds inline content only.
fn skip_paragraph<'s, F: BrokenLinkCallback<'s>>(events: &mut OffsetIter<'s, F>) {
    for (event, _) in events.by_ref() {
        if event == Event::End(TagEnd::Paragraph) {
            break;
        }
    }
}

/// Where the definition of a link's label stands.
fn definition<'s, F: BrokenLinkCallback<'s>>(
    events: &OffsetIter<'s, F>,
    kind: LinkType,
    label: &str,
) -> Option<Range<usize>> {
    match kind {
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => events
            .reference_definitions()
            .get(label)
            .map(|definition| definition.span.clone()),
        _ => None,
    }
}
