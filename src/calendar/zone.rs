//! Named time zones, always from the database bundled with jiff: the machine's
//! own could differ from one build to the next.

use std::{fmt, sync::Arc};

use jiff::{
    Timestamp, civil,
    tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase},
};

use super::{stamp::Stamp, vtimezone::Rules};

/// A zone of the IANA database, such as `Europe/London`.
///
/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Zone {
    name: Arc<str>,
    clock: TimeZone,
    rules: Option<Rules>,
}

impl Zone {
    /// Finds a zone by its name, in capitals or small letters.
    ///
    /// `None` for an unknown name, and for `Etc/Unknown` and `Factory`, which
    /// are no place's time.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let clock = TimeZoneDatabase::bundled().get(name).ok()?;
        let name = clock.iana_name().filter(|name| is_real(name))?.into();
        let rules = Rules::of(&clock);
        Some(Self { name, clock, rules })
    }

    /// Every name that [`find`](Self::find) knows, sorted, so that a caller can
    /// suggest the nearest.
    #[must_use]
    pub fn names() -> Vec<String> {
        let database = TimeZoneDatabase::bundled();
        let mut names: Vec<String> = database
            .available()
            .map(|name| name.as_str().to_owned())
            .filter(|name| is_real(name))
            .collect();
        names.sort_unstable();
        names
    }

    /// The name as the database spells it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same, to be kept.
    pub(super) fn shared_name(&self) -> Arc<str> {
        Arc::clone(&self.name)
    }

    /// What a time on the clocks of this zone means; `None` when the instant
    /// lies outside the years 1 to 9999 of UTC.
    #[must_use]
    pub fn local_time(&self, local: civil::DateTime) -> Option<LocalTime> {
        Some(match self.clock.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalTime::Exact(stamp(local, offset)?),
            AmbiguousOffset::Gap { before, after } => {
                // Counted with the new offset, a skipped time lies before the change.
                let instant = after.to_timestamp(local).ok()?;
                LocalTime::Skipped(self.next_change(instant, before, after)?)
            }
            AmbiguousOffset::Fold { before, after } => LocalTime::Doubled {
                first: stamp(local, before)?,
                second: stamp(local, after)?,
                change: self.next_change(before.to_timestamp(local).ok()?, before, after)?,
            },
        })
    }

    /// The instant of a local time; `None` when the clocks skip it, or outside
    /// the years 1 to 9999.
    ///
    /// A doubled time is its first occurrence, as RFC 5545 §3.3.5 reads it.
    #[must_use]
    pub fn instant(&self, local: civil::DateTime) -> Option<Stamp> {
        match self.local_time(local)? {
            LocalTime::Exact(instant) | LocalTime::Doubled { first: instant, .. } => Some(instant),
            LocalTime::Skipped(_) => None,
        }
    }

    /// The day on the calendars of this zone at an instant.
    #[must_use]
    pub fn day(&self, instant: Stamp) -> civil::Date {
        let instant = Timestamp::from_second(instant.seconds()).expect("a stamp is in range");
        self.clock.to_datetime(instant).date()
    }

    /// The yearly rules of this zone, where a VTIMEZONE can say them.
    pub(super) fn rules(&self) -> Option<&Rules> {
        self.rules.as_ref()
    }

    /// The first change of the clocks after an instant.
    fn next_change(
        &self,
        instant: Timestamp,
        before: Offset,
        after: Offset,
    ) -> Option<ClockChange> {
        let change = self.clock.following(instant).next()?.timestamp();
        Some(ClockChange {
            from: before.to_datetime(change),
            to: after.to_datetime(change),
        })
    }
}

/// What a time on the clocks means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTime {
    /// It happens once.
    Exact(Stamp),
    /// It never happens: the clocks go forward over it.
    Skipped(ClockChange),
    /// It happens twice: the clocks go back over it. In a feed it means the
    /// first occurrence.
    Doubled {
        /// Before the clocks go back.
        first: Stamp,
        /// After the clocks went back.
        second: Stamp,
        /// How they go back.
        change: ClockChange,
    },
}

/// A change of the clocks: when they show `from`, they are set to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockChange {
    /// The local time at which the clocks change.
    pub from: civil::DateTime,
    /// The local time that they show next.
    pub to: civil::DateTime,
}

/// For messages: `from 01:00 to 02:00`, with the days where they differ.
impl fmt::Display for ClockChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pattern = if self.from.date() == self.to.date() {
            "%H:%M"
        } else {
            "%H:%M on %-d %B %Y"
        };
        let (from, to) = (self.from.strftime(pattern), self.to.strftime(pattern));
        write!(f, "from {from} to {to}")
    }
}

fn stamp(local: civil::DateTime, offset: Offset) -> Option<Stamp> {
    Stamp::from_timestamp(offset.to_timestamp(local).ok()?)
}

fn is_real(name: &str) -> bool {
    !matches!(name, "Etc/Unknown" | "Factory")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn zone(name: &str) -> Zone {
        Zone::find(name).expect("a zone of the database")
    }

    fn stamp_at(text: &str) -> Stamp {
        Stamp::from_timestamp(text.parse().expect("an instant")).expect("in range")
    }

    #[test]
    fn zones_are_found_by_iana_name_only() {
        assert_eq!(zone("europe/LONDON").name(), "Europe/London");
        assert_eq!(zone("utc").name(), "UTC");
        for none in [
            "Europe/Sheffield",
            "GMT Standard Time",
            "",
            "Etc/Unknown",
            "etc/unknown",
            "Factory",
            "/Europe/London",
            "Europe/London\r\n",
        ] {
            assert!(Zone::find(none).is_none(), "{none}");
        }
    }

    #[test]
    fn every_listed_name_is_found() {
        let names = Zone::names();
        assert!(names.len() > 500 && names.is_sorted());
        assert!(names.iter().any(|name| name == "Europe/London"));
        for name in names {
            assert_eq!(zone(&name).name(), name);
        }
    }

    #[test]
    fn an_ordinary_time_is_one_instant() {
        let london = zone("Europe/London");
        let summer = datetime(2026, 6, 18, 10, 0, 0, 0);
        assert_eq!(
            london.local_time(summer),
            Some(LocalTime::Exact(stamp_at("2026-06-18T09:00:00Z")))
        );
        assert_eq!(
            london.instant(summer),
            Some(stamp_at("2026-06-18T09:00:00Z"))
        );
    }

    #[test]
    fn a_skipped_time_tells_how_the_clocks_go_forward() {
        let london = zone("Europe/London");
        for (hour, minute) in [(1, 0), (1, 30), (1, 59)] {
            let skipped = datetime(2026, 3, 29, hour, minute, 0, 0);
            assert_eq!(
                london.local_time(skipped),
                Some(LocalTime::Skipped(ClockChange {
                    from: datetime(2026, 3, 29, 1, 0, 0, 0),
                    to: datetime(2026, 3, 29, 2, 0, 0, 0),
                }))
            );
            assert_eq!(london.instant(skipped), None);
        }
        assert!(matches!(
            london.local_time(datetime(2026, 3, 29, 2, 0, 0, 0)),
            Some(LocalTime::Exact(_))
        ));
    }

    #[test]
    fn a_doubled_time_tells_how_the_clocks_go_back() {
        let london = zone("Europe/London");
        for minute in [0, 30, 59] {
            let doubled = datetime(2026, 10, 25, 1, minute, 0, 0);
            let first = stamp_at(&format!("2026-10-25T00:{minute:02}:00Z"));
            assert_eq!(
                london.local_time(doubled),
                Some(LocalTime::Doubled {
                    first,
                    second: stamp_at(&format!("2026-10-25T01:{minute:02}:00Z")),
                    change: ClockChange {
                        from: datetime(2026, 10, 25, 2, 0, 0, 0),
                        to: datetime(2026, 10, 25, 1, 0, 0, 0),
                    },
                })
            );
            assert_eq!(london.instant(doubled), Some(first));
        }
    }

    #[test]
    fn samoa_skipped_a_whole_day() {
        let noon = datetime(2011, 12, 30, 12, 0, 0, 0);
        let Some(LocalTime::Skipped(change)) = zone("Pacific/Apia").local_time(noon) else {
            panic!("Samoa had no 30 December in 2011");
        };
        assert_eq!(
            change.to_string(),
            "from 00:00 on 30 December 2011 to 00:00 on 31 December 2011"
        );
    }

    #[test]
    fn juarez_changed_on_a_day_of_its_own() {
        // Where jiff 0.2.43 looks back from 2023 to a change that never was (6 November).
        let change = |local| match zone("America/Ciudad_Juarez").local_time(local) {
            Some(LocalTime::Doubled { change, .. }) => Some(change.to_string()),
            _ => None,
        };
        assert_eq!(
            change(datetime(2022, 11, 29, 23, 30, 0, 0)).as_deref(),
            Some("from 00:00 on 30 November 2022 to 23:00 on 29 November 2022")
        );
        assert_eq!(change(datetime(2022, 11, 6, 1, 30, 0, 0)), None);
    }

    #[test]
    fn a_day_begins_at_the_midnight_of_the_zone() {
        let instant = stamp_at("2026-06-17T23:30:00Z");
        let day = |name| zone(name).day(instant).to_string();
        assert_eq!(day("Europe/London"), "2026-06-18");
        assert_eq!(day("America/New_York"), "2026-06-17");
        assert_eq!(day("UTC"), "2026-06-17");
    }

    #[test]
    fn times_beyond_the_calendar_are_none() {
        let auckland = zone("Pacific/Auckland");
        assert_eq!(auckland.local_time(civil::DateTime::MIN), None);
        assert_eq!(
            zone("America/New_York").local_time(civil::DateTime::MAX),
            None
        );
        assert_eq!(auckland.instant(datetime(1, 1, 1, 0, 0, 0, 0)), None);
    }
}
