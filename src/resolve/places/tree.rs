//! Pages and folders to one tree, in the order of their addresses.

use std::collections::{BTreeMap, HashMap};

use super::address;
use crate::load::RawPage;
use crate::model::{Address, Addresses, PageId};

/// A place in the tree: a page, or a folder that has no page of its own.
pub(crate) struct Place {
    /// The folder that it is, or stands in.
    pub(crate) folder: String,
    /// Whether it is a folder's own page.
    pub(crate) is_section: bool,
    /// Where it stands in the output.
    pub(crate) address: Address,
    /// The section above; `None` for home.
    pub(crate) parent: Option<PageId>,
}

/// The tree: places in order, and where each Markdown file and each folder is.
pub(crate) struct Tree {
    /// Places in the order of their addresses; home first.
    pub(crate) places: Vec<Place>,
    /// The page of each place; `None` for a bare folder.
    pub(crate) pages: Vec<Option<RawPage>>,
    /// Ids by path within the content, as written.
    pub(crate) by_path: HashMap<String, PageId>,
    /// Ids by address in small letters without a slash at the end, of pages whose path has capitals.
    pub(crate) by_address: HashMap<String, PageId>,
    /// Ids of sections by folder.
    pub(crate) by_folder: HashMap<String, PageId>,
}

impl Tree {
    /// Takes the pages out, in the order of their places, to be made into records.
    pub(crate) fn take_pages(&mut self) -> Vec<Option<RawPage>> {
        std::mem::take(&mut self.pages)
    }
}

/// Builds the tree. Two pages at one address both stay in it; the collision is found elsewhere.
pub(crate) fn build(pages: Vec<RawPage>, style: Addresses) -> Tree {
    let mut folders: BTreeMap<String, bool> = BTreeMap::new();
    folders.insert(String::new(), false);
    for page in &pages {
        if let Some(folder) = &page.section {
            folders.insert(folder.clone(), true);
        }
        let mut folder = address::folder(&page.path);
        while !folder.is_empty() {
            folders.entry(folder.to_owned()).or_insert(false);
            folder = address::folder(folder);
        }
    }
    let with_page = pages.iter().map(|page| Place {
        folder: match &page.section {
            Some(folder) => folder.clone(),
            None => address::folder(&page.path).to_owned(),
        },
        is_section: page.section.is_some(),
        address: address::of_page(&page.path, page.section.as_deref(), style),
        parent: None,
    });
    let bare = folders.into_iter().filter(|(_, has_page)| !has_page);
    let bare = bare.map(|(folder, _)| Place {
        address: address::of_folder(&folder, style),
        is_section: true,
        parent: None,
        folder,
    });
    let mut sorted: Vec<(Place, usize)> = with_page.chain(bare).zip(0..).collect();
    // Home first, sections before what is in them.
    sorted.sort_by(|(a, _), (b, _)| sort_key(a).cmp(&sort_key(b)));
    let (mut places, from): (Vec<Place>, Vec<usize>) = sorted.into_iter().unzip();
    // Nothing of this copies the pages elsewhere: at ten thousand of them that is ten megabytes.
    let mut pages: Vec<Option<RawPage>> = pages.into_iter().map(Some).collect();
    pages.resize_with(places.len(), || None);
    arrange(&mut pages, from);

    let mut by_path = HashMap::with_capacity(places.len());
    let (mut by_folder, mut by_address) = (HashMap::new(), HashMap::new());
    for (index, (place, page)) in places.iter().zip(&pages).enumerate() {
        let id = PageId::new(index);
        if let Some(page) = page {
            by_path.insert(page.path.clone(), id);
            if page.path.contains(|c: char| c.is_ascii_uppercase()) {
                let href = place.address.href.trim_end_matches('/');
                by_address.insert(href.to_owned(), id);
            }
        }
        if place.is_section {
            by_folder.entry(place.folder.clone()).or_insert(id);
        }
    }
    for place in &mut places {
        let above = if place.is_section {
            if place.folder.is_empty() {
                None
            } else {
                Some(address::folder(&place.folder))
            }
        } else {
            Some(&*place.folder)
        };
        place.parent = above.and_then(|folder| by_folder.get(folder)).copied();
    }
    Tree {
        places,
        pages,
        by_path,
        by_address,
        by_folder,
    }
}

fn sort_key(place: &Place) -> (String, bool, &str) {
    let folder = place.folder.to_ascii_lowercase();
    (folder, !place.is_section, &place.address.href)
}

/// Puts at each place what is at the place `from` says for it; `from` has each place once.
fn arrange<T>(all: &mut [T], mut from: Vec<usize>) {
    for start in 0..all.len() {
        let mut at = start;
        loop {
            let next = std::mem::replace(&mut from[at], at);
            if next == start || next == at {
                break;
            }
            all.swap(at, next);
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_are_arranged(from in Just((0..20_usize).collect::<Vec<_>>()).prop_shuffle()) {
            let mut all: Vec<usize> = (0..20).collect();
            arrange(&mut all, from.clone());
            prop_assert_eq!(all, from);
        }
    }
}
