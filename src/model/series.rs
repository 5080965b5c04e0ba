//! Meetings that recur under one name.

use jiff::civil::{Date, DateTime};

use super::{Body, Contact, PageId, PersonId, Role};

/// A series of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Never changes: UIDs and the feed's address hang on it.
    pub id: String,
    /// Who hosts it.
    pub hosts: Vec<Role>,
    /// Who chairs all of it.
    pub chairs: Vec<Chair>,
    /// How people take part.
    pub mode: Option<Mode>,
    /// Where.
    pub venue: Option<String>,
    /// What it costs.
    pub cost: Option<String>,
    /// How often, in words.
    pub pattern: Option<String>,
    /// The colour of its calendar, by a name of CSS3.
    pub colour: Option<String>,
    /// How to join.
    pub join: Option<Body>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// Variants held in parallel.
    pub areas: Vec<Area>,
    /// The meetings, in order of time.
    pub occurrences: Vec<Occurrence>,
    /// When the record was last changed, in seconds since 1970 (UTC), within the years 1 to 9999: the stamp of
    /// all events. `None` only when there is no event.
    pub revised: Option<i64>,
    /// SEQUENCE of all events (RFC 5545 §3.8.7.4): it grows with each change; at most 2 147 483 647.
    pub sequence: u32,
    /// When the record was first made, in seconds since 1970 (UTC), within the years 1 to 9999, as far as that is known.
    pub created: Option<i64>,
    /// Ids that it had before, the oldest first. Their feeds stay, and the oldest stays in its UIDs.
    pub former_ids: Vec<String>,
    /// The day from which it is no longer held. Its feed stays, with its past.
    pub retired: Option<Date>,
}

impl Series {
    /// The id that its UIDs begin with: the first that it ever had, so that a new name does not
    /// make calendar programs drop all meetings and fetch them anew.
    #[must_use]
    pub fn uid_stem(&self) -> &str {
        self.former_ids.first().unwrap_or(&self.id)
    }

    /// What identifies a meeting, or one area of it, in every calendar and for ever.
    #[must_use]
    pub fn uid(&self, area: Option<&Area>, key: &str, domain: &str) -> String {
        let (hyphen, area) = area.map_or(("", ""), |area| ("-", &*area.id));
        format!("{}{hyphen}{area}.{key}@{domain}", self.uid_stem())
    }

    /// The areas that a meeting is of, with their indexes; none for a series without areas.
    pub fn areas_of(&self, meeting: &Occurrence) -> impl Iterator<Item = (usize, &Area)> {
        let areas = self.areas.iter().enumerate();
        areas.filter(|(index, _)| meeting.is_of(*index))
    }

    /// How people take part in a meeting.
    #[must_use]
    pub fn mode_of(&self, meeting: &Occurrence) -> Option<Mode> {
        meeting.mode.or(self.mode)
    }

    /// Where a meeting is held.
    #[must_use]
    pub fn venue_of<'a>(&'a self, meeting: &'a Occurrence) -> Option<&'a str> {
        meeting.venue.as_deref().or(self.venue.as_deref())
    }

    /// Whether the day of any meeting is known: without one there is nothing for a calendar.
    #[must_use]
    pub fn has_day(&self) -> bool {
        self.occurrences
            .iter()
            .any(|meeting| meeting.when.has_day())
    }
}

/// How people take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In one room.
    InPerson,
    /// On screens.
    Online,
    /// Both at once.
    Hybrid,
    /// One or the other, as agreed each time.
    InPersonOrOnline,
}

impl Mode {
    /// The words in front matter.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Mode::InPerson => "in-person",
            Mode::Online => "online",
            Mode::Hybrid => "hybrid",
            Mode::InPersonOrOnline => "in-person or online",
        }
    }
}

/// Somebody who chairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chair {
    /// Who.
    pub person: PersonId,
    /// On whose behalf, such as a school.
    pub role_for: Option<String>,
}

/// A variant of a series held in parallel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Part of the feed's address.
    pub id: String,
    /// The words that readers know.
    pub title: String,
    /// The colour of its calendar, by a name of CSS3; unless it has one, that of the series.
    pub colour: Option<String>,
    /// Its own chairs.
    pub chairs: Vec<Chair>,
}

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// When.
    pub when: When,
    /// Names it within its series for ever: the original date unless the editor set another key.
    pub key: String,
    /// Whether it will happen.
    pub status: Status,
    /// A title of its own.
    pub title: Option<String>,
    /// A place of its own.
    pub venue: Option<String>,
    /// A mode of its own.
    pub mode: Option<Mode>,
    /// The day from which it was moved.
    pub was: Option<Date>,
    /// Why it was moved or cancelled.
    pub why: Option<String>,
    /// How a date that is still open will be told.
    pub via: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The page with the record of the meeting.
    pub minutes: Option<PageId>,
    /// The areas that meet, by index; empty: all of them, or the series has none.
    pub areas: Vec<usize>,
}

impl Occurrence {
    /// Whether the area of an index meets.
    #[must_use]
    pub fn is_of(&self, area: usize) -> bool {
        self.areas.is_empty() || self.areas.contains(&area)
    }
}

/// When a meeting is; times are local to the site's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A start and an end.
    Timed {
        /// Start.
        start: DateTime,
        /// End, later than the start.
        end: DateTime,
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

    /// Whether a day is known, so that the meeting belongs in a feed.
    #[must_use]
    pub fn has_day(self) -> bool {
        !matches!(self, When::Month { .. })
    }
}

/// Whether a meeting will happen (RFC 5545 §3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It will.
    Confirmed,
    /// Something about it is still open.
    Tentative,
    /// It will not.
    Cancelled,
}

impl Status {
    /// The word in front matter and for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Tentative => "tentative",
            Status::Cancelled => "cancelled",
        }
    }
}
