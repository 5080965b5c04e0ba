//! What is left of a source with errors.

use std::sync::Arc;

use crate::load::{RawOrganisation, RawPerson};
use crate::model::{Body, EachBody, PackedBody, Page, Term};

/// A source with errors is no site; its words can be looked over all the same.
pub(crate) struct Unresolved {
    /// The words of each page.
    pub(crate) pages: Vec<UnresolvedPage>,
    /// The names of people and organisations.
    pub(crate) names: Vec<String>,
    /// Glossary terms.
    pub(crate) glossary: Vec<Term>,
}

/// The words of a page.
pub(crate) struct UnresolvedPage {
    pub(crate) source: Arc<str>,
    /// Its text, and the texts of its front matter.
    pub(crate) bodies: Vec<PackedBody>,
    pub(crate) description: Option<String>,
}

impl Unresolved {
    /// The words of these pages and lists.
    pub(super) fn new(
        pages: Vec<Page>,
        people: &[RawPerson],
        organisations: &[RawOrganisation],
        glossary: Vec<Term>,
    ) -> Self {
        let people = people.iter().map(|person| &person.name);
        let organisations = organisations.iter().flat_map(|one| {
            let names = std::iter::once(&one.name).chain(&one.also);
            names.map(|name| &name.value)
        });
        let pages = pages.into_iter();
        Unresolved {
            pages: pages
                .map(|page| {
                    let mut bodies = Vec::new();
                    page.visit(&mut EachBody(|body: &Body| {
                        bodies.push(body.packed.clone());
                    }));
                    UnresolvedPage {
                        bodies,
                        source: page.source,
                        description: page.description,
                    }
                })
                .collect(),
            names: people.chain(organisations).cloned().collect(),
            glossary,
        }
    }
}
