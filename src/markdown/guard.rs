//! Looks at a source before the parser does: what must not be published, and what would make parsing slow.

use super::options::Options;
use super::problem::{Problem, ProblemKind};
use crate::characters;
use std::borrow::Cow;

/// The longest source that is converted.
pub(super) const MAX_SOURCE: usize = 16 << 20;

/// How far into a line the marker of a quotation or list may stand. Each level of nesting needs at
/// least one column, and the parser looks at every open level for every line: without a limit, 20,000
/// markers and as many short lines take seconds.
const MAX_PREFIX: usize = 400;

/// The source as the parser gets it, of the same length. It is owned when there are characters in it that must not be
/// published; then all of them are hidden wherever they stand ([`characters::is_hidden`]), and the writer leaves them out.
type Clean<'s> = Cow<'s, str>;

/// Reports what is wrong with the source as a whole, and gives what to parse. `None` if it is not to be parsed at all.
pub(super) fn check<'s>(
    source: &'s str,
    options: &Options<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Clean<'s>> {
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
    Some(if survey.hidden {
        cleaned(source, options.right_to_left, problems)
    } else {
        Cow::Borrowed(source)
    })
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
        // Most steps are printable ASCII, which takes two comparisons a byte to see.
        let (other, broken) = step.iter().fold((0, 0), |(other, broken), &b| {
            let newline = u8::from(b == b'\n');
            (
                other | (u8::from(!(b' '..=b'~').contains(&b)) & (newline ^ 1)),
                broken | newline,
            )
        });
        hidden = hidden || (other != 0 && hides(&bytes[n * STEP..], STEP));
        unbroken = if broken == 0 { unbroken + 1 } else { 0 };
        long_line |= unbroken >= LONG;
    }
    Survey { hidden, long_line }
}

/// Whether a character that may be hidden starts in the first `len` bytes.
fn hides(bytes: &[u8], len: usize) -> bool {
    let suspicious = |b: &u8| characters::may_begin(*b);
    bytes[..len].iter().any(suspicious) && (0..len).any(|at| characters::begins(&bytes[at..]))
}

/// The source with every character that is not published exchanged for one of the same length, a problem for each row of
/// them. What parts words becomes a space; all else what is hidden everywhere, also a mark that only this source must not
/// hold, and NUL, which the parser would show as another character.
fn cleaned<'s>(source: &'s str, right_to_left: bool, problems: &mut Vec<Problem>) -> Clean<'s> {
    let mut clean = String::new();
    let mut done = 0;
    let mut row: Option<(usize, char)> = None;
    let mut report = |row: Option<(usize, char)>, end: usize| {
        if let Some((start, first)) = row {
            problems.push(Problem::new(
                start..end,
                ProblemKind::HiddenCharacter(first),
            ));
        }
    };
    for (at, c) in characters::unpublished(source, right_to_left) {
        if at > done {
            report(row.take(), done);
        }
        row.get_or_insert((at, c));
        clean.push_str(&source[done..at]);
        done = at + c.len_utf8();
        clean.push(match (c.len_utf8(), characters::parts_words(c)) {
            (1, true) => ' ',
            (1, false) => '\u{1}',
            (2, true) => '\u{A0}',
            (2, false) => '\u{80}',
            _ => '\u{202E}',
        });
    }
    report(row, done);
    if done == 0 {
        return Cow::Borrowed(source);
    }
    clean.push_str(&source[done..]);
    Cow::Owned(clean)
}

/// The place of a container marker that stands too far into its line.
fn too_deep(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        if let Some(at) = last_marker(&bytes[start..end])
            && at > MAX_PREFIX
        {
            return Some(start + at);
        }
        start = end + 1;
    }
    None
}

/// Where the last of the markers at the start of a line stands: `>`, `-`, `+`, `*`, `1.`, `1)`. A line of
/// nothing but one sort of them is a thematic break, not a nest.
fn last_marker(line: &[u8]) -> Option<usize> {
    let only = |marker: u8| line.iter().all(|&b| b == marker || b.is_ascii_whitespace());
    if only(b'-') || only(b'*') {
        return None;
    }
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
            _ => break,
        }
        at += 1;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::super::{Abbreviations, Labels};
    use super::*;
    use std::sync::LazyLock;

    fn options() -> Options<'static> {
        static NONE: LazyLock<(Abbreviations, Labels)> = LazyLock::new(Default::default);
        Options {
            raw_html: false,
            base_url: "https://handbook.example/",
            search_text: false,
            title: None,
            right_to_left: false,
            british: false,
            abbreviations: &NONE.0,
            labels: &NONE.1,
        }
    }

    #[test]
    fn hidden_characters_are_exchanged_and_reported_a_row_at_a_time() {
        let source = "a\0\0b\u{85}c\u{202E}d\u{7F}e\u{80}";
        let mut problems = Vec::new();
        let clean = check(source, &options(), &mut problems).expect("the source is short");
        assert_eq!(clean, "a\u{1}\u{1}b\u{A0}c\u{202E}d\u{1}e\u{80}");
        assert_eq!(clean.len(), source.len());
        let spans: Vec<_> = problems.iter().map(|p| &source[p.range()]).collect();
        assert_eq!(spans, ["\0\0", "\u{85}", "\u{202E}", "\u{7F}", "\u{80}"]);
    }

    #[test]
    fn hidden_characters_are_found_anywhere() {
        for before in 0..200 {
            for hidden in ["\u{1}", "\u{1}\u{1}", "\u{80}", "\u{9F}", "\u{202D}"] {
                for after in [1, 64] {
                    let (start, end) = ("é".repeat(before), "a".repeat(after));
                    let source = format!("{start}{hidden}{end}");
                    assert!(
                        survey(source.as_bytes()).hidden,
                        "{hidden:?} after {before}"
                    );
                }
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
        for length in [18, 31] {
            let lines = format!("{}\n", "a".repeat(length)).repeat(100);
            assert!(!survey(lines.as_bytes()).long_line, "{length}");
        }
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        let mut problems = Vec::new();
        let source = "“Siân”, £5 – \t\r\n naïve ½…";
        assert!(matches!(
            check(source, &options(), &mut problems),
            Some(Cow::Borrowed(_))
        ));
        assert!(problems.is_empty());
        // Not even looked at a second time, though some begin as hidden characters do.
        assert!(!survey("“Siân”…".repeat(50).as_bytes()).hidden);
    }

    #[test]
    fn a_nest_of_markers_is_refused_and_a_long_break_is_not() {
        for nest in ["> ", "- ", "1. ", "> - ", ">", "+ ", "* - "] {
            let source = format!("text\n\n{}a", nest.repeat(500));
            assert!(too_deep(&source).is_some(), "{nest}");
        }
        let columns = |n: usize| format!("text\n\n{}> a", " ".repeat(n));
        assert_eq!(too_deep(&columns(MAX_PREFIX)), None);
        assert_eq!(too_deep(&columns(MAX_PREFIX + 1)), Some(6 + MAX_PREFIX + 1));
        for line in ["- ", "* ", "-", "_ ", " ", "a - "] {
            let source = format!("text\n\n{}", line.repeat(500));
            assert_eq!(too_deep(&source), None, "{line}");
        }
        assert_eq!(too_deep(&format!("{}--", "- ".repeat(500))), None);
        assert_eq!(too_deep(&format!("{}a", "-".repeat(500))), None);
    }

    #[test]
    fn a_huge_source_is_refused() {
        let mut problems = Vec::new();
        assert!(check(&"a".repeat(MAX_SOURCE + 1), &options(), &mut problems).is_none());
        assert_eq!(problems[0].kind, ProblemKind::TooLong);
        assert!(check(&"a".repeat(MAX_SOURCE), &options(), &mut problems).is_some());
    }
}
