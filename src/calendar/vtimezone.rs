//! VTIMEZONE: the yearly rules of a zone (RFC 5545 §3.6.5), in the one shape
//! that every reader understands.
//!
//! Outlook reads one STANDARD and one DAYLIGHT with a yearly RRULE on a numbered
//! weekday, and no lists of dates. jiff does not show the rule by which a zone
//! goes on for ever, so it is found from the changes themselves.

use std::ops::RangeInclusive;

use jiff::{
    SignedDuration, Timestamp, civil,
    tz::{Offset, TimeZone, TimeZoneTransition},
};

use super::{
    component::Component,
    stamp::{BasicDateTime, Stamp},
    value::{Text, Value},
};

/// The years in which a rule is proven. No release of the database lists single
/// dates so far ahead (those of Morocco went up to 2087), and the Gregorian
/// calendar repeats after 400 years, so what holds throughout holds for ever.
const PROOF: RangeInclusive<i16> = 2200..=2599;

/// How the clocks of a zone run, from some time on and for ever after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rules {
    /// UTC itself, which is written with a `Z` and needs no VTIMEZONE.
    Utc,
    /// The clocks never change after this onset.
    Fixed(Onset),
    /// The clocks change twice a year by these rules, and in no other way from
    /// `since` on.
    Yearly {
        since: Stamp,
        standard: YearlyOnset,
        daylight: YearlyOnset,
    },
}

impl Rules {
    /// The rules that a zone follows in the end; `None` where no numbered weekday
    /// of a month says them (Santiago: the Sunday from 2 to 8 September).
    pub(super) fn fit(clock: &TimeZone) -> Option<Self> {
        let end = civil::date(PROOF.end() + 1, 1, 1).at(0, 0, 0, 0);
        let end = Offset::UTC.to_timestamp(end).ok()?;
        // Forwards, since jiff's `preceding` makes up a change where the table of
        // a zone meets its rule (Ciudad Juarez, November 2022).
        let onsets: Vec<Onset> = clock
            .following(Timestamp::MIN)
            .take_while(|change| change.timestamp() < end)
            .map(|change| Onset::of(clock, &change))
            .collect::<Option<_>>()?;
        match onsets.last() {
            Some(last) if last.in_proof() => Self::fit_yearly(&onsets),
            last => {
                let info = clock.to_offset_info(end);
                Some(Self::fixed(last, info.offset(), info.abbreviation()))
            }
        }
    }

    fn fixed(last: Option<&Onset>, offset: Offset, name: &str) -> Self {
        if offset == Offset::UTC && name == "UTC" {
            return Self::Utc;
        }
        // Some readers count seconds from 1970 and trip over earlier onsets.
        let epoch = Onset::at_epoch(offset, name);
        let standard = last.filter(|last| last.at > epoch.at).cloned();
        Self::Fixed(standard.unwrap_or(epoch))
    }

    /// Walks back from the last onset for as long as the rules hold.
    fn fit_yearly(onsets: &[Onset]) -> Option<Self> {
        let proof = &onsets[onsets.partition_point(|onset| !onset.in_proof())..];
        let [.., previous, last] = proof else {
            return None;
        };
        // The greater offset is summer time, whatever the law calls it (Dublin).
        let (standard, daylight) = if last.to < previous.to {
            (last, previous)
        } else {
            (previous, last)
        };
        let mut standard = YearlyOnset::fit(standard, proof)?;
        let mut daylight = YearlyOnset::fit(daylight, proof)?;

        let mut since = None;
        let mut unbroken = true;
        for onset in onsets.iter().rev() {
            let reached = standard.reach_back_to(onset) || daylight.reach_back_to(onset);
            unbroken &= reached;
            if unbroken {
                since = Some(onset.at);
            }
        }
        let since = since.filter(|since| proof.iter().all(|onset| onset.at >= *since))?;
        Some(Self::Yearly {
            since,
            standard,
            daylight,
        })
    }

    /// True when the VTIMEZONE tells the clock rightly at this instant and ever after.
    pub(super) fn cover(&self, instant: Stamp) -> bool {
        match self {
            Self::Utc => false,
            Self::Fixed(standard) => standard.at <= instant,
            Self::Yearly { since, .. } => *since <= instant,
        }
    }

    /// The VTIMEZONE for a zone of this name; none for UTC.
    pub(super) fn component(&self, zone: &str) -> Option<Component> {
        match self {
            Self::Utc => None,
            Self::Fixed(standard) => Some(timezone(zone, [standard.component("STANDARD")])),
            Self::Yearly {
                standard, daylight, ..
            } => {
                let onsets = [
                    standard.component("STANDARD"),
                    daylight.component("DAYLIGHT"),
                ];
                Some(timezone(zone, onsets))
            }
        }
    }
}

/// A VTIMEZONE of UTC, for a feed that has nothing else to hold: RFC 5545 §3.6
/// wants at least one component.
pub(super) fn utc_component() -> Component {
    timezone(
        "Etc/UTC",
        [Onset::at_epoch(Offset::UTC, "UTC").component("STANDARD")],
    )
}

fn timezone(zone: &str, onsets: impl IntoIterator<Item = Component>) -> Component {
    let mut timezone = Component::new("VTIMEZONE");
    timezone.put("TZID", &Text::line(zone));
    for onset in onsets {
        timezone.add(onset);
    }
    timezone
}

/// One change of the clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Onset {
    at: Stamp,
    /// The same instant on the clocks as they ran before it.
    local: civil::DateTime,
    from: Offset,
    to: Offset,
    /// What the time is called from then on: `BST`.
    name: String,
}

impl Onset {
    fn of(clock: &TimeZone, change: &TimeZoneTransition<'_>) -> Option<Self> {
        let at = change.timestamp();
        let before = at.checked_sub(SignedDuration::from_nanos(1)).ok()?;
        let from = clock.to_offset(before);
        Some(Self {
            at: Stamp::from_timestamp(at)?,
            local: from.to_datetime(at),
            from,
            to: change.offset(),
            name: change.abbreviation().to_owned(),
        })
    }

    /// Not a change, but how a VTIMEZONE without changes begins.
    fn at_epoch(offset: Offset, name: &str) -> Self {
        let local = civil::date(1970, 1, 1).at(0, 0, 0, 0);
        let at = offset.to_timestamp(local);
        let at = at.ok().and_then(Stamp::from_timestamp);
        Self {
            at: at.expect("an offset is about a day at most"),
            local,
            from: offset,
            to: offset,
            name: name.to_owned(),
        }
    }

    fn in_proof(&self) -> bool {
        PROOF.contains(&self.local.year())
    }

    /// True when both change to the same time from the same time.
    fn is_like(&self, other: &Self) -> bool {
        (self.from, self.to, &self.name) == (other.from, other.to, &other.name)
    }

    fn component(&self, kind: &'static str) -> Component {
        let mut component = Component::new(kind);
        component.put("DTSTART", &BasicDateTime(self.local));
        component.put("TZOFFSETFROM", &UtcOffset(self.from));
        component.put("TZOFFSETTO", &UtcOffset(self.to));
        component.put("TZNAME", &Text::line(&self.name));
        component
    }
}

/// A change of the clocks that returns every year by one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearlyOnset {
    /// The earliest onset from which the rule has held in every year.
    first: Onset,
    rule: Rule,
}

impl YearlyOnset {
    /// Starts from the last onset of its kind and the one rule that gives every
    /// onset of that kind in `proof`.
    fn fit(last: &Onset, proof: &[Onset]) -> Option<Self> {
        let rule = [-1, 1, 2, 3, 4]
            .into_iter()
            .map(|nth| Rule {
                month: last.local.month(),
                nth,
                weekday: last.local.weekday(),
                time: last.local.time(),
            })
            .find(|rule| {
                let mut same_kind = proof.iter().filter(|onset| onset.is_like(last));
                same_kind.all(|onset| rule.gives(onset.local))
            })?;
        Some(Self {
            first: last.clone(),
            rule,
        })
    }

    /// Takes `onset` for the first, when it is a year earlier by the same rule.
    /// Says whether the onset belongs to this rule.
    fn reach_back_to(&mut self, onset: &Onset) -> bool {
        if *onset == self.first {
            return true;
        }
        let reached = onset.is_like(&self.first)
            && onset.local.year() == self.first.local.year() - 1
            && self.rule.gives(onset.local);
        if reached {
            self.first = onset.clone();
        }
        reached
    }

    fn component(&self, kind: &'static str) -> Component {
        let mut component = self.first.component(kind);
        component.put("RRULE", &self.rule);
        component
    }
}

/// The n-th or last weekday of a month, at a time of day on the clocks before
/// the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    month: i8,
    /// 1 to 4, or -1 for the last.
    nth: i8,
    weekday: civil::Weekday,
    time: civil::Time,
}

impl Rule {
    fn gives(&self, local: civil::DateTime) -> bool {
        let day =
            civil::date(local.year(), self.month, 1).nth_weekday_of_month(self.nth, self.weekday);
        day.is_ok_and(|day| day.to_datetime(self.time) == local)
    }
}

/// RFC 5545 §3.3.10: `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`. The time of day is that
/// of DTSTART.
impl Value for Rule {
    fn write(&self, line: &mut String) {
        let weekday = match self.weekday {
            civil::Weekday::Monday => "MO",
            civil::Weekday::Tuesday => "TU",
            civil::Weekday::Wednesday => "WE",
            civil::Weekday::Thursday => "TH",
            civil::Weekday::Friday => "FR",
            civil::Weekday::Saturday => "SA",
            civil::Weekday::Sunday => "SU",
        };
        let Self { month, nth, .. } = self;
        let rule = format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{weekday}");
        line.push_str(&rule);
    }
}

/// RFC 5545 §3.3.14: `+0100`, with seconds only where there are any.
struct UtcOffset(Offset);

impl Value for UtcOffset {
    fn write(&self, line: &mut String) {
        let sign = if self.0.seconds() < 0 { '-' } else { '+' };
        let seconds = self.0.seconds().unsigned_abs();
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut written = format!("{sign}{hour:02}{minute:02}");
        if second > 0 {
            written = format!("{written}{second:02}");
        }
        line.push_str(&written);
    }
}

#[cfg(test)]
mod tests {
    use super::super::zone::Zone;
    use super::*;
    use jiff::tz::TimeZoneDatabase;

    fn clock(name: &str) -> TimeZone {
        TimeZoneDatabase::bundled()
            .get(name)
            .expect("a zone of the database")
    }

    fn rules(name: &str) -> Option<Rules> {
        Rules::fit(&clock(name))
    }

    fn written(name: &str) -> String {
        let component = rules(name).and_then(|rules| rules.component(name));
        component
            .expect("a zone with a VTIMEZONE")
            .write()
            .replace("\r\n", "\n")
    }

    fn stamp(text: &str) -> Stamp {
        let instant: Timestamp = text.parse().expect("an instant");
        Stamp::from_timestamp(instant).expect("in range")
    }

    #[test]
    fn london() {
        assert_eq!(
            written("Europe/London"),
            "BEGIN:VTIMEZONE\n\
             TZID:Europe/London\n\
             BEGIN:STANDARD\n\
             DTSTART:19961027T020000\n\
             TZOFFSETFROM:+0100\n\
             TZOFFSETTO:+0000\n\
             TZNAME:GMT\n\
             RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n\
             END:STANDARD\n\
             BEGIN:DAYLIGHT\n\
             DTSTART:19810329T010000\n\
             TZOFFSETFROM:+0000\n\
             TZOFFSETTO:+0100\n\
             TZNAME:BST\n\
             RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n\
             END:DAYLIGHT\n\
             END:VTIMEZONE\n"
        );
    }

    #[test]
    fn london_before_both_rules_held_is_not_covered() {
        let rules = rules("Europe/London").expect("London has yearly rules");
        assert!(rules.cover(stamp("1996-03-31T01:00:00Z")));
        assert!(!rules.cover(stamp("1996-03-31T00:59:59Z")));
    }

    #[test]
    fn new_york() {
        let written = written("America/New_York");
        for lines in [
            "BEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n\
             TZNAME:EST\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\n",
            "BEGIN:DAYLIGHT\nDTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n\
             TZNAME:EDT\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\n",
        ] {
            assert!(written.contains(lines), "{written}");
        }
    }

    #[test]
    fn auckland_has_summer_in_january() {
        let written = written("Pacific/Auckland");
        for lines in [
            "BEGIN:STANDARD\nDTSTART:20080406T030000\nTZOFFSETFROM:+1300\nTZOFFSETTO:+1200\n\
             TZNAME:NZST\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU\nEND:STANDARD\n",
            "BEGIN:DAYLIGHT\nDTSTART:20070930T020000\nTZOFFSETFROM:+1200\nTZOFFSETTO:+1300\n\
             TZNAME:NZDT\nRRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU\nEND:DAYLIGHT\n",
        ] {
            assert!(written.contains(lines), "{written}");
        }
    }

    #[test]
    fn lord_howe_changes_by_half_an_hour() {
        let written = written("Australia/Lord_Howe");
        for lines in [
            "BEGIN:STANDARD\nDTSTART:20080406T020000\nTZOFFSETFROM:+1100\nTZOFFSETTO:+1030\n\
             TZNAME:+1030\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU\nEND:STANDARD\n",
            "BEGIN:DAYLIGHT\nDTSTART:20081005T020000\nTZOFFSETFROM:+1030\nTZOFFSETTO:+1100\n\
             TZNAME:+11\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU\nEND:DAYLIGHT\n",
        ] {
            assert!(written.contains(lines), "{written}");
        }
    }

    #[test]
    fn dublin_has_daylight_time_in_summer() {
        let written = written("Europe/Dublin");
        assert!(written.contains("BEGIN:DAYLIGHT\nDTSTART:19810329T010000\n"));
        assert!(written.contains("TZOFFSETTO:+0100\nTZNAME:IST\n"));
        assert!(written.contains("BEGIN:STANDARD\nDTSTART:19961027T020000\n"));
    }

    #[test]
    fn kolkata_has_a_fixed_offset() {
        assert_eq!(
            written("Asia/Kolkata"),
            "BEGIN:VTIMEZONE\nTZID:Asia/Kolkata\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
             TZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nTZNAME:IST\nEND:STANDARD\nEND:VTIMEZONE\n"
        );
    }

    #[test]
    fn a_zone_that_gave_up_daylight_time_has_its_last_change_for_an_onset() {
        // Turkey has stayed on summer time since 2016.
        let written = written("Europe/Istanbul");
        assert!(written.contains("DTSTART:20160907T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300"));
        let rules = rules("Europe/Istanbul").expect("a fixed offset");
        assert!(!rules.cover(stamp("2015-01-01T00:00:00Z")));
        assert!(rules.cover(stamp("2026-01-01T00:00:00Z")));
    }

    #[test]
    fn utc_needs_no_vtimezone() {
        for name in ["UTC", "Etc/UTC", "Zulu"] {
            let rules = rules(name).expect("UTC");
            assert_eq!(rules, Rules::Utc);
            assert!(rules.component(name).is_none());
        }
    }

    #[test]
    fn casablanca_is_not_covered_while_ramadan_changes_its_clocks() {
        // Morocco gave this up on 20 September 2026.
        let rules = rules("Africa/Casablanca").expect("no change since then");
        assert!(!rules.cover(stamp("2026-06-01T00:00:00Z")));
        assert!(rules.cover(stamp("2027-01-01T00:00:00Z")));
    }

    #[test]
    fn a_rule_by_no_numbered_weekday_fits_nothing() {
        assert_eq!(rules("America/Santiago"), None);
        assert_eq!(rules("Asia/Jerusalem"), None);
    }

    #[test]
    fn offsets_are_written_with_seconds_only_where_there_are_any() {
        let written = |seconds| {
            let offset = Offset::from_seconds(seconds).expect("an offset");
            UtcOffset(offset).written()
        };
        assert_eq!(written(0), "+0000");
        assert_eq!(written(-12_600), "-0330");
        assert_eq!(written(45_900), "+1245");
        assert_eq!(written(-75), "-000115");
    }

    /// One sub-component of a VTIMEZONE, read back from its text.
    struct Observance {
        name: String,
        first: civil::DateTime,
        from: i32,
        to: i32,
        rule: Option<(i8, i8)>,
    }

    impl Observance {
        fn read(lines: &str) -> Self {
            let value = |name: &str| {
                let line = lines.lines().find_map(|line| line.strip_prefix(name));
                line.map(|rest| rest.trim_start_matches(':'))
            };
            let offset = |name| {
                let written = value(name).expect("every onset has both offsets");
                let (sign, digits) = written.split_at(1);
                let digits: i32 = format!("{digits:0<6}").parse().expect(written);
                let seconds = digits / 10_000 * 3600 + digits / 100 % 100 * 60 + digits % 100;
                if sign == "-" { -seconds } else { seconds }
            };
            let rule = value("RRULE").map(|rule| {
                let rest = rule.strip_prefix("FREQ=YEARLY;BYMONTH=").expect(rule);
                let (month, day) = rest.split_once(";BYDAY=").expect(rule);
                let nth = &day[..day.len() - 2];
                (month.parse().expect(rule), nth.parse().expect(rule))
            });
            Self {
                name: value("TZNAME").expect(lines).to_owned(),
                first: civil::DateTime::strptime("%Y%m%dT%H%M%S", value("DTSTART").expect(lines))
                    .expect(lines),
                from: offset("TZOFFSETFROM"),
                to: offset("TZOFFSETTO"),
                rule,
            }
        }

        /// Onsets up to the end of a year, in seconds of UTC, with the offset and the name that hold from then on.
        fn onsets(&self, until: i16) -> Vec<(i64, i32, String)> {
            let weekday = self.first.weekday();
            let mut days = vec![self.first];
            if let Some((month, nth)) = self.rule {
                days = (self.first.year()..=until)
                    .map(|year| {
                        civil::date(year, month, 1)
                            .nth_weekday_of_month(nth, weekday)
                            .expect("months have every weekday four times")
                            .to_datetime(self.first.time())
                    })
                    .collect();
                assert_eq!(days[0], self.first, "DTSTART is an onset of its own rule");
            }
            let from = Offset::from_seconds(self.from).expect("an offset");
            days.into_iter()
                .map(|day| from.to_timestamp(day).expect("in range").as_second())
                .map(|at| (at, self.to, self.name.clone()))
                .collect()
        }
    }

    /// What readers will make of the text, against the database: every zone,
    /// from the instant that is said to be covered until the end of the table
    /// and beyond.
    #[test]
    fn every_vtimezone_tells_the_clock_of_its_zone() {
        const UNTIL: i16 = 2110;
        let end = stamp("2110-12-01T00:00:00Z").seconds();
        let mut yearly = 0;
        for name in Zone::names() {
            let clock = clock(&name);
            let Some(rules) = Rules::fit(&clock) else {
                continue;
            };
            let since = match &rules {
                Rules::Utc => continue,
                Rules::Fixed(onset) => onset.at,
                Rules::Yearly { since, .. } => {
                    yearly += 1;
                    *since
                }
            };
            let text = written(&name);
            let mut onsets: Vec<(i64, i32, String)> = text
                .split("BEGIN:")
                .filter(|part| part.contains("TZOFFSETTO"))
                .flat_map(|part| Observance::read(part).onsets(UNTIL))
                .collect();
            onsets.sort_unstable();
            let by_text = |at: i64| {
                let next = onsets.partition_point(|(onset, ..)| *onset <= at);
                let (_, offset, name) = &onsets[next.checked_sub(1)?];
                Some((*offset, name.as_str()))
            };
            let since = since.seconds();
            let start = Timestamp::from_second(since).expect("in range");
            let changes = clock.following(start).map(|c| c.timestamp().as_second());
            let mut moments = vec![since, end];
            moments.extend((since..end).step_by(86_400 * 11));
            let edges = changes
                .take_while(|&at| at < end)
                .flat_map(|at| [at - 1, at]);
            moments.extend(edges);
            moments.extend(onsets.iter().flat_map(|(at, ..)| [at - 1, *at]));
            for at in moments.into_iter().filter(|at| (since..=end).contains(at)) {
                let instant = Timestamp::from_second(at).expect("in range");
                let told = clock.to_offset_info(instant);
                let by_clock = (told.offset().seconds(), told.abbreviation());
                assert_eq!(by_text(at), Some(by_clock), "{name} at {instant}");
            }
        }
        assert!(yearly > 100, "only {yearly} zones have yearly rules");
    }
}
