//! The events of all series, each written once, and the calendar files that hold them.

use crate::locale::Locale;
use std::borrow::Cow;

use rayon::prelude::*;

use super::events::{self, SeriesEvents};
use super::facts::SOUND;
use super::gathered::Gathered;
use super::series;
use crate::calendar::{Frame, WrittenEvent, Zone};
use crate::model::{Feed, PageId, Site};

/// The events of all series that have a meeting with a day.
pub(crate) struct Events {
    /// With the frame of the files of single events, in the order of pages.
    series: Vec<(SeriesEvents, Frame)>,
    /// All events in the order of a feed: the place of the series, and that of the event in it.
    sorted: Vec<(u32, u32)>,
}

impl Events {
    /// Writes all events, on all cores.
    pub(crate) fn of(locale: &Locale, site: &Site, zone: &Zone) -> Self {
        let pages: Vec<PageId> = site
            .pages_with_ids()
            .filter(|(_, page)| page.series().is_some())
            .map(|(id, _)| id)
            .collect();
        let series: Vec<(SeriesEvents, Frame)> = pages
            .into_par_iter()
            .filter_map(|id| written(locale, site, zone, id))
            .collect();
        let mut sorted: Vec<(u32, u32)> = series
            .iter()
            .zip(0..)
            .flat_map(|((generated, _), place): (&(SeriesEvents, Frame), u32)| {
                (0..)
                    .take(generated.events.len())
                    .map(move |event| (place, event))
            })
            .collect();
        let order = |&(place, event): &(u32, u32)| at(&series, place, event).1.order();
        sorted.par_sort_by(|a, b| order(a).cmp(&order(b)));
        Events { series, sorted }
    }

    /// The text of a feed in pieces, most of which other feeds share.
    pub(crate) fn feed<'e>(
        &'e self,
        locale: &Locale,
        site: &Site,
        zone: &Zone,
        feed: Feed,
    ) -> Vec<Cow<'e, str>> {
        let gathered = match feed {
            Feed::Series { page, area, .. } => {
                let (generated, _) = self.of_page(page);
                return series::feed(locale, site, zone, generated, area);
            }
            Feed::All => Gathered::All,
            Feed::Audience(id) => Gathered::For(id),
        };
        let sorted = |&(place, event): &(u32, u32)| at(&self.series, place, event).1;
        let events: Vec<&WrittenEvent> = match gathered {
            Gathered::All => self.sorted.iter().map(sorted).collect(),
            Gathered::For(_) => {
                let pages = gathered.pages(site);
                let created = pages.iter().filter_map(|&page| self.place_of(page));
                let mut events: Vec<&WrittenEvent> = created
                    .flat_map(|place| &self.series[place].0.events)
                    .map(|event| &event.written)
                    .collect();
                events.sort_by(|a, b| a.order().cmp(&b.order()));
                events
            }
        };
        gathered.feed(locale, site, zone, &events)
    }

    /// The file of one meeting, or of one area of it.
    pub(crate) fn single(
        &self,
        page: PageId,
        occurrence: u32,
        area: Option<u32>,
    ) -> Vec<Cow<'_, str>> {
        let (generated, frame) = self.of_page(page);
        let event = generated
            .single(occurrence, area)
            .expect("a meeting has a route when it has an event");
        frame.pieces(&[event]).expect(SOUND)
    }

    fn of_page(&self, page: PageId) -> &(SeriesEvents, Frame) {
        let place = self.place_of(page);
        &self.series[place.expect("a series has routes of feeds when it has events")]
    }

    /// The place of a series among those that have events.
    fn place_of(&self, page: PageId) -> Option<usize> {
        let order = |(events, _): &(SeriesEvents, Frame)| events.page;
        self.series.binary_search_by_key(&page, order).ok()
    }
}

/// An event with the page of its series.
fn at(series: &[(SeriesEvents, Frame)], place: u32, event: u32) -> (PageId, &WrittenEvent) {
    let (generated, _) = &series[place as usize];
    (generated.page, &generated.events[event as usize].written)
}

fn written(locale: &Locale, site: &Site, zone: &Zone, id: PageId) -> Option<(SeriesEvents, Frame)> {
    let generated = events::of_series(locale, site, zone, id)?;
    let frame = series::frame_of_singles(site, zone, &generated);
    Some((generated, frame))
}
