//! Audiences, as the pages that name them show them.

use std::collections::HashMap;

use super::href::relative;
use super::views::{AudienceGroupView, AudienceView, ExpectationView};
use crate::model::{AudienceId, Page, Route, Site};

/// An audience as a page links to it.
pub(crate) fn view(site: &Site, from: &str, id: AudienceId) -> AudienceView {
    let audience = site.audience(id);
    AudienceView {
        title: audience.title.clone(),
        href: relative(from, site.routes.href(Route::Audience(id))),
        description: audience.description.clone(),
    }
}

/// All audiences under their headings: groups in the order in which the file first names them, audiences in the
/// order of the file, those without a heading last. `view` says what is shown of each.
pub(crate) fn groups(
    site: &Site,
    view: impl Fn(AudienceId) -> AudienceView,
) -> Vec<AudienceGroupView> {
    let mut groups: Vec<AudienceGroupView> = Vec::new();
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    for id in (0..site.audiences.len()).map(AudienceId::new) {
        let title = site.audience(id).group.as_deref();
        let place = *places.entry(title).or_insert_with(|| {
            groups.push(AudienceGroupView {
                title: title.map(str::to_owned),
                audiences: Vec::new(),
            });
            groups.len() - 1
        });
        groups[place].audiences.push(view(id));
    }
    groups.sort_by_key(|group| group.title.is_none());
    groups
}

/// Whom a page concerns.
pub(crate) fn expectations(site: &Site, from: &str, page: &Page) -> Vec<ExpectationView> {
    page.audience
        .iter()
        .map(|(expectation, ids)| ExpectationView {
            level: expectation.word(),
            audiences: ids.iter().map(|id| view(site, from, *id)).collect(),
        })
        .collect()
}
