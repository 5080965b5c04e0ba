//! What is left of a source with errors.

use std::sync::Arc;

use crate::load::{RawOrganisation, RawPerson};
use crate::model::{PackedBody, Page, Term};

/// A source with errors is no site; its words can be looked over all the same.
pub(crate) struct Unresolved {
    /// The source of each page, and its words.
    pub(crate) pages: Vec<(Arc<str>, PackedBody)>,
    /// The names of people and organisations.
    pub(crate) names: Vec<String>,
    /// Glossary terms.
    pub(crate) glossary: Vec<Term>,
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
            pages: pages.map(|page| (page.source, page.body.packed)).collect(),
            names: people.chain(organisations).cloned().collect(),
            glossary,
        }
    }
}
