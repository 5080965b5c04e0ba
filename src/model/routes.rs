//! The table of all that a site is made of.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Addresses, Feed, Route, RouteGroup, SearchFile};

/// Every file of a site by its path in the output. Nothing is published that is not in it.
///
/// The resolve stage makes it, once, and finds there what two things would share; site map, menus, links, counts, frames
/// and the writer read it.
#[derive(Clone, Debug)]
pub struct Routes {
    /// In order of paths.
    by_path: Vec<(Box<str>, Route)>,
    /// Where each route stands in `by_path`.
    places: HashMap<Route, u32>,
    groups: Vec<RouteGroup>,
    style: Addresses,
}

/// How much a site publishes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages for readers; those at old addresses and the one for addresses that are not there are none.
    pub pages: usize,
    /// Calendar feeds; copies at addresses of former ids are none.
    pub feeds: usize,
}

/// The folder of the files of the search index.
const SEARCH: &str = "search/";

impl Routes {
    /// Puts a table together of files that have a path each.
    pub(crate) fn new(
        mut files: Vec<(Box<str>, Route)>,
        groups: Vec<RouteGroup>,
        style: Addresses,
    ) -> Self {
        files.sort_unstable();
        let places = files.iter().zip(0..);
        Routes {
            places: places.map(|((_, route), place)| (*route, place)).collect(),
            by_path: files,
            groups,
            style,
        }
    }

    /// All files with their paths, which have forward slashes, in order of the paths.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, Route)> {
        self.by_path.iter().map(|(path, route)| (&**path, *route))
    }

    /// The groups of files whose number is not known yet.
    #[must_use]
    pub fn groups(&self) -> &[RouteGroup] {
        &self.groups
    }

    /// Whether the site publishes a file. Of a group only the whole is known.
    #[must_use]
    pub fn has(&self, route: Route) -> bool {
        match route {
            Route::Search(_) => self.groups.contains(&RouteGroup::SearchIndex),
            route => self.places.contains_key(&route),
        }
    }

    /// The path of a file in the output; `None` when the site does not publish it.
    #[must_use]
    pub fn path(&self, route: Route) -> Option<Cow<'_, str>> {
        if let Route::Search(file) = route {
            return self.has(route).then(|| search_path(file).into());
        }
        let place = *self.places.get(&route)? as usize;
        Some(Cow::Borrowed(&*self.by_path[place].0))
    }

    /// What a link to a file says, relative to the root of the site: its path, without the name of a folder's own page
    /// where folders are linked. `None` when the site does not publish it, or when it is a member of a group.
    #[must_use]
    pub fn link(&self, route: Route) -> Option<&str> {
        let place = *self.places.get(&route)? as usize;
        let path = &*self.by_path[place].0;
        Some(match self.style {
            Addresses::Flat => path,
            Addresses::Folder => folder_of_index(path),
        })
    }

    /// The same for what is there for certain, such as the page of a person of the site.
    ///
    /// # Panics
    ///
    /// When the site does not publish it.
    #[must_use]
    pub fn href(&self, route: Route) -> &str {
        self.link(route)
            .expect("every record of a site has the route that is made of it")
    }

    /// The file at a path.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<Route> {
        let place = self
            .by_path
            .binary_search_by(|(known, _)| (**known).cmp(path));
        match place {
            Ok(place) => Some(self.by_path[place].1),
            Err(_) => search_file(path)
                .map(Route::Search)
                .filter(|route| self.has(*route)),
        }
    }

    /// How much there is.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (_, route) in &self.by_path {
            match route {
                Route::Feed(Feed::Series {
                    former: Some(_), ..
                }) => {}
                Route::Feed(_) => counts.feeds += 1,
                route if route.is_page() => counts.pages += 1,
                _ => {}
            }
        }
        counts
    }
}

/// `a/` for `a/index.html`; other paths as they are.
fn folder_of_index(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

/// The address of a file of the output as people know it, and as an alias names it: `/a/` for `a/index.html`.
#[cfg(feature = "cli")]
pub(crate) fn rooted_address(path: &str) -> String {
    format!("/{}", folder_of_index(path))
}

/// Where a file of the search index stands.
fn search_path(file: SearchFile) -> String {
    let shard = |folder: &str, number: u32| format!("{SEARCH}{folder}/{number}.bin");
    match file {
        SearchFile::Manifest => format!("{SEARCH}manifest.json"),
        SearchFile::Elasticlunr => format!("{SEARCH}elasticlunr.json"),
        SearchFile::Terms(number) => shard("terms", number),
        SearchFile::Lengths(number) => shard("lengths", number),
        SearchFile::Words(number) => shard("words", number),
        SearchFile::Documents(number) => shard("documents", number),
    }
}

/// The file of the search index at a path, whether or not the index is large enough to have it.
fn search_file(path: &str) -> Option<SearchFile> {
    let name = path.strip_prefix(SEARCH)?;
    match name {
        "manifest.json" => return Some(SearchFile::Manifest),
        "elasticlunr.json" => return Some(SearchFile::Elasticlunr),
        _ => {}
    }
    let (folder, number) = name.strip_suffix(".bin")?.split_once('/')?;
    let number: u32 = number.parse().ok()?;
    let file = match folder {
        "terms" => SearchFile::Terms(number),
        "lengths" => SearchFile::Lengths(number),
        "words" => SearchFile::Words(number),
        "documents" => SearchFile::Documents(number),
        _ => return None,
    };
    // `03` and `+3` are read as 3, and are no names of files.
    (search_path(file) == path).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::super::{AssetId, List, PageId, PersonId};
    use super::*;

    fn routes(style: Addresses) -> Routes {
        let files = match style {
            Addresses::Folder => ["people/index.html", "people/ann/index.html", "index.html"],
            Addresses::Flat => ["people/index.html", "people/ann.html", "index.html"],
        };
        let routes = [
            Route::List(List::People),
            Route::Person(PersonId::new(0)),
            Route::Page(PageId::new(0)),
        ];
        let mut all: Vec<(Box<str>, Route)> =
            files.map(Box::from).into_iter().zip(routes).collect();
        all.push(("a/my-index.html".into(), Route::Asset(AssetId::new(0))));
        Routes::new(all, vec![RouteGroup::SearchIndex], style)
    }

    #[test]
    fn files_are_found_by_path_and_paths_by_file() {
        for style in [Addresses::Folder, Addresses::Flat] {
            let routes = routes(style);
            for (path, route) in routes.iter() {
                assert_eq!(routes.at(path), Some(route));
                assert_eq!(routes.path(route).as_deref(), Some(path));
            }
            let paths: Vec<&str> = routes.iter().map(|(path, _)| path).collect();
            assert!(paths.is_sorted());
            assert_eq!(routes.at("people"), None);
            assert_eq!(routes.link(Route::List(List::Search)), None);
            assert_eq!(routes.counts(), Counts { pages: 3, feeds: 0 });
        }
    }

    #[test]
    fn links_name_folders_or_files_as_the_site_wants() {
        let link = |style, route| routes(style).href(route).to_owned();
        let person = Route::Person(PersonId::new(0));
        let home = Route::Page(PageId::new(0));
        let asset = Route::Asset(AssetId::new(0));
        assert_eq!(link(Addresses::Folder, person), "people/ann/");
        assert_eq!(link(Addresses::Folder, home), "");
        assert_eq!(link(Addresses::Folder, asset), "a/my-index.html");
        assert_eq!(link(Addresses::Flat, person), "people/ann.html");
        assert_eq!(link(Addresses::Flat, home), "index.html");
    }

    #[test]
    fn files_of_the_search_index_are_known_by_their_names() {
        let routes = routes(Addresses::Folder);
        for file in [
            SearchFile::Manifest,
            SearchFile::Terms(3),
            SearchFile::Lengths(0),
            SearchFile::Words(12),
            SearchFile::Documents(7),
            SearchFile::Elasticlunr,
        ] {
            let path = routes.path(Route::Search(file)).expect("there is an index");
            assert_eq!(routes.at(&path), Some(Route::Search(file)));
        }
        for wrong in [
            "search/terms/03.bin",
            "search/terms/+3.bin",
            "search/x/3.bin",
            "terms/3.bin",
        ] {
            assert_eq!(routes.at(wrong), None, "{wrong}");
        }
    }
}
