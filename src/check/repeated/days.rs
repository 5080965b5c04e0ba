//! Days of meetings in a text that names the series.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;

use super::found::{Holder, Repeated};
use crate::check::notation::{Notation, Written};
use crate::check::page::{after_last, in_words, warn};
use crate::check::places::Places;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Raw, RawKind, RawPage, RawSeries, When};
use crate::model::{Status, join};
use crate::resolve::{days_of_rules, folder, school_calendar};

/// The meetings of a site, by their days.
pub(super) struct Days<'a> {
    /// The series, in the order of pages.
    series: Vec<Listed<'a>>,
    /// The series of each page, by its path within the content.
    by_path: HashMap<&'a str, usize>,
    /// How days are written.
    notation: &'a Notation,
}

struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    days: HashMap<Date, Day>,
}

/// What is on a day of a series.
struct Day {
    /// The key of the meeting.
    key: String,
    /// To which day it was moved.
    moved_to: Option<Date>,
    /// Whether all that was to be on it is cancelled.
    is_cancelled: bool,
}

impl<'a> Days<'a> {
    /// The days that are written in the records of series, and those that their rules give.
    pub(super) fn new(raw: &'a Raw, notation: &'a Notation) -> Self {
        let school = school_calendar(raw);
        let mut days = Days {
            series: Vec::new(),
            by_path: HashMap::new(),
            notation,
        };
        for page in &raw.pages {
            if let RawKind::Series(series) = &page.kind {
                let listed = Listed::new(page, series, &days_of_rules(series, &school));
                if !listed.days.is_empty() {
                    days.by_path.insert(&page.path, days.series.len());
                    days.series.push(listed);
                }
            }
        }
        days
    }

    /// Whether no day is known.
    pub(super) fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// Adds the days that the text of a page repeats: of its own series, and of one that the same block of text links to.
    pub(super) fn find(&self, page: &RawPage, text: &str, found: &mut Vec<Repeated>) {
        let own = self.by_path.get(page.path.as_str()).copied();
        if let (Some(own), Some(description)) = (own, &page.description)
            && let Some(at) = text.find(description.as_str())
        {
            self.in_block(text, at..at + description.len(), &[own], found);
        }
        for (block, series) in self.blocks(page, text) {
            self.in_block(text, block, &series, found);
        }
    }

    /// The blocks of the text of a page that are about a series: its own, and before it those that the block links to.
    fn blocks(&self, page: &RawPage, text: &str) -> Vec<(Range<usize>, Vec<usize>)> {
        let own = self.by_path.get(page.path.as_str()).copied();
        let body = page.body.place.whole().start;
        let named = page.body.document.links.iter().filter_map(|link| {
            let series = self.linked(page, &link.target)?;
            Some((body + link.range().start, series))
        });
        let mut named: Vec<(usize, usize)> = named.collect();
        named.sort_unstable();
        if own.is_none() && named.is_empty() {
            return Vec::new();
        }
        let about = |block: Range<usize>| {
            let first = named.partition_point(|(at, _)| *at < block.start);
            let here = named[first..].iter();
            let here = here.take_while(|(at, _)| *at < block.end);
            // What the block links to is rather meant than the page itself.
            let here = here.map(|(_, series)| *series);
            let mut series: Vec<usize> = here.chain(own).collect();
            series.dedup();
            (!series.is_empty()).then_some((block, series))
        };
        blocks(text, body).into_iter().filter_map(about).collect()
    }

    /// Warns of days in the text of a page that it says a series meets on, and on which its record has no meeting: only where
    /// the record has one in that month, so that the day is rather a slip than of a meeting that nobody has entered.
    pub(super) fn check(
        &self,
        page: &RawPage,
        text: &str,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        for (block, series) in self.blocks(page, text) {
            let [series] = series[..] else { continue };
            let series = &self.series[series];
            for day in self.notation.days(text, block.clone()) {
                let Written::Day(date) = day.written else {
                    continue;
                };
                if series.days.contains_key(&date)
                    || places.is_code(&day.place)
                    || !is_claim(near(&text[block.start..day.place.start]))
                {
                    continue;
                }
                let Some(near) = series.nearest_in_month(date) else {
                    continue;
                };
                let (title, words) = (series.title, in_words(date));
                let message = format!(
                    "on {words} there is no meeting of {title}: in that month its record has {}",
                    in_words(near)
                );
                let help = format!(
                    "if that is meant, write `[](meeting:{}.{})` instead, which is right whenever the record is; if this day is right, correct the record",
                    series.id, series.days[&near].key
                );
                let finding = (Code::StaleFact, message);
                warn(page, diagnostics, finding, &day.place, &help);
            }
        }
    }

    /// The series whose page a link leads to.
    fn linked(&self, page: &RawPage, target: &str) -> Option<usize> {
        let path = target
            .split(['#', '?'])
            .next()
            .filter(|path| !path.is_empty())?;
        let joined = join(folder(&page.path), path)?;
        let with_ending = || self.by_path.get(format!("{joined}.md").as_str());
        self.by_path
            .get(joined.as_str())
            .or_else(with_ending)
            .copied()
    }

    fn in_block(
        &self,
        text: &str,
        block: Range<usize>,
        series: &[usize],
        found: &mut Vec<Repeated>,
    ) {
        for day in self.notation.days(text, block) {
            let (span, written) = (day.place, day.written);
            let mut all = series.iter().map(|number| &self.series[*number]);
            let Some((one, date, day)) =
                all.find_map(|one| one.day(written).map(|(date, day)| (one, date, day)))
            else {
                continue;
            };
            let (title, words) = (one.title, in_words(date));
            found.push(Repeated {
                span,
                message: match day.moved_to {
                    Some(to) => format!(
                        "on {words} there is no meeting of {title}: it was moved to {}",
                        in_words(to)
                    ),
                    None if day.is_cancelled => format!(
                        "{words} is a day of {title}, whose record says that the meeting is cancelled"
                    ),
                    None => format!("{words} is a day of {title}, whose record holds it"),
                },
                link: format!("[](meeting:{}.{})", one.id, day.key),
                holder: Holder::Series,
            });
        }
    }
}

impl<'a> Listed<'a> {
    fn new(page: &'a RawPage, series: &'a RawSeries, of_rules: &[(String, Date)]) -> Self {
        let mut days = HashMap::new();
        let mut keys = HashSet::new();
        // A day on which there is a meeting goes before one from which another was moved.
        for occurrence in &series.occurrences {
            let first = first(occurrence.when.value);
            let key = occurrence.key.as_ref().map(|key| key.value.clone());
            let key = key.or_else(|| Some(occurrence.was.or(first)?.to_string()));
            let (Some(first), Some(key)) = (first, key) else {
                continue;
            };
            keys.insert(key.clone());
            if let Some(was) = occurrence.was {
                let moved = Day {
                    key: key.clone(),
                    moved_to: Some(first),
                    is_cancelled: false,
                };
                days.entry(was).or_insert(moved);
            }
            let is_cancelled = occurrence.status == Status::Cancelled;
            let day = Day {
                key,
                moved_to: None,
                is_cancelled,
            };
            match days.entry(first) {
                // Of several on a day one that is held is told.
                Entry::Occupied(other) if is_cancelled && other.get().moved_to.is_none() => {}
                entry => {
                    entry.insert_entry(day);
                }
            }
        }
        // An entry with the key of a meeting of a rule stands in for it.
        for (key, day) in of_rules.iter().filter(|(key, _)| !keys.contains(key)) {
            days.entry(*day).or_insert_with(|| Day {
                key: key.clone(),
                moved_to: None,
                is_cancelled: false,
            });
        }
        Listed {
            id: &series.id.value,
            title: &page.title,
            days,
        }
    }
}

impl Listed<'_> {
    /// What is on a day, and which day that is: without a year the last that has the weekday.
    fn day(&self, written: Written) -> Option<(Date, &Day)> {
        match written {
            Written::Day(date) => self.days.get(&date).map(|day| (date, day)),
            Written::OfSomeYear(month, day, weekday) => {
                let is_meant = |date: &Date| {
                    (date.month(), date.day(), date.weekday()) == (month, day, weekday)
                };
                let all = self.days.iter().filter(|(date, _)| is_meant(date));
                all.max_by_key(|(date, _)| **date)
                    .map(|(date, day)| (*date, day))
            }
        }
    }
}

impl Listed<'_> {
    /// The day of a meeting in the month of another day that is the least away from it.
    fn nearest_in_month(&self, day: Date) -> Option<Date> {
        // So few that each can be looked at.
        let month =
            (1..=day.days_in_month()).filter_map(|of| Date::new(day.year(), day.month(), of).ok());
        let held = month.filter(|date| {
            let there = self.days.get(date);
            there.is_some_and(|there| there.moved_to.is_none() && !there.is_cancelled)
        });
        held.min_by_key(|date| (i16::from(date.day()) - i16::from(day.day())).abs())
    }
}

/// The end of a text, in which a sentence is looked for.
fn near(text: &str) -> &str {
    /// In bytes.
    const FARTHEST: usize = 200;
    &text[text.floor_char_boundary(text.len().saturating_sub(FARTHEST))..]
}

/// Words before a day in its sentence by which it is that of something else, or of the past.
const OTHER: [&str; 24] = [
    "agenda",
    "apply",
    "before",
    "book",
    "booking",
    "by",
    "cancelled",
    "closes",
    "confirmed",
    "deadline",
    "from",
    "item",
    "items",
    "last",
    "minutes",
    "moved",
    "no",
    "not",
    "papers",
    "send",
    "since",
    "until",
    "was",
    "were",
];

/// Whether a text before a day says that a meeting is on it: `The next meeting is on`, `It meets on Tuesday`.
fn is_claim(before: &str) -> bool {
    let sentence = after_last(before, &[". ", "; ", "! ", "? ", ".\n"]).to_lowercase();
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let says = |word: &str| matches!(word, "next" | "meets" | "meet" | "meeting");
    let (mut claims, mut other, mut last) = (false, false, "");
    let mut before_last = "";
    for word in words.filter(|word| !word.is_empty()) {
        claims |= says(word);
        other |= OTHER.contains(&word);
        before_last = last;
        last = word;
    }
    claims && !other && (last == "on" || before_last == "on")
}

/// The first day of a meeting, where it is known.
fn first(when: When) -> Option<Date> {
    match when {
        When::Timed(day, ..) | When::Days(day, _) => Some(day),
        When::Month(..) => None,
    }
}

/// The blocks of a text from a place on: a paragraph, an item of a list, a row of a table, a heading.
fn blocks(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    let mut goes_on = false;
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let (start, words) = (at, line.trim());
        at += line.len();
        if words.is_empty() {
            goes_on = false;
            continue;
        }
        let numbered = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let begins = words.starts_with(['-', '*', '+', '|', '#', '>'])
            || (numbered.len() < words.len() && numbered.starts_with(['.', ')']));
        match blocks.last_mut() {
            Some(last) if goes_on && !begins => last.end = at,
            _ => blocks.push(start..at),
        }
        goes_on = true;
    }
    blocks
}
