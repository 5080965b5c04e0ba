//! What is looked over.

use std::sync::Arc;

use crate::model::{PackedBody, Site, Term};
use crate::resolve::Unresolved;

/// The words of a source, whether or not a site could be made of it.
pub(crate) struct Words<'a> {
    /// The source of each page, and its words.
    pub(crate) pages: Vec<(&'a Arc<str>, &'a PackedBody)>,
    /// The names of people and organisations.
    pub(crate) names: Vec<&'a str>,
    /// Glossary terms.
    pub(crate) glossary: &'a [Term],
}

impl<'a> Words<'a> {
    /// The words of a site.
    pub(crate) fn of_site(site: &'a Site) -> Self {
        let pages = site.pages.iter();
        let people = site.people.iter().map(|person| &person.name);
        let organisations = site.organisations.iter();
        let organisations = organisations.flat_map(|o| std::iter::once(&o.name).chain(&o.also));
        Words {
            pages: pages
                .map(|page| (&page.source, &page.body.packed))
                .collect(),
            names: people.chain(organisations).map(String::as_str).collect(),
            glossary: &site.glossary,
        }
    }

    /// The words of a source with errors.
    pub(crate) fn of_source(source: &'a Unresolved) -> Self {
        let pages = source.pages.iter();
        Words {
            pages: pages.map(|(file, words)| (file, words)).collect(),
            names: source.names.iter().map(String::as_str).collect(),
            glossary: &source.glossary,
        }
    }
}
