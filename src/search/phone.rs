//! Telephone numbers in a text, however their digits are grouped: `01632 960147`, `(020) 7946 0000`,
//! `+44 (0)1632 960147`. Somebody who looks one up may type the digits in one, with or without the code of the country,
//! or leave out the code of the area. `numberOf` of `search-words.js` reads them so in queries.

/// How many digits a number has within its country, with the leading 0.
const SHORTEST: usize = 9;
const LONGEST: usize = 12;

/// The most digits with the code of a country, `00` before it (ITU-T E.164 §6.2.1) and a 0 that is not dialled.
const LONGEST_ABROAD: usize = 18;

/// Codes of countries that have two digits begin so (ITU-T E.164); 1 and 7 are by themselves, and all others have three.
const TWO_DIGITS: [(u8, &[u8]); 7] = [
    (b'2', b"07"),
    (b'3', b"0123469"),
    (b'4', b"013456789"),
    (b'5', b"12345678"),
    (b'6', b"0123456"),
    (b'8', b"1246"),
    (b'9', b"0123458"),
];

/// The digits of a number as they are read.
#[derive(Debug, Default)]
pub(super) struct Phone {
    /// All of them, `+` as `00`.
    digits: String,
    /// Where each group after the first begins.
    groups: Vec<usize>,
}

impl Phone {
    /// Whether nothing was read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether what is written next may belong to the number that was begun.
    pub(super) fn takes(&self, written: &str) -> bool {
        let most = if self.digits.starts_with("00") {
            LONGEST_ABROAD
        } else {
            LONGEST
        };
        self.is_empty()
            || !written.contains('+') && self.digits.len() + digits_of(written).len() <= most
    }

    /// Takes what is written next.
    pub(super) fn push(&mut self, written: &str) {
        for group in written.split(|c: char| !c.is_ascii_digit() && c != '+') {
            let digits = digits_of(group);
            if digits.is_empty() {
                continue;
            }
            if !self.digits.is_empty() {
                self.groups.push(self.digits.len());
            }
            self.digits.push_str(&digits);
        }
    }

    /// The number as it is dialled within its country, and without the code of its area; nothing when the digits are no
    /// number.
    pub(super) fn terms(self) -> impl Iterator<Item = String> {
        let number = self.national();
        let local = number.as_ref().and_then(|(number, code)| {
            let is_code = *code > 0 && *code < number.len();
            is_code.then(|| number[*code..].to_owned())
        });
        number.map(|(number, _)| number).into_iter().chain(local)
    }

    /// The number with its leading 0, and how many digits of it are the code of the area, if that can be told.
    fn national(&self) -> Option<(String, usize)> {
        let Some(rest) = self.digits.strip_prefix("00") else {
            let is_number =
                self.digits.starts_with('0') && (SHORTEST..=LONGEST).contains(&self.digits.len());
            let code = match (self.groups.first(), self.digits.as_bytes()) {
                (Some(first), _) => *first,
                (None, [b'0', b'1', ..]) => 5,
                (None, [b'0', b'2', ..]) => 3,
                (None, _) => 0,
            };
            return is_number.then(|| (self.digits.clone(), code));
        };
        let country = country(rest.as_bytes());
        let own = rest.get(country..)?.trim_start_matches('0');
        let is_number = (SHORTEST - 1..LONGEST).contains(&own.len());
        // Of what follows the code of the country, the first group is that of the area.
        let begins = self.digits.len() - own.len();
        let code = self.groups.iter().find(|group| **group > begins);
        let code = code.map_or(0, |group| group - begins + 1);
        is_number.then(|| (format!("0{own}"), code))
    }
}

/// A number as somebody typed it, perhaps not all of it, as it is dialled within its country.
pub(super) fn dialled(written: &str) -> String {
    let digits = digits_of(written);
    match digits.strip_prefix("00") {
        Some(rest) if rest.len() > country(rest.as_bytes()) => {
            format!(
                "0{}",
                rest[country(rest.as_bytes())..].trim_start_matches('0')
            )
        }
        _ => digits,
    }
}

/// How many digits the code of a country has, with which some digits begin.
fn country(digits: &[u8]) -> usize {
    match digits {
        [b'1' | b'7', ..] => 1,
        [first, second, ..]
            if TWO_DIGITS
                .iter()
                .any(|(one, two)| one == first && two.contains(second)) =>
        {
            2
        }
        _ => 3,
    }
}

/// The digits of a group, a sign `+` as 00.
fn digits_of(written: &str) -> String {
    let kept = |c: &char| c.is_ascii_digit() || *c == '+';
    let digits: String = written.chars().filter(kept).collect();
    digits.replace('+', "00")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(groups: &str) -> Vec<String> {
        let mut phone = Phone::default();
        for group in groups.split(' ') {
            assert!(phone.takes(group), "{groups}");
            phone.push(group);
        }
        phone.terms().collect()
    }

    #[test]
    fn a_number_is_found_in_one_and_without_its_code() {
        for written in [
            "01908 253414",
            "(01908) 253414.",
            "01908253414",
            "01908-253414",
        ] {
            assert_eq!(terms(written), ["01908253414", "253414"], "{written}");
        }
        for written in [
            "+44 1908 253414",
            "0044 1908 253414",
            "+44 (0)1908 253414",
            "+44(0)1908 253414",
        ] {
            assert_eq!(terms(written), ["01908253414", "253414"], "{written}");
        }
        assert_eq!(terms("+441908253414"), ["01908253414"]);
        assert_eq!(terms("020 7946 0000"), ["02079460000", "79460000"]);
        assert_eq!(terms("02079460000"), ["02079460000", "79460000"]);
        assert_eq!(terms("07700900123"), ["07700900123"]);
        assert_eq!(terms("+64 9 555 0123"), ["095550123", "5550123"]);
        assert_eq!(terms("+353 1 234 5678"), ["012345678", "2345678"]);
        for none in ["2025 2026", "0123", "+44", "00"] {
            assert!(terms(none).is_empty(), "{none}");
        }
    }
}
