//! Pages.

use std::sync::Arc;

use jiff::civil::Date;

use super::visit::{Sources, Visit};
use super::{
    AsOf, AudienceId, Body, Contact, Data, DocumentId, Expectation, Kind, Order, PageId, Series,
    Step,
};

/// So many bytes of the words of a page are searched. A novel has fewer.
pub const MOST_SEARCHED: usize = 1024 * 1024;

/// One page of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The source file relative to the root; a folder for a section without `_index.md`.
    pub source: Arc<str>,
    /// Where it stands in the output.
    pub address: Address,
    /// Its name.
    pub title: String,
    /// One sentence for lists, search and machines.
    pub description: Option<String>,
    /// The first words of the text, used where there is no description.
    pub excerpt: Box<str>,
    /// What it is about.
    pub kind: Kind,
    /// Whether it is not meant to be public yet; such pages are in previews only.
    pub draft: bool,
    /// Whether it is a folder's own page.
    pub is_section: bool,
    /// Whether the pages of a section are told by their dates, the latest first.
    pub is_dated: bool,
    /// The section that it stands in; `None` for the home page only.
    pub parent: Option<PageId>,
    /// The pages in it, in order.
    pub children: Vec<PageId>,
    /// Its own place among the pages of its section, from 0.
    pub position: usize,
    /// The text.
    pub body: Body,
    /// Published.
    pub date: Option<Date>,
    /// Last changed by an editor.
    pub updated: Option<Date>,
    /// Last changed in git, where the site shows it and git knows it.
    pub changed: Option<Date>,
    /// Facts last confirmed by a person.
    pub checked: Option<Date>,
    /// Tags.
    pub tags: Vec<String>,
    /// Other words that readers search for.
    pub keywords: Vec<String>,
    /// Place among its siblings, smaller first.
    pub order: Option<Order>,
    /// The template that it is made with instead of that of its kind.
    pub template: Option<Box<str>>,
    /// The heading under which it stands in the lists of its section.
    pub under: Option<String>,
    /// When it was true; `None` for a page of today.
    pub as_of: Option<AsOf>,
    /// The tag of its language (BCP 47); `None` for that of the site.
    pub language: Option<String>,
    /// Whom it concerns, and how.
    pub audience: Vec<(Expectation, Vec<AudienceId>)>,
    /// Contact points of a page of text; services, series and groups have their own.
    pub contacts: Vec<Contact>,
    /// Steps of a process, in order.
    pub steps: Vec<Step>,
    /// Where its facts come from.
    pub documents: Vec<DocumentId>,
    /// Free data for templates.
    pub extra: Data,
}

impl Page {
    /// The series that the page is about, if it is about one.
    #[must_use]
    pub fn series(&self) -> Option<&Series> {
        match &self.kind {
            Kind::Series(series) => Some(series),
            _ => None,
        }
    }

    /// Where its facts come from: what it names as a whole, then what single facts name, each once.
    #[must_use]
    pub fn sources(&self) -> Vec<DocumentId> {
        let mut sources = Sources::default();
        sources.add(&self.documents);
        self.visit(&mut sources);
        sources.into_list()
    }

    /// Tells all that stands on it: what every page may have, then what its kind has.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        visit.main(&self.body);
        for keyword in &self.keywords {
            visit.alias(keyword);
        }
        for tag in &self.tags {
            visit.words(tag);
        }
        for audience in self.audience.iter().flat_map(|(_, audiences)| audiences) {
            visit.audience(*audience);
        }
        visit.contacts(&self.contacts);
        for step in &self.steps {
            step.visit(visit);
        }
        self.kind.visit(visit);
    }
}

/// Where a page stands in the output.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The file, such as `services/send/index.html`.
    pub file: Box<str>,
    /// What links say, relative to the site's root: `services/send/`, or with flat
    /// addresses the file itself. Empty for the home page of a site with folders.
    pub href: Box<str>,
}
