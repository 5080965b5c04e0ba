//! Colons that define nothing. The parser takes any colon at the start of a line for a definition; Markdown that people
//! write has one there in `:telephone:`, `:30 past` and `:::note`. Such a colon is hidden from the parser, and the writer
//! puts it back wherever it is text.

use std::borrow::Cow;

/// What stands for a colon that defines nothing. No source that is parsed holds this character ([`super::guard`]).
pub(super) const HIDDEN: char = '\u{2}';

/// The source with every colon hidden that stands at the start of a line and defines nothing, of the same length.
pub(super) fn hide(source: &str) -> Option<String> {
    memchr::memchr(b':', source.as_bytes())?;
    let has_code = memchr::memchr(b'`', source.as_bytes()).is_some();
    let mut hidden = Vec::new();
    // How many back quotes began the code that no line of this paragraph has ended.
    let mut open = 0;
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let found = colon(line.as_bytes());
        if let Some((at, is_definition)) = found
            && (!is_definition || (open > 0 && runs(&line[at..]).any(|(_, run)| run == open)))
        {
            hidden.push(start + at);
        }
        if has_code {
            let is_blank = line.bytes().all(|b| b.is_ascii_whitespace() || b == b'>');
            let is_new = found.is_some_and(|(_, is_definition)| is_definition)
                && hidden.last().is_none_or(|last| *last < start);
            open = code_after(line, if is_blank || is_new { 0 } else { open });
        }
        start += line.len();
    }
    if hidden.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(source.len());
    let mut done = 0;
    for at in hidden {
        out.push_str(&source[done..at]);
        out.push(HIDDEN);
        done = at + 1;
    }
    out.push_str(&source[done..]);
    Some(out)
}

/// A text with its colons.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(HIDDEN) {
        Cow::Owned(text.replace(HIDDEN, ":"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The first colon at the start of a line, after the marks of quotations and lists that it stands in, and whether it
/// defines something: a space or tab follows it. The line below the first row of a table has no such colon.
fn colon(line: &[u8]) -> Option<(usize, bool)> {
    let mut at = 0;
    let mut definition = None;
    let space = |at: usize| matches!(line.get(at), Some(b' ' | b'\t'));
    loop {
        match line.get(at)? {
            b' ' | b'\t' | b'>' => at += 1,
            b'-' | b'+' | b'*' if space(at + 1) => at += 2,
            b'0'..=b'9' => {
                at += line[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                if !matches!(line.get(at), Some(b'.' | b')')) || !space(at + 1) {
                    return definition;
                }
                at += 2;
            }
            b':' if space(at + 1) => {
                definition.get_or_insert((at, true));
                at += 2;
            }
            b':' => {
                let rest = &line[at..];
                let is_rule = rest.contains(&b'-')
                    && rest
                        .iter()
                        .all(|b| b.is_ascii_whitespace() || matches!(b, b':' | b'-' | b'|'));
                return definition.or((!is_rule).then_some((at, false)));
            }
            _ => return definition,
        }
    }
}

/// How many back quotes began the code that is open after a line; `open` is the same before it.
fn code_after(line: &str, mut open: usize) -> usize {
    for (at, run) in runs(line) {
        if open == 0 {
            // A backslash keeps it from beginning code.
            let escaped = line[..at].ends_with('\\');
            open = if escaped { run - 1 } else { run };
        } else if open == run {
            open = 0;
        }
    }
    open
}

/// Rows of back quotes: where each begins, and how many they are.
fn runs(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + memchr::memchr(b'`', &bytes[at..])?;
        let length = bytes[start..].iter().take_while(|b| **b == b'`').count();
        at = start + length;
        Some((start, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines whose colon is hidden.
    fn hidden(source: &str) -> Vec<usize> {
        let hidden = hide(source).unwrap_or_default();
        let lines = hidden.lines().enumerate();
        lines
            .filter(|(_, line)| line.contains(HIDDEN))
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn a_colon_without_a_space_is_hidden_wherever_a_line_may_start() {
        for line in [
            ":telephone: 01632 960100",
            "  :30 past",
            "> :no_entry: on Sundays",
            "- :warning: mind",
            "12. :x",
            ":::note",
            ":",
            ":-)",
        ] {
            assert_eq!(hidden(&format!("Term\n{line}\n")), [1], "{line}");
            let back = hide(line).expect("a colon is hidden");
            assert_eq!(shown(&back), *line);
        }
        for line in [
            ": a meaning",
            ":\ta meaning",
            "> : a meaning",
            ":---|:--:",
            ":-: | -:",
            "a: b",
            "12:30",
            "- a",
            "10",
        ] {
            assert_eq!(hide(&format!("Term\n{line}\n")), None, "{line}");
        }
        // The first decides: what stands in a definition is not looked at.
        assert_eq!(hide("Term\n: :telephone: 1"), None);
    }

    #[test]
    fn a_colon_within_code_defines_nothing() {
        assert_eq!(hidden("Write `gate\n: open` on it."), [1]);
        assert_eq!(hidden("Write ``a ` b\n: c`` on it."), [1]);
        for source in [
            "A lone ` sign\n: a meaning",
            "`Term`\n: a `meaning`",
            "A \\` sign\n: a ` meaning",
            "`a\n\nTerm\n: b` c",
            "Term `a\n: one\n: two` b",
        ] {
            let hidden = hidden(source);
            assert!(
                hidden.len() <= usize::from(source.starts_with("Term")),
                "{source}: {hidden:?}"
            );
        }
    }
}
