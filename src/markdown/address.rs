//! Where links lead: which schemes are allowed, and where the destination stands in the source.

use super::escape;
use super::problem::ProblemKind;
use pulldown_cmark::LinkType;
use std::ops::Range;

/// The schemes that links may have.
const LINK_SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "webcal", "sms"];
/// The schemes that images may have.
const IMAGE_SCHEMES: &[&str] = &["http", "https"];

/// What names a record of the site rather than a page.
pub(crate) const RECORDS: [&str; 4] = ["person", "contact", "role", "meeting"];

/// Whether a link prints what a record says, so that more may follow it than the name of what it leads to.
pub(super) fn prints_a_fact(target: &str) -> bool {
    // A person is only named.
    names_a_record(target) && !target.starts_with("person:")
}

/// Whether a link names a record of the site.
pub(super) fn names_a_record(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| RECORDS.contains(&scheme))
}

/// Whether a text is what a link may name by a scheme, but for a space in it: `person: ann-lee`.
fn names_with_space(text: &str) -> bool {
    let scheme = |(scheme, rest): (&str, &str)| {
        let rest = rest.trim();
        let mut is_known = RECORDS.iter().chain(LINK_SCHEMES);
        !rest.is_empty() && is_known.any(|known| scheme.eq_ignore_ascii_case(known))
    };
    text.contains(char::is_whitespace) && text.split_once(':').is_some_and(scheme)
}

/// What a destination is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// An absolute address that is allowed.
    Absolute(&'a str),
    /// Something that the caller resolves.
    Site(&'a str),
    /// Something that must not be linked.
    Refused(ProblemKind),
}

/// Decides on a destination as browsers would read it (WHATWG URL, "basic URL parser"): white space and
/// controls around it do not count, tabs and line breaks inside it do not count, and `\` is as good as `/`.
pub(super) fn classify(destination: &str, image: bool) -> Target<'_> {
    let trimmed = destination.trim_matches(|c: char| c <= ' ' || escape::hidden(c));
    let refuse = |kind: fn(Box<str>) -> ProblemKind, what: &str| Target::Refused(kind(what.into()));
    let is_slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
    let mut start = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    if is_slash(start.next()) && is_slash(start.next()) {
        return Target::Refused(ProblemKind::ProtocolRelative);
    }
    if let Some(scheme) = scheme(trimmed) {
        let allowed = if image { IMAGE_SCHEMES } else { LINK_SCHEMES };
        let is_record = RECORDS.contains(&&*scheme);
        // As it is written: its letters are small.
        if is_record && !image && trimmed.starts_with(&*scheme) {
            return Target::Site(trimmed);
        }
        if !allowed.contains(&&*scheme) {
            return refuse(ProblemKind::Scheme, &scheme);
        }
        let rest = trimmed.get(scheme.len() + 1..).unwrap_or_default();
        let leads_somewhere = if scheme == "http" || scheme == "https" {
            rest.strip_prefix("//")
                .is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        } else {
            !rest.is_empty()
        };
        if !leads_somewhere || broken(trimmed) {
            return refuse(ProblemKind::Address, trimmed);
        }
        return Target::Absolute(trimmed);
    }
    if trimmed.is_empty() || broken(trimmed) {
        return refuse(ProblemKind::Address, trimmed);
    }
    Target::Site(trimmed)
}

/// Whether an address has characters in it that are no part of any.
fn broken(address: &str) -> bool {
    address.contains(|c| escape::hidden(c) || matches!(c, '\t' | '\n' | '\r'))
}

/// The scheme of an address, in lower case.
fn scheme(address: &str) -> Option<String> {
    let colon = address.find([':', '/', '?', '#'])?;
    if !address[colon..].starts_with(':') {
        return None;
    }
    let scheme: String = address[..colon]
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(valid))
        .then_some(scheme)
}

/// Where the destination of a link stands, as near as it can be told.
pub(super) fn destination(
    source: &str,
    range: &Range<usize>,
    kind: LinkType,
    text_end: usize,
    definition: Option<Range<usize>>,
) -> Range<usize> {
    let found = match (kind, definition) {
        (LinkType::Autolink | LinkType::Email, _) => Some(range.start + 1..range.end - 1),
        (LinkType::Inline, _) => after(source, text_end..range.end, "]("),
        (_, Some(definition)) => after(source, definition, "]:"),
        _ => None,
    };
    found.unwrap_or_else(|| range.clone())
}

/// The destination that follows `mark` within a range: up to white space or the bracket that closes the
/// link, or between `<` and `>` (`CommonMark` 0.31 §6.3, "link destination").
fn after(source: &str, within: Range<usize>, mark: &str) -> Option<Range<usize>> {
    let text = source.get(within.clone())?;
    let mark_end = text.find(mark)? + mark.len();
    let rest = text[mark_end..].trim_start();
    let mut start = text.len() - rest.len();
    let pointed = rest.starts_with('<');
    let rest = if pointed {
        start += 1;
        &rest[1..]
    } else {
        rest
    };
    let mut depth = 0_usize;
    let mut escaped = false;
    let end = rest
        .char_indices()
        .find(|&(_, c)| {
            if std::mem::take(&mut escaped) {
                return false;
            }
            match c {
                '\\' => escaped = true,
                '>' if pointed => return true,
                _ if pointed => {}
                '(' => depth += 1,
                ')' if depth == 0 => return true,
                ')' => depth -= 1,
                c => return c.is_ascii_whitespace(),
            }
            false
        })
        .map_or(rest.len(), |(at, _)| at);
    let start = within.start + start;
    (end > 0).then_some(start..start + end)
}

/// As far is looked for the end of an address, in bytes.
const LONGEST_ADDRESS: usize = 500;

/// The endings of what pages link to and show.
const ENDINGS: &[&str] = &[
    "md", "html", "htm", "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt", "pptx",
    "odp", "rtf", "txt", "ics", "zip", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "mp3",
    "mp4",
];

/// Whether a text is an address beyond doubt: one of another site, or the path of a file.
pub(super) fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or(text);
    let is_file = path.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && ENDINGS
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
    });
    let full = ["http://", "https://", "mailto:", "tel:"];
    is_file || full.iter().any(|start| text.starts_with(start))
}

/// An address that was to make a link of the words before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where the address stands, without brackets.
    pub(super) address: Range<usize>,
    /// Where all of it ends.
    pub(super) end: usize,
}

/// An address in round brackets that stands after a text in square ones, and would make a link of it but for a space
/// before it or within it, or a bracket that is missing.
pub(super) fn address_after(source: &str, at: usize) -> Option<Found> {
    let rest = source.get(at..)?;
    // What is longer is no address, and a line may hold very many brackets that never close.
    let rest = &rest[..rest.floor_char_boundary(rest.len().min(LONGEST_ADDRESS))];
    let line = rest.lines().next().unwrap_or("");
    let inner = line.trim_start_matches([' ', '\u{A0}']);
    let is_apart = inner.len() < line.len();
    if is_apart && let Some(address) = inner.strip_prefix('[') {
        return in_square_brackets(address, at + line.len() - address.len());
    }
    let inner = inner.strip_prefix('(')?;
    let start = line.len() - inner.len();
    // Another bracket ends it too: so nothing is looked through as often as there are brackets.
    let whole = &inner[..inner.find([')', '[']).unwrap_or(inner.len())];
    let address = whole.trim_start().trim_start_matches('<');
    let start_of_address = start + whole.len() - address.len();
    // A title may follow.
    let address = address.split(
        [" \"", " '"]
            .into_iter()
            .find(|mark| address.contains(mark))
            .unwrap_or("\""),
    );
    let address = address
        .into_iter()
        .next()
        .unwrap_or("")
        .trim_end()
        .trim_end_matches('>');
    let fits = if !is_apart && names_with_space(address) {
        true
    } else if is_apart {
        !address.contains(char::is_whitespace) && is_address(address)
    } else {
        is_address(address) || address.split_whitespace().any(is_address)
    };
    let address_at = at + start_of_address;
    fits.then(|| Found {
        address: address_at..address_at + address.len(),
        end: at + start + whole.len() + usize::from(inner[whole.len()..].starts_with(')')),
    })
}

/// A text in round brackets that stands right behind one in square brackets and is followed by a quotation mark, as a title
/// would be: the link was begun, whatever it was to lead to.
pub(super) fn titled_after(source: &str, at: usize) -> Option<&str> {
    let rest = source.get(at..)?.strip_prefix('(')?;
    let rest = &rest[..rest.floor_char_boundary(rest.len().min(LONGEST_ADDRESS))];
    let (address, title) = rest.split_once(char::is_whitespace)?;
    let is_address = !address.is_empty() && !address.contains(['[', '(', ')']);
    let title = title.trim_start();
    (is_address && title.starts_with(['"', '\''])).then_some(address)
}

/// An address in square brackets behind others, as in `[plan] [b.md]`: what begins at `at` is `inner`. With an address of its
/// own behind it, it is a link.
fn in_square_brackets(inner: &str, at: usize) -> Option<Found> {
    let (address, behind) = inner.split_once(']')?;
    let is_link = behind.starts_with(['(', '[', ':']);
    let fits = !is_link && !address.contains(char::is_whitespace) && is_address(address);
    fits.then(|| Found {
        address: at..at + address.len(),
        end: at + address.len() + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_looked_for_so_far_and_no_further() {
        let found = |source: &str| address_after(source, 3).map(|found| found.end);
        let line = format!("[a](b.md {}", "c ".repeat(100_000));
        assert_eq!(found(&line), Some(3 + LONGEST_ADDRESS));
        let line = format!("[a]({}", "b ".repeat(100_000));
        assert_eq!(found(&line), None);
        assert_eq!(found("[a] (b.md) c"), Some(10));
    }

    #[test]
    fn what_was_to_be_an_address_is_told_from_what_stands_in_brackets() {
        for (source, address) in [
            ("[a] (b.md)", "b.md"),
            ("[a] (b.md \"title\")", "b.md"),
            ("[a](my map.png)", "my map.png"),
            ("[a](<map.svg)", "map.svg"),
            ("[a] (https://a.example/)", "https://a.example/"),
            ("[a](b.md#c", "b.md#c"),
            ("[a] ( b.PDF )", "b.PDF"),
        ] {
            let found = address_after(source, 3).expect(source);
            assert_eq!(&source[found.address], address, "{source}");
        }
        for source in [
            "[a] (see b.md)",
            "[a] (below)",
            "[a](b c)",
            "[a] (e.g. this)",
            "[a] (v1.2)",
            "[a] (.md)",
            "[a] b.md",
            "[a]",
        ] {
            assert_eq!(address_after(source, 3), None, "{source}");
        }
    }

    #[test]
    fn only_listed_schemes_are_allowed() {
        for address in [
            "https://example.org",
            "HTTP://example.org",
            " https://example.org ",
            "mailto:a@b.example",
            "tel:+44123",
            "webcal://example.org/x.ics",
            "sms:+44123",
            "https://[::1]/",
        ] {
            assert_eq!(
                classify(address, false),
                Target::Absolute(address.trim()),
                "{address}"
            );
        }
        for (address, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JavaScript:alert(1)", "javascript"),
            (" javascript:alert(1)", "javascript"),
            ("\u{1}javascript:alert(1)", "javascript"),
            ("java\tscript:alert(1)", "javascript"),
            ("java\nscript:alert(1)", "javascript"),
            ("data:text/html,x", "data"),
            ("vbscript:x", "vbscript"),
            ("file:///etc", "file"),
            ("Person:x", "person"),
            ("geo:1,2", "geo"),
            ("C:\\x", "c"),
        ] {
            assert_eq!(
                classify(address, false),
                Target::Refused(ProblemKind::Scheme(scheme.into())),
                "{address}"
            );
        }
        assert!(matches!(
            classify("mailto:a@b.example", true),
            Target::Refused(_)
        ));
        assert!(matches!(classify("person:x", true), Target::Refused(_)));
    }

    #[test]
    fn relative_targets_are_left_to_the_caller() {
        for target in [
            "../a/_index.md#b",
            "#b",
            "/x",
            "person:ann-lee",
            "a b.md",
            "javascript%3Ax",
            "?q=a:b",
            "1:b",
            "a b:c",
        ] {
            assert_eq!(classify(target, false), Target::Site(target), "{target}");
        }
    }

    #[test]
    fn addresses_of_other_hosts_without_a_scheme_are_refused() {
        for target in [
            "//example.org",
            "/\\example.org",
            "\\\\example.org",
            " //x",
            "/\t/x",
        ] {
            assert_eq!(
                classify(target, false),
                Target::Refused(ProblemKind::ProtocolRelative),
                "{target}"
            );
        }
        for target in [
            "",
            " ",
            "https:",
            "https:example.org",
            "https:/x",
            "http://",
            "mailto:",
            "https://a\tb",
            "a\tb",
        ] {
            assert!(
                matches!(
                    classify(target, false),
                    Target::Refused(ProblemKind::Address(_))
                ),
                "{target}"
            );
        }
    }

    #[test]
    fn destinations_are_found_in_the_source() {
        for (source, text_end, expected) in [
            ("[a](b.md)", 2, "b.md"),
            ("[a]( b.md  \"b.md\" )", 2, "b.md"),
            ("[a](<b c.md>)", 2, "b c.md"),
            ("[a](b(c).md 't')", 2, "b(c).md"),
            ("[a](b(c).md)", 2, "b(c).md"),
            ("[a](b>c.md)", 2, "b>c.md"),
            ("[a](b\\).md)", 2, "b\\).md"),
            ("[](person:x)", 1, "person:x"),
            ("[a](\nb.md)", 2, "b.md"),
        ] {
            let range = 0..source.len();
            let span = destination(source, &range, LinkType::Inline, text_end, None);
            assert_eq!(&source[span], expected, "{source}");
        }
        let source = "[a]\n\n[a]: <b.md> 't'";
        let span = destination(
            source,
            &(0..3),
            LinkType::Shortcut,
            2,
            Some(5..source.len()),
        );
        assert_eq!(&source[span], "b.md");
        assert_eq!(
            destination("[a]()", &(0..5), LinkType::Inline, 2, None),
            0..5
        );
    }
}
