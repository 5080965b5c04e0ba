//! Plans and minutes: references within them, and people in them.

use std::sync::Arc;

use super::shared;
use crate::diagnostic::Diagnostics;
use crate::load::{RawAction, RawAttendee, RawMinutes, RawPlan, Spanned};
use crate::model::{Action, AgendaItem, Attendance, Attendee, Item, Minutes, Plan, Target};
use crate::resolve::references::among::{Among, unknown};
use crate::resolve::references::links::{Links, Origin};

/// A plan in which every reference leads to something.
pub(crate) fn plan(
    raw: RawPlan,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Plan {
    let actions: Vec<String> = raw
        .actions
        .iter()
        .map(|a| a.reference.value.clone())
        .collect();
    let recommendations: Vec<String> = raw
        .recommendations
        .iter()
        .map(|(reference, _)| reference.value.clone())
        .collect();
    let priorities = Among::new(raw.priorities.iter().map(|p| p.id.as_str()));
    let recommendations = Among::new(recommendations.iter().map(String::as_str));
    let actions = Among::new(actions.iter().map(String::as_str));
    let mut action = |raw: RawAction| {
        let priority = raw.priority.as_ref().and_then(|name| {
            let found = priorities.place(&name.value);
            if found.is_none() {
                unknown(
                    "priority",
                    name,
                    priorities.known(),
                    origin.file,
                    diagnostics,
                );
            }
            found
        });
        let mut known = |names: Vec<Spanned<String>>, list: &Among<'_>, what| -> Vec<String> {
            names
                .into_iter()
                .filter(|name| {
                    let there = list.place(&name.value).is_some();
                    if !there {
                        unknown(what, name, list.known(), origin.file, diagnostics);
                    }
                    there
                })
                .map(|name| name.value)
                .collect()
        };
        let from = known(raw.from, &recommendations, "recommendation");
        let see = known(raw.see, &actions, "action");
        Action {
            reference: raw.reference.value,
            text: links.body(raw.text, origin, diagnostics),
            priority,
            owners: raw
                .owners
                .into_iter()
                .map(|owner| match links.names.person_told(&owner) {
                    Some(id) => links.names.called(id).to_owned(),
                    None => owner,
                })
                .collect(),
            target: raw.target,
            due: raw.due.map(|day| day.value),
            by: raw.by,
            progress: raw.progress,
            status: raw.status,
            from,
            see,
            fields: raw.fields,
            note: raw.note,
        }
    };
    let resolved = raw.actions.into_iter().map(&mut action).collect();
    Plan {
        id: raw.id.value,
        words: raw.words,
        actions: resolved,
        recommendations: raw.recommendations.into_iter().map(|(_, r)| r).collect(),
        priorities: raw.priorities,
    }
}

/// Minutes in which people of the directory are known.
pub(crate) fn minutes(
    raw: RawMinutes,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Minutes {
    Minutes {
        id: raw.id.value,
        meeting: raw.series.as_ref().and_then(|s| {
            links
                .meetings
                .find(s, raw.day, links.unread, origin.file, diagnostics)
        }),
        group: raw
            .group
            .and_then(|id| links.callable.group(&id, origin.file, diagnostics)),
        papers: shared::papers(raw.papers, links, origin, diagnostics),
        committee: raw.committee,
        day: raw.day,
        start: raw.start,
        closed: raw.closed,
        venue: raw.venue,
        attendance: raw
            .attendance
            .into_iter()
            .map(|(capacity, people)| Attendance {
                capacity,
                people: attendees(people, links, origin.file, diagnostics),
            })
            .collect(),
        items: raw
            .items
            .into_iter()
            .map(|item| Item {
                reference: item.reference.value,
                title: item.title,
                witnesses: attendees(item.witnesses, links, origin.file, diagnostics),
                interests: item
                    .interests
                    .into_iter()
                    .map(|(who, interest)| {
                        (attendee(who, links, origin.file, diagnostics), interest)
                    })
                    .collect(),
                votes: item.votes,
                papers: shared::papers(item.papers, links, origin, diagnostics),
                points: item.points,
                resolutions: item.resolutions,
            })
            .collect(),
        agenda: raw
            .agenda
            .into_iter()
            .map(|item| AgendaItem {
                number: item.number,
                title: item.title,
                text: item.text,
                pages: item.pages,
                page: item
                    .page
                    .and_then(|page| match links.target(&page, origin, diagnostics) {
                        Some(Target::Page(id, _)) => Some(id),
                        _ => None,
                    }),
            })
            .collect(),
    }
}

fn attendees(
    raw: Vec<RawAttendee>,
    links: &Links<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Attendee> {
    raw.into_iter()
        .map(|raw| attendee(raw, links, file, diagnostics))
        .collect()
}

fn attendee(
    raw: RawAttendee,
    links: &Links<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Attendee {
    let person = raw
        .person
        .as_ref()
        .and_then(|name| links.names.person(name, file, diagnostics));
    let called = person.map(|id| links.names.called(id).to_owned());
    Attendee {
        // What is told as unknown is an error, so nobody sees its id.
        name: raw
            .name
            .or(called)
            .or(raw.person.map(|id| id.value))
            .unwrap_or_default(),
        role: raw.role,
        substitute_for: raw.substitute_for,
        person,
    }
}
