//! Bytes to text; and of bytes that are not UTF-8, which encoding they are most likely in, and where the first
//! wrong one stands.
//!
//! Nothing is published from such a guess; it is only what a finding shows, so that an editor sees the
//! letter that is meant and knows what to choose in the menu of their program.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};

/// Bytes that are no UTF-8, as they can be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotUtf8 {
    /// What they most likely say, as findings count bytes (see [`plain`]).
    pub(super) text: String,
    /// The first sign that is not UTF-8.
    span: Range<usize>,
    kind: Kind,
}

/// What the bytes most likely are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One byte for each letter, as programs on Windows in Western Europe saved for long. Its printable
    /// signs hold all of Latin-1's.
    Windows1252,
    /// Two bytes for each letter.
    Utf16,
    /// UTF-8 whose last letter is cut off.
    CutOff,
    /// A file of another sort, such as a document of a word processor.
    NoText,
}

/// The bytes as UTF-8.
pub(super) fn utf8(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(NotUtf8::at_start(String::new(), Kind::NoText));
    }
    if let Some(text) = utf16(&bytes) {
        return Err(NotUtf8::at_start(plain(text), Kind::Utf16));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let cut = error.utf8_error().error_len().is_none();
        NotUtf8::after(good, error.as_bytes(), cut)
    })
}

impl NotUtf8 {
    fn at_start(text: String, kind: Kind) -> Self {
        NotUtf8 {
            text,
            span: 0..0,
            kind,
        }
    }

    /// Bytes of which some are UTF-8.
    fn after(good: usize, bytes: &[u8], cut: bool) -> Self {
        if bytes[..good].contains(&0) {
            return NotUtf8::at_start(String::new(), Kind::NoText);
        }
        let before = String::from_utf8_lossy(&bytes[..good]).into_owned();
        let start = plain(before.clone()).len();
        let sign = windows_1252(bytes[good]);
        NotUtf8 {
            text: plain(before + &windows_1252_beside_utf8(&bytes[good..])),
            span: start..start + sign.len_utf8(),
            kind: if cut { Kind::CutOff } else { Kind::Windows1252 },
        }
    }

    /// The finding, at its place.
    pub(super) fn finding(self, file: &Arc<str>) -> Diagnostic {
        let finding = |message: &str| Diagnostic::error(Code::NotUtf8, message);
        let again = "save it again with the encoding UTF-8, in an editor for plain text";
        let sign = &self.text[self.span.clone()];
        let finding = match self.kind {
            Kind::Utf16 => finding("the file is saved as UTF-16, not as UTF-8")
                .help(format!("{again}; `Unicode` in a menu of Windows means UTF-16")),
            Kind::NoText => {
                finding("this is no text: the file comes from another sort of program").help(again)
            }
            Kind::CutOff => finding("the file ends in the middle of a letter")
                .help("it was cut off on its way here; fetch it again, or write its end anew"),
            Kind::Windows1252 => finding("the file is not UTF-8: this sign cannot be read")
                .label(format!("`{sign}` in Windows-1252"))
                .help(format!(
                    "most likely it was saved as Windows-1252, which programs also call ANSI, Western European or \
                     Latin-1, and `{sign}` is meant here"
                ))
                .help(again),
        };
        finding.at(file, self.span)
    }
}

/// The text of bytes that are UTF-16: by their mark, or since every other one is nothing, as ASCII in it is.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (little, marked) = match bytes {
        [0xff, 0xfe, ..] => (true, true),
        [0xfe, 0xff, ..] => (false, true),
        _ => (bytes.get(1) == Some(&0), false),
    };
    let pairs = || bytes.chunks_exact(2);
    if !marked {
        // Text that is no UTF-16 has no NUL, which is seen much sooner.
        memchr::memchr(0, &bytes[..bytes.len().min(1000)])?;
        let low = usize::from(little);
        let none = pairs()
            .take(500)
            .filter(|pair| pair[low] == 0 && pair[1 - low] != 0);
        let most = pairs().take(500).len() * 3 / 4;
        if bytes.len() < 4 || none.count() < most.max(2) {
            return None;
        }
    }
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    };
    Some(
        char::decode_utf16(pairs().map(unit))
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect(),
    )
}

/// Text without a byte order mark, and with plain line ends.
pub(super) fn plain(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

/// Bytes as Windows-1252, save for those that are UTF-8: two texts of different programs may stand in one file.
fn windows_1252_beside_utf8(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
    }
    text
}

/// A byte in Windows-1252, by the index of the WHATWG.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_endings_of_other_systems_are_fine() {
        assert_eq!(plain("\u{feff}a\r\nb\rc\n".into()), "a\nb\nc\n");
    }

    fn not(bytes: &[u8]) -> (Kind, String, String) {
        let not = utf8(bytes.to_vec()).expect_err("it is not UTF-8");
        let sign = not.text[not.span.clone()].to_owned();
        (not.kind, sign, not.text)
    }

    #[test]
    fn the_letter_that_is_meant_is_shown_at_its_place() {
        let (kind, sign, text) = not(b"a\r\nSi\xe9n \xa35 \xe2\x82\xac5\r\n");
        assert_eq!((kind, sign.as_str()), (Kind::Windows1252, "é"));
        assert_eq!(text, "a\nSién £5 €5\n");
        assert_eq!(not(b"\x93so\x94 \x80").2, "“so” €");
        assert_eq!(not(b"caf\xc3").0, Kind::CutOff);
    }

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        for bytes in [
            &b"\xff\xfet\0i\0\xe9\0"[..],
            b"\xfe\xff\0t\0i\0\xe9",
            b"t\0i\0t\0l\0e\0:\0 \0\xe9\0",
            b"\0t\0i\0t\0l\0e\0:\0 \0\xe9",
        ] {
            let (kind, sign, text) = not(bytes);
            assert_eq!((kind, sign.as_str()), (Kind::Utf16, ""), "{bytes:?}");
            assert!(text.ends_with('é'), "{text}");
        }
    }

    #[test]
    fn other_files_are_no_text() {
        for bytes in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0", b"a\0\0\0\xff"] {
            assert_eq!(not(bytes).0, Kind::NoText, "{bytes:?}");
        }
        assert_eq!(utf8(b"a\0b".to_vec()), Ok("a\0b".into()));
        assert_eq!(utf8("Siân\0".into()), Ok("Siân\0".into()));
    }
}
