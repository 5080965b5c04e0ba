//! Meetings that differ, with the line to write for each that is lost.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::identity::Pairs;
use super::item::Item;
use crate::diagnostic::position;
use crate::diff::{Broken, Change, Difference, What, reported, sentence};
use crate::model::{Occurrence, Page, Series, Site, When};

/// What became of meetings. `text_of` gives the text of a file of the new site.
pub(super) fn meetings(
    difference: &Difference,
    (old, new): (&Site, &Site),
    pairs: &Pairs,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Vec<Item> {
    let mut items = Vec::new();
    let lost = Lost::of((old, new), pairs);
    for changes in difference.series.values() {
        let reworded = |change: &&Change| change.what == What::Reworded;
        let number = changes.iter().filter(reworded).count();
        let told = changes.iter().filter(|change| !reworded(change));
        items.extend(told.map(|change| Item::told("meeting", sentence(change))));
        if let Some(first) = changes.iter().find(reworded) {
            let all = match number {
                1 => "1 meeting".to_owned(),
                number => format!("{number} meetings"),
            };
            let words = format!(
                "other words about {all}, such as {}, {}",
                first.title, first.when
            );
            items.push(Item::told("meeting", words));
        }
    }
    for (feed, holds) in &difference.feeds {
        for (what, all) in [("no more in", &holds.no_more), ("now in", &holds.now)] {
            for (series, uids) in all {
                let words = format!("{series}, {} of its meetings: {what} /{feed}", uids.len());
                items.push(Item::told("feed", words));
            }
        }
    }
    for broken in &difference.broken {
        let (words, help) = reported(broken);
        let kind = match broken {
            Broken::Lost { .. } => "lost-meeting",
            Broken::VanishedFeed { .. } => "gone-feed",
            Broken::VanishedPage { .. } => "gone-page",
            Broken::Reused { .. } | Broken::Doubled { .. } | Broken::Unreadable { .. } => {
                "broken-feed"
            }
        };
        let item = Item::loss(kind, words);
        items.push(match broken {
            Broken::Lost { uid, .. } => match lost.by_uid.get(uid.as_str()) {
                Some(one) => one.tell(item, text_of),
                None => item.help(help),
            },
            _ => item.help(help),
        });
    }
    items
}

/// Meetings of series that are still there, and that these hold no more.
struct Lost<'s> {
    by_uid: HashMap<String, LostMeeting<'s>>,
}

struct LostMeeting<'s> {
    /// The series that it was of.
    series: &'s Series,
    was: &'s Occurrence,
    /// The page of its series.
    page: &'s Page,
    /// What may well be the same meeting on another day.
    now: Option<&'s Occurrence>,
}

/// The meetings of one area of a series in order of time, each with its UID.
type Events<'s> = Vec<(String, &'s Occurrence)>;

impl<'s> Lost<'s> {
    fn of((old, new): (&'s Site, &'s Site), pairs: &Pairs) -> Self {
        let mut by_uid = HashMap::new();
        for (at, page) in old.pages.iter().enumerate() {
            let now = pairs.new_of(at).map(|at| &new.pages[at]);
            let (Some(was_of), Some(now)) = (page.series(), now) else {
                continue;
            };
            let Some(is) = now.series() else { continue };
            let (before, after) = (events(old, was_of), events(new, is));
            let none = Events::new();
            for (area, before) in &before {
                let after = after.get(area).unwrap_or(&none);
                for (uid, was, is) in moved(before, after) {
                    let lost = LostMeeting {
                        series: was_of,
                        was,
                        page: now,
                        now: is,
                    };
                    by_uid.insert(uid, lost);
                }
            }
        }
        Lost { by_uid }
    }
}

impl LostMeeting<'_> {
    /// Tells where the line stands that is to change, and what to write.
    fn tell(&self, item: Item, text_of: &dyn Fn(&str) -> Option<String>) -> Item {
        let text = text_of(&self.page.source).unwrap_or_default();
        let has_another_id =
            |is: &Series| is.uid_stem() != self.series.uid_stem() && is.id != self.series.id;
        if self.page.series().is_some_and(has_another_id) {
            let at = text.find("\nid:").map_or(0, |at| at + 1);
            let mut ids = self.series.former_ids.clone();
            ids.push(self.series.id.clone());
            let item = item.at(&self.page.source, Some(position(&text, at).line));
            return item.help(format!(
                "its series has another id now: write `former_ids: [{}]` beside it, or put the old one back",
                ids.join(", ")
            ));
        }
        let list = ["\noccurrences:", "\nrecurs:"]
            .iter()
            .find_map(|key| text.find(key));
        let start = list.map_or(0, |at| at + 1);
        let now = self.now.and_then(|now| {
            let at = text[start..].find(&now.when.first_day().to_string())?;
            Some((now, start + at))
        });
        let at = now.map_or(start, |(_, at)| at);
        let mut item = item.at(&self.page.source, Some(position(&text, at).line));
        let on = written(self.was.when);
        let day = self.was.when.first_day();
        // A rule that gives the day no more leaves nothing that an entry without a key could change.
        let by_rule = text.contains("\nrecurs:");
        let key = if self.was.key == day.to_string() && !by_rule {
            String::new()
        } else {
            format!(", key: {}", self.was.key)
        };
        if let Some((now, _)) = now {
            let now = written(now.when);
            item = item.help(format!(
                "if it was moved, write `{{on: {now}, was: {day}{key}, why: …}}`, so that calendars move it too"
            ));
        }
        item.help(format!(
            "if it is not held, keep it and write `{{on: {on}, status: cancelled{key}, why: …}}`: calendars tell it then, and do not just drop it"
        ))
        .help(format!("if it is held on another day, write there `was: {day}{key}`"))
    }
}

/// What calendars hold of a series, by area.
fn events<'s>(site: &Site, series: &'s Series) -> BTreeMap<Option<&'s str>, Events<'s>> {
    let mut by_area: BTreeMap<Option<&str>, Events> = BTreeMap::new();
    let domain = &site.settings.uid_domain;
    for meeting in series.occurrences.iter().filter(|one| one.when.has_day()) {
        for area in series.events_of(meeting) {
            let area = area.map(|(_, area)| area);
            let uid = series.uid(area, &meeting.key, domain);
            let events = by_area
                .entry(area.map(|area| area.id.as_str()))
                .or_default();
            events.push((uid, meeting));
        }
    }
    by_area
}

/// The meetings that are there no more, each with the one that appeared in its place: between the same two others.
fn moved<'s>(
    before: &Events<'s>,
    after: &Events<'s>,
) -> Vec<(String, &'s Occurrence, Option<&'s Occurrence>)> {
    let uids = |events: &Events| -> HashSet<String> {
        events.iter().map(|(uid, _)| uid.clone()).collect()
    };
    let (was, is) = (uids(before), uids(after));
    let mut new = gaps(after, &was);
    let mut found = Vec::new();
    for (gap, lost) in gaps(before, &is) {
        let mut came = new.remove(&gap).unwrap_or_default();
        let in_order = came.len() == lost.len();
        for (uid, meeting) in lost {
            let day = meeting.when.first_day();
            let far = |one: &Occurrence| {
                let days = one.when.first_day().duration_since(day).as_hours();
                days.abs()
            };
            let nearest = came.iter().enumerate().min_by_key(|(_, (_, one))| far(one));
            let place = nearest.map(|(at, _)| if in_order { 0 } else { at });
            let now = place.map(|at| came.remove(at).1);
            found.push((uid, meeting, now));
        }
    }
    found
}

/// The meetings that the other side lacks, by the last one before them that it has.
fn gaps<'s>(events: &Events<'s>, there: &HashSet<String>) -> BTreeMap<Option<String>, Events<'s>> {
    let mut gaps: BTreeMap<Option<String>, Events<'s>> = BTreeMap::new();
    let mut before = None;
    for (uid, meeting) in events {
        if there.contains(uid) {
            before = Some(uid.clone());
        } else {
            gaps.entry(before.clone())
                .or_default()
                .push((uid.clone(), meeting));
        }
    }
    gaps
}

/// A day or time as it stands after `on`.
fn written(when: When) -> String {
    match when {
        When::Timed { start, end } => {
            let from = start.strftime("%Y-%m-%d %H:%M");
            match end {
                Some(end) => format!("{from}-{}", end.strftime("%H:%M")),
                None => from.to_string(),
            }
        }
        When::Days { first, last } if first == last => first.to_string(),
        When::Days { first, last } => format!("{first} to {last}"),
        When::Month { year, month } => format!("{year:04}-{month:02}"),
    }
}
