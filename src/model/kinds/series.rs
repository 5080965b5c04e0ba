//! Meetings that recur under one name.

use jiff::civil::Date;

use super::Role;
use crate::model::{Body, Contact, Mode, Occurrence, PersonId, PostStatus, Status, Visit, venue};

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

    /// The areas that a meeting is named after: none when all meet together.
    pub fn areas_named(&self, meeting: &Occurrence) -> impl Iterator<Item = (usize, &Area)> {
        let all_together = meeting.joint && meeting.areas.is_empty();
        let areas = self.areas_of(meeting);
        areas.filter(move |_| !all_together)
    }

    /// What a meeting is in calendars: an event for each area that meets by itself, or one event.
    #[must_use]
    pub fn events_of(&self, meeting: &Occurrence) -> Vec<Option<(usize, &Area)>> {
        if meeting.joint || self.areas.is_empty() {
            vec![None]
        } else {
            self.areas_of(meeting).map(Some).collect()
        }
    }

    /// How people take part in a meeting.
    #[must_use]
    pub fn mode_of(&self, meeting: &Occurrence) -> Option<Mode> {
        meeting.mode.or(self.mode)
    }

    /// Where a meeting is held.
    #[must_use]
    pub fn venue_of<'a>(&'a self, meeting: &'a Occurrence) -> Option<&'a str> {
        let own = (meeting.mode, meeting.venue.as_deref());
        venue(own, self.venue.as_deref())
    }

    /// Whether the day of any meeting is known: without one there is nothing for a calendar.
    #[must_use]
    pub fn has_day(&self) -> bool {
        self.occurrences
            .iter()
            .any(|meeting| meeting.when.has_day())
    }

    /// Whether the day of any meeting is still open, so that it is in no calendar.
    #[must_use]
    pub fn has_open_day(&self) -> bool {
        let open =
            |meeting: &Occurrence| !meeting.when.has_day() && meeting.status != Status::Cancelled;
        self.occurrences.iter().any(open)
    }

    /// Tells what stands on its page.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        if let Some(pattern) = &self.pattern {
            visit.pattern(pattern);
        }
        visit.all_words([&self.venue, &self.cost]);
        for host in &self.hosts {
            host.visit(visit);
        }
        for chair in &self.chairs {
            chair.visit(None, chair_status(&self.chairs), visit);
        }
        for area in &self.areas {
            visit.name(&area.title);
            for chair in &area.chairs {
                chair.visit(Some(&area.title), chair_status(&area.chairs), visit);
            }
        }
        visit.contacts(&self.contacts);
        for meeting in &self.occurrences {
            let areas = meeting.areas.iter();
            visit.meeting(meeting, areas.map(|&area| self.areas[area].title.as_str()));
            for paper in &meeting.papers {
                visit.paper(paper);
            }
        }
        if let Some(join) = &self.join {
            visit.aside(join);
        }
        if self.retired.is_some() {
            visit.retired();
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

impl Chair {
    fn visit(&self, area: Option<&str>, status: PostStatus, visit: &mut impl Visit) {
        visit.post(self.person, area, status, None);
        if let Some(name) = &self.role_for {
            visit.organisation(name);
        }
    }
}

/// What each of those is who chair the same meetings.
fn chair_status(chairs: &[Chair]) -> PostStatus {
    if chairs.len() > 1 {
        PostStatus::CoChair
    } else {
        PostStatus::Chair
    }
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
