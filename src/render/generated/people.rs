//! The pages of people: one each, and the A to Z of all.

use serde::Serialize;
use tera::Context;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{List, Person, PersonId, Post, PostStatus, Route, Site, capitalised};
use crate::reach::{mailto, telephone};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::entry::{entry, office, role, sorted};
use crate::render::view::href::{self, relative};
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::views::{LetterView, LinkView};

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
    roles: Vec<PostView>,
}

#[derive(Serialize)]
struct PostView {
    title: String,
    #[serde(rename = "where")]
    place: LinkView,
    status: &'static str,
    detail: Option<String>,
}

#[derive(Serialize)]
struct PeopleOfLetter {
    people: Vec<PersonEntry>,
}

#[derive(Serialize)]
struct PersonEntry {
    name: String,
    href: String,
    organisation: Option<String>,
    role: Option<String>,
    email: Option<String>,
    email_href: Option<String>,
}

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
        roles: person
            .posts
            .iter()
            .map(|post| post_view(site, theme, href, post))
            .collect(),
    };
    context.insert("person", &view);
    theme.render("person.html", &context, &generated_source(href))
}

fn post_view(site: &Site, theme: &Theme, from: &str, post: &Post) -> PostView {
    let page = site.page(post.page);
    let (status, word) = match post.status {
        PostStatus::Holder => ("current", ""),
        PostStatus::Cover => ("cover", ""),
        PostStatus::Covered => ("current", theme.word("post_covered")),
        PostStatus::Contact => ("current", theme.word("post_contact")),
        PostStatus::Chair => ("current", theme.word("post_chair")),
        PostStatus::Member => ("current", theme.word("post_member")),
    };
    // A chair's title is the area; whoever has no title is called by the way they are named.
    let (title, detail) = match (&post.title, post.status) {
        (Some(area), PostStatus::Chair) => (format!("{word}, {area}"), None),
        (Some(title), PostStatus::Covered) => (title.clone(), Some(word.to_owned())),
        (Some(title), PostStatus::Member) => (capitalised(office(theme, title)), None),
        (Some(title), _) => (title.clone(), None),
        (None, _) => (word.to_owned(), None),
    };
    PostView {
        title,
        place: LinkView::to(from, page),
        status,
        detail,
    }
}

/// The first role that somebody holds, with where they work.
fn description(person: &Person) -> Option<String> {
    let role = role(person)?;
    Some(match &person.organisation {
        Some(organisation) => format!("{role}, {organisation}"),
        None => role.to_owned(),
    })
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
            organisation: person.organisation.clone(),
            role: role(person).map(str::to_owned),
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
