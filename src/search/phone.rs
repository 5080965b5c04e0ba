//! Telephone numbers in a text, however their digits are grouped: `01632 960147`, `(020) 7946 0000`,
//! `+44 (0)1632 960147`. Somebody who looks one up may type the digits in one, with or without the code of the country,
//! or leave out the code of the area. `numberOf` of `search-words.js` reads them so in queries.

/// How many digits a number has within its country, with the leading 0.
const SHORTEST: usize = 9;
const LONGEST: usize = 12;

/// Of countries in which nothing is dialled first, and the most groups of digits that people write there.
const SHORTEST_BARE: usize = 8;
const MOST_GROUPS: usize = 5;

/// Without the code of the area a number is typed where it is still as long as this.
const SHORTEST_LOCAL: usize = 7;

/// The most digits with the code of a country, `00` before it (ITU-T E.164 §6.2.1) and a 0 that is not dialled.
const LONGEST_ABROAD: usize = 18;

/// Codes of countries of one digit, for scripts.
const ONE_DIGIT: &str = "[17]";

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
    /// How many runs of signs it was read from, how many of them have a point, and whether the first has a bracket.
    runs: usize,
    points: usize,
    has_bracket: bool,
    /// Whether a sign ended it, such as a comma.
    is_closed: bool,
    /// Whether it is a part of more digits than a number has.
    is_cut: bool,
}

impl Phone {
    /// Whether nothing was read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether what is written next may belong to the number that was begun.
    fn takes(&self, written: &str) -> bool {
        let most = if self.digits.starts_with("00") {
            LONGEST_ABROAD
        } else {
            LONGEST
        };
        let is_over = self.is_closed && !self.digits.starts_with('0');
        self.is_empty()
            || !is_over
                && !written.contains('+')
                && self.digits.len() + digits_of(written).len() <= most
    }

    /// Takes what is written next; gives the number that ended before it, if one did.
    pub(super) fn push(&mut self, written: &str) -> Option<Phone> {
        let mut ended = None;
        if !self.takes(written) {
            let is_cut = !self.is_closed && !written.contains('+');
            let mut before = std::mem::take(self);
            before.is_cut |= is_cut;
            self.is_cut = is_cut;
            ended = Some(before);
        }
        let bare = written.trim_end_matches([',', ';', ':', '.']);
        self.runs += 1;
        self.is_closed = bare.len() < written.len();
        self.points += usize::from(bare.contains('.'));
        self.has_bracket |= self.digits.len() < 3 && written.starts_with('(');
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
        ended
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
            if !self.digits.starts_with('0') {
                return self.without_trunk();
            }
            let is_number = (SHORTEST..=LONGEST).contains(&self.digits.len());
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

    /// A number of a country in which no 0 is dialled first, `(212) 555-0100` or `22 12 34 56`, as if one were. Figures that
    /// stand side by side are none.
    fn without_trunk(&self) -> Option<(String, usize)> {
        let digits = self.digits.as_str();
        let starts = std::iter::once(0).chain(self.groups.iter().copied());
        let ends = self.groups.iter().copied().chain([digits.len()]);
        let groups: Vec<&str> = starts
            .zip(ends)
            .map(|(start, end)| &digits[start..end])
            .collect();
        let (first, last) = (groups.first()?, groups.last()?);
        let is_date = is_year(first) || (digits.len() == SHORTEST_BARE && is_year(last));
        let are_figures = self.is_cut || (self.points > 0 && self.runs > 1);
        if !(SHORTEST_BARE..=LONGEST).contains(&digits.len())
            || groups.len() > MOST_GROUPS
            || are_figures
            || is_date
        {
            return None;
        }
        // `1 212 555 0100`, as it is dialled from elsewhere in the country.
        let is_country = digits.len() > 10 && first.len() == country(digits.as_bytes());
        let begins = if is_country { first.len() } else { 0 };
        let own = &digits[begins..];
        let code = self.groups.iter().find(|group| **group > begins);
        let code = code.map_or(0, |group| group - begins);
        let is_area = self.has_bracket || own.len() - code >= SHORTEST_LOCAL;
        let code = if is_area && code > 0 { code + 1 } else { 0 };
        Some((format!("0{own}"), code))
    }
}

/// What digits may stand for that were typed without what is dialled first: within the country, or with its code.
pub(super) fn without_prefix(digits: &str) -> Option<[String; 2]> {
    let is_number = digits.len() >= SHORTEST_BARE && !digits.starts_with('0');
    let is_number = is_number && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| [format!("0{digits}"), dialled(&format!("+{digits}"))])
}

/// Whether digits are rather a year.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
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

/// All codes of one or two digits, for scripts: what an expression may find.
pub(super) fn countries() -> String {
    let two = TWO_DIGITS.iter().map(|(first, seconds)| {
        let seconds: String = seconds.iter().map(|byte| char::from(*byte)).collect();
        format!("|{}[{seconds}]", char::from(*first))
    });
    ONE_DIGIT.to_owned() + &two.collect::<String>()
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
        let mut terms = Vec::new();
        for group in groups.split(' ') {
            terms.extend(phone.push(group).into_iter().flat_map(Phone::terms));
        }
        terms.extend(phone.terms());
        terms
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

    #[test]
    fn a_number_without_a_0_is_one_as_if_it_had_it() {
        for written in [
            "(212) 555-0100",
            "212-555-0100",
            "212.555.0100",
            "1 212 555 0100",
            "+1 212 555 0100",
            "1-212-555-0100,",
        ] {
            assert_eq!(terms(written), ["02125550100", "5550100"], "{written}");
        }
        assert_eq!(terms("22 12 34 56"), ["022123456"]);
        assert_eq!(terms("138 1234 5678"), ["013812345678", "12345678"]);
        assert_eq!(terms("2345 6789, 2345 6790"), ["023456789", "023456790"]);
        for none in [
            "2026 2027 2028",
            "18 06 2026",
            "12 14 13 15 12 19 20",
            "12.50 13.75",
            "2026-27 2027-28",
            "1 2 3 4 5 6 7 8",
        ] {
            assert!(terms(none).is_empty(), "{none}: {:?}", terms(none));
        }
    }

    #[test]
    fn the_codes_for_scripts_are_those_of_the_table() {
        let listed =
            regex::Regex::new(&format!("^(?:{})", countries())).expect("it is well formed");
        for digits in 0..1000_u32 {
            let digits = format!("{digits:03}");
            let length = listed.find(&digits).map_or(3, |code| code.len());
            assert_eq!(country(digits.as_bytes()), length, "{digits}");
        }
    }

    #[test]
    fn digits_that_lack_what_is_dialled_first_may_be_two_numbers() {
        let both = |digits| without_prefix(digits).map_or(Vec::new(), Vec::from);
        assert_eq!(both("1632960001"), ["01632960001", "0632960001"]);
        assert_eq!(both("441632960001"), ["0441632960001", "01632960001"]);
        assert_eq!(both("01632960001"), [""; 0]);
        assert_eq!(both("5550100"), [""; 0]);
    }
}
