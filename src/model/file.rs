//! A file of the output as a value, whoever takes it: a folder, a browser that asks, a test.

use std::borrow::Cow;

use super::{Asset, PackedText};

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// What it is, for those who serve it.
    pub media: Media,
    /// What it is made of.
    pub content: Content<'a>,
}

/// What a file is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// These bytes, made for it.
    Bytes(Vec<u8>),
    /// These bytes, which are kept anyway.
    Held(&'a [u8]),
    /// These texts, one after the other.
    Pieces(Vec<Cow<'a, str>>),
    /// The same, each kept small until it is written: a document of a thousand pages is one of these.
    Packed(Vec<PackedText>),
    /// A copy of this file.
    Copy(&'a Asset),
}

impl Content<'_> {
    /// The bytes that it holds as one; none where it is made of pieces or copied.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Content::Bytes(bytes) => bytes,
            Content::Held(bytes) => bytes,
            Content::Pieces(_) | Content::Packed(_) | Content::Copy(_) => &[],
        }
    }

    /// All the bytes that were made for it; `None` for a copy.
    #[must_use]
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        Some(match self {
            Content::Bytes(bytes) => bytes,
            Content::Held(bytes) => bytes.to_vec(),
            Content::Pieces(pieces) => pieces.concat().into_bytes(),
            Content::Packed(texts) => {
                let texts = texts.iter().map(PackedText::text);
                texts.collect::<String>().into_bytes()
            }
            Content::Copy(_) => return None,
        })
    }
}

/// The media type of a file (RFC 6838), as far as the program makes or knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A page.
    Html,
    /// A calendar feed (RFC 5545).
    Calendar,
    /// Data for programs.
    Json,
    /// A site map.
    Xml,
    /// Plain text.
    Text,
    /// A style sheet.
    Css,
    /// A script.
    JavaScript,
    /// A drawing.
    Svg,
    /// A picture.
    Png,
    /// A picture.
    Jpeg,
    /// A picture.
    Webp,
    /// A document.
    Pdf,
    /// A table.
    Csv,
    /// Anything else.
    Bytes,
}

impl Media {
    /// What a path ends in says.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" => Media::Html,
            "ics" => Media::Calendar,
            "json" => Media::Json,
            "xml" => Media::Xml,
            "txt" => Media::Text,
            "css" => Media::Css,
            "js" | "mjs" => Media::JavaScript,
            "svg" => Media::Svg,
            "png" => Media::Png,
            "jpg" | "jpeg" => Media::Jpeg,
            "webp" => Media::Webp,
            "pdf" => Media::Pdf,
            "csv" => Media::Csv,
            _ => Media::Bytes,
        }
    }

    /// The value of `Content-Type` (RFC 9110 §8.3).
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Media::Html => "text/html; charset=utf-8",
            Media::Calendar => "text/calendar; charset=utf-8",
            Media::Json => "application/json",
            Media::Xml => "application/xml",
            Media::Text => "text/plain; charset=utf-8",
            Media::Css => "text/css; charset=utf-8",
            Media::JavaScript => "text/javascript; charset=utf-8",
            Media::Svg => "image/svg+xml",
            Media::Png => "image/png",
            Media::Jpeg => "image/jpeg",
            Media::Webp => "image/webp",
            Media::Pdf => "application/pdf",
            Media::Csv => "text/csv; charset=utf-8",
            Media::Bytes => "application/octet-stream",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_shows_in_its_ending() {
        assert_eq!(
            Media::of("a/index.html").content_type(),
            "text/html; charset=utf-8"
        );
        assert_eq!(Media::of("calendars/all.ics"), Media::Calendar);
        assert_eq!(Media::of("Map.PNG"), Media::Png);
        assert_eq!(Media::of("search/terms/0.bin"), Media::Bytes);
        assert_eq!(Media::of("LICENCE"), Media::Bytes);
    }
}
