//! What links may lead to though nothing stands there: pages and lists with mistakes that are
//! told already. A link to one of them is no mistake of its own.

use std::collections::HashSet;

use crate::load::{Unavailable, UnavailableNames};
use crate::model::paths;
use crate::resolve::places::address;

/// The pages and lists that could not be read.
pub(crate) struct Unread<'a> {
    names: &'a UnavailableNames,
    /// Paths as links may write them: of the pages with and without ending, and the folder of an index; of files as they are.
    pages: HashSet<&'a str>,
}

impl<'a> Unread<'a> {
    /// What is missing from a source.
    pub(crate) fn new(names: &'a UnavailableNames) -> Self {
        let pages = names.pages.iter().flat_map(|path| {
            let path = path.as_str();
            let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
            let folder = address::is_index(path).then(|| address::folder(path));
            [Some(path), Some(stem), folder].into_iter().flatten()
        });
        Unread {
            names,
            pages: pages
                .chain(names.files.iter().map(String::as_str))
                .collect(),
        }
    }

    /// Whether a page is missing, so that its ids are not known.
    pub(crate) fn any_page(&self) -> bool {
        !self.names.pages.is_empty()
    }

    /// Whether a path within the content, without slashes around it, may be right.
    pub(crate) fn may_hold(&self, path: &str) -> bool {
        if self.pages.contains(path) {
            return true;
        }
        let (name, id) = path.split_once('/').unwrap_or((path, ""));
        let unavailable = match name {
            paths::PEOPLE => &self.names.people,
            paths::ORGANISATIONS => &self.names.organisations,
            paths::AUDIENCES => &self.names.audiences,
            paths::GLOSSARY => &self.names.glossary,
            paths::DOCUMENTS => &self.names.documents,
            // Which years it shows depends on all meetings.
            paths::CALENDAR => {
                return self.any_page() || !matches!(self.names.years, Unavailable::Nothing);
            }
            _ => return false,
        };
        match id {
            "" => !matches!(unavailable, Unavailable::Nothing),
            id => unavailable.may_hold(id),
        }
    }
}
