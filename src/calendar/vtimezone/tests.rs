use std::ops::RangeInclusive;

use super::super::zone::Zone;
use super::*;
use jiff::tz::TimeZoneDatabase;

fn clock(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled()
        .get(name)
        .expect("a zone of the database")
}

fn rules(name: &str) -> Option<Rules> {
    Rules::of(&clock(name))
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
fn a_rule_by_no_numbered_weekday_is_none() {
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

/// The years in which rules are proven. The Gregorian calendar repeats after 400 years, so what holds throughout holds
/// for ever.
const PROOF: RangeInclusive<i16> = 2200..=2599;

/// Whether some numbered weekday of the month of these onsets gives all of them.
fn is_numbered_weekday(onsets: &[&Onset]) -> bool {
    [-1, 1, 2, 3, 4].into_iter().any(|nth| {
        onsets.iter().all(|onset| {
            let (first, local) = (onsets[0].local, onset.local);
            let month = civil::date(local.year(), first.month(), 1);
            let day = month.nth_weekday_of_month(nth, first.weekday());
            day.is_ok_and(|day| day.to_datetime(first.time()) == local)
        })
    })
}

#[test]
fn every_rule_is_that_of_the_changes_and_none_is_missed() {
    let mut counts = [0; 4];
    for name in Zone::names() {
        let clock = clock(&name);
        let start = civil::date(*PROOF.start(), 1, 1).at(0, 0, 0, 0);
        let onsets: Vec<Onset> = clock
            .following(Offset::UTC.to_timestamp(start).expect("in range"))
            .map(|change| Onset::of(&clock, &change).expect("in range"))
            .take_while(|onset| PROOF.contains(&onset.local.year()))
            .collect();
        let (winter, summer): (Vec<&Onset>, Vec<&Onset>) =
            onsets.iter().partition(|onset| onset.to < onset.from);
        let fits = is_numbered_weekday(&winter) && is_numbered_weekday(&summer);
        let kind = match Rules::of(&clock) {
            Some(Rules::Yearly {
                since,
                standard,
                daylight,
            }) => {
                assert!(since < onsets[0].at, "{name}");
                for (yearly, onsets) in [(standard, winter), (daylight, summer)] {
                    let all = |onset: &&Onset| yearly.gives(onset) && yearly.first.is_like(onset);
                    assert!(onsets.len() == 400 && onsets.iter().all(all), "{name}");
                }
                0
            }
            Some(Rules::Fixed(onset)) => {
                let utc = start.to_zoned(TimeZone::UTC).expect("in range").timestamp();
                assert!(
                    onsets.is_empty() && clock.to_offset(utc) == onset.to,
                    "{name}"
                );
                1
            }
            Some(Rules::Utc) => {
                assert!(onsets.is_empty(), "{name}");
                2
            }
            None => {
                assert!(!onsets.is_empty() && !fits, "{name}");
                3
            }
        };
        counts[kind] += 1;
    }
    assert_eq!(counts, [178, 399, 8, 12]);
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
        let Some(rules) = Rules::of(&clock) else {
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
            let offset = clock.to_offset_info(instant);
            let by_clock = (offset.offset().seconds(), offset.abbreviation());
            assert_eq!(by_text(at), Some(by_clock), "{name} at {instant}");
        }
    }
    assert!(yearly > 100, "only {yearly} zones have yearly rules");
}
