//! People who come, go or are called otherwise, and who has which post.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::Pairs;
use super::item::Item;
use crate::model::{Person, Place, Post, PostStatus, Route, Site, rooted_address};

/// What became of people and posts.
pub(super) fn people(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Item> {
    let by_id = |site: &'_ Site| -> BTreeMap<String, usize> {
        let people = site.people.iter().enumerate();
        people.map(|(at, one)| (one.id.clone(), at)).collect()
    };
    let (before, after) = (by_id(old), by_id(new));
    let mut items = Vec::new();
    for (id, &at) in &before {
        let person = &old.people[at];
        match after.get(id) {
            Some(&now) => items.extend(differs(person, &new.people[now])),
            None => items.push(gone(old, person, at)),
        }
    }
    for (_, &at) in after.iter().filter(|(id, _)| !before.contains_key(*id)) {
        let words = format!("new in the directory: {}", new.people[at].name);
        items.push(Item::told("new-person", words));
    }
    items.extend(posts(old, new, pairs));
    items
}

fn gone(old: &Site, person: &Person, at: usize) -> Item {
    let is_theirs = |route: &Route| matches!(route, Route::Person(id) if id.index() == at);
    let page = old.routes.iter().find(|(_, route)| is_theirs(route));
    let address = page.map_or(String::new(), |(path, _)| {
        format!(", and their page {} is gone", rooted_address(path))
    });
    let words = format!("no longer in the directory: {}{address}", person.name);
    Item::told("gone-person", words)
}

/// What is said of one person otherwise.
fn differs(was: &Person, is: &Person) -> Vec<Item> {
    let mut items = Vec::new();
    if was.name != is.name {
        let words = format!("{} is called {} now", was.name, is.name);
        items.push(Item::told("renamed-person", words));
    }
    let facts = [
        ("organisation", &was.organisation, &is.organisation),
        ("mailbox", &was.email, &is.email),
        ("number", &was.phone, &is.phone),
    ];
    for (what, was, now) in facts {
        if was != now {
            let words = format!(
                "{}: {what} {}",
                is.name,
                from_to(was.as_deref(), now.as_deref())
            );
            items.push(Item::told("changed-person", words));
        }
    }
    items
}

/// `x, it was y`.
pub(super) fn from_to(was: Option<&str>, is: Option<&str>) -> String {
    match (was, is) {
        (Some(was), Some(is)) => format!("is {is}, it was {was}"),
        (None, Some(is)) => format!("is {is}, there was none"),
        (Some(was), None) => format!("is left out, it was {was}"),
        (None, None) => String::new(),
    }
}

/// Where a post is and what it is called; the place is that of the new site, if it is still there.
type Key = (String, String);

/// Who has which post of today.
fn posts(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Item> {
    let before = holders(old, &|place| match place {
        Place::Page(page) => pairs.new_of(page.index()).map_or_else(
            || old.page(page).title.clone(),
            |at| new.pages[at].title.clone(),
        ),
        Place::Organisation(id) => old.organisation(id).name.clone(),
    });
    let after = holders(new, &|place| match place {
        Place::Page(page) => new.page(page).title.clone(),
        Place::Organisation(id) => new.organisation(id).name.clone(),
    });
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let nobody = BTreeMap::new();
    let mut items = Vec::new();
    for key in keys {
        let was = before.get(key).unwrap_or(&nobody);
        let is = after.get(key).unwrap_or(&nobody);
        let only = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
            let names = one.iter().filter(|(id, _)| !other.contains_key(*id));
            names.map(|(_, name)| name.clone()).collect::<Vec<_>>()
        };
        let (left, came) = (only(was, is), only(is, was));
        let (place, post) = key;
        let words = match (left.is_empty(), came.is_empty()) {
            (true, true) => continue,
            (true, false) => format!("{post}, {place}: {} comes", came.join(", ")),
            (false, true) if is.is_empty() => {
                format!(
                    "{post}, {place}: {} leaves, and nobody follows",
                    left.join(", ")
                )
            }
            (false, true) => format!("{post}, {place}: {} leaves", left.join(", ")),
            (false, false) => {
                format!(
                    "{post}, {place}: {} follows {}",
                    came.join(", "),
                    left.join(", ")
                )
            }
        };
        items.push(Item::told("post", words));
    }
    items
}

/// The holders of each post of today, by id with their names.
fn holders(
    site: &Site,
    place: &dyn Fn(Place) -> String,
) -> BTreeMap<Key, BTreeMap<String, String>> {
    let mut holders: BTreeMap<Key, BTreeMap<String, String>> = BTreeMap::new();
    for person in &site.people {
        for post in person.posts.iter().filter(|post| post.as_of.is_none()) {
            let key = (place(post.place), called(post));
            let there = holders.entry(key).or_default();
            there.insert(person.id.clone(), person.name.clone());
        }
    }
    holders
}

/// What a post is called, for lack of a title by how somebody stands to it.
fn called(post: &Post) -> String {
    let status = match post.status {
        PostStatus::Holder => "contact",
        PostStatus::Cover => "cover",
        PostStatus::Covered => "covered",
        PostStatus::Chair | PostStatus::CoChair => "chair",
        PostStatus::Member => "member",
    };
    match &post.title {
        None => status.to_owned(),
        Some(title) if matches!(post.status, PostStatus::Cover | PostStatus::Covered) => {
            format!("{title} ({status})")
        }
        Some(title) if matches!(post.status, PostStatus::Chair | PostStatus::CoChair) => {
            format!("chair of {title}")
        }
        Some(title) => title.clone(),
    }
}
