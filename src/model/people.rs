//! People, audiences, documents and glossary terms: the lists of a site.

use super::PageId;

/// Somebody named anywhere in the site, written once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name in links and addresses.
    pub id: String,
    /// The name as people say it.
    pub name: String,
    /// What the A to Z sorts by.
    pub surname: String,
    /// Other spellings and forms, for search.
    pub also: Vec<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number as printed.
    pub phone: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// What they do, found in the pages that name them.
    pub posts: Vec<Post>,
    /// Whether a page of today names them; otherwise only records of the past do.
    pub current: bool,
    /// The pages that name them, in the order of the site.
    pub named_on: Vec<PageId>,
}

/// What a person does in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The role's title, if the place gives one.
    pub title: Option<String>,
    /// The page of the service, series or group.
    pub page: PageId,
    /// In what way they do it.
    pub status: PostStatus,
}

/// How a person stands to a role; the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PostStatus {
    /// They hold it.
    Holder,
    /// They stand in for whoever holds it.
    Cover,
    /// They hold it, and somebody else stands in for them.
    Covered,
    /// Named as the person to ask; no title is given.
    Contact,
    /// They chair or co-chair the meetings.
    Chair,
    /// They sit in the group.
    Member,
}

/// A role that a reader has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// The name in front matter.
    pub id: String,
    /// The words that readers know.
    pub title: String,
    /// Who that is.
    pub description: Option<String>,
    /// Which meetings stand in its calendar; none: it has no calendar.
    pub calendar: Vec<Expectation>,
}

/// How a page concerns an audience: how strongly it is asked to come, or that it is meant for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expectation {
    /// They must.
    Expected,
    /// They should.
    Encouraged,
    /// They may.
    Welcome,
    /// It is for them: a newsletter, a service, a duty.
    For,
}

impl Expectation {
    /// The word in front matter and in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Expectation::Expected => "expected",
            Expectation::Encouraged => "encouraged",
            Expectation::Welcome => "welcome",
            Expectation::For => "for",
        }
    }
}

/// A published source that pages draw on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name in front matter.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, in words or as a date.
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// What a reader should know of it.
    pub note: Option<String>,
}

/// A glossary term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The short form.
    pub short: String,
    /// What it stands for.
    pub means: String,
    /// Other forms.
    pub also: Vec<String>,
    /// A sentence that explains it.
    pub definition: Option<String>,
}
