//! Footnotes: numbered in the order of their first references, collected at the end, with links back.

use super::escape;
use super::hole::Hole;
use super::open::{Body, Footnotes, Note, OpenNote};
use super::problem::{Problem, ProblemKind, offset};
use super::writer::{Frame, Writer};
use std::fmt::Write as _;
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.muted() {
            return;
        }
        self.has_more_than_text();
        let note = self.footnotes.note(label);
        if let Some(open) = self.footnotes.stack.last_mut() {
            // The number depends on what the rest of the page refers to.
            open.references.push((self.out.len() - open.out_at, note));
            return;
        }
        let (number, count) = self.footnotes.refer(note);
        self.write_reference(number, count);
    }

    fn write_reference(&mut self, number: usize, count: u32) {
        let id = reference_id(number, count);
        write!(
            self.out,
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\" aria-label=\""
        )
        .expect("writing to a String cannot fail");
        escape::attribute(&mut self.out, &self.options.labels.footnote);
        write!(self.out, " {number}\">{number}</a></sup>")
            .expect("writing to a String cannot fail");
    }

    pub(super) fn start_footnote(&mut self, label: &str, span: Range<usize>) -> Frame {
        // The parser counts the blank lines after it to the definition.
        let end = span.start + self.source[span.clone()].trim_end().len();
        let span = span.start..end;
        let note = self.footnotes.note(label);
        let duplicate = self.footnotes.notes[note].body.is_some()
            || self.footnotes.stack.iter().any(|open| open.note == note);
        if duplicate {
            let kind = ProblemKind::DuplicateFootnote(label.into());
            self.problems.push(Problem::new(span.clone(), kind));
        }
        self.footnotes.stack.push(OpenNote {
            note,
            duplicate,
            out_at: self.out.len(),
            holes_at: self.holes.len(),
            references: Vec::new(),
            span,
        });
        Frame::Footnote
    }

    pub(super) fn end_footnote(&mut self) {
        let Some(open) = self.footnotes.stack.pop() else {
            return;
        };
        let html = self.out.split_off(open.out_at);
        let start = offset(open.out_at);
        let mut holes = self.holes.split_off(open.holes_at);
        for hole in &mut holes {
            hole.at -= start;
        }
        if !open.duplicate {
            self.footnotes.notes[open.note].body = Some(Body {
                html,
                holes,
                references: open.references,
                span: open.span,
            });
        }
    }

    /// Writes the footnotes that are referred to at the end of the page.
    pub(super) fn write_footnotes(&mut self) {
        let mut footnotes = std::mem::take(&mut self.footnotes);
        let numbered = number_all(&mut footnotes);
        if !numbered.is_empty() {
            self.out
                .push_str("<section class=\"footnotes\" aria-label=\"");
            escape::attribute(&mut self.out, &self.options.labels.footnotes);
            self.out.push_str("\">\n<ol>\n");
            for (number, references) in (1..).zip(&numbered) {
                let note = &mut footnotes.notes[footnotes.order[number - 1]];
                self.write_note(number, note, references);
            }
            self.out.push_str("</ol>\n</section>\n");
        }
        for note in footnotes.notes {
            if let (Some(body), None) = (note.body, note.number) {
                let kind = ProblemKind::UnusedFootnote(note.label);
                self.problems.push(Problem::new(body.span, kind));
            }
        }
    }

    fn write_note(&mut self, number: usize, note: &mut Note, references: &[(usize, u32)]) {
        write!(self.out, "<li id=\"fn-{number}\">").expect("writing to a String cannot fail");
        if let Some(body) = note.body.take() {
            let mut holes = body.holes.into_iter().peekable();
            let mut done = 0;
            for (&(at, _), &(number, count)) in body.references.iter().zip(references) {
                self.write_part(&body.html, done..at, &mut holes);
                self.write_reference(number, count);
                done = at;
            }
            self.write_part(&body.html, done..body.html.len(), &mut holes);
        }
        let in_paragraph = self.out.ends_with("</p>\n");
        if in_paragraph {
            self.out.truncate(self.out.len() - "</p>\n".len());
        } else {
            self.out.push_str("<p>");
        }
        for count in 1..=note.references {
            let id = reference_id(number, count);
            write!(
                self.out,
                " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\""
            )
            .expect("writing to a String cannot fail");
            escape::attribute(&mut self.out, &self.options.labels.back_to_reference);
            // The id ends with the number, and "-2" for the second reference.
            let name = &id["fnref-".len()..];
            write!(self.out, " {name}\">↩").expect("writing to a String cannot fail");
            if count > 1 {
                write!(self.out, "<sup>{count}</sup>").expect("writing to a String cannot fail");
            }
            self.out.push_str("</a>");
        }
        self.out.push_str("</p></li>\n");
    }

    /// Writes a part of a note with the holes that fall into it.
    fn write_part(
        &mut self,
        html: &str,
        part: Range<usize>,
        holes: &mut std::iter::Peekable<std::vec::IntoIter<Hole>>,
    ) {
        let start = self.out.len();
        self.out.push_str(&html[part.clone()]);
        while let Some(hole) = holes.next_if(|hole| hole.at as usize <= part.end) {
            self.holes.push(Hole {
                at: offset(start + hole.at as usize - part.start),
                ..hole
            });
        }
    }
}

/// Numbers what the notes themselves refer to, after what the page refers to. For each note in order,
/// gives the number and count of each reference in it.
fn number_all(footnotes: &mut Footnotes) -> Vec<Vec<(usize, u32)>> {
    let mut numbered = Vec::new();
    while let Some(&note) = footnotes.order.get(numbered.len()) {
        let inside: Vec<usize> = footnotes.notes[note]
            .body
            .iter()
            .flat_map(|body| body.references.iter().map(|&(_, note)| note))
            .collect();
        numbered.push(
            inside
                .into_iter()
                .map(|note| footnotes.refer(note))
                .collect(),
        );
    }
    numbered
}

fn reference_id(number: usize, count: u32) -> String {
    if count == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{count}")
    }
}
