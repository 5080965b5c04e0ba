//! Days and times for machines: in attributes, for scripts and for search.

use jiff::civil::DateTime;

use crate::model::When;

/// The value of a `datetime` attribute (HTML `time` element).
pub(crate) fn start(when: When) -> String {
    match when {
        When::Timed { start, .. } => to_the_minute(start),
        When::Days { first, .. } => first.to_string(),
        When::Month { year, month } => format!("{year:04}-{month:02}"),
    }
}

/// When a meeting is over, for the script that marks what is past: the minute of its end if it is known, its
/// last day, or the month in which it is.
pub(crate) fn end(when: When) -> String {
    match when {
        When::Timed { end: Some(end), .. } => to_the_minute(end),
        // Nobody knows how long it takes, so it counts as past on the day after.
        When::Timed { start, end: None } => start.date().to_string(),
        When::Days { last, .. } => last.to_string(),
        When::Month { .. } => start(when),
    }
}

/// `2026-06-18T10:00`.
fn to_the_minute(time: DateTime) -> String {
    format!("{}T{:02}:{:02}", time.date(), time.hour(), time.minute())
}
