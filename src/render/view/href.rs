//! Relative addresses, so that the same output works at any root.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::{OrganisationId, Route, Site};

/// The link from a page to something else of the site. Both are relative to the
/// site's root, as in `services/send/` or `services/send.html`.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from_folder = from.rfind('/').map_or("", |at| &from[..=at]);
    let (to_path, rest) = to.split_at(to.find(['#', '?']).unwrap_or(to.len()));
    // The folders that both share, whole parts only.
    let shared = from_folder
        .bytes()
        .zip(to_path.bytes())
        .take_while(|(a, b)| a == b)
        .enumerate()
        .filter(|(_, (a, _))| *a == b'/')
        .last()
        .map_or(0, |(at, _)| at + 1);
    let up = from_folder[shared..].bytes().filter(|&b| b == b'/').count();
    let below = &to_path[shared..];
    let mut out = String::with_capacity(3 * up + below.len() + rest.len() + 2);
    for _ in 0..up {
        out.push_str("../");
    }
    if up == 0 && below.is_empty() {
        out.push_str("./");
    }
    out.push_str(below);
    out.push_str(rest);
    out
}

/// The way from a page up to the site's root: `../../`, or nothing at the root itself.
pub(crate) fn root(from: &str) -> String {
    "../".repeat(from.bytes().filter(|&b| b == b'/').count())
}

/// A link of the settings to a file of the site, relative to its root, with what is written behind its address.
pub(crate) fn from_root(site: &Site, route: Route, behind: Option<&str>) -> String {
    // A copied file goes by its name, whatever it is called.
    let href = match route {
        Route::Asset(id) => &site.assets[id.index()].file,
        route => site.routes.href(route),
    };
    format!("{href}{}", behind.unwrap_or_default())
}

/// All but the unreserved signs (RFC 3986 §2.3).
const NOT_IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Text as part of a query.
pub(crate) fn query(text: &str) -> String {
    utf8_percent_encode(text, NOT_IN_QUERY).to_string()
}

/// The link to an organisation's page.
pub(crate) fn organisation(site: &Site, from: &str, id: OrganisationId) -> String {
    relative(from, site.routes.href(Route::Organisation(id)))
}

/// The link to the page of an organisation by its name, if there is one.
pub(crate) fn organisation_named(site: &Site, from: &str, name: Option<&str>) -> Option<String> {
    site.organisation_named(name?)
        .map(|id| organisation(site, from, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_between_two_pages() {
        assert_eq!(relative("a/b/", "a/c/"), "../c/");
        assert_eq!(relative("a/b/", "a/b/"), "./");
        assert_eq!(relative("a/b/", ""), "../../");
        assert_eq!(relative("", "a/"), "a/");
        assert_eq!(relative("", ""), "./");
        assert_eq!(relative("a/b.html", "a/c.html"), "c.html");
        assert_eq!(relative("a/b.html", "index.html"), "../index.html");
        assert_eq!(relative("ab/", "a/"), "../a/");
        assert_eq!(relative("a/", "a/#x"), "./#x");
        assert_eq!(relative("a/b/", "c/?q=a/b"), "../../c/?q=a/b");
    }

    #[test]
    fn the_root_is_as_many_steps_up_as_there_are_folders() {
        assert_eq!(root("a/b/"), "../../");
        assert_eq!(root("a/b.html"), "../");
        assert_eq!(root(""), "");
    }

    #[test]
    fn a_query_holds_no_sign_of_its_own() {
        assert_eq!(
            query("https://a.example/x?y=1"),
            "https%3A%2F%2Fa.example%2Fx%3Fy%3D1"
        );
        assert_eq!(query("Siân"), "Si%C3%A2n");
    }
}
