//! Texts that are kept small until they are needed.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

use super::runs;

/// The HTML of a piece of Markdown and its plain text, which are kept for the length of a build and read
/// once or twice.
///
/// The HTML of all pages is by far the most that a build holds. LZ4 halves it and costs less
/// than a tenth of turning Markdown into HTML, so a site of ten thousand pages stays below
/// 100 MB. The words of the plain text all stand in the HTML, so that it is kept as the runs of the HTML that it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackedBody {
    html: Box<[u8]>,
    text: Box<[u8]>,
}

/// A text that is kept small until it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedText {
    bytes: Box<[u8]>,
    length: usize,
}

impl PackedText {
    /// Packs a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        PackedText {
            bytes: pack(text),
            length: text.len(),
        }
    }

    /// The text as it was.
    #[must_use]
    pub fn text(&self) -> String {
        unpack(&self.bytes)
    }

    /// How many bytes the text has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }
}

/// Shorter texts do not shrink.
const WORTH_IT: usize = 256;
/// The first byte says which of the two follows.
const PLAIN: u8 = 0;
const LZ4: u8 = 1;

impl PackedBody {
    /// Packs HTML and the plain text of the same.
    #[must_use]
    pub fn new(html: &str, text: &str) -> Self {
        PackedBody {
            html: pack(html),
            text: runs::give(text, html).into(),
        }
    }

    /// The HTML as it was.
    #[must_use]
    pub fn html(&self) -> String {
        unpack(&self.html)
    }

    /// The plain text as it was.
    #[must_use]
    pub fn text(&self) -> String {
        if self.text.is_empty() {
            return String::new();
        }
        runs::read(&self.text, &self.html())
    }
}

fn pack(text: &str) -> Box<[u8]> {
    if text.is_empty() {
        return Box::default();
    }
    if text.len() < WORTH_IT {
        return [&[PLAIN], text.as_bytes()].concat().into();
    }
    let packed = compress_prepend_size(text.as_bytes());
    [&[LZ4], &*packed].concat().into()
}

/// The text of bytes that [`pack`] made.
fn unpack(bytes: &[u8]) -> String {
    let bytes = match bytes.split_first() {
        None => Vec::new(),
        Some((&LZ4, packed)) => decompress_size_prepended(packed).expect("`pack` made it"),
        Some((_, plain)) => plain.to_vec(),
    };
    String::from_utf8(bytes).expect("`pack` was given text")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PackedBody, PackedText};

    #[test]
    fn every_text_comes_back_as_it_was() {
        let long = "Siân leads the team. ".repeat(500);
        let longer = "Ask the SEND team before the term begins; ".repeat(5000);
        let texts = ["", "a", "<p>é</p>", &long, &longer];
        for html in texts {
            let packed = PackedText::new(html);
            assert_eq!((&*packed.text(), packed.length()), (html, html.len()));
            for text in texts {
                let packed = PackedBody::new(html, text);
                assert_eq!((&*packed.html(), &*packed.text()), (html, text));
            }
        }
        assert!(PackedBody::new(&long, "").html.len() < long.len() / 10);
    }

    #[test]
    fn a_text_is_small_beside_its_html() {
        let words = (0..500).map(|number| format!("word{}", number * 7919 % 1000));
        let text = words.collect::<Vec<_>>().join(" ");
        let html = text.replace("word1", "<em>word1</em>");
        let packed = PackedBody::new(&html, &text);
        assert!(packed.text.len() < PackedBody::new(&text, "").html.len() / 2);
    }

    proptest! {
        #[test]
        fn any_texts_come_back(html in "[ab<>é ]{0,700}", text in "[ab<>é ]{0,700}") {
            let packed = PackedBody::new(&html, &text);
            prop_assert_eq!((packed.html(), packed.text()), (html, text));
        }
    }
}
