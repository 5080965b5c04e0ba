//! Where the links of a text lead, and what those print that name a record: a number, who holds a role, when a meeting is.

use super::{ContactId, PageId, PersonId, Route, When};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the site, and what is written behind its address, with its sign: a query, the fragment of a heading, or
    /// both (RFC 3986 §3.4, §3.5).
    Page(PageId, Option<Box<str>>),
    /// A person's page.
    Person(PersonId),
    /// A generated page, linked by its address, and what is written behind that.
    Route(Route, Option<Box<str>>),
    /// A heading of the same page.
    Heading(Box<str>),
    /// Any other file of the site, by its path in the output, and what is written behind it.
    File(Box<str>, Option<Box<str>>),
    /// An address kept as the editor wrote it.
    Verbatim(Box<str>),
    /// What a record says today, in words.
    Fact(Box<Fact>),
}

impl Target {
    /// The part of a page that has this anchor.
    #[must_use]
    pub fn part_of(page: PageId, anchor: &str) -> Target {
        Target::Page(page, Some(format!("#{anchor}").into()))
    }
}

/// A fact of a record in words. The words are made once, so that pages, search and everything without markup
/// say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where the link leads; an address outside the site is kept as [`Target::Verbatim`].
    pub to: Target,
    /// The words of a link that has none of its own.
    pub words: Box<str>,
    /// What follows those words, beginning with a space or comma: how old the fact is, and further people with where
    /// each leads.
    pub rest: Box<[(Box<str>, Option<Target>)]>,
    /// What follows a link with words of its own: how old the fact is.
    pub note: Box<str>,
    /// The days of which a browser shows the one that comes next, instead of the words.
    pub days: Box<[FactDay]>,
    /// The record of `contacts.yaml` that it is of.
    pub contact: Option<ContactId>,
}

/// A day of which a browser shows the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactDay {
    /// In words.
    pub words: Box<str>,
    /// When the meeting is.
    pub when: When,
}

impl Fact {
    /// All that follows words of the record, as text.
    #[must_use]
    pub fn rest_in_words(&self) -> String {
        self.rest.iter().map(|(words, _)| &**words).collect()
    }
}
