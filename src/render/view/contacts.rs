//! People, roles and contact points in a line each.

use super::href::{self, relative};
use super::views::{ContactLine, PersonLine, RoleLine};
use crate::locale::Locale;
use crate::model::{Contact, Holder, PersonId, Role, Route, Site, Way};
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

/// Contact points as the page at `from` shows them.
pub(crate) fn contacts(
    locale: &Locale,
    site: &Site,
    from: &str,
    contacts: &[Contact],
) -> Vec<ContactLine> {
    contacts
        .iter()
        .map(|contact| {
            let mut line = ContactLine {
                purpose: contact.purpose.clone(),
                label: String::new(),
                href: None,
                kind: "email",
                person: None,
                checked: contact.checked.map(|day| locale.date(day)),
                as_of: contact.as_of.map(|at| locale.as_of(at)),
                document: contact.document.map(|id| site.document(id).title.clone()),
                note: contact.note.clone(),
            };
            match &contact.way {
                Way::Email(email) => {
                    line.label.clone_from(email);
                    line.href = Some(mailto(email));
                }
                Way::Phone(phone) => {
                    line.kind = "phone";
                    line.label.clone_from(phone);
                    line.href = Some(telephone::href(phone));
                }
                Way::Web { url, label } => {
                    line.kind = "web";
                    line.label = label.clone().unwrap_or_else(|| url.clone());
                    line.href = Some(url.clone());
                }
                Way::Person(id) => {
                    let person = person(site, from, *id);
                    line.kind = "person";
                    line.label.clone_from(&person.name);
                    line.href = Some(person.href.clone());
                    line.person = Some(person);
                }
            }
            line
        })
        .collect()
}

/// Whom or what to ask in a line, for those who read it outside of the site.
pub(crate) fn in_a_line(site: &Site, contact: &Contact) -> String {
    match &contact.way {
        Way::Email(email) => email.clone(),
        Way::Phone(phone) => phone.clone(),
        Way::Web { url, .. } => url.clone(),
        Way::Person(id) => {
            let person = site.person(*id);
            match (&person.email, &person.phone) {
                (Some(reach), _) | (None, Some(reach)) => format!("{}, {reach}", person.name),
                (None, None) => person.name.clone(),
            }
        }
    }
}
