//! Numbers, mailboxes and addresses of contact points that differ.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::identity::Pairs;
use super::item::Item;
use crate::check::stand_in;
use crate::diagnostic::position;
use crate::model::{Contact, Page, Site, Visit, Way};

/// The ways of the contact points of one sort on one page, or of one that several pages share.
type Ways = BTreeSet<String>;

/// What a contact point is told apart by: the page, and what it is for.
type Key = (String, String);

/// What became of contact points, and where a number or mailbox that went still stands. `text_of` gives the text of a file of the new site.
pub(super) fn contacts(
    old: &Site,
    new: &Site,
    pairs: &Pairs,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Vec<Item> {
    let before = points(old.pages.iter().enumerate().filter_map(|(at, page)| {
        // What was on a page that is gone goes with it.
        let now = &new.pages[pairs.new_of(at)?];
        Some((page, now.title.as_str()))
    }));
    let after = points(new.pages.iter().map(|page| (page, page.title.as_str())));
    let files: HashMap<&str, &str> = new
        .pages
        .iter()
        .map(|page| (page.title.as_str(), &*page.source))
        .collect();
    let nothing = Ways::new();
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let all_left: BTreeSet<&str> = keys
        .iter()
        .flat_map(|&key| {
            let is = after.get(key).unwrap_or(&nothing);
            let was = before.get(key).unwrap_or(&nothing);
            was.difference(is).map(String::as_str)
        })
        .collect();
    let stand = still_stand(new, &all_left, text_of);
    let mut items = Vec::new();
    for key in keys {
        let was = before.get(key).unwrap_or(&nothing);
        let is = after.get(key).unwrap_or(&nothing);
        let left: Vec<&String> = was.difference(is).collect();
        let came: Vec<&String> = is.difference(was).collect();
        let (place, purpose) = key;
        let name = match purpose.as_str() {
            "" => place.clone(),
            purpose => format!("{purpose}, on {place}"),
        };
        let list = |ways: &[&String]| {
            let all: Vec<&str> = ways.iter().map(|way| way.as_str()).collect();
            all.join(", ")
        };
        let words = match (left.is_empty(), came.is_empty()) {
            (true, true) => continue,
            (false, false) => format!("{name}: {} instead of {}", list(&came), list(&left)),
            (false, true) => format!("{name}: {} is left out", list(&left)),
            (true, false) => format!("{name}: {} is new", list(&came)),
        };
        let mut item = Item::told("contact", words);
        if let Some(file) = files.get(place.as_str()) {
            let text = text_of(file).unwrap_or_default();
            let first = came.first().and_then(|way| text.find(way.as_str()));
            item = item.at(file, first.map(|at| position(&text, at).line));
        }
        for way in left {
            if let Some(places) = stand.get(way.as_str()) {
                item = item.help(format!(
                    "{way} still stands at {}: write it once in contacts.yaml, and name it there",
                    places.join(", ")
                ));
            }
        }
        items.push(item);
    }
    items
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

/// The contact points of pages of today.
fn points<'s>(pages: impl Iterator<Item = (&'s Page, &'s str)>) -> BTreeMap<Key, Ways> {
    let mut points: BTreeMap<Key, Ways> = BTreeMap::new();
    for (page, title) in pages.filter(|(page, _)| page.as_of.is_none()) {
        let mut own = Points(Vec::new());
        own.contacts(&page.contacts);
        page.visit(&mut own);
        for (purpose, way) in own.0 {
            let key = (title.to_owned(), purpose);
            points.entry(key).or_default().insert(way);
        }
    }
    points
}

/// Gathers what each contact point of a page is for, with each way to reach it.
struct Points(Vec<(String, String)>);

impl Visit for Points {
    fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts.iter().filter(|contact| contact.as_of.is_none()) {
            let purpose = contact.purpose.clone().unwrap_or_default();
            let words = contact.ways.iter().filter_map(in_words);
            self.0.extend(words.map(|way| (purpose.clone(), way)));
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
