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
    let telling = Telling { text_of };
    for page in &site.pages {
        let Some(series) = page.series() else {
            continue;
        };
        if page.as_of.is_none() {
            if !closures_ok.contains(&page.source) {
                let years = site.years.as_slice();
                holidays((page, series), years, today, &telling, diagnostics);
            }
            nothing_to_come(page, series, today, diagnostics);
        }
    }
    doubled(site, today, &telling, diagnostics);
}

/// The files of series whose meetings may be on days without school, and on holidays.
pub(crate) fn closures_ok(raw: &Raw) -> HashSet<Arc<str>> {
    let pages = raw.pages.iter();
    let ok =
        pages.filter(|page| matches!(&page.kind, RawKind::Series(series) if series.closures_ok));
    ok.map(|page| Arc::clone(&page.file)).collect()
}

/// Finds the places of days.
struct Telling<'a> {
    text_of: &'a dyn Fn(&str) -> Option<String>,
}

impl Telling<'_> {
    /// A finding at the day of a meeting, or at its file where a rule gives it.
    fn at_day(&self, finding: Diagnostic, page: &Page, day: Date) -> Diagnostic {
        let text = (self.text_of)(&page.source);
        let place = text.and_then(|text| place(&text, &day.to_string()));
        match place {
            Some(span) => finding.at(&page.source, span),
            None => finding.in_file(&page.source),
        }
    }
}

fn place(text: &str, words: &str) -> Option<Range<usize>> {
    let at = text.find(words)?;
    Some(at..at + words.len())
}

fn is_held(meeting: &Occurrence) -> bool {
    meeting.status != Status::Cancelled
}

fn holidays(
    (page, series): (&Page, &Series),
    years: &[SchoolYear],
    today: Date,
    telling: &Telling<'_>,
    diagnostics: &mut Diagnostics,
) {
    let holidays = years.iter().flat_map(|year| &year.public_holidays);
    let holidays: Vec<_> = holidays.filter(|holiday| holiday.last >= today).collect();
    for meeting in series.occurrences.iter().filter(|one| is_held(one)) {
        let (first, last) = (meeting.when.first_day(), meeting.when.last_day());
        // What takes several days may have a holiday in it.
        if first != last || last < today {
            continue;
        }
        if let Some(holiday) = holidays
            .iter()
            .find(|one| (one.first..=one.last).contains(&first))
        {
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
            diagnostics.push(telling.at_day(finding, page, first));
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
            .help("add the next dates, or `status: tbc` with the month; a series that is no longer held has `retired`")
            .in_file(&page.source),
    );
}

/// A meeting that an audience is expected at.
struct Expected<'a> {
    page: &'a Page,
    series: usize,
    start: DateTime,
    end: DateTime,
}

/// Warns where one audience is expected at two meetings at one time; of two series once, for all audiences and days.
fn doubled(site: &Site, today: Date, telling: &Telling<'_>, diagnostics: &mut Diagnostics) {
    let mut pairs: BTreeMap<(usize, usize), Vec<(DateTime, &str)>> = BTreeMap::new();
    let mut of_series: HashMap<usize, Vec<Expected<'_>>> = HashMap::new();
    for (audience, concerned) in site.audiences.iter().zip(&site.concerned) {
        let mut meetings: Vec<(DateTime, DateTime, usize)> = Vec::new();
        for (page, expectation) in concerned {
            if *expectation != Expectation::Expected {
                continue;
            }
            let own = of_series
                .entry(page.index())
                .or_insert_with(|| to_come(site, page.index(), today));
            meetings.extend(own.iter().map(|one| (one.start, one.end, one.series)));
        }
        meetings.sort_unstable();
        for (at, (_, end, series)) in meetings.iter().enumerate() {
            let later = meetings[at + 1..]
                .iter()
                .take_while(|(start, ..)| start < end);
            for (start, _, other) in later.filter(|(.., other)| other != series) {
                let pair = (*series.min(other), *series.max(other));
                pairs
                    .entry(pair)
                    .or_default()
                    .push((*start, &audience.title));
            }
        }
    }
    for ((first, second), mut clashes) in pairs {
        clashes.sort_unstable();
        let (at, audience) = clashes[0];
        let mut days: Vec<Date> = clashes.iter().map(|(at, _)| at.date()).collect();
        days.dedup();
        let more = match days.len() - 1 {
            0 => String::new(),
            1 => ", and on 1 more day".to_owned(),
            more => format!(", and on {more} more days"),
        };
        let (page, other) = (&site.pages[second], &site.pages[first]);
        let message = format!(
            "{audience} are expected here and at {} at the same time, on {}{more}",
            other.title,
            in_words(at.date()),
        );
        let finding = Diagnostic::warning(Code::DoubleBooked, message)
            .help("move one of the two, or say `welcome` or `encouraged` for one of them under `audience`");
        let expected = of_series.get(&second).into_iter().flatten().next();
        let page = expected.map_or(page, |one| one.page);
        diagnostics.push(telling.at_day(finding, page, at.date()));
    }
}

/// The meetings of a series with a start and an end, from a day on. Where a series has areas, each of its audience goes to one of them.
fn to_come(site: &Site, index: usize, today: Date) -> Vec<Expected<'_>> {
    let page = &site.pages[index];
    let Some(series) = page.series().filter(|series| series.areas.is_empty()) else {
        return Vec::new();
    };
    let held = series.occurrences.iter().filter(|one| is_held(one));
    let timed = held.filter_map(|one| match one.when {
        When::Timed {
            start,
            end: Some(end),
        } if start.date() >= today => Some((start, end)),
        _ => None,
    });
    timed
        .map(|(start, end)| Expected {
            page,
            series: index,
            start,
            end,
        })
        .collect()
}
