//! The views of plans and minutes.

use serde::Serialize;

use crate::locale::Locale;
use crate::model::{Action, Attendee, Item, Minutes, Page, Plan, Route, Site, When};
use crate::render::theme::Theme;
use crate::render::view::actions::{
    ActionView, CommonView, WordsView, action, target, votes_in_words,
};
use crate::render::view::href::relative;
use crate::render::view::papers::{self, PaperView};
use crate::render::view::plate::PlateView;
use crate::render::view::references::{Named, ReferenceView, ReferencesView, gathered};
use crate::render::view::resolutions::{self, IndexView, ResolutionView};
use crate::render::view::views::LinkView;

/// What `plan.html` may show.
#[derive(Serialize)]
pub(crate) struct PlanView {
    priorities: Vec<PriorityView>,
    recommendations: Vec<RecommendationView>,
    /// What is the same in all actions.
    common: CommonView,
    owners: Vec<ReferencesView>,
    targets: Vec<ReferencesView>,
    /// Actions by how they stand, where that differs.
    statuses: Vec<ReferencesView>,
    /// Those that tell no status, beside others that do.
    unknown: Vec<ReferenceView>,
    /// Those that tell what was recorded of them, where not all do.
    recorded: Vec<ReferenceView>,
    /// Those beside them that tell nothing.
    unrecorded: Vec<ReferenceView>,
    count: usize,
    words: WordsView,
    /// Applies filters at once.
    script: String,
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

/// The view of the plan on a page.
pub(crate) fn plan(theme: &Theme, site: &Site, page: &Page, plan: &Plan) -> PlanView {
    let locale = theme.locale();
    let from = &*page.address.href;
    let common = CommonView::of(locale, &plan.actions.iter().collect::<Vec<_>>());
    let of = |priority: Option<usize>| -> Vec<ActionView> {
        let actions = plan
            .actions
            .iter()
            .filter(|action| action.priority == priority);
        actions
            .map(|a| action(locale, site, from, page, a, &common))
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
    let (known, mut unknown) = told_or_not(plan, |action| action.status.is_some());
    let mut statuses = by(plan.actions.iter(), |a| a.status.iter().cloned().collect());
    if known.is_empty() {
        unknown.clear();
    } else if statuses.len() == 1 && unknown.is_empty() {
        statuses.clear();
    }
    let (mut recorded, mut unrecorded) = told_or_not(plan, |action| action.progress.is_some());
    if recorded.is_empty() || unrecorded.is_empty() {
        recorded.clear();
        unrecorded.clear();
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
        owners: by(plan.actions.iter(), |action| action.owners.clone()),
        targets: by_target(locale, plan),
        statuses,
        unknown,
        recorded,
        unrecorded,
        count: plan.actions.len(),
        words: WordsView::of(locale, &plan.words),
        common,
        script: relative(from, &theme.address("registers.js")),
    }
}

/// References of actions under each target, by its day; those of which no day is known come last, in the order of the plan.
fn by_target(locale: &Locale, plan: &Plan) -> Vec<ReferencesView> {
    let mut actions: Vec<&Action> = plan.actions.iter().collect();
    actions.sort_by_key(|action| (action.by.is_none(), action.by));
    by(actions.into_iter(), |action| {
        let due = || action.due.map(|day| locale.date(day));
        target(locale, action).or_else(due).into_iter().collect()
    })
}

/// References of actions under each name, in the order in which the names first come.
fn by<'a>(
    actions: impl Iterator<Item = &'a Action>,
    names: impl Fn(&Action) -> Vec<String>,
) -> Vec<ReferencesView> {
    gathered(actions.flat_map(|action| {
        names(action).into_iter().map(|name| Named {
            name,
            reference: reference(action),
        })
    }))
}

/// An action by its reference, on the page of its plan.
fn reference(action: &Action) -> ReferenceView {
    ReferenceView {
        title: action.reference.clone(),
        href: format!("#{}", action.reference),
    }
}

/// The actions that tell something, and those that do not.
fn told_or_not(
    plan: &Plan,
    tells: impl Fn(&Action) -> bool,
) -> (Vec<ReferenceView>, Vec<ReferenceView>) {
    let (told, not): (Vec<_>, Vec<_>) = plan.actions.iter().partition(|action| tells(action));
    let references = |actions: Vec<&Action>| actions.into_iter().map(reference).collect();
    (references(told), references(not))
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
    /// The day on its plate.
    plate: PlateView,
    start: Option<String>,
    closed: Option<String>,
    venue: Option<String>,
    attendance: Vec<AttendanceView>,
    /// What was dealt with; items of which little is told stand in one block after the others.
    items: Vec<ItemView>,
    short: Vec<ItemView>,
    /// All items in their order.
    in_order: Vec<ItemLinkView>,
    agenda: Vec<AgendaView>,
    index: IndexView,
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
struct ItemLinkView {
    reference: String,
    title: String,
    /// How many resolutions it has.
    resolved: usize,
    /// How many of them are followed up.
    followed: usize,
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
    /// Whether more was said than fits a narrow screen.
    is_long: bool,
    resolutions: Vec<ResolutionView>,
    /// How many of them are followed up.
    followed: usize,
}

/// About so many bytes of text fill a narrow screen.
const SCREENFUL: usize = 600;

impl ItemView {
    /// A link to it, in the list of all.
    fn link(&self) -> ItemLinkView {
        ItemLinkView {
            reference: self.reference.clone(),
            title: self.title.clone(),
            resolved: self.resolutions.len(),
            followed: self.followed,
        }
    }

    /// Whether it is a formality: nothing was resolved, voted or declared, nobody heard and nothing laid before the meeting,
    /// and what was said is a line or two.
    fn is_short(&self) -> bool {
        const FEW: usize = 300;
        self.resolutions.is_empty()
            && self.votes.is_none()
            && self.interests.is_empty()
            && self.witnesses.is_empty()
            && self.papers.is_empty()
            && said(&self.points) <= FEW
    }
}

/// How long is what was said, in bytes.
fn said(points: &[PointsView]) -> usize {
    let lines = points.iter().flat_map(|points| &points.list);
    lines.map(String::len).sum()
}

/// Items, and those of which little is told; one alone stays among the others, and so do all where there are no others.
fn long_and_short(items: Vec<ItemView>) -> (Vec<ItemView>, Vec<ItemView>) {
    let short = items.iter().filter(|item| item.is_short()).count();
    if short < 2 || short == items.len() {
        return (items, Vec::new());
    }
    items.into_iter().partition(|item| !item.is_short())
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
struct AgendaView {
    number: String,
    title: String,
    text: Option<String>,
    pages: Option<String>,
    page: Option<LinkView>,
}

/// The view of the minutes on a page.
pub(crate) fn minutes(theme: &Theme, site: &Site, page: &Page, minutes: &Minutes) -> MinutesView {
    let locale = theme.locale();
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
    let item = |item: &Item| {
        let resolutions = resolutions::of_item(locale, item, "");
        let points = item.points.iter().map(|p| PointsView {
            heading: p.heading.clone(),
            list: p.list.clone(),
        });
        let points: Vec<PointsView> = points.collect();
        ItemView {
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
            is_long: said(&points) > SCREENFUL,
            points,
            followed: resolutions::followed(&resolutions),
            resolutions,
        }
    };
    let items: Vec<ItemView> = minutes.items.iter().map(item).collect();
    let in_order = items.iter().map(ItemView::link).collect();
    let (items, short) = long_and_short(items);
    let resolved = items.iter().flat_map(|item| &item.resolutions);
    let index = resolutions::index(&resolved, relative(from, &theme.address("registers.js")));
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
        plate: PlateView::of(
            locale,
            When::Days {
                first: minutes.day,
                last: minutes.day,
            },
        ),
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
        items,
        short,
        in_order,
        index,
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
