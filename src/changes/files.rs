//! Links to other sites that are left out, and files that are gone or others under their names.

use std::collections::BTreeSet;

use super::identity::{Pairs, is_written};
use super::item::Item;
use crate::handbook::Handbook;
use crate::model::{Body, EachBody, Page, Route, Site, rooted_address};

/// Addresses of other sites to which a page leads no more.
pub(super) fn links(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, page) in old
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| is_written(page))
    {
        let Some(now) = pairs.new_of(at).map(|at| &new.pages[at]) else {
            continue;
        };
        let after = outside(now);
        for url in outside(page).difference(&after) {
            let words = format!("{} leads to {url} no more", now.title);
            items.push(Item::told("link", words).at(&now.source, None));
        }
    }
    items
}

/// Files that are published no more, and those that have other bytes under their name.
pub(super) fn files(before: &Handbook, after: &Handbook) -> Vec<Item> {
    let (old, new) = (before.site(), after.site());
    let mut items = gone(old, new);
    for (path, route) in old.routes.iter() {
        if let (Route::Asset(was), Some(Route::Asset(is))) = (route, new.routes.at(path)) {
            let (was, is) = (&old.assets[was.index()], &new.assets[is.index()]);
            if !before.copies_the_same(was, after, is) {
                let words = format!("another file under the same name: {}", rooted_address(path));
                items.push(Item::told("replaced-file", words));
            }
        }
    }
    items
}

fn gone(old: &Site, new: &Site) -> Vec<Item> {
    let is_file = |route: Route| matches!(route, Route::Asset(_) | Route::Table(_));
    let gone = old
        .routes
        .iter()
        .filter(|(path, route)| is_file(*route) && new.routes.at(path).is_none());
    gone.map(|(path, _)| {
        let words = format!(
            "gone: {}, to which bookmarks and other sites may lead",
            rooted_address(path)
        );
        Item::told("gone-file", words)
    })
    .collect()
}

/// The addresses of other sites that a page leads to. They stand in its HTML as they are, since no hole is left for them.
fn outside(page: &Page) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut each = EachBody(|body: &Body| {
        let html = body.packed.html();
        let addresses = html.split("href=\"").skip(1);
        let addresses = addresses.filter_map(|rest| Some(rest.split_once('"')?.0));
        let outside = addresses.filter(|address| address.starts_with("http"));
        found.extend(outside.map(|address| address.replace("&amp;", "&")));
    });
    page.visit(&mut each);
    found
}
