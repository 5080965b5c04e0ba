//! Links: what is written for them, and what is left for the caller to fill in.

use super::address::{Target, classify, destination, names_a_record, prints_a_fact};
use super::escape;
use super::hole::Fill;
use super::open::{OpenLink, Written};
use super::plain::Plain;
use super::problem::{Problem, ProblemKind, offset};
use super::writer::{Frame, Writer};
use crate::reach;
use crate::reach::telephone::{self, Number};
use percent_encoding::percent_decode_str;
use pulldown_cmark::{CowStr, LinkType};
use std::borrow::Cow;
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
                    let dialled = number(address)
                        .map(|(scheme, _, number)| format!("{scheme}:{}", number.dialled()));
                    escape::href(&mut self.out, dialled.as_deref().unwrap_or(address));
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
            words_at: self.text.len(),
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
            link.definition.clone(),
        );
        match link.what {
            Written::Site(number) => {
                if empty {
                    self.out.truncate(link.text_at);
                    self.hole(number, Fill::Name);
                    self.names
                        .push(Plain::hole(self.text.len(), number, Fill::Name));
                }
                let written = &mut self.links[number as usize];
                written.span = offset(span.start)..offset(span.end);
                let is_fact = prints_a_fact(&written.target);
                let is_page = !names_a_record(&written.target);
                let words = self.text.get(link.words_at..).unwrap_or_default();
                let said = reach::another_site(words, self.options.base_url);
                if let Some(said) = said.filter(|_| is_page) {
                    let leads = written.target.to_string();
                    let kind = ProblemKind::OtherWords(reach::Other { said, leads });
                    self.problems.push(Problem::new(span, kind));
                }
                self.out.push_str("</a>");
                if is_fact {
                    let what = if empty { Fill::Rest } else { Fill::Note };
                    self.hole(number, what);
                    self.names.push(Plain::hole(self.text.len(), number, what));
                }
            }
            Written::Absolute => {
                self.judge(&link, &span);
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

impl Writer<'_, '_> {
    /// Reports what readers would be misled by in a link to another site, a mailbox or a telephone.
    fn judge(&mut self, link: &OpenLink<'_>, span: &Range<usize>) {
        let address = link.to.trim();
        let words = self.text.get(link.words_at..).unwrap_or_default();
        let other = reach::other(words, address).map(ProblemKind::OtherWords);
        let fault = number(address).and_then(|(_, written, number)| {
            let fault = number.fault(self.options.british)?;
            Some(ProblemKind::Telephone(written.into(), fault))
        });
        for kind in [other, fault].into_iter().flatten() {
            self.problems.push(Problem::new(span.clone(), kind));
        }
        self.judge_host(address, span.clone());
    }

    /// Reports a host that can pass for another.
    pub(super) fn judge_host(&mut self, address: &str, span: Range<usize>) {
        if let Some(lookalike) = reach::lookalike(address) {
            self.problems
                .push(Problem::new(span, ProblemKind::Lookalike(lookalike)));
        }
    }
}

/// The scheme of an address that dials, the number as it is written, and the number.
fn number(address: &str) -> Option<(&'static str, Cow<'_, str>, Number)> {
    let (scheme, written) = address.split_once(':')?;
    let scheme = ["tel", "sms"]
        .into_iter()
        .find(|s| scheme.eq_ignore_ascii_case(s))?;
    let written = percent_decode_str(written).decode_utf8().ok()?;
    let number = telephone::read(&written)?;
    Some((scheme, written, number))
}

/// An absolute address as readers see it when the link has no text.
fn visible(address: &str) -> &str {
    let scheme = ["mailto:", "tel:", "sms:"];
    scheme
        .iter()
        .find_map(|s| address.strip_prefix(s))
        .unwrap_or(address)
}
