//! The calendar: every school year on a page of its own, as grids of months and as a list.
//!
//! One page for each year, since a page with all years would grow with every year that is kept,
//! and since links to a year stay good when the next one comes. `/calendar/` shows the latest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::feeds::has_audience_feed;
use super::frame::Frames;
use super::generated::parts::generated_parts;
use super::month::{self, MonthView};
use super::theme::Theme;
use super::view::feeds;
use super::view::href::{relative, root};
use super::view::meetings::{Meeting, Year, day_anchor, month_id, single_events};
use super::view::parts::{breadcrumb, generated_source};
use super::view::subscribe::{self, FeedView};
use super::view::views::{LinkView, status_word};
use super::words;
use crate::diagnostic::Diagnostic;
use crate::markdown::slug;
use crate::model::{AudienceId, Expectation, Mode, Site, When, month_name};
use crate::resolve::made;

/// What `calendar.html` may show.
#[derive(Serialize)]
struct CalendarView<'a> {
    title: String,
    years: Vec<YearView>,
    months: Vec<GridView<'a>>,
    lists: Vec<String>,
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

/// A month as a table, and what links to it say.
#[derive(Serialize)]
struct GridView<'a> {
    id: &'a str,
    title: &'a str,
    short: &'static str,
    grid: &'a str,
}

/// What `blocks/month.html` may show.
#[derive(Serialize)]
struct MonthContext<'a> {
    month: &'a MonthView,
    weekdays: [WeekdayView; 7],
}

#[derive(Clone, Serialize)]
struct WeekdayView {
    name: &'static str,
    short: &'static str,
}

/// What `blocks/meetings.html` may show.
#[derive(Serialize)]
struct AgendaContext<'a> {
    month: AgendaView<'a>,
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
struct AgendaView<'a> {
    id: String,
    title: String,
    days: Vec<DayView<'a>>,
    /// Those of which only the month is known.
    open: Vec<MeetingView<'a>>,
}

#[derive(Serialize)]
struct DayView<'a> {
    id: String,
    date: String,
    datetime: String,
    meetings: Vec<MeetingView<'a>>,
}

/// What is not known is left out, since there are thousands of meetings.
#[derive(Serialize)]
struct MeetingView<'a> {
    id: String,
    title: String,
    href: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    /// All days of one that takes several.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<String>,
    datetime: String,
    until: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a str>,
    expectations: Vec<MeetingFor<'a>>,
    /// Ids of audiences, for the filter.
    #[serde(skip_serializing_if = "String::is_empty")]
    audiences: String,
    /// Ids of areas, for the filter.
    #[serde(skip_serializing_if = "String::is_empty")]
    areas: String,
    /// Files that hold this one meeting: one, or one for each area.
    single: Vec<LinkView>,
}

/// Whom a meeting is for, in words.
#[derive(Serialize)]
struct MeetingFor<'a> {
    words: &'a str,
    /// Their titles.
    audiences: String,
}

/// The months of a year, rendered once for each page that shows them.
pub(crate) struct Months {
    grids: Vec<(MonthView, String)>,
    /// With `ROOT` where links begin.
    lists: Vec<String>,
}

/// Stands in `Months` for the way from a page to the root of the site, which is longer from the page of a year than
/// from `/calendar/`. No text holds it: it is a code point that is no character and never will be one.
const ROOT: &str = "\u{FDD0}";

/// The months of a year, with all their meetings, on all cores.
pub(crate) fn months(
    site: &Site,
    theme: &Theme,
    year: &Year<'_>,
) -> Result<Months, Box<Diagnostic>> {
    let href = made::entry(made::CALENDAR, year.id(), site.settings.addresses);
    let source = generated_source(&href);
    let weekdays = month::WEEKDAYS.map(|(name, short)| WeekdayView { name, short });
    // What stands before and after the markup of a block is up to the page.
    let trimmed = |html: String| html.trim().to_owned();
    let (grids, lists) = rayon::join(
        || {
            grids(site, theme, year)
                .into_par_iter()
                .map(|month| {
                    let context = MonthContext {
                        month: &month,
                        weekdays: weekdays.clone(),
                    };
                    let html = theme.part("blocks/month.html", &context, &source)?;
                    Ok((month, trimmed(html)))
                })
                .collect::<Result<_, Box<Diagnostic>>>()
        },
        || {
            let by_month: Vec<&[Meeting<'_>]> = year
                .meetings
                .chunk_by(|a, b| month_of(a) == month_of(b))
                .collect();
            by_month
                .into_par_iter()
                .map(|meetings| {
                    let month = agenda(site, theme, meetings);
                    let html =
                        theme.part("blocks/meetings.html", &AgendaContext { month }, &source)?;
                    Ok(trimmed(html))
                })
                .collect::<Result<_, Box<Diagnostic>>>()
        },
    );
    Ok(Months {
        grids: grids?,
        lists: lists?,
    })
}

/// The first day of the month of a meeting.
fn month_of(meeting: &Meeting<'_>) -> Date {
    meeting.occurrence.when.first_day().first_of_month()
}

/// The page at an address that shows one year, by its place among all.
pub(crate) fn render(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    from: &str,
    (years, shown): (&[Year<'_>], usize),
    months: &Months,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let style = site.settings.addresses;
    let top = made::href(made::CALENDAR, style);
    let year = &years[shown];
    let heading = format!("{}: {}", theme.word("calendar_title"), year.listed.title);
    let mut parts = generated_parts(site, frames, from, &top, &heading, "calendar");
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
        months: months
            .grids
            .iter()
            .map(|(month, grid)| GridView {
                id: &month.id,
                title: &month.title,
                short: month.short,
                grid,
            })
            .collect(),
        lists: months
            .lists
            .iter()
            .map(|list| list.replace(ROOT, &root(from)))
            .collect(),
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
            .filter(|(index, _)| has_audience_feed(site, AudienceId::new(*index)))
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
        series: site
            .series()
            .filter(|(_, series)| series.has_day() && series.retired.is_none())
            .map(|(page, _)| LinkView {
                title: page.title.clone(),
                href: format!("{}#series-subscribe", relative(from, &page.address.href)),
            })
            .collect(),
        script: relative(from, "assets/calendar.js"),
    };
    let mut context = parts.context(frames.site(from));
    context.insert("calendar", &view);
    theme.render("calendar.html", &context, &generated_source(from))
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
fn grids(site: &Site, theme: &Theme, year: &Year<'_>) -> Vec<MonthView> {
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

/// The meetings of one month as a list.
fn agenda<'a>(site: &'a Site, theme: &'a Theme, meetings: &[Meeting<'a>]) -> AgendaView<'a> {
    let first = month_of(&meetings[0]);
    let mut month = AgendaView {
        id: month_id(first),
        title: format!("{} {}", month_name(first.month()), first.year()),
        days: Vec::new(),
        open: Vec::new(),
    };
    let mut last_day = None;
    for meeting in meetings {
        let view = meeting_view(site, theme, meeting);
        if !meeting.occurrence.when.has_day() {
            month.open.push(view);
            continue;
        }
        let day = meeting.occurrence.when.first_day();
        match month.days.last_mut() {
            Some(last) if last_day == Some(day) => last.meetings.push(view),
            _ => month.days.push(DayView {
                id: day_anchor(day),
                date: words::full_date(day),
                datetime: day.to_string(),
                meetings: vec![view],
            }),
        }
        last_day = Some(day);
    }
    month
}

fn meeting_view<'a>(site: &'a Site, theme: &'a Theme, meeting: &Meeting<'a>) -> MeetingView<'a> {
    let (page, series, o) = (meeting.page, meeting.series, meeting.occurrence);
    let areas = meeting.areas();
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
        href: format!("{ROOT}{}", meeting.href()),
        time: words::times(o.when),
        days: match o.when {
            When::Days { first, last } if last > first => Some(words::days(o.when)),
            When::Timed { .. } | When::Days { .. } | When::Month { .. } => None,
        },
        datetime: words::machine(o.when),
        until: words::machine_end(o.when),
        status: status_word(o),
        subject: o.title.as_deref(),
        moved_from: o.was.map(words::full_date),
        why: o.why.as_deref(),
        via: o.via.as_deref(),
        venue: series.venue_of(o),
        mode: series.mode_of(o).map(|mode| mode_words(theme, mode)),
        expectations: page
            .audience
            .iter()
            .map(|(level, ids)| meeting_for(site, theme, *level, ids))
            .collect(),
        audiences: audiences.join(" "),
        areas: area_ids.join(" "),
        single: single_events(|file| format!("{ROOT}{file}"), series, o),
    }
}

fn mode_words(theme: &Theme, mode: Mode) -> &str {
    theme.word(match mode {
        Mode::InPerson => "mode_in_person",
        Mode::Online => "mode_online",
        Mode::Hybrid => "mode_hybrid",
        Mode::InPersonOrOnline => "mode_either",
    })
}

fn meeting_for<'a>(
    site: &Site,
    theme: &'a Theme,
    level: Expectation,
    audiences: &[AudienceId],
) -> MeetingFor<'a> {
    let titles: Vec<&str> = audiences
        .iter()
        .map(|id| site.audience(*id).title.as_str())
        .collect();
    MeetingFor {
        words: theme.word(match level {
            Expectation::Expected => "expected",
            Expectation::Encouraged => "encouraged",
            Expectation::Welcome => "welcome",
            Expectation::For => "level_for",
        }),
        audiences: titles.join("; "),
    }
}
