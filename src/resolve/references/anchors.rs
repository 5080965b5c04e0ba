//! The anchors of a page: its own headings, and the parts that the theme gives to each
//! kind. The names of those are the ids in `themes/toolkit/templates`.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known};
use crate::load::{RawKind, RawPage, Spanned, When};
use crate::markdown::RESERVED_IDS;
use crate::model::anchor;
use crate::resolve::references::key::key_of;

/// The anchors of a page, a line each: one short string for a page takes a fraction of what
/// a list of strings would, and there is one for every page.
#[derive(Default)]
pub(crate) struct Anchors {
    lines: Box<str>,
    /// Where the lines start, in the order of what they say: for pages with many.
    sorted: Box<[u32]>,
    /// The same for finding the nearest, made for the first that is wrong.
    known: OnceLock<Arc<Known>>,
}

/// A page with no more lines than fit here is read through.
const SHORT: usize = 1_000;

impl Anchors {
    /// All anchors of a page that an editor may link to.
    pub(crate) fn of_page(page: &RawPage) -> Self {
        let mut names: Vec<&str> = page.body.document.headings.iter().map(|h| &*h.id).collect();
        let parts: &[(&str, bool)] = match &page.kind {
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
            _ => &[],
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
            RawKind::Plan(_) | RawKind::Minutes(_) => references(page)
                .into_iter()
                .flat_map(|(_, ids)| ids)
                .collect(),
            RawKind::Group(group) => (0..group.seats.len()).map(anchor::seat).collect(),
            _ => Vec::new(),
        };
        let steps: Vec<String> = (0..page.steps.len()).map(anchor::step).collect();
        names.extend(own.iter().map(String::as_str));
        if !page.steps.is_empty() {
            names.push("steps");
            names.extend(steps.iter().map(String::as_str));
        }
        if !page.contacts.is_empty() {
            names.push("page-contact");
        }
        Anchors::new(&names)
    }

    fn new(names: &[&str]) -> Self {
        let lines: Box<str> = names.join("\n").into();
        let mut sorted: Vec<u32> = Vec::new();
        if lines.len() > SHORT {
            let mut at = 0;
            for name in names {
                sorted.push(u32::try_from(at).expect("a page is shorter than that"));
                at += name.len() + 1;
            }
            sorted.sort_unstable_by_key(|&at| line(&lines, at));
        }
        Anchors {
            lines,
            sorted: sorted.into(),
            known: OnceLock::new(),
        }
    }

    /// Whether the page has an anchor.
    pub(crate) fn holds(&self, name: &str) -> bool {
        if self.sorted.is_empty() {
            return self.lines.lines().any(|line| line == name);
        }
        let order = |&at: &u32| line(&self.lines, at).cmp(name);
        self.sorted.binary_search_by(order).is_ok()
    }

    /// The anchors in the order of the page, for finding the nearest.
    pub(crate) fn known(&self) -> Arc<Known> {
        let known = || Arc::new(Known::new(self.lines.lines()));
        Arc::clone(self.known.get_or_init(known))
    }
}

/// The line that starts at a place.
fn line(lines: &str, at: u32) -> &str {
    let rest = &lines[at as usize..];
    rest.split('\n').next().unwrap_or(rest)
}

/// The references of a plan or of minutes, each with the ids that the page makes of it.
fn references(page: &RawPage) -> Vec<(&Spanned<String>, Vec<String>)> {
    match &page.kind {
        RawKind::Plan(plan) => {
            let actions = plan.actions.iter().map(|action| &action.reference);
            let recommendations = plan.recommendations.iter().map(|(reference, _)| reference);
            let all = actions.chain(recommendations);
            all.map(|reference| (reference, vec![reference.value.clone()]))
                .collect()
        }
        RawKind::Minutes(minutes) => minutes
            .items
            .iter()
            .map(|item| {
                let reference = &item.reference.value;
                let resolutions = (1..=item.resolutions.len()).map(|n| format!("{reference}-{n}"));
                let own = [reference.clone(), format!("{reference}-title")];
                (
                    &item.reference,
                    own.into_iter().chain(resolutions).collect(),
                )
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// An id stands once on a page: a reference may be neither a heading's nor the page's own.
pub(crate) fn report_doubles(page: &RawPage, diagnostics: &mut Diagnostics) {
    let headings = page.body.document.headings.iter().map(|h| h.id.to_string());
    let reserved = RESERVED_IDS
        .iter()
        .chain(&["steps"])
        .map(|id| (*id).to_owned());
    let mut seen: HashSet<String> = headings.chain(reserved).collect();
    let mut written: HashSet<&str> = HashSet::new();
    for (reference, ids) in references(page) {
        // The same reference twice is told by the load stage.
        if !written.insert(&reference.value) {
            continue;
        }
        let taken: Vec<String> = ids
            .into_iter()
            .filter(|id| !seen.insert(id.clone()))
            .collect();
        if let Some(id) = taken.first() {
            diagnostics.push(
                Diagnostic::error(
                    Code::DuplicateId,
                    format!("something else on this page has the address `#{id}` already"),
                )
                .at(&page.file, reference.span.clone())
                .help("change the reference or the heading that it clashes with"),
            );
        }
    }
}
