//! Numbers as a language writes them.

use super::locale::Locale;
use super::text::fill;

impl Locale {
    /// `2,528`, with so many decimal places.
    pub(crate) fn number(&self, value: f64, places: u8) -> String {
        let plain = format!("{:.*}", usize::from(places), value.abs());
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::from(if value < 0.0 { "−" } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push_str(self.word("number_group"));
            }
            out.push(digit);
        }
        if !rest.is_empty() {
            out.push_str(self.word("number_decimal"));
            out.push_str(rest);
        }
        out
    }

    /// `97%`: a share of a hundred.
    pub(crate) fn percent(&self, value: f64, places: u8) -> String {
        fill(self.word("percent"), &[("n", &self.number(value, places))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_keep_their_places() {
        let number = |value, places| Locale::english().number(value, places);
        assert_eq!(number(2528.0, 0), "2,528");
        assert_eq!(number(1_234_567.5, 1), "1,234,567.5");
        assert_eq!(number(97.0, 0), "97");
        assert_eq!(number(-3.25, 2), "−3.25");
        assert_eq!(Locale::english().percent(97.0, 1), "97.0%");
    }
}
