//! The value types of RFC 5545 §3.3, as far as their form goes.

use jiff::civil;

/// A type of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// TEXT.
    Text,
    /// Several, parted by commas.
    Texts,
    /// INTEGER, from the first to the last.
    Integer(i32, i32),
    /// DATE-TIME in UTC.
    Utc,
    /// DATE-TIME without a zone.
    Local,
    /// DATE-TIME, or DATE where VALUE says so.
    Time,
    /// Several of them, parted by commas; PERIOD where VALUE says so.
    Times,
    /// PERIOD, several parted by commas.
    Periods,
    /// DURATION.
    Duration,
    /// DURATION, or DATE-TIME in UTC where VALUE says so.
    Trigger,
    /// URI, or CAL-ADDRESS, which is one.
    Uri,
    /// URI, or BINARY where VALUE says so.
    UriOrBinary,
    /// UTC-OFFSET.
    Offset,
    /// RECUR.
    Recur,
    /// Two FLOAT.
    Place,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Anything.
    Any,
}

impl Type {
    /// Whether a value has the form of this type. `told` is what the parameter VALUE says it is.
    pub(super) fn is_form_of(self, value: &str, stated: Option<&str>) -> bool {
        let is_stated = |name: &str| stated.is_some_and(|stated| stated.eq_ignore_ascii_case(name));
        match self {
            Self::Text => is_text(value, b";,", b"nN"),
            Self::Texts => is_text(value, b";", b"nN"),
            Self::Integer(first, last) => {
                integer(value).is_some_and(|n| (first..=last).contains(&n))
            }
            Self::Utc => is_utc(value),
            Self::Local => is_local(value),
            Self::Time => is_time(value, is_stated("DATE")),
            Self::Times if is_stated("PERIOD") => value.split(',').all(is_period),
            Self::Times => value.split(',').all(|one| is_time(one, is_stated("DATE"))),
            Self::Periods => value.split(',').all(is_period),
            Self::Trigger if is_stated("DATE-TIME") => is_utc(value),
            Self::Duration | Self::Trigger => is_duration(value),
            Self::UriOrBinary if is_stated("BINARY") => is_base64(value),
            Self::Uri | Self::UriOrBinary => is_uri(value),
            Self::Offset => is_offset(value),
            Self::Recur => is_recur(value),
            Self::Place => is_place(value),
            Self::Word(words) => words.iter().any(|word| word.eq_ignore_ascii_case(value)),
            Self::Any => true,
        }
    }

    /// What it is called in the standard.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Texts => "list of texts",
            Self::Integer(..) => "whole number within its bounds",
            Self::Utc => "date and time in UTC, such as 20261112T140000Z",
            Self::Local => "date and time without a zone, such as 20261112T140000",
            Self::Time | Self::Times => {
                "date and time, such as 20261112T140000, nor a date where VALUE says so"
            }
            Self::Periods => "period, such as 20261112T140000Z/PT2H",
            Self::Duration | Self::Trigger => "duration, such as PT2H",
            Self::Uri | Self::UriOrBinary => "address, such as https://example.org/",
            Self::Offset => "offset from UTC, such as +0100",
            Self::Recur => "rule, such as FREQ=WEEKLY;COUNT=10",
            Self::Place => "latitude and longitude, parted by a semicolon",
            Self::Word(_) => "word that this property may have",
            Self::Any => "value",
        }
    }
}

/// §3.3.11: every semicolon and backslash is escaped, and every comma that does not part the texts of a list.
pub(super) fn is_text(value: &str, never_bare: &[u8], line_break: &[u8]) -> bool {
    // All that matter are ASCII, so bytes will do.
    let mut octets = value.bytes();
    while let Some(octet) = octets.next() {
        let is_right = match octet {
            b'\\' => octets
                .next()
                .is_some_and(|escaped| b"\\;,".contains(&escaped) || line_break.contains(&escaped)),
            bare => !never_bare.contains(&bare),
        };
        if !is_right {
            return false;
        }
    }
    true
}

fn integer(value: &str) -> Option<i32> {
    value.parse().ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Two digits of a text as a number.
fn pair(text: &str, at: usize) -> Option<i8> {
    let pair = text.get(at..at + 2).filter(|pair| is_digits(pair))?;
    pair.parse().ok()
}

/// §3.3.4: a day that exists.
pub(super) fn is_date(value: &str) -> bool {
    let day = || {
        let year: i16 = value
            .get(..4)
            .filter(|year| is_digits(year))?
            .parse()
            .ok()?;
        civil::Date::new(year, pair(value, 4)?, pair(value, 6)?).ok()
    };
    value.len() == 8 && day().is_some()
}

/// §3.3.5, without a zone. The 60th second is one that is added to a day.
pub(super) fn is_local(value: &str) -> bool {
    let is_clock = |clock: &str| {
        let within = |at, most| pair(clock, at).is_some_and(|number| number <= most);
        clock.len() == 6 && within(0, 23) && within(2, 59) && within(4, 60)
    };
    value
        .split_once('T')
        .is_some_and(|(day, clock)| is_date(day) && is_clock(clock))
}

/// §3.3.5, in UTC.
pub(super) fn is_utc(value: &str) -> bool {
    value.strip_suffix('Z').is_some_and(is_local)
}

fn is_time(value: &str, is_day: bool) -> bool {
    if is_day {
        is_date(value)
    } else {
        is_local(value) || is_utc(value)
    }
}

/// §3.3.9.
fn is_period(value: &str) -> bool {
    value.split_once('/').is_some_and(|(start, end)| {
        is_time(start, false) && (is_time(end, false) || is_duration(end))
    })
}

/// §3.3.6.
fn is_duration(value: &str) -> bool {
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    let Some(written) = unsigned.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = written.strip_suffix('W') {
        return is_digits(weeks);
    }
    let (days, time) = match written.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (written, None),
    };
    let are_days = days.strip_suffix('D').is_some_and(is_digits);
    match time {
        Some(time) => (days.is_empty() || are_days) && is_time_of_duration(time),
        None => are_days,
    }
}

/// `2H30M`: numbers with their units, each once and in order.
fn is_time_of_duration(time: &str) -> bool {
    let mut units = "HMS".chars();
    let mut parts = time.split_inclusive(['H', 'M', 'S']).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let mut number = part.chars();
            let unit = number.next_back();
            is_digits(number.as_str()) && units.any(|next| Some(next) == unit)
        })
}

/// §3.3.14: `-0000` is none.
fn is_offset(value: &str) -> bool {
    let Some(digits) = value.strip_prefix(['+', '-']) else {
        return false;
    };
    let within = |at, most| pair(digits, at).is_some_and(|number| number <= most);
    let is_long = digits.len() == 6 && within(4, 59);
    let is_zero = digits.bytes().all(|b| b == b'0');
    (digits.len() == 4 || is_long)
        && within(0, 23)
        && within(2, 59)
        && !(is_zero && value.starts_with('-'))
}

/// §3.3.13 and RFC 3986: a scheme, a colon, and nothing that may not stand in an address.
fn is_uri(value: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    value.split_once(':').is_some_and(|(scheme, rest)| {
        let stands = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
        is_scheme(scheme) && !rest.is_empty() && rest.bytes().all(stands)
    })
}

fn is_base64(value: &str) -> bool {
    let digits = value.trim_end_matches('=');
    value.len().is_multiple_of(4)
        && value.len() - digits.len() <= 2
        && digits
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}

/// §3.8.1.6.
fn is_place(value: &str) -> bool {
    let is_degree = |text: &str, most: f64| {
        let is_float = |c: char| c.is_ascii_digit() || "+-.".contains(c);
        let degree = text.parse::<f64>();
        text.chars().all(is_float) && degree.is_ok_and(|degree| degree.abs() <= most)
    };
    value
        .split_once(';')
        .is_some_and(|(north, east)| is_degree(north, 90.0) && is_degree(east, 180.0))
}

/// §3.3.10: each part once, FREQ among them, and not both COUNT and UNTIL.
fn is_recur(value: &str) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    for part in value.split(';') {
        let Some((key, value)) = part.split_once('=') else {
            return false;
        };
        if seen.contains(&key) || !is_part_of_recur(key, value) {
            return false;
        }
        seen.push(key);
    }
    let has = |key: &str| seen.contains(&key);
    has("FREQ") && !(has("COUNT") && has("UNTIL"))
}

fn is_part_of_recur(key: &str, value: &str) -> bool {
    const FREQUENCIES: [&str; 7] = [
        "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY",
    ];
    const WEEKDAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    let all = |first: i32, last: i32| {
        let is_one = |text: &str| integer(text).is_some_and(|n| (first..=last).contains(&n));
        value.split(',').all(is_one)
    };
    // From 1, or from the end with a minus.
    let either_way = |last: i32| {
        let is_one = |text: &str| integer(text).is_some_and(|n| (1..=last).contains(&n.abs()));
        value.split(',').all(is_one)
    };
    let is_weekday = |text: &str| {
        let at = text.len().saturating_sub(2);
        let Some((nth, day)) = text.split_at_checked(at) else {
            return false;
        };
        let is_nth = integer(nth).is_some_and(|n| (1..=53).contains(&n.abs()));
        WEEKDAYS.contains(&day) && (nth.is_empty() || is_nth)
    };
    match key {
        "FREQ" => FREQUENCIES.contains(&value),
        "UNTIL" => is_date(value) || is_time(value, false),
        "COUNT" | "INTERVAL" => integer(value).is_some_and(|n| n >= 1),
        "BYSECOND" => all(0, 60),
        "BYMINUTE" => all(0, 59),
        "BYHOUR" => all(0, 23),
        "BYDAY" => value.split(',').all(is_weekday),
        "BYMONTHDAY" => either_way(31),
        "BYYEARDAY" | "BYSETPOS" => either_way(366),
        "BYWEEKNO" => either_way(53),
        "BYMONTH" => all(1, 12),
        "WKST" => WEEKDAYS.contains(&value),
        // RFC 7529 and whatever comes after it.
        _ => !value.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are(kind: Type, stated: Option<&str>, right: &[&str], wrong: &[&str]) {
        for value in right {
            assert!(kind.is_form_of(value, stated), "{kind:?} {value}");
        }
        for value in wrong {
            assert!(!kind.is_form_of(value, stated), "{kind:?} {value}");
        }
    }

    #[test]
    fn texts() {
        let right = ["", "a: b", r"a\, b\; c\\ \n \N", "é"];
        are(Type::Text, None, &right, &["a, b", "a; b", r"a\b", "\\"]);
        are(Type::Texts, None, &["a,b"], &["a;b"]);
        let words = Type::Word(&["OPAQUE"]);
        are(words, None, &["OPAQUE", "opaque"], &["MAYBE", ""]);
    }

    #[test]
    fn numbers() {
        are(
            Type::Integer(0, 9),
            None,
            &["0", "9"],
            &["10", "-1", "", "1.5"],
        );
        let wrong = ["53.38", "91;0", "0;181", "a;b", "53.38;-1.47;0", "nan;inf"];
        are(Type::Place, None, &["53.38;-1.47"], &wrong);
    }

    #[test]
    fn times() {
        let right = ["20261112T140000", "20261112T140000Z", "20240229T235960"];
        let wrong = [
            "20261112",
            "20261131T140000",
            "20261112T240000",
            "20261112T146000",
            "2026-11-12T14:00",
            "20261112T1400",
            "20261112t140000",
            "+0261112T140000",
            "",
            "é",
        ];
        are(Type::Time, None, &right, &wrong);
        are(
            Type::Time,
            Some("date"),
            &["20261112"],
            &["20261112T140000", "20260229"],
        );
        are(
            Type::Times,
            None,
            &["20261112T140000Z,20261113T140000Z"],
            &["20261112"],
        );
        are(Type::Utc, None, &["20261112T140000Z"], &["20261112T140000"]);
        are(
            Type::Local,
            None,
            &["20261112T140000"],
            &["20261112T140000Z"],
        );
        let periods = ["20261112T140000Z/20261112T150000Z", "20261112T140000Z/PT1H"];
        are(
            Type::Periods,
            None,
            &periods,
            &["20261112T140000Z", "PT1H/PT1H"],
        );
        are(Type::Times, Some("PERIOD"), &periods, &["20261112T140000Z"]);
    }

    #[test]
    fn durations_and_offsets() {
        let right = [
            "PT2H",
            "P1D",
            "P1DT2H30M",
            "-PT15M",
            "+P2W",
            "PT1H2M3S",
            "PT0S",
        ];
        let wrong = [
            "", "P", "PT", "2H", "P1H", "PT2", "PT1M1H", "P1WT1H", "P1DT", "PT-1H", "PTé",
        ];
        are(Type::Duration, None, &right, &wrong);
        are(
            Type::Trigger,
            Some("DATE-TIME"),
            &["20261112T140000Z"],
            &["PT1H"],
        );
        let wrong = [
            "0000", "-0000", "+2400", "+0160", "+01", "+01000", "-000000", "é",
        ];
        are(Type::Offset, None, &["+0000", "-0330", "-000115"], &wrong);
    }

    #[test]
    fn addresses() {
        let right = [
            "https://example.org/a?b=c#d",
            "mailto:a@b.example",
            "urn:x-y:z",
            "cid:a",
        ];
        let wrong = [
            "",
            "example.org",
            "//a",
            "1a:b",
            "https://a b/",
            "https://é/",
            "https://a/\"",
            "mailto:",
        ];
        are(Type::Uri, None, &right, &wrong);
        are(
            Type::UriOrBinary,
            Some("BINARY"),
            &["YQ==", "YWJj"],
            &["YQ=", "Y===", "é==="],
        );
    }

    #[test]
    fn rules() {
        let right = [
            "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "FREQ=WEEKLY;COUNT=10;WKST=MO",
            "FREQ=MONTHLY;BYMONTHDAY=-1,15;INTERVAL=2",
            "FREQ=DAILY;UNTIL=20270101T000000Z",
            "BYDAY=MO,TU;FREQ=WEEKLY",
            "RSCALE=GREGORIAN;FREQ=DAILY",
        ];
        let wrong = [
            "",
            "FREQ",
            "FREQ=OFTEN",
            "COUNT=1",
            "FREQ=DAILY;COUNT=0",
            "FREQ=DAILY;COUNT=1;UNTIL=20270101",
            "FREQ=DAILY;FREQ=DAILY",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=YEARLY;BYDAY=0SU",
            "FREQ=YEARLY;BYDAY=XX",
            "FREQ=YEARLY;BYDAY=é",
            "FREQ=YEARLY;BYSETPOS=0",
            "FREQ=DAILY;",
        ];
        are(Type::Recur, None, &right, &wrong);
    }
}
