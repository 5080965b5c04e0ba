//! What names a meeting within its series.

use crate::load::{self, RawOccurrence};
use crate::model::When;

/// What names a meeting within its series: the key that the editor set, else the original
/// day, which survives a move, or the month while no day is known.
pub(crate) fn key_of(occurrence: &RawOccurrence) -> String {
    match (&occurrence.key, occurrence.was, when(occurrence.when.value)) {
        (Some(key), _, _) => key.value.clone(),
        (None, Some(day), _) => day.to_string(),
        (None, None, when) => key_day(when),
    }
}

/// The first day of a meeting, or its month.
pub(crate) fn key_day(when: When) -> String {
    match when {
        When::Month { year, month } => format!("{year:04}-{month:02}"),
        when => when.first_day().to_string(),
    }
}

/// When a meeting is, as the site has it.
pub(crate) fn when(raw: load::When) -> When {
    match raw {
        load::When::Timed(day, start, end) => When::Timed {
            start: day.to_datetime(start),
            end: end.map(|end| {
                let over_midnight = end <= start;
                let next = day.tomorrow().ok().filter(|_| over_midnight);
                next.unwrap_or(day).to_datetime(end)
            }),
        },
        load::When::Days(first, last) => When::Days { first, last },
        load::When::Month(year, month) => When::Month { year, month },
    }
}
