//! The calendar: every school year on a page of its own, as grids of months and as a list.
//!
//! One page for each year, since a page with all years would grow with every year that is kept,
//! and since links to a year stay good when the next one comes. `/calendar/` shows the latest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::agenda::{AgendaContext, ROOT, agenda, month_of};
use super::month::{self, MonthView};
use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::markdown::slug;
use crate::model::{AudienceId, Feed, List, Route, Site, When, YearId};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::feeds;
use crate::render::view::href::{relative, root};
use crate::render::view::meetings::{Meeting, Year, Years};
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::span::SpanView;
use crate::render::view::subscribe::{self, FeedView};
use crate::render::view::views::{LangView, LinkView};

/// What `calendar.html` may show.
#[derive(Serialize)]
struct CalendarView<'a> {
    title: String,
    /// What the page is of: `calendar`, which shows the year to look in, or `year`.
    of: &'static str,
    years: Vec<YearView>,
    months: Vec<&'a str>,
    lists: Vec<String>,
    count: usize,
    /// What there is to say once all of them are over.
    span: Option<SpanView>,
    /// Whether any day of the year is one on which schools are closed, or a public holiday.
    closed: bool,
    /// Whether all of them are days without school.
    school: bool,
    /// Whether the day of any meeting is open.
    open: bool,
    audiences: Vec<ChoiceView>,
    areas: Vec<ChoiceView>,
    roles: Option<String>,
    all: FeedView,
    audience_feeds: Vec<RoleFeedView>,
    /// Roles for which no meeting has a day.
    without_feed: Vec<LinkView>,
    series: Vec<LinkView>,
    script: String,
}

/// A link to a year. The day of its last meeting tells the script which one to look in for the next.
#[derive(Serialize)]
struct YearView {
    title: String,
    href: String,
    last: String,
    current: bool,
}

/// What `blocks/month.html` may show.
#[derive(Serialize)]
struct MonthContext<'a> {
    month: &'a MonthView,
    weekdays: &'a [WeekdayView<'a>],
}

#[derive(Serialize)]
struct WeekdayView<'a> {
    name: &'a str,
    short: &'a str,
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

/// Whether a site keeps the terms of schools.
fn has_terms(site: &Site) -> bool {
    site.years.iter().any(|year| !year.terms.is_empty())
}

/// The months of a year, rendered once for each page that shows them.
pub(crate) struct Months {
    grids: Vec<String>,
    /// Whether any day is one on which schools are closed, or a public holiday.
    closed: bool,
    /// With `ROOT` where links begin.
    lists: Vec<String>,
}

/// The months of a year, with all their meetings, on all cores.
pub(crate) fn months(
    site: &Site,
    theme: &Theme,
    year: &Year<'_>,
) -> Result<Months, Box<Diagnostic>> {
    let source = generated_source(site.routes.href(Route::Year(year.id)));
    let weekdays = theme.locale().weekdays();
    let weekdays: Vec<WeekdayView<'_>> = weekdays
        .map(|(name, short)| WeekdayView { name, short })
        .collect();
    // What stands before and after the markup of a block is up to the page.
    let trimmed = |html: String| html.trim().to_owned();
    let (grids, lists) = rayon::join(
        || {
            grids(site, theme, year)
                .into_par_iter()
                .map(|month| {
                    let context = MonthContext {
                        month: &month,
                        weekdays: &weekdays,
                    };
                    let html = theme.part("blocks/month.html", &context, &source)?;
                    Ok((month.has_closures(), trimmed(html)))
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
    let grids: Vec<(bool, String)> = grids?;
    Ok(Months {
        closed: grids.iter().any(|(closed, _)| *closed),
        grids: grids.into_iter().map(|(_, grid)| grid).collect(),
        lists: lists?,
    })
}

/// The page at an address that shows one year.
pub(crate) fn render(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    from: &str,
    (years, year): (&Years, &Year<'_>),
    months: &Months,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let list = Route::List(List::Calendar);
    let top = site.routes.href(list);
    let heading = format!("{}: {}", theme.word("calendar_title"), year.listed.title);
    let mut parts = generated_parts(site, theme, frames, from, list, &heading, "calendar");
    parts.breadcrumb = breadcrumb(site, from, Some(site.home));
    if from != top {
        parts.breadcrumb.push(LinkView {
            title: theme.word("calendar_title").to_owned(),
            href: relative(from, top),
            lang: None,
        });
    }
    let file = site.routes.href(Route::Feed(Feed::All));
    let all = subscribe::view(site, from, file, feeds::all_name(site));
    parts.feeds = vec![all.link()];
    let view = CalendarView {
        title: year.listed.title.clone(),
        of: if from == top { "calendar" } else { "year" },
        years: (0..)
            .map(YearId::new)
            .zip(&site.calendar)
            .map(|(id, listed)| YearView {
                title: listed.title.clone(),
                href: relative(from, site.routes.href(Route::Year(id))),
                last: years.last_day(id).to_string(),
                current: id == year.id,
            })
            .collect(),
        months: months.grids.iter().map(String::as_str).collect(),
        closed: months.closed,
        school: has_terms(site),
        lists: months
            .lists
            .iter()
            .map(|list| list.replace(ROOT, &root(from)))
            .collect(),
        count: year.meetings.len(),
        span: SpanView::of(
            theme.locale(),
            site,
            year.meetings.iter().map(|meeting| meeting.occurrence),
        ),
        open: year
            .meetings
            .iter()
            .any(|meeting| meeting.series.has_open_day()),
        audiences: audiences(site, year),
        areas: areas(year),
        roles: site
            .routes
            .link(Route::List(List::Audiences))
            .map(|roles| relative(from, roles)),
        all,
        audience_feeds: (0..)
            .map(AudienceId::new)
            .zip(&site.audiences)
            .filter_map(|(id, audience)| {
                let file = site.routes.link(Route::Feed(Feed::Audience(id)))?;
                Some(RoleFeedView {
                    title: audience.title.clone(),
                    feed: subscribe::view(
                        site,
                        from,
                        file,
                        feeds::audience_name(theme.locale(), site, audience),
                    ),
                })
            })
            .collect(),
        without_feed: (0..)
            .map(AudienceId::new)
            .zip(&site.audiences)
            .filter(|(id, _)| site.routes.link(Route::Feed(Feed::Audience(*id))).is_none())
            .map(|(id, audience)| LinkView {
                title: audience.title.clone(),
                href: relative(from, site.routes.href(Route::Audience(id))),
                lang: None,
            })
            .collect(),
        series: site
            .series()
            .filter(|(_, series)| series.has_day() && series.retired.is_none())
            .map(|(page, _)| LinkView {
                title: page.title.clone(),
                href: format!("{}#series-subscribe", relative(from, &page.address.href)),
                lang: LangView::of(page),
            })
            .collect(),
        script: relative(from, &theme.address("calendar.js")),
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

/// The grids of a year: those of a school from its first month, or its first meeting, to its last; others from the first month
/// with a meeting to the last, since an empty month tells nothing where no terms are.
fn grids(site: &Site, theme: &Theme, year: &Year<'_>) -> Vec<MonthView> {
    let days = year.meetings.iter().map(|m| m.occurrence.when.first_day());
    // One of several days may go on into a month without another, and is shown as far as its year goes.
    let ends = year.meetings.iter().map(|m| m.occurrence.when);
    let ends = ends.map(|when| when.last_day().min(year.listed.last).max(when.first_day()));
    let of_meetings = days.min().zip(ends.max());
    let of_year = (year.listed.first, year.listed.last);
    let (first, last) = match of_meetings {
        Some((first, last)) if has_terms(site) => (of_year.0.min(first), of_year.1.max(last)),
        Some(of_meetings) => of_meetings,
        None => of_year,
    };
    let mut by_day: BTreeMap<Date, Vec<Meeting<'_>>> = BTreeMap::new();
    let mut open: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for meeting in &year.meetings {
        let (from, until) = match meeting.occurrence.when {
            When::Timed { start, .. } => (start.date(), start.date()),
            When::Days { first, last } => (first, last),
            When::Month { .. } => {
                let month = meeting.occurrence.when.first_day();
                open.entry(month).or_default().push(meeting.title());
                continue;
            }
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
        let open = open.remove(&month).unwrap_or_default();
        months.push(month::view(site, theme, month, &by_day, open));
        let Ok(next) = month.last_of_month().tomorrow() else {
            break;
        };
        month = next;
    }
    months
}
