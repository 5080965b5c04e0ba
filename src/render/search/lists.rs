//! What search knows of people, organisations, audiences, glossary terms and documents.

use std::borrow::Cow;

use super::contacts::{mail, tel};
use crate::locale::Locale;
use crate::model::{
    AudienceId, Document, List, OrganisationId, Person, PersonId, PostStatus, Route, Site, Term,
    capitalised,
};
use crate::render::theme::Theme;
use crate::render::view::anchors::{document_anchor, term_anchor};
use crate::render::view::entry::{office, role};
use crate::search::{Kind, Record, SearchDocument};

/// Of an organisation with more people, no one is the answer.
const MOST_NAMED: usize = 5;

/// A person of today: their role and how to reach them.
pub(crate) fn person<'a>(site: &'a Site, theme: &Theme, id: PersonId) -> SearchDocument<'a> {
    let person = site.person(id);
    let titles: Vec<&str> = person
        .posts
        .iter()
        .filter_map(|post| post.title.as_deref())
        .collect();
    let mut body: Vec<&str> = person
        .posts
        .iter()
        .map(|post| site.page(post.page).title.as_str())
        .collect();
    body.extend(person.organisation.as_deref());
    // Roles, mailbox and number are names that somebody goes by.
    let reach = [&person.email, &person.phone].into_iter().flatten();
    let also = person.also.iter().chain(reach).map(String::as_str);
    let names: Vec<&str> = also.chain(titles).collect();
    let role = role(person).map_or_else(|| post(site, theme, person), Cow::Borrowed);
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
        whole_names: whole_names(&person.also),
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
fn whole_names(names: &[String]) -> Vec<Cow<'_, str>> {
    names.iter().map(|name| Cow::Borrowed(&**name)).collect()
}

/// What somebody is who holds no role: a member, and where.
fn post(site: &Site, theme: &Theme, person: &Person) -> Cow<'static, str> {
    let details = person.posts.first().map(|post| {
        let word = match post.status {
            PostStatus::Chair => theme.word("post_chair"),
            PostStatus::Contact => theme.word("post_contact"),
            _ => theme.word("post_member"),
        };
        let title = match (&post.title, post.status) {
            (Some(title), PostStatus::Member) => capitalised(office(theme, title)),
            _ => word.to_owned(),
        };
        format!("{title}, {}", site.page(post.page).title)
    });
    Cow::Owned(details.unwrap_or_default())
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
    let run_by = organisation
        .trust
        .map(|trust| site.organisation(trust.by).name.as_str());
    let note = organisation.note.as_deref();
    let sort = theme.word(&format!("sort_{}", organisation.sort.word()));
    let body: Vec<&str> = [Some(sort), run_by, note]
        .into_iter()
        .flatten()
        .chain(people.iter().copied())
        .collect();
    SearchDocument {
        kind: Kind::Organisation,
        names: Cow::Owned(organisation.also.join("\n")),
        whole_names: whole_names(&organisation.also),
        body: Cow::Owned(body.join("\n")),
        record: Record {
            title: Cow::Borrowed(&organisation.name),
            address: site.routes.href(Route::Organisation(id)).into(),
            context: Cow::Owned(sort.to_owned()),
            answer: Cow::Owned(if people.len() <= MOST_NAMED {
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
    SearchDocument {
        kind: Kind::Term,
        names: Cow::Owned(term.also.join("\n")),
        whole_names: whole_names(&term.also),
        body: Cow::Owned(format!("{}\n{definition}", term.means)),
        record: Record {
            title: Cow::Borrowed(&term.short),
            address: Cow::Owned(format!(
                "{}#{}",
                site.routes.href(Route::List(List::Glossary)),
                term_anchor(&term.short)
            )),
            summary: Cow::Borrowed(definition),
            answer: Cow::Borrowed(&term.means),
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
