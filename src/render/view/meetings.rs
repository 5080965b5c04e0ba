//! All meetings by school year, and how each is called and linked.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use super::feeds;
use crate::locale::Locale;
use crate::model::{
    Area, ListedYear, Occurrence, Page, PageId, Route, Series, Site, Status, When, YearId,
};

/// A meeting with all that it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Meeting<'a> {
    /// The page of its series.
    pub(crate) id: PageId,
    /// Its place among the meetings of the series.
    pub(crate) number: u32,
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
        let areas = self.series.areas_named(self.occurrence);
        let areas: Vec<&str> = areas.map(|(_, area)| area.title.as_str()).collect();
        let areas = (!areas.is_empty()).then(|| areas.join(", "));
        feeds::name(&self.page.title, areas.as_deref())
    }
}

/// The meetings of one school year.
pub(crate) struct Year<'a> {
    pub(crate) id: YearId,
    pub(crate) listed: &'a ListedYear,
    /// In order of time.
    pub(crate) meetings: Vec<Meeting<'a>>,
}

/// The meetings of all school years of the calendar, in order.
pub(crate) struct Years(Vec<Places>);

/// The meetings of one school year.
struct Places {
    /// Each by its page and its place among those of its series.
    meetings: Vec<(PageId, u32)>,
    /// The day after which none of them is to come.
    last: Date,
}

impl Years {
    /// Sorts the meetings of a site into years.
    pub(crate) fn of(site: &Site) -> Self {
        let mut years: Vec<Vec<Meeting<'_>>> = vec![Vec::new(); site.calendar.len()];
        // Many meetings are on the same day.
        let mut places: HashMap<Date, Option<usize>> = HashMap::new();
        for (id, page) in site.pages_with_ids() {
            let occurrences = page.series().map_or(&[][..], |series| &series.occurrences);
            for (occurrence, number) in occurrences.iter().zip(0..) {
                let day = occurrence.when.first_day();
                let place = *places.entry(day).or_insert_with(|| {
                    let id =
                        ListedYear::of(&site.years, &site.settings.year, day, |_, _| String::new())
                            .id;
                    site.calendar.iter().position(|year| year.id == id)
                });
                if let Some(place) = place {
                    years[place].push(meeting(site, (id, number)));
                }
            }
        }
        let listed = years.into_iter().zip(&site.calendar);
        let sorted = listed.map(|(mut meetings, listed)| {
            sort(&mut meetings);
            let last = meetings.iter().map(|it| it.occurrence.when.last_day());
            let places = meetings.iter().map(|it| (it.id, it.number));
            Places {
                last: last.max().unwrap_or(listed.last),
                meetings: places.collect(),
            }
        });
        Years(sorted.collect())
    }

    /// One year with its meetings.
    pub(crate) fn year<'a>(&self, site: &'a Site, id: YearId) -> Year<'a> {
        let places = self.0[id.index()].meetings.iter();
        Year {
            id,
            listed: &site.calendar[id.index()],
            meetings: places.map(|&place| meeting(site, place)).collect(),
        }
    }

    /// The day of a year after which nothing of it is to come.
    pub(crate) fn last_day(&self, id: YearId) -> Date {
        self.0[id.index()].last
    }

    /// The latest years, at most so many, in order.
    pub(crate) fn latest(&self, count: usize) -> impl Iterator<Item = YearId> + use<> {
        let first = self.0.len().saturating_sub(count);
        (first..self.0.len()).map(YearId::new)
    }
}

/// How many of meetings, which are in order of time, are in the latest years that have any.
pub(crate) fn latest_years(
    locale: &Locale,
    site: &Site,
    meetings: impl DoubleEndedIterator<Item = When>,
    years: usize,
) -> usize {
    let form = &site.settings.year;
    let name = |first, last| locale.year(form, first, last);
    let mut seen: Vec<String> = Vec::new();
    meetings
        .rev()
        .take_while(|when| {
            let year = ListedYear::of(&site.years, form, when.first_day(), name).id;
            if !seen.contains(&year) {
                seen.push(year);
            }
            seen.len() <= years
        })
        .count()
}

/// A meeting by its page and its place among those of its series.
fn meeting(site: &Site, (id, number): (PageId, u32)) -> Meeting<'_> {
    let page = site.page(id);
    let series = page.series().expect("meetings are those of a series");
    Meeting {
        id,
        number,
        page,
        series,
        occurrence: &series.occurrences[number as usize],
    }
}

/// Puts meetings in order of time.
fn sort(meetings: &mut [Meeting<'_>]) {
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

/// A file that holds one meeting alone.
#[derive(Serialize)]
pub(crate) struct SingleView {
    /// The area of which it is; empty when it is of all.
    title: String,
    /// The same in one letter, where letters tell the areas apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<String>,
    href: String,
}

/// The files that hold one meeting alone: one, or one for each area that meets, linked as `link_to` makes of a path. None
/// while no day is known, or when it is cancelled.
pub(crate) fn single_events(
    site: &Site,
    link_to: impl Fn(&str) -> String,
    meeting: &Meeting<'_>,
) -> Vec<SingleView> {
    let occurrence = meeting.occurrence;
    if !occurrence.when.has_day() || occurrence.status == Status::Cancelled {
        return Vec::new();
    }
    let short = initials(&meeting.series.areas);
    let link = |title: String, area: Option<usize>| SingleView {
        title,
        short: area.and_then(|index| Some(short.as_ref()?[index].clone())),
        href: link_to(site.routes.href(Route::Meeting {
            page: meeting.id,
            occurrence: meeting.number,
            area: area.map(|index| u32::try_from(index).expect("areas are few")),
        })),
    };
    let events = meeting.series.events_of(occurrence).into_iter();
    let links = events.map(|area| match area {
        Some((index, area)) => link(area.title.clone(), Some(index)),
        None => link(String::new(), None),
    });
    links.collect()
}

/// The first letters of areas, where they tell all of them apart.
pub(crate) fn initials(areas: &[Area]) -> Option<Vec<String>> {
    let mut letters: Vec<String> = Vec::with_capacity(areas.len());
    for area in areas {
        let letter = area.title.chars().next().filter(|c| c.is_alphabetic())?;
        let letter = letter.to_uppercase().to_string();
        if letters.contains(&letter) {
            return None;
        }
        letters.push(letter);
    }
    Some(letters)
}

/// Names a month in anchors.
pub(crate) fn month_id(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// Where the list begins to tell of a day.
pub(crate) fn day_anchor(day: Date) -> String {
    format!("day-{day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn initials_of(titles: &[&str]) -> Option<Vec<String>> {
        let areas: Vec<Area> = titles
            .iter()
            .map(|title| Area {
                id: String::new(),
                title: (*title).to_owned(),
                colour: None,
                chairs: Vec::new(),
            })
            .collect();
        initials(&areas)
    }

    #[test]
    fn areas_go_by_their_first_letters_where_these_tell_them_apart() {
        let quarters = ["North", "South", "East", "west"];
        let letters = ["N", "S", "E", "W"].map(str::to_owned);
        assert_eq!(initials_of(&quarters), Some(letters.to_vec()));
        assert_eq!(initials_of(&["Gogledd", "De", "Dwyrain"]), None);
        assert_eq!(initials_of(&["1st", "2nd"]), None);
    }
}
