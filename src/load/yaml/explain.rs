//! What is wrong with a text that is no YAML, in an editor's words and at the place of the slip.
//!
//! A YAML parser notices a slip where it can go on no longer, often lines later: a quotation mark
//! that is never closed is noticed at the end of the file. Here the lines before are read again,
//! roughly, for the few slips that people make.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::entry;
use super::fields::short;
use super::line::{Written, in_our_words};
use super::slip::Slip;

/// The slip that made the parser stop at an offset; `None` when it is none of the usual ones.
/// `kind` is what the parser says of it.
pub(crate) fn slip(text: &str, offset: usize, kind: &ErrorKind) -> Option<Slip> {
    let offset = text.floor_char_boundary(offset.min(text.len()));
    let line = Line::around(text, offset);
    let here = Written {
        start: line.start,
        line: &text[line.start..line.end],
    };
    let above = above(text, line.start);
    let open = open_at(text, offset);
    // A bracket of the same line is rather closed than forgotten: look for a colon first.
    let earlier = open.filter(|open| open.at < line.start);
    let lines = || [Some(here), above].into_iter().flatten();
    let in_line = || {
        here.markdown_link()
            .or_else(|| here.bracket_within())
            .or_else(|| here.sign_within(offset))
            .or_else(|| line.quote_within(text))
            .or_else(|| line.colon(text))
            .or_else(|| line.sign(text))
            .or_else(|| lines().find_map(|line| line.bullet()))
            .or_else(|| entry::without_hyphen(text, line.start))
            .or_else(|| lines().find_map(|line| entry::other_colon(line.line, line.start)))
            .or_else(|| line.indent(text, offset))
    };
    let within_flow = matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::MisplacedFlowCollectionEnd
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
    );
    // What seems never closed is mostly a bracket of a text that wants quotation marks.
    let bracket = within_flow.then(|| here.bracket_within()).flatten();
    bracket
        .or_else(|| in_our_words(text, offset, kind))
        .or_else(|| lines().find_map(|line| line.other_space()))
        .or_else(|| earlier.map(|open| open.slip_in(text)))
        .or_else(in_line)
        .or_else(|| lines().find_map(|line| line.colon()))
        .or_else(|| open.map(Open::slip))
}

/// The line with something on it that stands before an offset.
fn above(text: &str, offset: usize) -> Option<Written<'_>> {
    let before = text[..offset].trim_end_matches(['\n', '\r', ' ']);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (!before.is_empty()).then(|| Written {
        start,
        line: &before[start..],
    })
}

/// A quotation mark or bracket that is open.
#[derive(Clone, Copy)]
struct Open {
    at: usize,
    sign: char,
}

impl Open {
    /// The same, unless a comment swallowed what closes it.
    fn slip_in(self, text: &str) -> Slip {
        let start = text[..self.at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[self.at..]
            .find('\n')
            .map_or(text.len(), |at| self.at + at);
        let line = Written {
            start,
            line: &text[start..end],
        };
        let comment = matches!(self.sign, '[' | '{').then(|| line.sign_within(end));
        comment.flatten().unwrap_or_else(|| self.slip())
    }

    fn slip(self) -> Slip {
        let (what, help) = match self.sign {
            '"' => (
                "quotation mark",
                "close it with a second `\"` after the text; a quotation mark inside the text is written `\\\"`",
            ),
            '\'' => (
                "quotation mark",
                "close it with a second `'` after the text, or put a text with an apostrophe in double quotes",
            ),
            '[' => ("bracket", "close it with `]` after the last entry"),
            _ => ("brace", "close it with `}` after the last value"),
        };
        Slip {
            span: self.at..self.at + 1,
            message: format!("this {what} is never closed"),
            help: help.to_owned(),
        }
    }
}

/// The quotation mark that is open at an offset, else the innermost bracket.
fn open_at(text: &str, offset: usize) -> Option<Open> {
    let mut brackets: Vec<Open> = Vec::new();
    let mut quote: Option<Open> = None;
    // Whether a value may begin here, so that an apostrophe within a word opens nothing.
    let mut fresh = true;
    let mut comment = false;
    let mut escaped = false;
    for (at, c) in text[..offset].char_indices() {
        if let Some(open) = quote {
            if escaped {
                escaped = false;
            } else if c == '\\' && open.sign == '"' {
                escaped = true;
            } else if c == open.sign {
                quote = None;
                fresh = false;
            }
            continue;
        }
        match c {
            '\n' => (comment, fresh) = (false, true),
            _ if comment => {}
            '#' if fresh || text[..at].ends_with([' ', '\t']) => comment = true,
            '"' | '\'' if fresh => quote = Some(Open { at, sign: c }),
            '[' | '{' if fresh => brackets.push(Open { at, sign: c }),
            ']' | '}' => {
                brackets.pop();
                fresh = false;
            }
            ',' => fresh = true,
            ':' | '-' | '?' => fresh = fresh || c == ':',
            ' ' | '\t' => {}
            _ => fresh = false,
        }
    }
    quote.or_else(|| brackets.last().copied())
}

/// The line of an offset.
struct Line {
    start: usize,
    end: usize,
}

impl Line {
    fn around(text: &str, offset: usize) -> Self {
        // At the end of a text the last line that says something is meant.
        let offset = text[..offset].trim_end_matches(['\n', '\r']).len().max(
            if text[offset..]
                .trim_start_matches([' ', '\t'])
                .starts_with(['\n', '\r'])
                || offset == text.len()
            {
                0
            } else {
                offset
            },
        );
        Line {
            start: text[..offset].rfind('\n').map_or(0, |at| at + 1),
            end: text[offset..]
                .find('\n')
                .map_or(text.len(), |at| offset + at),
        }
    }

    /// The key of the line, with its colon, and the value behind it: their ranges.
    fn value(&self, text: &str) -> Option<(Range<usize>, Range<usize>)> {
        let line = &text[self.start..self.end];
        let colon = line.find(": ")?;
        let begin = line.len() - line.trim_start_matches([' ', '-']).len();
        let value = colon + 2 + line[colon + 2..].len() - line[colon + 2..].trim_start().len();
        let end = line.trim_end().len();
        // Within brackets the whole line is one value.
        if line[begin..].starts_with(['{', '[']) {
            return Some((
                self.start + begin..self.start + begin,
                self.start + begin..self.start + end,
            ));
        }
        (begin < colon && value < end).then(|| {
            (
                self.start + begin..self.start + colon,
                self.start + value..self.start + end,
            )
        })
    }

    /// `title: Meetings: the dates`
    fn colon(&self, text: &str) -> Option<Slip> {
        let (key, value) = self.value(text)?;
        let said = &text[value.clone()];
        if said.starts_with(['"', '\'', '[', '{', '|', '>']) {
            // Within brackets the slip is the second colon of one entry.
            let entry = said
                .split([',', '{', '['])
                .find(|entry| entry.matches(": ").count() > 1)?;
            let first = entry.find(": ")? + 2;
            let second = first + entry[first..].find(": ")?;
            let at = value.start + said.find(entry)? + second;
            let words = entry[first..].trim_end_matches([']', '}']).trim();
            return Some(Slip {
                span: at..at + 1,
                message: "a text with a colon and a space stands without quotation marks"
                    .to_owned(),
                help: match words
                    .rsplit_once(": ")
                    .map_or(words, |(text, _)| text)
                    .rsplit_once(' ')
                {
                    Some((_, key)) if key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
                        format!(
                            "if `{key}` is a fact of its own, put a comma before it; else write \"{}\"",
                            short(words)
                        )
                    }
                    _ => format!("write \"{}\"", short(words)),
                },
            });
        }
        if said.ends_with('}') && !said.contains('{') {
            return Some(Slip {
                span: value.start..value.start + 1,
                message: "a brace is missing before these facts".to_owned(),
                help: format!("write {}: {{{}", &text[key], short(said)),
            });
        }
        let at = value.start
            + said
                .find(": ")
                .or_else(|| said.ends_with(':').then(|| said.len() - 1))?;
        Some(Slip {
            span: at..at + 1,
            message: "a text with a colon and a space stands without quotation marks".to_owned(),
            help: in_quotes(&text[key], said),
        })
    }

    /// `title: @home`
    fn sign(&self, text: &str) -> Option<Slip> {
        let (key, value) = self.value(text)?;
        let said = &text[value.clone()];
        let sign = said.chars().next().filter(|c| "@`%&*!".contains(*c))?;
        Some(Slip {
            span: value.start..value.start + 1,
            message: format!("a text that begins with `{sign}` stands without quotation marks"),
            help: in_quotes(&text[key], said),
        })
    }

    /// `title: 'It's here'` or `title: "Heads" meeting`
    fn quote_within(&self, text: &str) -> Option<Slip> {
        let (key, value) = self.value(text)?;
        let said = &text[value.clone()];
        let sign = said.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let close = 1 + said[1..].find(sign)?;
        let rest = said[close + 1..].trim_start();
        if rest.is_empty() || rest.starts_with(['#', ',', ']', '}', sign]) {
            return None;
        }
        let inner = said.strip_suffix(sign).map_or(said, |inner| &inner[1..]);
        Some(Slip {
            span: value.start + close..value.start + close + 1,
            message: "the text goes on after its closing quotation mark".to_owned(),
            help: in_quotes(&text[key], inner),
        })
    }

    /// A line that begins further right, or between two levels, than those before it.
    fn indent(&self, text: &str, offset: usize) -> Option<Slip> {
        let line = &text[self.start..self.end];
        let own = line.len() - line.trim_start_matches(' ').len();
        let before = text[..self.start].trim_end();
        let above = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        // Keys of one entry begin where the first of them does, after the hyphen.
        let entry = line[own..].starts_with("- ");
        let signs: &[char] = if entry { &[' '] } else { &[' ', '-'] };
        let theirs = above.len() - above.trim_start_matches(signs).len();
        // The parser stops at the colon of the key, or at its first letter.
        let at_key = offset <= self.start + line.find(':').unwrap_or(0);
        if before.is_empty() || own == theirs || !at_key || !line.contains(':') {
            return None;
        }
        let side = if own > theirs { "right" } else { "left" };
        Some(Slip {
            span: self.start + own..self.start + own + 1,
            message: format!("this line begins further {side} than the one above"),
            help: if entry {
                "entries of one list begin in the same column".to_owned()
            } else {
                "keys of one record begin in the same column; a key below another stands two spaces further right, and the other has nothing after its colon".to_owned()
            },
        })
    }
}

/// How a fact is written whose text needs quotation marks; a long one is only described.
fn in_quotes(key: &str, text: &str) -> String {
    // Quotation marks of a word processor were meant as ours.
    let curly = text.strip_prefix(['“', '”', '„']);
    let text = curly
        .and_then(|text| text.strip_suffix(['”', '“']))
        .unwrap_or(text);
    let written = text.replace('\\', "\\\\").replace('"', "\\\"");
    if short(&written) == written {
        format!("write {key}: \"{written}\"")
    } else {
        format!(
            "put the whole text after `{key}:` in double quotes, with `\\` before each double quote in it"
        )
    }
}

#[cfg(test)]
mod tests;
