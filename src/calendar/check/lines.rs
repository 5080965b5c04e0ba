//! From the text of a feed to its content lines (RFC 5545 §3.1).

use std::borrow::Cow;

/// The most octets of a physical line, its line break not counted.
const LIMIT: usize = 75;

/// What is wrong with a physical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFault {
    /// It does not end in CRLF.
    NoBreak,
    /// There is nothing in it.
    Empty,
    /// It is longer than 75 octets.
    Long,
    /// It holds a control character, or one of the line breaks of Unicode, at which some readers cut.
    ControlCharacter,
    /// It goes on with a line, and there is none before it.
    ContinuesNothing,
}

impl LineFault {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoBreak => "a line does not end in CRLF",
            Self::Empty => "a line is empty",
            Self::Long => "a line is longer than 75 octets",
            Self::ControlCharacter => "a line holds a control character",
            Self::ContinuesNothing => {
                "a line begins with a space, and there is none before it to go on with"
            }
        }
    }
}

/// A content line: one or more physical lines.
pub(super) struct ContentLine<'a> {
    /// The number of its first physical line, from 1.
    pub(super) number: usize,
    pub(super) text: Cow<'a, str>,
}

/// The content lines of a text, and what is wrong with its physical lines, by their numbers.
pub(super) fn unfold(text: &str) -> (Vec<ContentLine<'_>>, Vec<(usize, LineFault)>) {
    let mut lines: Vec<ContentLine<'_>> = Vec::new();
    let mut faults = Vec::new();
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        let ended = whole.strip_suffix("\r\n");
        let physical = ended.unwrap_or_else(|| whole.strip_suffix('\n').unwrap_or(whole));
        let more = physical.strip_prefix([' ', '\t']);
        let is = [
            (ended.is_none(), LineFault::NoBreak),
            (physical.is_empty(), LineFault::Empty),
            (physical.len() > LIMIT, LineFault::Long),
            (
                physical.contains(is_out_of_place),
                LineFault::ControlCharacter,
            ),
            (
                more.is_some() && lines.is_empty(),
                LineFault::ContinuesNothing,
            ),
        ];
        faults.extend(
            is.into_iter()
                .filter(|(is, _)| *is)
                .map(|(_, fault)| (number, fault)),
        );
        match (more, lines.last_mut()) {
            (Some(more), Some(line)) => line.text.to_mut().push_str(more),
            _ if physical.is_empty() => {}
            _ => lines.push(ContentLine {
                number,
                text: physical.into(),
            }),
        }
    }
    (lines, faults)
}

/// Control characters but the tab, and the line breaks of Unicode.
fn is_out_of_place(character: char) -> bool {
    (character.is_control() && character != '\t') || matches!(character, '\u{2028}' | '\u{2029}')
}

/// A content line in its parts.
pub(super) struct Line<'a> {
    pub(super) name: &'a str,
    /// Names and values, those that stand alone in quotation marks without them.
    pub(super) parameters: Vec<(&'a str, &'a str)>,
    pub(super) value: &'a str,
}

impl<'a> Line<'a> {
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let (name, rest) = split_name(line)?;
        let (mut rest, value) = match rest.strip_prefix(':') {
            Some(value) => (None, value),
            None => {
                let (parameters, value) = split_outside_quotes(rest.strip_prefix(';')?, b':')?;
                (Some(parameters), value)
            }
        };
        let mut parameters = Vec::new();
        while let Some(parameter) = rest {
            let (this, next) = match split_outside_quotes(parameter, b';') {
                Some((this, next)) => (this, Some(next)),
                None => (parameter, None),
            };
            let (key, written) = split_name(this)?;
            parameters.push((key, parameter_value(written.strip_prefix('=')?)?));
            rest = next;
        }
        Some(Self {
            name,
            parameters,
            value,
        })
    }
}

/// One value or several, each with no quotation mark, or between two of them.
fn parameter_value(written: &str) -> Option<&str> {
    let mut rest = Some(written);
    while let Some(values) = rest {
        let (this, next) = match split_outside_quotes(values, b',') {
            Some((this, next)) => (this, Some(next)),
            None => (values, None),
        };
        if unquoted(this).contains('"') {
            return None;
        }
        rest = next;
    }
    let bare = unquoted(written);
    Some(if bare.contains('"') { written } else { bare })
}

fn unquoted(text: &str) -> &str {
    let bare = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    bare.unwrap_or(text)
}

fn split_outside_quotes(text: &str, mark: u8) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == mark && !quoted
    })?;
    Some((&text[..at], &text[at + 1..]))
}

/// The name of a property or parameter, and all after it.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let end = text.bytes().position(|byte| !is_name(byte))?;
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, LineFault)> {
        unfold(text).1
    }

    #[test]
    fn lines_are_unfolded_and_keep_the_number_of_their_first() {
        let (lines, faults) = unfold("A:b\r\n c\r\n\td\r\nE:f\r\n");
        let read: Vec<_> = lines.iter().map(|l| (l.number, &*l.text)).collect();
        assert_eq!(read, [(1, "A:bcd"), (4, "E:f")]);
        assert_eq!(faults, []);
    }

    #[test]
    fn every_fault_of_every_line_is_told() {
        let long = format!("A:{}\r\n", "b".repeat(74));
        assert_eq!(faults(&long), [(1, LineFault::Long)]);
        assert_eq!(faults(" A:b\r\n"), [(1, LineFault::ContinuesNothing)]);
        assert_eq!(
            faults("A:b\n\r\nC:\u{7}d\r\nE:f\u{2028}g"),
            [
                (1, LineFault::NoBreak),
                (2, LineFault::Empty),
                (3, LineFault::ControlCharacter),
                (4, LineFault::NoBreak),
                (4, LineFault::ControlCharacter),
            ]
        );
    }

    #[test]
    fn quoted_parameters_are_understood() {
        let line = Line::parse(r#"A;B="c:d;e";F=g:h;i"#).expect("a content line");
        assert_eq!((line.name, line.value), ("A", "h;i"));
        assert_eq!(line.parameters, [("B", "c:d;e"), ("F", "g")]);
        assert!(Line::parse(r#"A;B=c"d:e"#).is_none());
        let list = Line::parse(r#"A;B="c,d","e:f",g:h"#).expect("a content line");
        assert_eq!(list.parameters, [("B", r#""c,d","e:f",g"#)]);
    }
}
