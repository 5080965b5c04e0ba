//! What calls put between blocks of text: tables, charts, registers and lists.

mod matrix;
mod next_meetings;

use crate::locale::Locale;
use crate::render::view::meetings::Years;
use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use super::theme::Theme;
use super::view::actions::{self, ActionView, CommonView, WordsView};
use super::view::audiences::{groups, view};
use super::view::charts;
use super::view::entry::side_title;
use super::view::href::relative;
use super::view::posts::is_chair;
use super::view::resolutions::{self, IndexView, ResolutionView};
use super::view::steps;
use super::view::tables;
use super::view::views::{AudienceGroupView, LinkView};
use crate::diagnostic::Diagnostic;
use crate::model::{Block, Group, Kind, Page, PageId, PlanWords, Route, Site, anchor};

#[derive(Serialize)]
struct ActionsView {
    actions: Vec<ActionView>,
    /// What is the same in all of them.
    common: CommonView,
    plan_link: LinkView,
    words: WordsView,
}

#[derive(Serialize)]
struct VacanciesView {
    groups: Vec<VacantGroup>,
    total: u32,
}

#[derive(Serialize)]
struct VacantGroup {
    title: String,
    href: String,
    vacancies: u32,
    /// Which side all of its seats are of; where they differ, each says it.
    side: Option<String>,
    /// Who chairs it.
    chairs: Vec<LinkView>,
    seats: Vec<VacantSeat>,
}

#[derive(Serialize)]
struct VacantSeat {
    constituency: Option<String>,
    side: Option<String>,
    count: u32,
}

#[derive(Serialize)]
struct ResolutionsView {
    /// What anchors of this register begin with: a page can have one for each group.
    anchor: String,
    index: IndexView,
    bodies: Vec<BodyView>,
}

/// What one body resolved.
#[derive(Serialize)]
struct BodyView {
    /// Its name, where there are several.
    title: Option<String>,
    meetings: Vec<MeetingView>,
}

#[derive(Serialize)]
struct MeetingView {
    title: String,
    href: String,
    date: String,
    resolutions: Vec<ResolutionView>,
}

#[derive(Serialize)]
struct AudiencesView {
    groups: Vec<AudienceGroupView>,
}

#[derive(Serialize)]
struct StepsView {
    steps: Vec<steps::StepView>,
}

/// The HTML of a block on a page. `number` counts the uses of its table there; `years` gives the meetings of the calendar.
pub(crate) fn html<'a>(
    site: &Site,
    theme: &Theme,
    page: &Page,
    block: Block,
    number: usize,
    years: &dyn Fn() -> &'a Years,
) -> Result<String, Box<Diagnostic>> {
    let locale = theme.locale();
    let from = &*page.address.href;
    let source: &Arc<str> = &page.source;
    match block {
        Block::Table(id) => {
            let view = tables::view(locale, site, from, id, number);
            theme.part(
                "blocks/table.html",
                &tables::TableOnly { table: view },
                source,
            )
        }
        Block::Chart(id) => {
            let table = site.table(id);
            let chart = charts::view(locale, table);
            let view = charts::TableWithChart {
                table: tables::view(locale, site, from, id, number),
                chart,
            };
            theme.part("blocks/chart.html", &view, source)
        }
        Block::Actions(plan, priority) => theme.part(
            "blocks/actions.html",
            &actions(locale, site, from, plan, priority),
            source,
        ),
        Block::Vacancies => theme.part(
            "blocks/vacancies.html",
            &vacancies(site, theme, from),
            source,
        ),
        Block::Resolutions(group) => theme.part(
            "blocks/resolutions.html",
            &resolutions(theme, site, from, group),
            source,
        ),
        Block::Matrix => theme.part(
            "blocks/matrix.html",
            &matrix::view(site, theme, from),
            source,
        ),
        Block::Audiences => {
            let view = AudiencesView {
                groups: groups(site, |id| view(site, from, id)),
            };
            theme.part("blocks/audiences.html", &view, source)
        }
        Block::NextMeetings => theme.part(
            "blocks/next_meetings.html",
            &next_meetings::view(theme.locale(), site, years(), from),
            source,
        ),
        Block::Steps => {
            let view = StepsView {
                steps: steps::views(locale, site, page),
            };
            theme.part("blocks/steps.html", &view, source)
        }
    }
}

fn actions(
    locale: &Locale,
    site: &Site,
    from: &str,
    id: PageId,
    priority: Option<usize>,
) -> ActionsView {
    let page = site.page(id);
    let (actions, words) = match &page.kind {
        Kind::Plan(plan) => {
            let actions = plan.actions.iter();
            let these = actions.filter(|action| priority.is_none() || action.priority == priority);
            (these.collect(), WordsView::of(locale, &plan.words))
        }
        _ => (Vec::new(), WordsView::of(locale, &PlanWords::default())),
    };
    let common = CommonView::of(locale, &actions);
    ActionsView {
        actions: actions
            .iter()
            .map(|action| actions::action(locale, site, from, page, action, &common))
            .collect(),
        common,
        plan_link: LinkView::to(from, page),
        words,
    }
}

/// Who chairs a group today.
fn chairs(site: &Site, from: &str, group: &Group) -> Vec<LinkView> {
    let chairs = group.seats.iter().filter(|seat| {
        let office = seat.office.as_deref();
        office.is_some_and(is_chair) && seat.as_of.is_none()
    });
    let chairs = chairs.filter_map(|seat| seat.member);
    let links = chairs.map(|id| LinkView {
        title: site.person(id).name.clone(),
        href: relative(from, site.routes.href(Route::Person(id))),
        lang: None,
    });
    links.collect()
}

fn vacancies(site: &Site, theme: &Theme, from: &str) -> VacanciesView {
    let groups: Vec<VacantGroup> = site
        .pages
        .iter()
        .filter(|page| page.as_of.is_none())
        .filter_map(|page| {
            let Kind::Group(group) = &page.kind else {
                return None;
            };
            let mut seats: Vec<VacantSeat> = group
                .seats
                .iter()
                .filter(|seat| seat.is_vacant())
                .map(|seat| VacantSeat {
                    constituency: seat
                        .constituency
                        .clone()
                        .or_else(|| seat.organisation.clone()),
                    side: seat.side.as_ref().map(|side| side_title(theme, side)),
                    count: seat.count,
                })
                .collect();
            let first = seats.first()?.side.clone();
            let shared = first.filter(|one| seats.iter().all(|s| s.side.as_ref() == Some(one)));
            if shared.is_some() {
                for seat in &mut seats {
                    seat.side = None;
                }
            }
            Some(VacantGroup {
                title: page.title.clone(),
                href: relative(from, &page.address.href),
                vacancies: seats.iter().map(|s| s.count).sum(),
                side: shared,
                chairs: chairs(site, from, group),
                seats,
            })
        })
        .collect();
    VacanciesView {
        total: groups.iter().map(|g| g.vacancies).sum(),
        groups,
    }
}

/// What was resolved: by a group, or by all bodies, each by itself.
fn resolutions(theme: &Theme, site: &Site, from: &str, group: Option<PageId>) -> ResolutionsView {
    let locale = theme.locale();
    let mut meetings: Vec<(jiff::civil::Date, Option<&str>, MeetingView)> = site
        .pages
        .iter()
        .filter_map(|page| {
            let Kind::Minutes(minutes) = &page.kind else {
                return None;
            };
            if group.is_some() && minutes.group != group {
                return None;
            }
            let of_group = minutes.group.map(|id| site.page(id).title.as_str());
            let body = of_group.or(minutes.committee.as_deref());
            let href = relative(from, &page.address.href);
            let items = minutes.items.iter();
            let resolutions: Vec<ResolutionView> = items
                .flat_map(|item| resolutions::of_item(locale, item, &href))
                .collect();
            (!resolutions.is_empty()).then(|| {
                let view = MeetingView {
                    title: page.title.clone(),
                    href,
                    date: locale.date(minutes.day),
                    resolutions,
                };
                (minutes.day, body, view)
            })
        })
        .collect();
    meetings.sort_by_key(|(day, ..)| *day);
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    let mut bodies: Vec<BodyView> = Vec::new();
    for (_, body, meeting) in meetings {
        let place = *places.entry(body).or_insert_with(|| {
            bodies.push(BodyView {
                title: body.map(str::to_owned),
                meetings: Vec::new(),
            });
            bodies.len() - 1
        });
        bodies[place].meetings.push(meeting);
    }
    if let [only] = bodies.as_mut_slice() {
        only.title = None;
    }
    let meetings = bodies.iter().flat_map(|body| &body.meetings);
    let resolutions = meetings.flat_map(|meeting| &meeting.resolutions);
    let script = relative(from, &theme.address("registers.js"));
    ResolutionsView {
        anchor: anchor::resolutions(group.and_then(|id| match &site.page(id).kind {
            Kind::Group(group) => Some(&*group.id),
            _ => None,
        })),
        index: resolutions::index(&resolutions, script),
        bodies,
    }
}
