//! Typed values: the only way in which data reaches a content line.
//!
//! `component` writes what it is given: only here is text escaped, are parameters quoted, and is a line
//! break kept from beginning a property of its own.

use std::{borrow::Cow, fmt};

use memchr::{memchr, memchr3};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A value that is safe after the colon of a content line.
pub(super) trait Value {
    /// Appends it: no line break and no control character but the tab.
    fn write(&self, line: &mut String);

    /// What it writes.
    fn written(&self) -> String {
        let mut line = String::with_capacity(64);
        self.write(&mut line);
        line
    }
}

/// Words of the standards themselves, written out in our own source.
impl Value for &'static str {
    fn write(&self, line: &mut String) {
        line.push_str(self);
    }
}

impl Value for u32 {
    fn write(&self, line: &mut String) {
        line.push_str(&self.to_string());
    }
}

/// A value of type TEXT (RFC 5545 §3.3.11).
///
/// Holds lines parted by `\n` and tabs, but no other control character, and no
/// space at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    /// Text that may run over several lines.
    ///
    /// CR, CRLF and the line breaks of Unicode become `\n`: some readers cut a
    /// file into lines at any of them. Other control characters are dropped.
    pub(super) fn lines(data: &'a str) -> Self {
        Self::with_breaks_as(data, '\n')
    }

    /// Text on one line: line breaks become spaces.
    pub(super) fn line(data: &'a str) -> Self {
        Self::with_breaks_as(data, ' ')
    }

    fn with_breaks_as(data: &'a str, line_break: char) -> Self {
        // Most texts hold nothing that has to change. To look at every byte without stopping is quicker than to stop.
        let is_kept = |character: char| character == '\n' && line_break == '\n';
        let is_plain = |plain: bool, byte: u8| {
            plain & ((b' '..0x7f).contains(&byte) | is_kept(char::from(byte)))
        };
        let changes = |c: char| (c.is_control() || is_line_break(c)) && !is_kept(c);
        if data.bytes().fold(true, is_plain) || !data.contains(changes) {
            return Self(Cow::Borrowed(data.trim()));
        }
        let mut text = String::with_capacity(data.len());
        let mut after_return = false;
        for character in data.chars() {
            match character {
                '\n' if after_return => {}
                _ if is_line_break(character) => text.push(line_break),
                '\t' => text.push('\t'),
                _ if character.is_control() => {}
                _ => text.push(character),
            }
            after_return = character == '\r';
        }
        Self(Cow::Owned(text.trim().to_owned()))
    }

    /// True when nothing is left to read.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text, not escaped.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value for Text<'_> {
    fn write(&self, line: &mut String) {
        let mut rest: &str = &self.0;
        while let Some(at) = memchr(b'\n', rest.as_bytes()) {
            escape(&rest[..at], line);
            line.push_str(r"\n");
            rest = &rest[at + 1..];
        }
        escape(rest, line);
    }
}

/// Appends a text without line breaks.
fn escape(text: &str, line: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr3(b'\\', b';', b',', rest.as_bytes()) {
        let (plain, special) = rest.split_at(at);
        line.push_str(plain);
        line.push('\\');
        line.push_str(&special[..1]);
        rest = &special[1..];
    }
    line.push_str(rest);
}

/// Several texts in one property, parted by bare commas (CATEGORIES).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextList<'a>(Vec<Text<'a>>);

impl<'a> TextList<'a> {
    /// One-line texts; those with nothing to read are left out.
    pub(super) fn new(data: &'a [String]) -> Self {
        Self(
            data.iter()
                .map(|text| Text::line(text))
                .filter(|text| !text.is_empty())
                .collect(),
        )
    }

    /// True when no text is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Value for TextList<'_> {
    fn write(&self, line: &mut String) {
        for (position, text) in self.0.iter().enumerate() {
            if position > 0 {
                line.push(',');
            }
            text.write(line);
        }
    }
}

/// The value of a parameter (RFC 5545 §3.2).
///
/// Quoted where it holds `:`, `;` or `,`. A double quote has no written form
/// there and becomes `'`; line breaks become spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parameter<'a>(Cow<'a, str>);

impl<'a> Parameter<'a> {
    /// Any text as the value of a parameter.
    pub(super) fn new(data: &'a str) -> Self {
        let line = Text::line(data).0;
        Self(if line.contains('"') {
            Cow::Owned(line.replace('"', "'"))
        } else {
            line
        })
    }

    /// What stands after the equals sign.
    pub(super) fn written(&self) -> String {
        if self.0.contains([':', ';', ',']) {
            format!("\"{}\"", self.0)
        } else {
            self.0.to_string()
        }
    }
}

/// A web address (RFC 3986) that starts with `https:` or `http:`, ASCII only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(String);

impl Uri {
    /// Reads a web address.
    ///
    /// Characters that may not stand in an address (accents, spaces, a `%` that
    /// encodes nothing) are percent-encoded, as browsers do.
    ///
    /// # Errors
    ///
    /// When there is a control character or a line break, when the address does
    /// not start with `https://` or `http://`, or when it names no proper host.
    pub fn parse(address: &str) -> Result<Self, UriError> {
        if address.chars().any(|c| c.is_control() || is_line_break(c)) {
            return Err(UriError::ControlCharacter);
        }
        let (scheme, rest) = address.split_once("://").ok_or(UriError::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(UriError::Scheme);
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let out_of_place = |c: char| c.is_whitespace() || (c.is_ascii() && !may_stand(c));
        if host.is_empty() || host.contains(out_of_place) {
            return Err(UriError::Host);
        }
        Ok(Self(format!("{scheme}://{}", percent_encode(rest))))
    }

    /// The address, as it is written in a feed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value for Uri {
    fn write(&self, line: &mut String) {
        line.push_str(&self.0);
    }
}

/// Why a text is not a web address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UriError {
    /// It holds a line break or another control character.
    ControlCharacter,
    /// It starts with neither `https://` nor `http://`.
    Scheme,
    /// The part between `//` and the first `/` is missing or malformed.
    Host,
}

impl fmt::Display for UriError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ControlCharacter => "a web address cannot hold a line break or control character",
            Self::Scheme => "a web address must start with https:// or http://",
            Self::Host => "a web address must name a site after https://",
        })
    }
}

impl std::error::Error for UriError {}

/// Every character that some reader takes for the end of a line.
pub(super) fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The signs that may stand in an address beside letters and digits (RFC 3986 §2, "reserved" and "unreserved").
const SIGNS: &str = "-._~:/?#[]@!$&'()*+,;=";

/// What of ASCII may not.
const NOT_IN_ADDRESS: &AsciiSet = {
    let mut set = NON_ALPHANUMERIC.remove(b'-');
    let mut at = 0;
    while at < SIGNS.len() {
        set = set.remove(SIGNS.as_bytes()[at]);
        at += 1;
    }
    &{ set }
};

fn may_stand(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '%' || SIGNS.contains(character)
}

/// Encodes what may not stand in an address, and each `%` that begins no code.
fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, part) in text.split('%').enumerate() {
        if number > 0 {
            // It follows a `%`.
            let digits = part.as_bytes().get(..2);
            let is_code = digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
            out.push_str(if is_code { "%" } else { "%25" });
        }
        out.extend(utf8_percent_encode(part, NOT_IN_ADDRESS));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader makes of an escaped text (RFC 5545 §3.3.11).
    fn unescape(escaped: &str) -> String {
        let mut out = String::new();
        let mut characters = escaped.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next().expect("no escape ends a text") {
                    'n' | 'N' => out.push('\n'),
                    other => out.push(other),
                },
                other => out.push(other),
            }
        }
        out
    }

    fn parameter(data: &str) -> String {
        Parameter::new(data).written()
    }

    #[test]
    fn text_escapes_what_the_standard_names() {
        let text = Text::lines("Heads; SENDCos, chairs\\deputies\r\nRoom: \"B\"\rend");
        assert_eq!(
            text.written(),
            r#"Heads\; SENDCos\, chairs\\deputies\nRoom: "B"\nend"#
        );
    }

    #[test]
    fn text_drops_control_characters_but_keeps_tabs() {
        assert_eq!(Text::lines("a\u{0}b\u{7f}c\u{9b}\td").written(), "abc\td");
    }

    #[test]
    fn every_kind_of_line_break_becomes_one_escaped_newline() {
        for line_break in ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"] {
            let data = format!("a{line_break}b");
            assert_eq!(Text::lines(&data).written(), r"a\nb", "{line_break:?}");
            assert_eq!(Text::line(&data).written(), "a b", "{line_break:?}");
        }
        assert_eq!(Text::lines("a\n\r\n\rb").written(), r"a\n\n\nb");
    }

    #[test]
    fn commas_between_categories_stay_bare() {
        let texts = ["Heads, all".into(), "\n".into(), "North".into()];
        let list = TextList::new(&texts);
        assert_eq!(list.written(), r"Heads\, all,North");
        assert!(TextList::new(&[" ".into()]).is_empty());
    }

    #[test]
    fn parameters_are_quoted_where_they_must_be() {
        assert_eq!(parameter("Europe/London"), "Europe/London");
        assert_eq!(
            parameter("Doe, Jane: \"J\"; x\\y"),
            "\"Doe, Jane: 'J'; x\\y\""
        );
        assert_eq!(parameter("a\r\nMETHOD:CANCEL"), "\"a METHOD:CANCEL\"");
    }

    #[test]
    fn addresses_are_percent_encoded() {
        let written = |address| Uri::parse(address).map(|uri| uri.written());
        assert_eq!(
            written("HTTPS://example.org/ysgol gymraeg/Siân?a=1,2;b%20c%#x"),
            Ok("https://example.org/ysgol%20gymraeg/Si%C3%A2n?a=1,2;b%20c%25#x".into())
        );
        assert_eq!(
            written("http://[::1]:8000/"),
            Ok("http://[::1]:8000/".into())
        );
    }

    #[test]
    fn addresses_that_are_none_are_refused() {
        let refused = |address| Uri::parse(address).expect_err("no web address");
        assert_eq!(
            refused("https://a.example/\r\nX:1"),
            UriError::ControlCharacter
        );
        assert_eq!(
            refused("https://a.example/\u{2028}"),
            UriError::ControlCharacter
        );
        assert_eq!(refused("javascript:alert(1)"), UriError::Scheme);
        assert_eq!(refused("ftp://a.example/"), UriError::Scheme);
        assert_eq!(refused("/calendars/all.ics"), UriError::Scheme);
        assert_eq!(refused("https:///all.ics"), UriError::Host);
        assert_eq!(refused("https://a b/"), UriError::Host);
        assert_eq!(refused("https://a\"b/"), UriError::Host);
    }

    proptest! {
        #[test]
        fn escaped_text_reads_back(data in any::<String>()) {
            let text = Text::lines(&data);
            prop_assert_eq!(unescape(&text.written()), text.0);
        }

        #[test]
        fn awkward_text_reads_back(data in "[\\\\nN;,:\"\r\n\t\u{0}\u{85}\u{2028}a ]{0,60}") {
            let text = Text::lines(&data);
            prop_assert_eq!(unescape(&text.written()), text.0.clone());
            let clean = |c: char| c == '\n' || c == '\t' || !(c.is_control() || is_line_break(c));
            prop_assert!(text.0.chars().all(clean));
        }

        #[test]
        fn text_without_breaks_or_controls_is_untouched(data in "[^\\p{C}\\p{Z}]([^\\p{C}\\p{Zl}\\p{Zp}]{0,80}[^\\p{C}\\p{Z}])?") {
            prop_assert_eq!(unescape(&Text::line(&data).written()), data);
        }

        #[test]
        fn nothing_written_can_end_a_line(data in any::<String>()) {
            for written in [
                Text::lines(&data).written(),
                TextList::new(&[data.clone(), data.clone()]).written(),
                parameter(&data),
                Uri::parse(&format!("https://a.example/{data}")).map(|uri| uri.written()).unwrap_or_default(),
            ] {
                prop_assert!(!written.contains(|c: char| is_line_break(c) || (c.is_control() && c != '\t')));
            }
        }

        #[test]
        fn an_address_read_twice_is_the_same(path in "\\PC{0,40}") {
            let once = Uri::parse(&format!("https://a.example/{path}"));
            if let Ok(once) = once {
                prop_assert!(once.as_str().is_ascii());
                prop_assert_eq!(Uri::parse(once.as_str()), Ok(once));
            }
        }
    }
}
