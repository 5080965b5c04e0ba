//! What is given to the index: one document for each thing that can be found.

use std::borrow::Cow;

use super::kind::Kind;
use super::record::Record;

/// One thing that can be found: a page, a person, a service, an action of a plan.
///
/// Every part is plain text, without markup. The title of the record, `names`, `headings` and
/// `body` are searched; the record is kept to show a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchDocument<'a> {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whether it tells of the past.
    pub past: bool,
    /// Other names, spellings and references, one after the other.
    pub names: Cow<'a, str>,
    /// The headings, one after the other.
    pub headings: Cow<'a, str>,
    /// Everything else that it says. No index keeps it as text.
    pub body: Cow<'a, str>,
    /// Names of the whole thing: who types one asks for it. Each is a term of its own that ends in a
    /// space, as no written word does.
    pub whole_names: Vec<Cow<'a, str>>,
    /// Terms that no text holds: `@2026-06`, which begins with `@`.
    pub special: Vec<String>,
    /// What a result shows, with the title.
    pub record: Record<'a>,
}

/// How many parts of a document are searched as elasticlunr does.
pub(super) const FIELD_COUNT: usize = 4;

/// The names of the parts that are searched, in the order of `SearchDocument::searched`, with
/// how much a hit in each counts; then the part that only the site's own search knows, for terms that
/// elasticlunr does not have: special ones, words without their accents, telephone numbers in one.
/// They count to no length.
pub const FIELDS: [(&str, u32); FIELD_COUNT + 1] = [
    ("title", 4),
    ("names", 4),
    ("headings", 2),
    ("body", 1),
    ("extra", 4),
];

impl SearchDocument<'_> {
    /// The texts that are searched, in the order of [`FIELDS`].
    pub(super) fn searched(&self) -> [&str; FIELD_COUNT] {
        [&self.record.title, &self.names, &self.headings, &self.body]
    }
}
