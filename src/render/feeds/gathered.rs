//! Feeds that gather meetings of many series: all, and what each audience is asked to.

use super::facts::{OPEN_MONTHS, PRODUCT, Put, address, open_months, published};
use crate::calendar::{Feed, Frame, Stamp, WrittenEvent, Zone};
use crate::model::{AudienceId, Expectation, Page, Series, Site};
use crate::render::view::feeds::{all_name, audience_name};
use crate::render::words;
use crate::resolve::made;

/// A feed that gathers meetings of many series.
pub(crate) enum Gathered {
    /// All meetings.
    All,
    /// What an audience is asked to.
    For(AudienceId),
}

/// The gathered feeds that there may be.
pub(crate) fn gathered(site: &Site) -> Vec<Gathered> {
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
    pub(crate) fn write(
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
            name,
            description: self.description(site),
            published: Some(published(site, &file)?),
            page: address(site, &page)?,
            product_id: PRODUCT.to_owned(),
            zone: zone.clone(),
            revised: self
                .revised(site)
                .ok_or("the time of the last change is out of range")?,
            color: None,
            categories: Vec::new(),
        };
        let frame = Frame::new(&feed).map_err(|error| error.to_string())?;
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

/// Whether the calendar of an audience would hold an event.
pub(crate) fn has_audience_feed(site: &Site, id: AudienceId) -> bool {
    let mut all = site.series();
    all.any(|(page, series)| series.has_day() && asks(site, id, page))
}

/// Whether a page asks an audience to come in a way that its calendar holds.
fn asks(site: &Site, id: AudienceId, page: &Page) -> bool {
    let wanted = &site.audience(id).calendar;
    page.audience
        .iter()
        .any(|(level, ids)| wanted.contains(level) && ids.contains(&id))
}
