//! Audiences, as the pages that name them show them.

use super::href::relative;
use super::views::{AudienceView, ExpectationView};
use crate::model::{AudienceId, Page, Route, Site};

fn view(site: &Site, from: &str, id: AudienceId) -> AudienceView {
    let audience = site.audience(id);
    AudienceView {
        title: audience.title.clone(),
        href: relative(from, site.routes.href(Route::Audience(id))),
        description: audience.description.clone(),
    }
}

/// All audiences, in the order of the file.
pub(crate) fn audiences(site: &Site, from: &str) -> Vec<AudienceView> {
    let all = (0..site.audiences.len()).map(AudienceId::new);
    all.map(|id| view(site, from, id)).collect()
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
