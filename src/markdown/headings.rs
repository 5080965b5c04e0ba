//! Headings: ids, anchors, levels, and the title at the start of a page.

use super::document::Heading;
use super::escape;
use super::open::{Attributes, OpenHeading};
use super::plain::Plain;
use super::problem::{Problem, ProblemKind, offset};
use super::slug::{reserved, slug};
use super::writer::{Frame, Writer};
use std::fmt::Write as _;
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn start_heading(
        &mut self,
        level: u8,
        attributes: Attributes<'_>,
        range: Range<usize>,
    ) -> Frame {
        let id = self.checked(attributes, &range);
        if self.footnotes.open() {
            self.out.push_str("<p><strong>");
            return Frame::Lead;
        }
        self.heading = Some(OpenHeading {
            level,
            range,
            id,
            out_at: self.out.len(),
            holes_at: self.holes.len(),
            text_at: self.text.len(),
            names_at: self.names.len(),
            may_be_title: level == 1 && self.at_start(),
        });
        Frame::Heading
    }

    pub(super) fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else {
            return;
        };
        let title = Plain::new(
            &self.text[heading.text_at..],
            &self.names[heading.names_at..],
            heading.text_at,
        );
        if title.is_empty() {
            self.problems.push(Problem::new(
                heading.range.clone(),
                ProblemKind::EmptyHeading,
            ));
            // An image or the reference of a footnote stays, outside a heading.
            if !self.out[heading.out_at..].trim().is_empty() {
                self.put_before(&heading, "<p>");
                self.out.push_str("</p>\n");
            }
            return;
        }
        if heading.may_be_title
            && self
                .options
                .title
                .is_none_or(|known| known.trim() == &*title.text)
        {
            self.out.truncate(heading.out_at);
            self.text.truncate(heading.text_at);
            self.title = Some(title.text);
            return;
        }
        // A page that starts its headings at level one has its sections one level too high.
        let first_shift = u8::from(heading.level == 1 && self.title.is_none());
        let shift = *self.shift.get_or_insert(first_shift);
        if heading.level == 1 {
            self.problems.push(Problem::new(
                heading.range.clone(),
                ProblemKind::LevelOneHeading,
            ));
        }
        let level = (heading.level + shift).clamp(2, 6);
        let id = self.heading_id(&heading, &title);
        self.wrap(&heading, level, &id, &title);
        self.headings.push(Heading {
            level,
            id,
            title,
            at: offset(heading.text_at),
            span: offset(heading.range.start)..offset(heading.range.end),
        });
    }

    fn heading_id(&mut self, heading: &OpenHeading, title: &Plain) -> Box<str> {
        let Some(wanted) = &heading.id else {
            return self.ids.give(&slug(&title.text));
        };
        let kind = if reserved(wanted) {
            Some(ProblemKind::ReservedId(wanted.clone()))
        } else if self.ids.free(wanted) {
            None
        } else {
            Some(ProblemKind::DuplicateId(wanted.clone()))
        };
        if let Some(kind) = kind {
            let block = self.block(&heading.range);
            self.problems.push(Problem::new(block, kind));
        }
        self.ids.give(wanted)
    }

    /// Puts the tags around the content of a heading, which is written already. The link to it stands beside the heading,
    /// outside of it, so that it is no part of the heading's name.
    fn wrap(&mut self, heading: &OpenHeading, level: u8, id: &str, title: &Plain) {
        self.put_before(
            heading,
            &format!("<div class=\"heading\"><h{level} id=\"{id}\">"),
        );
        write!(
            self.out,
            "</h{level}><a class=\"anchor\" href=\"#{id}\" aria-label=\""
        )
        .expect("writing to a String cannot fail");
        escape::attribute(&mut self.out, &self.options.labels.section_link);
        self.out.push_str(": ");
        self.attribute_text(title, usize::MAX);
        writeln!(self.out, "\">#</a></div>").expect("writing to a String cannot fail");
    }

    /// Puts the start tag before the content of a heading.
    fn put_before(&mut self, heading: &OpenHeading, tag: &str) {
        self.out.insert_str(heading.out_at, tag);
        for hole in &mut self.holes[heading.holes_at..] {
            hole.at += offset(tag.len());
        }
    }

    /// The id, if it can stand in addresses; all else in the braces becomes a problem.
    fn checked(&mut self, attributes: Attributes<'_>, range: &Range<usize>) -> Option<Box<str>> {
        // It stands in other people's links, so it is kept as it is written.
        let plain = |name: &str| {
            let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
            !name.is_empty() && name.chars().all(fits)
        };
        let mut refused: Vec<Box<str>> = Vec::new();
        let id = attributes.id.and_then(|id| {
            if plain(&id) {
                return Some((&*id).into());
            }
            refused.push(format!("#{id}").into());
            None
        });
        let classes = attributes.classes.iter();
        refused.extend(classes.map(|class| format!(".{class}").into()));
        for (name, value) in &attributes.attrs {
            refused.push(match value {
                Some(value) => format!("{name}={value}").into(),
                None => (&**name).into(),
            });
        }
        let block = self.block(range);
        // The parser takes braces from the end of any heading, and forgets single characters in them.
        let content = self.source[block.clone()]
            .strip_prefix('{')
            .and_then(|block| block.strip_suffix('}'));
        if let Some(content) = content {
            let mut words = content.split_ascii_whitespace().peekable();
            if words.peek().is_none() {
                refused.push("{}".into());
            }
            refused.extend(words.filter(|word| word.len() == 1).map(Into::into));
        }
        for name in refused {
            self.problems.push(Problem::new(
                block.clone(),
                ProblemKind::HeadingAttribute(name),
            ));
        }
        id
    }

    /// Where the braces at the end of a heading stand; the whole heading if there are none.
    fn block(&self, range: &Range<usize>) -> Range<usize> {
        let heading = &self.source[range.clone()];
        let decoration = |c: char| c.is_ascii_whitespace() || matches!(c, '#' | '=' | '-');
        let text = heading.trim_end_matches(decoration);
        let block = text
            .strip_suffix('}')
            .and_then(|inner| inner.rfind(['{', '}', '<', '>', '\\', '\n', '\r']))
            .filter(|&open| text[open..].starts_with('{'));
        match block {
            Some(open) => range.start + open..range.start + text.len(),
            None => range.clone(),
        }
    }
}
