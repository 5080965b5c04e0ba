//! Boxes: quotations that start with a word in brackets, perhaps with a title of their own. The parser knows those of Git hosts
//! without a title; here the others are read that people know from elsewhere.

use super::escape;
use super::missed::Missed;
use super::open::{FirstLine, Mark};
use super::writer::{Frame, Writer};
use pulldown_cmark::BlockQuoteKind;
use std::fmt::Write as _;
use std::ops::Range;

/// The words that are read, with their sorts. Those after the first five are of Obsidian, Docusaurus and documentation in
/// reStructuredText, where each means the same as one of ours.
const WORDS: &[(&str, BlockQuoteKind)] = &[
    ("note", BlockQuoteKind::Note),
    ("tip", BlockQuoteKind::Tip),
    ("important", BlockQuoteKind::Important),
    ("warning", BlockQuoteKind::Warning),
    ("caution", BlockQuoteKind::Caution),
    ("info", BlockQuoteKind::Note),
    ("hint", BlockQuoteKind::Tip),
    ("attention", BlockQuoteKind::Warning),
    ("danger", BlockQuoteKind::Caution),
];

/// Longer is no word of a box.
const LONGEST: usize = 60;

impl Writer<'_, '_> {
    /// A quotation of no sort that the parser knows: perhaps a box for all that.
    pub(super) fn start_quote(&mut self, range: &Range<usize>) -> Frame {
        match self.mark(range.start) {
            Some(mark) => self.box_mark = Some(mark),
            None => self.out.push_str("<blockquote>\n"),
        }
        Frame::Quote
    }

    /// The mark of a box at the start of a quotation. One that is nearly right is told.
    fn mark(&mut self, start: usize) -> Option<Mark> {
        let rest = self.source[start..].trim_start_matches(' ');
        let rest = rest.strip_prefix('>')?.trim_start_matches([' ', '\t']);
        let at = self.source.len() - rest.len();
        let inner = rest.strip_prefix("[!")?;
        let within = &inner[..inner.floor_char_boundary(LONGEST.min(inner.len()))];
        let word = &within[..within.find(['[', ']', '\n'])?];
        let after = inner[word.len()..].strip_prefix(']')?;
        let fold = after.strip_prefix(['+', '-']).unwrap_or(after);
        let ends = |text: &str| text.is_empty() || text.starts_with(char::is_whitespace);
        // With an address behind it, it is a link.
        let title = fold.lines().next().unwrap_or("").trim();
        let known = WORDS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(word));
        if !ends(fold) {
            if known.is_some() && fold.starts_with(char::is_alphanumeric) {
                let end = at + word.len() + 3;
                let right = format!("> [!{word}] {title}");
                self.miss(Missed::BoxSpace, at..end, right);
            }
            return None;
        }
        let Some((_, kind)) = known else {
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '|');
            if word.chars().all(is_word) && word.contains(char::is_alphabetic) {
                let nearest = near(word.trim());
                self.miss(
                    Missed::Box,
                    at..at + word.len() + 3,
                    format!("> [!{nearest}]"),
                );
            }
            return None;
        };
        let from = self.source.len() - fold.trim_start_matches([' ', '\t']).len();
        let line = FirstLine {
            from,
            titled: !title.is_empty(),
        };
        Some(Mark { kind: *kind, line })
    }

    /// What follows the start of a quotation that has a mark: a paragraph makes it a box.
    pub(super) fn after_mark(&mut self, mark: Mark, is_paragraph: bool) {
        if !is_paragraph {
            self.out.push_str("<blockquote>\n");
            return;
        }
        if let Some(frame) = self.stack.last_mut() {
            *frame = Frame::Alert;
        }
        self.open_alert(mark.kind, !mark.line.titled);
        self.first_line = Some(mark.line);
    }

    /// Ends the title of a box, or what stood in its place, where the first line ends. Gives whether there was one.
    pub(super) fn end_first_line(&mut self, more: bool) -> bool {
        let Some(line) = self.first_line.take() else {
            return false;
        };
        if line.titled {
            self.out.push_str("</p>\n");
        }
        if more {
            self.out.push_str("<p>");
        }
        true
    }

    pub(super) fn start_alert(&mut self, kind: BlockQuoteKind) -> Frame {
        self.open_alert(kind, true);
        Frame::Alert
    }

    /// Opens a box, with the title of its sort or at the start of its own.
    fn open_alert(&mut self, kind: BlockQuoteKind, with_title: bool) {
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
        if with_title {
            escape::text(&mut self.out, title);
            self.out.push_str("</p>\n");
        }
    }
}

/// The word that one of another make comes nearest to, in capitals.
fn near(word: &str) -> &'static str {
    let first = word
        .split([' ', '|', '-'])
        .next()
        .unwrap_or(word)
        .to_ascii_lowercase();
    match &*first {
        "tip" | "success" | "check" | "done" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "failure" | "fail" | "missing" => "WARNING",
        "caution" | "error" | "bug" | "danger" => "CAUTION",
        _ => "NOTE",
    }
}
