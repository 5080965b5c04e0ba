//! Telephone numbers as they are written, and what a telephone dials for them.
//!
//! Rules of our own, and few: what is dialled follows from what is written, and only numbers of the United Kingdom are
//! judged. A library that knows every country's plan would weigh more than all the rest, and be out of date sooner.

/// So many digits a number has (ITU-T E.164 §6.2.1 allows 15); short ones are those of services, such as 999.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=15;

/// What may stand before an extension, in small letters; the Welsh words too.
const EXTENSION: [&str; 11] = [
    ";ext=",
    "extension",
    "estyniad",
    "extn.",
    "extn",
    "ext.",
    "ext",
    "est.",
    "est",
    "x",
    "#",
];

/// Dialled before a number to have the call relayed: by somebody who types (18001) or who reads what is typed (18002).
const RELAY: [&str; 2] = ["18001", "18002"];

/// Countries whose numbers keep their first zero after the country code: Italy, San Marino, Côte d'Ivoire, Gabon, Congo.
const KEEP_ZERO: [&str; 5] = ["39", "378", "225", "241", "242"];

/// Areas of the United Kingdom in which some numbers have nine digits after the 0 (Ofcom, numbers for "mixed areas").
const SHORT_AREAS: [&str; 40] = [
    "1204", "1208", "1254", "1276", "1297", "1298", "1363", "1364", "1384", "1386", "1404", "1420",
    "1460", "1461", "1480", "1488", "1524", "1527", "1562", "1566", "1606", "1629", "1635", "1647",
    "1659", "1695", "1726", "1744", "1750", "1827", "1837", "1884", "1900", "1905", "1935", "1946",
    "1949", "1963", "1995", "1697",
];

/// A telephone number that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Whether it has a country code.
    international: bool,
    /// The digits to dial, after `+` for an international number.
    digits: String,
    relay: Option<&'static str>,
    extension: Option<String>,
    /// Whether a zero stands after +44 that is not dialled, without brackets that say so.
    bare_zero: bool,
}

/// What is wrong with a number of the United Kingdom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The zero after +44 is not dialled from abroad.
    BareZero,
    /// It lacks so many digits.
    TooFew(usize),
    /// It has so many digits too many.
    TooMany(usize),
}

/// Reads a number; `None` for what is none. Digits may be grouped by spaces, hyphens, dots and round brackets; an extension
/// may follow (`ext. 12`, `x12`), and a text relay may come first (`18001`).
#[must_use]
pub fn read(written: &str) -> Option<Number> {
    let (head, extension) = without_extension(written.trim());
    let (head, relay) = without_relay(head.trim());
    let head = head.trim();
    let fine = |c: char| c.is_ascii_digit() || " ()-.".contains(c);
    let (plus, rest) = match head.trim_start_matches('(').strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, head),
    };
    if !rest.chars().all(fine) || head.matches('(').count() != head.matches(')').count() {
        return None;
    }
    let mut digits = digits_of(rest);
    // `0044` is +44 wherever a European dials it.
    let international = plus || digits.starts_with("0044");
    let mut bare_zero = false;
    if international || digits.starts_with("00") {
        let dialled = if plus { 0 } else { 2 };
        if let Some((before, trunk)) = first_group(rest)
            && let Some(code) = before.get(dialled..)
        {
            let end = before.len() + trunk_of(code, &trunk);
            digits.replace_range(before.len()..end, "");
        }
        if international && !plus {
            digits.drain(..2);
        }
        if international && digits.starts_with("440") {
            digits.remove(2);
            bare_zero = true;
        }
    }
    LENGTH.contains(&digits.len()).then_some(Number {
        international,
        digits,
        relay,
        extension,
        bare_zero,
    })
}

/// The `tel:` link of a number as it is written (RFC 3966). What is no number is left with its digits.
#[must_use]
pub fn href(written: &str) -> String {
    match read(written) {
        Some(number) => format!("tel:{}", number.dialled()),
        None => format!("tel:{}", plain_digits(written)),
    }
}

/// All digits and signs `+` of a text.
#[must_use]
pub fn plain_digits(written: &str) -> String {
    let kept = |c: &char| c.is_ascii_digit() || *c == '+';
    written.chars().filter(kept).collect()
}

impl Number {
    /// What a telephone dials: digits, after `+` for an international number, with `;ext=` for an extension.
    #[must_use]
    pub fn dialled(&self) -> String {
        let digits = self.digits.as_str();
        // The relay is one of the United Kingdom, and takes numbers as they are dialled there.
        let (sign, rest) = match (self.relay, self.international, digits.strip_prefix("44")) {
            (None, true, _) => ("+", digits),
            (Some(_), true, Some(own)) => ("0", own),
            (Some(_), true, None) => ("00", digits),
            (_, false, _) => ("", digits),
        };
        let mut out = format!("{}{sign}{rest}", self.relay.unwrap_or_default());
        if let Some(extension) = &self.extension {
            out.push_str(";ext=");
            out.push_str(extension);
        }
        out
    }

    /// What is wrong with it, if it is a number of the United Kingdom: one with +44, or one without a country code where
    /// `british` says that those are.
    #[must_use]
    pub fn fault(&self, british: bool) -> Option<Fault> {
        if self.bare_zero {
            return Some(Fault::BareZero);
        }
        let own = if self.international {
            self.digits.strip_prefix("44")?
        } else {
            let own = self.digits.strip_prefix('0')?;
            (british && !own.starts_with('0')).then_some(own)?
        };
        let (least, most) = lengths(own)?;
        match own.len() {
            has if has < least => Some(Fault::TooFew(least - has)),
            has if has > most => Some(Fault::TooMany(has - most)),
            _ => None,
        }
    }

    /// Whether somebody who dials one reaches the other: a number may lack its country code or area code.
    #[must_use]
    pub(super) fn same_as(&self, other: &Number) -> bool {
        let bare = |number: &Number| number.digits.trim_start_matches('0').to_owned();
        let (a, b) = (bare(self), bare(other));
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        short == long || (short.len() >= 5 && long.ends_with(&short))
    }
}

/// How many digits a number of the United Kingdom has after its 0 or +44, at least and at most (Ofcom, National Telephone
/// Numbering Plan). Nothing is said of ranges that are not in use.
fn lengths(own: &str) -> Option<(usize, usize)> {
    let area = |codes: &[&str]| codes.iter().any(|code| own.starts_with(code));
    match own.as_bytes().first()? {
        // Childline, and what was NHS Direct.
        _ if own == "8001111" || own == "8454647" => Some((7, 7)),
        b'8' | b'5' if area(&["800", "500"]) => Some((9, 10)),
        b'1' if area(&SHORT_AREAS) => Some((9, 10)),
        b'1'..=b'3' | b'5' | b'7'..=b'9' => Some((10, 10)),
        _ => None,
    }
}

/// The digits of a text.
fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The digits before the first round brackets that follow some, and those within.
fn first_group(text: &str) -> Option<(String, String)> {
    let starts = text.match_indices('(').map(|(at, _)| at);
    starts
        .map(|at| (digits_of(&text[..at]), &text[at..]))
        .find(|(before, _)| !before.is_empty())
        .and_then(|(before, rest)| Some((before, digits_of(rest.split_once(')')?.0))))
}

/// How many of the digits in brackets after a country code are dialled within the country only: `+44 (0)1632`,
/// `+49 (030)`, `+36 (06)`, `+7 (8)`.
fn trunk_of(code: &str, digits: &str) -> usize {
    match code {
        "7" | "370" | "375" if matches!(digits, "8" | "80") => digits.len(),
        "36" if digits.starts_with("06") => 2,
        _ if code.len() > 3 || KEEP_ZERO.contains(&code) => 0,
        _ => usize::from(digits.starts_with('0')),
    }
}

/// A number and its extension.
fn without_extension(written: &str) -> (&str, Option<String>) {
    let small = written.to_ascii_lowercase();
    for mark in EXTENSION {
        if let Some(at) = small.rfind(mark) {
            let digits = small[at + mark.len()..].trim();
            let fine = (1..=7).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && small[..at].contains(|c: char| c.is_ascii_digit());
            if fine {
                let head = written[..at].trim_end_matches([' ', ',']);
                return (head, Some(digits.to_owned()));
            }
        }
    }
    (written, None)
}

/// A number, and the relay that is dialled before it.
fn without_relay(written: &str) -> (&str, Option<&'static str>) {
    for relay in RELAY {
        if let Some(rest) = written.strip_prefix(relay) {
            let parted = rest.trim_start_matches([' ', '-']);
            if parted.starts_with(['0', '+', '(']) && digits_of(parted).len() >= 9 {
                return (parted, Some(relay));
            }
        }
    }
    (written, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_dials_the_right_number() {
        for (written, dialled) in [
            ("01632 960100", "01632960100"),
            ("(01632) 960232", "01632960232"),
            ("+44 (0)1632 960147", "+441632960147"),
            ("+44(0)1632-960147", "+441632960147"),
            ("(+44) (0)1632 960147", "+441632960147"),
            ("+44 1632 960147", "+441632960147"),
            ("0044 (0)1632 960231", "+441632960231"),
            ("0044 1632 960231", "+441632960231"),
            ("+44 01632 960234", "+441632960234"),
            ("+44 (01632) 960234", "+441632960234"),
            ("+39 06 1234 5678", "+390612345678"),
            ("+39 (0)6 1234 5678", "+390612345678"),
            ("+353 (0)1 234 5678", "+35312345678"),
            ("00353 (0)1 234 5678", "0035312345678"),
            ("+49 (0)30 123456", "+4930123456"),
            ("+49 (030) 123456", "+4930123456"),
            ("+36 (06 1) 123 4567", "+3611234567"),
            ("+36 (20) 123 4567", "+36201234567"),
            ("+1 555 (012) 3456", "+15550123456"),
            ("+7 (8) 495 123 4567", "+74951234567"),
            ("+7 (495) 123 4567", "+74951234567"),
            ("+64 9 309 0909", "+6493090909"),
            ("09 309 0909", "093090909"),
            ("0011 44 20 7946 0000", "001144207946 0000"),
            ("999", "999"),
            ("116 123", "116123"),
            ("01632 960100 ext. 123", "01632960100;ext=123"),
            ("01632 960100 x123", "01632960100;ext=123"),
            ("+44 (0)1632 960100, extension 12", "+441632960100;ext=12"),
            ("01632 960100 est. 7", "01632960100;ext=7"),
            ("18001 01632 960100", "1800101632960100"),
            ("18001 +44 (0)1632 960100", "1800101632960100"),
            ("18001 +353 1 234 5678", "180010035312345678"),
            ("1800 123 456", "1800123456"),
        ] {
            let dialled = dialled.replace(' ', "");
            assert_eq!(href(written), format!("tel:{dialled}"), "{written}");
        }
        for none in [
            "",
            "12",
            "01632+960100",
            "(01632 960100",
            "01632 960100 x1a",
            "ask for Jo",
            "1234567890123456",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn only_numbers_of_the_united_kingdom_are_judged() {
        let fault = |written, british| read(written).expect("a number").fault(british);
        for right in [
            "01632 960100",
            "020 7946 0000",
            "07700 900123",
            "0800 1111",
            "0800 123456",
            "0300 123 4567",
            "0845 46 47",
            "01204 62345",
            "016977 2345",
            "+44 1632 960100",
            "+44 (0)20 7946 0000",
            "999",
            "101",
            "111",
            "105",
            "116 123",
            "118 500",
            "960100",
            "+64 9 309 0909",
            "+353 1 234 5678",
            "+1 (555) 010 0100",
            "00353 1 234 5678",
            "18001 01632 960100",
            "18001 01632",
        ] {
            assert_eq!(fault(right, true), None, "{right}");
        }
        assert_eq!(fault("01632 96010", true), Some(Fault::TooFew(1)));
        assert_eq!(fault("01632 9601", true), Some(Fault::TooFew(2)));
        assert_eq!(fault("0845 123456", true), Some(Fault::TooFew(1)));
        assert_eq!(fault("01632 9601001", true), Some(Fault::TooMany(1)));
        assert_eq!(fault("01632 96010012", true), Some(Fault::TooMany(2)));
        assert_eq!(fault("+44 1632 96010", false), Some(Fault::TooFew(1)));
        assert_eq!(fault("18001 01632 96010", true), Some(Fault::TooFew(1)));
        assert_eq!(fault("+44 01632 960234", false), Some(Fault::BareZero));
        for elsewhere in ["09 309 0909", "0800 12345", "01 234 5678", "030 123456"] {
            assert_eq!(fault(elsewhere, false), None, "{elsewhere}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_a_link_holds_what_can_be_dialled(written in "[0-9+() .x;=ext-]{0,24}|\\PC{0,24}") {
            let link = href(&written);
            let dialled = link.strip_prefix("tel:").expect("a link");
            let (number, extension) = dialled.split_once(";ext=").unwrap_or((dialled, "0"));
            prop_assert!(number.chars().all(|c| c.is_ascii_digit() || c == '+'));
            prop_assert!(extension.chars().all(|c| c.is_ascii_digit()));
        }

        #[test]
        fn digits_without_a_country_code_are_dialled_as_they_are(number in "0[1-9][0-9]{7,9}") {
            prop_assert_eq!(href(&number), format!("tel:{number}"));
        }
    }
}
