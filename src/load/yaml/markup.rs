//! Markdown in texts that are shown as they are typed.

use crate::diagnostic::{Code, Diagnostic, clipped};

/// What to tell of markup in the text of a key, in which none is read.
pub(super) fn finding(key: &str, text: &str) -> Option<Diagnostic> {
    let shown = clipped(markup_in(text)?);
    let message = format!("`{key}` is plain text, so `{shown}` would be shown as it stands here");
    let finding = Diagnostic::warning(Code::Markdown, message)
        .help("write the words alone; links and emphasis belong into the text of the page")
        .help("the papers of a meeting go under `papers`, how to take part under `join`");
    Some(finding)
}

/// The first piece of a text that is markup beyond doubt: a link, an address in angle brackets, code, or emphasis.
fn markup_in(text: &str) -> Option<&str> {
    if !text.contains(['*', '`', '<', '_']) && !text.contains("](") {
        return None;
    }
    link(text)
        .or_else(|| between(text, '`', '`', |_| true))
        .or_else(|| between(text, '<', '>', is_address))
        .or_else(|| ["*", "_"].into_iter().find_map(|sign| emphasis(text, sign)))
}

/// `[words](address)`.
fn link(text: &str) -> Option<&str> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    Some(&text[start..=end])
}

/// What stands between two signs that are not next to each other.
fn between(text: &str, open: char, close: char, is_it: impl Fn(&str) -> bool) -> Option<&str> {
    let start = text.find(open)?;
    let inner = &text[start + 1..];
    let end = inner.find(close).filter(|end| *end > 0)?;
    is_it(&inner[..end]).then(|| &text[start..=start + 1 + end])
}

fn is_address(text: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:", "tel:"];
    let is_full = scheme.iter().any(|scheme| text.starts_with(scheme));
    (is_full || text.contains('@')) && !text.contains(char::is_whitespace)
}

/// Words between signs that touch them, and nothing else around: `*in time*`, `**now**`.
fn emphasis<'t>(text: &'t str, sign: &str) -> Option<&'t str> {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let opens = |at: usize| {
        let before = text[..at].trim_end_matches(sign).chars().next_back();
        let after = text[at..].trim_start_matches(sign).chars().next();
        apart(before) && touches(after)
    };
    let closes = |at: usize| {
        let before = text[..at].trim_end_matches(sign).chars().next_back();
        let after = text[at..].trim_start_matches(sign).chars().next();
        touches(before) && apart(after)
    };
    let mut places = text.match_indices(sign).map(|(at, _)| at);
    let start = places.find(|at| opens(*at))?;
    let words = start + (text.len() - start) - text[start..].trim_start_matches(sign).len();
    let end = places.find(|at| *at > words && closes(*at))?;
    let rest = text[end..].len() - text[end..].trim_start_matches(sign).len();
    Some(&text[start..end + rest])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_signs_that_people_type() {
        for (text, markup) in [
            ("Papers: [agenda](a.md), soon", "[agenda](a.md)"),
            ("please come *in time*.", "*in time*"),
            ("**now** or never", "**now**"),
            ("in the _big_ hall", "_big_"),
            ("see `x`", "`x`"),
            ("at <https://a.example/>", "<https://a.example/>"),
            ("ask <desk@a.example>", "<desk@a.example>"),
        ] {
            assert_eq!(markup_in(text), Some(markup), "{text}");
        }
        for text in [
            "5 * 3 * 2",
            "free* for schools, paid* for others",
            "for ages < 5 and > 3",
            "snake_case_name and file_name",
            "[sic] (see below)",
            "* required",
            "rooms [A] and (B)",
            "*",
            "**",
            "a ` b",
            "",
        ] {
            assert_eq!(markup_in(text), None, "{text}");
        }
    }
}
