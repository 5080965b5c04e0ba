//! Audiences, as the pages that name them show them.

use super::href::relative;
use super::views::{AudienceView, ExpectationView};
use crate::model::{Audience, Page, Site};
use crate::resolve::made;

/// The link to an audience's page.
pub(crate) fn audience_href(site: &Site, from: &str, id: &str) -> String {
    relative(
        from,
        &made::entry(made::AUDIENCES, id, site.settings.addresses),
    )
}

fn view(site: &Site, from: &str, audience: &Audience) -> AudienceView {
    AudienceView {
        title: audience.title.clone(),
        href: audience_href(site, from, &audience.id),
        description: audience.description.clone(),
    }
}

/// All audiences, in the order of the file.
pub(crate) fn audiences(site: &Site, from: &str) -> Vec<AudienceView> {
    let all = site.audiences.iter();
    all.map(|audience| view(site, from, audience)).collect()
}

/// Whom a page concerns.
pub(crate) fn expectations(site: &Site, from: &str, page: &Page) -> Vec<ExpectationView> {
    page.audience
        .iter()
        .map(|(expectation, ids)| ExpectationView {
            level: expectation.word(),
            audiences: ids
                .iter()
                .map(|id| view(site, from, site.audience(*id)))
                .collect(),
        })
        .collect()
}
