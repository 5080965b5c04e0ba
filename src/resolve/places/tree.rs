//! Pages and folders to one tree, in the order of their addresses.

use std::collections::{BTreeMap, HashMap};

use super::address;
use crate::load::RawPage;
use crate::model::{Address, Addresses, PageId};

/// A place in the tree: a page, or a folder that has no page of its own.
pub(crate) struct Place {
    /// The page; `None` for a bare folder.
    pub(crate) raw: Option<Box<RawPage>>,
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
    /// Ids by path within the content, as written.
    pub(crate) by_path: HashMap<String, PageId>,
    /// Ids by address in small letters without a slash at the end, of pages whose path has capitals.
    pub(crate) by_address: HashMap<String, PageId>,
    /// Ids of sections by folder.
    pub(crate) by_folder: HashMap<String, PageId>,
}

impl Tree {
    /// Takes the pages out, in the order of their places, to be made into records.
    pub(crate) fn take_pages(&mut self) -> Vec<Option<Box<RawPage>>> {
        let places = self.places.iter_mut();
        places.map(|place| place.raw.take()).collect()
    }
}

/// Builds the tree. Two pages at one address both stay in it; the collision is found elsewhere.
#[expect(
    clippy::vec_box,
    reason = "a page is large, and freed as soon as it is resolved"
)]
pub(crate) fn build(pages: Vec<Box<RawPage>>, style: Addresses) -> Tree {
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
    let mut places: Vec<Place> = pages
        .into_iter()
        .map(|raw| Place {
            folder: match &raw.section {
                Some(folder) => folder.clone(),
                None => address::folder(&raw.path).to_owned(),
            },
            is_section: raw.section.is_some(),
            address: address::of_page(&raw.path, raw.section.as_deref(), style),
            parent: None,
            raw: Some(raw),
        })
        .collect();
    places.extend(
        folders
            .into_iter()
            .filter(|(_, has_page)| !has_page)
            .map(|(folder, _)| Place {
                address: address::of_folder(&folder, style),
                raw: None,
                is_section: true,
                parent: None,
                folder,
            }),
    );
    // Home first, sections before what is in them.
    places.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));

    let mut by_path = HashMap::with_capacity(places.len());
    let (mut by_folder, mut by_address) = (HashMap::new(), HashMap::new());
    for (index, place) in places.iter().enumerate() {
        let id = PageId::new(index);
        if let Some(raw) = &place.raw {
            by_path.insert(raw.path.clone(), id);
            if raw.path.contains(|c: char| c.is_ascii_uppercase()) {
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
        by_path,
        by_address,
        by_folder,
    }
}

fn sort_key(place: &Place) -> (String, bool, &str) {
    let folder = place.folder.to_ascii_lowercase();
    (folder, !place.is_section, &place.address.href)
}
