//! The page of a person: how to reach them, and what they do.

use std::collections::HashSet;

use serde::Serialize;

use super::parts::generated_parts;
use super::people::Letters;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Contact, DocumentId, List, PageId, Person, PersonId, Place, PostStatus, Route, Site,
};
use crate::reach::{mailto, telephone};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::contacts::{self, is_reached};
use crate::render::view::entry::{ancestors, entry, role};
use crate::render::view::href::{self, relative};
use crate::render::view::parts::{breadcrumb, foot, generated_source};
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
    /// The first place of today that somebody leads: where neither they nor a team of theirs can be reached, it tells who does what.
    leads: Option<LinkView>,
    /// The first place of today that somebody chairs: those who sit there may know more of one who cannot be reached.
    chairs: Option<LinkView>,
    roles: Vec<RolesView>,
    /// Pages on which they have no post and are named as a contact.
    contact_on: Vec<LinkView>,
}

#[derive(Serialize)]
struct TeamView {
    of: LinkView,
    /// Whether it is none of their own places, but one that these are part of.
    wider: bool,
    contacts: Vec<ContactLine>,
    /// Whoever leads it, where it has no contact point.
    leads: Vec<RoleLine>,
}

/// A team with where its page as a whole and the contact points shown of it come from.
type Team = (TeamView, Vec<DocumentId>);

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
    let (mut view, sources) = view(site, theme, href, id);
    let of_team = view.team.iter_mut().flat_map(|team| &mut team.contacts);
    let lines = view.contacts.iter_mut().chain(of_team);
    let lines = lines.map(|line| &mut line.documents);
    parts.documents = foot(theme.locale(), site, sources, lines);
    let mut context = parts.context(frames.site(href));
    context.insert_value("letters", letters.all());
    context.insert("letter", &letters.of(id));
    context.insert("few", &letters.few(site, id));
    context.insert("people", &people);
    context.insert("person", &view);
    theme.render("person.html", &context, &generated_source(href))
}

/// The pages on which somebody has a post.
fn pages_of_posts(person: &Person) -> impl Iterator<Item = PageId> {
    person.posts.iter().filter_map(|post| post.place.page())
}

/// What the page shows, and where all of it comes from.
fn view(site: &Site, theme: &Theme, from: &str, id: PersonId) -> (PersonView, Vec<DocumentId>) {
    let person = site.person(id);
    let own = own_contacts(site, id);
    let contacts = own_lines(site, theme, from, &own);
    let told: HashSet<PageId> = pages_of_posts(person).collect();
    let asked = person.contact_on.iter().filter(|page| !told.contains(page));
    let team = if is_reached(person) || !contacts.is_empty() {
        led(site, theme, from, person)
    } else {
        team(site, theme, from, id)
    };
    let (team, of_team) = team.unzip();
    let sources = sources(site, person, &own, &of_team.unwrap_or_default());
    let view = PersonView {
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
        team,
        contacts,
        leads: first_place(site, from, id, "leads"),
        chairs: first_place(site, from, id, "chairs"),
        roles: posts::roles(site, theme, from, id),
        contact_on: asked
            .map(|page| LinkView::to(from, site.page(*page)))
            .collect(),
    };
    (view, sources)
}

/// The documents that what somebody does, and the contact points shown, come from, each once.
fn sources(
    site: &Site,
    person: &Person,
    own: &[&Contact],
    of_team: &[DocumentId],
) -> Vec<DocumentId> {
    let of_posts = person.posts.iter().flat_map(|post| match post.place {
        Place::Page(page) => site.page(page).documents.clone(),
        Place::Organisation(id) => site.organisation(id).sources(),
    });
    let asked = person.contact_on.iter();
    let of_pages = asked.flat_map(|page| &site.page(*page).documents);
    let of_contacts = own.iter().flat_map(|contact| &contact.documents);
    let others = of_pages.chain(of_contacts).chain(of_team).copied();
    let mut seen = HashSet::new();
    of_posts
        .chain(others)
        .filter(|document| seen.insert(*document))
        .collect()
}

/// Contact points of pages of today that are this person and more.
fn own_contacts(site: &Site, id: PersonId) -> Vec<&Contact> {
    let pages = site.person(id).contact_on.iter();
    let all = pages.flat_map(|page| contacts::of_page(site, *page).0);
    let mut own: Vec<&Contact> = Vec::new();
    for contact in all.filter(|contact| contact.person() == Some(id) && contact.ways.len() > 1) {
        if !own.contains(&contact) {
            own.push(contact);
        }
    }
    own
}

fn own_lines(site: &Site, theme: &Theme, from: &str, own: &[&Contact]) -> Vec<ContactLine> {
    let locale = theme.locale();
    own.iter()
        .map(|contact| {
            let mut line = contacts::contact_line(locale, site, from, contact);
            line.ways.retain(|way| way.person.is_none());
            line
        })
        .collect()
}

/// The shared contact points of the first service that somebody leads which has any: they are answered whoever is away.
fn led(site: &Site, theme: &Theme, from: &str, person: &Person) -> Option<Team> {
    let leads = person.posts.iter().filter(|post| {
        let holds = matches!(post.status, PostStatus::Holder | PostStatus::Cover);
        holds && post.as_of.is_none()
    });
    let pages = leads.filter_map(|post| post.place.page());
    let own = |page: &PageId| contacts::of_page(site, *page).1.is_none();
    let pages: Vec<PageId> = pages.filter(own).collect();
    points(site, theme, from, (&pages, &pages), |contact| {
        contact.person().is_none()
    })
}

/// How the team of somebody is reached: the contact points of the first place of theirs that has any but themselves, those
/// that are no person first; else whoever leads the nearest service that has somebody to write to.
fn team(site: &Site, theme: &Theme, from: &str, id: PersonId) -> Option<Team> {
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
    points(site, theme, from, (&pages, &pages), shared)
        .or_else(|| points(site, theme, from, (&pages, &above), shared))
        .or_else(|| points(site, theme, from, (&pages, &pages), others))
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
                (!leads.is_empty()).then(|| {
                    let team = TeamView {
                        of: LinkView::to(from, site.page(page)),
                        wider: !pages.contains(&page),
                        contacts: Vec::new(),
                        leads,
                    };
                    (team, site.page(page).documents.clone())
                })
            })
        })
}

/// The first place of today where somebody has a part of one way, as [`posts::way`] names it.
fn first_place(site: &Site, from: &str, id: PersonId, way: &str) -> Option<LinkView> {
    let mut posts = site.person(id).posts.iter();
    let page = posts.find_map(|post| {
        let fits = post.as_of.is_none() && posts::way(site, id, post) == Some(way);
        post.place.page().filter(|_| fits)
    })?;
    Some(LinkView::to(from, site.page(page)))
}

/// The contact points of one sort on the first page that has any, beside the places of somebody themselves.
fn points(
    site: &Site,
    theme: &Theme,
    from: &str,
    (own, pages): (&[PageId], &[PageId]),
    sort: impl Fn(&&Contact) -> bool,
) -> Option<Team> {
    pages.iter().find_map(|&page| {
        let (contacts, of) = contacts::of_page(site, page);
        let contacts = contacts.iter().filter(&sort).take(MOST_OF_TEAM);
        let contacts: Vec<&Contact> = contacts.collect();
        let place = of.unwrap_or(page);
        let wider = !own.contains(&place);
        let place = site.page(place);
        let documents = contacts.iter().flat_map(|contact| &contact.documents);
        (!contacts.is_empty()).then(|| {
            let team = TeamView {
                of: LinkView::to(from, place),
                wider,
                contacts: contacts
                    .iter()
                    .map(|contact| contacts::contact_line(theme.locale(), site, from, contact))
                    .collect(),
                leads: Vec::new(),
            };
            let documents = place.documents.iter().chain(documents);
            (team, documents.copied().collect())
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
