//! Web and e-mail addresses written bare in text, after the "autolinks (extended)" of GitHub Flavored
//! Markdown, with two differences: what is glued to other text is left alone rather than linked by
//! half (a wrong address is worse than none), and quotation marks end an address.

/// The longest domain name (RFC 1035 §2.3.4).
const MAX_DOMAIN: usize = 253;
/// The longest name of a mailbox (RFC 5321 §4.5.3.1.1).
const MAX_MAILBOX: usize = 64;

/// Where the web address starts and ends whose first `:` or `.` stands at `at`; `None` if there is none.
/// It starts at `from` or later.
pub(super) fn web_around(text: &str, from: usize, at: usize) -> Option<(usize, usize)> {
    let before = &text.as_bytes()[from..at];
    let word = match before.last()? {
        b'w' | b'W' => "www",
        b'p' | b'P' => "http",
        b's' | b'S' => "https",
        _ => return None,
    };
    let start = before.len().checked_sub(word.len())?;
    if !before[start..].eq_ignore_ascii_case(word.as_bytes()) {
        return None;
    }
    let start = from + start;
    web(text, start).map(|end| (start, end))
}

/// Where the web address that starts at `start` ends; `None` if there is none.
fn web(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let scheme = ["http://", "https://", "www."].into_iter().find(|p| {
        rest.as_bytes()
            .get(..p.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(p.as_bytes()))
    })?;
    let glued = |c: char| c.is_alphanumeric() || "/@.-_:=&?#%+\\".contains(c);
    if text[..start].ends_with(glued) {
        return None;
    }
    let domain = if scheme == "www." { 0 } else { scheme.len() };
    domain_end(&rest[domain..])?;
    let stop = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '`')
    };
    let end = rest.find(stop).unwrap_or(rest.len());
    Some(start + trimmed(&rest[..end]))
}

/// The length of an address without the punctuation of the sentence around it: brackets stay as far as
/// they are balanced.
fn trimmed(address: &str) -> usize {
    let count = |c: char| address.matches(c).count();
    let mut surplus = [
        (')', count(')').saturating_sub(count('('))),
        (']', count(']').saturating_sub(count('['))),
        ('}', count('}').saturating_sub(count('{'))),
    ];
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        let drop = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '(' | '[' | '{' | '|' => {
                true
            }
            ')' | ']' | '}' => surplus
                .iter_mut()
                .find(|(bracket, _)| *bracket == last)
                .is_some_and(|(_, surplus)| {
                    let drop = *surplus > 0;
                    *surplus = surplus.saturating_sub(1);
                    drop
                }),
            other => !other.is_ascii() && !other.is_alphanumeric(),
        };
        if !drop {
            break;
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    kept.len()
}

/// The end of the domain name at the start of `text`: at least two labels of letters, digits and
/// hyphens; underscores only before the last two.
fn domain_end(text: &str) -> Option<usize> {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) {
            break;
        }
        end = at + c.len_utf8();
        if end > MAX_DOMAIN + 1 {
            return None;
        }
    }
    let name = text[..end].trim_end_matches(['.', '-', '_']);
    let mut labels = name.rsplit('.');
    let valid = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.contains('_');
    let last = labels.next().is_some_and(valid);
    let second = labels.next().is_some_and(valid);
    (last && second && labels.all(|label| !label.is_empty())).then_some(name.len())
}

/// Where the e-mail address around the `@` at `at` starts and ends. It starts at `from` or later.
/// `glued` says whether what stands before the text belongs to the same word; `apostrophe` whether the
/// ’ at a place was written as a straight apostrophe.
pub(super) fn mail(
    text: &str,
    from: usize,
    at: usize,
    glued: bool,
    apostrophe: impl Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    let mut start = at;
    for (place, c) in text[from..at].char_indices().rev() {
        let place = from + place;
        let belongs = c.is_ascii_alphanumeric()
            || matches!(c, '.' | '-' | '_' | '+' | '\'')
            || (c == '’' && apostrophe(place));
        if !belongs {
            break;
        }
        start = place;
        if at - start > MAX_MAILBOX {
            return None;
        }
    }
    let local = text[start..at].trim_start_matches(['\'', '.', '-', '’']);
    let start = at - local.len();
    if local.is_empty() || local.ends_with('.') || local.contains("..") {
        return None;
    }
    let clear = match text[..start].chars().next_back() {
        None => !glued,
        Some('’') => apostrophe(start - '’'.len_utf8()),
        Some(c) => c.is_whitespace() || "([{<>\"“‘”—–:;,|'.-*_~".contains(c),
    };
    let rest = &text[at + 1..];
    let end = at + 1 + domain_end(rest)?;
    // "a@b.example@c" is no address, and neither is the start of "a@b.exämple" without its end.
    let ends = !text[end..].starts_with('@') && text[at + 1..end].is_ascii();
    (clear && ends).then_some((start, end))
}

/// Whether the word between `start` and `end` belongs to an address that goes on after it.
pub(super) fn starts_address(text: &str, start: usize, end: usize) -> bool {
    let rest = &text.as_bytes()[end..];
    let more = rest
        .iter()
        .take(MAX_MAILBOX)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
        .count();
    let mail =
        rest.get(more) == Some(&b'@') && rest.get(more + 1).is_some_and(u8::is_ascii_alphanumeric);
    mail || web(text, start).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web_at(text: &str) -> Option<&str> {
        let start = text
            .find(['h', 'w', 'H', 'W'])
            .expect("there is an address");
        web(text, start).map(|end| &text[start..end])
    }

    #[test]
    fn web_addresses_end_before_the_punctuation_of_the_sentence() {
        for (text, address) in [
            ("https://example.org", "https://example.org"),
            ("see https://example.org.", "https://example.org"),
            ("(https://example.org/a)", "https://example.org/a"),
            ("https://example.org/a_(b)", "https://example.org/a_(b)"),
            ("(https://example.org/a_(b)).", "https://example.org/a_(b)"),
            ("[https://example.org/a]", "https://example.org/a"),
            (
                "https://example.org/?q=a,b; then",
                "https://example.org/?q=a,b",
            ),
            ("HTTPS://Example.org/A", "HTTPS://Example.org/A"),
            ("www.example.org/x", "www.example.org/x"),
            ("“https://example.org”", "https://example.org"),
            ("https://example.org/a–b", "https://example.org/a–b"),
            ("https://example.org/a–", "https://example.org/a"),
            ("https://müller.example/", "https://müller.example/"),
            ("https://example.org:8080/x", "https://example.org:8080/x"),
            ("https://example.org)))", "https://example.org"),
        ] {
            assert_eq!(web_at(text), Some(address), "{text}");
        }
        for text in [
            "http://",
            "https://a",
            "www.",
            "www.a_b.c_d",
            "http://.example.org",
            "http://a..b",
            "x.www.example.org",
            "http//example.org",
            "www.-a.-b",
        ] {
            assert_eq!(web_at(text), None, "{text}");
        }
    }

    fn mail_in(text: &str) -> Option<&str> {
        let at = text.find('@').expect("there is an at sign");
        mail(text, 0, at, false, |_| true).map(|(start, end)| &text[start..end])
    }

    #[test]
    fn mailboxes_are_found_whole_or_not_at_all() {
        for (text, address) in [
            ("naima.france@example.gov.uk", "naima.france@example.gov.uk"),
            ("Write to a+b_c-d@example.org.", "a+b_c-d@example.org"),
            ("(a@example.org)", "a@example.org"),
            ("‘a@example.org’", "a@example.org"),
            ("'a@example.org'", "a@example.org"),
            ("o’brien@example.org", "o’brien@example.org"),
            ("mailto:a@example.org", "a@example.org"),
            ("a@example.org, b", "a@example.org"),
            ("a@example.org-", "a@example.org"),
        ] {
            assert_eq!(mail_in(text), Some(address), "{text}");
        }
        for text in [
            "@example.org",
            "a@example",
            "a@",
            "a.@example.org",
            "ü@example.org",
            "&a@example.org",
            "a@b.example@c.example",
            "a..b@example.org",
            "a@example.o_g",
            "a@exämple.org",
        ] {
            assert_eq!(mail_in(text), None, "{text}");
        }
        assert_eq!(mail("end@example.org", 0, 3, true, |_| true), None);
        assert_eq!(mail("o’brien@example.org", 0, 9, false, |_| false), None);
        assert_eq!(mail_in(&format!("{}@example.org", "a".repeat(65))), None);
    }

    #[test]
    fn the_start_of_an_address_is_told_from_a_word() {
        assert!(starts_address("SEND@example.org", 0, 4));
        assert!(starts_address("SEND-team@example.org", 0, 4));
        assert!(starts_address("HTTP://example.org", 0, 4));
        assert!(starts_address("WWW.example.org", 0, 3));
        assert!(!starts_address("SEND team@example.org", 0, 4));
        assert!(!starts_address("SEND@", 0, 4));
        assert!(!starts_address("WWW.", 0, 3));
    }
}
