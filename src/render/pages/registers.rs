//! The views of plans and minutes.

use serde::Serialize;

use crate::locale::Locale;
use crate::model::{Action, Attendee, Minutes, Page, Plan, Route, Site};
use crate::render::view::actions::{ActionView, WordsView, action, votes_in_words};
use crate::render::view::href::relative;
use crate::render::view::papers::{self, PaperView};
use crate::render::view::views::LinkView;

/// What `plan.html` may show.
#[derive(Serialize)]
pub(crate) struct PlanView {
    priorities: Vec<PriorityView>,
    recommendations: Vec<RecommendationView>,
    owners: Vec<ReferencesView>,
    targets: Vec<ReferencesView>,
    count: usize,
    words: WordsView,
}

#[derive(Serialize)]
struct PriorityView {
    id: String,
    title: String,
    aim: Option<String>,
    outcomes: Vec<String>,
    actions: Vec<ActionView>,
}

#[derive(Serialize)]
struct RecommendationView {
    reference: String,
    text: String,
    owner: Option<String>,
    actions: Vec<String>,
}

#[derive(Serialize)]
struct ReferencesView {
    name: String,
    references: Vec<String>,
}

/// The view of the plan on a page.
pub(crate) fn plan(locale: &Locale, site: &Site, page: &Page, plan: &Plan) -> PlanView {
    let from = &*page.address.href;
    let of = |priority: Option<usize>| -> Vec<ActionView> {
        let actions = plan
            .actions
            .iter()
            .filter(|action| action.priority == priority);
        actions
            .map(|a| action(locale, site, from, page, a))
            .collect()
    };
    let mut priorities: Vec<PriorityView> = plan
        .priorities
        .iter()
        .enumerate()
        .map(|(index, priority)| PriorityView {
            id: priority.id.clone(),
            title: priority.title.clone(),
            aim: priority.aim.clone(),
            outcomes: priority.outcomes.clone(),
            actions: of(Some(index)),
        })
        .collect();
    let without = of(None);
    if !without.is_empty() {
        priorities.push(PriorityView {
            id: String::new(),
            title: String::new(),
            aim: None,
            outcomes: Vec::new(),
            actions: without,
        });
    }
    PlanView {
        priorities,
        recommendations: plan
            .recommendations
            .iter()
            .map(|r| RecommendationView {
                reference: r.reference.clone(),
                text: r.text.clone(),
                owner: r.owner.clone(),
                actions: plan
                    .actions
                    .iter()
                    .filter(|a| a.from.contains(&r.reference))
                    .map(|a| a.reference.clone())
                    .collect(),
            })
            .collect(),
        owners: by(plan, |action| action.owners.clone()),
        targets: by_target(locale, plan),
        count: plan.actions.len(),
        words: WordsView::of(locale, &plan.words),
    }
}

/// References of actions under each name, in the order in which the names first come.
fn by(plan: &Plan, names: impl Fn(&Action) -> Vec<String>) -> Vec<ReferencesView> {
    gathered(plan.actions.iter(), names)
}

/// References of actions under each target, by its day; those of which no day is known come last, in the order of the plan.
fn by_target(locale: &Locale, plan: &Plan) -> Vec<ReferencesView> {
    let mut actions: Vec<&Action> = plan.actions.iter().collect();
    actions.sort_by_key(|action| (action.by.is_none(), action.by));
    gathered(actions.into_iter(), |action| {
        let due = || action.due.map(|day| locale.date(day));
        action.target.clone().or_else(due).into_iter().collect()
    })
}

fn gathered<'a>(
    actions: impl Iterator<Item = &'a Action>,
    names: impl Fn(&Action) -> Vec<String>,
) -> Vec<ReferencesView> {
    let mut lists: Vec<ReferencesView> = Vec::new();
    for action in actions {
        for name in names(action) {
            match lists.iter_mut().find(|list| list.name == name) {
                Some(list) => list.references.push(action.reference.clone()),
                None => lists.push(ReferencesView {
                    name,
                    references: vec![action.reference.clone()],
                }),
            }
        }
    }
    lists
}

/// What `minutes.html` may show.
#[derive(Serialize)]
pub(crate) struct MinutesView {
    /// The meeting in its series.
    meeting: Option<LinkView>,
    /// The page of the group that met.
    group: Option<LinkView>,
    /// Whether it is no record, but says what is to be dealt with.
    is_agenda: bool,
    papers: Vec<PaperView>,
    committee: Option<String>,
    date: String,
    datetime: String,
    start: Option<String>,
    closed: Option<String>,
    venue: Option<String>,
    attendance: Vec<AttendanceView>,
    items: Vec<ItemView>,
    agenda: Vec<AgendaView>,
}

#[derive(Serialize)]
struct AttendanceView {
    capacity: String,
    people: Vec<AttendeeView>,
}

#[derive(Serialize)]
struct AttendeeView {
    name: String,
    role: Option<String>,
    substitute_for: Option<String>,
    href: Option<String>,
}

#[derive(Serialize)]
struct ItemView {
    reference: String,
    title: String,
    witnesses: Vec<AttendeeView>,
    interests: Vec<InterestView>,
    votes: Option<String>,
    papers: Vec<PaperView>,
    points: Vec<PointsView>,
    resolutions: Vec<ResolutionView>,
}

#[derive(Serialize)]
struct PointsView {
    heading: Option<String>,
    list: Vec<String>,
}

#[derive(Serialize)]
struct InterestView {
    who: AttendeeView,
    interest: String,
}

#[derive(Serialize)]
struct ResolutionView {
    anchor: String,
    number: usize,
    text: String,
    to: Option<String>,
    follow_up: Option<String>,
    votes: Option<String>,
}

#[derive(Serialize)]
struct AgendaView {
    number: String,
    title: String,
    text: Option<String>,
    pages: Option<String>,
    page: Option<LinkView>,
}

/// The view of the minutes on a page.
pub(crate) fn minutes(locale: &Locale, site: &Site, page: &Page, minutes: &Minutes) -> MinutesView {
    let from = &*page.address.href;
    let attendee = |attendee: &Attendee| AttendeeView {
        name: attendee.name.clone(),
        role: attendee.role.clone(),
        substitute_for: attendee.substitute_for.clone(),
        href: attendee
            .person
            .map(|id| relative(from, site.routes.href(Route::Person(id)))),
    };
    let attendees =
        |people: &[Attendee]| -> Vec<AttendeeView> { people.iter().map(attendee).collect() };
    MinutesView {
        meeting: minutes.meeting.as_ref().map(|meeting| {
            let series = site.page(meeting.series);
            LinkView {
                title: series.title.clone(),
                href: relative(from, &format!("{}#on-{}", series.address.href, meeting.key)),
                lang: None,
            }
        }),
        group: minutes.group.map(|id| LinkView::to(from, site.page(id))),
        is_agenda: minutes.is_agenda(),
        papers: papers::views(locale, site, from, &minutes.papers),
        committee: minutes.committee.clone(),
        date: locale.full_date(minutes.day),
        datetime: minutes.day.to_string(),
        start: minutes.start.map(|time| locale.time(time)),
        closed: minutes.closed.map(|time| locale.time(time)),
        venue: minutes.venue.clone(),
        attendance: minutes
            .attendance
            .iter()
            .map(|a| AttendanceView {
                capacity: a.capacity.clone(),
                people: attendees(&a.people),
            })
            .collect(),
        items: minutes
            .items
            .iter()
            .map(|item| ItemView {
                reference: item.reference.clone(),
                title: item.title.clone(),
                witnesses: attendees(&item.witnesses),
                interests: item
                    .interests
                    .iter()
                    .map(|(who, interest)| InterestView {
                        who: attendee(who),
                        interest: interest.clone(),
                    })
                    .collect(),
                votes: item
                    .votes
                    .as_ref()
                    .map(|votes| votes_in_words(locale, votes)),
                papers: papers::views(locale, site, from, &item.papers),
                points: item
                    .points
                    .iter()
                    .map(|p| PointsView {
                        heading: p.heading.clone(),
                        list: p.list.clone(),
                    })
                    .collect(),
                resolutions: item
                    .resolutions
                    .iter()
                    .enumerate()
                    .map(|(index, r)| ResolutionView {
                        anchor: format!("{}-{}", item.reference, index + 1),
                        number: index + 1,
                        text: r.text.clone(),
                        to: r.to.clone(),
                        follow_up: r.follow_up.clone(),
                        votes: r.votes.as_ref().map(|votes| votes_in_words(locale, votes)),
                    })
                    .collect(),
            })
            .collect(),
        agenda: minutes
            .agenda
            .iter()
            .map(|item| AgendaView {
                number: item.number.clone(),
                title: item.title.clone(),
                text: item.text.clone(),
                pages: item.pages.clone(),
                page: item.page.map(|id| LinkView::to(from, site.page(id))),
            })
            .collect(),
    }
}
