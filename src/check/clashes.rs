//! Meetings of today and later that get in each other's way, or in that of a holiday; and series that have none to come.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::page::in_words;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Raw, RawKind};
use crate::model::{Expectation, Occurrence, Page, SchoolYear, Series, Site, Status, When};

/// Looks over the meetings of a site as of a day. `closures_ok` are the files whose meetings may be on any day; `text_of`
/// gives the text of a file.
pub(crate) fn check(
    site: &Site,
    today: Date,
    closures_ok: &HashSet<Arc<str>>,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    for page in &site.pages {
        let Some(series) = page.series() else {
            continue;
        };
        if page.as_of.is_none() {
            if !closures_ok.contains(&page.source) {
                let years = site.years.as_slice();
                holidays((page, series), years, today, text_of, diagnostics);
            }
            nothing_to_come(page, series, today, diagnostics);
        }
    }
    doubled(site, today, text_of, diagnostics);
}

/// The files of series whose meetings may be on days without school, and on holidays.
pub(crate) fn closures_ok(raw: &Raw) -> HashSet<Arc<str>> {
    let pages = raw.pages.iter();
    let ok =
        pages.filter(|page| matches!(&page.kind, RawKind::Series(series) if series.closures_ok));
    ok.map(|page| Arc::clone(&page.file)).collect()
}

/// Where the days of a file stand: each as it is first written, `2026-03-10`.
struct Days(HashMap<String, Range<usize>>);

impl Days {
    fn of(text: Option<String>) -> Self {
        let text = text.unwrap_or_default();
        let mut days = HashMap::new();
        for (at, _) in text.match_indices('-') {
            let place = at.checked_sub(4).map(|start| start..at + 6);
            if let Some(place) = place
                && let Some(day) = text.get(place.clone())
                && day.parse::<Date>().is_ok()
            {
                days.entry(day.to_owned()).or_insert(place);
            }
        }
        Days(days)
    }

    /// A finding at a day, or at its file where a rule gives it.
    fn at(&self, finding: Diagnostic, page: &Page, day: Date) -> Diagnostic {
        match self.0.get(&day.to_string()) {
            Some(place) => finding.at(&page.source, place.clone()),
            None => finding.in_file(&page.source),
        }
    }
}

fn is_held(meeting: &Occurrence) -> bool {
    meeting.status != Status::Cancelled
}

fn holidays(
    (page, series): (&Page, &Series),
    years: &[SchoolYear],
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut days = None;
    for meeting in series.occurrences.iter().filter(|one| is_held(one)) {
        let (first, last) = (meeting.when.first_day(), meeting.when.last_day());
        // What takes several days may have a holiday in it.
        if first != last || last < today {
            continue;
        }
        let holiday = years.iter().find_map(|year| year.public_holiday(first));
        if let Some(holiday) = holiday {
            let finding = Diagnostic::warning(
                Code::HolidayClash,
                format!(
                    "a meeting on {}, a public holiday: {}",
                    in_words(first),
                    holiday.title
                ),
            )
            .help("choose another day, or cancel the meeting")
            .help("if it is meant, add a line `closures_ok: yes` to the series");
            let days = days.get_or_insert_with(|| Days::of(text_of(&page.source)));
            diagnostics.push(days.at(finding, page, first));
        }
    }
}

fn nothing_to_come(page: &Page, series: &Series, today: Date, diagnostics: &mut Diagnostics) {
    let last = series
        .occurrences
        .iter()
        .map(|one| one.when.last_day())
        .max();
    // A series that never had a date says so on its page.
    let Some(last) = last.filter(|day| *day < today && series.retired.is_none()) else {
        return;
    };
    let since = format!(": the last was on {}", in_words(last));
    diagnostics.push(
        Diagnostic::warning(Code::NoDateToCome, format!("this series has no meeting to come{since}"))
            .help("add the next dates, or the month alone where no day is known, as in `- 2027-09`; a series that is no longer held has `retired`")
            .in_file(&page.source),
    );
}

/// Warns where one audience is expected at two meetings at one time; of two series once, for all audiences and days.
fn doubled(
    site: &Site,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut pairs: BTreeMap<(usize, usize), Vec<(DateTime, &str)>> = BTreeMap::new();
    let mut of_series: HashMap<usize, Vec<(DateTime, DateTime)>> = HashMap::new();
    for (audience, concerned) in site.audiences.iter().zip(&site.concerned) {
        let mut meetings: Vec<(DateTime, DateTime, usize)> = Vec::new();
        for (id, expectation) in concerned {
            if *expectation == Expectation::Expected {
                let series = id.index();
                let own = of_series.entry(series);
                let own = own.or_insert_with(|| to_come(site.page(*id), today));
                meetings.extend(own.iter().map(|&(start, end)| (start, end, series)));
            }
        }
        meetings.sort_unstable();
        // Of those that have begun the one that goes on longest: of many at one time each is told with one other.
        let mut before: Option<(DateTime, usize)> = None;
        for (start, end, series) in meetings {
            if let Some((goes_on, other)) = before
                && start < goes_on
                && other != series
            {
                let pair = (series.min(other), series.max(other));
                pairs
                    .entry(pair)
                    .or_default()
                    .push((start, &audience.title));
            }
            if before.is_none_or(|(goes_on, _)| goes_on < end) {
                before = Some((end, series));
            }
        }
    }
    let mut days: HashMap<usize, Days> = HashMap::new();
    for ((first, second), mut clashes) in pairs {
        clashes.sort_unstable();
        let (at, audience) = clashes[0];
        let mut on: Vec<Date> = clashes.iter().map(|(at, _)| at.date()).collect();
        on.dedup();
        let more = match on.len() - 1 {
            0 => String::new(),
            1 => ", and on 1 more day".to_owned(),
            more => format!(", and on {more} more days"),
        };
        let (page, other) = (&site.pages[second], &site.pages[first]);
        let message = format!(
            "{audience}: expected here and at {} at the same time, on {}{more}",
            other.title,
            in_words(at.date()),
        );
        let finding = Diagnostic::warning(Code::DoubleBooked, message)
            .help("move one of the two, or say `welcome` or `encouraged` for one of them under `audience`");
        let days = days.entry(second);
        let days = days.or_insert_with(|| Days::of(text_of(&page.source)));
        diagnostics.push(days.at(finding, page, at.date()));
    }
}

/// The meetings of a series with a start and an end, from a day on. Where a series has areas, each of its audience goes to one of them.
fn to_come(page: &Page, today: Date) -> Vec<(DateTime, DateTime)> {
    let series = page.series().filter(|series| series.areas.is_empty());
    let meetings = series.into_iter().flat_map(|series| &series.occurrences);
    let timed = meetings.filter(|one| is_held(one)).filter_map(|one| {
        let When::Timed { start, end } = one.when else {
            return None;
        };
        Some((start, end?))
    });
    timed.filter(|(start, _)| start.date() >= today).collect()
}
