//! Instants in UTC.

use jiff::{Timestamp, civil, tz::Offset};

use super::value::Value;

/// An instant, to the second: when something was written or changed.
///
/// Lies in the years 1 to 9999 of UTC, which a feed can write with four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(Timestamp);

impl Stamp {
    /// The instant so many seconds after 1970-01-01T00:00:00Z, as git and
    /// `SOURCE_DATE_EPOCH` count them; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        let instant = Timestamp::from_second(seconds).ok()?;
        let year = Offset::UTC.to_datetime(instant).year();
        (1..=9999).contains(&year).then_some(Self(instant))
    }

    /// Midnight UTC at the start of a day, for a record that is only dated;
    /// `None` outside the years 1 to 9999.
    #[must_use]
    pub fn from_date(date: civil::Date) -> Option<Self> {
        Self::from_timestamp(
            Offset::UTC
                .to_timestamp(date.to_datetime(civil::Time::midnight()))
                .ok()?,
        )
    }

    /// Drops fractions of a second.
    pub(super) fn from_timestamp(instant: Timestamp) -> Option<Self> {
        Self::from_seconds(instant.as_second())
    }

    /// Its day in UTC.
    #[must_use]
    pub fn day(self) -> civil::Date {
        Offset::UTC.to_datetime(self.0).date()
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.as_second()
    }
}

/// The form of RFC 5545 §3.3.5 for UTC: `20261112T140000Z`.
impl Value for Stamp {
    fn write(&self, line: &mut String) {
        BasicDateTime(Offset::UTC.to_datetime(self.0)).write(line);
        line.push('Z');
    }
}

/// A day in the form of RFC 5545 §3.3.4: `20261112`. Its year is from 1 to 9999.
pub(super) struct BasicDate(pub(super) civil::Date);

impl Value for BasicDate {
    fn write(&self, line: &mut String) {
        let date = self.0;
        let (century, year) = (date.year().div_euclid(100), date.year().rem_euclid(100));
        digits(
            line,
            [century, year, date.month().into(), date.day().into()],
        );
    }
}

/// A local time in the form of RFC 5545 §3.3.5: `20261112T140000`.
pub(super) struct BasicDateTime(pub(super) civil::DateTime);

impl Value for BasicDateTime {
    fn write(&self, line: &mut String) {
        BasicDate(self.0.date()).write(line);
        line.push('T');
        let time = self.0.time();
        digits(
            line,
            [time.hour(), time.minute(), time.second()].map(i16::from),
        );
    }
}

/// Writes numbers from 0 to 99 with two digits each. `{:02}` does the same in five times the time, and every event holds
/// more than thirty of them.
fn digits<const COUNT: usize>(line: &mut String, numbers: [i16; COUNT]) {
    let digit = |number: i16| char::from(b'0' + u8::try_from(number % 10).unwrap_or(0));
    for number in numbers {
        line.extend([digit(number / 10), digit(number)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stamps_are_written_in_utc() {
        let stamp = |seconds| Stamp::from_seconds(seconds).map(|stamp| stamp.written());
        assert_eq!(stamp(0).as_deref(), Some("19700101T000000Z"));
        assert_eq!(stamp(1_794_492_000).as_deref(), Some("20261112T140000Z"));
        assert_eq!(stamp(-62_135_596_800).as_deref(), Some("00010101T000000Z"));
        assert_eq!(stamp(-62_135_596_801), None);
        assert_eq!(stamp(i64::MAX), None);
    }

    #[test]
    fn a_day_begins_at_midnight() {
        let stamp = Stamp::from_date(date(2026, 11, 12)).expect("an ordinary day");
        assert_eq!(stamp.written(), "20261112T000000Z");
        assert_eq!(stamp.seconds() % 86_400, 0);
        assert_eq!(Stamp::from_date(civil::Date::MIN), None);
    }
}
