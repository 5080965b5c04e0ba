//! The pages of people: one each, and the A to Z of all.

use std::collections::HashMap;

use serde::Serialize;
use tera::Context;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{AsOf, Contact, List, PageId, Person, PersonId, Place, PostStatus, Route, Site};
use crate::reach::{mailto, telephone};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::entry::{
    ancestors, entry, place_title, post_title, role, sorted, standing,
};
use crate::render::view::href::{self, relative};
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::views::{ContactLine, LetterView, LinkView};

#[derive(Serialize)]
struct PersonView {
    name: String,
    also: Vec<String>,
    organisation: Option<String>,
    organisation_href: Option<String>,
    email: Option<String>,
    email_href: Option<String>,
    phone: Option<String>,
    phone_href: Option<String>,
    note: Option<String>,
    /// Contact points that are this person and more, such as a number for one purpose.
    contacts: Vec<ContactLine>,
    /// How to reach the team of somebody who cannot be reached otherwise.
    team: Option<TeamView>,
    roles: Vec<PostView>,
    /// Pages on which they are named as a contact, which is no role.
    contact_on: Vec<LinkView>,
}

#[derive(Serialize)]
struct TeamView {
    of: LinkView,
    contacts: Vec<ContactLine>,
}

#[derive(Serialize)]
struct PostView {
    title: String,
    places: Vec<LinkView>,
    status: &'static str,
    /// Who stands in for them.
    covered_by: Option<LinkView>,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct PeopleOfLetter {
    people: Vec<PersonEntry>,
}

#[derive(Serialize)]
struct PersonEntry {
    name: String,
    href: String,
    /// Role, team and organisation in a line.
    what: String,
    email: Option<String>,
    email_href: Option<String>,
}

/// So many contact points of a team stand on the page of somebody without any of their own.
const MOST_OF_TEAM: usize = 3;

/// The variables of `person.html` for one person.
pub(crate) fn person(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    id: PersonId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let person = site.person(id);
    let href = site.routes.href(Route::Person(id));
    let people = site.routes.href(Route::List(List::People));
    let mut parts = generated_parts(
        site,
        theme,
        frames,
        href,
        Route::List(List::People),
        &person.name,
        "person",
    );
    let mut steps = breadcrumb(site, href, Some(site.home));
    steps.push(LinkView {
        title: theme.word("people_title").to_owned(),
        href: relative(href, people),
        lang: None,
    });
    parts.breadcrumb = steps;
    parts.view.description = description(person);
    parts.named_on = person
        .named_on
        .iter()
        .map(|page| entry(site, theme, href, *page))
        .collect();
    let mut context = parts.context(frames.site(href));
    let contacts = own_contacts(site, theme, href, id);
    let view = PersonView {
        name: person.name.clone(),
        also: person.also.clone(),
        organisation: person.organisation.clone(),
        organisation_href: href::organisation_named(site, href, person.organisation.as_deref()),
        email: person.email.clone(),
        email_href: person.email.as_deref().map(mailto),
        phone: person.phone.clone(),
        phone_href: person.phone.as_deref().map(telephone::href),
        note: person.note.clone(),
        team: if person.email.is_none() && person.phone.is_none() && contacts.is_empty() {
            team(site, theme, href, person)
        } else {
            None
        },
        contacts,
        roles: roles(site, theme, href, person),
        contact_on: person
            .contact_on
            .iter()
            .map(|page| LinkView::to(href, site.page(*page)))
            .collect(),
    };
    context.insert("person", &view);
    theme.render("person.html", &context, &generated_source(href))
}

/// What somebody does, each title once with all its places.
fn roles(site: &Site, theme: &Theme, from: &str, person: &Person) -> Vec<PostView> {
    let locale = theme.locale();
    let mut roles: Vec<PostView> = Vec::new();
    let mut known: HashMap<(String, PostStatus, Option<PersonId>, Option<AsOf>), usize> =
        HashMap::new();
    for post in &person.posts {
        let place = match post.place {
            Place::Page(page) => LinkView::to(from, site.page(page)),
            Place::Organisation(id) => LinkView {
                title: site.organisation(id).name.clone(),
                href: href::organisation(site, from, id),
                lang: None,
            },
        };
        let title = post_title(theme, post);
        let key = (title.clone(), post.status, post.covered_by, post.as_of);
        if let Some(index) = known.get(&key) {
            let places = &mut roles[*index].places;
            if places.last().is_none_or(|last| last.href != place.href) {
                places.push(place);
            }
            continue;
        }
        known.insert(key, roles.len());
        roles.push(PostView {
            title,
            places: vec![place],
            status: match post.status {
                PostStatus::Cover => "cover",
                _ => "current",
            },
            covered_by: post.covered_by.map(|id| LinkView {
                title: site.person(id).name.clone(),
                href: relative(from, site.routes.href(Route::Person(id))),
                lang: None,
            }),
            as_of: post.as_of.map(|at| locale.as_of(at)),
        });
    }
    roles
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

/// The contact points of the first place of somebody that has any but people; else of the service next above one that has.
fn team(site: &Site, theme: &Theme, from: &str, person: &Person) -> Option<TeamView> {
    let posts = person.posts.iter().filter(|post| post.as_of.is_none());
    let pages = posts.filter_map(|post| match post.place {
        Place::Page(page) => Some(page),
        Place::Organisation(_) => None,
    });
    let places: Vec<PageId> = pages.chain(person.contact_on.iter().copied()).collect();
    let shared = |page: PageId| -> Option<(PageId, Vec<&Contact>)> {
        let (contacts, of) = contacts::of_page(site, page);
        let shared = contacts.iter().filter(|contact| contact.person().is_none());
        let shared: Vec<&Contact> = shared.take(MOST_OF_TEAM).collect();
        (!shared.is_empty()).then(|| (of.unwrap_or(page), shared))
    };
    let above = |page: &PageId| ancestors(site, *page).find_map(|(above, _)| shared(above));
    let own = places.iter().find_map(|page| shared(*page));
    let (page, shared) = own.or_else(|| places.iter().find_map(above))?;
    let locale = theme.locale();
    Some(TeamView {
        of: LinkView::to(from, site.page(page)),
        contacts: shared
            .into_iter()
            .map(|contact| contacts::contact_line(locale, site, from, contact))
            .collect(),
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

/// Role, team and organisation in a line; the organisation of the site is nothing to tell.
fn what(site: &Site, theme: &Theme, person: &Person) -> String {
    let standing = standing(site, theme, person);
    let own = site.settings.organisation.as_deref();
    let organisation = person.organisation.as_deref();
    let organisation = organisation.filter(|name| standing.is_none() || own != Some(name));
    let place = person
        .posts
        .first()
        .map(|post| place_title(site, post.place));
    let organisation = organisation.filter(|name| place != Some(name));
    let parts: Vec<&str> = standing
        .as_deref()
        .into_iter()
        .chain(organisation)
        .collect();
    parts.join(", ")
}

/// The A to Z of people.
pub(crate) fn index(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let href = site.routes.href(Route::List(List::People));
    let parts = generated_parts(
        site,
        theme,
        frames,
        href,
        Route::List(List::People),
        theme.word("people_title"),
        "people",
    );
    let locale = theme.locale();
    let people = sorted(locale, site).into_iter();
    let people = people.filter(|(_, person)| person.current);
    let entries = people.map(|(id, person)| {
        let entry = PersonEntry {
            name: person.name.clone(),
            href: relative(href, site.routes.href(Route::Person(id))),
            what: what(site, theme, person),
            email: person.email.clone(),
            email_href: person.email.as_deref().map(mailto),
        };
        (person.surname.clone(), entry)
    });
    let letters: Vec<LetterView<PeopleOfLetter>> = locale
        .by_letter(entries)
        .into_iter()
        .map(|(letter, people)| LetterView {
            letter,
            entries: PeopleOfLetter { people },
        })
        .collect();
    let mut context: Context = parts.context(frames.site(href));
    context.insert("letters", &letters);
    theme.render("people.html", &context, &generated_source(href))
}
