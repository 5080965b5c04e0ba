//! Records that are the same under a new id: a correction of an id is no coming and going.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::item::Item;
use crate::model::{AudienceId, OrganisationId, Route, Site, rooted_address};

/// What tells a record from others: its id, its name, and how it is reached.
pub(super) struct Known<'s> {
    pub(super) id: &'s str,
    pub(super) name: &'s str,
    pub(super) ways: Vec<&'s str>,
}

impl<'s> Known<'s> {
    /// A record that is known by its name alone.
    fn named(id: &'s str, name: &'s str) -> Self {
        Known {
            id,
            name,
            ways: Vec::new(),
        }
    }
}

/// The records that are gone by their ids and there under another, each by its old id with the places of both: those that alone
/// have a name, or else a way to be reached and a part of the name.
pub(super) fn under_new_ids<'s>(
    old: &[Known<'s>],
    new: &[Known<'_>],
) -> BTreeMap<&'s str, (usize, usize)> {
    let left = |some: &[Known<'_>], others: &[Known<'_>]| -> BTreeSet<usize> {
        let there: HashSet<&str> = others.iter().map(|one| one.id).collect();
        let places = (0..some.len()).filter(|at| !there.contains(some[*at].id));
        places.collect()
    };
    let (mut gone, mut came) = (left(old, new), left(new, old));
    let mut found = BTreeMap::new();
    let mut pair = |marks: &dyn Fn(&Known<'_>) -> Vec<String>,
                    fits: &dyn Fn(usize, usize) -> bool| {
        let before = alone(old, &gone, marks);
        let after = alone(new, &came, marks);
        for (mark, was) in before {
            let Some(&is) = after.get(&mark) else {
                continue;
            };
            if gone.contains(&was) && came.contains(&is) && fits(was, is) {
                found.insert(old[was].id, (was, is));
                gone.remove(&was);
                came.remove(&is);
            }
        }
    };
    pair(&|one| vec![one.name.trim().to_lowercase()], &|_, _| true);
    let ways = |one: &Known<'_>| -> Vec<String> {
        one.ways
            .iter()
            .map(|way| way.to_lowercase().replace(' ', ""))
            .collect()
    };
    // Who follows somebody often gets the mailbox, but not a name.
    pair(&ways, &|was, is| {
        let mut words = old[was].name.split_whitespace();
        words.any(|word| new[is].name.split_whitespace().any(|other| other == word))
    });
    found
}

/// The marks that only one of some records has, with its place.
fn alone(
    all: &[Known<'_>],
    some: &BTreeSet<usize>,
    marks: &dyn Fn(&Known<'_>) -> Vec<String>,
) -> BTreeMap<String, usize> {
    let mut found: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for &at in some {
        for mark in marks(&all[at]) {
            let known = found.entry(mark).or_insert(Some(at));
            known.take_if(|one| *one != at);
        }
    }
    let found = found.into_iter();
    found.filter_map(|(mark, at)| Some((mark, at?))).collect()
}

/// That a record is the same, and where its page was and is.
pub(super) fn told(
    kind: &'static str,
    name: &str,
    (was, is): (&str, &str),
    pages: (Option<String>, Option<String>),
) -> Item {
    let page = match pages {
        (Some(from), Some(to)) => format!(
            "; its page stood at {from} and stands at {to} now, and nothing leads there from its old address"
        ),
        (Some(from), None) => format!("; its page {from} is gone"),
        (None, _) => String::new(),
    };
    let words = format!("{name} is the same under a new id: `{is}`, it was `{was}`{page}");
    Item::told(kind, words)
}

/// The address of the page that a site has of a record.
pub(super) fn page_of(site: &Site, route: Route) -> Option<String> {
    site.routes.path(route).map(|path| rooted_address(&path))
}

/// Generated pages of organisations and audiences that are gone or elsewhere; people are told with what they do.
pub(super) fn records(old: &Site, new: &Site) -> Vec<Item> {
    let organisation = |at| Route::Organisation(OrganisationId::new(at));
    let audience = |at| Route::Audience(AudienceId::new(at));
    let mut items = of_sort(
        (old, new),
        &known_organisations(old),
        &known_organisations(new),
        organisation,
    );
    items.extend(of_sort(
        (old, new),
        &known_audiences(old),
        &known_audiences(new),
        audience,
    ));
    items
}

fn known_organisations(site: &Site) -> Vec<Known<'_>> {
    let all = site.organisations.iter();
    all.map(|one| Known::named(&one.id, &one.name)).collect()
}

fn known_audiences(site: &Site) -> Vec<Known<'_>> {
    let all = site.audiences.iter();
    all.map(|one| Known::named(&one.id, &one.title)).collect()
}

/// The records of one sort.
fn of_sort(
    (old, new): (&Site, &Site),
    before: &[Known<'_>],
    after: &[Known<'_>],
    route: impl Fn(usize) -> Route,
) -> Vec<Item> {
    let same = under_new_ids(before, after);
    let mut items = Vec::new();
    for (at, record) in before.iter().enumerate() {
        let Known { id, name, .. } = record;
        let path = old.routes.path(route(at));
        let is_gone = path.is_some_and(|path| new.routes.at(&path).is_none());
        let from = page_of(old, route(at));
        match (same.get(id), from) {
            (Some((_, is)), from) => {
                let pages = (from, page_of(new, route(*is)));
                items.push(told("same-record", name, (id, after[*is].id), pages));
            }
            (None, Some(from)) if is_gone => {
                let words = format!("gone with its record: {name}, {from}");
                items.push(Item::told("gone-record", words));
            }
            (None, _) => {}
        }
    }
    items
}
