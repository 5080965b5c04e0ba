//! What differs between two outputs, as those see it who subscribed to the first.

mod draw;
mod facts;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::draw::{draw_json, draw_text, reported, sentence};
use jiff::civil::Date;

use self::facts::Known;
use crate::calendar::{ReadEvent, read};
use crate::facts::Facts;
use crate::load::Output;
use crate::model::paths::is_generated;

/// What differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Meetings that differ, by the title of their series; in each the order is that of time.
    pub(crate) series: BTreeMap<String, Vec<Change>>,
    /// Feeds that hold other meetings of those that are in both outputs, by path.
    pub(crate) feeds: BTreeMap<String, Holds>,
    /// What breaks a promise to those who subscribed.
    pub(crate) broken: Vec<Broken>,
    /// Pages of the old output at whose address nothing stands in the new one.
    pub(crate) vanished_pages: Vec<String>,
}

/// Which meetings a feed holds no more or anew, though they are neither lost nor new: most likely a series asks another
/// audience to come. Who subscribed to that feed alone sees them go or come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holds {
    /// UIDs that it holds no more, by the title of their series.
    pub(crate) no_more: BTreeMap<String, Vec<String>>,
    /// UIDs that it holds now, by the title of their series.
    pub(crate) now: BTreeMap<String, Vec<String>>,
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
    /// It is in no feed any more, and it is over: nobody misses it.
    Left,
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
    /// Nothing stands at the address of a page, and nothing leads on from it.
    VanishedPage { page: String },
}

/// The events of an output, each once.
struct Events {
    /// With the feed in which it was found first.
    by_uid: BTreeMap<String, (ReadEvent, String)>,
    /// The UIDs of each feed.
    by_feed: BTreeMap<String, BTreeSet<String>>,
    broken: Vec<Broken>,
}

impl Events {
    fn of(output: &Output) -> Self {
        let mut events = Events {
            by_uid: BTreeMap::new(),
            by_feed: BTreeMap::new(),
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
            let uids = read.iter().map(|event| event.uid.clone()).collect();
            events.by_feed.insert(feed.clone(), uids);
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
///
/// Feeds say which meetings there are, since subscribers see nothing else. What each of them is say the facts of both
/// outputs; feeds again where an older Redway wrote one of them without facts. A meeting that was over before `today` is not
/// lost when it leaves the feeds.
pub(crate) fn diff(old: &Output, new: &Output, today: Date) -> Difference {
    // What was wrong before is no news.
    let (old_events, mut new_events) = (Events::of(old), Events::of(new));
    let mut broken = std::mem::take(&mut new_events.broken);
    let facts = old.facts.as_ref().zip(new.facts.as_ref());
    let before = known(&old_events, facts.map(|(facts, _)| facts));
    let after = known(&new_events, facts.map(|(_, facts)| facts));
    let vanished = old
        .feeds
        .keys()
        .filter(|feed| !new.feeds.contains_key(*feed));
    broken.extend(vanished.map(|feed| Broken::VanishedFeed { feed: feed.clone() }));
    let mut changes: Vec<(&Known, Change)> = Vec::new();
    for (&uid, meeting) in &after {
        let change = |what| {
            (
                meeting,
                Change {
                    uid: uid.to_owned(),
                    title: meeting.title.clone(),
                    when: meeting.when(),
                    what,
                },
            )
        };
        match before.get(uid) {
            None => changes.push(change(What::Appeared)),
            Some(was) if meeting.is_another_than(was) => broken.push(Broken::Reused {
                uid: uid.to_owned(),
                was: was.name(),
                is: meeting.name(),
            }),
            Some(was) => changes.extend(whats(was, meeting).into_iter().map(change)),
        }
    }
    for (&uid, meeting) in before.iter().filter(|(uid, _)| !after.contains_key(*uid)) {
        if meeting.is_over(today) {
            let change = Change {
                uid: uid.to_owned(),
                title: meeting.title.clone(),
                when: meeting.when(),
                what: What::Left,
            };
            changes.push((meeting, change));
            continue;
        }
        broken.push(Broken::Lost {
            uid: uid.to_owned(),
            title: meeting.title.clone(),
            when: meeting.when(),
        });
    }
    let vanished_pages = vanished_pages(old, new);
    broken.extend(promised(&vanished_pages, old).map(|page| Broken::VanishedPage { page }));
    changes.sort_by(|(a, one), (b, other)| {
        (a.start.day(), &one.uid).cmp(&(b.start.day(), &other.uid))
    });
    let mut series: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for (meeting, change) in changes {
        series
            .entry(meeting.series.to_owned())
            .or_default()
            .push(change);
    }
    Difference {
        series,
        feeds: other_meetings((&old_events, &before), (&new_events, &after)),
        broken,
        vanished_pages,
    }
}

/// What is known of each meeting that stands in a feed.
fn known<'a>(events: &'a Events, facts: Option<&'a Facts<'_>>) -> BTreeMap<&'a str, Known<'a>> {
    let events = events.by_uid.iter();
    let mut known: BTreeMap<&str, Known> = events
        .map(|(uid, (event, _))| (uid.as_str(), Known::of_event(event)))
        .collect();
    for (uid, fact) in facts.into_iter().flat_map(facts::known) {
        if let Some(known) = known.get_mut(uid) {
            *known = fact;
        }
    }
    known
}

/// Meetings of both outputs that have left or joined a feed of both.
fn other_meetings(
    (old, before): (&Events, &BTreeMap<&str, Known>),
    (new, after): (&Events, &BTreeMap<&str, Known>),
) -> BTreeMap<String, Holds> {
    let only_in = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let mut by_series: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for uid in one.difference(other) {
            let known = after.get(uid.as_str());
            if let (true, Some(meeting)) = (before.contains_key(uid.as_str()), known) {
                let uids = by_series.entry(meeting.series.to_owned()).or_default();
                uids.push(uid.clone());
            }
        }
        by_series
    };
    let both = old.by_feed.iter().filter_map(|(feed, before)| {
        let after = new.by_feed.get(feed)?;
        let holds = Holds {
            no_more: only_in(before, after),
            now: only_in(after, before),
        };
        (holds != Holds::default()).then(|| (feed.clone(), holds))
    });
    both.collect()
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

/// The pages that are gone of those that an editor answers for. What Redway makes comes and goes with its record, and the page
/// of a folder with the pages in it, which are told themselves.
fn promised<'v>(vanished: &'v [String], old: &'v Output) -> impl Iterator<Item = String> + 'v {
    let is_section = move |page: &str| {
        let (Some(folder), Some(files)) = (page.strip_suffix("index.html"), &old.files) else {
            return false;
        };
        let below = files.range(folder.to_owned()..);
        below
            .take_while(|file| file.starts_with(folder))
            .any(|file| file.strip_suffix(".html").is_some() && file != page)
    };
    vanished
        .iter()
        .filter(move |page| !is_generated(page) && !is_section(page))
        .cloned()
}

/// In what ways one meeting differs. Stamps do not count: they differ with any edit of the series.
fn whats(was: &Known, is: &Known) -> Vec<What> {
    let mut whats = Vec::new();
    if !was.start.is_same(&is.start) || !was.end.is_same(&is.end) {
        whats.push(What::Moved { from: was.when() });
    }
    match (was.status.as_str(), is.status.as_str()) {
        (before, after) if before == after => {}
        (_, "CANCELLED") => whats.push(What::Cancelled {
            why: is.why.map(str::to_owned),
        }),
        ("CANCELLED", _) => whats.push(What::Reinstated),
        (_, "TENTATIVE") => whats.push(What::Opened),
        ("TENTATIVE", _) => whats.push(What::Confirmed),
        _ => {}
    }
    if was.title != is.title {
        whats.push(What::Renamed {
            from: was.title.clone(),
        });
    }
    if was.place != is.place {
        whats.push(What::Relocated {
            from: was.place.to_string(),
            to: is.place.to_string(),
        });
    }
    if whats.is_empty() && is.says_other_than(was) {
        whats.push(What::Reworded);
    }
    whats
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use jiff::civil::date;

    use super::*;

    /// As long ago as this no meeting was over.
    fn diff(old: &Output, new: &Output) -> Difference {
        super::diff(old, new, Date::MIN)
    }

    /// An output with one feed for each text, named `a`, `b` and so on.
    fn output(feeds: &[&str]) -> Output {
        let named = ('a'..).zip(feeds);
        Output {
            feeds: named
                .map(|(name, text)| (format!("calendars/{name}.ics"), text.as_bytes().to_vec()))
                .collect(),
            ..Output::default()
        }
    }

    fn feed(events: &[&str]) -> String {
        format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat())
    }

    fn event(uid: &str, day: u8, summary: &str, more: &str) -> String {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART;VALUE=DATE:202606{day:02}\n\
             DTEND;VALUE=DATE:202606{:02}\nSUMMARY:{summary}\n{more}END:VEVENT\n",
            day + 1
        )
    }

    fn whats_of(difference: &Difference) -> Vec<&What> {
        let changes = difference.series.values().flatten();
        changes.map(|change| &change.what).collect()
    }

    #[test]
    fn a_meeting_in_many_feeds_is_told_once() {
        let (was, is) = (event("1", 3, "Heads", ""), event("1", 4, "Heads", ""));
        let both = |event: &str| output(&[&feed(&[event]), &feed(&[event])]);
        let difference = diff(&both(&was), &both(&is));
        let from = "Wednesday 3 June 2026".to_owned();
        assert_eq!(whats_of(&difference), [&What::Moved { from }]);
        assert_eq!(difference.broken, []);
    }

    #[test]
    fn a_meeting_that_ends_at_another_time_has_moved() {
        let was = event("1", 3, "Heads", "");
        let longer = was.replace("DTEND;VALUE=DATE:20260604", "DTEND;VALUE=DATE:20260605");
        let difference = diff(&output(&[&feed(&[&was])]), &output(&[&feed(&[&longer])]));
        let from = "Wednesday 3 June 2026".to_owned();
        assert_eq!(whats_of(&difference), [&What::Moved { from }]);
    }

    #[test]
    fn stamps_and_words_on_the_status_are_no_change_of_their_own() {
        let was = event(
            "1",
            3,
            "Heads (time to be confirmed)",
            "STATUS:TENTATIVE\nSEQUENCE:1\n",
        );
        let is = event("1", 3, "CANCELLED: Heads", "STATUS:CANCELLED\nSEQUENCE:2\n");
        let difference = diff(&output(&[&feed(&[&was])]), &output(&[&feed(&[&is])]));
        assert_eq!(whats_of(&difference), [&What::Cancelled { why: None }]);
    }

    /// The same meeting with its facts, as a build in some language words it.
    fn with_facts(summary: &str, facts: &str) -> Output {
        let status = "LOCATION:Y neuadd\nDESCRIPTION:Canslwyd oherwydd y llifogydd\n";
        let feed = feed(&[&event("1", 3, summary, status)]);
        let facts = format!(
            r#"{{"version": 1, "time_zone": "Europe/London", "series": [{{"id": "heads", "title": "Heads",
                "page": "heads/", "meetings": [{{"uid": "1", "key": "a", {facts}}}, {{"key": "b", "month": "2026-07",
                "status": "tentative"}}]}}]}}"#
        );
        Output {
            facts: Some(serde_json::from_str(&facts).expect("the form of the file")),
            ..output(&[&feed])
        }
    }

    const HELD: &str =
        r#""first_day": "2026-06-03", "last_day": "2026-06-03", "status": "confirmed""#;

    #[test]
    fn what_a_meeting_is_say_facts_and_not_the_words_of_feeds() {
        let old = with_facts("Heads", HELD);
        let same = with_facts("Penaethiaid…", HELD);
        assert_eq!(diff(&old, &same), Difference::default());
        let cancelled = HELD.replace("confirmed", "cancelled") + r#", "why": "a flood""#;
        let cancelled = diff(&old, &with_facts("CANSLWYD: Heads", &cancelled));
        let why = Some("a flood".to_owned());
        assert_eq!(whats_of(&cancelled), [&What::Cancelled { why }]);
        let noted = HELD.to_owned() + r#", "note": "Bring cake""#;
        let noted = diff(&old, &with_facts("Heads", &noted));
        assert_eq!(whats_of(&noted), [&What::Reworded]);
        let (one, two) = (
            r#", "venue": "Hall""#,
            r#", "venue": "Hall", "mode": "hybrid""#,
        );
        let place = |more: &str| with_facts("Heads", &(HELD.to_owned() + more));
        let (from, to) = ("Hall".to_owned(), "Hall; or online".to_owned());
        assert_eq!(
            whats_of(&diff(&place(one), &place(two))),
            [&What::Relocated { from, to }]
        );
        let times = r#""start": "2026-06-03T10:00:00", "end": "2026-06-03T12:00:00", "status": "confirmed""#;
        let moved = diff(&old, &with_facts("Heads", times));
        let [change] = moved.series["Heads"].as_slice() else {
            panic!("one change: {moved:?}");
        };
        assert_eq!(change.when, "Wednesday 3 June 2026, 10am to midday");
    }

    #[test]
    fn facts_of_one_output_alone_are_not_compared_with_words() {
        let older = Output {
            facts: None,
            ..with_facts("Heads", HELD)
        };
        let facts = HELD.to_owned() + r#", "note": "Bring cake""#;
        assert_eq!(
            diff(&older, &with_facts("Heads", &facts)),
            Difference::default()
        );
        // A meeting that the facts do not know is one of a feed that somebody wrote by hand.
        let other = with_facts("Heads", &HELD.replace("2026", "2027"));
        let other = Output {
            feeds: output(&[&feed(&[&event("2", 3, "Clerks", "")])]).feeds,
            ..other
        };
        let kinds = diff(&older, &other);
        assert_eq!(whats_of(&kinds), [&What::Appeared]);
    }

    #[test]
    fn a_meeting_that_is_over_is_not_lost() {
        let (one, other) = (event("1", 3, "Heads", ""), event("2", 5, "Heads", ""));
        let (old, new) = (output(&[&feed(&[&one, &other])]), output(&[&feed(&[])]));
        let lost = |today| {
            let difference = super::diff(&old, &new, today);
            let left = whats_of(&difference).len();
            (left, difference.broken.len())
        };
        assert_eq!(lost(date(2026, 6, 3)), (0, 2));
        assert_eq!(lost(date(2026, 6, 4)), (1, 1));
        assert_eq!(lost(date(2026, 6, 6)), (2, 0));
    }

    #[test]
    fn a_meeting_that_leaves_a_feed_and_stays_in_another_is_told() {
        let heads = event("1", 3, "Heads: North", "CATEGORIES:Heads,North\n");
        let clerks = event("2", 3, "Clerks", "");
        let all = feed(&[&heads, &clerks]);
        let old = output(&[&all, &feed(&[&heads]), &feed(&[&clerks]), &feed(&[])]);
        let new = output(&[&all, &feed(&[&clerks]), &feed(&[&clerks]), "<html>"]);
        let difference = diff(&old, &new);
        let one =
            |series: &str, uid: &str| BTreeMap::from([(series.to_owned(), vec![uid.to_owned()])]);
        let holds = Holds {
            no_more: one("Heads", "1"),
            now: one("Clerks", "2"),
        };
        let feeds = BTreeMap::from([("calendars/b.ics".to_owned(), holds)]);
        assert_eq!(difference.feeds, feeds);
        assert_eq!(whats_of(&difference), [&What::Appeared; 0]);
        // What is lost or new is told as such, and nobody reads a feed that is new.
        let (alone, both) = (output(&[&feed(&[&heads])]), output(&[&all, &all]));
        assert_eq!(diff(&alone, &both).feeds, BTreeMap::new());
        assert_eq!(diff(&both, &alone).feeds, BTreeMap::new());
    }

    #[test]
    fn a_lost_meeting_a_reused_uid_and_a_lost_feed_are_errors() {
        let old = [
            event("1", 3, "Heads", ""),
            event("2", 3, "Clerks", ""),
            event("3", 5, "All", ""),
        ];
        let moved = "DESCRIPTION:Online\\nMoved from Friday 5 June 2026\n";
        let new = [
            event("2", 4, "Chairs", ""),
            event("3", 6, "Everyone", moved),
        ];
        let (old, new) = (old.concat(), new.concat());
        let difference = diff(
            &output(&[&feed(&[&old]), &feed(&[])]),
            &output(&[&feed(&[&new])]),
        );
        let kinds: Vec<&str> = difference
            .broken
            .iter()
            .map(|broken| match broken {
                Broken::VanishedFeed { feed } => feed.as_str(),
                Broken::Reused { uid, .. } | Broken::Lost { uid, .. } => uid,
                Broken::Doubled { .. }
                | Broken::Unreadable { .. }
                | Broken::VanishedPage { .. } => "",
            })
            .collect();
        assert_eq!(kinds, ["calendars/b.ics", "2", "1"]);
        let is_moved = |what: &&What| matches!(what, What::Moved { .. });
        assert!(whats_of(&difference).iter().any(is_moved));
    }

    #[test]
    fn one_uid_for_two_meetings_is_an_error() {
        let (one, other) = (event("1", 3, "Heads", ""), event("1", 4, "Heads", ""));
        let old = output(&[&feed(&[&one])]);
        let within = diff(&old, &output(&[&feed(&[&one, &other, &other])]));
        let across = diff(&old, &output(&[&feed(&[&one]), &feed(&[&other])]));
        let doubled = |feeds: [&str; 2]| {
            vec![Broken::Doubled {
                uid: "1".to_owned(),
                feeds: feeds.map(str::to_owned),
            }]
        };
        assert_eq!(
            within.broken,
            doubled(["calendars/a.ics", "calendars/a.ics"])
        );
        assert_eq!(
            across.broken,
            doubled(["calendars/a.ics", "calendars/b.ics"])
        );
    }

    #[test]
    fn what_is_no_calendar_is_an_error_in_the_new_output_only() {
        let (good, bad) = (output(&[&feed(&[])]), output(&["<html>"]));
        let feed = "calendars/a.ics".to_owned();
        assert_eq!(diff(&good, &bad).broken, [Broken::Unreadable { feed }]);
        assert_eq!(diff(&bad, &good).broken, []);
    }

    #[test]
    fn a_page_is_gone_when_nothing_stands_at_its_address() {
        let of = |files: &[&str]| Output {
            files: Some(files.iter().map(|&file| file.to_owned()).collect()),
            ..Output::default()
        };
        let old = of(&["a/index.html", "b.html", "c.css"]);
        assert_eq!(
            diff(&old, &of(&["a/index.html"])).vanished_pages,
            ["b.html"]
        );
        assert_eq!(diff(&old, &Output::default()).vanished_pages, [""; 0]);
    }

    proptest! {
        #[test]
        fn any_two_outputs_can_be_compared_and_told(
            old in prop::collection::vec("(BEGIN:(VCALENDAR|VEVENT)\n|END:VEVENT\n|UID:[ab]\n|SUMMARY:\\PC{0,9}\n|DTSTART:[0-9TZ]{0,16}\n|\\PC{0,9}\n){0,12}", 0..4),
            new in prop::collection::vec("BEGIN:VCALENDAR\n(BEGIN:VEVENT\n|END:VEVENT\n|UID:[ab]\n|DTEND:[0-9]{8}\n|DTSTART:[0-9]{8}\n|STATUS:[A-Z]{0,9}\n){0,12}", 0..4),
        ) {
            let of = |feeds: &[String]| output(&feeds.iter().map(String::as_str).collect::<Vec<_>>());
            let difference = diff(&of(&old), &of(&new));
            prop_assert!(draw_text(&difference).ends_with('\n'));
            let json: Result<serde_json::Value, _> = serde_json::from_str(&draw_json(&difference));
            prop_assert!(json.is_ok());
        }
    }
}
