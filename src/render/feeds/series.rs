//! The feeds of a series, and the files of its single events.
//!
//! `events` writes each event once, and all files share its bytes: a feed for each series and each of
//! its areas (with copies at former addresses), one for each audience, one of everything, and a file
//! for each single event.

use std::borrow::Cow;

use super::events::SeriesEvents;
use super::facts::{PRODUCT, SOUND, open_months, published, title};
use crate::calendar::{self, Color, Frame, WrittenEvent, Zone};
use crate::locale::Locale;
use crate::model::{Feed, Page, Route, Series, Site};
use crate::render::view::feeds::name;

/// The feed of a series or of one of its areas, at the address of its id, whichever former one it is copied to.
pub(crate) fn feed<'e>(
    locale: &Locale,
    site: &Site,
    zone: &Zone,
    generated: &'e SeriesEvents,
    area: Option<u32>,
) -> Vec<Cow<'e, str>> {
    let page = site.page(generated.page);
    let series = page.series().expect("events are those of a series");
    let own = area.map(|index| &series.areas[index as usize]);
    let route = Route::Feed(Feed::Series {
        page: generated.page,
        area,
        former: None,
    });
    let feed = calendar::Feed {
        name: title(&name(&page.title, own.map(|area| area.title.as_str()))),
        description: series_description(locale, page, series),
        published: Some(published(site, site.routes.href(route))),
        color: own
            .and_then(|area| area.colour.as_deref())
            .or(series.colour.as_deref())
            .and_then(Color::find),
        ..plain(page, zone, generated)
    };
    let events: Vec<&WrittenEvent> = generated
        .events
        .iter()
        .filter(|event| match (event.area, area) {
            (_, None) => true,
            (None, Some(area)) => {
                series.occurrences[event.occurrence as usize].is_of(area as usize)
            }
            (Some(own), Some(area)) => own == area,
        })
        .map(|event| &event.written)
        .collect();
    Frame::new(&feed).into_pieces(&events).expect(SOUND)
}

/// The frame of the files of single events. What the calendar cannot hold yet is nothing to them.
pub(crate) fn frame_of_singles(site: &Site, zone: &Zone, generated: &SeriesEvents) -> Frame {
    Frame::new(&plain(site.page(generated.page), zone, generated))
}

/// What all files of a series say of themselves.
fn plain(page: &Page, zone: &Zone, generated: &SeriesEvents) -> calendar::Feed {
    calendar::Feed {
        name: title(&page.title),
        description: page.description.clone().unwrap_or_default(),
        published: None,
        page: generated.page_address.clone(),
        product_id: title(PRODUCT),
        zone: zone.clone(),
        revised: generated.revised,
        color: None,
        categories: vec![page.title.clone()],
    }
}

/// What the calendar of a series holds, and which meetings it cannot hold yet.
fn series_description(locale: &Locale, page: &Page, series: &Series) -> String {
    let mut lines: Vec<String> = page.description.iter().cloned().collect();
    if let Some(day) = series.retired {
        lines.push(locale.put("feed_retired", &[("retired", &locale.retired(day))]));
    }
    lines.extend(
        open_months(locale, series).map(|months| locale.put("feed_months", &[("months", &months)])),
    );
    lines.join("\n")
}
