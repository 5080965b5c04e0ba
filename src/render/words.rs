//! Dates and times in words, after the GOV.UK style guide.

use jiff::civil::{Date, DateTime, Time};

use crate::model::{AsOf, When, month_name, weekday_name};

/// Stands before the title of a cancelled meeting in feeds.
pub(crate) const CANCELLED: &str = "CANCELLED: ";
/// Stands after the title of a meeting that is not sure.
pub(crate) const OPEN: &str = " (to be confirmed)";
/// Stands after the title of a meeting whose day is known and whose time is not.
pub(crate) const TIME_OPEN: &str = " (time to be confirmed)";
/// Begins the line of a moved meeting that tells its old day.
pub(crate) const MOVED_FROM: &str = "Moved from ";

/// What is said of a series that is held no more.
pub(super) fn retired(last: Date) -> String {
    format!("These meetings are not held after {}", date(last))
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// `25 September 2025`.
pub(crate) fn date(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

/// A date as an editor wrote it; one of the form 2021-09-09 is put in words.
pub(super) fn date_text(text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), date)
}

/// `9 September 2021`, `September 2021` or `2021`.
pub(super) fn as_of(as_of: AsOf) -> String {
    match (as_of.month, as_of.day) {
        (Some(month), Some(day)) => format!("{day} {} {}", month_name(month), as_of.year),
        (Some(month), None) => format!("{} {}", month_name(month), as_of.year),
        (None, _) => as_of.year.to_string(),
    }
}

/// `Thursday 25 September 2025`.
pub(crate) fn full_date(day: Date) -> String {
    format!("{} {}", weekday_name(day.weekday()), date(day))
}

/// `10am`, `1:30pm`, `midday`, `midnight`.
pub(crate) fn time(time: Time) -> String {
    match (time.hour(), time.minute()) {
        (12, 0) => "midday".to_owned(),
        (0, 0) => "midnight".to_owned(),
        (hour, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 {
                format!("{hour}{half}")
            } else {
                format!("{hour}:{minute:02}{half}")
            }
        }
    }
}

/// The day or days of a meeting; the month while no day is known.
pub(crate) fn days(when: When) -> String {
    match when {
        When::Timed { start, .. } => full_date(start.date()),
        When::Days { first, last } if first == last => full_date(first),
        When::Days { first, last } => format!("{} to {}", full_date(first), full_date(last)),
        When::Month { year, month } => format!("{} {year}", month_name(month)),
    }
}

/// `10am to midday`; nothing when no time is known.
pub(crate) fn times(when: When) -> Option<String> {
    match when {
        When::Timed { start, end } => {
            Some(format!("{} to {}", time(start.time()), time(end.time())))
        }
        When::Days { .. } | When::Month { .. } => None,
    }
}

/// Day and times in one line, such as `Thursday 25 September 2025, 10am to midday`.
pub(super) fn when(when: When) -> String {
    match times(when) {
        Some(times) => format!("{}, {times}", days(when)),
        None => days(when),
    }
}

/// The value of a `datetime` attribute (HTML `time` element).
pub(crate) fn machine(when: When) -> String {
    match when {
        When::Timed { start, .. } => to_the_minute(start),
        When::Days { first, .. } => first.to_string(),
        When::Month { year, month } => format!("{year:04}-{month:02}"),
    }
}

/// When a meeting is over, for the script that marks what is past: the minute of its end, its
/// last day, or the month in which it is.
pub(super) fn machine_end(when: When) -> String {
    match when {
        When::Timed { end, .. } => to_the_minute(end),
        When::Days { last, .. } => last.to_string(),
        When::Month { .. } => machine(when),
    }
}

/// `2026-06-18T10:00`.
fn to_the_minute(time: DateTime) -> String {
    format!("{}T{:02}:{:02}", time.date(), time.hour(), time.minute())
}

/// A text of at most so many characters: a longer one ends at a word, with an ellipsis.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    // Room for the ellipsis.
    let end = text[..end].char_indices().last().map_or(0, |(at, _)| at);
    let short = &text[..end];
    let whole = text[end..].starts_with(char::is_whitespace);
    let word = short
        .rfind(char::is_whitespace)
        .filter(|at| !whole && *at > 0);
    let short = word.map_or(short, |at| &short[..at]);
    let short = short.trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—(".contains(c));
    format!("{short}…")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as d, time as t};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_told_as_people_say_them() {
        assert_eq!(time(t(10, 0, 0, 0)), "10am");
        assert_eq!(time(t(13, 30, 0, 0)), "1:30pm");
        assert_eq!(time(t(12, 0, 0, 0)), "midday");
        assert_eq!(time(t(12, 15, 0, 0)), "12:15pm");
        assert_eq!(time(t(0, 5, 0, 0)), "12:05am");
    }

    #[test]
    fn dates_carry_their_weekday() {
        assert_eq!(full_date(d(2025, 9, 25)), "Thursday 25 September 2025");
        let days_of = |first, last| days(When::Days { first, last });
        assert_eq!(
            days_of(d(2026, 6, 29), d(2026, 6, 30)),
            "Monday 29 June 2026 to Tuesday 30 June 2026"
        );
        assert_eq!(
            days(When::Month {
                year: 2025,
                month: 10
            }),
            "October 2025"
        );
    }

    #[test]
    fn a_long_text_ends_at_a_word() {
        assert_eq!(cut("Heads of schools", 16), "Heads of schools");
        assert_eq!(cut("Heads of schools", 15), "Heads of…");
        assert_eq!(cut("Heads of schools", 9), "Heads of…");
        assert_eq!(cut("Heads of schools", 8), "Heads…");
        assert_eq!(cut("Heads: all of them", 8), "Heads…");
        assert_eq!(cut("Penaethiaid", 5), "Pena…");
        assert_eq!(cut("âââ ââââ", 7), "âââ…");
    }

    proptest! {
        #[test]
        fn no_text_is_too_long(text in "\\PC{0,40}", most in 1_usize..30) {
            let short = cut(&text, most);
            prop_assert!(short.chars().count() <= most);
            prop_assert_eq!(short == text, text.chars().count() <= most);
        }
    }

    #[test]
    fn one_of_several_is_told_as_people_say_it() {
        assert_eq!(either(&[]), "");
        assert_eq!(either(&["a"]), "a");
        assert_eq!(either(&["a", "b", "c"]), "a, b or c");
    }
}
