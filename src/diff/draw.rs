//! What differs, in words and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Broken, Change, Difference, What};
use crate::characters::{on_a_line, visible_json};
use crate::model::rooted_address;

/// What differs, in words: by series, then what breaks a promise, then pages.
pub(crate) fn draw_text(difference: &Difference) -> String {
    let mut out = String::new();
    for (series, changes) in &difference.series {
        let _ = writeln!(out, "{}", on_a_line(series));
        for change in changes
            .iter()
            .filter(|change| change.what != What::Reworded)
        {
            let _ = writeln!(out, "  {}", on_a_line(&sentence(change)));
        }
        // A new chair changes the words of every meeting: their number says enough.
        let reworded = changes
            .iter()
            .filter(|change| change.what == What::Reworded);
        match reworded.count() {
            0 => {}
            1 => out.push_str("  the words about 1 meeting differ\n"),
            number => {
                let _ = writeln!(out, "  the words about {number} meetings differ");
            }
        }
        out.push('\n');
    }
    for (feed, holds) in &difference.feeds {
        let _ = writeln!(out, "{}", on_a_line(feed));
        for (what, all) in [
            ("not in it any more", &holds.no_more),
            ("now in it", &holds.now),
        ] {
            for (series, uids) in all {
                let number = uids.len();
                let series = on_a_line(series);
                let _ = writeln!(
                    out,
                    "  {what}: {series}, {number} meeting{}",
                    plural(number)
                );
            }
        }
        out.push('\n');
    }
    let reported: Vec<(String, &str)> = difference.broken.iter().map(reported).collect();
    // What to do is said once for all errors of a kind.
    for same in reported.chunk_by(|(_, help), (_, next)| help == next) {
        for (what, _) in same {
            let _ = writeln!(out, "error: {}", on_a_line(what));
        }
        let _ = writeln!(out, "  = help: {}", same[0].1);
    }
    if !difference.broken.is_empty() {
        out.push('\n');
    }
    let is_error = |page: &String| {
        let error = Broken::VanishedPage { page: page.clone() };
        difference.broken.contains(&error)
    };
    let others = difference
        .vanished_pages
        .iter()
        .filter(|page| !is_error(page));
    let others: Vec<&String> = others.collect();
    if !others.is_empty() {
        out.push_str(
            "Pages that are gone with what they told of, without a redirect from their address:\n",
        );
        for page in others {
            let _ = writeln!(out, "  {}", on_a_line(&rooted_address(page)));
        }
        out.push('\n');
    }
    if out.is_empty() {
        return "Nothing differs for those who subscribed, and no page is gone.\n".to_owned();
    }
    let errors = difference.broken.len();
    let held = difference.feeds.values();
    let held = held.flat_map(|holds| holds.no_more.values().chain(holds.now.values()));
    let changes = difference.series.values().map(Vec::len);
    let changes: usize = changes.chain(held.map(Vec::len)).sum();
    let _ = writeln!(
        out,
        "{changes} change{}, {errors} error{}",
        plural(changes),
        plural(errors)
    );
    out
}

fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

/// What happened to a meeting, in a line.
pub(crate) fn sentence(change: &Change) -> String {
    let Change { title, when, .. } = change;
    match &change.what {
        What::Appeared => format!("new: {title}, {when}"),
        What::Moved { from } => format!("moved: {title}, from {from}, to {when}"),
        What::Cancelled { why: None } => format!("cancelled: {title}, {when}"),
        What::Cancelled { why: Some(why) } => format!("cancelled: {title}, {when}: {why}"),
        What::Reinstated => format!("held after all: {title}, {when}"),
        What::Confirmed => format!("confirmed: {title}, {when}"),
        What::Opened => format!("to be confirmed again: {title}, {when}"),
        What::Renamed { from } => format!("renamed: {title}, {when}; it was {from}"),
        What::Relocated { from, to } => {
            let place = |place: &str| match place {
                "" => "no place".to_owned(),
                place => format!("“{place}”"),
            };
            let (from, to) = (place(from), place(to));
            format!("place: {title}, {when}: {to}, it was {from}")
        }
        What::Left => format!("over, and in no feed any more: {title}, {when}"),
        What::Reworded => format!("other words: {title}, {when}"),
    }
}

/// What is broken, and what to do about it.
pub(crate) fn reported(broken: &Broken) -> (String, &'static str) {
    match broken {
        Broken::Lost { uid, title, when } => (
            format!("a meeting is lost: {title}, {when} (`{uid}`)"),
            "keep the meeting and write `status: cancelled`: then calendars tell it, and do not just drop it; if its series has a new id, put the old one under `former_ids`; if it was moved, name its old day with `was:`",
        ),
        Broken::Reused { uid, was, is } => (
            format!("`{uid}` stands for another meeting: it was {was}, and is {is}"),
            "give the new meeting a `key` of its own, and keep the old one, cancelled; if it is the same meeting, name its old day with `was:`",
        ),
        Broken::Doubled {
            uid,
            feeds: [one, other],
        } if one == other => (
            format!("`{uid}` stands for two meetings in {one}"),
            "give each meeting a `key` of its own",
        ),
        Broken::Doubled {
            uid,
            feeds: [one, other],
        } => (
            format!("`{uid}` stands for one meeting in {one} and for another in {other}"),
            "give each meeting a `key` of its own",
        ),
        Broken::VanishedFeed { feed } => (
            format!("the feed {feed} is gone"),
            "calendars that read it stop without a word: put the old id of the series under `former_ids`, or keep the series and write `retired:` with its last day; the feed of an audience is there as long as a series asks that audience to come",
        ),
        Broken::Unreadable { feed } => {
            (format!("{feed} is not a calendar"), "build the site again")
        }
        Broken::VanishedPage { page } => (
            format!(
                "the page {} is gone, and nothing leads on from its address, to which bookmarks and other sites may lead",
                rooted_address(page)
            ),
            "write the address under `aliases` of the page that stands in for it, such as `aliases: [/old/address/]`",
        ),
    }
}

/// The document that `redway diff --format json` prints.
#[derive(Serialize)]
struct Document<'a> {
    series: Vec<SeriesRecord<'a>>,
    feeds: Vec<FeedRecord<'a>>,
    errors: Vec<ErrorRecord<'a>>,
    vanished_pages: &'a [String],
}

#[derive(Serialize)]
struct SeriesRecord<'a> {
    title: &'a str,
    changes: Vec<ChangeRecord<'a>>,
}

/// A feed that holds other meetings of those that are in both outputs.
#[derive(Serialize)]
struct FeedRecord<'a> {
    feed: &'a str,
    /// The UIDs of meetings that it holds no more.
    no_more: Vec<&'a str>,
    /// The UIDs of meetings that it holds now.
    now: Vec<&'a str>,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    kind: &'static str,
    uid: &'a str,
    title: &'a str,
    when: &'a str,
    /// What the text form says.
    words: String,
}

#[derive(Serialize)]
struct ErrorRecord<'a> {
    kind: &'static str,
    /// What identifies the meeting; absent for feeds.
    uid: Option<&'a str>,
    /// The feeds that it is about; none for a lost or reused meeting.
    feeds: Vec<&'a str>,
    words: String,
    help: &'static str,
}

/// What differs as one JSON object.
pub(crate) fn draw_json(difference: &Difference) -> String {
    let change = |change: &'_ Change| -> &'static str {
        match change.what {
            What::Appeared => "appeared",
            What::Moved { .. } => "moved",
            What::Cancelled { .. } => "cancelled",
            What::Reinstated => "reinstated",
            What::Confirmed => "confirmed",
            What::Opened => "opened",
            What::Renamed { .. } => "renamed",
            What::Relocated { .. } => "relocated",
            What::Left => "left",
            What::Reworded => "reworded",
        }
    };
    let series = difference
        .series
        .iter()
        .map(|(title, changes)| SeriesRecord {
            title,
            changes: changes
                .iter()
                .map(|c| ChangeRecord {
                    kind: change(c),
                    uid: &c.uid,
                    title: &c.title,
                    when: &c.when,
                    words: sentence(c),
                })
                .collect(),
        });
    let feeds = difference.feeds.iter().map(|(feed, holds)| FeedRecord {
        feed,
        no_more: uids(&holds.no_more),
        now: uids(&holds.now),
    });
    let document = Document {
        series: series.collect(),
        feeds: feeds.collect(),
        errors: difference.broken.iter().map(error).collect(),
        vanished_pages: &difference.vanished_pages,
    };
    let json = serde_json::to_string_pretty(&document).expect("text is always JSON");
    let mut out = visible_json(&json).into_owned();
    out.push('\n');
    out
}

fn uids(by_series: &BTreeMap<String, Vec<String>>) -> Vec<&str> {
    by_series.values().flatten().map(String::as_str).collect()
}

fn error(broken: &Broken) -> ErrorRecord<'_> {
    let (words, help) = reported(broken);
    let (kind, uid, feeds) = match broken {
        Broken::Lost { uid, .. } => ("lost", Some(uid.as_str()), Vec::new()),
        Broken::Reused { uid, .. } => ("reused", Some(uid.as_str()), Vec::new()),
        Broken::Doubled { uid, feeds } => (
            "doubled",
            Some(uid.as_str()),
            feeds.iter().map(String::as_str).collect(),
        ),
        Broken::VanishedFeed { feed } => ("vanished-feed", None, vec![feed.as_str()]),
        Broken::Unreadable { feed } => ("unreadable-feed", None, vec![feed.as_str()]),
        Broken::VanishedPage { .. } => ("vanished-page", None, Vec::new()),
    };
    ErrorRecord {
        kind,
        uid,
        feeds,
        words,
        help,
    }
}
