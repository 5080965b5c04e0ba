//! The anchors of a page: its own headings, and the parts that the theme gives to each
//! kind. The names of those are the ids in `themes/toolkit/templates`.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known};
use crate::load::{RawAction, RawKind, RawPage, Spanned, When};
use crate::markdown::{RESERVED_IDS, slug};
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
    /// Other names of headings that links go by, in small letters, each with the anchor; sorted by name.
    also: Box<[(Box<str>, Box<str>)]>,
}

/// A page with no more lines than fit here is read through.
const SHORT: usize = 1_000;

impl Anchors {
    /// All anchors of a page that an editor may link to.
    pub(crate) fn of_page(page: &RawPage, recorded: &Recorded<'_>) -> Self {
        let document = &page.body.document;
        let mut names: Vec<&str> = document.headings.iter().map(|h| &*h.id).collect();
        names.extend(document.raw_ids.iter().map(|id| &**id));
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
                ("group-minutes", recorded.0.contains(&*group.id.value)),
            ],
            RawKind::Plan(plan) => {
                let has = |fact: fn(&RawAction) -> bool| plan.actions.iter().any(fact);
                &[
                    ("priority-none", has(|action| action.priority.is_none())),
                    ("plan-recommendations", !plan.recommendations.is_empty()),
                    ("plan-owners", has(|action| !action.owners.is_empty())),
                    (
                        "plan-targets",
                        has(|action| action.target.is_some() || action.due.is_some()),
                    ),
                ]
            }
            _ => &[],
        };
        names.extend(
            parts
                .iter()
                .filter(|(_, there)| *there)
                .map(|(name, _)| *name),
        );
        if let RawKind::Minutes(minutes) = &page.kind {
            names.push("minutes-facts");
            names.extend((!minutes.agenda.is_empty()).then_some("minutes-agenda"));
            names.extend((!minutes.attendance.is_empty()).then_some("minutes-attendance"));
        }
        // What stands in a folder is known only later; other kinds have no headings of their own.
        let is_page = matches!(page.kind, RawKind::Page);
        let of_folder = page
            .section
            .as_deref()
            .filter(|at| is_page && !at.is_empty());
        names.extend(of_folder.map(|_| "section-pages"));
        let own: Vec<String> = match &page.kind {
            RawKind::Series(series) => series
                .occurrences
                .iter()
                .map(|o| format!("on-{}", key_of(o)))
                .collect(),
            RawKind::Plan(plan) => {
                let priorities = plan.priorities.iter();
                let priorities = priorities.map(|priority| format!("priority-{}", priority.id));
                priorities.chain(ids(page)).collect()
            }
            RawKind::Minutes(_) => ids(page).collect(),
            RawKind::Group(group) => (0..group.seats.len()).map(anchor::seat).collect(),
            _ => Vec::new(),
        };
        let steps: Vec<String> = (0..page.steps.len()).map(anchor::step).collect();
        names.extend(own.iter().map(String::as_str));
        if !page.steps.is_empty() {
            names.extend(["steps", "steps-title"]);
            names.extend(steps.iter().map(String::as_str));
        }
        if !page.contacts.is_empty() {
            names.push("page-contact");
        }
        // Among the facts of a series it has no heading.
        if !page.audience.is_empty() && !matches!(page.kind, RawKind::Series(_)) {
            names.push("who-for");
        }
        Anchors {
            also: other_names(page),
            ..Anchors::new(&names)
        }
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
            also: Box::default(),
        }
    }

    /// The anchor that a link leads to which names a heading by its words, in whatever capitals, or as Git hosts do; empty for
    /// the top of the page. An anchor by itself comes before what else the words may name.
    pub(crate) fn by_words(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let also = || {
            let found = self.also.binary_search_by(|(also, _)| (**also).cmp(&name));
            found.ok().map(|index| &*self.also[index].1)
        };
        self.find(&name).or_else(also)
    }

    /// Whether the page has an anchor.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<&str> {
        if self.sorted.is_empty() {
            return self.lines.lines().find(|line| *line == name);
        }
        let order = |&at: &u32| line(&self.lines, at).cmp(name);
        let found = self.sorted.binary_search_by(order).ok()?;
        Some(line(&self.lines, self.sorted[found]))
    }

    /// The anchors in the order of the page, for finding the nearest.
    pub(crate) fn known(&self) -> Arc<Known> {
        let known = || Arc::new(Known::new(self.lines.lines()));
        Arc::clone(self.known.get_or_init(known))
    }
}

/// The names that links give headings elsewhere, where the anchor is another: their words in the form of our own anchors,
/// and in that of Git hosts, which keep a hyphen for each space and count equal headings from 1. The title is a heading too.
fn other_names(page: &RawPage) -> Box<[(Box<str>, Box<str>)]> {
    let headings = page.body.document.headings.iter();
    let headings = headings.map(|heading| (&*heading.title.text, &*heading.id));
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut also: Vec<(Box<str>, Box<str>)> = Vec::new();
    for (title, id) in std::iter::once((&*page.title, "")).chain(headings) {
        let plain = hosted(title);
        let count = counts.entry(plain.clone()).or_default();
        let numbered = match *count {
            0 => plain,
            number => format!("{plain}-{number}"),
        };
        *count += 1;
        for name in [numbered, slug(title), id.to_lowercase()] {
            if name != id && !name.is_empty() {
                also.push((name.into(), id.into()));
            }
        }
    }
    // Of equal names the first counts.
    also.sort_by(|(a, _), (b, _)| a.cmp(b));
    also.dedup_by(|(later, _), (first, _)| later == first);
    also.into()
}

/// A heading as Git hosts name it: small letters, a hyphen for each space, punctuation left out.
fn hosted(title: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let small = title.trim().to_lowercase();
    small
        .chars()
        .filter(kept)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// The line that starts at a place.
fn line(lines: &str, at: u32) -> &str {
    let rest = &lines[at as usize..];
    rest.split('\n').next().unwrap_or(rest)
}

/// The groups that there are minutes of, by their ids.
pub(crate) struct Recorded<'a>(HashSet<&'a str>);

impl<'a> Recorded<'a> {
    /// Those that minutes of these pages name.
    pub(crate) fn of_pages(pages: impl Iterator<Item = &'a RawPage>) -> Self {
        let groups = pages.filter_map(|page| match &page.kind {
            RawKind::Minutes(minutes) => minutes.group.as_ref(),
            _ => None,
        });
        Recorded(groups.map(|id| &*id.value).collect())
    }
}

/// The ids that a plan or minutes make of their references.
fn ids(page: &RawPage) -> impl Iterator<Item = String> {
    references(page).into_iter().flat_map(|(_, ids)| ids)
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
