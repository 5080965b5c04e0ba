//! Meetings that records name by their series and day.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::key::key_of;
use super::unread::Unread;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawKind, RawPage, Spanned, When};
use crate::model::{Meeting, PageId};

/// The meetings that records name, and the records that meetings have.
pub(crate) struct Meetings {
    /// Every series by its id, with its meetings if there are minutes of any.
    series: HashMap<String, Minuted>,
    /// The pages with the minutes of a series' meetings, by the page of the series and the key of the meeting.
    records: HashMap<PageId, HashMap<String, PageId>>,
}

/// A series whose meetings may have minutes.
struct Minuted {
    page: PageId,
    /// Days and keys.
    meetings: Vec<(Date, String)>,
    /// Whether all meetings could be read.
    complete: bool,
}

impl Minuted {
    /// The key of the meeting on a day.
    fn key_on(&self, day: Date) -> Option<&str> {
        let found = self.meetings.iter().find(|(on, _)| *on == day);
        found.map(|(_, key)| key.as_str())
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
                meetings: meetings.collect(),
                complete: !series.lost.rule && !series.lost.occurrence,
            };
            Some((series.id.value.clone(), minuted))
        });
        let mut meetings = Meetings {
            series: series.collect(),
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
        out: &mut Diagnostics,
    ) -> Option<Meeting> {
        let Some(minuted) = self.series.get(&series.value) else {
            if unread.any_page() {
                return None;
            }
            let mut known: Vec<&str> = self.series.keys().map(String::as_str).collect();
            known.sort_unstable();
            unknown("series", series, known.into_iter(), file, out);
            return None;
        };
        let found = minuted.key_on(day);
        if found.is_none() && minuted.complete {
            out.push(
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

/// Reports a name that nothing of its sort has, with the names that there are.
pub(crate) fn unknown<'k>(
    what: &str,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'k str> + Clone,
    file: &Arc<str>,
    out: &mut Diagnostics,
) {
    let shown: String = name.value.chars().take(60).collect();
    let list: Vec<String> = known.clone().take(30).map(|k| format!("`{k}`")).collect();
    out.push(
        Diagnostic::error(
            Code::UnknownReference,
            format!("there is no {what} `{shown}` here"),
        )
        .at(file, name.span.clone())
        .did_you_mean(&name.value, known)
        .help(if list.is_empty() {
            format!("there is no {what} at all yet")
        } else {
            format!("there are {}", list.join(", "))
        }),
    );
}
