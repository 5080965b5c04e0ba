//! Writing text into HTML.

use std::fmt::Write as _;

/// The bytes of text that are escaped.
const MARKUP: [bool; 256] = {
    let mut markup = [false; 256];
    markup[b'&' as usize] = true;
    markup[b'<' as usize] = true;
    markup[b'>' as usize] = true;
    markup
};

/// Where the next byte of a set stands, from `at` on; the end if there is none.
#[inline]
pub(super) fn next_in(bytes: &[u8], mut at: usize, set: &[bool; 256]) -> usize {
    // Most text is letters and spaces: eight at once, without a branch for each.
    while let Some(eight) = bytes.get(at..at + 8) {
        if eight
            .iter()
            .fold(false, |found, &b| found | set[usize::from(b)])
        {
            break;
        }
        at += 8;
    }
    while at < bytes.len() && !set[usize::from(bytes[at])] {
        at += 1;
    }
    at
}

/// Appends text between tags. Control characters must be out already ([`super::guard`]).
pub(super) fn text(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    loop {
        let at = next_in(bytes, done, &MARKUP);
        out.push_str(&text[done..at]);
        out.push_str(match bytes.get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(_) => "&gt;",
            None => return,
        });
        done = at + 1;
    }
}

/// Appends text inside a quoted attribute (or between tags), without characters that must not be published.
pub(super) fn attribute(out: &mut String, text: &str) {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'.' | b',');
    if text.bytes().all(plain) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if hidden(c) => {}
            c => out.push(c),
        }
    }
}

/// The bytes of an address that cannot be copied into an attribute as they are.
const NOT_IN_URL: [bool; 256] = {
    let mut found = [true; 256];
    let mut byte: u8 = b'!';
    while byte <= b'~' {
        found[byte as usize] = matches!(
            byte,
            b'"' | b'&' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
        );
        byte += 1;
    }
    found
};

/// Appends an address inside a quoted attribute. What may not stand in a URL is percent-encoded;
/// letters of any script may (WHATWG URL, "URL code points"), and browsers convert them.
pub(super) fn href(out: &mut String, address: &str) {
    let bytes = address.as_bytes();
    let mut done = 0;
    loop {
        let at = next_in(bytes, done, &NOT_IN_URL);
        out.push_str(&address[done..at]);
        let Some(c) = address[at..].chars().next() else {
            return;
        };
        if c == '&' {
            out.push_str("&amp;");
        } else if c.is_alphanumeric() {
            out.push(c);
        } else {
            percent(out, c);
        }
        done = at + c.len_utf8();
    }
}

/// Appends the address of a mailbox inside a quoted attribute, after `mailto:`. Characters that would
/// start header fields there (RFC 6068 §2) are encoded.
pub(super) fn mailbox(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            '?' | '&' | '#' | '%' | '/' | '=' => percent(out, c),
            c => href(out, c.encode_utf8(&mut [0; 4])),
        }
    }
}

fn percent(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        write!(out, "%{byte:02X}").expect("writing to a String cannot fail");
    }
}

/// Whether a character must not be published: controls, which HTML forbids (HTML "control character
/// in input stream"), and the two overrides of direction, with which text can be made to read as
/// something else (Unicode Technical Standard 55).
pub(super) fn hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{202D}' | '\u{202E}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(write: fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        write(&mut out, text);
        out
    }

    #[test]
    fn text_and_attributes_are_escaped() {
        assert_eq!(with(text, "a<b>&\"c\""), "a&lt;b&gt;&amp;\"c\"");
        assert_eq!(
            with(attribute, "a<b>&\"c'\0\u{202E}\nd"),
            "a&lt;b&gt;&amp;&quot;c' d"
        );
    }

    #[test]
    fn addresses_keep_letters_and_encode_the_rest() {
        assert_eq!(
            with(href, "a b\"<x>?q=1&r=é#ü\\\u{202E}"),
            "a%20b%22%3Cx%3E?q=1&amp;r=é#ü%5C%E2%80%AE"
        );
        assert_eq!(
            with(mailbox, "a?cc=b&c@example.org"),
            "a%3Fcc%3Db%26c@example.org"
        );
    }
}
