//! Slips within one line of a text that is no YAML, and what stopped the parser in an editor's words.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::fields::short;
use super::slip::Slip;
use super::tree::quoted;
use crate::load::values::dates::plain_dashes;

/// Spaces that look like one and are none to YAML.
const OTHER_SPACES: [char; 4] = ['\u{a0}', '\u{202f}', '\u{2007}', '\u{3000}'];

/// What stopped the parser, where that is plain enough to be told in our words.
pub(crate) fn in_our_words(text: &str, offset: usize, kind: &ErrorKind) -> Option<Slip> {
    let sign = text[offset..].chars().next().unwrap_or(' ');
    let here = offset..(offset + sign.len_utf8()).min(text.len());
    let what = |sign| {
        if matches!(sign, '[' | ']') {
            "bracket"
        } else {
            "brace"
        }
    };
    let found = |span: Range<usize>, message: String, help: String| {
        Some(Slip {
            span,
            message,
            help,
        })
    };
    match kind {
        ErrorKind::MisplacedFlowCollectionEnd => {
            let help = "remove it, or open it before the first value".to_owned();
            found(here, format!("this {} closes nothing", what(sign)), help)
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            let (right, wrong) = if sign == '[' { (']', '}') } else { ('}', ']') };
            found(
                here,
                format!("this {} is closed by `{wrong}`", what(sign)),
                format!("close it with `{right}` after the last value"),
            )
        }
        ErrorKind::UnclosedFlowCollection { .. } => {
            let close = if sign == '[' { ']' } else { '}' };
            found(
                here,
                format!("this {} is never closed", what(sign)),
                format!("close it with `{close}` after the last value"),
            )
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            let at = offset + bad_escape(&text[offset..])?;
            found(
                at..at + 1,
                "in double quotes `\\` begins a special sign, and this is none".to_owned(),
                "write `\\\\` for the sign itself, or / between folders".to_owned(),
            )
        }
        ErrorKind::UnexpectedCharacter { .. } if sign.is_control() => found(
            here,
            format!(
                "an invisible character (U+{:04X}) stands here",
                u32::from(sign)
            ),
            "remove it; it often comes with text pasted from elsewhere".to_owned(),
        ),
        _ => None,
    }
}

/// The first backslash that begins nothing that YAML knows.
fn bad_escape(text: &str) -> Option<usize> {
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' {
            let (_, next) = signs.next()?;
            if !"0abt\tnvfre \"/\\N_LPxuU\n".contains(next) {
                return Some(at);
            }
        }
    }
    None
}

/// A line as it stands in a text.
#[derive(Clone, Copy)]
pub(crate) struct Written<'t> {
    /// Its first byte.
    pub(crate) start: usize,
    /// Without its end.
    pub(crate) line: &'t str,
}

impl Written<'_> {
    /// Where the first sign stands that is no plain space, and the text from there on.
    fn body(&self) -> (usize, &str) {
        let body = self.line.trim_start_matches(' ');
        (self.start + self.line.len() - body.len(), body.trim_end())
    }

    /// A space from another program at the start of the line.
    pub(crate) fn other_space(&self) -> Option<Slip> {
        let (at, body) = self.body();
        body.starts_with(OTHER_SPACES)
            .then(|| other_space(at, body))
    }

    /// A hyphen without a space, or a sign that only looks like the start of an entry.
    pub(crate) fn bullet(&self) -> Option<Slip> {
        let (at, body) = self.body();
        let sign = body.chars().next()?;
        let rest = &body[sign.len_utf8()..];
        if sign == '-' && !rest.starts_with([' ', '-']) && !rest.is_empty() {
            return Some(Slip {
                span: at..at + 1,
                message: "a space is missing after this hyphen".to_owned(),
                help: format!("write - {}", short(rest)),
            });
        }
        let other = matches!(sign, '*' | '•' | '·' | '‣') || plain_dashes(&sign.to_string()) == "-";
        (sign != '-' && other && rest.starts_with([' ', '\t', '\u{a0}'])).then(|| Slip {
            span: at..at + sign.len_utf8(),
            message: format!("`{sign}` does not begin an entry of a list"),
            help: format!("write a hyphen and a space: - {}", short(rest.trim())),
        })
    }

    /// A colon without a space after it, or no colon at all.
    pub(crate) fn colon(&self) -> Option<Slip> {
        let (at, body) = self.body();
        let (at, body) = match body.strip_prefix("- ") {
            Some(rest) => (at + 2, rest),
            None => (at, body),
        };
        if body.is_empty() || body.starts_with(['#', '-', '"', '\'', '[', '{']) {
            return None;
        }
        let word = |key: &str| !key.is_empty() && !key.contains([' ', '"', '{', '[', '(']);
        match body.split_once(':') {
            Some((key, value)) if word(key) && value.starts_with(OTHER_SPACES) => {
                Some(other_space(at + key.len() + 1, value))
            }
            Some((key, value)) if word(key) && !value.is_empty() && !value.starts_with([' ', '\t']) => {
                Some(Slip {
                    span: at + key.len()..at + key.len() + 1,
                    message: "a space is missing after this colon".to_owned(),
                    help: format!("write {key}: {}", short(value)),
                })
            }
            None => Some(Slip {
                span: at..at + body.len(),
                message: "this line has no colon, so it is no fact".to_owned(),
                help: match body.split_once(' ') {
                    Some((key, value)) if is_key(key) => format!(
                        "if `{key}` is a key, write {key}: {}; a text that goes on from the line above begins two spaces further right than its key",
                        short(value.trim_start())
                    ),
                    _ => "write `key: value`; a text that goes on from the line above begins two spaces further right than its key".to_owned(),
                },
            }),
            Some(_) => None,
        }
    }

    /// `email: [a@b.uk](mailto:a@b.uk)`
    pub(crate) fn markdown_link(&self) -> Option<Slip> {
        let middle = self.line.find("](")?;
        let open = self.line[..middle].rfind('[')?;
        let before = self.line[..open].trim_end();
        before.ends_with([':', ',', '-', '{', '[']).then(|| Slip {
            span: self.start + open..self.start + open + 1,
            message: "a link of Markdown stands here without quotation marks".to_owned(),
            help:
                "put the whole text in double quotes; an address of its own needs no link around it"
                    .to_owned(),
        })
    }

    /// Within brackets, a bracket or brace in a text without quotation marks: `{do: Write to [](person:x).}`.
    pub(crate) fn bracket_within(&self) -> Option<Slip> {
        let found = signs(self.line)
            .find(|found| matches!(found.sign, '[' | '{') && found.depth > 0 && !found.fresh)?;
        let (at, sign, begin) = (found.at, found.sign, found.begin);
        let end = at + end_of_value(&self.line[at..]);
        let key = self.line[..begin].trim_end().strip_suffix(':');
        let key = key.and_then(|key| key.rsplit(['{', '[', ',']).next());
        let key = key.map_or(String::new(), |key| format!("{}: ", key.trim()));
        let what = if sign == '[' { "bracket" } else { "brace" };
        Some(Slip {
            span: self.start + begin..self.start + end,
            message: format!("a text that holds a {what} stands without quotation marks"),
            help: format!("write {key}{}", quoted(&self.line[begin..end])),
        })
    }

    /// Within brackets, a value that begins with a sign that no text begins with: `{name: @home}`.
    /// `stop` is where the parser stopped.
    pub(crate) fn sign_within(&self, stop: usize) -> Option<Slip> {
        let begins_no_text = |sign| matches!(sign, '@' | '`' | '%' | '&' | '*' | '!' | '#');
        let Found { at, sign, .. } = signs(self.line)
            .take_while(|found| self.start + found.at <= stop)
            .find(|found| begins_no_text(found.sign) && found.depth > 0 && found.fresh)?;
        let value = &self.line[at..];
        let value = value.split([',', ']', '}']).next().unwrap_or(value);
        Some(Slip {
            span: self.start + at..self.start + at + 1,
            message: if sign == '#' {
                "`#` begins a comment, so the rest of the line is not read".to_owned()
            } else {
                format!("a text that begins with `{sign}` stands without quotation marks")
            },
            help: format!("write \"{}\"", short(value.trim())),
        })
    }
}

/// A sign of a line, outside quotation marks.
struct Found {
    at: usize,
    sign: char,
    /// How many brackets and braces are open before it.
    depth: usize,
    /// Whether a value or key can begin with it.
    fresh: bool,
    /// Where the value or key began that it stands in.
    begin: usize,
}

/// The signs of a line with brackets, without spaces and without what stands in quotation marks.
fn signs(line: &str) -> impl Iterator<Item = Found> {
    let (mut depth, mut quote, mut fresh, mut begin) = (0_usize, None, true, 0);
    line.char_indices().filter_map(move |(at, sign)| {
        if let Some(open) = quote {
            quote = (sign != open).then_some(open);
            return None;
        }
        if sign == ' ' {
            return None;
        }
        if fresh {
            begin = at;
        }
        let found = Found {
            at,
            sign,
            depth,
            fresh,
            begin,
        };
        match sign {
            '"' | '\'' if fresh => quote = Some(sign),
            '[' | '{' if fresh || depth > 0 => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let before_space = line[at + sign.len_utf8()..].starts_with(' ');
        fresh = match sign {
            '[' | '{' | ',' => true,
            ':' => before_space,
            '-' => before_space && found.depth == 0,
            _ => false,
        };
        Some(found)
    })
}

/// Where a text ends that goes on at a bracket within it: before the next key, else before what closes the line.
fn end_of_value(from: &str) -> usize {
    let is_key = |rest: &str| {
        let word = rest.split_once(": ").map(|(word, _)| word.trim_start());
        word.is_some_and(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        })
    };
    let mut commas = from.match_indices(',').map(|(at, _)| at);
    let next = commas.find(|&at| is_key(&from[at + 1..]));
    next.unwrap_or_else(|| {
        let line = from.trim_end();
        line.strip_suffix(['}', ']'])
            .unwrap_or(line)
            .trim_end()
            .len()
    })
}

/// A word in small letters, as keys are.
fn is_key(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn other_space(at: usize, from: &str) -> Slip {
    let sign = from.chars().next().unwrap_or(' ');
    Slip {
        span: at..at + sign.len_utf8(),
        message: "a non-breaking space stands here, where YAML wants a plain one".to_owned(),
        help: "replace it with a plain space; it often comes with text pasted from elsewhere"
            .to_owned(),
    }
}
