//! What identifies meetings in calendars is no longer than calendar programs must keep.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::calendar::Uid;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Area, Occurrence, Series};

/// Where the parts of the UIDs of a series are written.
pub(super) struct Places {
    /// The id that they begin with.
    pub(super) stem: Range<usize>,
    /// The ids of the areas, in order.
    pub(super) areas: Vec<Range<usize>>,
    /// The keys of the meetings, or the dates that stand for them.
    pub(super) keys: HashMap<String, Range<usize>>,
}

/// Reports the parts that make a UID too long. Of UIDs that pass, no two are the same: ids and keys have no dot, and the
/// feed of each id, or id and area, has an address of its own.
pub(super) fn check(
    series: &Series,
    places: &Places,
    domain: &str,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    let stem = if series.former_ids.is_empty() {
        "the `id` of the series"
    } else {
        "the first of `former_ids`"
    };
    let mut reported: HashSet<usize> = HashSet::new();
    let mut meeting = |meeting: &Occurrence, area: Option<(usize, &Area)>| {
        let (index, area) = area.unzip();
        let fault = |area, key: &str| Uid::parse(series.uid(area, key, domain)).err();
        let Some(error) = fault(area, &meeting.key) else {
            return;
        };
        // The first part with which it is too long for the key that a day has.
        let day = meeting.when.first_day().to_string();
        let area_span = index.map(|index| &places.areas[index]);
        let (span, part) = match (area_span, places.keys.get(&meeting.key)) {
            _ if fault(None, &day).is_some() => (&places.stem, ""),
            (Some(span), _) if fault(area, &day).is_some() => (span, "the id of the area or "),
            (_, Some(span)) => (span, "the `key` or "),
            (_, None) => (&places.stem, ""),
        };
        if reported.insert(span.start) {
            diagnostics.push(
                Diagnostic::error(
                    Code::Feed,
                    format!(
                        "the UID of a meeting would have {} letters, and calendar programs keep no more than {}",
                        error.uid.len(),
                        Uid::LONGEST
                    ),
                )
                .at(file, span.clone())
                .help(format!(
                    "shorten {part}{stem}, or write a shorter `uid_domain` in site.yaml (its {} letters count too)",
                    domain.len()
                ))
                .help("none of them may change once the feed is published"),
            );
        }
    };
    for occurrence in series.occurrences.iter().filter(|o| o.when.has_day()) {
        for area in series.events_of(occurrence) {
            meeting(occurrence, area);
        }
    }
}
