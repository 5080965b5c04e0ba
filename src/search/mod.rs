//! Documents to a search index that a browser reads; knows nothing of pages or of the site model.
//!
//! [`SearchDocument`]s are turned into postings once (`postings`), with the words as elasticlunr
//! makes them (`words`). An index is a way of writing those postings down: [`elasticlunr`] writes
//! one file that elasticlunr.js and the site's own script load.

use std::borrow::Cow;

pub mod elasticlunr;
mod postings;
mod words;

/// One thing that can be found: a page, a person, a service, a meeting series.
///
/// Every part is plain text, without markup. `title`, `keywords`, `headings` and `body` are
/// searched; `title`, `kind`, `summary`, `answer` and `address` are kept to show a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchDocument<'a> {
    /// Where it is, relative to the root of the site, ready to use in a link: `services/send/`.
    pub address: Cow<'a, str>,
    /// What readers call this sort of thing: "Service", "Person".
    pub kind: Cow<'a, str>,
    /// The title of the page or the name of the person.
    pub title: Cow<'a, str>,
    /// Other names and spellings, one after the other.
    pub keywords: Cow<'a, str>,
    /// The headings, one after the other.
    pub headings: Cow<'a, str>,
    /// Everything else that it says. No index keeps it as text.
    pub body: Cow<'a, str>,
    /// One or two sentences on what it is; empty when there are none.
    pub summary: Cow<'a, str>,
    /// What most people look for: a mailbox and phone, the next date; empty when there is none.
    pub answer: Cow<'a, str>,
}

/// How many parts of a document are searched.
const FIELD_COUNT: usize = 4;

/// The names of the parts that are searched, in the order of [`SearchDocument::searched`].
const FIELDS: [&str; FIELD_COUNT] = ["title", "keywords", "headings", "body"];

impl SearchDocument<'_> {
    /// The texts that are searched, in the order of [`FIELDS`].
    fn searched(&self) -> [&str; FIELD_COUNT] {
        [&self.title, &self.keywords, &self.headings, &self.body]
    }
}
