//! Pages under the parts of the site that they are in.

use std::collections::BTreeMap;

use crate::model::{Page, PageId, Site};

/// What is shown of pages, under the parts of the site that these are in, in the order of the parts; what is of pages in no part
/// comes last.
pub(crate) fn by_part<'p, T>(
    site: &Site,
    pages: impl IntoIterator<Item = (&'p Page, T)>,
) -> Vec<(Option<PageId>, Vec<T>)> {
    let mut parts: BTreeMap<usize, (Option<PageId>, Vec<T>)> = BTreeMap::new();
    for (page, shown) in pages {
        let part = part(site, page);
        let place = part.map_or(usize::MAX, |id| site.page(id).position);
        let (_, of_part) = parts.entry(place).or_insert_with(|| (part, Vec::new()));
        of_part.push(shown);
    }
    parts.into_values().collect()
}

/// The part of the site that a page is in: the section right below home, which may be the page itself.
fn part(site: &Site, page: &Page) -> Option<PageId> {
    let mut at = page.parent?;
    if at == site.home {
        let own = site.page(site.home).children.get(page.position).copied();
        return own.filter(|_| page.is_section);
    }
    while let Some(above) = site.page(at).parent.filter(|above| *above != site.home) {
        at = above;
    }
    Some(at)
}
