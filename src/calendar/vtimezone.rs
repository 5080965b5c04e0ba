//! VTIMEZONE: the yearly rules of a zone (RFC 5545 §3.6.5), in the one shape
//! that every reader understands.
//!
//! Outlook reads one STANDARD and one DAYLIGHT with a yearly RRULE on a numbered
//! weekday, and no lists of dates. The rules are those of the database (`rule`);
//! since when they hold is found from the changes themselves.

use jiff::{
    SignedDuration, Timestamp, civil,
    tz::{Offset, TimeZone, TimeZoneTransition},
};

use super::{
    component::Component,
    rule::{Clock, Footer, Rule},
    stamp::{BasicDateTime, Stamp},
    value::{Text, Value},
};

/// The year in which the search for the beginning of yearly rules starts. No release of the database lists single dates
/// so far ahead: those of Morocco went up to 2087.
const HORIZON: i16 = 2100;

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
    /// of a month says them.
    pub(super) fn of(clock: &TimeZone) -> Option<Self> {
        let Footer { standard, daylight } = Footer::of(clock.iana_name()?)?;
        let Some(daylight) = daylight else {
            return Self::fixed(clock, &standard);
        };
        let onsets = onsets(clock)?;
        let starts = YearlyOnset::of(&standard, daylight.starts, &daylight.clock, &onsets)?;
        let ends = YearlyOnset::of(&daylight.clock, daylight.ends, &standard, &onsets)?;
        Self::yearly(&onsets, ends, starts)
    }

    fn fixed(clock: &TimeZone, standard: &Clock) -> Option<Self> {
        if standard.offset == Offset::UTC && standard.name == "UTC" {
            return Some(Self::Utc);
        }
        // Some readers count seconds from 1970 and trip over earlier onsets.
        let epoch = Onset::at_epoch(standard);
        let last = match clock.following(Timestamp::MIN).last() {
            Some(change) => Some(Onset::of(clock, &change)?),
            None => None,
        };
        let last = last.filter(|last| last.at > epoch.at);
        Some(Self::Fixed(last.unwrap_or(epoch)))
    }

    /// Walks back from the last onset for as long as the rules hold.
    fn yearly(onsets: &[Onset], ends: YearlyOnset, starts: YearlyOnset) -> Option<Self> {
        // The greater offset is summer time, whatever the law calls it (Dublin).
        let (mut standard, mut daylight) = if ends.first.to < starts.first.to {
            (ends, starts)
        } else {
            (starts, ends)
        };
        let mut since = None;
        let mut unbroken = true;
        for onset in onsets.iter().rev() {
            let reached = standard.reach_back_to(onset) || daylight.reach_back_to(onset);
            unbroken &= reached;
            if unbroken {
                since = Some(onset.at);
            }
        }
        Some(Self::Yearly {
            since: since?,
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
    let utc = Clock {
        name: "UTC",
        offset: Offset::UTC,
    };
    timezone("Etc/UTC", [Onset::at_epoch(&utc).component("STANDARD")])
}

fn timezone(zone: &str, onsets: impl IntoIterator<Item = Component>) -> Component {
    let mut timezone = Component::new("VTIMEZONE");
    timezone.put("TZID", &Text::line(zone));
    for onset in onsets {
        timezone.add(onset);
    }
    timezone
}

/// All changes of a zone's clocks before [`HORIZON`]. Forwards, since jiff's `preceding` makes up a change where the table
/// of a zone meets its rule (Ciudad Juarez, November 2022).
fn onsets(clock: &TimeZone) -> Option<Vec<Onset>> {
    let end = civil::date(HORIZON, 1, 1).at(0, 0, 0, 0);
    let end = Offset::UTC.to_timestamp(end).ok()?;
    clock
        .following(Timestamp::MIN)
        .take_while(|change| change.timestamp() < end)
        .map(|change| Onset::of(clock, &change))
        .collect()
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
    fn at_epoch(clock: &Clock) -> Self {
        let offset = clock.offset;
        let local = civil::date(1970, 1, 1).at(0, 0, 0, 0);
        let at = offset.to_timestamp(local);
        let at = at.ok().and_then(Stamp::from_timestamp);
        Self {
            at: at.expect("an offset is about a day at most"),
            local,
            from: offset,
            to: offset,
            name: clock.name.to_owned(),
        }
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
    /// Starts from the last onset from one time to another, if the rule gives it.
    fn of(from: &Clock, rule: Rule, to: &Clock, onsets: &[Onset]) -> Option<Self> {
        let is_of_kind = |onset: &&Onset| {
            (onset.from, onset.to, onset.name.as_str()) == (from.offset, to.offset, to.name)
        };
        let last = onsets.iter().rfind(is_of_kind)?;
        let yearly = Self {
            first: last.clone(),
            rule,
        };
        yearly.gives(last).then_some(yearly)
    }

    fn gives(&self, onset: &Onset) -> bool {
        self.rule.in_year(onset.local.year()) == Some(onset.local)
    }

    /// Takes `onset` for the first, when it is a year earlier by the same rule.
    /// Says whether the onset belongs to this rule.
    fn reach_back_to(&mut self, onset: &Onset) -> bool {
        if *onset == self.first {
            return true;
        }
        let reached = onset.is_like(&self.first)
            && onset.local.year() == self.first.local.year() - 1
            && self.gives(onset);
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
mod tests;
