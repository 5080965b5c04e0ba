//! Pages that are new, gone or elsewhere, and addresses that lead nowhere any more, those of headings too.

use std::collections::HashSet;

use super::identity::{Pairs, is_written};
use super::item::Item;
use super::same;
use crate::model::{Body, EachBody, Page, PageId, Route, Site, rooted_address};

/// What became of pages and of their addresses.
pub(super) fn pages(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, page) in old.pages.iter().enumerate() {
        let now = pairs.new_of(at).map(|at| &new.pages[at]);
        items.extend(of_page(old, new, page, now));
        items.extend(now.into_iter().flat_map(|now| headings(page, now)));
    }
    for (at, page) in new.pages.iter().enumerate() {
        if is_written(page) && !pairs.was_there(at) {
            let words = format!("new: {}, {}", page.title, address(page));
            items.push(Item::told("new-page", words).at(&page.source, None));
        }
    }
    items.extend(same::records(old, new));
    items
}

fn of_page(old: &Site, new: &Site, page: &Page, now: Option<&Page>) -> Option<Item> {
    // Folders without a page of their own come and go with the pages in them.
    if !is_written(page) {
        return None;
    }
    let from = address(page);
    let is_covered = new.routes.at(&page.address.file).is_some();
    let Some(now) = now else {
        if is_covered {
            let words = format!(
                "gone, and something else stands at its address: {}, {from}",
                page.title
            );
            return Some(Item::told("gone-page", words));
        }
        let home = new.page(new.home);
        let stands_in = nearest(old, new, page).filter(|page| is_written(page));
        let file = &stands_in.unwrap_or(home).source;
        let words = format!(
            "{} is gone, and nothing leads on from its address {from}, to which bookmarks and other sites may lead",
            page.title
        );
        return Some(Item::loss("gone-page", words).help(format!(
            "write in the page that stands in for it, such as {file}: `{}`",
            aliases(new, stands_in.unwrap_or(home), &from)
        )));
    };
    let to = address(now);
    if from == to {
        let is_renamed = page.title != now.title;
        let words = || format!("renamed: {}, it was {}, {to}", now.title, page.title);
        return is_renamed.then(|| Item::told("renamed-page", words()).at(&now.source, None));
    }
    if is_covered {
        let words = format!("moved: {}, from {from} to {to}", now.title);
        return Some(Item::told("moved-page", words).at(&now.source, None));
    }
    let words = format!(
        "{} stood at {from} and stands at {to} now, and nothing leads there from its old address",
        now.title
    );
    Some(
        Item::loss("moved-page", words)
            .at(&now.source, None)
            .help(format!(
                "write in this file: `{}`",
                aliases(new, now, &from)
            )),
    )
}

/// Headings to whose anchors nothing answers any more.
fn headings(page: &Page, now: &Page) -> Vec<Item> {
    let anchors = |page: &Page| -> HashSet<Box<str>> {
        let mut found = HashSet::new();
        let mut each = EachBody(|body: &Body| {
            found.extend(body.headings.iter().map(|heading| heading.id.clone()));
        });
        page.visit(&mut each);
        found
    };
    let there = anchors(now);
    let gone = page.body.headings.iter();
    let gone = gone.filter(|heading| !there.contains(&heading.id));
    gone.map(|heading| {
        let words = format!(
            "{} has the heading “{}” no more, to which links such as {}#{} may lead",
            now.title,
            heading.title,
            address(now),
            heading.id
        );
        let help = format!(
            "if another heading stands in for it, keep the address of this one: `## … {{#{}}}`",
            heading.id
        );
        let item = Item::told("gone-heading", words);
        item.at(&now.source, None).help(help)
    })
    .collect()
}

/// The line that makes an address lead to a page.
fn aliases(site: &Site, page: &Page, address: &str) -> String {
    let has = |id: PageId| std::ptr::eq(site.page(id), page);
    let there = site.redirects.iter().filter(|redirect| has(redirect.to));
    let mut all: Vec<String> = there
        .map(|redirect| rooted_address(&redirect.file))
        .collect();
    all.push(address.to_owned());
    format!("aliases: [{}]", all.join(", "))
}

/// The section of a page that is gone, or the one above that is still there.
fn nearest<'n>(old: &Site, new: &'n Site, page: &Page) -> Option<&'n Page> {
    let mut parent = page.parent;
    while let Some(id) = parent {
        let above = old.page(id);
        if let Some(Route::Page(there)) = new.routes.at(&above.address.file)
            && is_written(new.page(there))
        {
            return Some(new.page(there));
        }
        parent = above.parent;
    }
    None
}

/// The address of a page as people know it.
pub(super) fn address(page: &Page) -> String {
    rooted_address(&page.address.file)
}
