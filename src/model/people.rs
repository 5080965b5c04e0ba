//! People, audiences, documents and glossary terms: the lists of a site.

use super::{AsOf, OrganisationId, PageId, PersonId};

/// Somebody named anywhere in the site, written once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name in links and addresses.
    pub id: String,
    /// The name as people say it.
    pub name: String,
    /// What the A to Z sorts by.
    pub surname: String,
    /// Other spellings and forms.
    pub also: Vec<String>,
    /// Words that only search sees.
    pub keywords: Vec<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number as printed.
    pub phone: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// What they do, found in the pages and organisations that name them; those of today first.
    pub posts: Vec<Post>,
    /// Pages of today that name them as a contact, which is no post.
    pub contact_on: Vec<PageId>,
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
    /// Where.
    pub place: Place,
    /// In what way they do it.
    pub status: PostStatus,
    /// Who stands in for them.
    pub covered_by: Option<PersonId>,
    /// When that was so, where the source is not of today.
    pub as_of: Option<AsOf>,
}

/// Where somebody has a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The page of a service, series or group.
    Page(PageId),
    /// An organisation.
    Organisation(OrganisationId),
}

impl Place {
    /// The page, if it is one.
    #[must_use]
    pub fn page(self) -> Option<PageId> {
        match self {
            Place::Page(page) => Some(page),
            Place::Organisation(_) => None,
        }
    }
}

/// How a person stands to a role; the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostStatus {
    /// They hold it.
    Holder,
    /// They stand in for whoever holds it.
    Cover,
    /// They hold it, and somebody else stands in for them.
    Covered,
    /// They chair the meetings.
    Chair,
    /// They chair the meetings with somebody else.
    CoChair,
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
    /// The heading under which it stands in lists of audiences.
    pub group: Option<String>,
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
    /// All, from what is expected to what is open.
    pub const ALL: [Self; 4] = [Self::Expected, Self::Encouraged, Self::For, Self::Welcome];

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
    /// What it stands for; several meanings, where it has them.
    pub means: Vec<String>,
    /// Other forms.
    pub also: Vec<String>,
    /// Words that only search sees.
    pub keywords: Vec<String>,
    /// What other terms mean that have it among their other forms: the short form of each, and its meanings.
    pub elsewhere: Vec<(String, String)>,
    /// A sentence that explains it.
    pub definition: Option<String>,
}

impl Term {
    /// All its own meanings in a line.
    #[must_use]
    pub fn meanings(&self) -> String {
        self.means.join("; ")
    }

    /// All that it may mean, what other terms say included.
    #[must_use]
    pub fn all_meanings(&self) -> String {
        let elsewhere = self.elsewhere.iter().map(|(_, means)| means.as_str());
        let own = self.means.iter().map(String::as_str);
        let all: Vec<&str> = own.chain(elsewhere).collect();
        all.join("; ")
    }
}
