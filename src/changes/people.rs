//! People who come, go or are called otherwise, and who has which post.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::Pairs;
use super::item::Item;
use super::same::{self, Known};
use crate::model::{Person, PersonId, Place, Post, PostStatus, Route, Site};

/// What became of people and posts.
pub(super) fn people(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Item> {
    let by_id = |site: &'_ Site| -> BTreeMap<String, usize> {
        let people = site.people.iter().enumerate();
        people.map(|(at, one)| (one.id.clone(), at)).collect()
    };
    let (before, after) = (by_id(old), by_id(new));
    let same = same::under_new_ids(&known(old), &known(new));
    let mut old_ids = BTreeMap::new();
    let mut items = Vec::new();
    for (id, &at) in &before {
        let person = &old.people[at];
        match (after.get(id), same.get(id.as_str())) {
            (Some(&now), _) => items.extend(differs(person, &new.people[now])),
            (None, Some(&(_, now))) => {
                let is = &new.people[now];
                let pages = (page_of(old, at), page_of(new, now));
                let ids = (id.as_str(), is.id.as_str());
                items.push(same::told("same-person", &is.name, ids, pages));
                items.extend(differs(person, is));
                old_ids.insert(is.id.as_str(), id.as_str());
            }
            (None, None) => items.push(gone(old, person, at)),
        }
    }
    let is_new = |id: &str| !before.contains_key(id) && !old_ids.contains_key(id);
    for (_, &at) in after.iter().filter(|(id, _)| is_new(id)) {
        let words = format!("new in the directory: {}", new.people[at].name);
        items.push(Item::told("new-person", words));
    }
    items.extend(posts(old, new, pairs, &old_ids));
    items
}

/// What tells the people of a site from each other.
fn known(site: &Site) -> Vec<Known<'_>> {
    let known = site.people.iter().map(|person| Known {
        id: &person.id,
        name: &person.name,
        ways: [&person.email, &person.phone]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect(),
    });
    known.collect()
}

fn page_of(site: &Site, at: usize) -> Option<String> {
    same::page_of(site, Route::Person(PersonId::new(at)))
}

fn gone(old: &Site, person: &Person, at: usize) -> Item {
    let address = page_of(old, at).map_or(String::new(), |page| {
        format!(", and their page {page} is gone")
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

/// Who has which post of today; whoever has a new id goes by the old one.
fn posts(old: &Site, new: &Site, pairs: &Pairs, old_ids: &BTreeMap<&str, &str>) -> Vec<Item> {
    let before = holders(old, &BTreeMap::new(), &|place| match place {
        Place::Page(page) => pairs.new_of(page.index()).map_or_else(
            || old.page(page).title.clone(),
            |at| new.pages[at].title.clone(),
        ),
        Place::Organisation(id) => old.organisation(id).name.clone(),
    });
    let after = holders(new, old_ids, &|place| match place {
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
    old_ids: &BTreeMap<&str, &str>,
    place: &dyn Fn(Place) -> String,
) -> BTreeMap<Key, BTreeMap<String, String>> {
    let mut holders: BTreeMap<Key, BTreeMap<String, String>> = BTreeMap::new();
    for person in &site.people {
        for post in person.posts.iter().filter(|post| post.as_of.is_none()) {
            let key = (place(post.place), called(post));
            let there = holders.entry(key).or_default();
            let id = person.id.as_str();
            let id = old_ids.get(id).copied().unwrap_or(id);
            there.insert(id.to_owned(), person.name.clone());
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
