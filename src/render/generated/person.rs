//! The page of a person: how to reach them, and what they do.

use std::collections::HashSet;

use serde::Serialize;

use super::parts::generated_parts;
use super::people::Letters;
use crate::diagnostic::Diagnostic;
use crate::model::{Contact, List, PageId, Person, PersonId, PostStatus, Route, Site};
use crate::reach::{mailto, telephone};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::contacts::{self, is_reached};
use crate::render::view::entry::{ancestors, entry, role};
use crate::render::view::href::{self, relative};
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::posts::{self, RolesView};
use crate::render::view::views::{ContactLine, LinkView, RoleLine};

/// What `person.html` may show.
#[derive(Serialize)]
struct PersonView {
    name: String,
    also: Vec<String>,
    /// What they are called where they work.
    titles: Vec<String>,
    organisation: Option<String>,
    organisation_href: Option<String>,
    email: Option<String>,
    email_href: Option<String>,
    phone: Option<String>,
    phone_href: Option<String>,
    note: Option<String>,
    /// Contact points that are this person and more, such as a number for one purpose.
    contacts: Vec<ContactLine>,
    /// How to reach the team of somebody who cannot be reached otherwise, and the shared contact points of one that they lead.
    team: Option<TeamView>,
    /// The group that somebody chairs who cannot be reached, nor a team of theirs: those who sit on it may know more.
    chairs: Option<LinkView>,
    roles: Vec<RolesView>,
    /// Pages on which they have no post and are named as a contact.
    contact_on: Vec<LinkView>,
}

#[derive(Serialize)]
struct TeamView {
    of: LinkView,
    contacts: Vec<ContactLine>,
    /// Whoever leads it, where it has no contact point.
    leads: Vec<RoleLine>,
}

/// So many contact points of a team stand on the page of somebody without any of their own.
const MOST_OF_TEAM: usize = 3;

/// The page of one person. `letters` are those of the A to Z of all.
pub(crate) fn page(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    letters: &Letters,
    id: PersonId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let person = site.person(id);
    let href = site.routes.href(Route::Person(id));
    let people = relative(href, site.routes.href(Route::List(List::People)));
    let menu = Route::List(List::People);
    let mut parts = generated_parts(site, theme, frames, href, menu, &person.name, "person");
    parts.breadcrumb = breadcrumb(site, href, Some(site.home));
    parts.breadcrumb.push(LinkView {
        title: theme.word("people_title").to_owned(),
        href: people.clone(),
        lang: None,
    });
    parts.view.description = description(person);
    // Where they do something stands among their roles.
    let told: HashSet<PageId> = pages_of_posts(person)
        .chain(person.contact_on.iter().copied())
        .collect();
    let others = person.named_on.iter().filter(|page| !told.contains(page));
    parts.named_on = others.map(|page| entry(site, theme, href, *page)).collect();
    let mut context = parts.context(frames.site(href));
    context.insert_value("letters", letters.all());
    context.insert("letter", &letters.of(id));
    context.insert("people", &people);
    context.insert("person", &view(site, theme, href, id));
    theme.render("person.html", &context, &generated_source(href))
}

/// The pages on which somebody has a post.
fn pages_of_posts(person: &Person) -> impl Iterator<Item = PageId> {
    person.posts.iter().filter_map(|post| post.place.page())
}

fn view(site: &Site, theme: &Theme, from: &str, id: PersonId) -> PersonView {
    let person = site.person(id);
    let contacts = own_contacts(site, theme, from, id);
    let told: HashSet<PageId> = pages_of_posts(person).collect();
    let asked = person.contact_on.iter().filter(|page| !told.contains(page));
    PersonView {
        name: person.name.clone(),
        also: person.also.clone(),
        titles: posts::titles(person)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        organisation: person.organisation.clone(),
        organisation_href: href::organisation_named(site, from, person.organisation.as_deref()),
        email: person.email.clone(),
        email_href: person.email.as_deref().map(mailto),
        phone: person.phone.clone(),
        phone_href: person.phone.as_deref().map(telephone::href),
        note: person.note.clone(),
        team: if is_reached(person) || !contacts.is_empty() {
            led(site, theme, from, person)
        } else {
            team(site, theme, from, id)
        },
        contacts,
        chairs: chaired(site, from, id),
        roles: posts::roles(site, theme, from, id),
        contact_on: asked
            .map(|page| LinkView::to(from, site.page(*page)))
            .collect(),
    }
}

/// Contact points of pages of today that are this person and more.
fn own_contacts(site: &Site, theme: &Theme, from: &str, id: PersonId) -> Vec<ContactLine> {
    let pages = site.person(id).contact_on.iter();
    let all = pages.flat_map(|page| contacts::of_page(site, *page).0);
    let mut own: Vec<&Contact> = Vec::new();
    for contact in all.filter(|contact| contact.person() == Some(id) && contact.ways.len() > 1) {
        if !own.contains(&contact) {
            own.push(contact);
        }
    }
    let locale = theme.locale();
    own.into_iter()
        .map(|contact| {
            let mut line = contacts::contact_line(locale, site, from, contact);
            line.ways.retain(|way| way.person.is_none());
            line
        })
        .collect()
}

/// The shared contact points of the first service that somebody leads which has any: they are answered whoever is away.
fn led(site: &Site, theme: &Theme, from: &str, person: &Person) -> Option<TeamView> {
    let leads = person.posts.iter().filter(|post| {
        let holds = matches!(post.status, PostStatus::Holder | PostStatus::Cover);
        holds && post.as_of.is_none()
    });
    let pages = leads.filter_map(|post| post.place.page());
    let own = |page: &PageId| contacts::of_page(site, *page).1.is_none();
    let pages: Vec<PageId> = pages.filter(own).collect();
    points(site, theme, from, &pages, |contact| {
        contact.person().is_none()
    })
}

/// How the team of somebody is reached: the contact points of the first place of theirs that has any but themselves, those
/// that are no person first; else whoever leads the nearest service that has somebody to write to.
fn team(site: &Site, theme: &Theme, from: &str, id: PersonId) -> Option<TeamView> {
    let person = site.person(id);
    let posts = person.posts.iter().filter(|post| post.as_of.is_none());
    let pages = posts.filter_map(|post| post.place.page());
    let pages: Vec<PageId> = pages.chain(person.contact_on.iter().copied()).collect();
    let shared = |contact: &&Contact| contact.person().is_none();
    let others = |contact: &&Contact| {
        let other = contact.person().filter(|other| *other != id);
        other.is_some_and(|other| is_reached(site.person(other)))
    };
    let locale = theme.locale();
    let above = pages
        .iter()
        .flat_map(|page| ancestors(site, *page).map(|(above, _)| above));
    let above: Vec<PageId> = above.collect();
    points(site, theme, from, &pages, shared)
        .or_else(|| points(site, theme, from, &above, shared))
        .or_else(|| points(site, theme, from, &pages, others))
        .or_else(|| {
            let mut above = pages.iter().flat_map(|page| ancestors(site, *page));
            above.find_map(|(page, service)| {
                let leads = service.leads.iter().filter(|role| {
                    let lead = role.acting().filter(|lead| *lead != id);
                    lead.is_some_and(|lead| is_reached(site.person(lead)))
                });
                let leads: Vec<RoleLine> = leads
                    .take(MOST_OF_TEAM)
                    .map(|role| contacts::role(locale, site, from, role))
                    .collect();
                (!leads.is_empty()).then(|| TeamView {
                    of: LinkView::to(from, site.page(page)),
                    contacts: Vec::new(),
                    leads,
                })
            })
        })
}

/// The first place of today that somebody chairs.
fn chaired(site: &Site, from: &str, id: PersonId) -> Option<LinkView> {
    let mut posts = site.person(id).posts.iter();
    let page = posts.find_map(|post| {
        let chairs = post.as_of.is_none() && posts::way(site, id, post) == Some("chairs");
        post.place.page().filter(|_| chairs)
    })?;
    Some(LinkView::to(from, site.page(page)))
}

/// The contact points of one sort on the first page that has any.
fn points(
    site: &Site,
    theme: &Theme,
    from: &str,
    pages: &[PageId],
    sort: impl Fn(&&Contact) -> bool,
) -> Option<TeamView> {
    pages.iter().find_map(|&page| {
        let (contacts, of) = contacts::of_page(site, page);
        let contacts = contacts.iter().filter(&sort).take(MOST_OF_TEAM);
        let contacts: Vec<ContactLine> = contacts
            .map(|contact| contacts::contact_line(theme.locale(), site, from, contact))
            .collect();
        (!contacts.is_empty()).then(|| TeamView {
            of: LinkView::to(from, site.page(of.unwrap_or(page))),
            contacts,
            leads: Vec::new(),
        })
    })
}

/// The first role that somebody holds, with where they work.
fn description(person: &Person) -> Option<String> {
    let role = role(person)?;
    Some(match &person.organisation {
        Some(organisation) => format!("{role}, {organisation}"),
        None => role.to_owned(),
    })
}
