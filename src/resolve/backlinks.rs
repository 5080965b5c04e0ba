//! Who is named where: posts of people, and pages that lead to pages.

use std::collections::BTreeSet;

use crate::load::RawPerson;
use crate::model::{
    Body, Contact, Page, PageId, Person, PersonId, Post, PostStatus, Target, Visit,
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
            self.target(target);
        }
    }

    fn target(&mut self, target: &Target) {
        match target {
            Target::Page(page, _) => {
                self.pages.insert(*page);
            }
            Target::Person(person) => {
                self.people.insert(*person);
            }
            Target::Fact(fact) => {
                self.target(&fact.to);
                for target in fact.rest.iter().filter_map(|(_, to)| to.as_ref()) {
                    self.target(target);
                }
            }
            Target::Route(..) | Target::Heading(_) | Target::File(_) | Target::Verbatim(_) => {}
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
        page.visit(&mut reading);
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

impl Visit for Reading<'_> {
    fn body(&mut self, text: &Body) {
        self.mentions.body(text);
    }

    fn aside(&mut self, text: &Body) {
        self.mentions.body(text);
    }

    fn person(&mut self, person: PersonId) {
        self.mentions.people.insert(person);
    }

    fn page(&mut self, page: PageId) {
        self.mentions.pages.insert(page);
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            if let Some(person) = contact.person() {
                self.post(person, contact.purpose.as_deref(), PostStatus::Contact);
            }
        }
    }

    fn asked(&mut self, contacts: &[Contact]) {
        let people = contacts.iter().filter_map(Contact::person);
        self.mentions.people.extend(people);
    }

    fn post(&mut self, person: PersonId, title: Option<&str>, status: PostStatus) {
        self.mentions.people.insert(person);
        if !self.current {
            return;
        }
        let posts = &mut self.posts[person.index()];
        let post = Post {
            title: title.map(str::to_owned),
            page: self.page,
            status,
        };
        // Whoever leads a page and is its contact too is told once.
        let known = posts
            .iter()
            .any(|p| p.page == self.page && (*p == post || status == PostStatus::Contact));
        if !known {
            posts.push(post);
        }
    }
}
