//! Marks of strong or stressed words and of code that open and never close in their paragraph.
//!
//! Only marks that stay text are looked at. What programs and footnotes write (`2 ** 3`, `f(**x)`, `Fee*` and `*` before the
//! note) opens nothing.

use super::missed::Missed;
use super::run::Run;
use super::writer::Writer;

/// As far is looked for what else a mark may be, in bytes.
const FARTHEST: usize = 200;

impl Writer<'_, '_> {
    /// Looks at a mark within text, at the first of its signs, which closes nothing.
    pub(super) fn unclosed(&mut self, run: &Run, at: usize) -> Option<usize> {
        let text = &*run.text;
        let sign = text[at..].chars().next()?;
        let before = text[..at].chars().next_back();
        // Of several signs in a row the first is looked at.
        if before == Some(sign) {
            return None;
        }
        let rest = text[at..].trim_start_matches(sign);
        let length = text.len() - at - rest.len();
        let from = run.source(at);
        let to = from + length;
        if !self.source[from..].starts_with(&text[at..at + length]) {
            return None;
        }
        if sign == '*' && length == 1 && before.is_some_and(|c| c.is_alphanumeric() || c == ')') {
            self.single_stars.refers |= !rest.starts_with(char::is_alphanumeric);
        }
        let opens = |c: char| c.is_whitespace() || matches!(c, '“' | '‘' | '—' | '–');
        let is_bracket = before == Some('(') && {
            let outer = text[..at - 1].chars().next_back();
            outer.is_none_or(char::is_whitespace)
        };
        let apart = before.map_or(!run.glued, |c| opens(c) || is_bracket);
        let backslashes = self.source[..from].bytes().rev();
        let is_kept = backslashes.take_while(|b| *b == b'\\').count() % 2 == 1;
        if !apart || is_kept || !rest.starts_with(char::is_alphabetic) {
            return None;
        }
        let near = &rest[..rest.floor_char_boundary(FARTHEST.min(rest.len()))];
        let told = match (sign, length) {
            ('*' | '_', 2) => {
                let mark = &text[at..at + length];
                let start = text.floor_char_boundary(at.saturating_sub(FARTHEST));
                !near.contains(mark) && !text[start..at].contains(mark)
            }
            // `quoted' words, and ``quoted'' ones.
            ('`', 1) => !near.contains(['`', '\'', '’']),
            ('*', 1) => {
                let words = text[..at].trim_end();
                // A sum, or the first sign of a note.
                let is_sum = words.ends_with(|c: char| c.is_ascii_digit() || c == '=');
                if !is_sum && !near.contains('*') && before.is_some() {
                    self.single_stars.opening.push(from..to);
                }
                false
            }
            _ => false,
        };
        if told {
            self.miss(Missed::Unclosed, from..to, text[at..at + length].to_owned());
        }
        told.then_some(at + length)
    }

    /// Tells the single stars that open stressed words, when none is that of a note.
    pub(super) fn unclosed_stars(&mut self) {
        let stars = std::mem::take(&mut self.single_stars);
        for span in stars.opening.into_iter().filter(|_| !stars.refers) {
            self.miss(Missed::Unclosed, span, "*".to_owned());
        }
    }
}
