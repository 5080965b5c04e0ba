//! The feeds of a series, and the files of its single events.
//!
//! `events` writes each event once, and all files share its bytes: a feed for each series and each of
//! its areas (with copies at former addresses), one for each audience, one of everything, and a file
//! for each single event.

use super::events::SeriesEvents;
use super::facts::{OPEN_MONTHS, PRODUCT, Put, open_months, published};
use crate::calendar::{Color, Feed, Frame, WrittenEvent, Zone};
use crate::model::{Page, Series, Site};
use crate::render::view::feeds::name;
use crate::render::words;
use crate::resolve::made;

/// Hands on the feeds of a series and their copies at former addresses. Gives the number of its feeds; copies are none
/// of their own.
pub(crate) fn of_series(
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
            name: name(&page.title, area.map(|area| area.title.as_str())),
            description: series_description(page, series),
            published: Some(published(site, &file)?),
            color: area
                .and_then(|area| area.colour.as_deref())
                .or(series.colour.as_deref())
                .and_then(Color::find),
            ..feed(zone, made)
        };
        let events: Vec<&WrittenEvent> = made
            .events
            .iter()
            .filter(|event| index.is_none() || event.area == index)
            .map(|event| &event.written)
            .collect();
        let frame = Frame::new(&feed).map_err(|error| error.to_string())?;
        let pieces = frame.pieces(&events).map_err(|error| error.to_string())?;
        put(&file, &pieces);
        for former in &series.former_ids {
            put(&made::feed(former, id), &pieces);
        }
        count += 1;
    }
    Ok(count)
}

/// Hands on a file for each single event of a series.
pub(crate) fn single_events(
    zone: &Zone,
    made: &SeriesEvents<'_>,
    put: &mut Put<'_>,
) -> Result<(), String> {
    // What the calendar cannot hold yet is nothing to a single meeting.
    let single = Frame::new(&feed(zone, made)).map_err(|error| error.to_string())?;
    for event in &made.events {
        let pieces = single
            .pieces(&[&event.written])
            .map_err(|error| error.to_string())?;
        put(&event.file, &pieces);
    }
    Ok(())
}

/// What all files of a series say of themselves.
fn feed(zone: &Zone, made: &SeriesEvents<'_>) -> Feed {
    let page = made.page;
    Feed {
        name: page.title.clone(),
        description: page.description.clone().unwrap_or_default(),
        published: None,
        page: made.page_address.clone(),
        product_id: PRODUCT.to_owned(),
        zone: zone.clone(),
        revised: made.revised,
        color: None,
        categories: vec![page.title.clone()],
    }
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
