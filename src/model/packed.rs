//! Texts that are kept small until they are needed.

use std::sync::{Mutex, OnceLock};

use fsst::Compressor;
use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

use super::runs;

/// The HTML of a piece of Markdown and its plain text, which are kept for the length of a build and read
/// once or twice.
///
/// The HTML of all pages is by far the most that a build holds. FSST (Boncz, Neumann, Leis: Fast Static Symbol Tables, 2020)
/// halves it at the speed of LZ4, which shrinks a page of few repetitions by a quarter only: what pages have in common are
/// words and tags, and a table of these is shared. The words of the plain text all stand in the HTML, so that it is kept as the
/// runs of the HTML that it is.
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
            bytes: pack_repeated(text),
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
/// The first byte says which of them follows.
const PLAIN: u8 = 0;
const LZ4: u8 = 1;
const FSST: u8 = 2;

/// So many bytes of the first pages show which words and tags a site has.
const ENOUGH_TO_LEARN: usize = 64 * 1024;

/// The first pages, until there is enough to learn from.
static FIRST: Mutex<String> = Mutex::new(String::new());

/// The words and tags that pages share. They decide how small a text becomes, and nothing else.
static SHARED: OnceLock<Compressor> = OnceLock::new();

fn shared(text: &str) -> Option<&'static Compressor> {
    SHARED.get().or_else(|| {
        let mut first = FIRST.lock().ok()?;
        first.push_str(text);
        let is_enough = first.len() >= ENOUGH_TO_LEARN;
        is_enough.then(|| SHARED.get_or_init(|| learnt(&std::mem::take(&mut *first))))
    })
}

fn learnt(text: &str) -> Compressor {
    Compressor::train(&text.split_inclusive('\n').map(str::as_bytes).collect())
}

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

/// Packs a text of which other texts have the words and tags too.
fn pack(text: &str) -> Box<[u8]> {
    let shared = shared(text).filter(|_| text.len() >= WORTH_IT);
    let packed = shared.and_then(|shared| with_words(shared, text));
    packed.unwrap_or_else(|| pack_repeated(text))
}

/// Nothing where a text is in other words or another script, or says the same again and again.
fn with_words(shared: &Compressor, text: &str) -> Option<Box<[u8]>> {
    let packed = shared.compress(text.as_bytes());
    (packed.len() < text.len() / 8 * 5).then(|| [&[FSST], &*packed].concat().into())
}

/// Packs a text that repeats itself.
fn pack_repeated(text: &str) -> Box<[u8]> {
    if text.is_empty() {
        return Box::default();
    }
    if text.len() < WORTH_IT {
        return [&[PLAIN], text.as_bytes()].concat().into();
    }
    let packed = compress_prepend_size(text.as_bytes());
    [&[LZ4], &*packed].concat().into()
}

/// The text of bytes that [`pack`] or [`pack_repeated`] made.
fn unpack(bytes: &[u8]) -> String {
    let bytes = match bytes.split_first() {
        None => Vec::new(),
        Some((&FSST, packed)) => {
            let shared = SHARED.get().expect("it was packed with them");
            shared.decompressor().decompress(packed)
        }
        Some((&LZ4, packed)) => decompress_size_prepended(packed).expect("`pack` made it"),
        Some((_, plain)) => plain.to_vec(),
    };
    String::from_utf8(bytes).expect("`pack` was given text")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PackedBody, PackedText, learnt, with_words};

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
        assert!(PackedText::new(&long).bytes.len() < long.len() / 10);
    }

    #[test]
    fn a_page_is_packed_with_the_words_of_others() {
        let page = |seed: usize| -> String {
            let words = [
                "ward",
                "handover",
                "sluice",
                "<em>charge nurse</em>",
                "trolley",
            ];
            (0..900).fold(String::new(), |text, n| {
                text + words[(n * seed + n * n) % 5] + if n % 9 == 0 { "\n" } else { " " }
            })
        };
        let shared = learnt(&page(3));
        let next = &page(7)[..400];
        let packed = with_words(&shared, next).expect("it has the same words");
        assert!(packed.len() < next.len() / 8 * 5);
        assert_eq!(
            shared.decompressor().decompress(&packed[1..]),
            next.as_bytes()
        );
        assert_eq!(with_words(&shared, "מי אתם ולמי פונים כשילד בסכנה"), None);
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
        fn any_texts_come_back(html in "[ab<>é ]{0,700}|\\PC{0,9000}", text in "[ab<>é ]{0,700}|\\PC{0,300}") {
            let packed = PackedBody::new(&html, &text);
            prop_assert_eq!((packed.html(), packed.text()), (html, text));
        }
    }
}
