//! Numbers as people and spreadsheets write them.

/// How the file that a number stands in writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// `1,234.5`: in YAML, and where commas part the cells.
    Point,
    /// `1.234,5` is likely: a spreadsheet that parts cells by other signs does so to keep commas for decimals.
    Comma,
}

/// What keeps a text from being a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// It is none in any form.
    Word,
    /// It is one, written with a decimal comma or points between thousands: the number as we write it.
    OtherMarks(String),
    /// The sign in it may stand between thousands or before decimals: both readings.
    Doubtful([String; 2]),
}

/// A number and how many decimal places it is written with. Groups of thousands may be parted by commas or spaces.
pub(crate) fn number(text: &str, marks: Marks) -> Result<(f64, u8), NoNumber> {
    let text = text.replace('−', "-");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let digits = without_spaces(digits).ok_or(NoNumber::Word)?;
    let signed = |plain: String| format!("{sign}{plain}");
    let plain = match (digits.contains(','), digits.contains('.'), marks) {
        (false, false, _) => digits,
        (false, true, Marks::Point) => match grouped(&digits, '.') {
            Some(whole) if digits.matches('.').count() > 1 => {
                return Err(NoNumber::OtherMarks(signed(whole)));
            }
            _ => digits,
        },
        (false, true, Marks::Comma) => match grouped(&digits, '.') {
            Some(whole) if digits.matches('.').count() > 1 => whole,
            Some(whole) => return Err(NoNumber::Doubtful([whole, digits].map(signed))),
            None => digits,
        },
        (true, false, Marks::Comma) if digits.matches(',').count() == 1 => {
            let decimal = digits.replace(',', ".");
            match grouped(&digits, ',') {
                Some(whole) => return Err(NoNumber::Doubtful([whole, decimal].map(signed))),
                None => decimal,
            }
        }
        (true, ..) => {
            let (whole, decimals) = match digits.rsplit_once('.') {
                Some((whole, decimals)) if !decimals.contains(',') => (whole, Some(decimals)),
                _ => (digits.as_str(), None),
            };
            match (grouped(whole, ','), decimals) {
                (Some(whole), None) => whole,
                (Some(whole), Some(decimals)) => format!("{whole}.{decimals}"),
                (None, _) => {
                    let other = with_decimal_comma(&digits).ok_or(NoNumber::Word)?;
                    if marks == Marks::Point {
                        return Err(NoNumber::OtherMarks(signed(other)));
                    }
                    other
                }
            }
        }
    };
    let value: f64 = signed(plain.clone()).parse().map_err(|_| NoNumber::Word)?;
    if !value.is_finite() {
        return Err(NoNumber::Word);
    }
    let places = plain.split_once('.').map_or(0, |(_, d)| d.len().min(6));
    Ok((value, u8::try_from(places).unwrap_or(6)))
}

/// The digits of `1 234`, also with spaces that no line breaks at; `None` when spaces stand elsewhere.
fn without_spaces(text: &str) -> Option<String> {
    let plain = text.replace(['\u{a0}', '\u{202f}', '\u{2007}', '\u{2009}'], " ");
    if !plain.contains(' ') {
        return Some(plain);
    }
    let whole = plain.split(['.', ',']).next().unwrap_or(&plain);
    grouped(whole, ' ').map(|digits| format!("{digits}{}", &plain[whole.len()..]))
}

/// The digits of thousands parted by a sign, `1,234,567`; in India the groups before the last are of two.
fn grouped(text: &str, sign: char) -> Option<String> {
    let groups: Vec<&str> = text.split(sign).collect();
    let [first, middle @ .., last] = &groups[..] else {
        return None;
    };
    let good = groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_digit()))
        && groups.len() > 1
        && (1..=3).contains(&first.len())
        && *first != "0"
        && middle.iter().all(|group| (2..=3).contains(&group.len()))
        && last.len() == 3;
    good.then(|| groups.concat())
}

/// `12,5` or `1.234,5` as we write it.
fn with_decimal_comma(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = if digits(whole) {
        whole.to_owned()
    } else {
        grouped(whole, '.')?
    };
    digits(decimals).then(|| format!("{whole}.{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_forms_that_leave_no_doubt() {
        for (text, marks, value, places) in [
            ("12", Marks::Point, 12.0, 0),
            ("-1.50", Marks::Point, -1.5, 2),
            ("−3", Marks::Point, -3.0, 0),
            ("2,528", Marks::Point, 2528.0, 0),
            ("1,234,567.8", Marks::Point, 1_234_567.8, 1),
            ("12,34,567", Marks::Point, 1_234_567.0, 0),
            ("1 234", Marks::Point, 1234.0, 0),
            ("1\u{a0}234\u{202f}567.5", Marks::Point, 1_234_567.5, 1),
            ("12,5", Marks::Comma, 12.5, 1),
            ("0,125", Marks::Comma, 0.125, 3),
            ("1.234,5", Marks::Comma, 1234.5, 1),
            ("1 234,5", Marks::Comma, 1234.5, 1),
            ("1.234.567", Marks::Comma, 1_234_567.0, 0),
            ("12.5", Marks::Comma, 12.5, 1),
        ] {
            assert_eq!(number(text, marks), Ok((value, places)), "{text}");
        }
    }

    #[test]
    fn a_sign_of_two_meanings_is_named_and_never_guessed() {
        let other = |text: &str| Err(NoNumber::OtherMarks(text.into()));
        assert_eq!(number("12,5", Marks::Point), other("12.5"));
        assert_eq!(number("-1.234,50", Marks::Point), other("-1234.50"));
        assert_eq!(number("1.234.567", Marks::Point), other("1234567"));
        let doubtful = |a: &str, b: &str| Err(NoNumber::Doubtful([a.into(), b.into()]));
        assert_eq!(number("1,234", Marks::Comma), doubtful("1234", "1.234"));
        assert_eq!(number("1.234", Marks::Comma), doubtful("1234", "1.234"));
        for text in [
            "many", "1 2", "12 34", "1,2,3", "5%", "", ",", "1,", ",5", "inf", "1  234",
        ] {
            assert_eq!(number(text, Marks::Point), Err(NoNumber::Word), "{text}");
        }
    }
}
