//! Who is named where: posts of people, and pages that lead to pages.

use std::collections::BTreeSet;

use crate::model::{
    Body, Contact, Holder, Kind, Page, PageId, Person, PersonId, Post, PostStatus, Role, Target,
    Way,
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
                Target::Heading(_) | Target::File(_) | Target::Verbatim(_) => {}
            }
        }
    }
}

/// Fills in `named_on` of every page, `posts` and `named_on` of every person.
pub(super) fn fill(pages: &mut [Page], people: &mut [Person]) {
    let mut named_on: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    let mut people_on: Vec<Vec<PageId>> = vec![Vec::new(); people.len()];
    for (index, page) in pages.iter().enumerate() {
        let id = PageId::new(index);
        let mut mentions = Mentions::default();
        mentions.body(&page.body);
        let mut posts = Posts {
            page: id,
            current: page.as_of.is_none(),
            people,
            mentions: &mut mentions,
        };
        match &page.kind {
            Kind::Page => {}
            Kind::Service(service) => {
                for role in service.leads.iter().chain(&service.deputies) {
                    posts.role(role);
                }
                posts.contacts(&service.contacts);
                for body in &service.focus {
                    mentions.body(body);
                }
                if let Some(rule) = service.escalation.as_ref().and_then(|e| e.rule.as_ref()) {
                    mentions.body(rule);
                }
            }
            Kind::Series(series) => {
                for role in &series.hosts {
                    posts.role(role);
                }
                let areas = series
                    .areas
                    .iter()
                    .flat_map(|a| a.chairs.iter().map(move |c| (Some(&a.title), c)));
                for (area, chair) in series.chairs.iter().map(|c| (None, c)).chain(areas) {
                    posts.add(chair.person, area.cloned(), PostStatus::Chair);
                }
                posts.contacts(&series.contacts);
                if let Some(join) = &series.join {
                    mentions.body(join);
                }
            }
            Kind::Plan(plan) => {
                for action in &plan.actions {
                    mentions.body(&action.text);
                }
            }
            Kind::Minutes(minutes) => {
                let present = minutes.attendance.iter().flat_map(|a| &a.people);
                let witnesses = minutes.items.iter().flat_map(|i| &i.witnesses);
                mentions
                    .people
                    .extend(present.chain(witnesses).filter_map(|a| a.person));
                mentions
                    .pages
                    .extend(minutes.agenda.iter().filter_map(|a| a.page));
            }
            Kind::Group(group) => {
                for seat in &group.seats {
                    if let Some(member) = seat.member {
                        let title = seat.office.clone().or_else(|| seat.role.clone());
                        posts.add(member, title, PostStatus::Member);
                    }
                }
                posts.contacts(&group.contacts);
            }
        }
        Posts {
            page: id,
            current: page.as_of.is_none(),
            people,
            mentions: &mut mentions,
        }
        .contacts(&page.contacts);
        for step in &page.steps {
            if let Some(text) = &step.text {
                mentions.body(text);
            }
            for contact in &step.contacts {
                if let Way::Person(person) = contact.way {
                    mentions.people.insert(person);
                }
            }
        }
        for target in mentions.pages {
            if target != id {
                named_on[target.index()].push(id);
            }
        }
        for person in mentions.people {
            people_on[person.index()].push(id);
        }
    }
    for (page, named) in pages.iter_mut().zip(named_on) {
        page.named_on = named;
    }
    for (person, named) in people.iter_mut().zip(people_on) {
        // Whoever only records of the past name is nobody to turn to today.
        let current = named.iter().any(|id| pages[id.index()].as_of.is_none());
        person.current = current || named.is_empty();
        person.named_on = named;
        person.posts.sort_by_key(|post| post.status);
    }
}

struct Posts<'a> {
    page: PageId,
    /// Posts of a record of the past are none of today.
    current: bool,
    people: &'a mut [Person],
    mentions: &'a mut Mentions,
}

impl Posts<'_> {
    fn add(&mut self, person: PersonId, title: Option<String>, status: PostStatus) {
        self.mentions.people.insert(person);
        if !self.current {
            return;
        }
        let posts = &mut self.people[person.index()].posts;
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
            Holder::Person(person) => self.add(person, role.title.clone(), PostStatus::Holder),
            Holder::Covered { holder, cover } => {
                self.add(holder, role.title.clone(), PostStatus::Covered);
                self.add(cover, role.title.clone(), PostStatus::Cover);
            }
        }
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            if let Way::Person(person) = contact.way {
                self.add(person, None, PostStatus::Contact);
            }
        }
    }
}
