//! The pages of audiences: what is for one, and the list of all.

use serde::Serialize;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Audience, AudienceId, Expectation, Feed, List, Occurrence, Page, PageId, Route, Series, Site,
};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::audiences::groups as audience_groups;
use crate::render::view::contacts;
use crate::render::view::feeds;
use crate::render::view::href::{query, relative};
use crate::render::view::meetings::latest_years;
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::span::SpanView;
use crate::render::view::subscribe::{self, FeedView};
use crate::render::view::views::{DateView, LangView, LinkView, WayLine};

#[derive(Serialize)]
struct AudienceView {
    title: String,
    description: Option<String>,
    /// The dates of the latest year in short; nothing without dates.
    span: Option<SpanView>,
    /// Meetings in order of time.
    meetings: Vec<MeetingView>,
    /// Series of today without dates.
    undated: Vec<UndatedView>,
    /// Pages by the part of the site that they are in, in the order of its pages.
    sections: Vec<SectionView>,
    /// Pages and series that tell how things were.
    records: Vec<RecordView>,
    /// Whom to call.
    calls: Vec<CallView>,
    /// The calendar of its meetings, if it has any.
    feed: Option<FeedView>,
    /// Which of the meetings the calendar holds, where it does not hold all.
    feed_holds: Option<String>,
    /// Whether the day of any of them is open.
    open: bool,
    /// The calendar page, narrowed to this audience if it has meetings of it.
    calendar: Option<String>,
}

#[derive(Serialize)]
struct MeetingView {
    title: String,
    href: String,
    lang: Option<LangView>,
    level: &'static str,
    date: DateView,
}

/// A series without dates, and what is known instead.
#[derive(Serialize)]
struct UndatedView {
    title: String,
    href: String,
    lang: Option<LangView>,
    level: &'static str,
    /// How often, in words.
    pattern: Option<String>,
    /// Where its page tells whom to ask.
    ask: Option<String>,
}

#[derive(Serialize)]
struct SectionView {
    /// Nothing for pages that are in no part.
    title: Option<String>,
    pages: Vec<LinkView>,
}

#[derive(Serialize)]
struct RecordView {
    title: String,
    href: String,
    lang: Option<LangView>,
    as_of: Option<String>,
}

/// A page with contact points, and its first e-mail address or telephone number.
#[derive(Serialize)]
struct CallView {
    title: String,
    way: WayLine,
}

/// How many pages with contact points are offered.
const MOST_CALLS: usize = 3;

/// A page that names the audience, and how.
type Concern<'a> = (&'a Page, Expectation);

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
    let view = view(site, theme, from, id);
    parts.feeds = view.feed.iter().map(FeedView::link).collect();
    let mut context = parts.context(frames.site(from));
    context.insert("audience", &view);
    theme.render("audience.html", &context, &generated_source(from))
}

fn view(site: &Site, theme: &Theme, from: &str, id: AudienceId) -> AudienceView {
    let (locale, audience) = (theme.locale(), site.audience(id));
    let mut concerned: Vec<Concern<'_>> = site
        .concerned(id)
        .iter()
        .map(|(page, level)| (site.page(*page), *level))
        .collect();
    concerned.sort_by_cached_key(|(page, _)| place(site, page));
    let (records, current): (Vec<Concern<'_>>, Vec<Concern<'_>>) = concerned
        .into_iter()
        .partition(|(page, _)| page.as_of.is_some());
    let mut held = held(&current);
    held.sort_by_cached_key(|(page, _, o)| (o.when.first_day(), page.title.clone()));
    let span = SpanView::of(locale, site, held.iter().map(|(_, _, o)| *o));
    let shown = latest_years(locale, site, held.iter().map(|(_, _, o)| o.when), 2);
    let feed = site.routes.link(Route::Feed(Feed::Audience(id)));
    let feed = feed.map(|file| {
        let name = feeds::audience_name(locale, site, audience);
        subscribe::view(site, from, file, name)
    });
    let feed_holds = feed.is_some()
        && held
            .iter()
            .any(|(_, level, _)| !audience.calendar.contains(level));
    let in_feed = audience
        .calendar
        .iter()
        .map(|level| level_word(theme, *level));
    let in_feed: Vec<&str> = in_feed.collect();
    let concerned_by_days = held.iter().any(|(_, _, o)| o.when.has_day());
    AudienceView {
        title: audience.title.clone(),
        description: audience.description.clone(),
        span,
        meetings: held[held.len() - shown..]
            .iter()
            .map(|(page, level, o)| MeetingView {
                title: page.title.clone(),
                href: format!("{}#on-{}", relative(from, &page.address.href), o.key),
                lang: LangView::of(page),
                level: level.word(),
                date: DateView::of(locale, o),
            })
            .collect(),
        undated: current
            .iter()
            .filter_map(|(page, level)| undated(from, page, *level))
            .collect(),
        sections: sections(site, from, &current),
        records: records
            .iter()
            .map(|(page, _)| RecordView {
                title: page.title.clone(),
                href: relative(from, &page.address.href),
                lang: LangView::of(page),
                as_of: page.as_of.map(|at| locale.as_of(at)),
            })
            .collect(),
        calls: current
            .iter()
            .filter_map(|(page, _)| call(site, from, page))
            .take(MOST_CALLS)
            .collect(),
        feed,
        feed_holds: feed_holds
            .then(|| locale.put("feed_holds", &[("levels", &locale.all_of(&in_feed))])),
        open: held.iter().any(|(_, _, o)| !o.when.has_day()),
        calendar: site.routes.link(Route::List(List::Calendar)).map(|file| {
            let calendar = relative(from, file);
            if concerned_by_days {
                format!("{calendar}?for={}", query(&audience.id))
            } else {
                calendar
            }
        }),
    }
}

/// Where a page stands among all: its place within its section, after that of its section, and so on up to home.
fn place(site: &Site, page: &Page) -> Vec<usize> {
    let mut places = vec![page.position];
    let mut at = page.parent;
    while let Some(id) = at {
        let above = site.page(id);
        places.push(above.position);
        at = above.parent;
    }
    places.reverse();
    places
}

/// All meetings of series.
fn held<'a>(concerned: &[Concern<'a>]) -> Vec<(&'a Page, Expectation, &'a Occurrence)> {
    concerned
        .iter()
        .filter_map(|(page, level)| Some((*page, *level, page.series()?)))
        .flat_map(|(page, level, series)| series.occurrences.iter().map(move |o| (page, level, o)))
        .collect()
}

fn undated(from: &str, page: &Page, level: Expectation) -> Option<UndatedView> {
    let series = page.series()?;
    if !series.occurrences.is_empty() {
        return None;
    }
    let href = relative(from, &page.address.href);
    Some(UndatedView {
        title: page.title.clone(),
        lang: LangView::of(page),
        level: level.word(),
        pattern: series.pattern.clone(),
        ask: asked(series).map(|anchor| format!("{href}#{anchor}")),
        href,
    })
}

/// Where the page of a series tells whom to ask.
fn asked(series: &Series) -> Option<&'static str> {
    if !series.contacts.is_empty() {
        Some("series-contact")
    } else if !series.areas.is_empty() {
        Some("series-areas")
    } else if !series.chairs.is_empty() || !series.hosts.is_empty() {
        Some("series-facts")
    } else {
        None
    }
}

/// Pages that are no series, by the part of the site that they are in; they come in the order of the site. Those in no part
/// of several pages come last.
fn sections(site: &Site, from: &str, concerned: &[Concern<'_>]) -> Vec<SectionView> {
    let mut sections: Vec<(PageId, SectionView)> = Vec::new();
    let mut alone: Vec<LinkView> = Vec::new();
    for (page, _) in concerned {
        if page.series().is_some() {
            continue;
        }
        let link = LinkView::to(from, page);
        let Some(top) = top(site, page) else {
            alone.push(link);
            continue;
        };
        match sections.last_mut() {
            Some((id, section)) if *id == top => section.pages.push(link),
            _ => {
                let section = SectionView {
                    title: Some(site.page(top).title.clone()),
                    pages: vec![link],
                };
                sections.push((top, section));
            }
        }
    }
    let mut sections: Vec<SectionView> = sections.into_iter().map(|(_, view)| view).collect();
    if !alone.is_empty() {
        sections.push(SectionView {
            title: None,
            pages: alone,
        });
    }
    sections
}

/// The part of the site that a page is in: the section right below home, which may be the page itself.
fn top(site: &Site, page: &Page) -> Option<PageId> {
    let mut at = page.parent?;
    if at == site.home {
        let own = site.page(site.home).children.get(page.position).copied();
        return own.filter(|_| page.is_section);
    }
    while let Some(above) = site.page(at).parent.filter(|above| *above != site.home) {
        at = above;
    }
    Some(at)
}

fn call(site: &Site, from: &str, page: &Page) -> Option<CallView> {
    if page.series().is_some() {
        return None;
    }
    let mut own = contacts::own(page).iter();
    let way = own.find_map(|one| contacts::called(site, from, one))?;
    Some(CallView {
        title: page.title.clone(),
        way,
    })
}

fn level_word(theme: &Theme, level: Expectation) -> &str {
    theme.word(match level {
        Expectation::Expected => "level_expected",
        Expectation::Encouraged => "level_encouraged",
        Expectation::For => "level_for",
        Expectation::Welcome => "level_welcome",
    })
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
    context.insert("groups", &audience_groups(site, from));
    theme.render("audiences.html", &context, &generated_source(from))
}
