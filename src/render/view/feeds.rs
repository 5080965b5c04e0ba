//! What calendar feeds are called.

use crate::locale::Locale;
use crate::model::{Audience, Site};

/// What the feed of a series or of one of its areas is called.
pub(crate) fn name(series: &str, area: Option<&str>) -> String {
    match area {
        Some(area) => format!("{series}: {area}"),
        None => series.to_owned(),
    }
}

/// What the feed of all meetings is called.
pub(crate) fn all_name(site: &Site) -> String {
    site.settings.title.clone()
}

/// What the feed of an audience is called.
pub(crate) fn audience_name(locale: &Locale, site: &Site, audience: &Audience) -> String {
    let (site, audience) = (&site.settings.title, &audience.title);
    locale.put("feed_name_for", &[("site", site), ("audience", audience)])
}
