//! Whether what is written once is published so many times that the output would outgrow the source.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Audience, AudienceId, Page, Series};

/// So many times may meetings stand in calendars: in that of their series, once for each area that meets, and in that of each
/// audience that they ask to come. A county with two thousand series of forty meetings each stays far below.
const MOST_EVENTS: usize = 200_000;

/// Reports the series that fills most, when all together are too many.
pub(crate) fn report(pages: &[Page], audiences: &[Audience], diagnostics: &mut Diagnostics) {
    let counted = pages.iter().filter_map(|page| {
        let events = events(page.series()?);
        let asked = asked(page, audiences);
        Some((events.saturating_mul(1 + asked), events, asked, page))
    });
    let mut all = 0_usize;
    let mut most: Option<(usize, usize, usize, &Page)> = None;
    for counted in counted {
        all = all.saturating_add(counted.0);
        if most.is_none_or(|(copies, ..)| counted.0 > copies) {
            most = Some(counted);
        }
    }
    let Some((_, events, asked, page)) = most.filter(|_| all > MOST_EVENTS) else {
        return;
    };
    let mut finding = Diagnostic::error(
        Code::Repeated,
        format!(
            "meetings stand {all} times in calendars, which is more than {MOST_EVENTS}; most come from this series"
        ),
    );
    if asked > 0 {
        finding = finding.help(format!(
            "its {events} meetings stand in the calendars of {asked} audiences too: name fewer audiences, or only those who are expected"
        ));
    }
    finding = finding.help(
        "let rules end sooner, name the `areas` that meet on each date, or make one audience of many; in audiences.yaml `calendar` says which meetings an audience's calendar holds",
    );
    diagnostics.push(finding.in_file(&page.source));
}

/// How many events a series has: one for each meeting with a day, or for each area that meets.
fn events(series: &Series) -> usize {
    let of = |areas: &[usize]| match (series.areas.len(), areas.len()) {
        (0, _) => 1,
        (all, 0) => all,
        (_, some) => some,
    };
    let dated = series.occurrences.iter().filter(|o| o.when.has_day());
    dated.map(|o| of(&o.areas)).fold(0, usize::saturating_add)
}

/// How many audiences have a calendar that holds the meetings of a series.
fn asked(page: &Page, audiences: &[Audience]) -> usize {
    let asked = page.audience.iter().flat_map(|(how, ids)| {
        let holds = move |id: &&AudienceId| audiences[id.index()].calendar.contains(how);
        ids.iter().filter(holds)
    });
    asked.collect::<HashSet<_>>().len()
}
