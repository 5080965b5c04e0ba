//! How people take part in meetings, where the place says otherwise: somebody would stand before a locked hall.

use super::page::warn;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{RawKind, RawOccurrence, RawPage, RawSeries, Scalar, scalars};
use crate::model::{Mode, venue};

/// Words by which a place is none that people go to.
const NO_PLACE: [&str; 12] = [
    "://",
    "teams",
    "zoom",
    "meet.",
    "google meet",
    "webex",
    "jitsi",
    "bigbluebutton",
    "skype",
    "slack",
    "video",
    "online",
];

/// Warns of each meeting that is online and has a hall, or that people go to where only an address of the web is given.
pub(super) fn check(page: &RawPage, text: &str, diagnostics: &mut Diagnostics) {
    let RawKind::Series(series) = &page.kind else {
        return;
    };
    let contradicts = |mode, venue: Option<&str>| contradiction(mode, venue, series).is_some();
    let own = |one: &RawOccurrence| {
        (one.mode.is_some() || one.venue.is_some())
            && contradicts(one.mode.or(series.mode), venue_of(one, series))
    };
    if !contradicts(series.mode, series.venue.as_deref()) && !series.occurrences.iter().any(own) {
        return;
    }
    let facts = scalars(&page.file, text);
    let mut tell = |mode, venue: Option<&str>, fact: Option<&Scalar>| {
        if let Some((message, help)) = contradiction(mode, venue, series)
            && let Some(fact) = fact
        {
            let finding = (Code::ModeAndPlace, message);
            warn(page, diagnostics, finding, &fact.span, help);
        }
    };
    let of_series = facts.iter().find(|fact| fact.keys == ["mode"]);
    tell(series.mode, series.venue.as_deref(), of_series);
    // In the order of their entries, none of which is part of another.
    let of_entries = facts.iter().filter(|fact| {
        matches!(fact.keys.as_slice(), [list, key] if list == "occurrences" && (key == "mode" || key == "venue"))
    });
    let of_entries: Vec<&Scalar> = of_entries.collect();
    for one in series.occurrences.iter().filter(|one| own(one)) {
        let entry = &one.when.span;
        let first = of_entries.partition_point(|fact| fact.around.end < entry.end);
        let fact = of_entries.get(first).copied();
        let fact = fact.filter(|fact| fact.around.start <= entry.start);
        tell(one.mode.or(series.mode), venue_of(one, series), fact);
    }
}

/// Where a meeting is said to be, as pages and feeds have it.
fn venue_of<'a>(one: &'a RawOccurrence, series: &'a RawSeries) -> Option<&'a str> {
    venue((one.mode, one.venue.as_deref()), series.venue.as_deref())
}

/// What is wrong with a mode and a place, and what to do.
fn contradiction(
    mode: Option<Mode>,
    venue: Option<&str>,
    series: &RawSeries,
) -> Option<(String, &'static str)> {
    let is_none = |venue: &str| {
        let venue = venue.to_lowercase();
        NO_PLACE.iter().any(|word| venue.contains(word))
    };
    match (mode?, venue) {
        (Mode::Online, Some(venue)) if !is_none(venue) => Some((
            format!("`mode` is online, and `{venue}` is given as the venue"),
            "write `mode: hybrid` or `in-person or online` if people may come there; or take `venue` away, and say under `join` how to take part",
        )),
        (Mode::InPerson, Some(venue)) if venue.contains("://") => Some((
            "`mode` is in-person, and the venue is an address of the web".to_owned(),
            "write where people are to go under `venue`, and the address under `join`; or `mode: online`",
        )),
        (Mode::InPerson, None) if has_address(series) => Some((
            "`mode` is in-person, and only an address of the web says where".to_owned(),
            "write under `venue` where people are to go; or `mode: online`",
        )),
        _ => None,
    }
}

/// Whether all that is said of how to take part is an address of the web.
fn has_address(series: &RawSeries) -> bool {
    let Some(join) = &series.join else {
        return false;
    };
    let links = &join.document.links;
    let is_web = |target: &str| target.starts_with("https://") || target.starts_with("http://");
    !links.is_empty() && links.iter().all(|link| is_web(&link.target))
}
