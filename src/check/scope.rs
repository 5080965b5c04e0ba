//! What is looked over.

use std::sync::Arc;

use crate::model::{Body, EachBody, PackedBody, Page, Site, Term};
use crate::resolve::Unresolved;

/// The words of a source, whether or not a site could be made of it.
pub(crate) struct Words<'a> {
    /// What each page says.
    pub(crate) pages: Vec<PageWords<'a>>,
    /// The names of people and organisations.
    pub(crate) names: Vec<&'a str>,
    /// Glossary terms.
    pub(crate) glossary: &'a [Term],
}

/// The words of a page.
pub(crate) struct PageWords<'a> {
    pub(crate) source: &'a Arc<str>,
    /// Its text, and the texts of its front matter that readers see.
    pub(crate) bodies: Bodies<'a>,
    pub(crate) description: Option<&'a str>,
}

/// Where the Markdown of a page is to be had.
pub(crate) enum Bodies<'a> {
    /// On the page.
    On(&'a Page),
    /// Kept of a page that did not come about.
    Kept(&'a [PackedBody]),
}

impl PageWords<'_> {
    /// All of them.
    pub(crate) fn text(&self) -> String {
        let mut text = self.description.unwrap_or_default().to_owned();
        let mut add = |words: &PackedBody| {
            text.push('\n');
            text.push_str(&words.text());
        };
        match self.bodies {
            Bodies::On(page) => page.visit(&mut EachBody(|body: &Body| add(&body.packed))),
            Bodies::Kept(bodies) => bodies.iter().for_each(add),
        }
        text
    }
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
                .map(|page| PageWords {
                    source: &page.source,
                    bodies: Bodies::On(page),
                    description: page.description.as_deref(),
                })
                .collect(),
            names: people.chain(organisations).map(String::as_str).collect(),
            glossary: &site.glossary,
        }
    }

    /// The words of a source with errors.
    pub(crate) fn of_source(source: &'a Unresolved) -> Self {
        let pages = source.pages.iter();
        Words {
            pages: pages
                .map(|page| PageWords {
                    source: &page.source,
                    bodies: Bodies::Kept(&page.bodies),
                    description: page.description.as_deref(),
                })
                .collect(),
            names: source.names.iter().map(String::as_str).collect(),
            glossary: &source.glossary,
        }
    }
}
