//! How often a term stands in a text, and in which section first, as one number.
//!
//! A word that stands there once to three times costs no byte more than its count alone would. `search-query.js` takes the
//! numbers apart as it is done here.

use super::document::MOST_HEADINGS;

/// How many numbers a section may have: those of headings, and 0 for none.
const SECTIONS: u32 = 41;
const _: () = assert!(SECTIONS as usize == MOST_HEADINGS + 1);

/// A count, which is at least one, and a section as one number.
pub(super) fn of(count: u32, section: u32) -> u32 {
    debug_assert!(count > 0 && section < SECTIONS);
    (count - 1)
        .checked_mul(SECTIONS)
        .and_then(|number| number.checked_add(section))
        .expect("no text has a hundred million words")
}

/// The count and the section of such a number.
pub(super) fn parts(number: u32) -> (u32, u32) {
    (number / SECTIONS + 1, number % SECTIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_sections_come_back_and_few_words_take_one_byte() {
        for count in [1, 2, 3, 4, 100, 1_000_000] {
            for section in 0..SECTIONS {
                let number = of(count, section);
                assert_eq!(parts(number), (count, section));
                assert!(count > 3 || number < 0x80, "{count} {section}");
            }
        }
        assert_eq!(parts(0), (1, 0));
    }
}
