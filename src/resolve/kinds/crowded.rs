//! Whether what is written once is published so many times that the output would outgrow the source.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::RawTable;
use crate::model::{Audience, AudienceId, Block, Kind, Page, Series};

/// So many times may meetings stand in calendars: in that of their series, once for each area that meets, and in that of each
/// audience that they ask to come. A county with two thousand series of forty meetings each stays far below.
const MOST_EVENTS: usize = 200_000;

/// So many cells, lines and links may calls put into pages, on average of each page, above a number that any site may reach.
const MOST_CALLED: (usize, usize) = (500_000, 500);

/// Reports the series that fills most calendars and the page whose calls show most, when all together are too many.
pub(crate) fn report(
    pages: &[Page],
    tables: &[RawTable],
    audiences: &[Audience],
    diagnostics: &mut Diagnostics,
) {
    events_of_all(pages, audiences, diagnostics);
    calls_of_all(pages, tables, audiences, diagnostics);
}

fn calls_of_all(
    pages: &[Page],
    tables: &[RawTable],
    audiences: &[Audience],
    diagnostics: &mut Diagnostics,
) {
    let called = |page: &Page| !page.body.blocks.is_empty();
    if !pages.iter().any(called) {
        return;
    }
    let series = pages.iter().filter_map(Page::series);
    let (series, meetings) = series.fold((0_usize, 0_usize), |(series, meetings), one| {
        (series + 1, meetings + one.occurrences.len())
    });
    let size = |block: &Block| match block {
        Block::Table(id) | Block::Chart(id) => {
            let table = &tables[id.index()];
            table.rows.len().saturating_mul(table.columns.len())
        }
        Block::Actions(page, _) => match &pages[page.index()].kind {
            Kind::Plan(plan) => plan.actions.len(),
            _ => 0,
        },
        Block::Matrix => series.saturating_mul(audiences.len()),
        Block::Audiences => audiences.len(),
        Block::NextMeetings => meetings,
        Block::Vacancies | Block::Resolutions => pages.len(),
        Block::Steps => 0,
    };
    let (mut all, mut most) = (0_usize, (0, None));
    for page in pages.iter().filter(|page| called(page)) {
        let shown = page
            .body
            .blocks
            .iter()
            .map(size)
            .fold(0, usize::saturating_add);
        all = all.saturating_add(shown);
        if shown > most.0 {
            most = (shown, Some(page));
        }
    }
    let (least, each) = MOST_CALLED;
    let Some(page) = most.1.filter(|_| all > least + each * pages.len()) else {
        return;
    };
    let finding = Diagnostic::error(
        Code::Repeated,
        format!("calls put {all} cells and lines into pages, most of them into this one"),
    );
    let finding =
        finding.help("show a long table or list on one page, and link to that page from others");
    diagnostics.push(finding.in_file(&page.source));
}

fn events_of_all(pages: &[Page], audiences: &[Audience], diagnostics: &mut Diagnostics) {
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

/// How many events a series has: one for each meeting with a day, or for each area that meets. A joint meeting stands in
/// the calendar of each of its areas.
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
