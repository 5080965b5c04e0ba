//! What people act on first: the number for emergencies, notices, steps, and meetings whose day is not known yet.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::Pairs;
use super::item::Item;
use super::words::in_words;
use crate::model::{Body, Notice, Occurrence, Series, Site, Status, Step, When};

/// The number for emergencies and the notices, which `site.yaml` gives.
pub(super) fn settings(old: &Site, new: &Site) -> Vec<Item> {
    let file = &new.settings.file;
    let mut items = Vec::new();
    let phone = |site: &Site| {
        let emergency = site.settings.emergency.as_ref();
        emergency.map(|emergency| emergency.phone.clone())
    };
    let words = match (phone(old), phone(new)) {
        (was, is) if was == is => None,
        (Some(was), Some(is)) => Some(format!("the number for emergencies: {is} instead of {was}")),
        (Some(was), None) => Some(format!("the number for emergencies, {was}, is left out")),
        (None, Some(is)) => Some(format!("the number for emergencies, {is}, is new")),
        (None, None) => None,
    };
    items.extend(words.map(|words| Item::told("emergency", words).at(file, None)));
    let notices = |site: &Site| -> BTreeMap<String, String> {
        let notices = site.settings.notices.iter();
        notices.map(|one| (said(&one.text), dates(one))).collect()
    };
    let (before, after) = (notices(old), notices(new));
    let told = |words| Item::told("notice", words).at(file, None);
    for (text, was) in &before {
        match after.get(text) {
            None => items.push(told(format!("a notice is gone: {text}"))),
            Some(is) if is != was => {
                items.push(told(format!(
                    "a notice stands {is}, it stood {was}: {text}"
                )));
            }
            Some(_) => {}
        }
    }
    for (text, is) in after.iter().filter(|(text, _)| !before.contains_key(*text)) {
        items.push(told(format!("a notice is new, and stands {is}: {text}")));
    }
    items
}

/// When a notice holds.
fn dates(notice: &Notice) -> String {
    match (notice.from, notice.until) {
        (Some(from), Some(until)) => format!("from {from} until {until}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "until it is taken away".to_owned(),
    }
}

/// What a piece of Markdown says, without what records print in it.
fn said(text: &Body) -> String {
    in_words(&text.packed.html())
}

/// The steps of all pages.
pub(super) fn steps(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, page) in old.pages.iter().enumerate() {
        let Some(now) = pairs.new_of(at).map(|at| &new.pages[at]) else {
            continue;
        };
        let mut told = |words| items.push(Item::told("step", words).at(&now.source, None));
        let names = |steps: &[Step]| -> BTreeSet<String> {
            steps.iter().map(|step| step.title.clone()).collect()
        };
        let (before, after) = (names(&page.steps), names(&now.steps));
        if page.steps.len() == now.steps.len() {
            for (number, (was, is)) in (1..).zip(page.steps.iter().zip(&now.steps)) {
                let place = format!("step {number} of {}", now.title);
                if was.title != is.title {
                    told(format!("{place}: {} instead of {}", is.title, was.title));
                } else if in_full(was) != in_full(is) {
                    told(format!("{place}, {}: other words", is.title));
                }
            }
            continue;
        }
        for title in before.difference(&after) {
            told(format!("a step of {} is left out: {title}", now.title));
        }
        for title in after.difference(&before) {
            told(format!("a step of {} is new: {title}", now.title));
        }
        for (was, is) in page.steps.iter().flat_map(|was| {
            let same = now.steps.iter().filter(|is| is.title == was.title);
            same.map(move |is| (was, is))
        }) {
            if in_full(was) != in_full(is) {
                told(format!(
                    "a step of {}, {}: other words",
                    now.title, is.title
                ));
            }
        }
    }
    items
}

/// All that a step says but its title and its contact points, which are told as such.
fn in_full(step: &Step) -> [Option<String>; 5] {
    [
        step.text.as_ref().map(said),
        step.who.clone(),
        step.level.clone(),
        step.within.clone(),
        step.form.clone(),
    ]
}

/// Meetings of which only the month is known, which no feed has.
pub(super) fn months(old: &Site, new: &Site, pairs: &Pairs) -> Vec<Item> {
    let mut items = Vec::new();
    let none = BTreeMap::new();
    for (at, page) in old.pages.iter().enumerate() {
        let Some(now) = pairs.new_of(at).map(|at| &new.pages[at]) else {
            continue;
        };
        let before = page.series().map_or_else(BTreeMap::new, of_series);
        let after = now.series().map_or_else(BTreeMap::new, of_series);
        items.extend(of_page(&now.title, &before, &after));
    }
    for (at, page) in new.pages.iter().enumerate() {
        if let (false, Some(series)) = (pairs.was_there(at), page.series()) {
            items.extend(of_page(&page.title, &none, &of_series(series)));
        }
    }
    items
}

/// The meetings of a series that are to be confirmed, by their month and key.
fn of_series(series: &Series) -> BTreeMap<(YearMonth, &str), &Occurrence> {
    let open = series.occurrences.iter();
    let open = open.filter_map(|meeting| match meeting.when {
        When::Month { year, month } => Some((((year, month), meeting.key.as_str()), meeting)),
        _ => None,
    });
    open.collect()
}

/// A year and a month.
type YearMonth = (i16, i8);

fn of_page(
    title: &str,
    before: &BTreeMap<(YearMonth, &str), &Occurrence>,
    after: &BTreeMap<(YearMonth, &str), &Occurrence>,
) -> Vec<Item> {
    let told = |what: &str, meeting: &Occurrence| {
        let month = meeting.when.first_day().strftime("%B %Y");
        Item::told("month", format!("{what}: {title}, {month}"))
    };
    let mut items = Vec::new();
    for (key, was) in before {
        match after.get(key) {
            None => items.push(told("no month to be confirmed any more", was)),
            Some(is) if is.status != was.status => items.push(match is.status {
                Status::Cancelled => told("cancelled, its day was to be confirmed", is),
                _ => told("a day to be confirmed", is),
            }),
            Some(_) => {}
        }
    }
    let new = after.iter().filter(|(key, _)| !before.contains_key(*key));
    items.extend(new.map(|(_, meeting)| told("a day to be confirmed", meeting)));
    items
}
