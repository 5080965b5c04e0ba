//! What stands at a place of a page: a contact point, Markdown, code.

use std::ops::Range;

use crate::load::{RawContact, RawPage};

/// The places of a page.
pub(super) struct Places<'a> {
    text: &'a str,
    /// Contact points that are written out.
    contacts: Vec<Range<usize>>,
    /// Pieces of Markdown: the text of the page, and those in front matter.
    markdown: Vec<Range<usize>>,
    /// Code and comments, in order.
    code: Vec<Range<usize>>,
}

impl<'a> Places<'a> {
    /// The places of a page, whose file has this text.
    pub(super) fn new(page: &RawPage, text: &'a str) -> Self {
        let points = page.all_contacts().filter_map(RawContact::written);
        let body = page.body.place.whole().start;
        let markdown = page.bodies().into_iter();
        Places {
            text,
            contacts: points.map(|point| point.span.clone()).collect(),
            markdown: markdown.map(|body| body.place.whole().clone()).collect(),
            code: code(text, body),
        }
    }

    /// Whether it is within a contact point that is written out.
    pub(super) fn is_contact(&self, span: &Range<usize>) -> bool {
        self.contacts.iter().any(|point| within(span, point))
    }

    /// Whether Markdown is read there.
    pub(super) fn is_markdown(&self, span: &Range<usize>) -> bool {
        self.markdown.iter().any(|piece| within(span, piece))
    }

    /// Whether it is where a link of Markdown leads.
    pub(super) fn is_link(&self, span: &Range<usize>) -> bool {
        let before = self.text[..span.start].trim_end_matches(['+', '(']);
        self.is_markdown(span)
            && ["](tel:", "](mailto:", "](sms:"]
                .iter()
                .any(|start| before.ends_with(start))
    }

    /// Whether it is code, or a comment.
    pub(super) fn is_code(&self, span: &Range<usize>) -> bool {
        let next = self.code.partition_point(|code| code.end <= span.start);
        self.code
            .get(next)
            .is_some_and(|code| code.start < span.end)
    }
}

fn within(span: &Range<usize>, whole: &Range<usize>) -> bool {
    whole.start <= span.start && span.end <= whole.end
}

/// Fenced blocks, code within a line and comments of a text from a place on.
fn code(text: &str, body: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = body;
    let mut fence: Option<(&str, usize)> = None;
    for line in text.get(body..).unwrap_or("").split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let words = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| words.starts_with(mark));
        match (fence, mark) {
            (Some((open, from)), Some(mark)) if open == mark => {
                found.push(from..end);
                fence = None;
            }
            (None, Some(mark)) => fence = Some((mark, start)),
            (Some(_), _) => {}
            (None, None) => {
                let mut ticks = line.match_indices('`').map(|(at, _)| start + at);
                while let (Some(from), Some(to)) = (ticks.next(), ticks.next()) {
                    found.push(from..to + 1);
                }
            }
        }
    }
    found.extend(fence.map(|(_, from)| from..text.len()));
    let mut from = body;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("<!--")) {
        let start = from + start;
        let end = text[start..]
            .find("-->")
            .map_or(text.len(), |end| start + end + 3);
        found.push(start..end);
        from = end;
    }
    found.sort_by_key(|code| code.start);
    found
}
