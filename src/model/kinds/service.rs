//! Directorates, services and teams.

use jiff::civil::Date;

use crate::model::{Body, Contact, PageId, PersonId, PostStatus, Visit};

/// A directorate, service or team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Who leads it.
    pub leads: Vec<Role>,
    /// Who stands beside the leads.
    pub deputies: Vec<Role>,
    /// Contact points, the most useful first.
    pub contacts: Vec<Contact>,
    /// What it does, a sentence each.
    pub focus: Vec<Body>,
    /// How a concern is taken further; set on the root of a tree of services.
    pub escalation: Option<Escalation>,
    /// The service that this one belongs to.
    pub parent: Option<PageId>,
    /// The teams within it, in order.
    pub teams: Vec<PageId>,
}

impl Service {
    /// Tells what stands on its page.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        for focus in &self.focus {
            visit.body(focus);
        }
        for role in &self.leads {
            if let Some(title) = &role.title {
                visit.name(title);
            }
            if let Some(person) = role.acting() {
                let covers = matches!(role.holder, Holder::Covered { .. });
                visit.lead(person, role.title.as_deref(), covers);
            }
        }
        for role in self.leads.iter().chain(&self.deputies) {
            role.visit(visit);
        }
        visit.contacts(&self.contacts);
        if let Some(rule) = self.escalation.as_ref().and_then(|e| e.rule.as_ref()) {
            visit.aside(rule);
        }
    }
}

/// A role of a service or group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its title; a person may be named without one.
    pub title: Option<String>,
    /// Who holds it.
    pub holder: Holder,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
    /// What a reader should know.
    pub note: Option<String>,
}

impl Role {
    /// The person to turn to about it: whoever covers it, else its holder.
    #[must_use]
    pub fn acting(&self) -> Option<PersonId> {
        match self.holder {
            Holder::Vacant => None,
            Holder::Person(person) | Holder::Covered { cover: person, .. } => Some(person),
        }
    }

    /// Tells who has which post.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        let title = self.title.as_deref();
        if let Some(title) = title {
            visit.words(title);
        }
        match self.holder {
            Holder::Vacant => {}
            Holder::Person(person) => visit.post(person, title, PostStatus::Holder, None),
            Holder::Covered { holder, cover } => {
                if let Some(holder) = holder {
                    visit.covered(holder, title, cover);
                }
                visit.post(cover, title, PostStatus::Cover, None);
            }
        }
    }
}

/// Who holds a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A person.
    Person(PersonId),
    /// A person or nobody, for whom another stands in.
    Covered {
        /// Who holds the role; `None` while it is vacant.
        holder: Option<PersonId>,
        /// Who does the work for now.
        cover: PersonId,
    },
    /// Nobody.
    Vacant,
}

/// How a concern about a service is taken further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Whom to speak to before anybody on the page.
    pub first: String,
    /// The rule that readers must know.
    pub rule: Option<Body>,
    /// The page that explains it.
    pub page: Option<PageId>,
}
