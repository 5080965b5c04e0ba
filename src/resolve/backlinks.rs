//! Who is named where: posts of people, and pages that lead to pages.

use std::collections::BTreeSet;

use crate::load::RawPerson;
use crate::model::{
    Body, Contact, Holder, Kind, Page, PageId, Person, PersonId, Post, PostStatus, Role, Series,
    Service, Target,
};

/// Everything that one page leads to.
#[derive(Default)]
struct Mentions {
    pages: BTreeSet<PageId>,
    people: BTreeSet<PersonId>,
}

impl Mentions {
    fn body(&mut self, body: &Body) {
        for target in &body.targets {
            match target {
                Target::Page(page, _) => {
                    self.pages.insert(*page);
                }
                Target::Person(person) => {
                    self.people.insert(*person);
                }
                Target::Route(..) | Target::Heading(_) | Target::File(_) | Target::Verbatim(_) => {}
            }
        }
    }
}

/// Who is named where, on a whole site.
pub(super) struct Backlinks {
    /// For each page the pages that name or link to it, in order.
    pub(super) pages: Vec<Vec<PageId>>,
    /// Everybody, with what they do.
    pub(super) people: Vec<Person>,
}

/// Reads all pages for whom and what they name.
pub(super) fn backlinks(pages: &[Page], people: Vec<RawPerson>) -> Backlinks {
    let mut named_on: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    let mut people_on: Vec<Vec<PageId>> = vec![Vec::new(); people.len()];
    let mut posts: Vec<Vec<Post>> = vec![Vec::new(); people.len()];
    for (index, page) in pages.iter().enumerate() {
        let id = PageId::new(index);
        let mut reading = Reading {
            page: id,
            current: page.as_of.is_none(),
            posts: &mut posts,
            mentions: Mentions::default(),
        };
        reading.page(page);
        let Mentions { pages, people } = reading.mentions;
        for target in pages.into_iter().filter(|target| *target != id) {
            named_on[target.index()].push(id);
        }
        for person in people {
            people_on[person.index()].push(id);
        }
    }
    let found = posts.into_iter().zip(people_on);
    let people = people.into_iter().zip(found);
    let people = people.map(|(raw, (mut posts, named_on))| {
        posts.sort_by_key(|post| post.status);
        // Whoever only records of the past name is nobody to turn to today.
        let current = named_on.iter().any(|id| pages[id.index()].as_of.is_none());
        Person {
            id: raw.id,
            name: raw.name,
            surname: raw.surname,
            also: raw.also,
            organisation: raw.organisation,
            email: raw.email,
            phone: raw.phone,
            note: raw.note,
            posts,
            current: current || named_on.is_empty(),
            named_on,
        }
    });
    Backlinks {
        pages: named_on,
        people: people.collect(),
    }
}

/// A page being read for whom and what it names.
struct Reading<'a> {
    page: PageId,
    /// Posts of a record of the past are none of today.
    current: bool,
    /// The posts of everybody.
    posts: &'a mut [Vec<Post>],
    mentions: Mentions,
}

impl Reading<'_> {
    fn page(&mut self, page: &Page) {
        self.mentions.body(&page.body);
        match &page.kind {
            Kind::Page => {}
            Kind::Service(service) => self.service(service),
            Kind::Series(series) => self.series(series),
            Kind::Group(group) => {
                for seat in &group.seats {
                    if let Some(member) = seat.member {
                        let title = seat.office.clone().or_else(|| seat.role.clone());
                        self.post(member, title, PostStatus::Member);
                    }
                }
                self.contacts(&group.contacts);
            }
            Kind::Plan(plan) => plan
                .actions
                .iter()
                .for_each(|a| self.mentions.body(&a.text)),
            Kind::Minutes(minutes) => {
                let present = minutes.attendance.iter().flat_map(|a| &a.people);
                let witnesses = minutes.items.iter().flat_map(|i| &i.witnesses);
                let people = present.chain(witnesses).filter_map(|a| a.person);
                self.mentions.people.extend(people);
                self.mentions
                    .pages
                    .extend(minutes.meeting.as_ref().map(|m| m.series));
                let papers = minutes.agenda.iter().filter_map(|a| a.page);
                self.mentions.pages.extend(papers);
            }
        }
        self.contacts(&page.contacts);
        for step in &page.steps {
            if let Some(text) = &step.text {
                self.mentions.body(text);
            }
            // Whom to ask in one step is no post.
            let named = step.contacts.iter().filter_map(Contact::person);
            self.mentions.people.extend(named);
        }
    }

    fn service(&mut self, service: &Service) {
        for role in service.leads.iter().chain(&service.deputies) {
            self.role(role);
        }
        self.contacts(&service.contacts);
        let rule = service.escalation.as_ref().and_then(|e| e.rule.as_ref());
        for body in service.focus.iter().chain(rule) {
            self.mentions.body(body);
        }
    }

    fn series(&mut self, series: &Series) {
        for role in &series.hosts {
            self.role(role);
        }
        for chair in &series.chairs {
            self.post(chair.person, None, PostStatus::Chair);
        }
        for area in &series.areas {
            for chair in &area.chairs {
                self.post(chair.person, Some(area.title.clone()), PostStatus::Chair);
            }
        }
        self.contacts(&series.contacts);
        if let Some(join) = &series.join {
            self.mentions.body(join);
        }
    }

    fn post(&mut self, person: PersonId, title: Option<String>, status: PostStatus) {
        self.mentions.people.insert(person);
        if !self.current {
            return;
        }
        let posts = &mut self.posts[person.index()];
        let post = Post {
            title,
            page: self.page,
            status,
        };
        // Whoever leads a page and is its contact too is told once.
        let told = posts
            .iter()
            .any(|p| p.page == self.page && (*p == post || status == PostStatus::Contact));
        if !told {
            posts.push(post);
        }
    }

    fn role(&mut self, role: &Role) {
        match role.holder {
            Holder::Vacant => {}
            Holder::Person(person) => self.post(person, role.title.clone(), PostStatus::Holder),
            Holder::Covered { holder, cover } => {
                if let Some(holder) = holder {
                    self.post(holder, role.title.clone(), PostStatus::Covered);
                }
                self.post(cover, role.title.clone(), PostStatus::Cover);
            }
        }
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            if let Some(person) = contact.person() {
                self.post(person, contact.purpose.clone(), PostStatus::Contact);
            }
        }
    }
}
