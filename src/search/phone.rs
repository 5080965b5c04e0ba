//! Telephone numbers in a text, however their digits are grouped: `01908 253414`, `(020) 7946 0000`,
//! `+44 1908 253414`. Somebody who looks one up may type the digits in one, or leave out the code.

/// The most digits that a British number has, with its leading 0.
const LONGEST: usize = 11;
const SHORTEST: usize = 10;

/// The digits of a number as they are read.
#[derive(Debug, Default)]
pub(super) struct Phone {
    digits: String,
    /// How many digits the first group had: the area code, where the number is grouped.
    first: usize,
}

impl Phone {
    /// Whether nothing was read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether these digits may belong to the number that was begun.
    pub(super) fn takes(&self, digits: &str) -> bool {
        self.digits.len() + digits.len() <= LONGEST
    }

    /// Takes the next group of digits.
    pub(super) fn push(&mut self, digits: &str) {
        // `+44` was read as a 0; `(0)1908` after it has its own.
        if self.digits == "0" {
            self.digits.push_str(digits.trim_start_matches('0'));
            self.first = self.digits.len();
            return;
        }
        self.digits.push_str(digits);
        if self.first == 0 {
            self.first = self.digits.len();
        }
    }

    /// The number in one, and without its area code; nothing when the digits are no number.
    pub(super) fn terms(self) -> impl Iterator<Item = String> {
        let whole =
            self.digits.starts_with('0') && (SHORTEST..=LONGEST).contains(&self.digits.len());
        let grouped = self.first < self.digits.len();
        let code = match self.digits.as_bytes() {
            _ if grouped => self.first,
            [b'0', b'1', ..] => 5,
            [b'0', b'2', ..] => 3,
            _ => 0,
        };
        let local = (whole && code > 0).then(|| self.digits[code..].to_owned());
        whole.then_some(self.digits).into_iter().chain(local)
    }
}

/// The digits of a written word that may be part of a number, the country code 44 as 0.
pub(super) fn digits_of(written: &str) -> Option<String> {
    let bare = written.trim_end_matches(['.', ',', ';', ':']);
    let (country, rest) = match bare.trim_start_matches('(').strip_prefix("+44") {
        Some(rest) => (true, rest),
        None => (false, bare),
    };
    let mut digits = String::from(if country { "0" } else { "" });
    for c in rest.chars() {
        match c {
            '0' if country && digits == "0" => {}
            '0'..='9' => digits.push(c),
            '(' | ')' => {}
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(groups: &str) -> Vec<String> {
        let mut phone = Phone::default();
        for group in groups.split(' ') {
            let digits = digits_of(group).expect("digits");
            assert!(phone.takes(&digits), "{groups}");
            phone.push(&digits);
        }
        phone.terms().collect()
    }

    #[test]
    fn a_number_is_found_in_one_and_without_its_code() {
        for written in [
            "01908 253414",
            "(01908) 253414.",
            "01908253414",
            "+44 1908 253414",
            "+44 (0)1908 253414",
            "+44(0)1908 253414",
        ] {
            assert_eq!(terms(written), ["01908253414", "253414"], "{written}");
        }
        assert_eq!(terms("020 7946 0000"), ["02079460000", "79460000"]);
        assert_eq!(terms("02079460000"), ["02079460000", "79460000"]);
        assert_eq!(terms("07700900123"), ["07700900123"]);
        assert!(terms("2025 2026").is_empty());
        assert!(terms("0123").is_empty());
    }

    #[test]
    fn other_words_are_no_digits() {
        for written in ["10am", "2025/26", "Year", "(", "+", "4.5"] {
            assert_eq!(digits_of(written), None, "{written}");
        }
    }
}
