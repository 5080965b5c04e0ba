//! The view of a group.

use crate::model::anchor;
use serde::Serialize;

use crate::locale::Locale;
use crate::model::{Group, Kind, Page, PageId, Seat, Site};
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
    /// Who sits where.
    sides: Vec<SideView>,
    /// The vacant seats of each side that has some.
    vacant: Vec<VacantView>,
    /// The page that lists those of all groups.
    vacancies: Option<LinkView>,
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
struct VacantView {
    title: Option<String>,
    /// How many of how many, in words.
    words: String,
    /// Each seat of the side that is held, then each that is free; none where there are too many to draw.
    row: Vec<bool>,
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

/// A seat as its group shows it.
fn seat(
    site: &Site,
    theme: &Theme,
    from: &str,
    group: &Group,
    (index, seat): (usize, &Seat),
) -> SeatView {
    let locale = theme.locale();
    // Whoever gives no organisation for the seat sits for the person's own.
    let organisation = seat.organisation.clone().or_else(|| {
        seat.member
            .and_then(|id| site.person(id).organisation.clone())
    });
    SeatView {
        anchor: anchor::seat(index),
        person: seat.member.map(|id| contacts::person(site, from, id)),
        name: seat.name.clone(),
        role: seat.role.clone(),
        organisation_href: href::organisation_named(site, from, organisation.as_deref()),
        organisation,
        constituency: seat.constituency.clone(),
        office: group.office_of(seat).map(str::to_owned),
        count: seat.count,
        from: seat.from.map(|day| locale.date(day)),
        until: seat.until.map(|day| locale.date(day)),
        note: seat.note.clone(),
        as_of: seat.as_of.map(|at| locale.as_of(at)),
        documents: contacts::titles(site, &seat.documents),
    }
}

/// The vacant seats of a side, of which so many seats are held.
fn vacant(locale: &Locale, title: Option<String>, held: u32, seats: Vec<SeatView>) -> VacantView {
    /// More would be no picture.
    const MOST_DRAWN: u32 = 60;
    let free: u32 = seats.iter().map(|seat| seat.count).sum();
    let all = held + free;
    let words = locale.count("vacancy_of", usize::try_from(free).unwrap_or(usize::MAX));
    let row = if all <= MOST_DRAWN { 0..all } else { 0..0 };
    VacantView {
        title,
        words: words.replace("{all}", &all.to_string()),
        row: row.map(|place| place < held).collect(),
        seats,
    }
}

/// The view of the group on a page.
pub(crate) fn view(site: &Site, theme: &Theme, page: &Page, group: &Group) -> GroupView {
    let locale = theme.locale();
    let from = &*page.address.href;
    let mut titles: Vec<Option<String>> = Vec::new();
    let mut seats: Vec<(u32, Vec<SeatView>, Vec<SeatView>)> = Vec::new();
    for (index, one) in group.seats.iter().enumerate() {
        let title = one.side.as_ref().map(|side| side_title(theme, side));
        let place = titles.iter().position(|known| *known == title);
        let place = place.unwrap_or_else(|| {
            titles.push(title);
            seats.push((0, Vec::new(), Vec::new()));
            titles.len() - 1
        });
        let view = seat(site, theme, from, group, (index, one));
        let (held, members, free) = &mut seats[place];
        if one.is_vacant() {
            free.push(view);
        } else {
            *held += one.count;
            members.push(view);
        }
    }
    let (mut sides, mut without) = (Vec::new(), Vec::new());
    for (title, (held, members, free)) in titles.into_iter().zip(seats) {
        if !free.is_empty() {
            without.push(vacant(locale, title.clone(), held, free));
        }
        if !members.is_empty() {
            sides.push(SideView {
                title,
                seats: members,
            });
        }
    }
    GroupView {
        meets: group.meets.clone(),
        contacts: contacts::contacts(locale, site, from, &page.documents, &group.contacts),
        sides,
        vacancies: site
            .vacancies
            .filter(|_| !without.is_empty() && page.as_of.is_none())
            .map(|id| LinkView::to(from, site.page(id))),
        vacant: without,
        minutes: group
            .minutes
            .iter()
            .filter_map(|id| record(locale, site, from, *id))
            .collect(),
    }
}
