//! What can be found: pages and the things in them as search documents, and the index of them.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::lines;
use super::lists::term_anchor;
use super::page::kind_label;
use super::people::{role, sorted};
use super::theme::Theme;
use super::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Action, Contact, Group, Holder, Kind, Minutes, Page, Person, PersonId, Plan, Role, Series,
    Service, Site, Status, Target, Way,
};
use crate::resolve::made;
use crate::search::{SearchDocument, elasticlunr};

/// The index in the form that elasticlunr.js loads.
pub(super) const INDEX_FILE: &str = "search/elasticlunr.json";

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
        .flat_map(|p| std::iter::once(page(site, theme, p)).chain(parts(p)))
        .chain(people.map(|(_, p)| person(site, theme, p)))
        .chain(organisations)
        .chain(audiences)
        .chain(terms)
        .collect()
}

/// The index file, or the warning that it is too large to be useful.
pub(super) fn index(site: &Site, theme: &Theme) -> Result<Vec<u8>, Box<Diagnostic>> {
    elasticlunr::build(documents(site, theme), site.settings.search_budget).map_err(|over| {
        let megabytes = |bytes: u64| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
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

/// The things on a page that have addresses of their own: actions, items of minutes, resolutions.
/// Whoever looks for a reference is led to it, not to the top of a long page.
fn parts(page: &Page) -> Vec<SearchDocument<'_>> {
    let part = |reference: &str, title: String, text: String| SearchDocument {
        address: Cow::Owned(format!("{}#{reference}", page.address.href)),
        kind: Cow::Borrowed(&page.title),
        title: Cow::Owned(title),
        summary: Cow::Owned(text),
        ..SearchDocument::default()
    };
    match &page.kind {
        Kind::Plan(plan) => {
            let action = |action: &Action| {
                let reference = &action.reference;
                part(
                    reference,
                    reference.clone(),
                    without_markup(&action.text.html.text()),
                )
            };
            plan.actions.iter().map(action).collect()
        }
        Kind::Minutes(minutes) => minutes
            .items
            .iter()
            .flat_map(|item| {
                let reference = &item.reference;
                let title = format!("{reference} {}", item.title);
                let resolutions =
                    item.resolutions
                        .iter()
                        .enumerate()
                        .map(move |(index, resolution)| {
                            let reference = format!("{reference}-{}", index + 1);
                            part(&reference, reference.clone(), resolution.text.clone())
                        });
                std::iter::once(part(reference, title, String::new())).chain(resolutions)
            })
            .collect(),
        Kind::Page | Kind::Service(_) | Kind::Series(_) | Kind::Group(_) => Vec::new(),
    }
}

/// The words of a page that are searched, as they are gathered.
struct Words<'a> {
    site: &'a Site,
    body: String,
    keywords: String,
    /// What most readers want to know.
    answer: String,
}

fn page<'a>(site: &'a Site, theme: &'a Theme, page: &'a Page) -> SearchDocument<'a> {
    let mut words = Words {
        site,
        body: page.text.text(),
        keywords: page.keywords.join("\n"),
        answer: String::new(),
    };
    words.every_kind(page);
    match &page.kind {
        Kind::Page => {}
        Kind::Service(service) => words.service(service),
        Kind::Series(series) => words.series(series),
        Kind::Group(group) => words.group(group),
        Kind::Plan(plan) => words.plan(plan),
        Kind::Minutes(minutes) => words.minutes(minutes),
    }
    if page.as_of.is_some() {
        // Who led or answered then is no answer now.
        words.answer.clear();
    }
    let headings: Vec<&str> = page.body.headings.iter().map(|h| &*h.title).collect();
    let label = kind_label(theme, page);
    SearchDocument {
        address: Cow::Borrowed(&page.address.href),
        kind: match page.as_of {
            // A record must not be taken for what is true today.
            Some(as_of) => {
                let record = theme.word("record_of");
                Cow::Owned(format!("{label}, {record} {}", words::as_of(as_of)))
            }
            None => Cow::Borrowed(label),
        },
        title: Cow::Borrowed(&page.title),
        keywords: Cow::Owned(words.keywords),
        headings: Cow::Owned(headings.join("\n")),
        body: Cow::Owned(words.body),
        summary: Cow::Borrowed(page.description.as_deref().unwrap_or(&page.excerpt)),
        answer: Cow::Owned(words.answer),
    }
}

impl Words<'_> {
    fn add(&mut self, text: &str) {
        self.body.push('\n');
        self.body.push_str(text);
    }

    fn add_all<'t>(&mut self, texts: impl IntoIterator<Item = &'t Option<String>>) {
        for text in texts.into_iter().flatten() {
            self.add(text);
        }
    }

    fn name(&mut self, person: PersonId) {
        let _ = write!(self.body, "\n{}", self.site.person(person).name);
    }

    fn every_kind(&mut self, page: &Page) {
        // A link without words of its own shows a name that the packed text lacks.
        for target in &page.body.targets {
            if let Target::Person(person) = target {
                self.name(*person);
            }
        }
        for (_, audiences) in &page.audience {
            for id in audiences {
                let _ = write!(self.body, "\n{}", self.site.audience(*id).title);
            }
        }
        self.contacts(&page.contacts);
        for step in &page.steps {
            self.add(&step.title);
            if let Some(text) = &step.text {
                self.add(&without_markup(&text.html.text()));
            }
            self.contacts(&step.contacts);
        }
    }

    fn service(&mut self, service: &Service) {
        for focus in &service.focus {
            self.add(&without_markup(&focus.html.text()));
        }
        for role in service.leads.iter().chain(&service.deputies) {
            self.add(role.title.as_deref().unwrap_or(""));
            for person in people_of(role) {
                self.name(person);
            }
        }
        self.contacts(&service.contacts);
        self.answer = service_answer(self.site, service);
    }

    fn series(&mut self, series: &Series) {
        self.add_all([&series.pattern, &series.venue, &series.cost]);
        for area in &series.areas {
            self.keywords.push('\n');
            self.keywords.push_str(&area.title);
        }
        let of_areas = series.areas.iter().flat_map(|area| &area.chairs);
        for chair in series.chairs.iter().chain(of_areas) {
            self.name(chair.person);
            self.add(chair.role_for.as_deref().unwrap_or(""));
        }
        self.contacts(&series.contacts);
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
        self.answer = dates.join("; ");
        let dates = self.answer.clone();
        self.add(&dates);
    }

    fn group(&mut self, group: &Group) {
        for seat in &group.seats {
            if let Some(member) = seat.member {
                self.name(member);
            }
            self.add_all([&seat.role, &seat.organisation, &seat.constituency]);
        }
        self.contacts(&group.contacts);
    }

    fn plan(&mut self, plan: &Plan) {
        for action in &plan.actions {
            self.add(&action.reference);
            self.add(&without_markup(&action.text.html.text()));
            for owner in &action.owners {
                self.add(owner);
            }
        }
    }

    /// What was said and resolved; who was there stays out of the search of today's people.
    fn minutes(&mut self, minutes: &Minutes) {
        for item in &minutes.items {
            self.add(&item.reference);
            self.add(&item.title);
            for point in item.points.iter().flat_map(|points| &points.list) {
                self.add(point);
            }
            for resolution in &item.resolutions {
                self.add(&resolution.text);
            }
        }
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            self.add(contact.purpose.as_deref().unwrap_or(""));
            match &contact.way {
                Way::Email(text) | Way::Phone(text) => self.add(text),
                Way::Web { url, label } => self.add(label.as_ref().unwrap_or(url)),
                Way::Person(person) => self.name(*person),
            }
        }
    }
}

fn people_of(role: &Role) -> impl Iterator<Item = PersonId> {
    let (a, b) = match role.holder {
        Holder::Vacant => (None, None),
        Holder::Person(person) => (Some(person), None),
        Holder::Covered { holder, cover } => (Some(holder), Some(cover)),
    };
    a.into_iter().chain(b)
}

/// Who leads a service, and its first shared contact point.
fn service_answer(site: &Site, service: &Service) -> String {
    let mut parts: Vec<String> = service
        .leads
        .iter()
        .filter_map(|role| {
            let name = &site.person(lines::acting(role)?).name;
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

fn person<'a>(site: &'a Site, theme: &'a Theme, person: &'a Person) -> SearchDocument<'a> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_stands_between_the_tags() {
        assert_eq!(
            without_markup("<a href=\"x\">A &amp; B</a> &lt;c&gt;"),
            "A & B <c>"
        );
    }
}
