//! Text that is kept small until it is needed.

/// Text that is kept for the length of a build and read once.
///
/// The HTML of all pages is by far the most that a build holds. LZ4 halves it and costs less
/// than a tenth of turning Markdown into HTML, so a site of ten thousand pages stays below
/// 100 MB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed(Box<[u8]>);

/// Shorter texts do not shrink.
const WORTH_IT: usize = 256;
/// The first byte says which of the two follows.
const PLAIN: u8 = 0;
const LZ4: u8 = 1;

impl Packed {
    /// Packs a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.is_empty() {
            return Packed::default();
        }
        if text.len() < WORTH_IT {
            let mut bytes = Vec::with_capacity(text.len() + 1);
            bytes.push(PLAIN);
            bytes.extend_from_slice(text.as_bytes());
            return Packed(bytes.into());
        }
        let mut bytes = vec![LZ4];
        bytes.extend(lz4_flex::compress_prepend_size(text.as_bytes()));
        Packed(bytes.into())
    }

    /// The text as it was.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes = match self.0.split_first() {
            None => Vec::new(),
            Some((&LZ4, packed)) => {
                lz4_flex::decompress_size_prepended(packed).expect("`new` packed it")
            }
            Some((_, plain)) => plain.to_vec(),
        };
        String::from_utf8(bytes).expect("`new` was given text")
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;

    #[test]
    fn every_text_comes_back_as_it_was() {
        let long = "Siân leads the team. ".repeat(500);
        for text in ["", "a", "<p>é</p>", &long] {
            assert_eq!(Packed::new(text).text(), text);
        }
        assert!(Packed::new(&long).0.len() < long.len() / 10);
    }
}
