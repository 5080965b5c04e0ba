//! Characters in YAML that are not published: told, and left out of values and keys.

use std::ops::Range;

use super::fields::Reader;
use super::tree::{Node, Value};
use crate::calendar::shows_nothing;
use crate::characters;
use crate::diagnostic::{Code, Diagnostic};

/// Leaves out of a tree what is not published, and tells each place. `text` is the YAML, which starts at `base` of its file.
pub(crate) fn leave_out(node: &mut Node, text: &str, base: usize, reader: &Reader) {
    let source = Source::new(text, base, reader);
    // An escape such as `\u202E` is written in plain letters.
    if text.contains('\\') || source.rows(0..text.len()).next().is_some() {
        source.node(node);
    }
}

/// Warns of the characters of a whole file that are left out of what is published.
pub(crate) fn report(text: &str, reader: &Reader) {
    let source = Source::new(text, 0, reader);
    source.tell(source.rows(0..text.len()));
}

/// The finding for a character that is left out.
pub(crate) fn finding(character: char) -> Diagnostic {
    let what = if characters::is_hidden(character) && character.is_control() {
        "a control character"
    } else if characters::is_gap(character) {
        "an invisible character that parts words"
    } else {
        "an invisible character that changes the direction of writing"
    };
    Diagnostic::warning(
        Code::Unseen,
        format!(
            "{what} (U+{:04X}) stands here and is left out",
            u32::from(character)
        ),
    )
    .help("remove it; it often comes with text pasted from elsewhere")
}

struct Source<'s> {
    text: &'s str,
    base: usize,
    right_to_left: bool,
    reader: &'s Reader,
}

impl<'s> Source<'s> {
    fn new(text: &'s str, base: usize, reader: &'s Reader) -> Self {
        Source {
            text,
            base,
            right_to_left: reader.ways().right_to_left,
            reader,
        }
    }

    fn node(&self, node: &mut Node) {
        let span = node.span.clone();
        match &mut node.value {
            Value::Scalar { text, .. } => self.value(text, span),
            Value::List(items) => items.iter_mut().for_each(|item| self.node(item)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.value(&mut key.text, key.span.clone());
                    self.node(value);
                }
            }
            Value::Null => {}
        }
    }

    /// A scalar or key, and where it stands in the file.
    fn value(&self, value: &mut String, span: Range<usize>) {
        let Some((_, first)) = characters::unpublished(value, self.right_to_left).next() else {
            return;
        };
        let shown = characters::published(value, self.right_to_left).into_owned();
        if shows_nothing(&shown) {
            // That it shows nothing is told where it has to; it stays a text, and not an empty one.
            "\u{200B}".clone_into(value);
            return;
        }
        let within = span.start.saturating_sub(self.base)..span.end.saturating_sub(self.base);
        let written = self.text.get(within.clone()).unwrap_or_default();
        let mut rows = self.rows(within).peekable();
        if rows.peek().is_some() {
            self.tell(rows);
        } else if !written.starts_with('*') {
            // An escape; what an alias repeats is told where it stands.
            self.reader.report(finding(first), span);
        }
        *value = shown;
    }

    fn tell(&self, rows: impl Iterator<Item = (Range<usize>, char)>) {
        for (range, first) in rows {
            let span = self.base + range.start..self.base + range.end;
            self.reader.report(finding(first), span);
        }
    }

    /// The characters within a range of the text that are not published, each row of them with its first.
    fn rows(&self, within: Range<usize>) -> impl Iterator<Item = (Range<usize>, char)> {
        let start = within.start;
        let text = self.text.get(within).unwrap_or_default();
        let mut found = characters::unpublished(text, self.right_to_left).peekable();
        std::iter::from_fn(move || {
            let (at, first) = found.next()?;
            let mut end = at + first.len_utf8();
            while let Some((_, next)) = found.next_if(|&(at, _)| at == end) {
                end += next.len_utf8();
            }
            Some((start + at..start + end, first))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;
    use crate::diagnostic::Severity;

    fn left(text: &str) -> (Value, Vec<(usize, usize)>) {
        let reader = Reader::new(&"content/a.yaml".into(), Severity::Error);
        let (mut node, _) = parse(text, 0).expect("the test writes YAML");
        leave_out(&mut node, text, 0, &reader);
        let findings = reader.into_findings();
        let spans = findings.iter().map(|finding| {
            let place = finding.place.as_ref().and_then(|place| place.span.clone());
            let span = place.expect("it has a place");
            (span.start, span.end)
        });
        (node.value, spans.collect())
    }

    fn texts(value: &Value) -> Vec<String> {
        match value {
            Value::Null => Vec::new(),
            Value::Scalar { text, .. } => vec![text.clone()],
            Value::List(items) => items.iter().flat_map(|item| texts(&item.value)).collect(),
            Value::Map(entries) => entries
                .iter()
                .flat_map(|(key, node)| [vec![key.text.clone()], texts(&node.value)].concat())
                .collect(),
        }
    }

    #[test]
    fn each_place_is_told_once_and_nothing_of_it_is_left() {
        let (value, spans) = left("a: \"x\u{202E}\u{202D}y\u{200F}\"\nb\u{2066}c: 1\n");
        assert_eq!(texts(&value), ["a", "xy", "bc", "1"]);
        assert_eq!(spans, [(5, 11), (12, 15), (18, 21)]);
    }

    #[test]
    fn escapes_are_told_at_the_text_and_aliases_where_they_lead() {
        let (value, spans) = left("a: &a \"x\\u202Ey\"\nb: *a\n");
        assert_eq!(texts(&value), ["a", "xy", "b", "xy"]);
        assert_eq!(spans.len(), 1, "{spans:?}");
        assert_eq!(left("a: \"C:\\\\x\"\n").1, []);
    }
}
