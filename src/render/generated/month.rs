//! The grid of one month: weeks as the language of the site has them, in a table.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::locale::Locale;
use crate::model::{Closed, Site};
use crate::render::theme::Theme;
use crate::render::view::meetings::{Meeting, day_anchor, month_id};

/// A month as a table.
#[derive(Serialize)]
pub(crate) struct MonthView {
    /// `2025-09`.
    id: String,
    title: String,
    name: String,
    weeks: Vec<Vec<CellView>>,
    /// When schools are closed, in words, and public holidays.
    closures: Vec<ClosureView>,
    /// Meetings in it whose day is not known.
    open: Vec<String>,
}

impl MonthView {
    /// Whether any day is one on which schools are closed, or a public holiday.
    pub(crate) fn has_closures(&self) -> bool {
        !self.closures.is_empty()
    }
}

#[derive(Default, Serialize)]
struct CellView {
    /// The number of the day; nothing before the first and after the last.
    number: Option<i8>,
    /// Where the list tells of the day.
    anchor: Option<String>,
    /// How many meetings are on the day.
    count: usize,
    /// Where the list tells of each of them.
    meetings: String,
    /// Whether none of them takes place.
    off: bool,
    /// Why schools are closed.
    closed: Option<String>,
}

#[derive(Serialize)]
struct ClosureView {
    title: String,
    days: String,
}

/// The month that begins on a day.
pub(crate) fn view(
    site: &Site,
    theme: &Theme,
    first: Date,
    by_day: &BTreeMap<Date, Vec<Meeting<'_>>>,
    open: Vec<String>,
) -> MonthView {
    let before = theme.locale().days_before_in_week(first);
    let mut cells: Vec<CellView> = Vec::new();
    cells.resize_with(before, CellView::default);
    let mut runs: Vec<(String, Date, Date)> = Vec::new();
    for number in 1..=first.days_in_month() {
        let day =
            Date::new(first.year(), first.month(), number).expect("the month has so many days");
        let closed = closed(site, theme, day);
        if let Some(why) = &closed {
            match runs.last_mut() {
                Some((title, _, last))
                    if title == why && last.tomorrow().is_ok_and(|next| next == day) =>
                {
                    *last = day;
                }
                _ => runs.push((why.clone(), day, day)),
            }
        }
        let meetings = by_day.get(&day).map_or(&[][..], Vec::as_slice);
        cells.push(CellView {
            number: Some(number),
            anchor: anchor(day, meetings),
            off: !meetings.is_empty() && meetings.iter().all(Meeting::is_cancelled),
            count: meetings.len(),
            meetings: anchors(meetings),
            closed,
        });
    }
    while !cells.len().is_multiple_of(7) {
        cells.push(CellView::default());
    }
    let mut weeks = Vec::new();
    let mut rest = cells.into_iter();
    loop {
        let week: Vec<CellView> = rest.by_ref().take(7).collect();
        if week.is_empty() {
            break;
        }
        weeks.push(week);
    }
    let locale = theme.locale();
    let title = locale.month_of(first.year(), first.month());
    MonthView {
        id: month_id(first),
        name: locale.month_in_date(first.month()).to_owned(),
        title,
        weeks,
        open,
        closures: runs.into_iter().map(|run| closure(locale, run)).collect(),
    }
}

/// Where the link of a day leads: to the day in the list, or for a day on which nothing begins
/// to the meeting that still goes on.
fn anchor(day: Date, meetings: &[Meeting<'_>]) -> Option<String> {
    let begins = meetings
        .iter()
        .any(|meeting| meeting.occurrence.when.first_day() == day);
    if begins {
        Some(day_anchor(day))
    } else {
        meetings.first().map(Meeting::anchor)
    }
}

/// Where the list tells of meetings, with spaces between.
fn anchors(meetings: &[Meeting<'_>]) -> String {
    let anchors: Vec<String> = meetings.iter().map(Meeting::anchor).collect();
    anchors.join(" ")
}

/// Why schools are closed on a day, in words.
fn closed(site: &Site, theme: &Theme, day: Date) -> Option<String> {
    let closed = site.years.iter().find_map(|year| year.closed(day));
    let holiday = || {
        let mut years = site.years.iter();
        let holiday = years.find_map(|year| year.public_holiday(day))?;
        Some(holiday.title.clone())
    };
    let Some(closed) = closed else {
        return holiday();
    };
    Some(match closed {
        Closed::Closure(closure) => closure.title.clone(),
        Closed::HalfTerm(_) => theme.word("half_term").to_owned(),
        Closed::Holiday => theme.word("school_holiday").to_owned(),
    })
}

/// `Monday 27 to Friday 31`: the month stands above.
fn closure(locale: &Locale, (title, first, last): (String, Date, Date)) -> ClosureView {
    let day = |day: Date| locale.day_of_month(day);
    ClosureView {
        title,
        days: if first == last {
            day(first)
        } else {
            locale.range(&day(first), &day(last))
        },
    }
}
