//! Looks at a source before the parser does: what must not be published, and what would make parsing slow.

use super::escape::hidden;
use super::problem::{Problem, ProblemKind};
use std::borrow::Cow;

/// The longest source that is converted.
pub(super) const MAX_SOURCE: usize = 16 << 20;

/// How far into a line the marker of a quotation or list may stand. Each level of nesting needs at
/// least one column, and the parser looks at every open level for every line: without a limit, 20,000
/// markers and as many short lines take seconds.
const MAX_PREFIX: usize = 400;

/// The source as the parser gets it: the same length, without characters that must not be published.
type Clean<'s> = Cow<'s, str>;

/// Reports what is wrong with the source as a whole, and gives what to parse: the source with
/// characters that must not be published exchanged for harmless ones of the same length, so that byte
/// ranges stay true. `None` if it is not to be parsed at all.
pub(super) fn check<'s>(source: &'s str, problems: &mut Vec<Problem>) -> Option<Clean<'s>> {
    if source.len() > MAX_SOURCE {
        // The offset of the end need not fit.
        problems.push(Problem::new(0..0, ProblemKind::TooLong));
        return None;
    }
    let survey = survey(source.as_bytes());
    if survey.long_line
        && let Some(at) = too_deep(source)
    {
        problems.push(Problem::new(at..at, ProblemKind::TooDeep));
        return None;
    }
    if survey.hidden {
        return Some(Cow::Owned(cleaned(source, problems)));
    }
    Some(Cow::Borrowed(source))
}

/// What a quick look at the bytes tells.
struct Survey {
    /// Whether a hidden character occurs.
    hidden: bool,
    /// Whether a line may be longer than [`MAX_PREFIX`].
    long_line: bool,
}

/// Looks at 64 bytes at a time, without a branch for each.
fn survey(bytes: &[u8]) -> Survey {
    const STEP: usize = 64;
    // A line that is too long covers so many whole steps.
    const LONG: usize = (MAX_PREFIX - STEP) / STEP;
    let (steps, rest) = bytes.as_chunks::<STEP>();
    let mut hidden = hides(&bytes[bytes.len() - rest.len()..], rest.len());
    let mut long_line = false;
    let mut unbroken = 0;
    for (n, step) in steps.iter().enumerate() {
        let (suspicious, broken) = step.iter().fold((0, 0), |(suspicious, broken), &b| {
            let lead = u8::from(b == 0xC2) | u8::from(b == 0xE2);
            (
                suspicious | u8::from(is_control(b)) | lead,
                broken | u8::from(b == b'\n'),
            )
        });
        hidden = hidden || (suspicious != 0 && hides(&bytes[n * STEP..], STEP));
        unbroken = if broken == 0 { unbroken + 1 } else { 0 };
        long_line |= unbroken >= LONG;
    }
    Survey { hidden, long_line }
}

fn is_control(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\r' && byte != b'\t') || byte == 0x7F
}

/// Whether a hidden character starts in the first `len` bytes.
fn hides(bytes: &[u8], len: usize) -> bool {
    (0..len).any(|at| match &bytes[at..] {
        // U+0080 to U+009F; U+202D and U+202E.
        [0xC2, 0x80..0xA0, ..] | [0xE2, 0x80, 0xAD | 0xAE, ..] => true,
        [byte, ..] => is_control(*byte),
        [] => false,
    })
}

/// The source with every hidden character exchanged, a problem for each row of them.
fn cleaned(source: &str, problems: &mut Vec<Problem>) -> String {
    let mut clean = String::with_capacity(source.len());
    let mut row: Option<(usize, char)> = None;
    for (at, c) in source.char_indices() {
        if hidden(c) {
            row.get_or_insert((at, c));
            // A space, a no-break space, a zero-width space: one, two and three bytes long.
            clean.push(match c.len_utf8() {
                1 => ' ',
                2 => '\u{A0}',
                _ => '\u{200B}',
            });
        } else {
            if let Some((start, first)) = row.take() {
                problems.push(Problem::new(start..at, ProblemKind::HiddenCharacter(first)));
            }
            clean.push(c);
        }
    }
    if let Some((start, first)) = row {
        problems.push(Problem::new(
            start..source.len(),
            ProblemKind::HiddenCharacter(first),
        ));
    }
    clean
}

/// The place of a container marker that stands too far into its line.
fn too_deep(source: &str) -> Option<usize> {
    let mut start = 0;
    for line in source.split('\n') {
        if line.len() > MAX_PREFIX
            && let Some(at) = last_marker(line.as_bytes())
            && at > MAX_PREFIX
        {
            return Some(start + at);
        }
        start += line.len() + 1;
    }
    None
}

/// Where the last of the markers at the start of a line stands: `>`, `-`, `+`, `*`, `1.`, `1)`. A line of
/// nothing but one sort of them is a thematic break, not a nest.
fn last_marker(line: &[u8]) -> Option<usize> {
    let mut last = None;
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        match byte {
            b' ' | b'\t' => {}
            b'>' => last = Some(at),
            b'-' | b'+' | b'*' if matches!(line.get(at + 1), Some(b' ' | b'\t')) => last = Some(at),
            b'0'..=b'9' => {
                let digits = line[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                match line.get(at + digits..at + digits + 2) {
                    Some([b'.' | b')', b' ' | b'\t']) => last = Some(at),
                    _ => break,
                }
                at += digits;
            }
            b'-' | b'*' if line[at + 1..].iter().all(u8::is_ascii_whitespace) => {
                at = line.len();
                break;
            }
            _ => break,
        }
        at += 1;
    }
    let only = |marker: u8| line.iter().all(|&b| b == marker || b.is_ascii_whitespace());
    if at == line.len() && (only(b'-') || only(b'*')) {
        return None;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_exchanged_and_reported_a_row_at_a_time() {
        let source = "a\0\0b\u{85}c\u{202E}d\u{7F}";
        let mut problems = Vec::new();
        let clean = check(source, &mut problems).expect("the source is short");
        assert_eq!(clean, "a  b\u{A0}c\u{200B}d ");
        assert_eq!(clean.len(), source.len());
        let spans: Vec<_> = problems.iter().map(|p| &source[p.range()]).collect();
        assert_eq!(spans, ["\0\0", "\u{85}", "\u{202E}", "\u{7F}"]);
    }

    #[test]
    fn hidden_characters_are_found_anywhere() {
        for before in 0..200 {
            for hidden in ["\u{1}", "\u{80}", "\u{9F}", "\u{202D}"] {
                let source = format!("{}{hidden}a", "é".repeat(before));
                assert!(
                    survey(source.as_bytes()).hidden,
                    "{hidden:?} after {before}"
                );
            }
        }
    }

    #[test]
    fn long_lines_are_noticed_anywhere() {
        for before in 0..200 {
            let source = format!("{}\n{}", "a".repeat(before), ">".repeat(MAX_PREFIX + 2));
            assert!(survey(source.as_bytes()).long_line, "after {before}");
            assert!(too_deep(&source).is_some());
        }
        assert!(!survey("a line like others\n".repeat(100).as_bytes()).long_line);
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        let mut problems = Vec::new();
        let source = "“Siân”, £5 – \t\r\n naïve ½…";
        assert!(matches!(
            check(source, &mut problems),
            Some(Cow::Borrowed(_))
        ));
        assert!(problems.is_empty());
    }

    #[test]
    fn a_nest_of_markers_is_refused_and_a_long_break_is_not() {
        for nest in ["> ", "- ", "1. ", "> - ", ">", "+ ", "* - "] {
            let source = format!("text\n\n{}a", nest.repeat(500));
            assert!(too_deep(&source).is_some(), "{nest}");
        }
        for line in ["- ", "* ", "-", "_ ", " ", "a - "] {
            let source = format!("text\n\n{}", line.repeat(500));
            assert_eq!(too_deep(&source), None, "{line}");
        }
    }

    #[test]
    fn a_huge_source_is_refused() {
        let mut problems = Vec::new();
        assert!(check(&"a".repeat(MAX_SOURCE + 1), &mut problems).is_none());
        assert_eq!(problems[0].kind, ProblemKind::TooLong);
    }
}
