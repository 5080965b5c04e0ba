//! The page of an editor's file: everything around its content, and its content.

use std::borrow::Cow;
use std::path::Path;

use serde::Serialize;

use super::of_kind;
use crate::calendar::Zone;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::{
    Block, Body, EDIT_PATH, Kind, List, Occurrence, Page, PageId, Print, Route, Site,
};
use crate::render::blocks;
use crate::render::frame::Frames;
use crate::render::theme::{Theme, parted};
use crate::render::view::audiences::expectations;
use crate::render::view::contacts;
use crate::render::view::describe;
use crate::render::view::entry::{dated_entry, entry};
use crate::render::view::fresh;
use crate::render::view::heads::{Head, list_title};
use crate::render::view::href::{relative, root};
use crate::render::view::html;
use crate::render::view::meetings::Years;
use crate::render::view::notices;
use crate::render::view::parts::{Parts, breadcrumb, document, menu_item, robots};
use crate::render::view::posts::held;
use crate::render::view::report::{self, About};
use crate::render::view::steps;
use crate::render::view::views::{
    ContentsView, DataView, DateView, EntryView, LangView, LinkView, PageView,
};

/// Whom a page is rendered for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// A reader who moves from page to page.
    Screen,
    /// One who has all pages on paper, in order.
    Paper,
}

/// The HTML of an editor's page. `years` gives the meetings of the calendar, for the few pages that show some.
pub(crate) fn render<'a>(
    site: &Site,
    zone: &Zone,
    theme: &Theme,
    frames: &Frames,
    years: &dyn Fn() -> &'a Years,
    (id, reader): (PageId, For),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let locale = theme.locale();
    let page = site.page(id);
    let on_paper = reader == For::Paper;
    let from = &*page.address.href;
    let of_kind = of_kind(site, zone, theme, id);
    let (previous, next) = if on_paper {
        (None, None)
    } else {
        neighbours(site, page)
    };
    let head = frames.head(site, theme, Route::Page(id));
    let mut parts = Parts {
        view: PageView {
            print: print_link(locale, site, id),
            printed: on_paper,
            ..page_view(locale, site, page, head)
        },
        breadcrumb: breadcrumb(site, from, page.parent),
        body: body(site, theme, years, page)?,
        contents: contents(&page.body),
        expectations: expectations(site, from, page),
        contacts: contacts::contacts(locale, site, from, &page.documents, &page.contacts),
        steps: if page.body.blocks.contains(&Block::Steps) {
            Vec::new()
        } else {
            steps::views(locale, site, page)
        },
        documents: page
            .sources()
            .into_iter()
            .map(|id| document(locale, site, id))
            .collect(),
        named_on: if on_paper {
            Vec::new()
        } else {
            let named_on = site.backlinks(id).iter();
            named_on.map(|id| entry(site, theme, from, *id)).collect()
        },
        previous,
        next,
        feeds: of_kind.feeds,
        notices: notices::views(locale, site, from, notices::On::Page(id)),
        header: frames.header(from),
        menu: frames.menu(from, menu_item(site, id)),
        sidebar: None,
        footer: frames.footer(from),
    };
    let has_list = page.is_section || page.template.is_some();
    let placed = (has_list && of_kind.view.is_none()).then(|| {
        let place = children_place(page, &parts.body);
        (place, come_after(page, place, &parts.body))
    });
    let is_home = id == site.home;
    if !on_paper && !is_home {
        let place = placed.map(|(place, _)| place);
        let lists = place.is_some_and(|place| place != "side");
        parts.sidebar = frames.section(site, theme, id, lists)?;
        // Long words are read on into the first page of their section.
        if place == Some("side")
            && let Some(&first) = page.children.first()
        {
            parts.next = Some(LinkView::to(from, site.page(first)));
        }
    }
    let leads = is_home && parts.view.description.is_none();
    let lead = leads.then(|| lead(&parts.body).map(ToOwned::to_owned));
    let unasked = if is_home {
        unasked(site, theme, years, page)?
    } else {
        None
    };
    let mut context = parts.context(frames.site(from));
    if let Some(view) = of_kind.view {
        context.insert_value(page.kind.word(), view);
    } else if let Some((place, after)) = placed {
        let mut ids = Cow::from(&page.children);
        if unasked.is_some() {
            // Who knows nothing of a site is told of today before they are told of the past.
            ids.to_mut().sort_by_cached_key(|id| site.is_past(*id));
        }
        let parts = children(site, theme, page, &ids);
        let mut listed = parts.iter().flat_map(|part| &part.pages);
        context.insert("children_dated", &listed.any(|page| !page.dates.is_empty()));
        context.insert("children", &parts);
        context.insert("children_place", &place);
        context.insert("children_after", &after);
        context.insert(
            "children_many",
            &(ids.len() > MANY_ON_PHONE || place == "side"),
        );
    }
    if is_home {
        let shows_roles = unasked.as_ref().is_some_and(|it| it.audiences.is_some());
        context.insert("lists", &lists(site, theme, from, shows_roles));
        context.insert("unasked", &unasked);
        context.insert("lead", &lead.flatten());
    }
    theme.render(template(site, id), &context, &page.source)
}

/// With fewer links than these, and without a block, a home page does not lead through its site by itself.
const FEW_LINKS: usize = 4;

/// What a home page shows that does not lead through the site by itself: beside all parts of it the HTML of blocks that
/// others call.
#[derive(Serialize)]
struct Unasked {
    /// A link for each audience.
    audiences: Option<String>,
    /// The meetings that come next.
    next_meetings: Option<String>,
}

fn unasked<'a>(
    site: &Site,
    theme: &Theme,
    years: &dyn Fn() -> &'a Years,
    page: &Page,
) -> Result<Option<Unasked>, Box<Diagnostic>> {
    if page.body.targets.len() >= FEW_LINKS || !page.body.blocks.is_empty() {
        return Ok(None);
    }
    let html = |block, list| {
        let is_listed = site.routes.link(Route::List(list)).is_some();
        let html = is_listed.then(|| blocks::html(site, theme, page, block, 1, years));
        html.transpose()
    };
    Ok(Some(Unasked {
        audiences: html(Block::Audiences, List::Audiences)?,
        next_meetings: html(Block::NextMeetings, List::Calendar)?,
    }))
}

/// The elements that a lead may hold: they can be read on the band of a site, whatever its shades.
const IN_LEAD: [&str; 3] = ["abbr", "em", "strong"];

/// The one paragraph of plain words that stands in a text above all headings: on a home page it says what the site is.
fn lead(body: &str) -> Option<&str> {
    let paragraph = parted(body).0.trim().strip_prefix("<p>")?;
    let (words, more) = paragraph.split_once("</p>")?;
    let plain = words.split('<').skip(1).all(|tag| {
        let tag = tag.trim_start_matches('/');
        let name = tag.split(|sign: char| !sign.is_ascii_alphanumeric()).next();
        name.is_some_and(|name| IN_LEAD.contains(&name))
    });
    (more.is_empty() && plain).then_some(words)
}

/// The lists that a site has of everybody, everything and every day; that of roles only where the page does not show them.
fn lists(site: &Site, theme: &Theme, from: &str, shows_roles: bool) -> Vec<LinkView> {
    let lists = [
        List::Audiences,
        List::Calendar,
        List::People,
        List::Organisations,
        List::Glossary,
    ];
    let wanted = |list: &List| !(shows_roles && *list == List::Audiences);
    let links = lists.into_iter().filter(wanted).filter_map(|list| {
        Some(LinkView {
            title: list_title(site, theme, list).to_owned(),
            href: relative(from, site.routes.link(Route::List(list))?),
            lang: None,
        })
    });
    links.collect()
}

/// The pages of a section that stand under one heading, or under none.
#[derive(Serialize)]
struct ChildrenView {
    heading: Option<String>,
    pages: Vec<EntryView>,
}

/// More pages than this beside some words would leave the room below these empty.
const MOST_BESIDE: usize = 14;

/// Of more pages than this, and of those before long words, a narrow screen shows the titles only.
const MANY_ON_PHONE: usize = 6;

/// Words with more parts than these have their contents beside them instead.
const MOST_PARTS_BESIDE: usize = 4;

/// Up to so many bytes of HTML without a heading are few words.
const FEW_WORDS: usize = 900;

/// Where the pages of a section stand: `above` its words, for there are many; at the `side`, as beside each of them, where the
/// words are long and have contents of their own; `beside` the words; or `below`, of few words.
fn children_place(page: &Page, body: &str) -> &'static str {
    let parts = page.body.headings.iter().filter(|it| it.level == 2).count();
    if !page.steps.is_empty() {
        "beside"
    } else if body.len() <= FEW_WORDS && page.body.headings.is_empty() {
        "below"
    } else if page.children.len() > MOST_BESIDE {
        "above"
    } else if parts > MOST_PARTS_BESIDE {
        "side"
    } else {
        "beside"
    }
}

/// Whether the pages of a section come after its words on a narrow screen too: what to do, and whom to call, comes first.
fn come_after(page: &Page, place: &str, body: &str) -> bool {
    let reaches = || {
        ["href=\"mailto:", "href=\"tel:"]
            .iter()
            .any(|way| body.contains(way))
    };
    place == "below" || !page.steps.is_empty() || reaches()
}

/// A list of pages tells the next dates of no more meetings than these: all of them are in it, since a build knows no today.
const MOST_DATES: usize = 300;

/// The meetings of a series of today that are held.
fn meetings(page: &Page) -> impl Iterator<Item = &Occurrence> {
    let series = match &page.kind {
        Kind::Series(series) if page.as_of.is_none() => Some(series),
        _ => None,
    };
    series.into_iter().flat_map(|series| held(series))
}

/// The meetings of a page that a list may tell the next of.
fn dates(locale: &Locale, page: &Page) -> Vec<DateView> {
    let mut dates: Vec<DateView> = meetings(page).map(|o| DateView::of(locale, o)).collect();
    dates.sort_by(|a, b| a.until().cmp(b.until()));
    dates
}

/// The pages of a section, under their headings, each with what it is about.
fn children(site: &Site, theme: &Theme, page: &Page, ids: &[PageId]) -> Vec<ChildrenView> {
    let under = |id: &PageId| site.page(*id).under.as_ref();
    let entry = if page.is_dated { dated_entry } else { entry };
    let all = ids.iter().flat_map(|id| meetings(site.page(*id)));
    let few_dates = all.take(MOST_DATES + 1).count() <= MOST_DATES;
    let view = |id: &PageId| EntryView {
        dates: if few_dates {
            dates(theme.locale(), site.page(*id))
        } else {
            Vec::new()
        },
        description: describe::brief(site, theme, site.page(*id)),
        ..entry(site, theme, &page.address.href, *id)
    };
    let parts = ids.chunk_by(|a, b| under(a) == under(b));
    let parts = parts.map(|ids| ChildrenView {
        heading: under(&ids[0]).cloned(),
        pages: ids.iter().map(view).collect(),
    });
    parts.collect()
}

/// The text of a page, with what its calls put in.
fn body<'a>(
    site: &Site,
    theme: &Theme,
    years: &dyn Fn() -> &'a Years,
    page: &Page,
) -> Result<String, Box<Diagnostic>> {
    let (mut failed, mut shown) = (None, Vec::new());
    let html = html::fill_with(site, &page.address.href, &page.body, &mut |block| {
        if let Block::Table(id) | Block::Chart(id) = block {
            shown.push(id);
        }
        let number = shown.iter().filter(|id| shown.last() == Some(id)).count();
        blocks::html(site, theme, page, block, number, years).unwrap_or_else(|finding| {
            failed = Some(finding);
            String::new()
        })
    });
    failed.map_or(Ok(html), Err)
}

/// The template of a page.
pub(crate) fn template(site: &Site, id: PageId) -> &str {
    let page = site.page(id);
    if let Some(chosen) = &page.template {
        return chosen;
    }
    match &page.kind {
        Kind::Page if id == site.home => "home.html",
        Kind::Page if page.is_section => "section.html",
        kind => kind.template(),
    }
}

fn page_view(locale: &Locale, site: &Site, page: &Page, head: Head) -> PageView {
    let from = &*page.address.href;
    let about = About {
        title: &page.title,
        href: from,
        changed: report::changed(page),
    };
    PageView {
        title: page.title.clone(),
        head_title: head.title,
        description: page.description.clone().or_else(|| {
            let home = page.parent.is_none();
            home.then(|| site.settings.description.clone()).flatten()
        }),
        description_head: head.description,
        kind: page.kind.word(),
        canonical: Some(format!("{}{from}", site.settings.base_url)),
        root: root(from),
        as_of: page.as_of.map(|at| locale.as_of(at)),
        checked: page.checked.map(|day| locale.date(day)),
        fresh_until: fresh::page(site, page),
        updated: page.updated.map(|day| locale.date(day)),
        updated_iso: page.updated.map(|d| d.to_string()),
        date: page.date.map(|day| locale.date(day)),
        date_iso: page.date.map(|d| d.to_string()),
        tags: page.tags.clone(),
        has_steps: !page.steps.is_empty(),
        lang: LangView::of(page),
        draft: page.draft,
        print: None,
        printed: false,
        robots: robots(site),
        report: report::href(locale, site, &about, &|to| relative(from, to)),
        edit: edit(site, page),
        extra: DataView(page.extra.clone()),
    }
}

/// Where a page is edited. A folder without a page of its own has no file.
fn edit(site: &Site, page: &Page) -> Option<String> {
    let pattern = site.settings.edit.as_ref()?;
    let is_file = Path::new(&*page.source)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    // Names of files hold only what stands in any address as it is.
    is_file.then(|| pattern.replace(EDIT_PATH, &page.source))
}

/// The document for paper that begins with a page, where there is one.
fn print_link(locale: &Locale, site: &Site, id: PageId) -> Option<LinkView> {
    let (print, words) = if id == site.home {
        (Print::Whole, "print_whole")
    } else {
        (Print::Section(id), "print_section")
    };
    let to = site.routes.link(Route::Print(print))?;
    Some(LinkView {
        title: locale.word(words).to_owned(),
        href: relative(&site.page(id).address.href, to),
        lang: None,
    })
}

/// On-page contents from headings of level two and three.
fn contents(body: &Body) -> Vec<ContentsView> {
    let mut entries: Vec<ContentsView> = Vec::new();
    for heading in &body.headings {
        let (title, href) = (heading.title.to_string(), format!("#{}", heading.id));
        match (heading.level, entries.last_mut()) {
            (3, Some(above)) => above.children.push(LinkView {
                title,
                href,
                lang: None,
            }),
            (2 | 3, _) => entries.push(ContentsView {
                title,
                href,
                children: Vec::new(),
            }),
            _ => {}
        }
    }
    entries
}

/// Whether a page is one to read after the one before it.
fn is_read_on(page: &Page) -> bool {
    matches!(page.kind, Kind::Page | Kind::Plan(_) | Kind::Minutes(_))
}

/// The pages before and after a page of text, among those of its section.
fn neighbours(site: &Site, page: &Page) -> (Option<LinkView>, Option<LinkView>) {
    let section = page.parent.map(|parent| site.page(parent));
    let siblings = match section {
        Some(section) if is_read_on(page) => &section.children,
        _ => return (None, None),
    };
    let (earlier, later) = siblings.split_at(page.position);
    let is_read_on = |id: &&PageId| is_read_on(site.page(**id));
    let link = |id: &PageId| {
        let other = site.page(*id);
        LinkView {
            title: other.title.clone(),
            href: relative(&page.address.href, &other.address.href),
            lang: LangView::of(other),
        }
    };
    // Nothing between them is passed over.
    let before = earlier.last().filter(is_read_on).map(link);
    let after = later.get(1).filter(is_read_on).map(link);
    // Where the latest comes first, the next one in time stands before.
    if section.is_some_and(|section| section.is_dated) {
        (after, before)
    } else {
        (before, after)
    }
}

#[cfg(test)]
mod tests {
    use super::lead;

    #[test]
    fn one_paragraph_of_plain_words_leads() {
        assert_eq!(
            lead("<p>For <em>all</em>.</p>\n"),
            Some("For <em>all</em>.")
        );
        assert_eq!(
            lead("<p>For all.</p>\n<div class=\"heading\"><h2>A</h2></div>"),
            Some("For all.")
        );
        assert_eq!(lead("<p>For all.</p>\n<p>And more.</p>"), None);
        assert_eq!(lead("<p>See <a href=\"a/\">a</a>.</p>"), None);
        assert_eq!(lead("<p>Type <code>x</code>.</p>"), None);
        assert_eq!(lead("<ul><li>One</li></ul>"), None);
        assert_eq!(lead(""), None);
    }
}
