//! People, roles and contact points in a line each.

use super::entry::ancestors;
use super::fresh;
use super::href::{self, relative};
use super::views::{ContactLine, PersonLine, RoleLine, WayLine};
use crate::locale::Locale;
use crate::model::{
    Chair, Contact, DocumentId, Holder, Kind, Page, PageId, Person, PersonId, Role, Route, Series,
    Site, Way,
};
use crate::reach::{mailto, telephone};

/// A person as the page at `from` shows them.
pub(crate) fn person(site: &Site, from: &str, id: PersonId) -> PersonLine {
    let person = site.person(id);
    PersonLine {
        name: person.name.clone(),
        href: relative(from, site.routes.href(Route::Person(id))),
        organisation: person.organisation.clone(),
        elsewhere: person
            .organisation
            .clone()
            .filter(|name| site.settings.organisation.as_ref() != Some(name)),
        organisation_href: href::organisation_named(site, from, person.organisation.as_deref()),
        email: person.email.clone(),
        email_href: person.email.as_deref().map(mailto),
        phone: person.phone.clone(),
        phone_href: person.phone.as_deref().map(telephone::href),
    }
}

/// A person in a list of people. Whoever has a word to say before somebody writes is reached on their page, where it stands.
pub(crate) fn listed(site: &Site, from: &str, id: PersonId) -> PersonLine {
    let line = person(site, from, id);
    if site.person(id).note.is_none() {
        return line;
    }
    PersonLine {
        email: None,
        phone: None,
        ..line
    }
}

/// A role as the page at `from` shows it.
pub(crate) fn role(locale: &Locale, site: &Site, from: &str, role: &Role) -> RoleLine {
    let (holder, cover) = match role.holder {
        Holder::Vacant => (None, None),
        Holder::Person(holder) => (Some(holder), None),
        Holder::Covered { holder, cover } => (holder, Some(cover)),
    };
    RoleLine {
        title: role.title.clone(),
        person: holder.map(|id| person(site, from, id)),
        cover: cover.map(|id| person(site, from, id)),
        vacant: holder.is_none(),
        from: role.from.map(|day| locale.date(day)),
        until: role.until.map(|day| locale.date(day)),
        note: role.note.clone(),
    }
}

/// Contact points as the page at `from` shows them. Where one comes from is told only if it is not among the documents that
/// the page as a whole comes from.
pub(crate) fn contacts(
    locale: &Locale,
    site: &Site,
    from: &str,
    documents: &[DocumentId],
    contacts: &[Contact],
) -> Vec<ContactLine> {
    let line = |contact: &Contact| {
        let mut line = contact_line(locale, site, from, contact);
        if contact.documents.iter().all(|id| documents.contains(id)) {
            line.documents.clear();
        }
        line
    };
    contacts.iter().map(line).collect()
}

/// The first e-mail address or telephone number of a contact point.
pub(crate) fn called(site: &Site, from: &str, contact: &Contact) -> Option<WayLine> {
    let mut ways = contact.ways.iter();
    let way = ways.find(|way| matches!(way, Way::Email(_) | Way::Phone(_)))?;
    Some(way_line(site, from, way))
}

/// A contact point as the page at `from` shows it.
pub(crate) fn contact_line(
    locale: &Locale,
    site: &Site,
    from: &str,
    contact: &Contact,
) -> ContactLine {
    let ways = contact.ways.iter();
    let ways: Vec<WayLine> = ways.map(|way| way_line(site, from, way)).collect();
    ContactLine {
        purpose: contact.purpose.clone(),
        kind: ways.first().map_or("", |way| way.kind),
        person: ways.iter().find_map(|way| way.person.clone()),
        ways,
        checked: contact.checked.map(|day| locale.date(day)),
        fresh_until: fresh::contact(site, contact),
        as_of: contact.as_of.map(|at| locale.as_of(at)),
        documents: titles(site, &contact.documents),
        note: contact.note.clone(),
    }
}

/// The titles of documents, for the line that says where a fact comes from.
pub(crate) fn titles(site: &Site, documents: &[DocumentId]) -> Vec<String> {
    let titles = documents.iter().map(|id| site.document(*id).title.clone());
    titles.collect()
}

/// The contact points that a page has itself.
pub(crate) fn own(page: &Page) -> &[Contact] {
    match &page.kind {
        Kind::Service(service) => &service.contacts,
        Kind::Series(series) => &series.contacts,
        Kind::Group(group) => &group.contacts,
        // Of any other kind they are a key of the page.
        _ => &page.contacts,
    }
}

/// The contact points of a page; those of a service without any of its own are of the nearest service above, which
/// comes with them.
pub(crate) fn of_page(site: &Site, id: PageId) -> (&[Contact], Option<PageId>) {
    let own = own(site.page(id));
    if !own.is_empty() {
        return (own, None);
    }
    let above = ancestors(site, id).skip(1);
    let mut above = above.filter(|(_, service)| !service.contacts.is_empty());
    above
        .next()
        .map_or((&[], None), |(id, service)| (&service.contacts, Some(id)))
}

/// Whether somebody has an address or a number.
pub(crate) fn is_reached(person: &Person) -> bool {
    person.email.is_some() || person.phone.is_some()
}

/// Whether anybody who chairs an area of a series can be reached.
pub(crate) fn any_chair_is_reached(site: &Site, series: &Series) -> bool {
    let mut areas = series.areas.iter();
    areas.any(|area| is_any_reached(site, &area.chairs))
}

/// Whether any of these chairs can be reached.
pub(crate) fn is_any_reached(site: &Site, chairs: &[Chair]) -> bool {
    let mut chairs = chairs.iter();
    chairs.any(|chair| is_reached(site.person(chair.person)))
}

/// One way to reach a contact point.
fn way_line(site: &Site, from: &str, way: &Way) -> WayLine {
    let line = |kind, label: &str, href: Option<String>| WayLine {
        kind,
        label: label.to_owned(),
        href,
        person: None,
        urgent: false,
    };
    let emergency = site.settings.emergency.as_ref();
    match way {
        Way::Email(email) => line("email", email, Some(mailto(email))),
        Way::Phone(phone) => {
            let href = telephone::href(phone);
            WayLine {
                urgent: emergency.is_some_and(|of| of.phone_href == href),
                ..line("phone", phone, Some(href))
            }
        }
        Way::Web { url, label } => line("web", label.as_ref().unwrap_or(url), Some(url.clone())),
        Way::Post(address) => line("post", address, None),
        Way::Person(id) => {
            let person = person(site, from, *id);
            WayLine {
                person: Some(person.clone()),
                ..line("person", &person.name, Some(person.href))
            }
        }
    }
}

/// Whom or what to ask in a line, for those who read it outside of the site. A postal address does not fit in one.
pub(crate) fn in_a_line(site: &Site, contact: &Contact) -> Option<String> {
    let ways = contact.ways.iter().filter_map(|way| match way {
        Way::Email(email) => Some(email.clone()),
        Way::Phone(phone) => Some(phone.clone()),
        Way::Web { url, .. } => Some(url.clone()),
        Way::Post(_) => None,
        Way::Person(id) => {
            let person = site.person(*id);
            Some(match (&person.email, &person.phone) {
                (Some(reach), _) | (None, Some(reach)) => format!("{}, {reach}", person.name),
                (None, None) => person.name.clone(),
            })
        }
    });
    let ways: Vec<String> = ways.collect();
    (!ways.is_empty()).then(|| ways.join(", "))
}
