//! When a meeting is.

use jiff::civil::{Date, DateTime};

/// When a meeting is; times are local to the site's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A start, and an end where it is known.
    Timed {
        /// Start.
        start: DateTime,
        /// End, later than the start. None is ever made up.
        end: Option<DateTime>,
    },
    /// Whole days, the last included.
    Days {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// Only the month is known.
    Month {
        /// Year.
        year: i16,
        /// Month, 1 to 12.
        month: i8,
    },
}

impl When {
    /// The first day, or the first of the month: what meetings are sorted by.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            When::Timed { start, .. } => start.date(),
            When::Days { first, .. } => first,
            When::Month { year, month } => {
                Date::new(year, month, 1).expect("the load stage checks year and month")
            }
        }
    }

    /// The last day; of a month its last.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            When::Timed { start, end } => end.unwrap_or(start).date(),
            When::Days { last, .. } => last,
            When::Month { .. } => self.first_day().last_of_month(),
        }
    }

    /// Whether a day is known, so that the meeting belongs in a feed.
    #[must_use]
    pub fn has_day(self) -> bool {
        !matches!(self, When::Month { .. })
    }
}
