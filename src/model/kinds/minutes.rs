//! Records of meetings of committees.

use jiff::civil::{Date, Time};

use crate::model::{PageId, Paper, PersonId, Visit};

/// The record of one meeting, or its agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The name in other records.
    pub id: String,
    /// The meeting of a series that this is the record of.
    pub meeting: Option<Meeting>,
    /// The page of the group that met.
    pub group: Option<PageId>,
    /// The committee that met.
    pub committee: Option<String>,
    /// The day.
    pub day: Date,
    /// When it started.
    pub start: Option<Time>,
    /// When it was closed.
    pub closed: Option<Time>,
    /// Where.
    pub venue: Option<String>,
    /// Who was there, by kind.
    pub attendance: Vec<Attendance>,
    /// What was dealt with.
    pub items: Vec<Item>,
    /// What was to be dealt with.
    pub agenda: Vec<AgendaItem>,
    /// What belongs to the meeting.
    pub papers: Vec<Paper>,
}

impl Minutes {
    /// Whether it is no record, but says what is to be dealt with.
    #[must_use]
    pub fn is_agenda(&self) -> bool {
        !self.agenda.is_empty()
            && self.items.is_empty()
            && self.attendance.is_empty()
            && self.closed.is_none()
    }

    /// Tells what stands on its page.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        visit.all_words([&self.committee, &self.venue]);
        visit.day(self.day);
        if let Some(meeting) = &self.meeting {
            visit.page(meeting.series);
        }
        // The page of the group lists it by itself.
        for paper in &self.papers {
            visit.paper(paper);
        }
        // Whoever was there has no post by that.
        let present = self.attendance.iter().flat_map(|a| &a.people);
        for person in present.filter_map(|attendee| attendee.person) {
            visit.person(person);
        }
        for item in &self.agenda {
            visit.words(&item.title);
            visit.all_words([&item.text]);
            if let Some(page) = item.page {
                visit.page(page);
            }
        }
        for item in &self.items {
            item.visit(visit);
        }
    }
}

/// A meeting of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The page of the series.
    pub series: PageId,
    /// The key of the occurrence.
    pub key: String,
}

/// People who were there in one capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The capacity: members, officers, apologies.
    pub capacity: String,
    /// Who.
    pub people: Vec<Attendee>,
}

/// Somebody named in a record, as printed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The name as printed.
    pub name: String,
    /// Their role then.
    pub role: Option<String>,
    /// The member for whom they stood in.
    pub substitute_for: Option<String>,
    /// The person of the directory, where that is certain.
    pub person: Option<PersonId>,
}

/// An item of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The reference, also its anchor.
    pub reference: String,
    /// What it was about.
    pub title: String,
    /// Who was heard.
    pub witnesses: Vec<Attendee>,
    /// Who declared an interest, and which.
    pub interests: Vec<(Attendee, String)>,
    /// How it was voted.
    pub votes: Option<Votes>,
    /// What belongs to it.
    pub papers: Vec<Paper>,
    /// What was said, in groups.
    pub points: Vec<Points>,
    /// What was resolved, numbered from 1.
    pub resolutions: Vec<Resolution>,
}

impl Item {
    fn visit(&self, visit: &mut impl Visit) {
        visit.words(&self.reference);
        visit.words(&self.title);
        for person in self.witnesses.iter().filter_map(|witness| witness.person) {
            visit.person(person);
        }
        for (attendee, _) in &self.interests {
            if let Some(person) = attendee.person {
                visit.person(person);
            }
        }
        for paper in &self.papers {
            visit.paper(paper);
        }
        for point in self.points.iter().flat_map(|points| &points.list) {
            visit.words(point);
        }
        for resolution in &self.resolutions {
            visit.words(&resolution.text);
        }
    }
}

/// Points under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// The heading.
    pub heading: Option<String>,
    /// A sentence each.
    pub list: Vec<String>,
}

/// Something that a committee resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// What.
    pub text: String,
    /// Who was asked.
    pub to: Option<String>,
    /// What later papers show.
    pub follow_up: Option<String>,
    /// How it was voted.
    pub votes: Option<Votes>,
}

/// How a vote went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Votes {
    /// How many voted in which way.
    Counted {
        /// For it.
        in_favour: u32,
        /// Against it.
        against: u32,
        /// Neither.
        abstained: Option<u32>,
    },
    /// In the words of the record.
    Told(String),
}

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its number.
    pub number: String,
    /// What it was about.
    pub title: String,
    /// What was asked of the committee.
    pub text: Option<String>,
    /// The pages of its papers.
    pub pages: Option<String>,
    /// The page about it.
    pub page: Option<PageId>,
}
