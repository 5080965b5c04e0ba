//! Feeds that gather meetings of many series: all, and what each audience is asked to.

use std::borrow::Cow;

use super::facts::{PRODUCT, SOUND, address, open_months, published, stamp, title};
use crate::calendar::{self, Frame, Stamp, WrittenEvent, Zone};
use crate::locale::Locale;
use crate::model::{AudienceId, Expectation, Feed, Page, PageId, Route, Series, Site};
use crate::render::view::feeds::{all_name, audience_name};

/// A feed that gathers meetings of many series.
#[derive(Clone, Copy)]
pub(crate) enum Gathered {
    /// All meetings.
    All,
    /// What an audience is asked to.
    For(AudienceId),
}

impl Gathered {
    /// The feed, made from its events, which are sorted.
    pub(crate) fn feed<'e>(
        self,
        locale: &Locale,
        site: &Site,
        zone: &Zone,
        events: &[&'e WrittenEvent],
    ) -> Vec<Cow<'e, str>> {
        let (route, name, page) = match self {
            Gathered::All => (Feed::All, all_name(site), Route::Page(site.home)),
            Gathered::For(id) => {
                let name = audience_name(locale, site, site.audience(id));
                (Feed::Audience(id), name, Route::Audience(id))
            }
        };
        let feed = calendar::Feed {
            name: title(&name),
            description: self.description(locale, site),
            published: Some(published(site, site.routes.href(Route::Feed(route)))),
            page: address(site, site.routes.href(page)),
            product_id: title(PRODUCT),
            zone: zone.clone(),
            revised: self.revised(site),
            color: None,
            categories: Vec::new(),
        };
        Frame::new(&feed).into_pieces(events).expect(SOUND)
    }

    /// The pages of its series, in order.
    pub(crate) fn pages(self, site: &Site) -> Vec<PageId> {
        match self {
            Gathered::All => {
                let pages = site.pages_with_ids();
                pages
                    .filter(|(_, page)| page.series().is_some())
                    .map(|(id, _)| id)
                    .collect()
            }
            Gathered::For(id) => asking(site, id),
        }
    }

    fn series(self, site: &Site) -> impl Iterator<Item = (&Page, &Series)> {
        let pages = self.pages(site).into_iter().map(|id| site.page(id));
        pages.filter_map(|page| Some((page, page.series()?)))
    }

    /// When any of its series was last changed: one without events speaks in the description.
    fn revised(self, site: &Site) -> Stamp {
        let latest = self
            .series(site)
            .filter_map(|(_, series)| series.revised)
            .max();
        stamp(latest.expect("it has a route when one of them has an event"))
    }

    fn description(self, locale: &Locale, site: &Site) -> String {
        let mut lines = vec![match self {
            Gathered::All => locale.word("feed_all").to_owned(),
            Gathered::For(id) => {
                let wanted = &site.audience(id).calendar;
                let ways: Vec<&str> = [
                    (Expectation::Expected, "feed_way_expected"),
                    (Expectation::Encouraged, "feed_way_encouraged"),
                    (Expectation::For, "feed_way_for"),
                    (Expectation::Welcome, "feed_way_welcome"),
                ]
                .into_iter()
                .filter(|(level, _)| wanted.contains(level))
                .map(|(_, key)| locale.word(key))
                .collect();
                locale.put("feed_ways", &[("ways", &locale.one_of(&ways))])
            }
        }];
        let open: Vec<String> = self
            .series(site)
            .filter(|(page, _)| page.as_of.is_none())
            .filter_map(|(page, series)| {
                open_months(locale, series).map(|months| format!("{}: {months}", page.title))
            })
            .collect();
        if !open.is_empty() {
            lines.push(locale.put("feed_months", &[("months", &open.join("; "))]));
        }
        lines.join("\n")
    }
}

/// The series that ask an audience to come in a way that its calendar holds.
fn asking(site: &Site, id: AudienceId) -> Vec<PageId> {
    let wanted = &site.audience(id).calendar;
    let pages = site.concerned(id).iter();
    let asking =
        pages.filter(|(page, how)| wanted.contains(how) && site.page(*page).series().is_some());
    let mut asking: Vec<PageId> = asking.map(|(page, _)| *page).collect();
    asking.dedup();
    asking
}
