//! Mailboxes as links have them.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What of ASCII may not stand in a URL (WHATWG URL, "URL code points"). `%` may, since it can begin a code.
pub(crate) const NOT_IN_URL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What of ASCII may not stand in the address of a `mailto:` link: what may not stand in any URL, and what would start header
/// fields, or be read as an encoded character (RFC 6068 §2).
pub(crate) const ENCODED: &AsciiSet = &NOT_IN_URL
    .add(b'[')
    .add(b']')
    .add(b'?')
    .add(b'&')
    .add(b';')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'=');

/// The link that writes to a mailbox: `mailto:` and the percent-encoded address.
#[must_use]
pub fn mailto(address: &str) -> String {
    format!("mailto:{}", utf8_percent_encode(address, ENCODED))
}

#[cfg(test)]
mod tests {
    use super::mailto;

    #[test]
    fn nothing_of_a_mailbox_is_read_as_something_else() {
        assert_eq!(
            mailto("o'brien+x@example.org"),
            "mailto:o'brien+x@example.org"
        );
        assert_eq!(
            mailto("a?cc=b&c%40d/e#f@example.org"),
            "mailto:a%3Fcc%3Db%26c%2540d%2Fe%23f@example.org"
        );
    }
}
