//! From the parser's events to HTML: the loop, and which handler takes which element.

use super::colons;
use super::document::{Call, Document};
use super::escape;
use super::hole::Fill;
use super::open::{Attributes, Line, Quotes};
use super::options::Options;
use super::plain::Plain;
use super::problem::{Problem, ProblemKind, offset};
use super::raw_html;
use super::references;
use super::run::Run;
use super::writer::{Frame, INLINE_PREFIX, Place, Writer};
use crate::characters;
use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, OffsetIter, Options as Syntax, Parser,
    Tag, TagEnd,
};
use std::fmt::Write as _;
use std::ops::Range;

/// How many elements may be open at once. Real pages stay below 15; browsers stop nesting at 512.
const MAX_DEPTH: usize = 100;

/// The most headings of a page: each becomes several links.
pub(crate) const MAX_HEADINGS: usize = 50_000;

/// The length of an excerpt, in characters.
const EXCERPT: usize = 200;

/// Converts a source that [`super::guard`] let pass; `hides` is whether there are hidden characters in it.
pub(super) fn write(
    source: &str,
    hides: bool,
    options: &Options<'_>,
    place: Place,
    problems: Vec<Problem>,
) -> Document {
    let mut undefined = Vec::new();
    let hidden = match place {
        Place::Page => colons::hide(source),
        Place::Value => None,
    };
    let source = hidden.as_deref().unwrap_or(source);
    let report = |link: BrokenLink<'_>| {
        undefined.extend(references::broken(source, &link));
        None
    };
    let events = Parser::new_with_broken_link_callback(source, syntax(place), Some(report))
        .into_offset_iter();
    let mut writer = Writer::new(source, options, place, problems);
    writer.hides = hides;
    writer.colons = hidden.is_some();
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

impl<'s> Writer<'s, '_> {
    /// Why nothing more is converted from this tag on.
    fn too_much(&self, tag: &Tag<'_>) -> Option<ProblemKind> {
        if self.stack.len() >= MAX_DEPTH {
            Some(ProblemKind::TooDeep)
        } else if matches!(tag, Tag::Heading { .. }) && self.headings.len() >= MAX_HEADINGS {
            Some(ProblemKind::TooManyHeadings)
        } else {
            None
        }
    }

    fn run<F: BrokenLinkCallback<'s>>(&mut self, mut events: OffsetIter<'s, F>) {
        // Text that is still to be written, since more of it may follow.
        let mut run = Run::default();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Text(piece) => {
                    self.reached = range.end;
                    if self.is_mark(&range) {
                        continue;
                    }
                    self.push_text(&mut run, &piece, range);
                    continue;
                }
                Event::Start(Tag::Paragraph) if self.call(&range) => {
                    skip_paragraph(&mut events);
                }
                Event::Start(tag) => {
                    self.flush(&mut run);
                    if let Some(mark) = self.box_mark.take() {
                        self.after_mark(mark, matches!(tag, Tag::Paragraph));
                    }
                    if let Some(kind) = self.too_much(&tag) {
                        self.problems.push(Problem::new(range, kind));
                        break;
                    }
                    self.reached = range.start + 1;
                    if matches!(
                        tag,
                        Tag::Paragraph | Tag::Item | Tag::DefinitionListDefinition
                    ) {
                        self.next_line(Line::First);
                    }
                    let frame = self.start(tag, range, &events);
                    self.stack.push(frame);
                    self.glued = false;
                    continue;
                }
                Event::End(_) => {
                    self.flush(&mut run);
                    if self.box_mark.take().is_some() {
                        self.out.push_str("<blockquote>\n");
                    }
                    let frame = self.stack.pop().expect("the parser's events are balanced");
                    self.end(frame);
                }
                Event::Code(code) => {
                    self.flush(&mut run);
                    self.code(&code);
                }
                Event::SoftBreak | Event::HardBreak => {
                    self.flush(&mut run);
                    let in_paragraph = self.stack.last() == Some(&Frame::Paragraph);
                    if in_paragraph && self.end_first_line(true) {
                        self.text.push(' ');
                        self.glued = false;
                    } else {
                        self.line_break(event == Event::HardBreak);
                    }
                    self.next_line(Line::Next);
                }
                Event::InlineHtml(html) => {
                    self.flush(&mut run);
                    self.inline_html(&html, &range);
                }
                Event::Html(html) => {
                    if self.options.raw_html {
                        self.html.push(&html, false, self.source, range.clone());
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
        self.unused_definitions(&events);
        self.unclosed_stars();
    }

    /// Whether a text is what stands before the title of a box, or in its place.
    fn is_mark(&self, range: &Range<usize>) -> bool {
        self.first_line.is_some_and(|line| range.end <= line.from)
    }

    /// Reports definitions that no link uses, but not those that are notes for editors: `[//]: # (…)`.
    fn unused_definitions<F: BrokenLinkCallback<'s>>(&mut self, events: &OffsetIter<'s, F>) {
        for (label, definition) in events.reference_definitions().iter() {
            let is_note = matches!(&*definition.dest, "" | "#") || label == "//";
            if !is_note && !self.used.contains(&definition.span.start) {
                let kind = ProblemKind::UnusedDefinition(label.into());
                self.problems
                    .push(Problem::new(definition.span.clone(), kind));
            }
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
        // Other generators begin theirs with these signs.
        let is_call = |inner: &&str| !inner.contains('\n') && !inner.starts_with(['<', '%', '#']);
        let Some(inner) = inner.filter(is_call) else {
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
        let back;
        if self.colons {
            back = colons::shown(text);
            text = &back;
        }
        if self.in_code {
            let text = self.shown(text);
            escape::text(&mut self.out, &text);
            self.text.push_str(&text);
            return;
        }
        if self.place == Place::Value && range.start == 0 {
            text = text.strip_prefix(INLINE_PREFIX).unwrap_or_default();
            range.start = range.end - text.len();
        }
        if let Some(line) = self.first_line
            && range.start < line.from
        {
            text = text.get(line.from - range.start..).unwrap_or_default();
            range.start = line.from;
        }
        let mut mark = [0; 4];
        if range.len() == 1
            && matches!(self.source.as_bytes()[range.start], b'"' | b'\'')
            && let Some(made @ ('“' | '”' | '‘' | '’')) = text.chars().next()
        {
            text = self.quote(range.start, made).encode_utf8(&mut mark);
        }
        if run.text.is_empty() {
            run.glued = self.glued;
        }
        // What the parser cuts from the source is borrowed and as long as its range; smart punctuation
        // and numeric references are made in place; named references are shorter than they are written.
        let coined = matches!(piece, CowStr::Inlined(_)) || text.len() != range.len();
        let unneeded = |c| {
            characters::is_mark(c)
                && !self.options.right_to_left
                && !characters::is_needed(self.source, range.clone())
        };
        let left_out = |c| escape::hidden(c) || (coined && unneeded(c));
        let found = (coined || self.hides)
            .then(|| text.chars().find(|&c| left_out(c)))
            .flatten();
        match found {
            None => run.push(text, coined, self.source, range.clone()),
            Some(_) if coined => {
                let shown: String = text.chars().filter(|&c| !left_out(c)).collect();
                run.push(&shown, coined, self.source, range.clone());
            }
            // Each part between what is left out has its own place in the source.
            Some(_) => {
                let mut from = range.start;
                for part in text.split_inclusive(left_out) {
                    let shown = part.trim_end_matches(left_out);
                    if !shown.is_empty() {
                        run.push(shown, coined, self.source, from..from + shown.len());
                    }
                    from += part.len();
                }
            }
        }
        // What stands in the source as it is was told before.
        if let Some(c) = found.filter(|_| coined) {
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
                    Place::Page if self.first_line.is_some() => ("", Frame::Paragraph),
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
                let attributes = Attributes { id, classes, attrs };
                return self.start_heading(level as u8, attributes, range);
            }
            Tag::BlockQuote(None) => return self.start_quote(&range),
            Tag::BlockQuote(Some(kind)) => return self.start_alert(kind),
            Tag::CodeBlock(kind) => return self.start_code(&kind),
            Tag::HtmlBlock if self.options.raw_html => return Frame::Html,
            Tag::HtmlBlock => {
                raw_html::refuse(self.source, range.start, range.end, &mut self.problems);
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
                self.used.extend(definition.as_ref().map(|span| span.start));
                return self.start_link(link_type, dest_url, &title, range, definition);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let definition = definition(events, link_type, &id);
                self.used.extend(definition.as_ref().map(|span| span.start));
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
                    Place::Page => {
                        let ended = self.end_first_line(false);
                        if ended { "" } else { "</p>\n" }
                    }
                    Place::Value => "",
                }
            }
            Frame::Html => {
                let html = std::mem::take(&mut self.html);
                self.write_html(&html);
                return;
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
            self.quotes = Quotes::default();
            self.end_line();
        }
    }

    /// Ends a line of the plain text after a block.
    fn end_line(&mut self) {
        if !self.options.search_text && self.stack.is_empty() {
            self.text.clear();
            self.names.clear();
        } else {
            // A name is filled in where the text ends, and is a word of its own.
            let end = self.text.len();
            let named = self
                .names
                .last()
                .is_some_and(|name| name.at as usize == end);
            if named || (end > 0 && !self.text.ends_with('\n')) {
                self.text.push('\n');
            }
        }
    }

    fn finish(mut self) -> Document {
        self.write_footnotes();
        self.problems
            .sort_by_key(|problem| (problem.span.start, problem.span.end));
        let text = if self.options.search_text {
            let start = offset(Plain::start(&self.text, &self.names, 0));
            for heading in &mut self.headings {
                heading.at = heading.at.saturating_sub(start);
            }
            Plain::new(&self.text, &self.names, 0)
        } else {
            Plain::default()
        };
        Document {
            html: self.out.into(),
            holes: self.holes.into(),
            links: self.links.into(),
            calls: self.calls.into(),
            raw_ids: self.raw_ids.into(),
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
