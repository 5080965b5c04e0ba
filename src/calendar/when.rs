//! When an event happens, and whether it can.

use std::fmt;

use jiff::civil;

use super::{
    component::Component,
    stamp::{BasicDate, BasicDateTime, Stamp},
    value::Parameter,
    zone::{ClockChange, LocalTime, Zone},
};

/// When an event happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// From one local time, and to a later one where it is known, on the clocks of the feed's zone, to
    /// the second. A time that happens twice is its first occurrence, and is written in UTC.
    Timed {
        /// The start (DTSTART).
        start: civil::DateTime,
        /// The end (DTEND). Left out, the event ends when it starts (RFC 5545 §3.6.1).
        end: Option<civil::DateTime>,
    },
    /// Whole days.
    AllDay {
        /// The first day (DTSTART).
        first: civil::Date,
        /// The last day, itself included (DTEND is the day after).
        last: civil::Date,
    },
}

impl When {
    /// Whether an event can happen then, on the clocks of a zone.
    ///
    /// # Errors
    ///
    /// When it does not end after it starts, lies outside the years 1 to 9999, or is at a time that the clocks skip.
    pub fn check(self, zone: &Zone) -> Result<(), WhenError> {
        self.times(zone).map(drop)
    }

    /// The local time from which the event is sorted.
    pub(super) fn start(self) -> civil::DateTime {
        match self {
            Self::Timed { start, .. } => start,
            Self::AllDay { first, .. } => first.at(0, 0, 0, 0),
        }
    }

    /// Adds DTSTART and DTEND to an event.
    pub(super) fn put(self, zone: &Zone, event: &mut Component) -> Result<(), WhenError> {
        match self.times(zone)? {
            Times::Days(first, after) => {
                let date = Parameter::new("DATE");
                event.put_with("DTSTART", "VALUE", &date, &BasicDate(first));
                event.put_with("DTEND", "VALUE", &date, &BasicDate(after));
            }
            Times::Local(start, end) => {
                let tzid = Parameter::new(zone.name());
                event.put_with("DTSTART", "TZID", &tzid, &BasicDateTime(start));
                if let Some(end) = end {
                    event.put_with("DTEND", "TZID", &tzid, &BasicDateTime(end));
                }
            }
            Times::Utc(from, to) => {
                event.put("DTSTART", &from);
                if let Some(to) = to {
                    event.put("DTEND", &to);
                }
            }
        }
        Ok(())
    }

    fn times(self, zone: &Zone) -> Result<Times, WhenError> {
        match self {
            Self::AllDay { first, last } => {
                if last < first {
                    return Err(WhenError::EndsTooEarly);
                }
                let after = last.tomorrow().ok().filter(|_| first.year() >= 1);
                Ok(Times::Days(first, after.ok_or(WhenError::OutOfRange)?))
            }
            Self::Timed { start, end } => {
                let (from, from_doubled) = instant(zone, start)?;
                let end_at = end.map(|end| instant(zone, end)).transpose()?;
                let (to, to_doubled) = end_at.unzip();
                if to.is_some_and(|to| to <= from) {
                    return Err(WhenError::EndsTooEarly);
                }
                // Readers differ over an hour that comes twice, whatever RFC 5545 §3.3.5 says: ical.js
                // and node-ical take the second. In UTC there is but one.
                let in_utc = from_doubled || to_doubled == Some(true);
                if !in_utc && zone.rules().is_some_and(|rules| rules.cover(from)) {
                    Ok(Times::Local(start, end))
                } else {
                    Ok(Times::Utc(from, to))
                }
            }
        }
    }
}

/// Start and end as they are written.
enum Times {
    /// The first day, and the one after the last.
    Days(civil::Date, civil::Date),
    /// On clocks that a VTIMEZONE explains.
    Local(civil::DateTime, Option<civil::DateTime>),
    Utc(Stamp, Option<Stamp>),
}

/// The instant of a local time, and whether that time comes twice.
fn instant(zone: &Zone, local: civil::DateTime) -> Result<(Stamp, bool), WhenError> {
    if local.year() < 1 {
        return Err(WhenError::OutOfRange);
    }
    match zone.local_time(local).ok_or(WhenError::OutOfRange)? {
        LocalTime::Exact(instant) => Ok((instant, false)),
        LocalTime::Doubled { first, .. } => Ok((first, true)),
        LocalTime::Skipped(change) => Err(WhenError::SkippedTime { local, change }),
    }
}

/// Why an event cannot happen then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenError {
    /// It does not end after it starts, or its last day is before its first.
    EndsTooEarly,
    /// The clocks skip this time.
    SkippedTime {
        /// The start or the end that does not exist.
        local: civil::DateTime,
        /// How the clocks go forward over it.
        change: ClockChange,
    },
    /// A day or time outside the years 1 to 9999.
    OutOfRange,
}

/// What follows the name of the event: `does not end after it starts`.
impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndsTooEarly => f.write_str("does not end after it starts"),
            Self::SkippedTime { local, change } => write!(
                f,
                "is at {}, a time that does not exist: the clocks go {change}",
                local.strftime("%H:%M on %-d %B %Y"),
            ),
            Self::OutOfRange => f.write_str("is outside the years 1 to 9999"),
        }
    }
}

impl std::error::Error for WhenError {}
