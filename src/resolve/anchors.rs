//! The anchors of a page: its own headings, and the parts that the theme gives to each
//! kind. The names of those are the ids in `themes/toolkit/templates`.

use super::series::key_of;
use crate::load::{RawKind, RawPage, When};

/// The anchors of a page, a line each: one short string for a page takes a fraction of what
/// a list of strings would, and there is one for every page.
#[derive(Default)]
pub(super) struct Anchors(Box<str>);

impl Anchors {
    /// All anchors of a page that an editor may link to.
    pub(super) fn of_page(page: &RawPage) -> Self {
        let mut names: Vec<&str> = page.body.document.headings.iter().map(|h| &*h.id).collect();
        let parts: &[(&str, bool)] = match &page.kind {
            RawKind::Page | RawKind::Plan(_) | RawKind::Minutes(_) => &[],
            RawKind::Service(service) => &[
                ("service-lead", !service.leads.is_empty()),
                ("service-deputies", !service.deputies.is_empty()),
                // These come from the services above and below as well.
                ("service-contact", true),
                ("service-teams", true),
                ("service-escalation", true),
                ("service-focus", !service.focus.is_empty()),
            ],
            RawKind::Series(series) => &[
                ("series-facts", true),
                ("series-dates", true),
                ("series-areas", !series.areas.is_empty()),
                (
                    "series-subscribe",
                    series
                        .occurrences
                        .iter()
                        .any(|o| !matches!(o.when.value, When::Month(..))),
                ),
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
        let own: Vec<String> = match &page.kind {
            RawKind::Series(series) => series
                .occurrences
                .iter()
                .map(|o| format!("on-{}", key_of(o)))
                .collect(),
            RawKind::Plan(plan) => {
                let actions = plan.actions.iter().map(|a| &a.reference);
                let recommendations = plan.recommendations.iter().map(|(reference, _)| reference);
                actions
                    .chain(recommendations)
                    .map(|r| r.value.clone())
                    .collect()
            }
            RawKind::Minutes(minutes) => minutes
                .items
                .iter()
                .flat_map(|item| {
                    let reference = &item.reference.value;
                    let resolutions = 1..=item.resolutions.len();
                    std::iter::once(reference.clone())
                        .chain(resolutions.map(move |n| format!("{reference}-{n}")))
                })
                .collect(),
            RawKind::Page | RawKind::Service(_) | RawKind::Group(_) => Vec::new(),
        };
        names.extend(own.iter().map(String::as_str));
        if !page.steps.is_empty() {
            names.push("steps");
        }
        if !page.contacts.is_empty() {
            names.push("page-contact");
        }
        Anchors(names.join("\n").into())
    }

    /// The anchors, in the order of the page.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.lines()
    }
}
