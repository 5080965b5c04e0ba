//! The anchors that a page has besides its own headings: the parts that the theme
//! gives to each kind. The names are those of `themes/toolkit/templates`.

use crate::load::{RawKind, RawPage};

/// All anchors of a page that an editor may link to.
pub(super) fn of_page(page: &RawPage) -> Vec<Box<str>> {
    let headings = page.body.document.headings.iter().map(|h| h.id.clone());
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
    let parts = parts
        .iter()
        .filter(|(_, there)| *there)
        .map(|(name, _)| (*name).into());
    headings.chain(parts).collect()
}
