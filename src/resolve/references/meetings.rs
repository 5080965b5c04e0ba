//! Meetings that records name by their series and day, and links by their series and key.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::among::{near_or_listed, unknown};
use super::key::{key_of, when};
use super::telling::{Telling, after};
use super::unread::Unread;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, clipped};
use crate::load::{RawKind, RawPage, Spanned, When};
use crate::locale::Locale;
use crate::model::{self, Fact, FactDay, Meeting, PageId, Status, Target};

/// The meetings that records name, and the records that meetings have.
pub(crate) struct Meetings {
    /// Every series by its id, with its meetings if there are minutes of any.
    series: HashMap<String, Minuted>,
    /// Their ids, for the first name that is wrong.
    known: OnceLock<Arc<Known>>,
    /// The meetings of every series of today, by its id and those that it had before.
    listed: HashMap<String, Arc<Listed>>,
    /// The pages with the minutes of a series' meetings, by the page of the series and the key of the meeting.
    records: HashMap<PageId, HashMap<String, PageId>>,
}

/// A series whose meetings links may name.
struct Listed {
    page: PageId,
    /// In order of time.
    meetings: Vec<Listing>,
    /// Whether all meetings could be read.
    complete: bool,
}

/// A meeting, as links tell of it.
struct Listing {
    key: Box<str>,
    when: model::When,
    status: Status,
    was: Option<Date>,
}

/// A series whose meetings may have minutes.
struct Minuted {
    page: PageId,
    /// The key of the first meeting on each day.
    meetings: HashMap<Date, String>,
    /// Whether all meetings could be read.
    complete: bool,
}

impl Minuted {
    /// The key of the meeting on a day.
    fn key_on(&self, day: Date) -> Option<&str> {
        self.meetings.get(&day).map(String::as_str)
    }
}

impl Meetings {
    /// The meetings of a source whose day is known.
    pub(crate) fn new<'p>(pages: impl Iterator<Item = (PageId, &'p RawPage)> + Clone) -> Self {
        let minuted: HashSet<&str> = pages
            .clone()
            .filter_map(|(_, page)| match &page.kind {
                RawKind::Minutes(minutes) => Some(minutes.series.as_ref()?.value.as_str()),
                _ => None,
            })
            .collect();
        let series = pages.clone().filter_map(|(id, page)| {
            let RawKind::Series(series) = &page.kind else {
                return None;
            };
            let meetings = series
                .occurrences
                .iter()
                .filter(|_| minuted.contains(series.id.value.as_str()))
                .filter_map(|o| match o.when.value {
                    When::Timed(day, ..) | When::Days(day, _) => Some((day, key_of(o))),
                    When::Month(..) => None,
                });
            let minuted = Minuted {
                page: id,
                meetings: meetings.rev().collect(),
                complete: !series.unavailable.rule && !series.unavailable.occurrence,
            };
            Some((series.id.value.clone(), minuted))
        });
        let mut meetings = Meetings {
            listed: listed(pages.clone()),
            series: series.collect(),
            known: OnceLock::new(),
            records: HashMap::new(),
        };
        for (record, page) in pages {
            if let RawKind::Minutes(minutes) = &page.kind
                && let Some(series) = &minutes.series
                && let Some(minuted) = meetings.series.get(&series.value)
                && let Some(key) = minuted.key_on(minutes.day)
            {
                let of_series = meetings.records.entry(minuted.page).or_default();
                of_series.insert(key.to_owned(), record);
            }
        }
        meetings
    }

    /// The pages with the minutes of a series' meetings, by the keys of the meetings.
    pub(crate) fn records(&self, series: PageId) -> Option<&HashMap<String, PageId>> {
        self.records.get(&series)
    }

    /// The ids of all series.
    fn known(&self) -> &Arc<Known> {
        self.known.get_or_init(|| {
            let mut ids: Vec<&str> = self.series.keys().map(String::as_str).collect();
            ids.sort_unstable();
            Arc::new(Known::new(ids))
        })
    }

    /// The meeting of a series on a day.
    pub(crate) fn find(
        &self,
        series: &Spanned<String>,
        day: Date,
        unread: &Unread<'_>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Meeting> {
        let Some(minuted) = self.series.get(&series.value) else {
            if unread.any_page() {
                return None;
            }
            unknown("series", series, self.known(), file, diagnostics);
            return None;
        };
        let found = minuted.key_on(day);
        if found.is_none() && minuted.complete {
            diagnostics.push(
                Diagnostic::error(
                    Code::UnknownReference,
                    format!("the series `{}` has no meeting on {day}", series.value),
                )
                .at(file, series.span.clone())
                .help("correct `held` here, or add the meeting to the series"),
            );
        }
        found.map(|key| Meeting {
            series: minuted.page,
            key: key.to_owned(),
        })
    }
}

/// Every series by its ids; that of today goes before what another one was called once.
fn listed<'p>(pages: impl Iterator<Item = (PageId, &'p RawPage)>) -> HashMap<String, Arc<Listed>> {
    let mut all: HashMap<String, Arc<Listed>> = HashMap::new();
    let mut former = Vec::new();
    for (page, raw) in pages {
        let RawKind::Series(series) = &raw.kind else {
            continue;
        };
        let mut meetings: Vec<Listing> = series
            .occurrences
            .iter()
            .map(|occurrence| Listing {
                key: key_of(occurrence).into(),
                when: when(occurrence.when.value),
                status: occurrence.status,
                was: occurrence.was,
            })
            .collect();
        meetings.sort_by_key(|meeting| meeting.when.first_day());
        let unavailable = series.unavailable;
        let one = Arc::new(Listed {
            page,
            meetings,
            complete: !unavailable.rule && !unavailable.occurrence,
        });
        let ids = series.former_ids.iter();
        former.extend(ids.map(|id| (id.value.clone(), Arc::clone(&one))));
        all.entry(series.id.value.clone()).or_insert(one);
    }
    for (id, one) in former {
        all.entry(id).or_insert(one);
    }
    all
}

/// More days than this are no sentence.
const MOST_DAYS: usize = 4;

/// More days than this a page need not carry for the sake of one.
const MOST_CARRIED: usize = 200;

impl Meetings {
    /// What `[](meeting:…)` prints: when the meeting of a key is, or when those of the series are, of which a browser leaves
    /// the one that comes next.
    pub(super) fn fact(
        &self,
        written: &str,
        link: &Spanned<String>,
        telling: Telling<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fact> {
        let (id, key) = match written.split_once('.') {
            Some((id, key)) => (id, Some(key)),
            None => (written, None),
        };
        let Some(series) = self.listed.get(id) else {
            if !telling.unread.any_page() {
                let name = Spanned {
                    value: id.to_owned(),
                    span: link.span.clone(),
                };
                unknown("series", &name, self.known(), telling.file, diagnostics);
            }
            return None;
        };
        let Some(key) = key else {
            return Some(next(series, telling));
        };
        let mut meetings = series.meetings.iter();
        let Some(meeting) = meetings.find(|meeting| *meeting.key == *key) else {
            if series.complete {
                let finding = no_meeting(id, key, series);
                diagnostics.push(finding.at(telling.file, link.span.clone()));
            }
            return None;
        };
        let note: Box<str> = notes(telling.locale, meeting).into();
        Some(Fact {
            to: Target::part_of(series.page, &format!("on-{key}")),
            words: telling.locale.days(meeting.when).into(),
            rest: [(note.clone(), None)].into(),
            note,
            days: Box::default(),
            contact: None,
        })
    }
}

/// That a series has no meeting with a key.
fn no_meeting(id: &str, key: &str, series: &Listed) -> Diagnostic {
    let shown = clipped(key);
    let finding = Diagnostic::error(
        Code::UnknownReference,
        format!("the series `{id}` has no meeting with the key `{shown}`"),
    );
    let keys = series.meetings.iter().map(|meeting| &*meeting.key);
    let known = Arc::new(Known::new(keys));
    let help = |keys: Option<String>| match keys {
        None => "it has no meeting yet".to_owned(),
        Some(keys) => {
            format!("the key of a meeting is its first date, also after a move; there are {keys}")
        }
    };
    near_or_listed(finding, key, &known, help)
}

/// What else is to be known of a meeting.
fn notes(locale: &Locale, meeting: &Listing) -> String {
    let mut notes = Vec::new();
    if meeting.status == Status::Cancelled {
        notes.push(locale.word("beside_cancelled").to_owned());
    }
    if let Some(was) = meeting.was {
        notes.push(locale.put("beside_moved", &[("day", &locale.date(was))]));
    }
    if meeting.status == Status::Tentative {
        let key = match meeting.when {
            model::When::Month { .. } => "day_to_be_confirmed_short",
            _ => "to_be_confirmed_short",
        };
        notes.push(format!("({})", locale.word(key)));
    }
    after(&notes)
}

/// The days of a series, of which a browser leaves the next.
fn next(series: &Listed, telling: Telling<'_>) -> Fact {
    let locale = telling.locale;
    let to_come = series.meetings.iter();
    let held: Vec<&Listing> = to_come
        .filter(|meeting| meeting.status != Status::Cancelled)
        .collect();
    let title = &telling.titles[series.page.index()];
    let days: Vec<FactDay> = held
        .iter()
        .map(|meeting| FactDay {
            words: format!("{}{}", locale.days(meeting.when), notes(locale, meeting)).into(),
            when: meeting.when,
        })
        .collect();
    let words = match &days[..] {
        [] => locale.put("beside_no_day", &[("series", title)]),
        days if days.len() <= MOST_DAYS => {
            let words: Vec<&str> = days.iter().map(|day| &*day.words).collect();
            locale.one_of(&words)
        }
        _ => locale.put("beside_many_days", &[("series", title)]),
    };
    let carried = (2..=MOST_CARRIED).contains(&days.len());
    let anchor = match &held[..] {
        [only] => format!("on-{}", only.key),
        _ => "series-dates".to_owned(),
    };
    Fact {
        to: Target::part_of(series.page, &anchor),
        words: words.into(),
        rest: Box::default(),
        note: Box::default(),
        days: if carried { days.into() } else { Box::default() },
        contact: None,
    }
}
