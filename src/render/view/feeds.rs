//! What calendar feeds are called.

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
pub(crate) fn audience_name(site: &Site, audience: &Audience) -> String {
    format!("{}: for {}", site.settings.title, audience.title)
}
