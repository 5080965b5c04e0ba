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
    /// What of `headings` belongs to which section, in order. What stands before them belongs to none.
    pub heading_sections: Vec<Section>,
    /// What of `body` belongs to which section, likewise.
    pub body_sections: Vec<Section>,
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

/// The parts that sections of pages are told of.
pub(super) const HEADINGS: usize = 2;
pub(super) const BODY: usize = 3;

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

/// From a place in a text on, and up to the next, all belongs to one section of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// Where it begins, in bytes.
    pub at: usize,
    /// The number of its heading, from 1, in the record; 0 for none, and at most [`MOST_HEADINGS`].
    pub heading: u32,
}

/// A result leads to one of so many headings of a page, so that no record grows without bound.
pub const MOST_HEADINGS: usize = 40;

impl SearchDocument<'_> {
    /// The texts that are searched, in the order of [`FIELDS`].
    pub(super) fn searched(&self) -> [&str; FIELD_COUNT] {
        [&self.record.title, &self.names, &self.headings, &self.body]
    }

    /// A text of those that are searched, cut into pieces, each of which belongs to the heading of that number.
    pub(super) fn pieces(&self, field: usize) -> impl Iterator<Item = (&str, u32)> {
        let text = self.searched()[field];
        let sections = match field {
            HEADINGS => &*self.heading_sections,
            BODY => &*self.body_sections,
            _ => &[],
        };
        let place = |section: &Section| text.floor_char_boundary(section.at);
        let mut from = (0, 0);
        let ends = sections
            .iter()
            .map(move |section| (place(section), section.heading));
        ends.chain([(text.len(), 0)]).map(move |(end, next)| {
            let (start, heading) = std::mem::replace(&mut from, (end, next));
            (&text[start.min(end)..end], heading)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_where_sections_begin() {
        let section = |at, heading| Section { at, heading };
        let mut document = SearchDocument {
            names: "b".into(),
            headings: "C D".into(),
            body: "above one \u{e9}two after".into(),
            heading_sections: vec![section(0, 1), section(2, 2)],
            body_sections: vec![section(6, 1), section(10, 2), section(16, 0)],
            ..SearchDocument::default()
        };
        document.record.title = "a".into();
        let pieces = |field| document.pieces(field).collect::<Vec<_>>();
        assert_eq!(pieces(0), [("a", 0)]);
        assert_eq!(pieces(1), [("b", 0)]);
        assert_eq!(pieces(2), [("", 0), ("C ", 1), ("D", 2)]);
        assert_eq!(
            pieces(3),
            [("above ", 0), ("one ", 1), ("\u{e9}two ", 2), ("after", 0)]
        );
        // A text that was cut short ends within a section, or before it, or amid a letter of it.
        for cut in 0..document.body.len() {
            let mut short = document.clone();
            let end = short.body.floor_char_boundary(cut);
            short.body.to_mut().truncate(end);
            let text: String = short.pieces(3).map(|(text, _)| text).collect();
            assert_eq!(text, short.body);
        }
    }
}
