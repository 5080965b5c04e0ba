//! Which page of one site is which of another.

use std::collections::HashMap;

use crate::model::{Kind, Page, Route, Site};

/// The pages of two sites that are the same page, whatever it is called and wherever it stands.
pub(super) struct Pairs {
    /// For each page of the old site its place in the new one.
    new_of: Vec<Option<usize>>,
    /// For each page of the new site its place in the old one.
    old_of: Vec<Option<usize>>,
}

impl Pairs {
    /// A page is the same by its id, else by its file, else if its address leads on, else if one that vanished and
    /// one that appeared have the same title or the same text.
    pub(super) fn of(old: &Site, new: &Site) -> Self {
        let mut pairs = Pairs {
            new_of: vec![None; old.pages.len()],
            old_of: vec![None; new.pages.len()],
        };
        pairs.by(old, new, |_, page| ids(page));
        pairs.by(old, new, |_, page| vec![page.source.to_string()]);
        pairs.by_address(old, new);
        pairs.by(old, new, |_, page| written(page, &page.title));
        pairs.by(old, new, |site, page| {
            written(page, &site.text_of(&page.body))
        });
        pairs
    }

    /// The page of the new site.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.new_of[old]
    }

    /// Whether a page of the new site was there.
    pub(super) fn was_there(&self, new: usize) -> bool {
        self.old_of[new].is_some()
    }

    fn pair(&mut self, old: usize, new: usize) {
        if self.new_of[old].is_none() && self.old_of[new].is_none() {
            self.new_of[old] = Some(new);
            self.old_of[new] = Some(old);
        }
    }

    /// Pairs the pages left that alone have a name in each site.
    fn by(&mut self, old: &Site, new: &Site, names: impl Fn(&Site, &Page) -> Vec<String>) {
        let left = |site: &Site, paired: &[Option<usize>]| {
            let mut by_name: HashMap<String, Option<usize>> = HashMap::new();
            let pages = site.pages.iter().enumerate();
            for (at, page) in pages.filter(|(at, _)| paired[*at].is_none()) {
                for name in names(site, page) {
                    let known = by_name.entry(name).or_insert(Some(at));
                    // What two pages are called tells neither.
                    known.take_if(|one| *one != at);
                }
            }
            by_name
        };
        let (before, after) = (left(old, &self.new_of), left(new, &self.old_of));
        let mut found: Vec<(usize, usize)> = before
            .into_iter()
            .filter_map(|(name, old)| Some((old?, (*after.get(&name)?)?)))
            .collect();
        found.sort_unstable();
        for (old, new) in found {
            self.pair(old, new);
        }
    }

    /// Pairs the pages left with those that stand at their address, or to which it leads.
    fn by_address(&mut self, old: &Site, new: &Site) {
        for (at, page) in old.pages.iter().enumerate() {
            match new.routes.at(&page.address.file) {
                Some(Route::Page(there)) => self.pair(at, there.index()),
                Some(Route::Redirect(redirect)) => {
                    self.pair(at, new.redirects[redirect.index()].to.index());
                }
                _ => {}
            }
        }
    }
}

/// Whether an editor wrote the page: folders without a page of their own get one.
pub(super) fn is_written(page: &Page) -> bool {
    page.source.ends_with(".md")
}

/// A name of a page that an editor wrote.
fn written(page: &Page, name: &str) -> Vec<String> {
    let name = name.trim().to_lowercase();
    let counts = is_written(page) && !name.is_empty();
    counts.then_some(name).into_iter().collect()
}

/// The ids of a page, former ones too.
fn ids(page: &Page) -> Vec<String> {
    match &page.kind {
        Kind::Series(series) => std::iter::once(&series.id)
            .chain(&series.former_ids)
            .map(|id| format!("series {id}"))
            .collect(),
        Kind::Group(group) => vec![format!("group {}", group.id)],
        _ => Vec::new(),
    }
}
