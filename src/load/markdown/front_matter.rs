//! Splitting a page into front matter and text.

use std::ops::Range;

use crate::load::values::dates::plain_dashes;

/// The parts of a page's file, as byte ranges.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The YAML between the two `---` lines; `None` when the page has no front matter.
    pub(crate) yaml: Option<Range<usize>>,
    /// Where the Markdown starts.
    pub(crate) body: usize,
}

/// A line of front matter with a slip.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// The line `---` at the top has a slip, or is missing: the range is the first line of text.
    Start(Range<usize>),
    /// Front matter starts and never ends: the range is the line that may be meant as its end, if there is one.
    End(Option<Range<usize>>),
}

/// Splits a page, or tells what keeps its front matter from being read.
pub(crate) fn split(text: &str) -> Result<Parts, Slip> {
    let parts = parts(text)?;
    match unopened(text) {
        Some(line) if parts.yaml.is_none() => Err(Slip::Start(line)),
        _ => Ok(parts),
    }
}

/// The first line of text where facts follow that no line `---` opens: such a page would show its facts as text.
fn unopened(text: &str) -> Option<Range<usize>> {
    let mut lines = lines(text).filter(|(_, line)| !line.trim().is_empty());
    let (first, line) = lines.next()?;
    let range = |line: &str| first..first + line.trim_end().len().max(1);
    if is_rule_like(line) {
        let (_, next) = lines.next()?;
        return is_fact(next).then(|| range(line));
    }
    // Facts from the first line on, then the line that should close them.
    let mut facts = std::iter::once(line)
        .chain(lines.map(|(_, line)| line))
        .take_while(|line| line.trim_end() != "---");
    let closed = lines_hold_a_close(text);
    (closed
        && is_fact(line)
        && facts.all(|line| is_fact(line) || line.starts_with([' ', '-', '#'])))
    .then(|| range(line))
}

fn lines_hold_a_close(text: &str) -> bool {
    text.lines().any(|line| line.trim_end() == "---")
}

/// A line of two or more hyphens or dashes, also one that begins with a space.
fn is_rule_like(line: &str) -> bool {
    let line = line.trim();
    let dashes = plain_dashes(line);
    !line.is_empty()
        && (line.chars().count() > 1 || line == "—")
        && dashes.bytes().all(|b| b == b'-')
}

/// `key: value` with a key of one word, at the start of the line.
fn is_fact(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            && (value.trim().is_empty() || value.starts_with(' '))
    })
}

/// The lines of a text with their offsets.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

fn parts(text: &str) -> Result<Parts, Slip> {
    let Some(first_end) = text.find('\n') else {
        return if text.trim_end() == "---" {
            Err(Slip::End(None))
        } else {
            Ok(Parts {
                yaml: None,
                body: 0,
            })
        };
    };
    if text[..first_end].trim_end() != "---" {
        return Ok(Parts {
            yaml: None,
            body: 0,
        });
    }
    let start = first_end + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && !line.starts_with(char::is_whitespace) {
            return Ok(Parts {
                yaml: Some(start..at),
                body: at + line.len(),
            });
        }
        at += line.len();
    }
    let meant = lines(&text[start..]).find(|(_, line)| is_rule_like(line));
    Err(Slip::End(meant.map(|(at, line)| {
        start + at..start + at + line.trim_end().len()
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_two_lines_of_hyphens() {
        assert_eq!(
            split("---\na: 1\n---\nText\n"),
            Ok(Parts {
                yaml: Some(4..9),
                body: 13
            })
        );
        assert_eq!(
            split("---\n---\n"),
            Ok(Parts {
                yaml: Some(4..4),
                body: 8
            })
        );
        assert_eq!(
            split("Text\n---\n"),
            Ok(Parts {
                yaml: None,
                body: 0
            })
        );
        assert_eq!(split("---\na: 1\n"), Err(Slip::End(None)));
        assert_eq!(split("---"), Err(Slip::End(None)));
        assert_eq!(split("---\na: 1\n--\nText\n"), Err(Slip::End(Some(9..11))));
        assert_eq!(
            split("-----\nrule"),
            Ok(Parts {
                yaml: None,
                body: 0
            })
        );
    }

    #[test]
    fn facts_that_nothing_opens_are_seen() {
        for (text, line) in [
            ("title: A\n---\nText\n", 0..8),
            ("--\ntitle: A\n---\nText\n", 0..2),
            ("----\ntitle: A\n---\nText\n", 0..4),
            ("—\ntitle: A\n---\nText\n", 0..3),
            ("\n---\ntitle: A\n---\nText\n", 1..4),
            (" ---\ntitle: A\n---\n", 0..4),
            ("kind: series\ntags:\n  - a\n---\nText\n", 0..12),
        ] {
            assert_eq!(split(text), Err(Slip::Start(line)), "{text:?}");
        }
        for text in [
            "Text\n",
            "# Title\n\nnote: this\n\n---\n",
            "note: a text begins so\nand goes on\n\n---\n",
            "---- \n\nText\n",
            "title: no rule below\n",
            "",
        ] {
            assert!(split(text).is_ok(), "{text:?}");
        }
    }
}
