//! Links: what is written for them, and what is left for the caller to fill in.

use super::address::{Target, classify, destination};
use super::escape;
use super::hole::Fill;
use super::open::{OpenLink, Written};
use super::plain::Plain;
use super::problem::{Problem, offset};
use super::writer::{Frame, Writer};
use pulldown_cmark::{CowStr, LinkType};
use std::ops::Range;

impl<'s> Writer<'s, '_> {
    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        to: CowStr<'s>,
        title: &str,
        range: Range<usize>,
        definition: Option<Range<usize>>,
    ) -> Frame {
        if self.muted() || self.link.is_some() {
            // A link inside a link, or inside the alternative text of an image, is only text.
            return Frame::Nothing;
        }
        self.has_more_than_text();
        let what = if kind == LinkType::Email {
            self.out.push_str("<a href=\"mailto:");
            escape::mailbox(&mut self.out, &to);
            Written::Absolute
        } else {
            match classify(&to, false) {
                Target::Absolute(address) => {
                    self.out.push_str("<a href=\"");
                    escape::href(&mut self.out, address);
                    Written::Absolute
                }
                Target::Site(target) => {
                    self.out.push_str("<a href=\"");
                    Written::Site(self.add_link(target, false))
                }
                Target::Refused(problem) => Written::Refused(problem),
            }
        };
        if !matches!(what, Written::Refused(_)) {
            self.title_attribute(title);
            self.out.push('>');
        }
        self.link = Some(OpenLink {
            to,
            text_at: self.out.len(),
            range,
            kind,
            definition,
            what,
        });
        Frame::Link
    }

    pub(super) fn end_link(&mut self, text_end: usize) {
        let Some(link) = self.link.take() else {
            return;
        };
        let empty = self.out[link.text_at..].trim().is_empty();
        let span = destination(
            self.source,
            &link.range,
            link.kind,
            text_end,
            link.definition,
        );
        match link.what {
            Written::Site(number) => {
                if empty {
                    self.out.truncate(link.text_at);
                    self.hole(number, Fill::Name);
                    self.names.push(Plain::name(self.text.len(), number));
                }
                self.links[number as usize].span = offset(span.start)..offset(span.end);
                self.out.push_str("</a>");
            }
            Written::Absolute => {
                if empty {
                    let address = visible(link.to.trim());
                    self.out.truncate(link.text_at);
                    escape::attribute(&mut self.out, address);
                    self.text.push_str(address);
                }
                self.out.push_str("</a>");
            }
            Written::Refused(problem) => self.problems.push(Problem::new(span, problem)),
        }
    }
}

/// An absolute address as readers see it when the link has no text.
fn visible(address: &str) -> &str {
    let scheme = ["mailto:", "tel:", "sms:"];
    scheme
        .iter()
        .find_map(|s| address.strip_prefix(s))
        .unwrap_or(address)
}
