//! What search knows of each page.

use crate::locale::Locale;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::contacts::{add_contacts, as_of, people_of, reach};
use super::dates::{days, span};
use super::lists;
use super::parts::parts;
use crate::model::{
    AudienceId, Block, Contact, DocumentId, Group, Kind, Minutes, Occurrence, OrganisationId, Page,
    PageId, PersonId, Plan, Role, Series, Service, Site, Status, Target, Term, Way, When,
};
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::entry::{ancestors, office};
use crate::search::{self, Meeting, Record, SearchDocument};

/// What documents are made of.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// A page with its parts.
    Page(PageId),
    /// A person of today.
    Person(PersonId),
    /// An organisation.
    Organisation(OrganisationId),
    /// An audience.
    Audience(AudienceId),
    /// A term of the glossary.
    Term(&'a Term),
    /// A source that pages draw on.
    Document(DocumentId),
}

/// The documents of a source; of a page it and its parts.
pub(crate) fn documents<'a>(
    site: &'a Site,
    theme: &'a Theme,
    source: Source<'a>,
) -> Vec<SearchDocument<'a>> {
    let locale = theme.locale();
    match source {
        Source::Page(id) => {
            let mut all = vec![page(site, theme, id)];
            all.extend(parts(site, theme, site.page(id)));
            all
        }
        Source::Person(id) => vec![lists::person(site, theme, id)],
        Source::Organisation(id) => {
            vec![lists::organisation(site, theme, id)]
        }
        Source::Audience(id) => vec![lists::audience(site, id)],
        Source::Term(term) => vec![lists::term(site, term)],
        Source::Document(id) => vec![lists::document(locale, site, site.document(id))],
    }
}

/// So many contact points of a service above are compared with those of one below.
const MOST_COMPARED: usize = 100;

/// The words of a page that are searched, as they are gathered.
struct Words<'a> {
    locale: &'a Locale,
    site: &'a Site,
    body: String,
    names: String,
    /// What most readers want to know.
    answer: String,
    reach: Vec<String>,
    meetings: Vec<Meeting>,
    whole_names: Vec<Cow<'a, str>>,
    special: Vec<String>,
}

fn page<'a>(site: &'a Site, theme: &'a Theme, id: PageId) -> SearchDocument<'a> {
    let locale = theme.locale();
    let page = site.page(id);
    let mut words = Words {
        locale: theme.locale(),
        site,
        body: site.text_of(&page.body),
        names: String::new(),
        answer: String::new(),
        reach: Vec::new(),
        meetings: Vec::new(),
        whole_names: Vec::new(),
        special: Vec::new(),
    };
    for keyword in &page.keywords {
        words.alias(keyword);
    }
    words.every_kind(page);
    let (kind, retired) = match &page.kind {
        Kind::Page => (search::Kind::Page, false),
        Kind::Service(service) => {
            words.service(id, service);
            (search::Kind::Service, false)
        }
        Kind::Series(series) => {
            words.series(series);
            (search::Kind::Series, series.retired.is_some())
        }
        Kind::Group(group) => {
            words.group(theme, group);
            (search::Kind::Group, false)
        }
        Kind::Plan(plan) => {
            words.plan(plan);
            (search::Kind::Plan, false)
        }
        Kind::Minutes(minutes) => {
            words.minutes(minutes);
            (search::Kind::Minutes, false)
        }
    };
    if page.as_of.is_some() {
        // Who led or answered then is no answer now.
        words.answer.clear();
        words.reach.clear();
    }
    if kind != search::Kind::Page {
        let name = without_ending(theme, &page.title);
        words.whole_names.extend(name.map(Cow::Borrowed));
    }
    let headings: Vec<&str> = page.body.headings.iter().map(|h| &*h.title).collect();
    SearchDocument {
        kind,
        past: page.as_of.is_some() || retired,
        names: Cow::Owned(words.names),
        headings: Cow::Owned(headings.join("\n")),
        body: Cow::Owned(words.body),
        whole_names: words.whole_names,
        special: words.special,
        record: Record {
            title: Cow::Borrowed(&page.title),
            address: Cow::Borrowed(&page.address.href),
            context: Cow::Borrowed(above(site, id)),
            summary: Cow::Borrowed(page.description.as_deref().unwrap_or(&page.excerpt)),
            answer: Cow::Owned(words.answer),
            reach: words.reach,
            meetings: words.meetings,
            as_of: as_of(locale, page),
        },
    }
}

/// A title without the word at its end that people leave out: the Family Time Service is "family
/// time" to them.
fn without_ending<'t>(theme: &Theme, title: &'t str) -> Option<&'t str> {
    let (name, ending) = title.rsplit_once(' ')?;
    let mut endings = theme.word("title_endings").split_whitespace();
    endings
        .any(|word| word.eq_ignore_ascii_case(ending))
        .then_some(name)
}

/// The title of the section or service that a page stands in, unless it is the home page.
fn above(site: &Site, id: PageId) -> &str {
    let page = site.page(id);
    let service = match &page.kind {
        Kind::Service(service) => service.parent,
        _ => None,
    };
    service
        .or(page.parent)
        .filter(|parent| *parent != site.home)
        .map_or("", |parent| &site.page(parent).title)
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

    fn named(&mut self, name: &str) {
        self.names.push_str(name);
        self.names.push('\n');
    }

    /// Another name of the whole page.
    fn alias(&mut self, name: &str) {
        self.named(name);
        self.whole_names.push(Cow::Owned(name.to_owned()));
    }

    fn name(&mut self, person: PersonId) {
        let _ = write!(self.body, "\n{}", self.site.person(person).name);
    }

    fn every_kind(&mut self, page: &Page) {
        // Who stands behind other words is found by their name too; without words, it is in the text.
        let mut named = vec![false; page.body.targets.len()];
        for hole in &page.body.names {
            named[hole.link as usize] = true;
        }
        for (target, named) in page.body.targets.iter().zip(named) {
            if let (Target::Person(person), false) = (target, named) {
                self.name(*person);
            }
        }
        for block in &page.body.blocks {
            if let Block::Table(id) | Block::Chart(id) = block {
                self.add(&self.site.table(*id).title);
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
                self.add(&self.site.text_of(text));
            }
            self.add_all([&step.who, &step.within, &step.form]);
            add_contacts(self.site, &mut self.body, &step.contacts, None);
        }
        self.reach = reach(&page.contacts);
    }

    fn service(&mut self, id: PageId, service: &Service) {
        for focus in &service.focus {
            self.add(&self.site.text_of(focus));
        }
        for title in service.leads.iter().filter_map(|role| role.title.as_ref()) {
            self.named(title);
        }
        for role in service.leads.iter().chain(&service.deputies) {
            self.role(role);
        }
        // A mailbox that a service above has too is the name of that one.
        let own: HashSet<&Way> = service
            .contacts
            .iter()
            .map(|contact| &contact.way)
            .collect();
        let above: HashSet<&Way> = if own.is_empty() {
            HashSet::new()
        } else {
            let above = ancestors(self.site, id).skip(1);
            above
                .flat_map(|(_, service)| service.contacts.iter().take(MOST_COMPARED))
                .map(|contact| &contact.way)
                .filter(|way| own.contains(way))
                .collect()
        };
        let (shared, own): (Vec<&Contact>, Vec<&Contact>) = service
            .contacts
            .iter()
            .partition(|contact| above.contains(&contact.way));
        add_contacts(self.site, &mut self.body, shared, None);
        self.contacts(own);
        self.answer = leads(self.site, service);
        self.reach = reach(&service.contacts);
    }

    fn role(&mut self, role: &Role) {
        self.add(role.title.as_deref().unwrap_or(""));
        for person in people_of(role) {
            self.name(person);
        }
    }

    fn series(&mut self, series: &Series) {
        self.add_all([&series.pattern, &series.venue, &series.cost]);
        for area in &series.areas {
            self.named(&area.title);
        }
        for host in &series.hosts {
            self.role(host);
        }
        let of_areas = series.areas.iter().flat_map(|area| &area.chairs);
        for chair in series.chairs.iter().chain(of_areas) {
            self.name(chair.person);
            self.add(chair.role_for.as_deref().unwrap_or(""));
        }
        self.contacts(&series.contacts);
        self.reach = reach(&series.contacts);
        for occurrence in &series.occurrences {
            self.occurrence(series, occurrence);
        }
        if self.meetings.is_empty() {
            self.answer = series.pattern.clone().unwrap_or_default();
        }
    }

    /// A meeting. All dates are kept, not the next one: an index may be read long after it was made.
    fn occurrence(&mut self, series: &Series, occurrence: &Occurrence) {
        let (start, end) = span(occurrence.when);
        let status = occurrence.status.word().to_owned();
        let anchor = format!("on-{}", occurrence.key);
        let areas: Vec<&str> = occurrence
            .areas
            .iter()
            .map(|&area| series.areas[area].title.as_str())
            .collect();
        self.meetings.push(if areas.is_empty() {
            Meeting::Whole(start, end, status, anchor)
        } else {
            Meeting::Part(start, end, status, anchor, areas.join(", "))
        });
        if occurrence.status == Status::Cancelled {
            return;
        }
        let locale = self.locale;
        self.add(&locale.days(occurrence.when));
        self.add(&locale.times(occurrence.when).unwrap_or_default());
        self.add_all([&occurrence.title, &occurrence.venue]);
        self.special.extend(days(occurrence.when));
    }

    fn group(&mut self, theme: &Theme, group: &Group) {
        self.add_all([&group.meets]);
        for seat in &group.seats {
            if let Some(member) = seat.member {
                self.name(member);
            }
            self.add_all([
                &seat.name,
                &seat.role,
                &seat.organisation,
                &seat.constituency,
            ]);
        }
        self.contacts(&group.contacts);
        self.reach = reach(&group.contacts);
        let offices: Vec<String> = group
            .seats
            .iter()
            .filter_map(|seat| {
                let name = &self.site.person(seat.member?).name;
                Some(format!(
                    "{name}, {}",
                    office(theme, seat.office.as_deref()?)
                ))
            })
            .collect();
        self.answer = offices.join("; ");
    }

    fn plan(&mut self, plan: &Plan) {
        for priority in &plan.priorities {
            self.add(&priority.title);
            self.add_all([&priority.aim]);
            priority
                .outcomes
                .iter()
                .for_each(|outcome| self.add(outcome));
        }
        for action in &plan.actions {
            self.add(&action.reference);
            self.add(&self.site.text_of(&action.text));
            for owner in &action.owners {
                self.add(owner);
            }
        }
        for recommendation in &plan.recommendations {
            self.add(&recommendation.reference);
            self.add(&recommendation.text);
        }
    }

    /// What was said and resolved; who was there stays out of the search of today's people.
    fn minutes(&mut self, minutes: &Minutes) {
        self.add_all([&minutes.committee, &minutes.venue]);
        self.add(&self.locale.full_date(minutes.day));
        self.special.extend(days(When::Days {
            first: minutes.day,
            last: minutes.day,
        }));
        for item in &minutes.agenda {
            self.add(&item.title);
            self.add_all([&item.text]);
        }
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

    /// Contact points of the page itself. Mailboxes and numbers are names of it.
    fn contacts<'c>(&mut self, contacts: impl IntoIterator<Item = &'c Contact>) {
        for contact in contacts {
            let names = Some(&mut self.names);
            add_contacts(self.site, &mut self.body, [contact], names);
            if let Way::Email(way) | Way::Phone(way) = &contact.way {
                self.whole_names.push(Cow::Owned(way.clone()));
            }
        }
    }
}

/// Who leads a service.
fn leads(site: &Site, service: &Service) -> String {
    let leads: Vec<String> = service
        .leads
        .iter()
        .filter_map(|role| {
            let name = &site.person(contacts::acting(role)?).name;
            Some(
                role.title
                    .as_ref()
                    .map_or_else(|| name.clone(), |title| format!("{name}, {title}")),
            )
        })
        .collect();
    leads.join("; ")
}
