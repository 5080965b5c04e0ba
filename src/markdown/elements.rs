//! Elements that keep nothing between their start and their end: code, line breaks, raw HTML, and
//! the marks of tasks.

use super::escape;
use super::raw_html;
use super::run::Run;
use super::writer::{Frame, Writer};
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

impl Writer<'_, '_> {
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
                let mut run = Run::default();
                // Of each line the place is looked for: the marks of a quotation around it are not in the HTML.
                let mut at = range.start;
                for line in html.split_inclusive('\n') {
                    let rest = self.source.get(at..range.end).unwrap_or_default();
                    let from = at + rest.find(line).unwrap_or(0);
                    at = range.end.min(from + line.len());
                    run.push(line, false, self.source, from..at);
                }
                self.write_html(&run);
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
