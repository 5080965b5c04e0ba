//! Meetings that records name by their series and day.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::among::unknown;
use super::key::key_of;
use super::unread::Unread;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known};
use crate::load::{RawKind, RawPage, Spanned, When};
use crate::model::{Meeting, PageId};

/// The meetings that records name, and the records that meetings have.
pub(crate) struct Meetings {
    /// Every series by its id, with its meetings if there are minutes of any.
    series: HashMap<String, Minuted>,
    /// Their ids, for the first name that is wrong.
    known: OnceLock<Arc<Known>>,
    /// The pages with the minutes of a series' meetings, by the page of the series and the key of the meeting.
    records: HashMap<PageId, HashMap<String, PageId>>,
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
            let known = || {
                let mut ids: Vec<&str> = self.series.keys().map(String::as_str).collect();
                ids.sort_unstable();
                Arc::new(Known::new(ids))
            };
            let known = self.known.get_or_init(known);
            unknown("series", series, known, file, diagnostics);
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
