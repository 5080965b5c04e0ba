//! The anchors of a page: its own headings, and the parts that the theme gives to each
//! kind. The names of those are the ids in `themes/toolkit/templates`.

use super::series::key_of;
use crate::load::{RawKind, RawPage};

/// The anchors of a page, a line each: one short string for a page takes a fraction of what
/// a list of strings would, and there is one for every page.
#[derive(Default)]
pub(super) struct Anchors(Box<str>);

impl Anchors {
    /// All anchors of a page that an editor may link to.
    pub(super) fn of_page(page: &RawPage) -> Self {
        let mut names: Vec<&str> = page.body.document.headings.iter().map(|h| &*h.id).collect();
        let parts: &[(&str, bool)] = match &page.kind {
            RawKind::Page => &[],
            RawKind::Service(service) => &[
                ("service-lead", !service.leads.is_empty()),
                ("service-deputies", !service.deputies.is_empty()),
                ("service-contact", !service.contacts.is_empty()),
                ("service-focus", !service.focus.is_empty()),
            ],
            RawKind::Series(series) => &[
                ("series-facts", true),
                ("series-dates", true),
                ("series-areas", !series.areas.is_empty()),
                ("series-contact", !series.contacts.is_empty()),
            ],
            RawKind::Group(group) => &[
                ("group-members", !group.seats.is_empty()),
                ("group-contact", !group.contacts.is_empty()),
            ],
        };
        names.extend(
            parts
                .iter()
                .filter(|(_, there)| *there)
                .map(|(name, _)| *name),
        );
        let meetings: Vec<String> = match &page.kind {
            RawKind::Series(series) => series
                .occurrences
                .iter()
                .map(|o| format!("on-{}", key_of(o)))
                .collect(),
            RawKind::Page | RawKind::Service(_) | RawKind::Group(_) => Vec::new(),
        };
        names.extend(meetings.iter().map(String::as_str));
        Anchors(names.join("\n").into())
    }

    /// The anchors, in the order of the page.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.lines()
    }
}
