//! Generated pages by the names that editors link.

use std::collections::{BTreeMap, HashMap};

use crate::model::Route;

/// The pages that Redway makes by itself.
#[derive(Default)]
pub(crate) struct Generated {
    /// By the names that editors link: `people`, `people/ann-lee`.
    by_name: BTreeMap<String, Route>,
    /// What links to them say, relative to the root of the site.
    hrefs: HashMap<Route, String>,
}

impl Generated {
    /// Adds a page.
    pub(crate) fn insert(&mut self, name: String, route: Route, href: String) {
        self.by_name.insert(name, route);
        self.hrefs.insert(route, href);
    }

    /// The page that an editor links by its name.
    pub(crate) fn named(&self, name: &str) -> Option<Route> {
        self.by_name.get(name).copied()
    }

    /// What a link to one says, relative to the root of the site.
    pub(crate) fn href(&self, route: Route) -> &str {
        self.hrefs.get(&route).map_or("", String::as_str)
    }

    /// All names, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}
