//! The view of a series of meetings.

use crate::locale::Locale;
use crate::render::view::machine;
use serde::Serialize;

use super::structured;
use crate::calendar::Zone;
use crate::model::{
    Chair, Feed, Kind, List, ListedYear, Occurrence, Page, PageId, Route, Series, Site,
};
use crate::render::view::contacts;
use crate::render::view::feeds;
use crate::render::view::href::{self, relative};
use crate::render::view::html;
use crate::render::view::meetings::{Meeting, SingleView, initials, single_events};
use crate::render::view::papers::{self, PaperView};
use crate::render::view::plate::PlateView;
use crate::render::view::span::SpanView;
use crate::render::view::subscribe::{self, FeedView};
use crate::render::view::views::{ContactLine, LinkView, PersonLine, RoleLine, days, status_word};

/// What `series.html` may show.
#[derive(Serialize)]
pub(crate) struct SeriesView<'a> {
    pattern: Option<String>,
    mode: Option<&'static str>,
    venue: Option<String>,
    cost: Option<String>,
    join: Option<String>,
    hosts: Vec<RoleLine>,
    chairs: Vec<ChairView>,
    contacts: Vec<ContactLine>,
    areas: Vec<AreaView>,
    /// Whether anybody who chairs an area can be reached.
    chairs_reached: bool,
    /// The latest year in short; nothing without dates.
    span: Option<SpanView>,
    years: Vec<YearView<'a>>,
    feed: Option<FeedView>,
    /// Whether the day of any meeting is open.
    open: bool,
    /// That it is held no more, in words.
    retired: Option<String>,
    /// Whether it had another id before, under which its feeds stay.
    renamed: bool,
    /// The calendar of the site, if there is one.
    calendar: Option<String>,
    /// What it is in the words of schema.org, ready to stand in a script element.
    structured: Option<String>,
}

#[derive(Serialize)]
struct ChairView {
    person: PersonLine,
    role_for: Option<String>,
    role_for_href: Option<String>,
}

#[derive(Serialize)]
struct AreaView {
    id: String,
    title: String,
    /// One letter, where letters tell the areas apart.
    short: Option<String>,
    /// The words by which its calendar is taken.
    add: String,
    chairs: Vec<ChairView>,
    /// Whether any of them can be reached.
    reached: bool,
    feed: Option<FeedView>,
}

#[derive(Serialize)]
struct YearView<'a> {
    title: String,
    /// Whether it is one of the latest two, of which one is on.
    late: bool,
    /// Whether its meetings are few, and so little is to be said of each that they stand beside each other.
    wide: bool,
    occurrences: Vec<OccurrenceView<'a>>,
}

/// What is not known is left out, since a series may have very many dates.
#[derive(Serialize)]
struct OccurrenceView<'a> {
    anchor: String,
    plate: PlateView,
    /// Day and times.
    when: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    /// All days of one that takes several.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<String>,
    /// When it is over.
    until: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<LinkView>,
    /// Whether that page is no record, but an agenda.
    agenda: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    areas: Vec<&'a str>,
    /// Whether all areas meet together.
    together: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    papers: Vec<PaperView>,
    single: Vec<SingleView>,
    /// What tells it from another meeting of the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
}

/// The view of the series on a page.
pub(crate) fn view<'a>(
    locale: &Locale,
    site: &Site,
    zone: &Zone,
    id: PageId,
    page: &'a Page,
    series: &'a Series,
) -> SeriesView<'a> {
    let from = &*page.address.href;
    let has_feed = series.has_day();
    let feed = |area: Option<(u32, &str)>| {
        let (area, title) = area.unzip();
        let former = None;
        let route = Route::Feed(Feed::Series {
            page: id,
            area,
            former,
        });
        let file = site.routes.link(route)?;
        let title = feeds::name(&page.title, title);
        Some(subscribe::view(site, from, file, title))
    };
    let short = initials(&series.areas);
    SeriesView {
        pattern: series.pattern.clone(),
        mode: series.mode.map(crate::model::Mode::word),
        venue: series.venue.clone(),
        cost: series.cost.clone(),
        join: series
            .join
            .as_ref()
            .map(|body| html::fill(site, from, body)),
        hosts: series
            .hosts
            .iter()
            .map(|role| contacts::role(locale, site, from, role))
            .collect(),
        chairs: chairs(site, from, &series.chairs),
        contacts: contacts::contacts(locale, site, from, &page.documents, &series.contacts),
        span: SpanView::of(locale, site, series.occurrences.iter()),
        chairs_reached: contacts::any_chair_is_reached(site, series),
        areas: series
            .areas
            .iter()
            .zip(0..)
            .map(|(area, index)| AreaView {
                id: area.id.clone(),
                title: area.title.clone(),
                short: short.as_ref().map(|short| short[index as usize].clone()),
                add: locale.put("add_area", &[("area", &area.title)]),
                chairs: chairs(site, from, &area.chairs),
                reached: contacts::is_any_reached(site, &area.chairs),
                feed: feed(Some((index, &area.title))),
            })
            .collect(),
        years: years(locale, site, from, id, page, series),
        feed: feed(None),
        open: series.has_open_day(),
        retired: series.retired.map(|day| locale.retired(day)),
        renamed: !series.former_ids.is_empty(),
        calendar: site
            .routes
            .link(Route::List(List::Calendar))
            .map(|calendar| relative(from, calendar)),
        structured: has_feed.then(|| structured::series(site, zone, page, series)),
    }
}

/// The feeds of a page, for its head.
pub(crate) fn alternates(view: &SeriesView<'_>) -> Vec<LinkView> {
    let Some(all) = &view.feed else {
        return Vec::new();
    };
    std::iter::once(all)
        .chain(view.areas.iter().filter_map(|area| area.feed.as_ref()))
        .map(FeedView::link)
        .collect()
}

fn chairs(site: &Site, from: &str, chairs: &[Chair]) -> Vec<ChairView> {
    chairs
        .iter()
        .map(|chair| ChairView {
            person: contacts::person(site, from, chair.person),
            role_for_href: href::organisation_named(site, from, chair.role_for.as_deref()),
            role_for: chair.role_for.clone(),
        })
        .collect()
}

fn years<'a>(
    locale: &Locale,
    site: &Site,
    from: &str,
    id: PageId,
    page: &'a Page,
    series: &'a Series,
) -> Vec<YearView<'a>> {
    let mut years: Vec<YearView<'a>> = Vec::new();
    for (occurrence, number) in series.occurrences.iter().zip(0..) {
        let day = occurrence.when.first_day();
        let form = &site.settings.year;
        let name = |first, last| locale.year(form, first, last);
        let title = ListedYear::of(&site.years, form, day, name).title;
        let meeting = Meeting {
            id,
            number,
            page,
            series,
            occurrence,
        };
        // They are in order of time.
        let place = number as usize;
        let beside = [place.checked_sub(1), place.checked_add(1)]
            .into_iter()
            .flatten();
        let mut beside = beside.filter_map(|place| series.occurrences.get(place));
        let alike = beside.any(|other| other.when.first_day() == day);
        let view = occurrence_view(locale, site, from, &meeting, alike);
        match years.last_mut() {
            Some(year) if year.title == title => year.occurrences.push(view),
            _ => years.push(YearView {
                title,
                late: false,
                wide: false,
                occurrences: vec![view],
            }),
        }
    }
    let count = years.len();
    for (place, year) in years.iter_mut().enumerate() {
        year.late = place + 2 >= count;
        // The year after the latest has a place on its line.
        let most = if place + 1 == count {
            MOST_WIDE - 1
        } else {
            MOST_WIDE
        };
        // One alone is a row.
        year.wide = (2..=most).contains(&year.occurrences.len())
            && year.occurrences.iter().all(OccurrenceView::is_plain);
    }
    // Years that are read together are drawn alike.
    let alike = years.iter().all(|year| year.wide || !year.late);
    for year in years.iter_mut().filter(|year| year.late) {
        year.wide = alike;
    }
    years
}

/// More than so many dates do not stand beside each other.
const MOST_WIDE: usize = 6;

impl OccurrenceView<'_> {
    /// Whether nothing but its time is to be said of it.
    fn is_plain(&self) -> bool {
        let said = [self.title, self.venue, self.why, self.via, self.note];
        said.iter().all(Option::is_none)
            && self.moved_from.is_none()
            && self.minutes.is_none()
            && self.papers.is_empty()
    }
}

/// A meeting by its day, its times and its title.
fn full_name(locale: &Locale, o: &Occurrence) -> String {
    let when = locale.when(o.when);
    match &o.title {
        Some(title) => locale.put("list_more", &[("a", &when), ("b", title)]),
        None => when,
    }
}

fn occurrence_view<'a>(
    locale: &Locale,
    site: &Site,
    from: &str,
    meeting: &Meeting<'a>,
    alike: bool,
) -> OccurrenceView<'a> {
    let (series, o) = (meeting.series, meeting.occurrence);
    OccurrenceView {
        anchor: format!("on-{}", o.key),
        plate: PlateView::of(locale, o.when),
        when: locale.when(o.when),
        time: locale.times(o.when),
        days: days(locale, o.when),
        until: machine::end(o.when),
        status: status_word(o),
        title: o.title.as_deref(),
        venue: o.venue.as_deref(),
        mode: o.mode.map(crate::model::Mode::word),
        moved_from: o.was.map(|day| locale.full_date(day)),
        why: o.why.as_deref(),
        via: o.via.as_deref(),
        note: o.note.as_deref(),
        minutes: o.minutes.map(|id| LinkView::to(from, site.page(id))),
        agenda: o.minutes.is_some_and(|id| match &site.page(id).kind {
            Kind::Minutes(minutes) => minutes.is_agenda(),
            _ => false,
        }),
        areas: o
            .areas
            .iter()
            .map(|&index| series.areas[index].title.as_str())
            .collect(),
        together: o.joint && o.areas.is_empty(),
        papers: papers::views(locale, site, from, &o.papers),
        single: single_events(site, |file| relative(from, file), meeting),
        of: alike.then(|| full_name(locale, o)),
    }
}
