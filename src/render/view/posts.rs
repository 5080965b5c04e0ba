//! What somebody does, as their own page tells it: what they lead, chair, host and sit on, each title once with its places.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::entry::{office, place_title, post_title};
use super::href::{self, relative};
use super::views::{DateView, LangView, LinkView};
use crate::model::{
    Group, Holder, Kind, Occurrence, Page, Person, PersonId, Place, Post, PostStatus, Role, Route,
    Series, Site, Status, capitalised,
};
use crate::render::theme::Theme;

/// What somebody does in one way.
#[derive(Serialize)]
pub(crate) struct RolesView {
    /// `leads`, `chairs`, `hosts` or `sits_on`; none for a post of another sort, which `title` names.
    way: Option<&'static str>,
    title: Option<String>,
    posts: Vec<PostView>,
}

/// One title with its places.
#[derive(Serialize)]
struct PostView {
    /// The title, unless the head of the page or the heading says it.
    title: Option<String>,
    places: Vec<PlaceView>,
}

/// A place in which somebody does something.
#[derive(Serialize)]
struct PlaceView {
    title: String,
    href: String,
    lang: Option<LangView>,
    /// The areas of it that they chair.
    areas: Vec<String>,
    /// Whether others chair it too.
    shared: bool,
    /// Whether they only stand in.
    covers: bool,
    covered_by: Option<LinkView>,
    as_of: Option<String>,
    /// The meetings that they chair.
    dates: Vec<DateView>,
    /// How many of its seats nobody holds.
    vacant: u32,
}

/// The titles of posts of today by which somebody is known; of whoever has none, those under which they sit in groups.
pub(crate) fn titles(person: &Person) -> Vec<&str> {
    let of = |held: fn(PostStatus) -> bool| {
        let posts = person.posts.iter();
        let posts = posts.filter(|post| post.as_of.is_none() && held(post.status));
        let titles = posts.filter_map(|post| post.title.as_deref());
        let mut seen = HashSet::new();
        let titles = titles.filter(|title| !is_office(title) && seen.insert(*title));
        titles.collect::<Vec<_>>()
    };
    let held = of(|status| matches!(status, PostStatus::Holder | PostStatus::Covered));
    if held.is_empty() {
        of(|status| status == PostStatus::Member)
    } else {
        held
    }
}

/// What somebody does, by the way in which they do it.
pub(crate) fn roles(site: &Site, theme: &Theme, from: &str, id: PersonId) -> Vec<RolesView> {
    let person = site.person(id);
    let known = titles(person);
    let mut all: Vec<RolesView> = Vec::new();
    let (mut ways, mut titles_of_way) = (HashMap::new(), HashMap::new());
    for post in &person.posts {
        let way = way(site, id, post);
        let heading = way.is_none().then(|| post_title(theme, post));
        let at = *ways.entry((way, heading.clone())).or_insert_with(|| {
            all.push(RolesView {
                way,
                title: heading,
                posts: Vec::new(),
            });
            all.len() - 1
        });
        let posts = &mut all[at].posts;
        let title = match way {
            None | Some("chairs") => None,
            Some(_) => post.title.as_deref().map(|title| called(theme, title)),
        };
        let at = *titles_of_way.entry((at, title.clone())).or_insert_with(|| {
            posts.push(PostView {
                title,
                places: Vec::new(),
            });
            posts.len() - 1
        });
        place(site, theme, from, post, &mut posts[at].places);
    }
    all.sort_by_key(|roles| {
        WAYS.iter()
            .position(|way| roles.way == Some(way))
            .unwrap_or(WAYS.len())
    });
    for roles in &mut all {
        // A single title that stands at the head of the page needs no second word.
        if let [post] = &mut roles.posts[..] {
            post.title = post.title.take().filter(|title| !known.contains(&&**title));
        }
    }
    all
}

/// The ways that have words of their own, in the order in which they stand.
const WAYS: [&str; 4] = ["leads", "chairs", "hosts", "sits_on"];

/// In which way a post is held.
pub(crate) fn way(site: &Site, id: PersonId, post: &Post) -> Option<&'static str> {
    let page = site.page(post.place.page()?);
    match (post.status, &page.kind) {
        (PostStatus::Chair | PostStatus::CoChair, _) => Some("chairs"),
        (PostStatus::Member, _) if post.title.as_deref().is_some_and(is_chair) => Some("chairs"),
        (PostStatus::Member, _) => Some("sits_on"),
        (_, Kind::Series(_)) => Some("hosts"),
        (_, Kind::Service(service)) => {
            let leads = |role: &Role| role.title == post.title && holds(role, id);
            service.leads.iter().any(leads).then_some("leads")
        }
        _ => None,
    }
}

/// Whether somebody holds a role, or stands in for whoever does.
fn holds(role: &Role, id: PersonId) -> bool {
    match role.holder {
        Holder::Person(person) => person == id,
        Holder::Covered { holder, cover } => holder == Some(id) || cover == id,
        Holder::Vacant => false,
    }
}

/// Whether an office is that of a chair, or of one of several.
pub(crate) fn is_chair(title: &str) -> bool {
    matches!(title, "chair" | "co-chair")
}

fn is_office(title: &str) -> bool {
    is_chair(title) || title == "vice-chair"
}

/// A title as readers know it; the theme has words for offices.
fn called(theme: &Theme, title: &str) -> String {
    if is_office(title) {
        capitalised(office(theme, title))
    } else {
        title.to_owned()
    }
}

/// Adds the place of a post, once.
fn place(site: &Site, theme: &Theme, from: &str, post: &Post, places: &mut Vec<PlaceView>) {
    let (href, page) = match post.place {
        Place::Page(page) => {
            let page = site.page(page);
            (relative(from, &page.address.href), Some(page))
        }
        Place::Organisation(id) => (href::organisation(site, from, id), None),
    };
    let locale = theme.locale();
    let chairs = matches!(post.status, PostStatus::Chair | PostStatus::CoChair);
    let area = post.title.as_deref().filter(|_| chairs);
    let as_of = post.as_of.map(|at| locale.as_of(at));
    // Posts in one place stand behind each other.
    let here = |place: &&mut PlaceView| place.href == href && place.as_of == as_of;
    if places.last_mut().as_ref().is_none_or(|last| !here(last)) {
        places.push(PlaceView {
            title: place_title(site, post.place).to_owned(),
            href,
            lang: page.and_then(LangView::of),
            areas: Vec::new(),
            shared: false,
            covers: false,
            covered_by: None,
            as_of,
            dates: Vec::new(),
            vacant: 0,
        });
    }
    let place = places.last_mut().expect("one was there or has been added");
    place.areas.extend(area.map(str::to_owned));
    place.shared |= post.status == PostStatus::CoChair || post.title.as_deref() == Some("co-chair");
    place.covers |= post.status == PostStatus::Cover;
    if let Some(by) = post.covered_by {
        place.covered_by = Some(LinkView {
            title: site.person(by).name.clone(),
            href: relative(from, site.routes.href(Route::Person(by))),
            lang: None,
        });
    }
    match page.map(|page: &Page| &page.kind) {
        Some(Kind::Series(series)) if chairs => {
            place
                .dates
                .extend(dates(series, area).map(|o| DateView::of(locale, o)));
            place.dates.sort_by(|a, b| a.until().cmp(b.until()));
        }
        Some(Kind::Group(group)) => place.vacant = vacant(group),
        _ => {}
    }
}

/// The meetings of a series, or of one area of it, that are held.
fn dates<'s>(series: &'s Series, area: Option<&str>) -> impl Iterator<Item = &'s Occurrence> {
    let area = area.and_then(|title| series.areas.iter().position(|area| area.title == title));
    held(series).filter(move |o| area.is_none_or(|area| o.is_of(area)))
}

/// The meetings of a series that are held.
pub(crate) fn held(series: &Series) -> impl Iterator<Item = &Occurrence> {
    let all = series.occurrences.iter();
    all.filter(|occurrence| occurrence.status != Status::Cancelled)
}

/// How many seats of a group nobody holds.
fn vacant(group: &Group) -> u32 {
    let seats = group.seats.iter().filter(|seat| seat.is_vacant());
    seats.map(|seat| seat.count).sum()
}
