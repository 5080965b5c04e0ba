//! The search page with its A to Z, and the index that it reads.

use std::borrow::Cow;

use serde::Serialize;

use super::frame::Frames;
use super::href::relative;
use super::lists::term_anchor;
use super::page::{kind_label, made_source};
use super::people::{fold, letter, made_parts, role, sorted};
use super::theme::Theme;
use super::view::{EntryView, LetterView};
use super::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Contact, Kind, Page, Service, Site, Status, Target, Way};
use crate::resolve::made;
use crate::search::{SearchDocument, elasticlunr};

/// The index in the form that elasticlunr.js loads.
pub(super) const INDEX_FILE: &str = "search/elasticlunr.json";

#[derive(Serialize)]
struct EntriesOfLetter {
    entries: Vec<EntryView>,
}

/// Everything that can be found: pages, then people of today, organisations, audiences and
/// glossary terms, each in a fixed order.
fn documents<'a>(site: &'a Site, theme: &'a Theme) -> Vec<SearchDocument<'a>> {
    let style = site.settings.addresses;
    let people = sorted(site)
        .into_iter()
        .filter(|(_, person)| person.current);
    let organisations = site
        .organisations
        .iter()
        .map(|organisation| SearchDocument {
            address: Cow::Owned(made::entry(made::ORGANISATIONS, &organisation.id, style)),
            kind: Cow::Borrowed(theme.word("kind_organisation")),
            title: Cow::Borrowed(&organisation.name),
            keywords: Cow::Owned(organisation.also.join("\n")),
            answer: Cow::Owned(
                organisation
                    .people
                    .iter()
                    .map(|id| site.person(*id))
                    .filter(|person| person.current)
                    .map(|person| person.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            ..SearchDocument::default()
        });
    let audiences = site.audiences.iter().map(|audience| SearchDocument {
        address: Cow::Owned(made::entry(made::AUDIENCES, &audience.id, style)),
        kind: Cow::Borrowed(theme.word("kind_audience")),
        title: Cow::Borrowed(&audience.title),
        summary: Cow::Borrowed(audience.description.as_deref().unwrap_or("")),
        ..SearchDocument::default()
    });
    let terms = site.glossary.iter().map(|term| SearchDocument {
        address: Cow::Owned(format!(
            "{}#{}",
            made::href(made::GLOSSARY, style),
            term_anchor(&term.short)
        )),
        kind: Cow::Borrowed(theme.word("kind_term")),
        title: Cow::Borrowed(&term.short),
        keywords: Cow::Owned(term.also.join("\n")),
        body: Cow::Borrowed(&term.means),
        summary: Cow::Borrowed(term.definition.as_deref().unwrap_or("")),
        answer: Cow::Borrowed(&term.means),
        ..SearchDocument::default()
    });
    site.pages
        .iter()
        .map(|p| page(site, theme, p))
        .chain(people.map(|(_, p)| person(site, theme, p)))
        .chain(organisations)
        .chain(audiences)
        .chain(terms)
        .collect()
}

/// The index file, or the warning that it is too large to be useful.
pub(super) fn index(site: &Site, theme: &Theme) -> Result<Vec<u8>, Box<Diagnostic>> {
    elasticlunr::build(documents(site, theme), site.settings.search_budget).map_err(|over| {
        let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
        Box::new(
            Diagnostic::warning(
                Code::SearchBudget,
                format!(
                    "the search index would be about {}, over its budget of {}, so it is left out and the search page shows the A to Z",
                    megabytes(over.estimate),
                    megabytes(over.budget)
                ),
            )
            .help("raise it in site.yaml with `budgets: {search_index_kb: …}`, or turn it off with `search: off`"),
        )
    })
}

fn page<'a>(site: &'a Site, theme: &'a Theme, page: &'a Page) -> SearchDocument<'a> {
    let mut body = page.text.text();
    let mut add = |text: &str| {
        body.push('\n');
        body.push_str(text);
    };
    let mut keywords = page.keywords.join("\n");
    let mut answer = String::new();
    // A link without words of its own shows a name that the packed text lacks.
    for target in &page.body.targets {
        if let Target::Person(person) = target {
            add(&site.person(*person).name);
        }
    }
    for (_, audiences) in &page.audience {
        for id in audiences {
            add(&site.audience(*id).title);
        }
    }
    contacts(site, &page.contacts, &mut add);
    for step in &page.steps {
        add(&step.title);
        if let Some(text) = &step.text {
            add(&without_markup(&text.html.text()));
        }
        contacts(site, &step.contacts, &mut add);
    }
    match &page.kind {
        Kind::Page => {}
        Kind::Plan(plan) => {
            for action in &plan.actions {
                add(&action.reference);
                add(&without_markup(&action.text.html.text()));
                action.owners.iter().for_each(|owner| add(owner));
            }
        }
        Kind::Minutes(minutes) => {
            for item in &minutes.items {
                add(&item.reference);
                add(&item.title);
                item.points
                    .iter()
                    .flat_map(|p| &p.list)
                    .for_each(|point| add(point));
                item.resolutions
                    .iter()
                    .for_each(|resolution| add(&resolution.text));
            }
        }
        Kind::Service(service) => {
            for focus in &service.focus {
                add(&without_markup(&focus.html.text()));
            }
            for role in service.leads.iter().chain(&service.deputies) {
                add(role.title.as_deref().unwrap_or(""));
                for person in people_of(role) {
                    add(&site.person(person).name);
                }
            }
            contacts(site, &service.contacts, &mut add);
            answer = service_answer(site, service);
        }
        Kind::Series(series) => {
            for text in [&series.pattern, &series.venue, &series.cost]
                .into_iter()
                .flatten()
            {
                add(text);
            }
            for area in &series.areas {
                keywords.push('\n');
                keywords.push_str(&area.title);
            }
            for chair in series
                .chairs
                .iter()
                .chain(series.areas.iter().flat_map(|a| &a.chairs))
            {
                add(&site.person(chair.person).name);
                add(chair.role_for.as_deref().unwrap_or(""));
            }
            contacts(site, &series.contacts, &mut add);
            // All dates, not the next one: an index may be read long after it was made.
            let dates: Vec<String> = series
                .occurrences
                .iter()
                .filter(|o| o.status != Status::Cancelled)
                .map(|o| match words::times(o.when) {
                    Some(times) => format!("{}, {times}", words::days(o.when)),
                    None if o.when.has_day() => words::days(o.when),
                    None => format!("{}, day to be confirmed", words::days(o.when)),
                })
                .collect();
            answer = dates.join("; ");
            add(&answer);
        }
        Kind::Group(group) => {
            for seat in &group.seats {
                if let Some(member) = seat.member {
                    add(&site.person(member).name);
                }
                for text in [&seat.role, &seat.organisation, &seat.constituency]
                    .into_iter()
                    .flatten()
                {
                    add(text);
                }
            }
            contacts(site, &group.contacts, &mut add);
        }
    }
    let headings: Vec<&str> = page.body.headings.iter().map(|h| &*h.title).collect();
    SearchDocument {
        address: Cow::Borrowed(&page.address.href),
        kind: match page.as_of {
            // A record must not be taken for what is true today.
            Some(as_of) => Cow::Owned(format!(
                "{}, {} {}",
                kind_label(theme, page),
                theme.word("record_of"),
                words::as_of(as_of)
            )),
            None => Cow::Borrowed(kind_label(theme, page)),
        },
        title: Cow::Borrowed(&page.title),
        keywords: Cow::Owned(keywords),
        headings: Cow::Owned(headings.join("\n")),
        body: Cow::Owned(body),
        summary: Cow::Borrowed(page.description.as_deref().unwrap_or(&page.excerpt)),
        answer: Cow::Owned(answer),
    }
}

fn people_of(role: &crate::model::Role) -> impl Iterator<Item = crate::model::PersonId> {
    let (a, b) = match role.holder {
        crate::model::Holder::Vacant => (None, None),
        crate::model::Holder::Person(person) => (Some(person), None),
        crate::model::Holder::Covered { holder, cover } => (Some(holder), Some(cover)),
    };
    a.into_iter().chain(b)
}

/// Who leads a service, and its first shared contact point.
fn service_answer(site: &Site, service: &Service) -> String {
    let mut parts: Vec<String> = service
        .leads
        .iter()
        .filter_map(|role| {
            let name = &site.person(super::lines::acting(role)?).name;
            Some(
                role.title
                    .as_ref()
                    .map_or_else(|| name.clone(), |title| format!("{name}, {title}")),
            )
        })
        .collect();
    let shared = service
        .contacts
        .iter()
        .find_map(|contact| match &contact.way {
            Way::Email(reach) | Way::Phone(reach) => Some(reach.clone()),
            Way::Web { .. } | Way::Person(_) => None,
        });
    parts.extend(shared);
    parts.join("; ")
}

fn contacts(site: &Site, contacts: &[Contact], add: &mut impl FnMut(&str)) {
    for contact in contacts {
        add(contact.purpose.as_deref().unwrap_or(""));
        match &contact.way {
            Way::Email(text) | Way::Phone(text) => add(text),
            Way::Web { url, label } => add(label.as_ref().unwrap_or(url)),
            Way::Person(person) => add(&site.person(*person).name),
        }
    }
}

fn person<'a>(
    site: &'a Site,
    theme: &'a Theme,
    person: &'a crate::model::Person,
) -> SearchDocument<'a> {
    let posts: Vec<String> = person
        .posts
        .iter()
        .map(|post| {
            format!(
                "{} {}",
                post.title.as_deref().unwrap_or(""),
                site.page(post.page).title
            )
        })
        .collect();
    let reach: Vec<&str> = [&person.email, &person.phone]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let summary: Vec<&str> = [role(person), person.organisation.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    SearchDocument {
        address: Cow::Owned(made::person(&person.id, site.settings.addresses)),
        kind: Cow::Borrowed(theme.word("kind_person")),
        title: Cow::Borrowed(&person.name),
        keywords: Cow::Owned(person.also.join("\n")),
        headings: Cow::Borrowed(""),
        body: Cow::Owned(format!(
            "{}\n{}\n{}",
            posts.join("\n"),
            reach.join("\n"),
            summary.join("\n")
        )),
        summary: Cow::Owned(summary.join(", ")),
        answer: Cow::Owned(reach.join(", ")),
    }
}

/// The text of our own inline HTML.
fn without_markup(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut within = false;
    for c in html.chars() {
        match c {
            '<' => within = true,
            '>' => within = false,
            c if !within => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The search page. `with_index` is whether the index was written.
pub(super) fn page_html(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    with_index: bool,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let href = made::href(made::SEARCH, site.settings.addresses);
    let parts = made_parts(
        site,
        frames,
        &href,
        &href,
        theme.word("search_title"),
        "search",
    );
    let mut context = parts.context(frames.site(&href));
    context.insert("letters", &letters(site, theme, &href));
    context.insert("index", &with_index.then(|| relative(&href, INDEX_FILE)));
    theme.render("search.html", &context, &made_source(&href))
}

/// Pages by title and people by surname under their letters.
fn letters(site: &Site, theme: &Theme, from: &str) -> Vec<LetterView<EntriesOfLetter>> {
    let pages = site
        .pages_with_ids()
        .filter(|(id, _)| *id != site.home)
        .map(|(_, page)| {
            let entry = EntryView {
                title: page.title.clone(),
                href: relative(from, &page.address.href),
                description: None,
                kind_label: kind_label(theme, page).to_owned(),
                detail: None,
                as_of: page.as_of.map(words::as_of),
            };
            (fold(&page.title), entry)
        });
    let people = site
        .people
        .iter()
        .filter(|person| person.current)
        .map(|person| {
            let title = surname_first(&person.name, &person.surname);
            let entry = EntryView {
                href: relative(from, &made::person(&person.id, site.settings.addresses)),
                description: None,
                kind_label: theme.word("kind_person").to_owned(),
                detail: role(person).map(str::to_owned),
                as_of: None,
                title,
            };
            (fold(&entry.title), entry)
        });
    let style = site.settings.addresses;
    let plain = |title: &str, href: String, kind: &str, detail: Option<String>| {
        let entry = EntryView {
            title: title.to_owned(),
            href: relative(from, &href),
            description: None,
            kind_label: theme.word(kind).to_owned(),
            detail,
            as_of: None,
        };
        (fold(title), entry)
    };
    let organisations = site.organisations.iter().map(|o| {
        plain(
            &o.name,
            made::entry(made::ORGANISATIONS, &o.id, style),
            "kind_organisation",
            None,
        )
    });
    let terms = site.glossary.iter().map(|term| {
        let href = format!(
            "{}#{}",
            made::href(made::GLOSSARY, style),
            term_anchor(&term.short)
        );
        plain(&term.short, href, "kind_term", Some(term.means.clone()))
    });
    let mut all: Vec<(String, EntryView)> = pages
        .chain(people)
        .chain(organisations)
        .chain(terms)
        .collect();
    all.sort_by(|(a, x), (b, y)| (a, &x.href).cmp(&(b, &y.href)));
    let mut letters: Vec<LetterView<EntriesOfLetter>> = Vec::new();
    for (key, entry) in all {
        let letter = letter(&key);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.entries.push(entry),
            _ => letters.push(LetterView {
                letter,
                entries: EntriesOfLetter {
                    entries: vec![entry],
                },
            }),
        }
    }
    letters
}

/// `France, Naima`.
fn surname_first(name: &str, surname: &str) -> String {
    match name.strip_suffix(surname) {
        Some(rest) if !rest.trim().is_empty() => format!("{surname}, {}", rest.trim()),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_by_surname() {
        assert_eq!(surname_first("Naima France", "France"), "France, Naima");
        assert_eq!(
            surname_first("Sue van der Berg", "van der Berg"),
            "van der Berg, Sue"
        );
        assert_eq!(surname_first("France", "France"), "France");
    }

    #[test]
    fn text_is_what_stands_between_the_tags() {
        assert_eq!(
            without_markup("<a href=\"x\">A &amp; B</a> &lt;c&gt;"),
            "A & B <c>"
        );
    }
}
