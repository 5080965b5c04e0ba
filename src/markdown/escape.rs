//! Writing text into HTML.

pub(super) use crate::characters::is_hidden as hidden;
use crate::reach::{ENCODED_IN_MAILBOXES, NOT_IN_URL};
use percent_encoding::{AsciiSet, utf8_percent_encode};
use pulldown_cmark_escape::escape_html_body_text;

/// Appends text between tags. Control characters must be out already ([`super::guard`]).
pub(super) fn text(out: &mut String, text: &str) {
    escape_html_body_text(out, text).expect("writing to a String cannot fail");
}

/// Appends text inside a quoted attribute (or between tags), without characters that must not be published.
/// The quotation marks of attributes are double ones, so single ones stay as they are.
pub(super) fn attribute(out: &mut String, value: &str) {
    let changed = |c: char| matches!(c, '"' | '\n' | '\t') || hidden(c);
    let mut done = 0;
    for (at, sign) in value.match_indices(changed) {
        text(out, &value[done..at]);
        out.push_str(match sign {
            "\"" => "&quot;",
            "\n" | "\t" => " ",
            _ => "",
        });
        done = at + sign.len();
    }
    text(out, &value[done..]);
}

/// Appends an address inside a quoted attribute. What may not stand in a URL is percent-encoded.
pub(super) fn href(out: &mut String, address: &str) {
    encode(out, address, NOT_IN_URL);
}

/// Appends the address of a mailbox inside a quoted attribute, after `mailto:`.
pub(super) fn mailbox(out: &mut String, address: &str) {
    encode(out, address, ENCODED_IN_MAILBOXES);
}

/// Letters of any script may stand in a URL, and browsers convert them; other signs beyond ASCII are encoded.
fn encode(out: &mut String, address: &str, set: &'static AsciiSet) {
    let letter = |c: char| !c.is_ascii() && c.is_alphanumeric();
    let mut rest = address;
    while !rest.is_empty() {
        let (signs, after) = rest.split_at(rest.find(letter).unwrap_or(rest.len()));
        for part in utf8_percent_encode(signs, set) {
            text(out, part);
        }
        let end = after.find(|c| !letter(c)).unwrap_or(after.len());
        out.push_str(&after[..end]);
        rest = &after[end..];
    }
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
