//! What all calendar files of a site have alike: addresses, their maker, words about what is missing.

use std::num::NonZeroU16;

use crate::calendar::{Published, Title, Uri};
use crate::diagnostic::{Code, Diagnostic};
use crate::locale::Locale;
use crate::model::{Occurrence, Series, Site, Status};

/// How often calendar programs should look for changes. Google ignores it; Outlook obeys it.
const REFRESH_HOURS: NonZeroU16 = NonZeroU16::new(12).expect("twelve is not zero");

/// The finding for a feed that cannot be written.
pub(crate) fn problem(why: &str) -> Diagnostic {
    Diagnostic::error(Code::Feed, format!("the calendar feed cannot be written: {why}"))
        .help("correct the dates, ids or addresses of this series, or `base_url` and `uid_domain` in site.yaml")
}

/// The program that writes the feeds (RFC 5545 §3.7.3).
pub(crate) const PRODUCT: &str = "-//Redway//Redway//EN";

/// Where a feed is published, and how often it is worth asking for it.
pub(crate) fn published(site: &Site, file: &str) -> Result<Published, String> {
    Ok(Published {
        address: address(site, file)?,
        refresh_hours: REFRESH_HOURS,
    })
}

/// The web address of something in the output.
pub(crate) fn address(site: &Site, file: &str) -> Result<Uri, String> {
    let text = format!("{}{file}", site.settings.base_url);
    Uri::parse(&text).map_err(|error| format!("`{text}`: {error}"))
}

/// The name of a feed or of its maker.
pub(crate) fn title(text: &str) -> Result<Title, String> {
    Title::parse(text).map_err(|error| error.to_string())
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
