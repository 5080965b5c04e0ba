//! What each kind of page holds.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::parts::{RawBody, RawContact, RawRole};
use crate::calendar::recurrence::Pattern;
use crate::load::values::dates;
use crate::load::yaml::fields::Spanned;
use crate::model::{
    AsOf, Mode, PlanWords, Points, Priority, Recommendation, Resolution, Status, Votes,
};

pub(crate) enum RawKind {
    Page,
    Service(Box<RawService>),
    Series(Box<RawSeries>),
    Group(Box<RawGroup>),
    Plan(Box<RawPlan>),
    Minutes(Box<RawMinutes>),
}

impl RawKind {
    /// The name in other records, if it has one, after the word of its kind: no two of a kind share it.
    pub(crate) fn id(&self) -> Option<(&'static str, &Spanned<String>)> {
        match self {
            RawKind::Page | RawKind::Service(_) => None,
            RawKind::Series(series) => Some(("series", &series.id)),
            RawKind::Group(group) => Some(("group", &group.id)),
            RawKind::Plan(plan) => Some(("plan", &plan.id)),
            RawKind::Minutes(minutes) => Some(("minutes", &minutes.id)),
        }
    }

    /// Whether it reads the contact points of the page as its own.
    pub(crate) fn has_contacts(&self) -> bool {
        matches!(
            self,
            RawKind::Service(_) | RawKind::Series(_) | RawKind::Group(_)
        )
    }

    /// The contact points under a key of its own.
    pub(super) fn contacts(&self) -> &[RawContact] {
        match self {
            RawKind::Service(service) => &service.contacts,
            RawKind::Series(series) => &series.contacts,
            RawKind::Group(group) => &group.contacts,
            RawKind::Page | RawKind::Plan(_) | RawKind::Minutes(_) => &[],
        }
    }

    /// The pieces of Markdown in its own keys.
    pub(super) fn bodies(&self) -> Vec<&RawBody> {
        match self {
            RawKind::Service(service) => {
                let rules = service.escalation.iter().filter_map(|e| e.rule.as_ref());
                service.focus.iter().chain(rules).collect()
            }
            RawKind::Series(series) => series.join.iter().collect(),
            RawKind::Plan(plan) => plan.actions.iter().map(|action| &action.text).collect(),
            RawKind::Page | RawKind::Group(_) | RawKind::Minutes(_) => Vec::new(),
        }
    }

    /// For whom somebody sits or chairs: names or ids of organisations.
    pub(crate) fn represented(&self) -> Vec<&Spanned<String>> {
        match self {
            RawKind::Group(group) => {
                let seats = group.seats.iter();
                seats
                    .filter_map(|seat| seat.organisation.as_ref())
                    .collect()
            }
            RawKind::Series(series) => {
                let areas = series.areas.iter().flat_map(|area| &area.chairs);
                let chairs = series.chairs.iter().chain(areas);
                chairs.filter_map(|chair| chair.role_for.as_ref()).collect()
            }
            RawKind::Page | RawKind::Service(_) | RawKind::Plan(_) | RawKind::Minutes(_) => {
                Vec::new()
            }
        }
    }
}

pub(crate) struct RawService {
    pub(crate) leads: Vec<RawRole>,
    pub(crate) deputies: Vec<RawRole>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) focus: Vec<RawBody>,
    pub(crate) escalation: Option<RawEscalation>,
}

pub(crate) struct RawEscalation {
    pub(crate) first: String,
    pub(crate) rule: Option<RawBody>,
    pub(crate) page: Option<Spanned<String>>,
}

pub(crate) struct RawSeries {
    pub(crate) id: Spanned<String>,
    /// Ids that it had before, the oldest first.
    pub(crate) former_ids: Vec<Spanned<String>>,
    /// The day from which it is no longer held.
    pub(crate) retired: Option<Spanned<Date>>,
    pub(crate) hosts: Vec<RawRole>,
    pub(crate) chairs: Vec<RawChair>,
    pub(crate) mode: Option<Mode>,
    pub(crate) venue: Option<String>,
    pub(crate) cost: Option<String>,
    pub(crate) pattern: Option<Spanned<String>>,
    /// Of its calendar: a name of CSS3.
    pub(crate) colour: Option<String>,
    pub(crate) join: Option<RawBody>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) areas: Vec<RawArea>,
    pub(crate) occurrences: Vec<RawOccurrence>,
    /// Rules that give more of them.
    pub(crate) recurs: Vec<RawRule>,
    /// What is missing from these lists.
    pub(crate) unavailable: UnavailableParts,
    /// Whether meetings on days without school are meant.
    pub(crate) closures_ok: bool,
    /// Place of the `occurrences` key, else of `recurs`.
    pub(crate) occurrences_span: Range<usize>,
}

/// The lists of a series in which something could not be read, which is reported already.
#[derive(Clone, Copy)]
pub(crate) struct UnavailableParts {
    /// A rule, so that its meetings are not known.
    pub(crate) rule: bool,
    /// An entry under `occurrences`.
    pub(crate) occurrence: bool,
    /// An area.
    pub(crate) area: bool,
}

pub(crate) struct RawChair {
    pub(crate) person: Spanned<String>,
    pub(crate) role_for: Option<Spanned<String>>,
}

pub(crate) struct RawArea {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) colour: Option<String>,
    pub(crate) chairs: Vec<RawChair>,
}

pub(crate) struct RawOccurrence {
    pub(crate) when: Spanned<dates::When>,
    pub(crate) status: Status,
    pub(crate) title: Option<String>,
    pub(crate) venue: Option<String>,
    pub(crate) mode: Option<Mode>,
    pub(crate) was: Option<Date>,
    pub(crate) why: Option<String>,
    pub(crate) via: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) key: Option<Spanned<String>>,
    pub(crate) areas: Vec<Spanned<String>>,
    /// Where it says that areas meet together.
    pub(crate) joint: Option<Range<usize>>,
    pub(crate) papers: Vec<RawPaper>,
}

/// A file or page that belongs to one meeting.
pub(crate) struct RawPaper {
    pub(crate) title: String,
    /// As a link names it.
    pub(crate) file: Spanned<String>,
}

/// A rule of `recurs`.
pub(crate) struct RawRule {
    pub(crate) pattern: Pattern,
    /// Place of what stands after `every`.
    pub(crate) span: Range<usize>,
    /// Places of the days under `on`, in the order of the pattern.
    pub(crate) on: Vec<Range<usize>>,
    /// Start of each meeting, and end if it is known; `None`: all day.
    pub(crate) times: Option<(Time, Option<Time>)>,
    pub(crate) term_time: bool,
    /// There are both, or there is a `year`.
    pub(crate) from: Option<Spanned<Date>>,
    pub(crate) until: Option<Spanned<Date>>,
    pub(crate) year: Option<Spanned<String>>,
    pub(crate) except: Vec<Spanned<Date>>,
    /// Follows the day in the keys of its meetings.
    pub(crate) key: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) venue: Option<String>,
    pub(crate) mode: Option<Mode>,
    pub(crate) note: Option<String>,
    pub(crate) areas: Vec<Spanned<String>>,
    /// Where it says that areas meet together.
    pub(crate) joint: Option<Range<usize>>,
}

pub(crate) struct RawGroup {
    pub(crate) id: Spanned<String>,
    pub(crate) meets: Option<Spanned<String>>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) seats: Vec<RawSeat>,
}

pub(crate) struct RawSeat {
    pub(crate) member: Option<Spanned<String>>,
    pub(crate) name: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) organisation: Option<Spanned<String>>,
    pub(crate) constituency: Option<String>,
    pub(crate) office: Option<String>,
    pub(crate) side: Option<String>,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) documents: Vec<Spanned<String>>,
    pub(crate) count: u32,
    pub(crate) from: Option<Spanned<Date>>,
    pub(crate) until: Option<Spanned<Date>>,
    pub(crate) note: Option<String>,
}

pub(crate) struct RawPlan {
    pub(crate) id: Spanned<String>,
    pub(crate) words: PlanWords,
    pub(crate) priorities: Vec<Priority>,
    pub(crate) actions: Vec<RawAction>,
    pub(crate) recommendations: Vec<(Spanned<String>, Recommendation)>,
}

pub(crate) struct RawAction {
    pub(crate) reference: Spanned<String>,
    pub(crate) text: RawBody,
    pub(crate) priority: Option<Spanned<String>>,
    pub(crate) owners: Vec<String>,
    pub(crate) target: Option<String>,
    pub(crate) due: Option<Spanned<Date>>,
    /// By which day `due` or the target want it, where that is plain.
    pub(crate) by: Option<Date>,
    pub(crate) progress: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) from: Vec<Spanned<String>>,
    pub(crate) see: Vec<Spanned<String>>,
    /// Facts of its own, each with what it is called.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) note: Option<String>,
}

pub(crate) struct RawMinutes {
    pub(crate) id: Spanned<String>,
    /// The group that met, by its id.
    pub(crate) group: Option<Spanned<String>>,
    pub(crate) papers: Vec<RawPaper>,
    pub(crate) series: Option<Spanned<String>>,
    pub(crate) committee: Option<String>,
    pub(crate) day: Date,
    pub(crate) start: Option<Time>,
    pub(crate) closed: Option<Time>,
    pub(crate) venue: Option<String>,
    pub(crate) attendance: Vec<(String, Vec<RawAttendee>)>,
    pub(crate) items: Vec<RawItem>,
    pub(crate) agenda: Vec<RawAgendaItem>,
}

pub(crate) struct RawAttendee {
    /// Unless it is that of the record of a person.
    pub(crate) name: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) substitute_for: Option<String>,
    pub(crate) person: Option<Spanned<String>>,
}

pub(crate) struct RawItem {
    pub(crate) reference: Spanned<String>,
    pub(crate) title: String,
    pub(crate) witnesses: Vec<RawAttendee>,
    pub(crate) interests: Vec<(RawAttendee, String)>,
    pub(crate) votes: Option<Votes>,
    pub(crate) papers: Vec<RawPaper>,
    pub(crate) points: Vec<Points>,
    pub(crate) resolutions: Vec<Resolution>,
}

pub(crate) struct RawAgendaItem {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) text: Option<String>,
    pub(crate) pages: Option<String>,
    pub(crate) page: Option<Spanned<String>>,
}
