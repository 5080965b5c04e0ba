//! The days of a meeting, as search keeps and finds them.

use crate::model::When;
use crate::render::view::machine;

/// Start and end as [`crate::search::Meeting`] has them.
pub(crate) fn span(when: When) -> (String, String) {
    match when {
        When::Timed { start, end } => {
            let minutes = |time: jiff::civil::DateTime| time.strftime("%Y-%m-%dT%H:%M").to_string();
            (minutes(start), minutes(end.unwrap_or(start)))
        }
        When::Days { first, last } => (first.to_string(), last.to_string()),
        When::Month { .. } => (machine::start(when), machine::start(when)),
    }
}

/// The longest meeting whose days are all found: nothing meets for longer without a pause.
const LONGEST: usize = 31;

/// The special terms of a meeting: its month, its month of that year, and each of its days.
pub(crate) fn days(when: When) -> Vec<String> {
    let (first, last) = match when {
        When::Timed { .. } | When::Days { .. } => (when.first_day(), when.last_day()),
        When::Month { year, month } => {
            return vec![format!("@{month:02}"), format!("@{year:04}-{month:02}")];
        }
    };
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take_while(|day| *day <= last)
        .take(LONGEST);
    days.flat_map(|day| {
        let (year, month) = (day.year(), day.month());
        [
            format!("@{month:02}"),
            format!("@{year:04}-{month:02}"),
            format!("@{day}"),
        ]
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_meeting_is_found_by_month_and_by_day() {
        let first = date(2026, 6, 30);
        let last = date(2026, 7, 1);
        assert_eq!(
            days(When::Days { first, last }),
            [
                "@06",
                "@2026-06",
                "@2026-06-30",
                "@07",
                "@2026-07",
                "@2026-07-01"
            ]
        );
        let month = When::Month {
            year: 2025,
            month: 10,
        };
        assert_eq!(days(month), ["@10", "@2025-10"]);
        assert_eq!(span(month), ("2025-10".to_owned(), "2025-10".to_owned()));
        let timed = When::Timed {
            start: first.at(10, 0, 0, 0),
            end: Some(first.at(12, 30, 0, 0)),
        };
        let expected = ("2026-06-30T10:00".to_owned(), "2026-06-30T12:30".to_owned());
        assert_eq!(span(timed), expected);
    }
}
