//! Elements that keep nothing between their start and their end: alerts, code, line breaks, raw HTML, and
//! the marks of tasks.

use super::escape;
use super::raw_html;
use super::writer::{Frame, Writer};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind};
use std::fmt::Write as _;
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn start_alert(&mut self, kind: BlockQuoteKind) -> Frame {
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

    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>) -> Frame {
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

    pub(super) fn code(&mut self, code: &str) {
        let code = self.shown(code);
        self.text.push_str(&code);
        self.glued = true;
        if !self.muted() {
            self.out.push_str("<code>");
            escape::text(&mut self.out, &code);
            self.out.push_str("</code>");
        }
    }

    pub(super) fn line_break(&mut self, hard: bool) {
        self.text.push(' ');
        self.glued = false;
        if !self.muted() {
            self.out.push_str(if hard { "<br>\n" } else { "\n" });
        }
    }

    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        self.glued = true;
        if self.options.raw_html {
            self.has_more_than_text();
            if !self.muted() {
                self.out.push_str(&self.shown(html));
            }
        } else {
            raw_html::refuse(self.source, range.start, range.end, &mut self.problems);
        }
    }

    pub(super) fn task(&mut self, done: bool) {
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
}
