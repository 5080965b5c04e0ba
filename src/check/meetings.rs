//! Meetings on days and at hours that can hardly be meant.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::{Date, Time};

use super::page::{PageFindings, in_words};
use crate::diagnostic::Code;
use crate::load::{RawKind, RawOccurrence, RawPage, RawSeries, When};
use crate::model::SchoolYear;

/// Nobody announces a single meeting so many days ahead.
const AHEAD: i32 = 3 * 365;
/// A meeting so many days from all others of its series stands alone.
const ALONE: i32 = 2 * 365;
/// A meeting of the past so many days before today, and from all others, is rather a slip than a record.
const BACK: i32 = 5 * 365;
/// Meetings so near may be the same one of a later year.
const NEAR: i32 = 25;
/// A meeting so many days before all others is not one of their row.
const HALF_A_YEAR: i32 = 183;
/// What takes longer than these days is no meeting.
const LONG: i32 = 366;

/// The days of all meetings of a site, in order.
pub(super) fn days(pages: &[RawPage]) -> Vec<Date> {
    let series = pages.iter().filter_map(|page| match &page.kind {
        RawKind::Series(series) => Some(series),
        _ => None,
    });
    let meetings = series.flat_map(|series| &series.occurrences);
    let mut days: Vec<Date> = meetings.filter_map(|one| first(one.when.value)).collect();
    days.sort_unstable();
    days
}

fn first(when: When) -> Option<Date> {
    match when {
        When::Timed(day, ..) | When::Days(day, _) => Some(day),
        When::Month(year, month) => Date::new(year, month, 1).ok(),
    }
}

/// Warns of days that are far off, and of hours of the night. `days` are those of all meetings.
pub(super) fn check(
    page: &RawPage,
    days: &[Date],
    years: &[SchoolYear],
    findings: &mut PageFindings<'_>,
) {
    if let RawKind::Series(series) = &page.kind {
        far(series, days, years, findings);
        at_night(series, findings);
    }
}

fn far(series: &RawSeries, all: &[Date], years: &[SchoolYear], findings: &mut PageFindings<'_>) {
    let today = findings.today;
    let own = || series.occurrences.iter();
    let mut days: Vec<Date> = own().filter_map(|one| first(one.when.value)).collect();
    days.sort_unstable();
    for meeting in own() {
        let span = &meeting.when.span;
        if let When::Days(first, last) = meeting.when.value
            && between(first, last) > LONG
        {
            let message = format!(
                "this goes on from {} to {}",
                in_words(first),
                in_words(last)
            );
            findings.warn(
                Code::FarDay,
                message,
                span,
                "correct the year if it is a slip",
            );
        }
        let Some(day) = first(meeting.when.value) else {
            continue;
        };
        let off = between(today, day);
        let alone = if off < 0 {
            // A series whose only meeting is past has ended.
            off < -BACK && days.len() > 1 && is_alone(day, &days, BACK)
        } else {
            off > AHEAD && is_alone(day, all, ALONE)
        };
        if alone && !in_a_year(day, years) {
            warn_far(day, span, findings);
        }
    }
    year_too_early(series, &days, findings);
    let ends = series
        .recurs
        .iter()
        .flat_map(|rule| [&rule.from, &rule.until]);
    for day in ends.flatten() {
        if between(today, day.value) > BACK && !in_a_year(day.value, years) {
            warn_far(day.value, &day.span, findings);
        }
    }
}

/// The one meeting of a series that is past, long before all others, and that a year later would stand among them: most likely
/// its year is that of the year before. `days` are those of the series, in order.
fn year_too_early(series: &RawSeries, days: &[Date], findings: &mut PageFindings<'_>) {
    let [first, second, .., last] = days else {
        return;
    };
    let today = findings.today;
    let stands_alone = *first < today && *second >= today && between(*first, *second) > HALF_A_YEAR;
    let Ok(year_later) = first.checked_add(1.year()) else {
        return;
    };
    let fits = (*second..=*last).contains(&year_later)
        && days
            .iter()
            .all(|day| between(*day, year_later).abs() > NEAR);
    if !stands_alone || !fits || !series.recurs.is_empty() {
        return;
    }
    let own = |one: &&RawOccurrence| self::first(one.when.value) == Some(*first);
    let Some(meeting) = series.occurrences.iter().find(own) else {
        return;
    };
    let message = format!(
        "{} is past, and long before all other meetings here",
        in_words(*first)
    );
    let help = format!(
        "correct the year if it is a slip: a year later it stands among the others, on {year_later}"
    );
    findings.warn(Code::FarDay, message, &meeting.when.span, &help);
}

/// Whether no other of these days, which are in order and hold this one, is within some days of it.
fn is_alone(day: Date, days: &[Date], within: i32) -> bool {
    let place = days.partition_point(|other| *other < day);
    let near =
        |other: Option<&Date>| other.is_some_and(|other| between(*other, day).abs() <= within);
    !near(place.checked_sub(1).and_then(|before| days.get(before))) && !near(days.get(place + 1))
}

fn warn_far(day: Date, span: &Range<usize>, findings: &mut PageFindings<'_>) {
    let years = (i32::from(day.year()) - i32::from(findings.today.year())).abs();
    let side = if day > findings.today {
        "from today"
    } else {
        "ago"
    };
    let message = format!("{} is {years} years {side}", in_words(day));
    let help = "correct the year if it is a slip: no other meeting and no year of years.yaml is near that day";
    findings.warn(Code::FarDay, message, span, help);
}

fn in_a_year(day: Date, years: &[SchoolYear]) -> bool {
    years
        .iter()
        .any(|year| (year.first..=year.last).contains(&day))
}

/// Days from one to another.
fn between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn at_night(series: &RawSeries, findings: &mut PageFindings<'_>) {
    let meetings = series
        .occurrences
        .iter()
        .filter_map(|meeting| match meeting.when.value {
            When::Timed(_, start, end) => Some((start, end, &meeting.when.span)),
            When::Days(..) | When::Month(..) => None,
        });
    let rules = series.recurs.iter().filter_map(|rule| {
        let (start, end) = rule.times?;
        Some((start, end, &rule.span))
    });
    for (start, end, span) in meetings.chain(rules) {
        if start.hour() >= 6 && start.hour() < 23 {
            continue;
        }
        let shown = |time: Time| time.strftime("%H:%M").to_string();
        let later = |time: Time| {
            let hour = time.hour() + 12;
            let afternoon = Time::new(hour, time.minute(), 0, 0).ok();
            afternoon.filter(|_| time.hour() < 12).map(shown)
        };
        let help = match (later(start), end.map(later)) {
            (Some(start), Some(Some(end))) => {
                format!(
                    "times are written in 24 hours; if the afternoon is meant, write {start}-{end}"
                )
            }
            _ => "times are written in 24 hours: 14:00-16:00".to_owned(),
        };
        let message = match end {
            Some(end) => format!("from {} to {} is in the night", shown(start), shown(end)),
            None => format!("{} is in the night", shown(start)),
        };
        findings.warn(Code::OddHour, message, span, &help);
    }
}
