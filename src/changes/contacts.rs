//! Numbers, mailboxes and addresses of contact points that differ.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::identity::Pairs;
use super::item::Item;
use crate::check::stand_in;
use crate::diagnostic::position;
use crate::model::{Contact, ContactId, Page, Site, Visit, Way};

/// The ways of the contact points of one sort on one page, or of one that several pages share: each with the record of
/// `contacts.yaml` that it is of.
type Ways<'s> = BTreeMap<String, Option<&'s str>>;

/// What a contact point is told apart by: the page, and what it is for.
type Key = (String, String);

/// A contact point that differs.
struct Change {
    /// What it is called.
    name: String,
    /// The file that gives it, and where in its text to look for the new ways.
    place: Option<(String, usize)>,
    left: Vec<String>,
    came: Vec<String>,
}

/// What became of contact points, whatever their date, and where a number or mailbox that went still stands. `text_of` gives
/// the text of a file of the new site.
pub(super) fn contacts(
    old: &Site,
    new: &Site,
    pairs: &Pairs,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Vec<Item> {
    let mut changes = records(old, new, text_of);
    changes.extend(of_pages(old, new, pairs));
    let left = changes.iter().flat_map(|change| &change.left);
    let stand = still_stand(new, &left.map(String::as_str).collect(), text_of);
    let told = changes.iter().map(|change| {
        let Change {
            name,
            place,
            left,
            came,
        } = change;
        let words = match (left.is_empty(), came.is_empty()) {
            (false, false) => format!("{name}: {} instead of {}", came.join(", "), left.join(", ")),
            (false, true) => format!("{name}: {} is left out", left.join(", ")),
            (true, _) => format!("{name}: {} is new", came.join(", ")),
        };
        let mut item = Item::told("contact", words);
        if let Some((file, from)) = place {
            let text = text_of(file).unwrap_or_default();
            let rest = text.get(*from..).unwrap_or_default();
            let first = came.first().and_then(|way| rest.find(way.as_str()));
            item = item.at(file, first.map(|at| position(&text, from + at).line));
        }
        for way in left {
            if let Some(places) = stand.get(way.as_str()) {
                item = item.help(format!(
                    "{way} still stands at {}: write it once in contacts.yaml, and name it there",
                    places.join(", ")
                ));
            }
        }
        item
    });
    told.collect()
}

/// The records of `contacts.yaml` that differ.
fn records(old: &Site, new: &Site, text_of: &dyn Fn(&str) -> Option<String>) -> Vec<Change> {
    let file = new.settings.file.replace("site.yaml", "contacts.yaml");
    let text = text_of(&file).unwrap_or_default();
    let by_id = |site: &'_ Site| -> BTreeMap<String, (String, BTreeSet<String>)> {
        let records = site.contacts.iter().map(|(id, contact)| {
            let ways = contact.ways.iter().filter_map(in_words).collect();
            (id.clone(), (called(id, contact), ways))
        });
        records.collect()
    };
    let (before, after) = (by_id(old), by_id(new));
    let none = (String::new(), BTreeSet::new());
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changes = ids.into_iter().filter_map(|id| {
        let was = before.get(id).unwrap_or(&none);
        let is = after.get(id).unwrap_or(&none);
        let change = Change {
            name: if after.contains_key(id) {
                &is.0
            } else {
                &was.0
            }
            .clone(),
            place: Some((file.clone(), text.find(&format!("{id}:")).unwrap_or(0))),
            left: was.1.difference(&is.1).cloned().collect(),
            came: is.1.difference(&was.1).cloned().collect(),
        };
        (!change.left.is_empty() || !change.came.is_empty()).then_some(change)
    });
    changes.collect()
}

/// What a record of `contacts.yaml` is called.
fn called(id: &str, contact: &Contact) -> String {
    match &contact.purpose {
        Some(purpose) => format!("{purpose}, `{id}` of contacts.yaml"),
        None => format!("`{id}` of contacts.yaml"),
    }
}

/// The contact points of pages that differ, apart from records that a page names as before.
fn of_pages(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Change> {
    let before = points(
        old,
        old.pages.iter().enumerate().filter_map(|(at, page)| {
            // What was on a page that is gone goes with it.
            let now = &new.pages[pairs.new_of(at)?];
            Some((page, now.title.as_str()))
        }),
    );
    let after = points(
        new,
        new.pages.iter().map(|page| (page, page.title.as_str())),
    );
    let files: HashMap<&str, &str> = new
        .pages
        .iter()
        .map(|page| (page.title.as_str(), &*page.source))
        .collect();
    let nothing = Ways::new();
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let changes = keys.into_iter().filter_map(|key| {
        let was = before.get(key).unwrap_or(&nothing);
        let is = after.get(key).unwrap_or(&nothing);
        let only = |one: &Ways, other: &Ways| -> Vec<String> {
            let named: BTreeSet<&str> = other.values().copied().flatten().collect();
            let kept = one.iter().filter(|(way, record)| {
                !other.contains_key(*way) && record.is_none_or(|id| !named.contains(id))
            });
            kept.map(|(way, _)| way.clone()).collect()
        };
        let (place, purpose) = key;
        let change = Change {
            name: match purpose.as_str() {
                "" => place.clone(),
                purpose => format!("{purpose}, on {place}"),
            },
            place: files.get(place.as_str()).map(|&file| (file.to_owned(), 0)),
            left: only(was, is),
            came: only(is, was),
        };
        (!change.left.is_empty() || !change.came.is_empty()).then_some(change)
    });
    changes.collect()
}

/// Where ways that went still stand on pages of today, however they are written there: the places of each.
fn still_stand<'w>(
    site: &Site,
    ways: &BTreeSet<&'w str>,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> BTreeMap<&'w str, Vec<String>> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    if ways.is_empty() {
        return places;
    }
    let ways: Vec<&str> = ways.iter().copied().collect();
    let british = site.settings.british;
    for page in site.pages.iter().filter(|page| page.as_of.is_none()) {
        let text = text_of(&page.source).unwrap_or_default();
        for (way, at) in stand_in(&ways, british, &text) {
            let place = format!("{}:{}", page.source, position(&text, at).line);
            places.entry(ways[way]).or_default().push(place);
        }
    }
    places
}

/// The contact points of pages, with what each page is called.
fn points<'s>(
    site: &'s Site,
    pages: impl Iterator<Item = (&'s Page, &'s str)>,
) -> BTreeMap<Key, Ways<'s>> {
    let mut points: BTreeMap<Key, Ways> = BTreeMap::new();
    for (page, title) in pages {
        let mut own = Points(Vec::new());
        own.contacts(&page.contacts);
        page.visit(&mut own);
        for (purpose, way, record) in own.0 {
            let key = (title.to_owned(), purpose);
            let id = record.map(|record| site.contacts[record.index()].0.as_str());
            points.entry(key).or_default().insert(way, id);
        }
    }
    points
}

/// Gathers what each contact point of a page is for, with each way to reach it and the record that it is.
struct Points(Vec<(String, String, Option<ContactId>)>);

impl Visit for Points {
    fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            let purpose = contact.purpose.clone().unwrap_or_default();
            let words = contact.ways.iter().filter_map(in_words);
            self.0
                .extend(words.map(|way| (purpose.clone(), way, contact.record)));
        }
    }

    fn asked(&mut self, contacts: &[Contact]) {
        self.contacts(contacts);
    }
}

/// A way as it is written; people are told with their posts.
fn in_words(way: &Way) -> Option<String> {
    match way {
        Way::Email(text) | Way::Phone(text) => Some(text.clone()),
        Way::Web { url, .. } => Some(url.clone()),
        Way::Post(lines) => Some(lines.lines().collect::<Vec<_>>().join(", ")),
        Way::Person(_) => None,
    }
}
