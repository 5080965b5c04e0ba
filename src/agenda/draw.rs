//! What is coming, as a table and as JSON.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use super::{Agenda, Meeting};
use crate::characters::{on_a_line, visible_json};
use crate::locale::{Locale, cut};
use crate::model::{Expectation, Mode, Site, Status, When, month_name, weekday_name};
use crate::render::machine;

/// A table of what is coming, with a line for each meeting and the months that have no day yet below it.
#[must_use]
pub fn draw_text(agenda: &Agenda<'_>) -> String {
    let mut out = String::new();
    let expectation = agenda.audience.is_some();
    if agenda.meetings.is_empty() {
        let _ = writeln!(out, "No meeting with a day is coming{}.", asked(agenda));
    } else {
        let mut rows = vec![head("Date", Some("Time"), expectation)];
        rows.extend(agenda.meetings.iter().map(|meeting| {
            let when = meeting.occurrence.when;
            row(meeting, days(when), Some(time(meeting)), expectation)
        }));
        out.push_str(&table(&rows));
    }
    if !agenda.open.is_empty() {
        out.push_str("\nDay to be confirmed:\n\n");
        let mut rows = vec![head("Month", None, expectation)];
        rows.extend(agenda.open.iter().map(|meeting| {
            let month = Locale::english().days(meeting.occurrence.when);
            row(meeting, month, None, expectation)
        }));
        out.push_str(&table(&rows));
    }
    out
}

/// ` for Head of a school, from 1 September 2025 to …`.
fn asked(agenda: &Agenda<'_>) -> String {
    let mut words = String::new();
    if let Some(audience) = agenda.audience {
        let _ = write!(words, " for {}", on_a_line(&audience.title));
    }
    for (what, id) in [
        ("area", &agenda.query.area),
        ("series", &agenda.query.series),
    ] {
        if let Some(id) = id {
            let _ = write!(words, " in the {what} {id}");
        }
    }
    let _ = write!(
        words,
        " from {}",
        Locale::english().full_date(agenda.query.from)
    );
    if let Some(until) = agenda.query.until {
        let _ = write!(words, " to {}", Locale::english().full_date(until));
    }
    words
}

fn head(date: &str, time: Option<&str>, expectation: bool) -> Vec<String> {
    let mut cells = vec![date];
    cells.extend(time);
    cells.push("Meeting");
    if expectation {
        cells.push("Expectation");
    }
    cells.extend(["Where", "Status"]);
    cells.into_iter().map(str::to_owned).collect()
}

fn row(
    meeting: &Meeting<'_>,
    date: String,
    time: Option<String>,
    expectation: bool,
) -> Vec<String> {
    let mut cells = vec![date];
    cells.extend(time);
    cells.push(title(meeting));
    if expectation {
        let word = meeting.expectation.map_or("", |level| match level {
            Expectation::Expected => "expected",
            Expectation::Encouraged => "encouraged",
            Expectation::For => "meant for them",
            Expectation::Welcome => "welcome",
        });
        cells.push(word.to_owned());
    }
    cells.push(place(meeting));
    cells.push(status(meeting));
    cells
}

/// The most characters of a cell that is not the last: one long title must not push all else off
/// the screen.
const WIDEST: usize = 60;

/// Body, areas and a title of its own.
fn title(meeting: &Meeting<'_>) -> String {
    let mut title = on_a_line(&meeting.page.title);
    let areas: Vec<String> = meeting.areas.iter().map(|a| on_a_line(&a.title)).collect();
    if !areas.is_empty() {
        let _ = write!(title, ": {}", areas.join(", "));
    }
    if let Some(own) = &meeting.occurrence.title {
        let _ = write!(title, ": {}", on_a_line(own));
    }
    cut(&title, WIDEST)
}

fn place(meeting: &Meeting<'_>) -> String {
    let place = match (meeting.venue(), meeting.mode()) {
        (Some(venue), Some(Mode::Hybrid | Mode::InPersonOrOnline)) => {
            format!("{}, or online", on_a_line(venue))
        }
        (Some(venue), _) => on_a_line(venue),
        (None, Some(mode)) => match mode {
            Mode::InPerson => "in person",
            Mode::Online => "online",
            Mode::Hybrid => "in person and online",
            Mode::InPersonOrOnline => "in person or online",
        }
        .to_owned(),
        (None, None) => String::new(),
    };
    cut(&place, WIDEST)
}

/// Whether it will happen, whether it was moved, and why.
fn status(meeting: &Meeting<'_>) -> String {
    let o = meeting.occurrence;
    let mut words = match (o.status, o.when) {
        (Status::Confirmed, _) => "confirmed",
        (Status::Tentative, When::Days { .. }) => "time to be confirmed",
        // The heading says that the day is open, and `via` how it will be told.
        (Status::Tentative, When::Month { .. }) if o.via.is_some() => "",
        (Status::Tentative, _) => "to be confirmed",
        (Status::Cancelled, _) => "cancelled",
    }
    .to_owned();
    if let (Some(was), false) = (o.was, o.status == Status::Cancelled) {
        let _ = write!(words, ", moved from {}", day(was));
    }
    if let Some(why) = &o.why {
        let _ = write!(words, ": {}", on_a_line(why));
    }
    if let Some(via) = &o.via {
        let comma = if words.is_empty() { "" } else { ", " };
        let _ = write!(words, "{comma}to be announced through {}", on_a_line(via));
    }
    words
}

fn time(meeting: &Meeting<'_>) -> String {
    let o = meeting.occurrence;
    Locale::english()
        .times(o.when)
        .unwrap_or_else(|| match o.status {
            Status::Tentative => "not known".to_owned(),
            Status::Confirmed | Status::Cancelled => "all day".to_owned(),
        })
}

/// `Thu 25 Sep 2025`, or the first and the last of several days.
fn days(when: When) -> String {
    match when {
        When::Days { first, last } if last > first => format!("{} to {}", day(first), day(last)),
        When::Timed { .. } | When::Days { .. } | When::Month { .. } => day(when.first_day()),
    }
}

fn day(day: Date) -> String {
    format!(
        "{:.3} {:>2} {:.3} {}",
        weekday_name(day.weekday()),
        day.day(),
        month_name(day.month()),
        day.year()
    )
}

/// Rows of equal length as lines, each column as wide as its widest cell. A column without any
/// text below its heading is left out.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let below = &rows[1..];
            if below.iter().all(|row| row[column].is_empty()) {
                return 0;
            }
            let lengths = rows.iter().map(|row| row[column].chars().count());
            lengths.max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).filter(|(_, width)| **width > 0);
        let line: Vec<String> = cells
            .map(|(cell, &width)| format!("{cell:width$}"))
            .collect();
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// The document that `redway calendar --format json` prints.
#[derive(Serialize)]
struct Document<'a> {
    /// The zone of all local times.
    time_zone: &'a str,
    /// The first day asked for.
    from: String,
    /// The last day asked for, itself included.
    until: Option<String>,
    /// Meetings whose day is known, in order of time.
    meetings: Vec<Record<'a>>,
    /// Meetings of which only the month is known.
    to_be_confirmed: Vec<Record<'a>>,
}

#[derive(Serialize)]
struct Record<'a> {
    /// The id of the series.
    series: &'a str,
    /// The title of the series.
    title: &'a str,
    /// The ids of the areas that meet; empty when the series has none.
    areas: Vec<&'a str>,
    /// A title of the meeting's own.
    own_title: Option<&'a str>,
    /// `2025-09-25T10:00`, `2025-09-25` for whole days, `2025-10` when only the month is known.
    start: String,
    /// The end in the form of the start; for whole days the last of them, itself included.
    end: Option<String>,
    /// `confirmed`, `tentative` or `cancelled`.
    status: &'static str,
    /// The day from which it was moved.
    moved_from: Option<String>,
    /// Why it was moved or cancelled.
    why: Option<&'a str>,
    /// How a date that is still open will be told.
    via: Option<&'a str>,
    /// With `--for`: `expected`, `encouraged`, `for` or `welcome`.
    expectation: Option<&'static str>,
    /// `in-person`, `online`, `hybrid` or `in-person or online`.
    mode: Option<&'static str>,
    /// Where.
    venue: Option<&'a str>,
    /// The page of the series.
    page: String,
}

/// What is coming as one JSON object.
#[must_use]
pub fn draw_json(site: &Site, agenda: &Agenda<'_>) -> String {
    let document = Document {
        time_zone: &site.settings.time_zone,
        from: agenda.query.from.to_string(),
        until: agenda.query.until.map(|day| day.to_string()),
        meetings: records(site, &agenda.meetings),
        to_be_confirmed: records(site, &agenda.open),
    };
    let json = serde_json::to_string_pretty(&document).expect("text is always JSON");
    let mut out = visible_json(&json).into_owned();
    out.push('\n');
    out
}

fn records<'a>(site: &Site, meetings: &[Meeting<'a>]) -> Vec<Record<'a>> {
    meetings
        .iter()
        .map(|meeting| record(site, meeting))
        .collect()
}

fn record<'a>(site: &Site, meeting: &Meeting<'a>) -> Record<'a> {
    let o = meeting.occurrence;
    let end = match o.when {
        When::Timed { end, .. } => end.map(|end| end.strftime("%Y-%m-%dT%H:%M").to_string()),
        When::Days { last, .. } => Some(last.to_string()),
        When::Month { .. } => None,
    };
    let page = &meeting.page.address.href;
    Record {
        series: &meeting.series.id,
        title: &meeting.page.title,
        areas: meeting.areas.iter().map(|area| area.id.as_str()).collect(),
        own_title: o.title.as_deref(),
        start: machine::start(o.when),
        end,
        status: o.status.word(),
        moved_from: o.was.map(|day| day.to_string()),
        why: o.why.as_deref(),
        via: o.via.as_deref(),
        expectation: meeting.expectation.map(Expectation::word),
        mode: meeting.mode().map(Mode::word),
        venue: o
            .venue
            .as_ref()
            .or(meeting.series.venue.as_ref())
            .map(String::as_str),
        page: format!("{}{page}", site.settings.base_url),
    }
}
