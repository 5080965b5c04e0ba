//! Dates, times and occurrences as editors write them.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Time, Weekday};

use crate::model::{AsOf, month_name, weekday_name};

/// When an occurrence is, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// A day with a start, and with an end where it is known, local time. An end no later than the start is on the day
    /// after.
    Timed(Date, Time, Option<Time>),
    /// Whole days, the last included.
    Days(Date, Date),
    /// Only the month is known.
    Month(i16, i8),
}

#[cfg(feature = "cli")]
impl When {
    /// The first day, or the first of the month.
    pub(crate) fn first_day(self) -> Date {
        match self {
            When::Timed(day, ..) | When::Days(day, _) => day,
            When::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
        }
    }
}

/// What is wrong with a date or time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Not in a form that is understood.
    Form(Form),
    /// A day that the calendar does not have.
    NoSuchDay(String),
    /// The weekday does not match the date.
    Weekday {
        /// As written.
        written: &'static str,
        /// What that date is.
        really: &'static str,
        /// The nearest date, before or after, that is the weekday written.
        near: [Date; 2],
    },
    /// It ends before it starts, and is no night.
    EndBeforeStart,
}

/// What keeps a text from being a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoDate {
    /// Not in a form that is understood.
    Form(Form),
    /// A day that the calendar does not have.
    NoSuchDay(String),
}

/// What is wrong with a form, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) why: String,
    /// What to write, where that is plain.
    pub(crate) proposal: Option<String>,
}

impl Form {
    fn new(why: impl Into<String>) -> Self {
        Form {
            why: why.into(),
            proposal: None,
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)?;
        match &self.proposal {
            Some(proposal) => write!(f, "; {proposal}"),
            None => Ok(()),
        }
    }
}

/// The names of the weekdays in small letters, among which the nearest to a slip is looked for.
pub(crate) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A text with a hyphen for every sign that looks like one: texts from other programs hold them.
pub(crate) fn plain_dashes(text: &str) -> Cow<'_, str> {
    // Every date of a site comes this way, and hardly any holds one.
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(['‐', '‑', '‒', '–', '—', '−'], "-"))
}

/// `2026-06-29`.
pub(crate) fn date(text: &str) -> Result<Date, NoDate> {
    let text = plain_dashes(text);
    let text = &*text;
    let form = || {
        NoDate::Form(Form {
            why: "it is not year-month-day".to_owned(),
            proposal: rewritten(text).map(|day| format!("if the day is meant, write {day}")),
        })
    };
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return Err(form());
    };
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return Err(form());
    }
    let (Ok(y), Ok(m), Ok(d)) = (year.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>())
    else {
        return Err(form());
    };
    if !(1900..=2999).contains(&y) {
        return Err(NoDate::Form(Form::new("the year is out of range")));
    }
    if !(1..=12).contains(&m) {
        return Err(NoDate::Form(Form {
            why: format!("there is no month {month}"),
            proposal: rewritten(text)
                .map(|day| format!("if day and month changed places, write {day}")),
        }));
    }
    let last = Date::new(y, m, 1)
        .expect("year and month are checked")
        .days_in_month();
    Date::new(y, m, d)
        .map_err(|_| NoDate::NoSuchDay(format!("{} {y} has {last} days", month_name(m))))
}

/// The day of a day with a time, and perhaps an offset, as other generators write them (ISO 8601 and RFC 3339):
/// `2026-03-02T10:00:00Z` or `2026-03-02 23:30:00 +0100`. The day as written, which the offset does not move.
pub(crate) fn day_of_moment(text: &str) -> Option<&str> {
    let (day, rest) = text.split_at_checked(10)?;
    date(day).ok()?;
    let clock = rest
        .strip_prefix(['T', 't'])
        .unwrap_or_else(|| rest.trim_start());
    let digits = |text: &str, len: usize| {
        let there = text.get(..len);
        there.is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()))
    };
    let sixty = |text: &str| digits(text, 2) && text[..2] < *"60";
    if clock.len() == rest.len() || !sixty(clock) || clock[..2] > *"24" {
        return None;
    }
    let minutes = clock[2..].strip_prefix(':').filter(|rest| sixty(rest))?;
    let mut rest = &minutes[2..];
    match rest.strip_prefix(':') {
        Some(seconds) if sixty(seconds) => rest = &seconds[2..],
        Some(_) => return None,
        // From one time to another.
        None if rest.trim_start().starts_with('-') => return None,
        None => {}
    }
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let offset = rest.trim_start();
    let good = match offset.strip_prefix(['+', '-']) {
        Some(offset) => match offset.replacen(':', "", 1) {
            offset if offset.len() == 2 || offset.len() == 4 => digits(&offset, offset.len()),
            _ => false,
        },
        None => matches!(offset, "" | "Z" | "z" | "UTC" | "GMT"),
    };
    good.then_some(day)
}

/// The date that somebody may mean who writes `25/09/2025`, `25.9.2025` or `2025-9-25`: the day
/// first unless the year is, as in Europe.
pub(crate) fn rewritten(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    if year.len() != 4 {
        return None;
    }
    let year = year.parse().ok()?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // `2025-27-11` can only be the eleventh month.
    let swapped = || {
        Date::new(year, day, month)
            .ok()
            .filter(|_| first.len() == 4)
    };
    Date::new(year, month, day).ok().or_else(swapped)
}

/// `2021`, `2021-09` or `2021-09-09`.
pub(crate) fn as_of(text: &str) -> Result<AsOf, String> {
    let (full, month, day) = match text.len() {
        4 => (format!("{text}-01-01"), false, false),
        7 => (format!("{text}-01"), true, false),
        _ => (text.to_owned(), true, true),
    };
    // What is proposed for a whole date is nothing to who wrote a part of one.
    let date = date(&full).map_err(|problem| match problem {
        NoDate::Form(form) if !day => form.why,
        NoDate::Form(form) => form.to_string(),
        NoDate::NoSuchDay(why) => why,
    })?;
    Ok(AsOf {
        year: date.year(),
        month: month.then(|| date.month()),
        day: day.then(|| date.day()),
    })
}

/// `19:00`.
pub(crate) fn time_of_day(text: &str) -> Result<Time, Problem> {
    time(text)
}

/// `10:00`.
fn time(text: &str) -> Result<Time, Problem> {
    let form = || Problem::Form(Form::new(format!("`{text}` is not a time like 09:30")));
    let (hour, minute) = text.split_once(':').ok_or_else(form)?;
    if hour.len() != 2 || minute.len() != 2 {
        return Err(form());
    }
    let (Ok(h), Ok(m)) = (hour.parse::<i8>(), minute.parse::<i8>()) else {
        return Err(form());
    };
    Time::new(h, m, 0, 0).map_err(|_| {
        Problem::Form(Form::new(match (h, m) {
            (24, 0) => "a day ends at 23:59".to_owned(),
            _ => format!("there is no time {text}"),
        }))
    })
}

/// `Thu 2025-09-25 10:00-12:00`, `2026-06-29`, `2026-06-29 to 2026-06-30` or `2026-10`.
pub(crate) fn when(text: &str) -> Result<When, Problem> {
    let text = plain_dashes(text);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let weekday = words.first().and_then(|word| weekday(word));
    if weekday.is_some() {
        words.remove(0);
    }
    let day = |word: &str| {
        date(word).map_err(|problem| match problem {
            NoDate::NoSuchDay(why) => Problem::NoSuchDay(why),
            NoDate::Form(Form { why, proposal }) => Problem::Form(Form {
                why: format!("`{word}`: {why}"),
                proposal,
            }),
        })
    };
    let result = match words[..] {
        [month] if month.len() == 7 => match date(&format!("{month}-01")) {
            Ok(date) => When::Month(date.year(), date.month()),
            Err(_) => {
                let why = format!("`{month}` is neither a day nor a month");
                return Err(Problem::Form(Form::new(why)));
            }
        },
        [word] => {
            let date = day(word)?;
            When::Days(date, date)
        }
        [first, "to", last] => {
            let (first, last) = (day(first)?, day(last)?);
            if last < first {
                return Err(Problem::EndBeforeStart);
            }
            When::Days(first, last)
        }
        [word, times] if times.contains(|c: char| c.is_ascii_digit()) => timed(day(word)?, times)?,
        // "10:00 - 12:00" and "10:00 to 12:00" mean what they say.
        [word, start, "-" | "to", end] => timed(day(word)?, &format!("{start}-{end}"))?,
        [word, times, ref more @ ..]
            if !more.is_empty() && date(word).is_ok() && self::times(times).is_ok() =>
        {
            let why = format!("`{}` stands after the times", more.join(" "));
            return Err(Problem::Form(Form::new(why)));
        }
        _ => {
            let why = "it is not a date, a date with times, or a month";
            return Err(Problem::Form(Form::new(why)));
        }
    };
    if let (Some(written), When::Timed(date, ..) | When::Days(date, _)) = (weekday, result)
        && date.weekday() != written
    {
        let near = [
            date.nth_weekday(-1, written).unwrap_or(date),
            date.nth_weekday(1, written).unwrap_or(date),
        ];
        return Err(Problem::Weekday {
            written: weekday_name(written),
            really: weekday_name(date.weekday()),
            near,
        });
    }
    Ok(result)
}

fn timed(date: Date, text: &str) -> Result<When, Problem> {
    let (start, end) = times(text)?;
    Ok(When::Timed(date, start, end))
}

/// `10:00-12:00`, `10:00 - 12:00` or `10:00 to 12:00`; `22:00-02:00`, which ends on the day after; or `10:00`, when no end is
/// known.
pub(crate) fn times(text: &str) -> Result<(Time, Option<Time>), Problem> {
    let text = plain_dashes(text);
    let split = text.split_once(" to ").or_else(|| text.split_once('-'));
    let Some((start, end)) = split else {
        return Ok((time(text.trim())?, None));
    };
    let (start, end) = (time(start.trim())?, time(end.trim())?);
    if end > start || is_night(start, end) {
        Ok((start, Some(end)))
    } else {
        Err(Problem::EndBeforeStart)
    }
}

/// Whether a meeting goes on over midnight: from the evening to the morning. Anything else is more likely a slip.
fn is_night(start: Time, end: Time) -> bool {
    end < start && start.hour() >= 17 && end.hour() < 12
}

/// A weekday by its name or the start of it, three letters at least.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches([',', '.']);
    let all = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    all.into_iter().find(|&day| begins(weekday_name(day), word))
}

/// Whether a word is a name or the start of it, three letters at least, in capitals or small letters.
pub(crate) fn begins(name: &str, word: &str) -> bool {
    let start = name.get(..word.len());
    word.len() >= 3 && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as d, time as t};

    use super::*;

    #[test]
    fn all_the_forms_of_the_design() {
        assert_eq!(
            when("Thu 2025-09-25 10:00-12:00"),
            Ok(When::Timed(
                d(2025, 9, 25),
                t(10, 0, 0, 0),
                Some(t(12, 0, 0, 0))
            ))
        );
        assert_eq!(
            when("2025-09-25 10:00"),
            Ok(When::Timed(d(2025, 9, 25), t(10, 0, 0, 0), None))
        );
        assert_eq!(
            when("2025-09-25 22:00-02:00"),
            Ok(When::Timed(
                d(2025, 9, 25),
                t(22, 0, 0, 0),
                Some(t(2, 0, 0, 0))
            ))
        );
        assert_eq!(
            when("2025-11-27 10:00–12:00"),
            when("Thursday 2025-11-27 10:00 to 12:00")
        );
        assert_eq!(
            when("2026-06-29"),
            Ok(When::Days(d(2026, 6, 29), d(2026, 6, 29)))
        );
        assert_eq!(
            when("2026-06-29 to 2026-06-30"),
            Ok(When::Days(d(2026, 6, 29), d(2026, 6, 30)))
        );
        assert_eq!(when("2026-10"), Ok(When::Month(2026, 10)));
    }

    #[test]
    fn a_record_is_dated_as_precisely_as_its_source() {
        let known = |year, month, day| Ok(AsOf { year, month, day });
        assert_eq!(as_of("2021"), known(2021, None, None));
        assert_eq!(as_of("2021-12"), known(2021, Some(12), None));
        assert_eq!(as_of("2021-09-09"), known(2021, Some(9), Some(9)));
        assert!(as_of("2021-13").is_err());
        assert!(as_of("last year").is_err());
    }

    /// The words for a form that is not read.
    fn reason(read: Result<Date, NoDate>) -> String {
        match read {
            Err(NoDate::Form(form)) => form.to_string(),
            other => panic!("it is a date, or a day that there is not: {other:?}"),
        }
    }

    #[test]
    fn a_day_in_another_order_is_told_in_ours() {
        for text in [
            "25/09/2025",
            "25.9.2025",
            "2025-9-25",
            "25-09-2025",
            "2025/09/25",
        ] {
            let why = reason(date(text));
            assert!(why.ends_with("write 2025-09-25"), "{text}: {why}");
        }
        for text in ["25/13/2025", "1/2/3", "2025", "a/b/2025", "25/09/25"] {
            let why = reason(date(text));
            assert_eq!(why, "it is not year-month-day", "{text}");
        }
    }

    #[test]
    fn impossible_days_and_times_say_why() {
        assert_eq!(
            when("2026-02-30"),
            Err(Problem::NoSuchDay("February 2026 has 28 days".into()))
        );
        assert_eq!(when("2026-03-10 12:00-10:00"), Err(Problem::EndBeforeStart));
        assert_eq!(
            when("2026-06-30 to 2026-06-29"),
            Err(Problem::EndBeforeStart)
        );
        assert!(matches!(when("2026-13-01"), Err(Problem::Form(_))));
        assert!(matches!(
            when("2026-03-10 25:00-26:00"),
            Err(Problem::Form(_))
        ));
        assert!(matches!(when("soon"), Err(Problem::Form(_))));
        assert!(matches!(when(""), Err(Problem::Form(_))));
        assert_eq!(
            when("Wed 2025-09-25 10:00-12:00"),
            Err(Problem::Weekday {
                written: "Wednesday",
                really: "Thursday",
                near: [d(2025, 9, 24), d(2025, 10, 1)]
            })
        );
    }
}
