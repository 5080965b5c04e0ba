//! What search knows of people, organisations, audiences, glossary terms and documents.

use std::borrow::Cow;

use super::contacts::{mail, tel};
use crate::locale::Locale;
use crate::model::{
    AudienceId, Document, List, OrganisationId, Person, PersonId, PostStatus, Route, Site, Term,
    Who,
};
use crate::render::theme::Theme;
use crate::render::view::anchors::{document_anchor, term_anchor};
use crate::render::view::entry::{place_title, role, standing};
use crate::search::{Kind, Record, SearchDocument};

/// Of an organisation with more people, no one is the answer.
const MOST_NAMED: usize = 5;

/// A person of today: their role and how to reach them.
pub(crate) fn person<'a>(site: &'a Site, theme: &Theme, id: PersonId) -> SearchDocument<'a> {
    let person = site.person(id);
    let titles = person.posts.iter().filter(|post| post.as_of.is_none());
    let titles = titles.filter_map(|post| post.title.as_deref());
    let places = person
        .posts
        .iter()
        .map(|post| place_title(site, post.place));
    let asked = person
        .contact_on
        .iter()
        .map(|page| site.page(*page).title.as_str());
    let mut body: Vec<&str> = places.chain(asked).collect();
    body.extend(person.organisation.as_deref());
    // Roles, mailbox and number are names that somebody goes by.
    let reach = [&person.email, &person.phone].into_iter().flatten();
    let also = person.also.iter().chain(&person.keywords).chain(reach);
    let names: Vec<&str> = also.map(String::as_str).chain(titles).collect();
    let role = match role(person) {
        Some(role) if !covers_first(person) => Cow::Borrowed(role),
        _ => Cow::Owned(standing(site, theme, person).unwrap_or_default()),
    };
    let organisation = person.organisation.as_deref().unwrap_or("");
    let elsewhere = site.settings.organisation.as_deref() != Some(organisation);
    let summary = [&*role, organisation]
        .into_iter()
        .filter(|text| !text.is_empty());
    let summary: Vec<&str> = summary.collect();
    let mailbox = person.email.as_deref().map(mail);
    let phone = person.phone.as_deref().map(tel);
    SearchDocument {
        kind: Kind::Person,
        names: Cow::Owned(names.join("\n")),
        whole_names: whole_names(&person.also, &person.keywords),
        body: Cow::Owned(body.join("\n")),
        record: Record {
            title: Cow::Borrowed(&person.name),
            address: site.routes.href(Route::Person(id)).into(),
            context: Cow::Borrowed(if elsewhere { organisation } else { "" }),
            summary: Cow::Owned(summary.join(", ")),
            answer: role,
            reach: mailbox.into_iter().chain(phone).collect(),
            ..Record::default()
        },
        ..SearchDocument::default()
    }
}

/// The special terms of other names.
fn whole_names<'n>(names: &'n [String], keywords: &'n [String]) -> Vec<Cow<'n, str>> {
    let all = names.iter().chain(keywords);
    all.map(|name| Cow::Borrowed(&**name)).collect()
}

/// Whether the first post of somebody is to stand in for another.
fn covers_first(person: &Person) -> bool {
    let first = person.posts.first();
    first.is_some_and(|post| post.status == PostStatus::Cover)
}

/// An organisation: what sort of body it is, who runs it and who of today comes from there.
pub(crate) fn organisation<'a>(
    site: &'a Site,
    theme: &Theme,
    id: OrganisationId,
) -> SearchDocument<'a> {
    let organisation = site.organisation(id);
    let people: Vec<&str> = organisation
        .people
        .iter()
        .map(|id| site.person(*id))
        .filter(|person| person.current)
        .map(|person| person.name.as_str())
        .collect();
    let trust = organisation.trust.as_ref();
    let run_by = trust.map(|trust| site.organisation(trust.by).name.as_str());
    let posts = organisation
        .posts
        .iter()
        .filter(|post| post.as_of.is_none());
    let posts: Vec<String> = posts
        .filter_map(|post| {
            let name = match post.holder.as_ref()? {
                Who::Person(id) => &site.person(*id).name,
                Who::Name(name) => name,
            };
            Some(format!("{name}, {}", post.role))
        })
        .collect();
    let note = organisation.note.as_deref();
    let sort = theme.word(&format!("sort_{}", organisation.sort.word()));
    let body: Vec<&str> = [Some(sort), run_by, note]
        .into_iter()
        .flatten()
        .chain(people.iter().copied())
        .chain(posts.iter().map(String::as_str))
        .collect();
    SearchDocument {
        kind: Kind::Organisation,
        names: Cow::Owned(
            [&*organisation.also, &*organisation.keywords]
                .concat()
                .join("\n"),
        ),
        whole_names: whole_names(&organisation.also, &organisation.keywords),
        body: Cow::Owned(body.join("\n")),
        record: Record {
            title: Cow::Borrowed(&organisation.name),
            address: site.routes.href(Route::Organisation(id)).into(),
            context: Cow::Owned(sort.to_owned()),
            answer: Cow::Owned(if !posts.is_empty() {
                posts.join("; ")
            } else if people.len() <= MOST_NAMED {
                people.join(", ")
            } else {
                String::new()
            }),
            ..Record::default()
        },
        ..SearchDocument::default()
    }
}

/// An audience: who that is.
pub(crate) fn audience(site: &Site, id: AudienceId) -> SearchDocument<'_> {
    let audience = site.audience(id);
    let description = audience.description.as_deref().unwrap_or("");
    SearchDocument {
        kind: Kind::Audience,
        body: Cow::Borrowed(description),
        record: Record {
            title: Cow::Borrowed(&audience.title),
            address: site.routes.href(Route::Audience(id)).into(),
            summary: Cow::Borrowed(description),
            ..Record::default()
        },
        ..SearchDocument::default()
    }
}

/// A glossary term: what it means.
pub(crate) fn term<'a>(site: &Site, term: &'a Term) -> SearchDocument<'a> {
    let definition = term.definition.as_deref().unwrap_or("");
    let means = term.all_meanings();
    SearchDocument {
        kind: Kind::Term,
        names: Cow::Owned([&*term.also, &*term.keywords].concat().join("\n")),
        whole_names: whole_names(&term.also, &term.keywords),
        body: Cow::Owned(format!("{means}\n{definition}")),
        record: Record {
            title: Cow::Borrowed(&term.short),
            address: Cow::Owned(format!(
                "{}#{}",
                site.routes.href(Route::List(List::Glossary)),
                term_anchor(&term.short)
            )),
            summary: Cow::Borrowed(definition),
            answer: Cow::Owned(means),
            ..Record::default()
        },
        ..SearchDocument::default()
    }
}

/// A source that pages draw on: who published it, and when.
pub(crate) fn document<'a>(
    locale: &Locale,
    site: &Site,
    document: &'a Document,
) -> SearchDocument<'a> {
    let date = document.date.as_deref().map(|day| locale.date_text(day));
    let details = [document.publisher.as_deref(), date.as_deref()];
    let details: Vec<&str> = details.into_iter().flatten().collect();
    let note = document.note.as_deref().unwrap_or("");
    SearchDocument {
        kind: Kind::Document,
        body: Cow::Owned(format!("{}\n{note}", details.join("\n"))),
        record: Record {
            title: Cow::Borrowed(&document.title),
            address: Cow::Owned(format!(
                "{}#{}",
                site.routes.href(Route::List(List::Documents)),
                document_anchor(&document.id)
            )),
            summary: Cow::Borrowed(note),
            answer: Cow::Owned(details.join(", ")),
            ..Record::default()
        },
        ..SearchDocument::default()
    }
}
