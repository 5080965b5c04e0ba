//! The calendar: every school year on a page of its own, as grids of months and as a list.
//!
//! One page for each year, since a page with all years would grow with every year that is kept,
//! and since links to a year stay good when the next one comes. `/calendar/` shows the latest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::events::has_events;
use super::feeds;
use super::frame::Frames;
use super::href::relative;
use super::month::{self, MonthView};
use super::page::{breadcrumb, made_source};
use super::people::made_parts;
use super::series::{chosen_areas, status_word};
use super::subscribe::{self, FeedView};
use super::theme::Theme;
use super::view::{ExpectationView, LinkView};
use super::{page, words};
use crate::diagnostic::Diagnostic;
use crate::markdown::slug;
use crate::model::{
    Area, AudienceId, Kind, ListedYear, Mode, Occurrence, Page, Series, Site, Status, When,
    month_name,
};
use crate::resolve::made;

/// What `calendar.html` may show.
#[derive(Serialize)]
struct CalendarView {
    title: String,
    years: Vec<YearView>,
    weekdays: Vec<WeekdayView>,
    months: Vec<MonthView>,
    agenda: Vec<AgendaView>,
    count: usize,
    audiences: Vec<ChoiceView>,
    areas: Vec<ChoiceView>,
    roles: Option<String>,
    all: FeedView,
    audience_feeds: Vec<RoleFeedView>,
    series: Vec<LinkView>,
    script: String,
}

/// A link to a year. The days tell the script which one today is in.
#[derive(Serialize)]
struct YearView {
    title: String,
    href: String,
    first: String,
    last: String,
    current: bool,
}

#[derive(Serialize)]
struct WeekdayView {
    name: &'static str,
    short: &'static str,
}

/// Something that the list can be narrowed to.
#[derive(Serialize)]
struct ChoiceView {
    id: String,
    title: String,
}

/// The calendar of a role, and what the role is called.
#[derive(Serialize)]
struct RoleFeedView {
    title: String,
    feed: FeedView,
}

/// The meetings of one month.
#[derive(Serialize)]
struct AgendaView {
    id: String,
    title: String,
    days: Vec<DayView>,
    /// Those of which only the month is known.
    open: Vec<MeetingView>,
}

#[derive(Serialize)]
struct DayView {
    id: String,
    date: String,
    datetime: String,
    meetings: Vec<MeetingView>,
}

#[derive(Serialize)]
struct MeetingView {
    id: String,
    title: String,
    href: String,
    time: Option<String>,
    /// All days of one that takes several.
    days: Option<String>,
    datetime: String,
    until: String,
    status: &'static str,
    subject: Option<String>,
    moved_from: Option<String>,
    why: Option<String>,
    via: Option<String>,
    venue: Option<String>,
    mode: Option<&'static str>,
    expectations: Vec<ExpectationView>,
    /// Ids of audiences, for the filter.
    audiences: String,
    /// Ids of areas, for the filter.
    areas: String,
    /// Files that hold this one meeting: one, or one for each area.
    single: Vec<LinkView>,
}

/// A meeting with all that it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Meeting<'a> {
    page: &'a Page,
    series: &'a Series,
    pub(super) occurrence: &'a Occurrence,
}

impl<'a> Meeting<'a> {
    /// Where it stands in the list.
    pub(super) fn anchor(&self) -> String {
        // A dot stands in no id of a series, so no two meetings share an anchor.
        format!("meeting-{}.{}", self.series.id, self.occurrence.key)
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.occurrence.status == Status::Cancelled
    }

    /// The areas that meet.
    fn areas(&self) -> Vec<&'a Area> {
        chosen_areas(self.series, self.occurrence)
    }

    /// The series, and which of its areas.
    pub(super) fn title(&self) -> String {
        let areas: Vec<&str> = self.areas().iter().map(|a| a.title.as_str()).collect();
        let areas = (!areas.is_empty()).then(|| areas.join(", "));
        feeds::name(&self.page.title, areas.as_deref())
    }
}

/// The meetings of one school year, in order of time.
struct Year<'a> {
    listed: ListedYear,
    meetings: Vec<Meeting<'a>>,
}

/// All school years with meetings, in order. None when no meeting has a day.
fn years(site: &Site) -> Vec<Year<'_>> {
    let mut years: BTreeMap<(Date, String), Year<'_>> = BTreeMap::new();
    let mut any_day = false;
    for (page, series) in all_series(site) {
        for occurrence in &series.occurrences {
            any_day |= occurrence.when.has_day();
            let listed = ListedYear::of(&site.years, occurrence.when.first_day());
            years
                .entry((listed.first, listed.id.clone()))
                .or_insert_with(|| Year {
                    listed,
                    meetings: Vec::new(),
                })
                .meetings
                .push(Meeting {
                    page,
                    series,
                    occurrence,
                });
        }
    }
    if !any_day {
        return Vec::new();
    }
    let mut years: Vec<Year<'_>> = years.into_values().collect();
    for year in &mut years {
        year.meetings.sort_by_cached_key(|meeting| {
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
    years
}

fn all_series(site: &Site) -> impl Iterator<Item = (&Page, &Series)> {
    site.pages.iter().filter_map(|page| match &page.kind {
        Kind::Series(series) => Some((page, &**series)),
        _ => None,
    })
}

/// The ids of the school years that have a page, in order.
pub(super) fn year_ids(site: &Site) -> Vec<String> {
    years(site).into_iter().map(|year| year.listed.id).collect()
}

/// The calendar: its latest year.
pub(super) fn index(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let from = made::href(made::CALENDAR, site.settings.addresses);
    let years = years(site);
    render(site, theme, frames, &from, &years, years.len() - 1)
}

/// The page of one school year, by its place among all.
pub(super) fn year(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    index: usize,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let years = years(site);
    let id = &years[index].listed.id;
    let from = made::entry(made::CALENDAR, id, site.settings.addresses);
    render(site, theme, frames, &from, &years, index)
}

fn render(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    from: &str,
    years: &[Year<'_>],
    shown: usize,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let style = site.settings.addresses;
    let top = made::href(made::CALENDAR, style);
    let year = &years[shown];
    let heading = format!("{}: {}", theme.word("calendar_title"), year.listed.title);
    let mut parts = made_parts(site, frames, from, &top, &heading, "calendar");
    parts.breadcrumb = breadcrumb(site, from, Some(site.home));
    if from != top {
        parts.breadcrumb.push(LinkView {
            title: theme.word("calendar_title").to_owned(),
            href: relative(from, &top),
        });
    }
    let all = subscribe::view(site, from, made::ALL_FEED, feeds::all_name(site));
    parts.feeds = vec![all.link()];
    let view = CalendarView {
        title: year.listed.title.clone(),
        years: years
            .iter()
            .enumerate()
            .map(|(index, year)| YearView {
                title: year.listed.title.clone(),
                href: relative(from, &made::entry(made::CALENDAR, &year.listed.id, style)),
                first: year.listed.first.to_string(),
                last: year.listed.last.to_string(),
                current: index == shown,
            })
            .collect(),
        weekdays: month::WEEKDAYS
            .iter()
            .map(|(name, short)| WeekdayView { name, short })
            .collect(),
        months: months(site, theme, year),
        agenda: agenda(site, from, year),
        count: year.meetings.len(),
        audiences: audiences(site, year),
        areas: areas(year),
        roles: (!site.audiences.is_empty())
            .then(|| relative(from, &made::href(made::AUDIENCES, style))),
        all,
        audience_feeds: site
            .audiences
            .iter()
            .enumerate()
            .filter(|(index, _)| feeds::has_audience_feed(site, AudienceId::new(*index)))
            .map(|(_, audience)| RoleFeedView {
                title: audience.title.clone(),
                feed: subscribe::view(
                    site,
                    from,
                    &made::audience_feed(&audience.id),
                    feeds::audience_name(site, audience),
                ),
            })
            .collect(),
        series: all_series(site)
            .filter(|(_, series)| has_events(series) && series.retired.is_none())
            .map(|(page, _)| LinkView {
                title: page.title.clone(),
                href: format!("{}#series-subscribe", relative(from, &page.address.href)),
            })
            .collect(),
        script: relative(from, "assets/calendar.js"),
    };
    let mut context = parts.context(frames.site(from));
    context.insert("calendar", &view);
    theme.render("calendar.html", &context, &made_source(from))
}

/// The audiences that meetings of the year name, in the order of the site.
fn audiences(site: &Site, year: &Year<'_>) -> Vec<ChoiceView> {
    let named: BTreeSet<AudienceId> = year
        .meetings
        .iter()
        .flat_map(|meeting| &meeting.page.audience)
        .flat_map(|(_, ids)| ids.iter().copied())
        .collect();
    named
        .into_iter()
        .map(|id| ChoiceView {
            id: site.audience(id).id.clone(),
            title: site.audience(id).title.clone(),
        })
        .collect()
}

/// The areas of the year by their titles: North is North, whichever series it meets in.
fn areas(year: &Year<'_>) -> Vec<ChoiceView> {
    let mut choices: Vec<ChoiceView> = Vec::new();
    for area in year.meetings.iter().flat_map(Meeting::areas) {
        let id = slug(&area.title);
        if choices.iter().all(|choice| choice.id != id) {
            choices.push(ChoiceView {
                id,
                title: area.title.clone(),
            });
        }
    }
    choices
}

/// The grids of a year: from its first month, or its first meeting, to its last.
fn months(site: &Site, theme: &Theme, year: &Year<'_>) -> Vec<MonthView> {
    let days = year.meetings.iter().map(|m| m.occurrence.when.first_day());
    let first = days.clone().fold(year.listed.first, Date::min);
    let last = days.fold(year.listed.last, Date::max);
    let mut by_day: BTreeMap<Date, Vec<Meeting<'_>>> = BTreeMap::new();
    for meeting in &year.meetings {
        let (from, until) = match meeting.occurrence.when {
            When::Timed { start, .. } => (start.date(), start.date()),
            When::Days { first, last } => (first, last),
            When::Month { .. } => continue,
        };
        let mut day = from;
        while day <= until.min(last.last_of_month()) {
            by_day.entry(day).or_default().push(*meeting);
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }
    let mut months = Vec::new();
    let mut month = first.first_of_month();
    while month <= last {
        months.push(month::view(site, theme, month, &by_day));
        let Ok(next) = month.last_of_month().tomorrow() else {
            break;
        };
        month = next;
    }
    months
}

/// The meetings of a year as a list; months without any are left out.
fn agenda(site: &Site, from: &str, year: &Year<'_>) -> Vec<AgendaView> {
    let mut months: Vec<AgendaView> = Vec::new();
    for meeting in &year.meetings {
        let day = meeting.occurrence.when.first_day();
        let id = month::id(day);
        if months.last().is_none_or(|month| month.id != id) {
            months.push(AgendaView {
                id,
                title: format!("{} {}", month_name(day.month()), day.year()),
                days: Vec::new(),
                open: Vec::new(),
            });
        }
        let month = months.last_mut().expect("one was just pushed");
        let view = meeting_view(site, from, meeting);
        if !meeting.occurrence.when.has_day() {
            month.open.push(view);
            continue;
        }
        let datetime = day.to_string();
        match month.days.last_mut() {
            Some(last) if last.datetime == datetime => last.meetings.push(view),
            _ => month.days.push(DayView {
                id: month::day_anchor(day),
                date: words::full_date(day),
                datetime,
                meetings: vec![view],
            }),
        }
    }
    months
}

fn meeting_view(site: &Site, from: &str, meeting: &Meeting<'_>) -> MeetingView {
    let (page, series, o) = (meeting.page, meeting.series, meeting.occurrence);
    let areas = meeting.areas();
    let page_href = relative(from, &page.address.href);
    let audiences: BTreeSet<AudienceId> = page
        .audience
        .iter()
        .flat_map(|(_, ids)| ids.iter().copied())
        .collect();
    let audiences: Vec<&str> = audiences
        .iter()
        .map(|id| site.audience(*id).id.as_str())
        .collect();
    let area_ids: Vec<String> = areas.iter().map(|area| slug(&area.title)).collect();
    MeetingView {
        id: meeting.anchor(),
        title: meeting.title(),
        href: format!("{page_href}#on-{}", o.key),
        time: words::times(o.when),
        days: match o.when {
            When::Days { first, last } if last > first => Some(words::days(o.when)),
            When::Timed { .. } | When::Days { .. } | When::Month { .. } => None,
        },
        datetime: words::machine(o.when),
        until: words::machine_end(o.when),
        status: status_word(o),
        subject: o.title.clone(),
        moved_from: o.was.map(words::full_date),
        why: o.why.clone(),
        via: o.via.clone(),
        venue: o.venue.clone().or_else(|| series.venue.clone()),
        mode: o.mode.or(series.mode).map(Mode::word),
        expectations: page::expectations(site, from, page),
        audiences: audiences.join(" "),
        areas: area_ids.join(" "),
        single: singles(from, series, o),
    }
}

/// The files that hold one meeting alone: one, or one for each area that meets. None while no
/// day is known, or when it is cancelled.
pub(super) fn singles(from: &str, series: &Series, o: &Occurrence) -> Vec<LinkView> {
    if !o.when.has_day() || o.status == Status::Cancelled {
        return Vec::new();
    }
    let link = |area: Option<&Area>| LinkView {
        title: area.map(|area| area.title.clone()).unwrap_or_default(),
        href: relative(
            from,
            &made::meeting(series.uid_stem(), area.map(|a| a.id.as_str()), &o.key),
        ),
    };
    let areas = chosen_areas(series, o);
    if areas.is_empty() {
        return vec![link(None)];
    }
    areas.into_iter().map(|area| link(Some(area))).collect()
}
