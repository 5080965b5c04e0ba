//! All meetings by school year, and how each is called and linked.

use std::collections::HashMap;

use jiff::civil::Date;

use super::feeds;
use super::views::LinkView;
use crate::model::{Area, ListedYear, Occurrence, Page, Series, Site, Status, When};
use crate::resolve::made;

/// A meeting with all that it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Meeting<'a> {
    /// The page of its series.
    pub(crate) page: &'a Page,
    pub(crate) series: &'a Series,
    pub(crate) occurrence: &'a Occurrence,
}

impl<'a> Meeting<'a> {
    /// Where it stands in the list.
    pub(crate) fn anchor(&self) -> String {
        // A dot stands in no id of a series, so no two meetings share an anchor.
        format!("meeting-{}.{}", self.series.id, self.occurrence.key)
    }

    /// Where it stands on the page of its series.
    pub(crate) fn href(&self) -> String {
        format!("{}#on-{}", self.page.address.href, self.occurrence.key)
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.occurrence.status == Status::Cancelled
    }

    /// The areas that meet.
    pub(crate) fn areas(&self) -> Vec<&'a Area> {
        let areas = self.series.areas_of(self.occurrence);
        areas.map(|(_, area)| area).collect()
    }

    /// The series, and which of its areas.
    pub(crate) fn title(&self) -> String {
        let areas: Vec<&str> = self.areas().iter().map(|a| a.title.as_str()).collect();
        let areas = (!areas.is_empty()).then(|| areas.join(", "));
        feeds::name(&self.page.title, areas.as_deref())
    }
}

/// The meetings of one school year.
pub(crate) struct Year<'a> {
    pub(crate) listed: &'a ListedYear,
    /// In order of time, unless they are still to be sorted.
    pub(crate) meetings: Vec<Meeting<'a>>,
}

impl Year<'_> {
    /// Part of the address of its page.
    pub(crate) fn id(&self) -> &str {
        &self.listed.id
    }
}

/// All school years with meetings, in order. None when no meeting has a day.
pub(crate) fn years(site: &Site) -> Vec<Year<'_>> {
    let mut years = unsorted(site);
    for year in &mut years {
        sort(&mut year.meetings);
    }
    years
}

/// The same, with the meetings of each year in no order of time.
pub(crate) fn unsorted(site: &Site) -> Vec<Year<'_>> {
    let mut years: Vec<Year<'_>> = site
        .calendar
        .iter()
        .map(|listed| Year {
            listed,
            meetings: Vec::new(),
        })
        .collect();
    // Many meetings are on the same day.
    let mut places: HashMap<Date, Option<usize>> = HashMap::new();
    for (page, series) in site.series() {
        for occurrence in &series.occurrences {
            let day = occurrence.when.first_day();
            let place = *places.entry(day).or_insert_with(|| {
                let id = ListedYear::of(&site.years, day).id;
                site.calendar.iter().position(|year| year.id == id)
            });
            if let Some(place) = place {
                years[place].meetings.push(Meeting {
                    page,
                    series,
                    occurrence,
                });
            }
        }
    }
    years
}

/// Puts meetings in order of time.
pub(crate) fn sort(meetings: &mut [Meeting<'_>]) {
    meetings.sort_by_cached_key(|meeting| {
        let when = meeting.occurrence.when;
        // Whole days come before what begins on that day.
        let start = match when {
            When::Timed { start, .. } => Some(start.time()),
            When::Days { .. } | When::Month { .. } => None,
        };
        (
            when.first_day(),
            start,
            meeting.title(),
            meeting.occurrence.key.clone(),
        )
    });
}

/// The files that hold one meeting alone: one, or one for each area that meets. None while no
/// day is known, or when it is cancelled.
pub(crate) fn single_events(
    link_to: impl Fn(&str) -> String,
    series: &Series,
    o: &Occurrence,
) -> Vec<LinkView> {
    if !o.when.has_day() || o.status == Status::Cancelled {
        return Vec::new();
    }
    let link = |area: Option<&Area>| LinkView {
        title: area.map(|area| area.title.clone()).unwrap_or_default(),
        href: link_to(&made::meeting(
            series.uid_stem(),
            area.map(|a| a.id.as_str()),
            &o.key,
        )),
    };
    let mut links: Vec<LinkView> = series
        .areas_of(o)
        .map(|(_, area)| link(Some(area)))
        .collect();
    if links.is_empty() {
        links.push(link(None));
    }
    links
}

/// Names a month in anchors.
pub(crate) fn month_id(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// Where the list begins to tell of a day.
pub(crate) fn day_anchor(day: Date) -> String {
    format!("day-{day}")
}
