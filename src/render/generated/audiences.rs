//! The pages of audiences: what is for one, and the list of all.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::{
    Audience, AudienceId, Expectation, Feed, List, Occurrence, Page, PageId, PersonId, Role, Route,
    Series, Site,
};
use crate::render::frame::{Frames, menu_from};
use crate::render::theme::Theme;
use crate::render::view::audiences;
use crate::render::view::contacts;
use crate::render::view::describe::sentences;
use crate::render::view::feeds;
use crate::render::view::href::{query, relative};
use crate::render::view::meetings::latest_years;
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::parts_of_site::by_part;
use crate::render::view::span::SpanView;
use crate::render::view::subscribe::{self, FeedView};
use crate::render::view::views::{DateView, LangView, LinkView, WayLine};

#[derive(Serialize)]
struct AudienceView {
    title: String,
    /// Its description in pieces: other audiences that it names are links.
    lead: Vec<PieceView>,
    /// What to do first, for one without meetings.
    task: Option<TaskView>,
    /// The dates of the latest year in short; nothing without dates.
    span: Option<SpanView>,
    /// Meetings in order of time.
    meetings: Vec<MeetingView>,
    /// Series of today without dates.
    undated: Vec<UndatedView>,
    /// Where the first of the series that tell it says whom to ask.
    ask: Option<String>,
    /// What leads there: with the name of the series, where there are others.
    ask_words: String,
    /// Pages by the part of the site that they are in, in the order of its pages.
    sections: Vec<SectionView>,
    /// Pages and series that tell how things were.
    records: Vec<RecordView>,
    /// That the records tell how things were at one time, where it is the same for all.
    records_as_of: Option<String>,
    /// Where the menu leads, for one for whom nothing is listed.
    elsewhere: Vec<LinkView>,
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

/// A piece of a text, which may be a link.
#[derive(Serialize)]
struct PieceView {
    text: String,
    href: Option<String>,
}

/// A page with steps to take.
#[derive(Serialize)]
struct TaskView {
    title: String,
    href: String,
    lang: Option<LangView>,
    description: Option<String>,
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

/// A contact point of a page, and its first e-mail address or telephone number.
#[derive(Serialize)]
struct CallView {
    /// What it is for, or the title of the page where nothing says that.
    purpose: String,
    way: WayLine,
    /// Of when it is, where it was known long ago.
    as_of: Option<String>,
}

/// How many contact points are offered, and how many of one page.
const MOST_CALLS: usize = 4;
const MOST_CALLS_OF_A_PAGE: usize = 2;

/// Among how many contact points of a page they are looked for.
const MOST_LOOKED_AT: usize = 16;

/// A page that names the audience, and how.
type Concern<'a> = (&'a Page, Expectation);

/// The page of one audience.
pub(crate) fn page(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    titles: &Titles,
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
    let view = view(site, theme, titles, from, id);
    parts.feeds = view.feed.iter().map(FeedView::link).collect();
    let mut context = parts.context(frames.site(from));
    context.insert("audience", &view);
    theme.render("audience.html", &context, &generated_source(from))
}

fn view(site: &Site, theme: &Theme, titles: &Titles, from: &str, id: AudienceId) -> AudienceView {
    let (locale, audience) = (theme.locale(), site.audience(id));
    let mut concerned: Vec<Concern<'_>> = site
        .concerned(id)
        .iter()
        .map(|(page, level)| (site.page(*page), *level))
        .collect();
    let elsewhere = if concerned.is_empty() {
        menu_from(site, theme, from)
    } else {
        Vec::new()
    };
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
    let (ask, ask_words) = whom_to_ask(theme, site, from, &current, span.is_some()).unzip();
    let undated: Vec<UndatedView> = current
        .iter()
        .filter_map(|(page, level)| undated(from, page, *level))
        .collect();
    // Who has nothing of today is not left without what was known.
    let today = if current.is_empty() {
        &records
    } else {
        &current
    };
    let mut told = HashSet::new();
    let concerned_by_days = held.iter().any(|(_, _, o)| o.when.has_day());
    AudienceView {
        title: audience.title.clone(),
        lead: pieces(site, titles, from, id),
        task: (held.is_empty() && undated.is_empty())
            .then(|| task(from, today))
            .flatten(),
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
        undated,
        ask,
        ask_words: ask_words.unwrap_or_default(),
        elsewhere,
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
        records_as_of: records
            .first()
            .and_then(|(page, _)| page.as_of)
            .filter(|at| records.iter().all(|(page, _)| page.as_of == Some(*at)))
            .map(|at| locale.put("records_true", &[("day", &locale.as_of(at))])),
        calls: today
            .iter()
            .flat_map(|(page, _)| calls(locale, site, from, page))
            .filter(|call| told.insert(call.way.label.clone()))
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
        href,
    })
}

/// The first page with steps to take.
fn task(from: &str, concerned: &[Concern<'_>]) -> Option<TaskView> {
    let (page, _) = concerned.iter().find(|(page, _)| !page.steps.is_empty())?;
    Some(TaskView {
        title: page.title.clone(),
        href: relative(from, &page.address.href),
        lang: LangView::of(page),
        description: page.description.clone(),
    })
}

/// Finds the titles of audiences in a text, however many there are.
pub(crate) struct Titles(AhoCorasick);

impl Titles {
    /// The titles of all audiences of a site. Where several begin, the longest is meant.
    pub(crate) fn of(site: &Site) -> Self {
        let titles = site.audiences.iter().map(|audience| &audience.title);
        let found = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(titles);
        Titles(found.expect("titles are far from the bounds of an automaton"))
    }

    /// The audiences that a text names by their titles, as whole words, and where.
    fn named<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (AudienceId, Range<usize>)> {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let found = self.0.find_iter(text);
        let whole = found.filter(move |found| {
            !is_word(text[..found.start()].chars().next_back())
                && !is_word(text[found.end()..].chars().next())
        });
        whole.map(|found| (AudienceId::new(found.pattern().as_usize()), found.range()))
    }

    /// What a description says of its audience before it leads to others: these stand in the same list.
    fn own_words<'t>(&self, id: AudienceId, text: &'t str) -> &'t str {
        let other = self.named(text).find(|(other, _)| *other != id);
        let own = other.and_then(|(_, span)| sentences(&text[..span.start]).last());
        own.unwrap_or(text)
    }
}

/// The description of an audience, in which the names of others are links.
fn pieces(site: &Site, titles: &Titles, from: &str, id: AudienceId) -> Vec<PieceView> {
    let text = site.audience(id).description.as_deref().unwrap_or_default();
    let mut pieces = Vec::new();
    let mut push = |text: &str, href| {
        if !text.is_empty() {
            let text = text.to_owned();
            pieces.push(PieceView { text, href });
        }
    };
    let mut done = 0;
    for (other, span) in titles.named(text).filter(|(other, _)| *other != id) {
        push(&text[done..span.start], None);
        let href = relative(from, site.routes.href(Route::Audience(other)));
        done = span.end;
        push(&text[span], Some(href));
    }
    push(&text[done..], None);
    pieces
}

/// Where the first of the series that tell it says whom to ask, and what leads there. A card that shows the day of one series
/// asks nobody about another.
fn whom_to_ask(
    theme: &Theme,
    site: &Site,
    from: &str,
    current: &[Concern<'_>],
    shows_a_day: bool,
) -> Option<(String, String)> {
    let series = || {
        let pages = current.iter().map(|(page, _)| *page);
        pages.filter_map(|page| Some((page, page.series()?)))
    };
    let (page, anchor) =
        series().find_map(|(page, series)| Some((page, ways_to_ask(site, series)?)))?;
    let are_many = series().nth(1).is_some();
    if are_many && shows_a_day {
        return None;
    }
    let words = if are_many {
        theme
            .locale()
            .put("ask_about", &[("title", page.title.as_str())])
    } else {
        theme.word("ask").to_owned()
    };
    let href = format!("{}#{anchor}", relative(from, &page.address.href));
    Some((href, words))
}

/// Where the page of a series tells whom to ask: only where that can be done.
fn ways_to_ask(site: &Site, series: &Series) -> Option<&'static str> {
    let reached = |id: PersonId| contacts::is_reached(site.person(id));
    let mut chairs = series.chairs.iter().map(|chair| chair.person);
    let mut hosts = series.hosts.iter().filter_map(Role::acting);
    if !series.contacts.is_empty() {
        Some("series-contact")
    } else if contacts::any_chair_is_reached(site, series) {
        Some("series-areas")
    } else if chairs.any(reached) || hosts.any(reached) {
        Some("series-facts")
    } else {
        None
    }
}

/// Pages that are no series, by the part of the site that they are in; they come in the order of the site. Those in no part
/// of several pages come last.
fn sections(site: &Site, from: &str, concerned: &[Concern<'_>]) -> Vec<SectionView> {
    let pages = concerned.iter().map(|(page, _)| *page);
    let pages = pages.filter(|page| page.series().is_none());
    let parts = by_part(site, pages.map(|page| (page, LinkView::to(from, page))));
    let section = |(part, pages): (Option<PageId>, _)| SectionView {
        title: part.map(|id| site.page(id).title.clone()),
        pages,
    };
    parts.into_iter().map(section).collect()
}

/// The first contact points of a page that can be written to or called. What to do in an emergency is told elsewhere.
fn calls<'a>(
    locale: &'a Locale,
    site: &'a Site,
    from: &'a str,
    page: &'a Page,
) -> impl Iterator<Item = CallView> + 'a {
    let own = contacts::own(page);
    let in_steps = page.steps.iter().flat_map(|step| &step.contacts);
    // What a series says is about its meetings.
    let all = own
        .iter()
        .chain(in_steps)
        .filter(|_| page.series().is_none());
    // Every audience that a page names would go through all of them.
    let all = all.take(MOST_LOOKED_AT);
    let reached = all.filter_map(move |contact| {
        let way = contacts::called(site, from, contact).filter(|way| !way.urgent)?;
        let purpose = contact.purpose.as_ref().unwrap_or(&page.title).clone();
        let as_of = contact.as_of.or(page.as_of).map(|at| locale.as_of(at));
        Some(CallView {
            purpose,
            way,
            as_of,
        })
    });
    reached.take(MOST_CALLS_OF_A_PAGE)
}

fn level_word(theme: &Theme, level: Expectation) -> &str {
    theme.word(match level {
        Expectation::Expected => "level_expected",
        Expectation::Encouraged => "level_encouraged",
        Expectation::For => "for_you",
        Expectation::Welcome => "level_welcome",
    })
}

/// The list of all audiences.
pub(crate) fn index(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    titles: &Titles,
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
    let groups = audiences::groups(site, |id| {
        let mut view = audiences::view(site, from, id);
        let description = view.description.as_deref();
        view.description = description.map(|text| titles.own_words(id, text).to_owned());
        view
    });
    let mut context = parts.context(frames.site(from));
    context.insert("groups", &groups);
    theme.render("audiences.html", &context, &generated_source(from))
}
