//! What two outputs are compared by: what is known of a meeting, from the facts that a build writes or from the event in
//! a feed.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

use crate::calendar::{ReadEvent, ReadTime};
use crate::facts::{
    AudienceFacts, ChairFacts, Facts, MeetingFacts, PaperFacts, SeriesFacts, WhenFacts,
};
use crate::locale::{Locale, around};

/// What is known of a meeting.
pub(super) struct Known<'a> {
    /// Its title with those of its series and area, as they are written.
    pub(super) title: String,
    /// The title of its series.
    pub(super) series: &'a str,
    pub(super) start: ReadTime,
    /// For whole days the day after the last.
    pub(super) end: ReadTime,
    /// As in STATUS.
    pub(super) status: String,
    /// Why it was cancelled or moved.
    pub(super) why: Option<&'a str>,
    /// Where it is held, in words; empty for nowhere.
    pub(super) place: Cow<'a, str>,
    /// Whether it says that it was moved.
    is_moved: bool,
    rest: Rest<'a>,
}

/// What else is said of a meeting.
enum Rest<'a> {
    /// In the words of a feed.
    Words(&'a str),
    /// What the words of a feed would be made of.
    Facts(Box<Said<'a>>),
}

/// Facts that readers see and that have no sentence of their own in what differs.
#[derive(PartialEq, Eq)]
struct Said<'a> {
    page: &'a str,
    retired: Option<&'a str>,
    audience: &'a [AudienceFacts<'a>],
    chairs: &'a [ChairFacts<'a>],
    chairs_of_area: &'a [ChairFacts<'a>],
    contact: Option<&'a str>,
    was: Option<&'a str>,
    why: Option<&'a str>,
    via: Option<&'a str>,
    mode: Option<&'a str>,
    note: Option<&'a str>,
    join: Option<&'a str>,
    cost: Option<&'a str>,
    papers: &'a [PaperFacts<'a>],
}

/// The meetings of a build by their UIDs; those whose day is not known have none.
pub(super) fn known<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = (&'a str, Known<'a>)> {
    facts.series.iter().flat_map(|series| {
        let with_uid = |meeting: &'a MeetingFacts<'_>| Some((meeting.uid.as_deref()?, meeting));
        let meetings = series.meetings.iter().filter_map(with_uid);
        meetings.map(|(uid, meeting)| (uid, Known::of_facts(facts, series, meeting)))
    })
}

impl<'a> Known<'a> {
    fn of_facts(
        facts: &'a Facts<'_>,
        series: &'a SeriesFacts<'_>,
        meeting: &'a MeetingFacts<'_>,
    ) -> Self {
        let area = series
            .areas
            .iter()
            .find(|area| meeting.area.as_ref() == Some(&area.id));
        let titles = [
            Some(&series.title),
            area.map(|area| &area.title),
            meeting.title.as_ref(),
        ];
        let titles: Vec<&str> = titles.into_iter().flatten().map(|title| &**title).collect();
        let (start, end) = times(&meeting.when, &facts.time_zone);
        Known {
            title: titles.join(": "),
            series: &series.title,
            start,
            end,
            status: meeting.status.to_ascii_uppercase(),
            why: meeting.why.as_deref(),
            place: place(meeting.venue.as_deref(), meeting.mode.as_deref()),
            is_moved: meeting.was.is_some(),
            rest: Rest::Facts(Box::new(Said {
                page: &series.page,
                retired: series.retired.as_deref(),
                audience: &series.audience,
                chairs: &series.chairs,
                chairs_of_area: area.map_or(&[], |area| &area.chairs),
                contact: series.contact.as_deref(),
                was: meeting.was.as_deref(),
                why: meeting.why.as_deref(),
                via: meeting.via.as_deref(),
                mode: meeting.mode.as_deref(),
                note: meeting.note.as_deref(),
                join: series.join.as_deref(),
                cost: series.cost.as_deref(),
                papers: &meeting.papers,
            })),
        }
    }

    /// What the event in a feed says, taken apart by the words that an older Redway put into it.
    pub(super) fn of_event(event: &'a ReadEvent) -> Self {
        let title = title(&event.summary);
        let category = match event.category.as_str() {
            "" => title,
            category => category,
        };
        let first = event.description.lines().next();
        let why = first.and_then(|line| Some(line.split_once(": ")?.1));
        let mut lines = event.description.lines();
        Known {
            title: title.to_owned(),
            series: category,
            start: event.start.clone(),
            end: event.end.clone(),
            status: event.status.clone(),
            why,
            place: Cow::Borrowed(&event.location),
            is_moved: lines.any(|line| line.starts_with(around(english("feed_moved"), "day").0)),
            rest: Rest::Words(&event.description),
        }
    }

    /// Whether one UID obviously stands for another meeting than it did: another title on another
    /// day, and nothing says that it was moved.
    pub(super) fn is_another_than(&self, was: &Known) -> bool {
        was.title != self.title && was.start.day() != self.start.day() && !self.is_moved
    }

    /// Whether something else that is said of it differs. Facts are nothing that words could be compared with.
    pub(super) fn says_other_than(&self, was: &Known) -> bool {
        match (&was.rest, &self.rest) {
            (Rest::Words(was), Rest::Words(is)) => was != is,
            (Rest::Facts(was), Rest::Facts(is)) => was != is,
            (Rest::Words(_), Rest::Facts(_)) | (Rest::Facts(_), Rest::Words(_)) => false,
        }
    }

    /// Whether it was over before a day began. Of times in other zones the day as written counts.
    pub(super) fn is_over(&self, today: Date) -> bool {
        match (&self.end, self.end.day(), self.start.day()) {
            // Whole days end with the day before.
            (ReadTime::Day(after), ..) => *after <= today,
            (_, Some(day), _) | (_, None, Some(day)) => day < today,
            (_, None, None) => false,
        }
    }

    /// `Heads: North, Thursday 18 June 2026, 10am to midday`.
    pub(super) fn name(&self) -> String {
        format!("{}, {}", self.title, self.when())
    }

    /// Its days and times in words.
    pub(super) fn when(&self) -> String {
        match (&self.start, &self.end) {
            (ReadTime::Day(first), ReadTime::Day(after)) => {
                let last = after.yesterday().unwrap_or(*after).max(*first);
                if last == *first {
                    Locale::english().full_date(*first)
                } else {
                    format!(
                        "{} to {}",
                        Locale::english().full_date(*first),
                        Locale::english().full_date(last)
                    )
                }
            }
            (ReadTime::Local(start, zone), ReadTime::Local(end, same)) if zone == same => {
                from_to(*start, *end, "")
            }
            (ReadTime::Utc(start), ReadTime::Utc(end)) => from_to(*start, *end, " UTC"),
            (ReadTime::Local(start, _), ReadTime::Unknown(end)) if end.is_empty() => at(*start),
            (start, _) => match (start, start.day()) {
                (ReadTime::Unknown(text), _) => format!("at the time `{}`", text.escape_debug()),
                (_, Some(day)) => Locale::english().full_date(day),
                (_, None) => String::new(),
            },
        }
    }
}

/// Start and end as a feed has them.
fn times(when: &WhenFacts, zone: &str) -> (ReadTime, ReadTime) {
    let unknown = |text: &str| ReadTime::Unknown(text.to_owned());
    let local = |text: &str| match text.parse::<DateTime>() {
        Ok(time) => ReadTime::Local(time, zone.to_owned()),
        Err(_) => unknown(text),
    };
    let day = |text: &str| match text.parse::<Date>() {
        Ok(day) => ReadTime::Day(day),
        Err(_) => unknown(text),
    };
    match when {
        WhenFacts::Timed { start, end } => {
            let end = end.as_ref();
            (
                local(start),
                end.map_or_else(|| unknown(""), |end| local(end)),
            )
        }
        WhenFacts::Days {
            first_day,
            last_day,
        } => {
            let after = match day(last_day) {
                ReadTime::Day(last) => ReadTime::Day(last.tomorrow().unwrap_or(last)),
                other => other,
            };
            (day(first_day), after)
        }
        WhenFacts::Month { month } => (unknown(month), unknown(month)),
    }
}

/// Where a meeting is held, as far as somebody who goes there must know.
fn place<'a>(venue: Option<&'a str>, mode: Option<&str>) -> Cow<'a, str> {
    match (venue, mode) {
        (Some(venue), Some("hybrid" | "in-person or online")) => {
            Cow::Owned(format!("{venue}; or online"))
        }
        (Some(venue), _) => Cow::Borrowed(venue),
        (None, Some("online")) => Cow::Borrowed("Online"),
        (None, _) => Cow::Borrowed(""),
    }
}

/// A summary without words on its status.
fn title(summary: &str) -> &str {
    let before = around(english("feed_cancelled"), "title").0;
    let summary = summary.strip_prefix(before).unwrap_or(summary);
    let after = |key| around(english(key), "title").1;
    let summary = summary
        .strip_suffix(after("feed_time_open"))
        .unwrap_or(summary);
    summary.strip_suffix(after("feed_open")).unwrap_or(summary)
}

/// The words of feeds that older versions wrote, which spoke English only.
fn english(key: &str) -> &'static str {
    Locale::english().word(key)
}

/// The day and the hour.
fn at(time: DateTime) -> String {
    format!(
        "{}, {}",
        Locale::english().full_date(time.date()),
        Locale::english().time(time.time())
    )
}

fn from_to(start: DateTime, end: DateTime, zone: &str) -> String {
    let from = at(start);
    let to = Locale::english().time(end.time());
    if start.date() == end.date() {
        format!("{from} to {to}{zone}")
    } else {
        format!(
            "{from} to {}, {to}{zone}",
            Locale::english().full_date(end.date())
        )
    }
}
