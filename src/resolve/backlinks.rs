//! Who is named where: posts of people, and pages that lead to pages.

use std::collections::BTreeSet;

use crate::load::RawPerson;
use crate::model::{
    AsOf, Body, Contact, Organisation, OrganisationId, Page, PageId, Person, PersonId, Place, Post,
    PostStatus, Target, Visit, Who,
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
            Target::Route(..) | Target::Heading(_) | Target::File(..) | Target::Verbatim(_) => {}
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

/// Reads all pages and organisations for whom and what they name.
pub(super) fn backlinks(
    pages: &[Page],
    organisations: &[Organisation],
    people: Vec<RawPerson>,
) -> Backlinks {
    let mut named_on: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    let mut people_on: Vec<Vec<PageId>> = vec![Vec::new(); people.len()];
    let mut posts: Vec<Vec<Post>> = vec![Vec::new(); people.len()];
    let mut contact_on: Vec<Vec<PageId>> = vec![Vec::new(); people.len()];
    posts_of_organisations(organisations, &mut posts);
    for (index, page) in pages.iter().enumerate() {
        let id = PageId::new(index);
        let mut reading = Reading {
            page: id,
            current: page.as_of.is_none(),
            posts: &mut posts,
            contact_on: &mut contact_on,
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
    let found = posts.into_iter().zip(contact_on).zip(people_on);
    let people = people.into_iter().zip(found);
    let people = people.map(|(raw, ((mut posts, contact_on), named_on))| {
        // What is known of today goes before what is dated, and whom somebody leads before a meeting that they host.
        let is_series = |place: Place| match place {
            Place::Page(page) => pages[page.index()].series().is_some(),
            Place::Organisation(_) => false,
        };
        posts.sort_by_key(|post| (post.as_of.is_some(), post.status, is_series(post.place)));
        // Whoever only records of the past name is nobody to turn to today.
        let current = named_on.iter().any(|id| pages[id.index()].as_of.is_none());
        Person {
            id: raw.id,
            name: raw.name,
            surname: raw.surname,
            also: raw.also,
            keywords: raw.keywords,
            organisation: raw.organisation.map(|name| name.value),
            email: raw.email,
            phone: raw.phone,
            note: raw.note,
            current: current || named_on.is_empty() || !posts.is_empty(),
            posts,
            contact_on,
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
    /// The pages of today that name each as a contact.
    contact_on: &'a mut [Vec<PageId>],
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
        for person in contacts.iter().filter_map(Contact::person) {
            self.mentions.people.insert(person);
            let pages = &mut self.contact_on[person.index()];
            if self.current && pages.last() != Some(&self.page) {
                pages.push(self.page);
            }
        }
    }

    fn asked(&mut self, contacts: &[Contact]) {
        let people = contacts.iter().filter_map(Contact::person);
        self.mentions.people.extend(people);
    }

    fn post(
        &mut self,
        person: PersonId,
        title: Option<&str>,
        status: PostStatus,
        as_of: Option<AsOf>,
    ) {
        self.add(person, title, status, as_of, None);
    }

    fn covered(&mut self, person: PersonId, title: Option<&str>, by: PersonId) {
        self.add(person, title, PostStatus::Covered, None, Some(by));
    }
}

impl Reading<'_> {
    fn add(
        &mut self,
        person: PersonId,
        title: Option<&str>,
        status: PostStatus,
        as_of: Option<AsOf>,
        covered_by: Option<PersonId>,
    ) {
        self.mentions.people.insert(person);
        if !self.current {
            return;
        }
        let post = Post {
            title: title.map(str::to_owned),
            place: Place::Page(self.page),
            status,
            covered_by,
            as_of,
        };
        let posts = &mut self.posts[person.index()];
        let here = posts
            .iter()
            .rev()
            .take_while(|other| other.place == post.place);
        if here.into_iter().all(|other| *other != post) {
            posts.push(post);
        }
    }
}

/// Adds the posts of organisations to those of the people who have them.
fn posts_of_organisations(organisations: &[Organisation], posts: &mut [Vec<Post>]) {
    for (index, organisation) in organisations.iter().enumerate() {
        for post in &organisation.posts {
            if let Some(Who::Person(person)) = &post.holder {
                posts[person.index()].push(Post {
                    title: Some(post.role.clone()),
                    place: Place::Organisation(OrganisationId::new(index)),
                    status: PostStatus::Holder,
                    covered_by: None,
                    as_of: post.as_of,
                });
            }
        }
    }
}
