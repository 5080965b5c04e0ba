//! What all calendar files of a site have alike: addresses, their maker, words about what is missing.

use crate::locale::Locale;
use std::num::NonZeroU16;

use crate::calendar::{Published, Stamp, Title, Uri};
use crate::model::{Occurrence, Series, Site, Status};

/// How often calendar programs should look for changes. Google ignores it; Outlook obeys it.
const REFRESH_HOURS: NonZeroU16 = NonZeroU16::new(12).expect("twelve is not zero");

/// The program that writes the feeds (RFC 5545 §3.7.3).
pub(crate) const PRODUCT: &str = "-//Redway//Redway//EN";

/// Why events stand in one feed together.
pub(crate) const SOUND: &str = "events are written for the zone of the site, and resolving has seen that no two have the same UID";

/// Where a feed is published, and how often it is worth asking for it.
pub(crate) fn published(site: &Site, file: &str) -> Published {
    Published {
        address: address(site, file),
        refresh_hours: REFRESH_HOURS,
    }
}

/// The web address of something in the output.
pub(crate) fn address(site: &Site, file: &str) -> Uri {
    Uri::parse(&format!("{}{file}", site.settings.base_url))
        .expect("loading has seen that the address of the site is one, and paths hold nothing that may not follow")
}

/// What a feed, an event or their maker is called.
pub(crate) fn title(text: &str) -> Title {
    Title::parse(text).expect("loading has seen that what must be called something shows something")
}

/// The time of a change.
pub(crate) fn stamp(seconds: i64) -> Stamp {
    Stamp::from_seconds(seconds).expect("resolving has seen that calendars can write the time")
}

/// The months of meetings whose day is not known.
pub(crate) fn open_months(locale: &Locale, series: &Series) -> Option<String> {
    let month = |o: &Occurrence| match &o.via {
        Some(via) => {
            let month = locale.days(o.when);
            locale.put("feed_month_via", &[("month", &month), ("via", via)])
        }
        None => locale.days(o.when),
    };
    let months: Vec<String> = series
        .occurrences
        .iter()
        .filter(|o| !o.when.has_day() && o.status != Status::Cancelled)
        .map(month)
        .collect();
    (!months.is_empty()).then(|| months.join(", "))
}
