//! Lines of a list that lack their hyphen.

use super::fields::short;
use super::slip::Slip;

/// `  milk` below `  - tea`, or above it: the line at `start`, which the parser could make nothing of.
pub(super) fn without_hyphen(text: &str, start: usize) -> Option<Slip> {
    let line = text[start..].lines().next().unwrap_or("");
    let said = line.trim();
    let column = indent(line);
    if said.is_empty() || said.starts_with(['-', '#']) {
        return None;
    }
    // At the margin, keys stand below the entries of a list.
    if column == 0 && (said.contains(": ") || said.ends_with(':')) {
        return None;
    }
    let begins_entry = |line: &str| indent(line) == column && line[column..].starts_with("- ");
    // Lines further right belong to the entry before. A list of many lines need not be read to its start.
    let deeper = |line: &&str| line.trim().is_empty() || indent(line) > column;
    let mut above = text[..start].lines().rev().take(200).skip_while(deeper);
    let mut below = text[start + line.len()..]
        .lines()
        .take(200)
        .skip_while(deeper);
    let in_list = above.next().is_some_and(begins_entry) || below.next().is_some_and(begins_entry);
    let at = start + column;
    in_list.then(|| Slip {
        span: at..at + said.chars().next().map_or(0, char::len_utf8),
        message: "this line stands in a list, and does not start with a hyphen and a space"
            .to_owned(),
        help: format!("a line of a list starts with `- `: write - {}", short(said)),
    })
}

/// How many spaces a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// `venue = Hall`, `venue； Hall` or `venue Hall`: another sign where a colon should stand, or none.
pub(super) fn other_colon(line: &str, start: usize) -> Option<Slip> {
    let body = line.trim_start_matches(' ');
    let at = start + line.len() - body.len();
    let key = body.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    let (key, rest) = (&body[..body.len() - key.len()], key);
    let sign = rest.trim_start().chars().next()?;
    if key.is_empty()
        || !matches!(
            sign,
            '=' | ';' | '：' | '；' | '﹕' | '︓' | '∶' | 'ː' | '꞉'
        )
    {
        return None;
    }
    let value = rest.trim_start()[sign.len_utf8()..].trim();
    let at = at + key.len() + rest.len() - rest.trim_start().len();
    Some(Slip {
        span: at..at + sign.len_utf8(),
        message: format!("`{sign}` stands here, where a colon should"),
        help: format!("write {key}: {}", short(value)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_its_hyphen_is_seen_among_those_that_have_it() {
        for (text, line) in [
            ("a:\n  - x\n  y z\n  - w\n", "y z"),
            ("a:\n  y z\n  - w\n", "y z"),
            ("a:\n  - x\n  y z\n", "y z"),
            ("a:\n  - b: 1\n    c: 2\n\n  d: 3\n", "d: 3"),
            ("a:\n- x\ny z\n- w\n", "y z"),
        ] {
            let at = text.find(line).expect("it is there");
            let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
            let slip = without_hyphen(text, start).expect(text);
            assert_eq!(slip.span.start, at, "{text}");
            assert!(
                slip.help.ends_with(&format!("write - {line}")),
                "{}",
                slip.help
            );
        }
        for (text, start) in [
            ("a:\n- x\nb: 1\n", 7),
            ("a:\n  - x\n  - y\n", 3),
            ("a: 1\nb\n", 5),
            ("a:\n  - x\n   b\n", 9),
        ] {
            assert_eq!(without_hyphen(text, start), None, "{text}");
        }
    }

    #[test]
    fn another_sign_is_no_colon() {
        for line in [
            "venue = The hall",
            "venue； The hall",
            "venue: The hall",
            "  venue：The hall",
        ] {
            let slip = other_colon(line, 7);
            if line.contains(':') {
                assert_eq!(slip, None, "{line}");
            } else {
                assert_eq!(slip.expect(line).help, "write venue: The hall");
            }
        }
        assert_eq!(other_colon("The hall = 4", 0), None);
    }
}
