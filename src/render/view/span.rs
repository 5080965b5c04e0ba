//! What a card says of the dates of a year while nobody has worked out which is next, and once all are over.

use serde::Serialize;

use super::plate::PlateView;
use crate::locale::Locale;
use crate::model::{ListedYear, Occurrence, Site, Status, When};

/// The dates of the latest year from the first to the last.
#[derive(Serialize)]
pub(crate) struct SpanView {
    /// The first day.
    plate: PlateView,
    /// What the year is called.
    year: String,
    /// Whether no date is of another year.
    one_year: bool,
    /// From when until when, in words.
    words: String,
    /// That all dates of the year are over.
    passed: String,
    /// That those of the year after it are not here yet.
    awaited: String,
    /// What the year after it is called.
    next_year: String,
}

impl SpanView {
    /// Of meetings in order of time; nothing if there are none. Those that are cancelled are left out, unless all are.
    pub(crate) fn of<'a>(
        locale: &Locale,
        site: &Site,
        meetings: impl Iterator<Item = &'a Occurrence> + Clone,
    ) -> Option<Self> {
        let held = meetings.clone().filter(|o| o.status != Status::Cancelled);
        let held: Vec<When> = held.map(|o| o.when).collect();
        let all: Vec<When> = if held.is_empty() {
            meetings.map(|o| o.when).collect()
        } else {
            held
        };
        let form = &site.settings.year;
        let year_of = |day| {
            ListedYear::of(&site.years, form, day, |first, last| {
                locale.year(form, first, last)
            })
        };
        let last = *all.last()?;
        let year = year_of(last.first_day());
        let of_year = |when: &&When| year_of(when.first_day()).id == year.id;
        let one_year = all.iter().all(|when| of_year(&when));
        let first = *all.iter().rev().take_while(of_year).last()?;
        let day = |when: When| match when {
            When::Month { .. } => locale.days(when),
            When::Timed { .. } | When::Days { .. } => locale.date(when.first_day()),
        };
        let words = if first == last {
            locale.when(first)
        } else {
            locale.put(
                "dates_from_to",
                &[("from", &day(first)), ("to", &day(last))],
            )
        };
        // A month after the first day of the next year is in that year, whatever day it begins on.
        let later = year.first.checked_add(jiff::Span::new().months(13));
        let next_year = later.map_or_else(|_| String::new(), |day| year_of(day).title);
        Some(SpanView {
            plate: PlateView::of(locale, first),
            words,
            passed: locale.put("dates_passed", &[("year", &year.title)]),
            awaited: locale.put("dates_awaited", &[("year", &next_year)]),
            next_year,
            one_year,
            year: year.title,
        })
    }
}
