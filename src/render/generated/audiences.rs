//! The pages of audiences: what is for one, and the list of all.

use serde::Serialize;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::{
    Audience, AudienceId, Expectation, Feed, Kind, List, Page, Route, Series, Site, Status,
};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::audiences::audiences;
use crate::render::view::entry::kind_label;
use crate::render::view::feeds;
use crate::render::view::href::{query, relative};
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::subscribe::{self, FeedView};
use crate::render::view::views::{DateView, LinkView};

#[derive(Serialize)]
struct AudienceView {
    title: String,
    description: Option<String>,
    groups: Vec<GroupView>,
    /// The calendar of its meetings, if it has any.
    feed: Option<FeedView>,
    /// The groups whose meetings stand in it.
    feed_levels: Vec<&'static str>,
    /// Whether the day of any of them is open.
    open: bool,
    /// The calendar page, narrowed to this audience.
    calendar: Option<String>,
}

#[derive(Serialize)]
struct GroupView {
    level: &'static str,
    series: Vec<SeriesView>,
    pages: Vec<PageView>,
}

#[derive(Serialize)]
struct SeriesView {
    title: String,
    href: String,
    description: Option<String>,
    /// All dates that are not cancelled; which is next is worked out in the browser.
    next: Vec<DateView>,
    /// How to add them to a calendar.
    subscribe: Option<String>,
    /// How often, in words, where no date is given.
    pattern: Option<String>,
    as_of: Option<String>,
    #[serde(skip)]
    open: bool,
}

#[derive(Serialize)]
struct PageView {
    title: String,
    href: String,
    description: Option<String>,
    kind_label: String,
    as_of: Option<String>,
}

const LEVELS: [Expectation; 4] = [
    Expectation::Expected,
    Expectation::Encouraged,
    Expectation::For,
    Expectation::Welcome,
];

/// The page of one audience.
pub(crate) fn page(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    id: AudienceId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let audience: &Audience = site.audience(id);
    let from = site.routes.href(Route::Audience(id));
    let list = site.routes.href(Route::List(List::Audiences));
    let mut parts = generated_parts(
        site,
        theme,
        frames,
        from,
        Route::List(List::Audiences),
        &audience.title,
        "audience",
    );
    parts.view.description.clone_from(&audience.description);
    parts.breadcrumb = breadcrumb(site, from, Some(site.home));
    parts.breadcrumb.push(LinkView {
        title: theme.word("audiences_title").to_owned(),
        href: relative(from, list),
        lang: None,
    });
    let groups: Vec<GroupView> = LEVELS
        .into_iter()
        .map(|level| group(site, theme, from, id, level))
        .filter(|group| !group.series.is_empty() || !group.pages.is_empty())
        .collect();
    let concerned = groups
        .iter()
        .flat_map(|group| &group.series)
        .any(|series| series.subscribe.is_some());
    let feed = site.routes.link(Route::Feed(Feed::Audience(id)));
    let feed = feed.map(|file| {
        subscribe::view(
            site,
            from,
            file,
            feeds::audience_name(theme.locale(), site, audience),
        )
    });
    parts.feeds = feed.iter().map(FeedView::link).collect();
    let in_feed = audience.calendar.iter().map(|level| level.word());
    let in_feed: Vec<&str> = in_feed.collect();
    let view = AudienceView {
        feed,
        feed_levels: groups
            .iter()
            .filter(|group| !group.series.is_empty() && in_feed.contains(&group.level))
            .map(|group| group.level)
            .collect(),
        open: groups
            .iter()
            .flat_map(|group| &group.series)
            .any(|series| series.open),
        title: audience.title.clone(),
        description: audience.description.clone(),
        groups,
        calendar: concerned.then(|| {
            let calendar = relative(from, site.routes.href(Route::List(List::Calendar)));
            format!("{calendar}?for={}", query(&audience.id))
        }),
    };
    let mut context = parts.context(frames.site(from));
    context.insert("audience", &view);
    theme.render("audience.html", &context, &generated_source(from))
}

fn group(site: &Site, theme: &Theme, from: &str, id: AudienceId, level: Expectation) -> GroupView {
    let locale = theme.locale();
    let concerned = site.concerned(id).iter();
    let concerned = concerned.filter(|(_, how)| *how == level);
    let mut concerned: Vec<&Page> = concerned.map(|(page, _)| site.page(*page)).collect();
    concerned.sort_by_cached_key(|page| place(site, page));
    let (mut series, mut pages) = (Vec::new(), Vec::new());
    for page in concerned {
        if let Kind::Series(meetings) = &page.kind {
            series.push(series_view(locale, from, page, meetings));
        } else {
            pages.push(PageView {
                title: page.title.clone(),
                href: relative(from, &page.address.href),
                description: page.description.clone(),
                kind_label: kind_label(theme, page).to_owned(),
                as_of: page.as_of.map(|at| locale.as_of(at)),
            });
        }
    }
    // What holds today comes before what held once.
    series.sort_by_key(|series| series.as_of.is_some());
    pages.sort_by_key(|page| page.as_of.is_some());
    GroupView {
        level: level.word(),
        series,
        pages,
    }
}

/// Where a page stands among all, from the top: in the order that the editor gives to the pages of each section.
fn place(site: &Site, page: &Page) -> Vec<usize> {
    let above = |page: &&Page| page.parent.map(|parent| site.page(parent));
    let up = std::iter::successors(Some(page), above);
    let mut place: Vec<usize> = up.map(|page| page.position).collect();
    place.reverse();
    place
}

fn series_view(locale: &Locale, from: &str, page: &Page, series: &Series) -> SeriesView {
    SeriesView {
        title: page.title.clone(),
        href: relative(from, &page.address.href),
        description: page.description.clone(),
        next: series
            .occurrences
            .iter()
            .filter(|o| o.status != Status::Cancelled)
            .map(|o| DateView::of(locale, o))
            .collect(),
        as_of: page.as_of.map(|at| locale.as_of(at)),
        subscribe: series
            .has_day()
            .then(|| format!("{}#series-subscribe", relative(from, &page.address.href))),
        pattern: series.pattern.clone(),
        open: series.has_open_day(),
    }
}

/// The list of all audiences.
pub(crate) fn index(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let from = site.routes.href(Route::List(List::Audiences));
    let parts = generated_parts(
        site,
        theme,
        frames,
        from,
        Route::List(List::Audiences),
        theme.word("audiences_title"),
        "audiences",
    );
    let mut context = parts.context(frames.site(from));
    context.insert("audiences", &audiences(site, from));
    theme.render("audiences.html", &context, &generated_source(from))
}
