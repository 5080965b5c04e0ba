//! What surrounds the content of every page, rendered once for all pages that share it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;

use super::direction::is_right_to_left;
use super::theme::Theme;
use super::view::href::{relative, root};
use super::view::views::{DataView, LinkView, SearchView, SiteView};
use crate::diagnostic::Diagnostic;
use crate::model::{Link, MenuItem, Page, PageId, Route, Site};
use crate::resolve::made;

/// Header, footer and site view for one depth of folders, and the header for each menu item
/// that a page can be under.
struct Level {
    site: SiteView,
    headers: Vec<String>,
    footer: String,
}

/// The list of pages in one section, seen from one depth; the current page is marked by
/// cutting the fragment, not by rendering it again.
struct Sidebar {
    html: String,
    /// Where each item's mark goes.
    marks: HashMap<PageId, usize>,
}

/// The frames of all pages.
pub(super) struct Frames {
    levels: HashMap<usize, Level>,
    sidebars: HashMap<(PageId, usize), Sidebar>,
    /// Where the site stands on its host, such as `/` or `/prefix/`.
    absolute: Level,
}

#[derive(Serialize)]
struct HeaderView<'a> {
    site: &'a SiteView,
    menu: Vec<MenuView>,
}

#[derive(Serialize)]
struct MenuView {
    title: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct FooterView<'a> {
    site: &'a SiteView,
    links: Vec<LinkView>,
}

#[derive(Serialize)]
struct SidebarView {
    section: SectionView,
    items: Vec<LinkView>,
}

#[derive(Serialize)]
struct SectionView {
    title: String,
    href: String,
    current: bool,
}

/// A section of more pages than this has no list of them beside each page: it would outgrow
/// the page itself, and cost its square. The section's own page lists them.
const MOST_BESIDE: usize = 200;

/// How many folders deep an address is.
fn depth(href: &str) -> usize {
    href.bytes().filter(|&b| b == b'/').count()
}

/// The section whose pages stand beside a page: its own, or the one above it.
fn section_of(site: &Site, id: PageId, page: &Page) -> Option<PageId> {
    let section = if page.is_section && !page.children.is_empty() {
        Some(id)
    } else {
        page.parent
    };
    section.filter(|id| site.page(*id).children.len() <= MOST_BESIDE)
}

impl Frames {
    /// Renders what pages share.
    pub(super) fn new(site: &Site, theme: &Theme) -> Result<Self, Box<Diagnostic>> {
        let (mut levels, mut sidebars) = (HashMap::new(), HashMap::new());
        // Pages that Redway makes: /people/, /people/<id>/, /search/.
        let made = [
            made::href(made::PEOPLE, site.settings.addresses),
            made::person("x", site.settings.addresses),
        ];
        let home = &site.page(site.home).source;
        for from in &made {
            levels.insert(
                depth(from),
                level(site, theme, &Prefix::Relative(from), home)?,
            );
        }
        for (id, page) in site.pages_with_ids() {
            let from = &*page.address.href;
            let depth = depth(from);
            if let std::collections::hash_map::Entry::Vacant(entry) = levels.entry(depth) {
                entry.insert(level(site, theme, &Prefix::Relative(from), &page.source)?);
            }
            if id != site.home
                && let Some(section) = section_of(site, id, page)
                && let std::collections::hash_map::Entry::Vacant(entry) =
                    sidebars.entry((section, depth))
            {
                entry.insert(sidebar(site, theme, section, page)?);
            }
        }
        let absolute = level(
            site,
            theme,
            &Prefix::Absolute(base_path(&site.settings.base_url)),
            home,
        )?;
        Ok(Frames {
            levels,
            sidebars,
            absolute,
        })
    }

    /// The site view for a page.
    pub(super) fn site(&self, from: &str) -> &SiteView {
        &self.level(from).site
    }

    /// The header for a page under a menu item.
    pub(super) fn header(&self, from: &str, menu: Option<usize>) -> &str {
        header_of(self.level(from), menu)
    }

    /// The footer for a page.
    pub(super) fn footer(&self, from: &str) -> &str {
        &self.level(from).footer
    }

    /// Site view, header and footer for the page that is served at any address (404).
    pub(super) fn absolute(&self) -> (&SiteView, &str, &str) {
        (
            &self.absolute.site,
            header_of(&self.absolute, None),
            &self.absolute.footer,
        )
    }

    /// The sidebar of a page, with the page marked in it.
    pub(super) fn sidebar(&self, site: &Site, id: PageId, page: &Page) -> String {
        let Some(section) = section_of(site, id, page) else {
            return String::new();
        };
        let Some(sidebar) = self.sidebars.get(&(section, depth(&page.address.href))) else {
            return String::new();
        };
        match sidebar.marks.get(&id) {
            Some(&at) => {
                let mut html = String::with_capacity(sidebar.html.len() + 20);
                html.push_str(&sidebar.html[..at]);
                html.push_str(" aria-current=\"page\"");
                html.push_str(&sidebar.html[at..]);
                html
            }
            None => sidebar.html.clone(),
        }
    }

    fn level(&self, from: &str) -> &Level {
        self.levels
            .get(&depth(from))
            .expect("a level was made for every page")
    }
}

fn header_of(level: &Level, menu: Option<usize>) -> &str {
    // The first is for pages under no item.
    &level.headers[menu.map_or(0, |index| index + 1)]
}

/// How links start.
enum Prefix<'a> {
    /// Relative to a page.
    Relative(&'a str),
    /// With the site's path on its host.
    Absolute(&'a str),
}

impl Prefix<'_> {
    fn to(&self, href: &str) -> String {
        match self {
            Prefix::Relative(from) => relative(from, href),
            Prefix::Absolute(base) => format!("{base}{href}"),
        }
    }

    /// The link to a page that may be the very page; then `./` would do, but a level is shared by
    /// many pages, so the way always goes up to the root and down again.
    fn by_root(&self, href: &str) -> String {
        match self {
            Prefix::Relative(from) => {
                let root = root(from);
                if root.is_empty() && href.is_empty() {
                    "./".to_owned()
                } else {
                    format!("{root}{href}")
                }
            }
            Prefix::Absolute(_) => self.to(href),
        }
    }
}

/// The path of the site on its host, with a slash at both ends.
pub(super) fn base_path(base_url: &str) -> &str {
    let rest = base_url
        .split_once("://")
        .map_or(base_url, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// The site view for a page at any address.
pub(super) fn site_at(site: &Site, from: &str) -> SiteView {
    site_view(site, &Prefix::Relative(from))
}

fn site_view(site: &Site, prefix: &Prefix<'_>) -> SiteView {
    let settings = &site.settings;
    SiteView {
        title: settings.title.clone(),
        organisation: settings.organisation.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        right_to_left: is_right_to_left(&settings.language),
        time_zone: settings.time_zone.clone(),
        home: prefix.by_root(&site.page(site.home).address.href),
        search: SearchView {
            href: prefix.by_root(&made::href(made::SEARCH, settings.addresses)),
            on: settings.search,
            ask: links(site, &settings.ask, prefix),
        },
        css: prefix.by_root("assets/redway.css"),
        script: prefix.by_root("assets/redway.js"),
        search_script: prefix.by_root("assets/search.js"),
        icon: prefix.by_root("assets/icon.svg"),
        extra: DataView(settings.extra.clone()),
    }
}

/// Links of the settings as a page sees them.
fn links(site: &Site, items: &[MenuItem], prefix: &Prefix<'_>) -> Vec<LinkView> {
    items
        .iter()
        .map(|item| LinkView {
            title: item.title.clone(),
            href: link(site, item, prefix),
        })
        .collect()
}

fn link(site: &Site, item: &MenuItem, prefix: &Prefix<'_>) -> String {
    match &item.to {
        Link::Outside(address) => address.clone(),
        Link::Route(route, anchor) => prefix.by_root(&from_root(site, *route, anchor.as_deref())),
    }
}

/// A link to a file of the site, relative to its root.
pub(super) fn from_root(site: &Site, route: Route, anchor: Option<&str>) -> String {
    // A copied file goes by its name, whatever it is called.
    let href = match route {
        Route::Asset(id) => &site.assets[id.index()].file,
        route => site.routes.href(route),
    };
    anchor.map_or_else(|| href.to_owned(), |anchor| format!("{href}#{anchor}"))
}

fn level(
    site: &Site,
    theme: &Theme,
    prefix: &Prefix<'_>,
    page: &Arc<str>,
) -> Result<Level, Box<Diagnostic>> {
    let settings = &site.settings;
    let view = site_view(site, prefix);
    let mut headers = Vec::with_capacity(settings.menu.len() + 1);
    for current in std::iter::once(None).chain((0..settings.menu.len()).map(Some)) {
        let menu = settings
            .menu
            .iter()
            .enumerate()
            .map(|(index, item)| MenuView {
                title: item.title.clone(),
                href: link(site, item, prefix),
                current: current == Some(index),
            });
        headers.push(theme.part(
            "partials/header.html",
            &HeaderView {
                site: &view,
                menu: menu.collect(),
            },
            page,
        )?);
    }
    let footer = theme.part(
        "partials/footer.html",
        &FooterView {
            site: &view,
            links: links(site, &settings.footer, prefix),
        },
        page,
    )?;
    Ok(Level {
        site: view,
        headers,
        footer,
    })
}

/// The sidebar of a section as a page in it, or its own page, sees it.
fn sidebar(
    site: &Site,
    theme: &Theme,
    id: PageId,
    seen_from: &Page,
) -> Result<Sidebar, Box<Diagnostic>> {
    let section = site.page(id);
    let from = &*seen_from.address.href;
    let href = |to: &str| {
        // Shared by all pages of this depth in this section: never `./`, which means another page there.
        let mut href = relative(from, to);
        if href == "./" {
            href.clear();
            let _ = write!(href, "{}{to}", root(from));
        }
        href
    };
    let items: Vec<(PageId, LinkView)> = section
        .children
        .iter()
        .map(|&child| {
            let page = site.page(child);
            (
                child,
                LinkView {
                    title: page.title.clone(),
                    href: href(&page.address.href),
                },
            )
        })
        .collect();
    let view = SidebarView {
        section: SectionView {
            title: section.title.clone(),
            href: href(&section.address.href),
            current: std::ptr::eq(section, seen_from),
        },
        items: items.iter().map(|(_, link)| link.clone()).collect(),
    };
    let html = theme.part("partials/sidebar.html", &view, &seen_from.source)?;
    let (mut marks, mut after) = (HashMap::new(), 0);
    for (child, link) in &items {
        let mut wanted = String::from("<a href=\"");
        super::view::html::escape(&mut wanted, &link.href);
        wanted.push('"');
        if let Some(at) = html[after..].find(&wanted) {
            after += at + wanted.len();
            marks.insert(*child, after);
        }
    }
    Ok(Sidebar { html, marks })
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn the_base_path_is_what_follows_the_host() {
        assert_eq!(base_path("https://a.example/"), "/");
        assert_eq!(base_path("https://a.example/b/c/"), "/b/c/");
    }
}
