//! The view of a group.

use serde::Serialize;

use super::lines;
use super::view::{ContactLine, PersonLine};
use crate::model::{Group, Page, Site};

/// What `group.html` may show.
#[derive(Serialize)]
pub(super) struct GroupView {
    meets: Option<String>,
    contacts: Vec<ContactLine>,
    sides: Vec<SideView>,
    vacancies: u32,
}

#[derive(Serialize)]
struct SideView {
    title: Option<String>,
    seats: Vec<SeatView>,
}

#[derive(Serialize)]
struct SeatView {
    person: Option<PersonLine>,
    role: Option<String>,
    organisation: Option<String>,
    constituency: Option<String>,
    office: Option<String>,
    vacant: bool,
    count: u32,
    note: Option<String>,
}

/// The view of the group on a page.
pub(super) fn view(site: &Site, page: &Page, group: &Group) -> GroupView {
    let from = &*page.address.href;
    let mut sides: Vec<SideView> = Vec::new();
    for seat in &group.seats {
        let view = SeatView {
            person: seat.member.map(|id| lines::person(site, from, id)),
            role: seat.role.clone(),
            // Whoever gives no organisation for the seat sits for the person's own.
            organisation: seat.organisation.clone().or_else(|| {
                seat.member
                    .and_then(|id| site.person(id).organisation.clone())
            }),
            constituency: seat.constituency.clone(),
            office: seat.office.clone(),
            vacant: seat.member.is_none(),
            count: seat.count,
            note: seat.note.clone(),
        };
        match sides.iter_mut().find(|side| side.title == seat.side) {
            Some(side) => side.seats.push(view),
            None => sides.push(SideView {
                title: seat.side.clone(),
                seats: vec![view],
            }),
        }
    }
    GroupView {
        meets: group.meets.clone(),
        contacts: lines::contacts(site, from, &group.contacts),
        sides,
        vacancies: group
            .seats
            .iter()
            .filter(|s| s.member.is_none())
            .map(|s| s.count)
            .sum(),
    }
}
