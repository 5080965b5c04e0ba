//! What stands at a place of a page: a contact point, Markdown, code.

use std::ops::Range;

use crate::load::{RawContact, RawPage};

/// The places of a page.
pub(super) struct Places<'a> {
    text: &'a str,
    /// Contact points that are written out, in order.
    contacts: Vec<Range<usize>>,
    /// Pieces of Markdown, in order: the text of the page, and those in front matter.
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
            contacts: in_order(points.map(|point| point.span.clone())),
            markdown: in_order(markdown.map(|body| body.place.whole().clone())),
            code: code(text, body),
        }
    }

    /// Whether it is within a contact point that is written out.
    pub(super) fn is_contact(&self, span: &Range<usize>) -> bool {
        holds(&self.contacts, span)
    }

    /// Whether Markdown is read there.
    pub(super) fn is_markdown(&self, span: &Range<usize>) -> bool {
        holds(&self.markdown, span)
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

/// Places, none of which is part of another, in order.
fn in_order(places: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = places.collect();
    places.sort_unstable_by_key(|place| place.start);
    places
}

/// Whether one of these places, which are in order, has a span within.
pub(super) fn holds(places: &[Range<usize>], span: &Range<usize>) -> bool {
    let next = places.partition_point(|place| place.start <= span.start);
    let before = next.checked_sub(1).and_then(|before| places.get(before));
    before.is_some_and(|place| span.end <= place.end)
}

/// Fenced blocks, code within a line and comments of a file.
pub(super) fn code_in(text: &str) -> Vec<Range<usize>> {
    code(text, 0)
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
    // A comment may stand in code, and code in a comment.
    found.dedup_by(|next, before| next.end <= before.end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_within_the_one_place_around_it() {
        let places = in_order([20..30, 0..10, 30..40].into_iter());
        for inside in [0..1, 9..10, 20..30, 29..30, 30..31, 25..25] {
            assert!(holds(&places, &inside), "{inside:?}");
        }
        for outside in [9..11, 10..20, 19..21, 29..31, 39..41, 40..41] {
            assert!(!holds(&places, &outside), "{outside:?}");
        }
        assert!(!holds(&[], &(0..1)));
    }
}
