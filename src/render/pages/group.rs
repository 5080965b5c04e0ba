//! The view of a group.

use crate::model::anchor;
use serde::Serialize;

use crate::locale::Locale;
use crate::model::{Group, Kind, Page, PageId, Site};
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::entry::side_title;
use crate::render::view::href;
use crate::render::view::views::{ContactLine, LinkView, PersonLine};

/// What `group.html` may show.
#[derive(Serialize)]
pub(crate) struct GroupView {
    meets: Option<String>,
    contacts: Vec<ContactLine>,
    sides: Vec<SideView>,
    vacancies: u32,
    /// Agendas and minutes of its meetings, the latest first.
    minutes: Vec<RecordView>,
}

#[derive(Serialize)]
struct RecordView {
    link: LinkView,
    date: String,
    datetime: String,
    /// Whether it is no record, but says what is to be dealt with.
    agenda: bool,
}

#[derive(Serialize)]
struct SideView {
    title: Option<String>,
    seats: Vec<SeatView>,
}

#[derive(Serialize)]
struct SeatView {
    anchor: String,
    person: Option<PersonLine>,
    name: Option<String>,
    role: Option<String>,
    organisation: Option<String>,
    organisation_href: Option<String>,
    constituency: Option<String>,
    office: Option<String>,
    vacant: bool,
    count: u32,
    from: Option<String>,
    until: Option<String>,
    note: Option<String>,
    as_of: Option<String>,
    documents: Vec<String>,
}

/// The agenda or minutes on a page.
fn record(locale: &Locale, site: &Site, from: &str, id: PageId) -> Option<RecordView> {
    let page = site.page(id);
    let Kind::Minutes(minutes) = &page.kind else {
        return None;
    };
    Some(RecordView {
        link: LinkView::to(from, page),
        date: locale.full_date(minutes.day),
        datetime: minutes.day.to_string(),
        agenda: minutes.is_agenda(),
    })
}

/// The view of the group on a page.
pub(crate) fn view(site: &Site, theme: &Theme, page: &Page, group: &Group) -> GroupView {
    let locale = theme.locale();
    let from = &*page.address.href;
    let mut sides: Vec<SideView> = Vec::new();
    for (index, seat) in group.seats.iter().enumerate() {
        // Whoever gives no organisation for the seat sits for the person's own.
        let organisation = seat.organisation.clone().or_else(|| {
            seat.member
                .and_then(|id| site.person(id).organisation.clone())
        });
        let view = SeatView {
            anchor: anchor::seat(index),
            person: seat.member.map(|id| contacts::person(site, from, id)),
            name: seat.name.clone(),
            role: seat.role.clone(),
            organisation_href: href::organisation_named(site, from, organisation.as_deref()),
            organisation,
            constituency: seat.constituency.clone(),
            office: group.office_of(seat).map(str::to_owned),
            vacant: seat.is_vacant(),
            count: seat.count,
            from: seat.from.map(|day| locale.date(day)),
            until: seat.until.map(|day| locale.date(day)),
            note: seat.note.clone(),
            as_of: seat.as_of.map(|at| locale.as_of(at)),
            documents: contacts::titles(site, &seat.documents),
        };
        let title = seat.side.as_ref().map(|side| side_title(theme, side));
        match sides.iter_mut().find(|side| side.title == title) {
            Some(same) => same.seats.push(view),
            None => sides.push(SideView {
                title,
                seats: vec![view],
            }),
        }
    }
    GroupView {
        meets: group.meets.clone(),
        contacts: contacts::contacts(locale, site, from, &page.documents, &group.contacts),
        sides,
        minutes: group
            .minutes
            .iter()
            .filter_map(|id| record(locale, site, from, *id))
            .collect(),
        vacancies: group
            .seats
            .iter()
            .filter(|s| s.is_vacant())
            .map(|s| s.count)
            .sum(),
    }
}
