//! Which calendar feeds there are, and what they say of themselves.
//!
//! `events` writes each event once, and all files share its bytes: a feed for each series and each of
//! its areas (with copies at former addresses), one for each audience, one of everything, and a file
//! for each single meeting.

use std::num::NonZeroU16;

use super::events::{SeriesEvents, has_events, uri};
use super::words;
use crate::calendar::{Color, Feed, Frame, Published, Stamp, Title, Uri, WrittenEvent, Zone};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Audience, AudienceId, Expectation, Occurrence, Page, Series, Site, Status};
use crate::resolve::made;

/// How often calendar programs should look for changes. Google ignores it; Outlook obeys it.
const REFRESH_HOURS: NonZeroU16 = NonZeroU16::new(12).expect("twelve is not zero");

/// Takes a finished file: its path in the output and its text in pieces.
pub(super) type Put<'p> = dyn FnMut(&str, &[&str]) + 'p;

/// What the feed of a series or of one of its areas is called.
pub(super) fn name(series: &str, area: Option<&str>) -> String {
    match area {
        Some(area) => format!("{series}: {area}"),
        None => series.to_owned(),
    }
}

/// What the feed of all meetings is called.
pub(super) fn all_name(site: &Site) -> String {
    site.settings.title.clone()
}

/// What the feed of an audience is called.
pub(super) fn audience_name(site: &Site, audience: &Audience) -> String {
    format!("{}: for {}", site.settings.title, audience.title)
}

/// Whether the calendar of an audience would hold an event.
pub(super) fn has_audience_feed(site: &Site, id: AudienceId) -> bool {
    let mut all = site.series();
    all.any(|(page, series)| has_events(series) && asks(site, id, page))
}

/// Whether a page asks an audience to come in a way that its calendar holds.
fn asks(site: &Site, id: AudienceId, page: &Page) -> bool {
    let wanted = &site.audience(id).calendar;
    page.audience
        .iter()
        .any(|(level, ids)| wanted.contains(level) && ids.contains(&id))
}

/// The finding for a feed that cannot be written.
pub(super) fn problem(why: &str) -> Diagnostic {
    Diagnostic::error(Code::Feed, format!("the calendar feed cannot be written: {why}"))
        .help("correct the dates, ids or addresses of this series, or `base_url` and `uid_domain` in site.yaml")
}

/// Hands on the feeds of a series and their copies at former addresses. Gives the number of its feeds; copies are none
/// of their own.
pub(super) fn of_series(
    site: &Site,
    zone: &Zone,
    made: &SeriesEvents<'_>,
    put: &mut Put<'_>,
) -> Result<usize, String> {
    let (page, series) = (made.page, made.series);
    let areas = series.areas.iter().enumerate();
    let feeds = std::iter::once(None).chain(areas.map(Some));
    let mut count = 0;
    for area in feeds {
        let (index, area) = area.unzip();
        let id = area.map(|area| area.id.as_str());
        let file = made::feed(&series.id, id);
        let feed = Feed {
            name: title(&name(&page.title, area.map(|area| area.title.as_str())))?,
            description: series_description(page, series),
            published: Some(published(site, &file)?),
            color: area
                .and_then(|area| area.colour.as_deref())
                .or(series.colour.as_deref())
                .and_then(Color::find),
            ..feed(zone, made)?
        };
        let events: Vec<&WrittenEvent> = made
            .events
            .iter()
            .filter(|event| index.is_none() || event.area == index)
            .map(|event| &event.written)
            .collect();
        let frame = Frame::new(&feed);
        let pieces = frame.pieces(&events).map_err(|error| error.to_string())?;
        put(&file, &pieces);
        for former in &series.former_ids {
            put(&made::feed(former, id), &pieces);
        }
        count += 1;
    }
    Ok(count)
}

/// Hands on a file for each single meeting of a series.
pub(super) fn singles(
    zone: &Zone,
    made: &SeriesEvents<'_>,
    put: &mut Put<'_>,
) -> Result<(), String> {
    // What the calendar cannot hold yet is nothing to a single meeting.
    let single = Frame::new(&feed(zone, made)?);
    for event in &made.events {
        let pieces = single
            .pieces(&[&event.written])
            .map_err(|error| error.to_string())?;
        put(&event.file, &pieces);
    }
    Ok(())
}

/// What all files of a series say of themselves.
fn feed(zone: &Zone, made: &SeriesEvents<'_>) -> Result<Feed, String> {
    let page = made.page;
    Ok(Feed {
        name: title(&page.title)?,
        description: page.description.clone().unwrap_or_default(),
        published: None,
        page: made.page_address.clone(),
        product_id: title(PRODUCT)?,
        zone: zone.clone(),
        revised: made.revised,
        color: None,
        categories: vec![page.title.clone()],
    })
}

/// A feed that gathers meetings of many series.
pub(super) enum Gathered {
    /// All meetings.
    All,
    /// What an audience is asked to.
    For(AudienceId),
}

/// The gathered feeds that there may be.
pub(super) fn gathered(site: &Site) -> Vec<Gathered> {
    let audiences = (0..site.audiences.len()).map(|index| Gathered::For(AudienceId::new(index)));
    std::iter::once(Gathered::All).chain(audiences).collect()
}

impl Gathered {
    fn holds(&self, site: &Site, page: &Page) -> bool {
        match self {
            Gathered::All => true,
            Gathered::For(id) => asks(site, *id, page),
        }
    }

    /// Hands on the feed, made from the events of all series with their pages. Tells whether there is one: there is none
    /// when no event belongs in it.
    pub(super) fn write(
        &self,
        site: &Site,
        zone: &Zone,
        all: &[(&Page, &WrittenEvent)],
        put: &mut Put<'_>,
    ) -> Result<bool, String> {
        let events: Vec<&WrittenEvent> = all
            .iter()
            .filter(|(page, _)| self.holds(site, page))
            .map(|(_, event)| *event)
            .collect();
        if events.is_empty() {
            return Ok(false);
        }
        let (file, name, page) = match self {
            Gathered::All => (
                made::ALL_FEED.to_owned(),
                all_name(site),
                site.page(site.home).address.href.to_string(),
            ),
            Gathered::For(id) => {
                let audience = site.audience(*id);
                (
                    made::audience_feed(&audience.id),
                    audience_name(site, audience),
                    made::entry(made::AUDIENCES, &audience.id, site.settings.addresses),
                )
            }
        };
        let feed = Feed {
            name: title(&name)?,
            description: self.description(site),
            published: Some(published(site, &file)?),
            page: address(site, &page)?,
            product_id: title(PRODUCT)?,
            zone: zone.clone(),
            revised: self
                .revised(site)
                .ok_or("the time of the last change is out of range")?,
            color: None,
            categories: Vec::new(),
        };
        let frame = Frame::new(&feed);
        put(
            &file,
            &frame.pieces(&events).map_err(|error| error.to_string())?,
        );
        Ok(true)
    }

    fn series<'s>(&'s self, site: &'s Site) -> impl Iterator<Item = (&'s Page, &'s Series)> {
        site.series().filter(|(page, _)| self.holds(site, page))
    }

    /// When any of its series was last changed: one without events speaks in the description.
    fn revised(&self, site: &Site) -> Option<Stamp> {
        let latest = self
            .series(site)
            .filter_map(|(_, series)| series.revised)
            .max();
        latest.and_then(Stamp::from_seconds)
    }

    fn description(&self, site: &Site) -> String {
        let mut lines = vec![match self {
            Gathered::All => "All meetings.".to_owned(),
            Gathered::For(id) => {
                let wanted = &site.audience(*id).calendar;
                let ways: Vec<&str> = [
                    (Expectation::Expected, "at which you are expected"),
                    (
                        Expectation::Encouraged,
                        "which you are encouraged to attend",
                    ),
                    (Expectation::For, "which are for you"),
                    (Expectation::Welcome, "at which you are welcome"),
                ]
                .into_iter()
                .filter(|(level, _)| wanted.contains(level))
                .map(|(_, words)| words)
                .collect();
                format!("Meetings {}.", words::either(&ways))
            }
        }];
        let open: Vec<String> = self
            .series(site)
            .filter(|(page, _)| page.as_of.is_none())
            .filter_map(|(page, series)| {
                open_months(series).map(|months| format!("{}: {months}", page.title))
            })
            .collect();
        if !open.is_empty() {
            lines.push(format!("{OPEN_MONTHS} {}.", open.join("; ")));
        }
        lines.join("\n")
    }
}

const PRODUCT: &str = "-//Redway//Redway//EN";

const OPEN_MONTHS: &str = "Day to be confirmed, and so not in this calendar yet:";

fn title(text: &str) -> Result<Title, String> {
    Title::parse(text).map_err(|error| error.to_string())
}

fn published(site: &Site, file: &str) -> Result<Published, String> {
    Ok(Published {
        address: address(site, file)?,
        refresh_hours: REFRESH_HOURS,
    })
}

fn address(site: &Site, file: &str) -> Result<Uri, String> {
    uri(&format!("{}{file}", site.settings.base_url))
}

/// What the calendar of a series holds, and which meetings it cannot hold yet.
fn series_description(page: &Page, series: &Series) -> String {
    let mut lines: Vec<String> = page.description.iter().cloned().collect();
    if let Some(day) = series.retired {
        lines.push(format!(
            "{}. Past ones stay in this calendar.",
            words::retired(day)
        ));
    }
    lines.extend(open_months(series).map(|months| format!("{OPEN_MONTHS} {months}.")));
    lines.join("\n")
}

/// The months of meetings whose day is not known.
fn open_months(series: &Series) -> Option<String> {
    let month = |o: &Occurrence| match &o.via {
        Some(via) => format!("{} (through {via})", words::days(o.when)),
        None => words::days(o.when),
    };
    let months: Vec<String> = series
        .occurrences
        .iter()
        .filter(|o| !o.when.has_day() && o.status != Status::Cancelled)
        .map(month)
        .collect();
    (!months.is_empty()).then(|| months.join(", "))
}
