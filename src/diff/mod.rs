//! What differs between two outputs, as those see it who subscribed to the first.

mod draw;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::draw::{draw_json, draw_text};
use crate::calendar::{ReadEvent, ReadTime, read};
use crate::load::Output;
use crate::render::words;

/// What differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Meetings that differ, by the title of their series; in each the order is that of time.
    pub(crate) series: BTreeMap<String, Vec<Change>>,
    /// What breaks a promise to those who subscribed.
    pub(crate) broken: Vec<Broken>,
    /// Pages of the old output at whose address nothing stands in the new one.
    pub(crate) vanished_pages: Vec<String>,
}

/// What happened to a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// What identifies it.
    pub(crate) uid: String,
    /// What it is called, without words on its status.
    pub(crate) title: String,
    /// When it is now.
    pub(crate) when: String,
    /// What happened.
    pub(crate) what: What,
}

/// In what way a meeting differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// It is new.
    Appeared,
    /// Its day or time is another; this is the old one.
    Moved { from: String },
    /// It will not be held; the reason, where one is given.
    Cancelled { why: Option<String> },
    /// It was cancelled and is held after all.
    Reinstated,
    /// It was open and is sure now.
    Confirmed,
    /// It was sure and is open now.
    Opened,
    /// It has another title; this is the old one.
    Renamed { from: String },
    /// It is elsewhere; the old and the new place, empty for none.
    Relocated { from: String, to: String },
    /// Other words about it differ.
    Reworded,
}

/// What those who subscribed could rely on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// A meeting is in no feed any more.
    Lost {
        uid: String,
        title: String,
        when: String,
    },
    /// A UID stands for another meeting now.
    Reused {
        uid: String,
        was: String,
        is: String,
    },
    /// A UID stands for two meetings at once, in one feed or in two.
    Doubled { uid: String, feeds: [String; 2] },
    /// Nothing stands at the address of a feed.
    VanishedFeed { feed: String },
    /// What stands at the address of a feed is no calendar.
    Unreadable { feed: String },
}

/// The events of an output, each once.
struct Events {
    /// With the feed in which it was found first.
    by_uid: BTreeMap<String, (ReadEvent, String)>,
    broken: Vec<Broken>,
}

impl Events {
    fn of(output: &Output) -> Self {
        let mut events = Events {
            by_uid: BTreeMap::new(),
            broken: Vec::new(),
        };
        let mut doubled = BTreeSet::new();
        for (feed, bytes) in &output.feeds {
            let Some(read) = read(bytes) else {
                events
                    .broken
                    .push(Broken::Unreadable { feed: feed.clone() });
                continue;
            };
            for event in read {
                match events.by_uid.entry(event.uid.clone()) {
                    Entry::Vacant(entry) => {
                        entry.insert((event, feed.clone()));
                    }
                    Entry::Occupied(entry) => {
                        let (first, in_feed) = entry.get();
                        if *first != event && doubled.insert(event.uid.clone()) {
                            events.broken.push(Broken::Doubled {
                                uid: event.uid,
                                feeds: [in_feed.clone(), feed.clone()],
                            });
                        }
                    }
                }
            }
        }
        events
    }
}

/// What differs between an old output and a new one.
pub(crate) fn diff(old: &Output, new: &Output) -> Difference {
    // What was wrong before is no news.
    let before = Events::of(old).by_uid;
    let Events {
        by_uid: after,
        mut broken,
    } = Events::of(new);
    let vanished = old
        .feeds
        .keys()
        .filter(|feed| !new.feeds.contains_key(*feed));
    broken.extend(vanished.map(|feed| Broken::VanishedFeed { feed: feed.clone() }));
    let mut changes: Vec<(&ReadEvent, Change)> = Vec::new();
    for (uid, (event, _)) in &after {
        let change = |what| {
            (
                event,
                Change {
                    uid: uid.clone(),
                    title: title(event).to_owned(),
                    when: when(event),
                    what,
                },
            )
        };
        match before.get(uid) {
            None => changes.push(change(What::Appeared)),
            Some((was, _)) if is_another(was, event) => broken.push(Broken::Reused {
                uid: uid.clone(),
                was: name(was),
                is: name(event),
            }),
            Some((was, _)) => changes.extend(whats(was, event).into_iter().map(change)),
        }
    }
    for (uid, (event, _)) in before.iter().filter(|(uid, _)| !after.contains_key(*uid)) {
        broken.push(Broken::Lost {
            uid: uid.clone(),
            title: title(event).to_owned(),
            when: when(event),
        });
    }
    changes.sort_by(|(a, one), (b, other)| {
        (a.start.day(), &one.uid).cmp(&(b.start.day(), &other.uid))
    });
    let mut series: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for (event, change) in changes {
        let name = if event.category.is_empty() {
            &change.title
        } else {
            &event.category
        };
        series.entry(name.clone()).or_default().push(change);
    }
    Difference {
        series,
        broken,
        vanished_pages: vanished_pages(old, new),
    }
}

/// The pages of the old output at whose address nothing stands any more, not even a redirect.
fn vanished_pages(old: &Output, new: &Output) -> Vec<String> {
    let (Some(old), Some(new)) = (&old.files, &new.files) else {
        return Vec::new();
    };
    old.difference(new)
        .filter(|file| file.strip_suffix(".html").is_some())
        .cloned()
        .collect()
}

/// Whether the event of a UID is obviously another meeting than it was: another title on another
/// day, and nothing says that it was moved.
fn is_another(was: &ReadEvent, is: &ReadEvent) -> bool {
    let moved = is
        .description
        .lines()
        .any(|line| line.starts_with(words::MOVED_FROM));
    title(was) != title(is) && was.start.day() != is.start.day() && !moved
}

/// In what ways one meeting differs. Stamps do not count: they differ with any edit of the series.
fn whats(was: &ReadEvent, is: &ReadEvent) -> Vec<What> {
    let mut whats = Vec::new();
    if !was.start.is_same(&is.start) || !was.end.is_same(&is.end) {
        whats.push(What::Moved { from: when(was) });
    }
    match (was.status.as_str(), is.status.as_str()) {
        (before, after) if before == after => {}
        (_, "CANCELLED") => whats.push(What::Cancelled { why: why(is) }),
        ("CANCELLED", _) => whats.push(What::Reinstated),
        (_, "TENTATIVE") => whats.push(What::Opened),
        ("TENTATIVE", _) => whats.push(What::Confirmed),
        _ => {}
    }
    if title(was) != title(is) {
        whats.push(What::Renamed {
            from: title(was).to_owned(),
        });
    }
    if was.location != is.location {
        whats.push(What::Relocated {
            from: was.location.clone(),
            to: is.location.clone(),
        });
    }
    if whats.is_empty() && was.description != is.description {
        whats.push(What::Reworded);
    }
    whats
}

/// Why it is cancelled: what follows the colon in the first line of its description.
fn why(event: &ReadEvent) -> Option<String> {
    let first = event.description.lines().next()?;
    let (_, why) = first.split_once(": ")?;
    Some(why.to_owned())
}

/// The summary without words on its status.
fn title(event: &ReadEvent) -> &str {
    let summary = event.summary.as_str();
    let summary = summary.strip_prefix(words::CANCELLED).unwrap_or(summary);
    let summary = summary.strip_suffix(words::TIME_OPEN).unwrap_or(summary);
    summary.strip_suffix(words::OPEN).unwrap_or(summary)
}

/// `Heads: North, Thursday 18 June 2026, 10am to midday`.
fn name(event: &ReadEvent) -> String {
    format!("{}, {}", title(event), when(event))
}

/// The days and times of an event in words.
fn when(event: &ReadEvent) -> String {
    match (&event.start, &event.end) {
        (ReadTime::Day(first), ReadTime::Day(after)) => {
            let last = after.yesterday().unwrap_or(*after).max(*first);
            if last == *first {
                words::full_date(*first)
            } else {
                format!("{} to {}", words::full_date(*first), words::full_date(last))
            }
        }
        (ReadTime::Local(start, zone), ReadTime::Local(end, same)) if zone == same => {
            times(*start, *end, "")
        }
        (ReadTime::Utc(start), ReadTime::Utc(end)) => times(*start, *end, " UTC"),
        (start, _) => match (start, start.day()) {
            (ReadTime::Unknown(text), _) => format!("at the time `{}`", text.escape_debug()),
            (_, Some(day)) => words::full_date(day),
            (_, None) => String::new(),
        },
    }
}

fn times(start: jiff::civil::DateTime, end: jiff::civil::DateTime, zone: &str) -> String {
    let from = format!(
        "{}, {}",
        words::full_date(start.date()),
        words::time(start.time())
    );
    let to = words::time(end.time());
    if start.date() == end.date() {
        format!("{from} to {to}{zone}")
    } else {
        format!("{from} to {}, {to}{zone}", words::full_date(end.date()))
    }
}
