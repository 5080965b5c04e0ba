//! Which documents there are for paper.

use super::places::tree::Tree;
use crate::model::{Addresses, PageId, Print, paths};

/// A document of more pages than this is not made: nobody prints it, and a browser would open it slowly.
const MOST_PAGES: usize = 2000;

/// A document: what it is, the name by which editors link it, and its address, relative to the root of the site.
pub(super) struct Document {
    pub(super) print: Print,
    pub(super) name: String,
    pub(super) href: String,
}

/// The whole handbook as one document, then its sections, each below the address of the whole at its own. A page that is
/// alone prints by itself.
pub(super) fn documents(tree: &Tree, style: Addresses) -> Vec<Document> {
    let home = PageId::new(0);
    // The section of the home page that each place is in.
    let mut sections: Vec<PageId> = Vec::with_capacity(tree.places.len());
    let mut counts = vec![0_usize; tree.places.len()];
    for (index, place) in tree.places.iter().enumerate() {
        let own = PageId::new(index);
        // Sections come before what is in them.
        let section = match place.parent {
            Some(parent) if parent != home => sections[parent.index()],
            _ => own,
        };
        counts[section.index()] += 1;
        sections.push(section);
    }
    let fits = |count: usize| (2..=MOST_PAGES).contains(&count);
    let whole = fits(tree.places.len()).then(|| Document {
        print: Print::Whole,
        name: paths::PRINT.to_owned(),
        href: paths::href(paths::PRINT, style),
    });
    let sections = tree.places.iter().enumerate().filter(|(index, place)| {
        place.is_section && place.parent == Some(home) && fits(counts[*index])
    });
    let sections = sections.map(|(index, place)| Document {
        print: Print::Section(PageId::new(index)),
        name: format!("{}/{}", paths::PRINT, place.folder.to_ascii_lowercase()),
        href: format!("{}/{}", paths::PRINT, place.address.href),
    });
    whole.into_iter().chain(sections).collect()
}
