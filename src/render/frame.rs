//! What surrounds the content of every page, rendered once for all pages that share it.

use crate::render::view::href::from_root;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::Value;

use super::section_list::SectionList;
use super::theme::Theme;
use super::view::heads::{Head, Heads, item_title};
use super::view::views::{DataView, EmergencyView, LinkView, SearchView, SiteView};
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::{Link, List, Media, MenuItem, Page, PageId, Route, Site};

/// Header, footer and site view for one depth of folders, and the menu for each item
/// that a page can be under; as templates take them, since to hand on a value costs nothing and to make one does.
struct Level {
    site: Value,
    header: Value,
    menus: Vec<Value>,
    footer: Value,
}

/// The list of a section from one depth: the first page of that depth, from which it is seen, whichever page asks first.
struct Section {
    seen_from: PageId,
    list: OnceLock<Result<SectionList, Box<Diagnostic>>>,
}

/// The frames of all pages.
pub(super) struct Frames {
    levels: BTreeMap<usize, Level>,
    /// Lists of sections by the depth that they are seen from, made when a page first asks for one.
    sections: HashMap<(PageId, usize), Section>,
    /// Where the site stands on its host, such as `/` or `/prefix/`.
    absolute: Level,
    /// The words of the site.
    locale: Arc<Locale>,
    heads: Heads,
}

#[derive(Serialize)]
struct HeaderView<'a> {
    site: &'a SiteView,
    /// Whether there is a menu, for the button that opens it.
    menu: bool,
}

/// What `partials/menu.html` may show.
#[derive(Serialize)]
struct MenuView<'a> {
    site: &'a SiteView,
    menu: Vec<MenuItemView>,
}

#[derive(Serialize)]
struct MenuItemView {
    title: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct FooterView<'a> {
    site: &'a SiteView,
    links: Vec<LinkView>,
    /// The accessibility statement, where there is one.
    accessibility: Option<String>,
}

/// A section of more pages than this has no list of them beside each page: it would outgrow
/// the page itself, and cost its square. The section's own page lists them.
const MOST_BESIDE: usize = 200;

/// How many folders deep an address is.
fn depth(href: &str) -> usize {
    href.bytes().filter(|&b| b == b'/').count()
}

/// The sections whose pages may stand beside a page: its own, and the one above it.
fn sections_of(site: &Site, id: PageId, page: &Page) -> [Option<PageId>; 2] {
    let own = (page.is_section && !page.children.is_empty()).then_some(id);
    let above = page.parent.filter(|&id| own.is_none() || id != site.home);
    [own, above].map(|section| section.filter(|id| site.page(*id).children.len() <= MOST_BESIDE))
}

impl Frames {
    /// Renders what pages share. The lists of sections are left until a page asks for one.
    pub(super) fn new(site: &Site, theme: &Theme) -> Result<Self, Box<Diagnostic>> {
        let home = &site.page(site.home).source;
        // Which page a mistake is told of: where generated pages stand too, it is home.
        let mut depths: BTreeMap<usize, &Arc<str>> = BTreeMap::new();
        let mut sections = HashMap::new();
        for (_, route) in site.routes.iter() {
            if route.has_frame() && !matches!(route, Route::Page(_)) {
                depths.insert(depth(site.routes.href(route)), home);
            }
        }
        for (id, page) in site.pages_with_ids() {
            let depth = depth(&page.address.href);
            depths.entry(depth).or_insert(&page.source);
            if id == site.home {
                continue;
            }
            for section in sections_of(site, id, page).into_iter().flatten() {
                sections.entry((section, depth)).or_insert_with(|| Section {
                    seen_from: id,
                    list: OnceLock::new(),
                });
            }
        }
        let levels = depths
            .into_iter()
            .map(|(depth, page)| Ok((depth, level(site, theme, &Prefix::Relative(depth), page)?)));
        let absolute = Prefix::Absolute(base_path(&site.settings.base_url));
        Ok(Frames {
            levels: levels.collect::<Result<_, Box<Diagnostic>>>()?,
            sections,
            absolute: level(site, theme, &absolute, home)?,
            locale: theme.shared_locale(),
            heads: Heads::of(site, theme),
        })
    }

    /// What windows and search engines call a page.
    pub(super) fn head(&self, site: &Site, theme: &Theme, route: Route) -> Head {
        self.heads.head(site, theme, route)
    }

    /// The words of the site.
    pub(super) fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The site view for a page.
    pub(super) fn site(&self, from: &str) -> &Value {
        &self.level(from).site
    }

    /// The header for a page.
    pub(super) fn header(&self, from: &str) -> &Value {
        &self.level(from).header
    }

    /// The menu for a page under one of its items.
    pub(super) fn menu(&self, from: &str, item: Option<usize>) -> &Value {
        menu_of(self.level(from), item)
    }

    /// The footer for a page.
    pub(super) fn footer(&self, from: &str) -> &Value {
        &self.level(from).footer
    }

    /// Site view, header, menu and footer for the page that is served at any address (404).
    pub(super) fn absolute(&self) -> [&Value; 4] {
        [
            &self.absolute.site,
            &self.absolute.header,
            menu_of(&self.absolute, None),
            &self.absolute.footer,
        ]
    }

    /// What `partials/sidebar.html` shows of the section that a page stands in, with the page marked in it, and below it the
    /// pages of its own section; these are left out where the page `lists` them itself. The template is rendered within that
    /// of the page, so that a list of a hundred pages is not copied once more for each of them.
    pub(super) fn section(
        &self,
        site: &Site,
        theme: &Theme,
        id: PageId,
        lists: bool,
    ) -> Result<Option<Value>, Box<Diagnostic>> {
        let page = site.page(id);
        let [own, above] = sections_of(site, id, page);
        let list = |section: Option<PageId>| match section {
            Some(section) => self.list(site, theme, section, page),
            None => Ok(None),
        };
        // What its own page lists is not told twice.
        let own = list(own.filter(|_| !lists))?;
        let nests = own.is_none_or(|own| own.within().is_some());
        let source = &page.source;
        let beside = match (list(above)?, own) {
            (Some(above), _) if nests => {
                let pages = own.and_then(SectionList::within);
                above.beside(theme, source, Some((page.position, pages)))?
            }
            (_, Some(own)) => own.beside(theme, source, None)?,
            _ => return Ok(None),
        };
        Ok(Some(beside))
    }

    /// The list of a section as a page sees it; none where the section has too many pages.
    fn list(
        &self,
        site: &Site,
        theme: &Theme,
        section: PageId,
        page: &Page,
    ) -> Result<Option<&SectionList>, Box<Diagnostic>> {
        let Some(of) = self.sections.get(&(section, depth(&page.address.href))) else {
            return Ok(None);
        };
        let seen_from = site.page(of.seen_from);
        let make = || SectionList::new(site, theme, section, seen_from);
        let list = of.list.get_or_init(make).as_ref();
        list.map(Some).map_err(Clone::clone)
    }

    fn level(&self, from: &str) -> &Level {
        self.levels
            .get(&depth(from))
            .expect("there is a level for each depth that the table of routes has")
    }
}

fn menu_of(level: &Level, item: Option<usize>) -> &Value {
    // The first is for pages under no item.
    &level.menus[item.map_or(0, |index| index + 1)]
}

/// How links start.
enum Prefix<'a> {
    /// Relative to a page so many folders deep.
    Relative(usize),
    /// With the site's path on its host.
    Absolute(&'a str),
}

impl Prefix<'_> {
    /// The link to a page. A level is shared by many pages, so the way always goes up to the root and down again, also to
    /// the very page, for which `./` would do.
    fn to(&self, href: &str) -> String {
        match self {
            Prefix::Relative(0) if href.is_empty() => "./".to_owned(),
            Prefix::Relative(depth) => format!("{}{href}", "../".repeat(*depth)),
            Prefix::Absolute(base) => format!("{base}{href}"),
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

/// The media type of the icon of the theme.
const SVG: &str = Media::Svg.content_type();

/// The site view for a page at any address.
pub(super) fn site_at(site: &Site, theme: &Theme, from: &str) -> SiteView {
    site_view(site, theme, &Prefix::Relative(depth(from)))
}

fn site_view(site: &Site, theme: &Theme, prefix: &Prefix<'_>) -> SiteView {
    let settings = &site.settings;
    let logo = settings.logo.map(|logo| {
        let file = from_root(site, Route::Asset(logo.file), None);
        (prefix.to(&file), logo.icon)
    });
    let asset = |name: &str| prefix.to(&theme.address(name));
    SiteView {
        title: settings.title.clone(),
        organisation: settings.organisation.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        right_to_left: theme.locale().is_right_to_left(),
        time_zone: settings.time_zone.clone(),
        home: prefix.to(&site.page(site.home).address.href),
        emergency: settings.emergency.as_ref().map(|emergency| EmergencyView {
            title: emergency.title.clone(),
            phone: emergency.phone.clone(),
            phone_href: emergency.phone_href.clone(),
            otherwise: emergency.otherwise.clone(),
            words: emergency.words.clone(),
            short: emergency.short.clone(),
            href: emergency
                .page
                .map(|id| prefix.to(&site.page(id).address.href)),
        }),
        search: SearchView {
            href: prefix.to(site.routes.link(Route::List(List::Search)).unwrap_or("")),
            on: settings.search,
            ask: links(site, theme, &settings.ask, prefix),
        },
        css: asset("redway.css"),
        extra_css: settings
            .extra_css
            .iter()
            .map(|sheet| prefix.to(sheet))
            .collect(),
        script: asset("redway.js"),
        notices_script: asset("notices.js"),
        search_script: asset("search.js"),
        icon: match &logo {
            Some((href, Some(_))) => href.clone(),
            _ => asset("icon.svg"),
        },
        icon_type: logo.as_ref().and_then(|(_, icon)| *icon).unwrap_or(SVG),
        logo: logo.map(|(href, _)| href),
        assets: theme
            .assets()
            .map(|name| (name.to_owned(), asset(name)))
            .collect(),
        extra: DataView(settings.extra.clone()),
    }
}

/// What the menu leads to, for the page that is served at any address (404).
pub(super) fn menu_at_any_address(site: &Site, theme: &Theme) -> Vec<LinkView> {
    let settings = &site.settings;
    let prefix = Prefix::Absolute(base_path(&settings.base_url));
    links(site, theme, &settings.menu, &prefix)
}

/// What the menu leads to, for a page.
pub(super) fn menu_from(site: &Site, theme: &Theme, from: &str) -> Vec<LinkView> {
    let prefix = Prefix::Relative(depth(from));
    links(site, theme, &site.settings.menu, &prefix)
}

/// Links of the settings as a page sees them.
fn links(site: &Site, theme: &Theme, items: &[MenuItem], prefix: &Prefix<'_>) -> Vec<LinkView> {
    items
        .iter()
        .map(|item| LinkView {
            title: item_title(site, theme, item),
            href: link(site, item, prefix),
            lang: None,
        })
        .collect()
}

fn link(site: &Site, item: &MenuItem, prefix: &Prefix<'_>) -> String {
    match &item.to {
        Link::Outside(address) => address.clone(),
        Link::Route(route, behind) => prefix.to(&from_root(site, *route, behind.as_deref())),
    }
}

fn level(
    site: &Site,
    theme: &Theme,
    prefix: &Prefix<'_>,
    page: &Arc<str>,
) -> Result<Level, Box<Diagnostic>> {
    let settings = &site.settings;
    let view = site_view(site, theme, prefix);
    let header = theme.part(
        "partials/header.html",
        &HeaderView {
            site: &view,
            menu: !settings.menu.is_empty(),
        },
        page,
    )?;
    let mut menus = Vec::with_capacity(settings.menu.len() + 1);
    for current in std::iter::once(None).chain((0..settings.menu.len()).map(Some)) {
        let menu = settings
            .menu
            .iter()
            .enumerate()
            .map(|(index, item)| MenuItemView {
                title: item_title(site, theme, item),
                href: link(site, item, prefix),
                current: current == Some(index),
            });
        let menu = MenuView {
            site: &view,
            menu: menu.collect(),
        };
        menus.push(Value::from(theme.part(
            "partials/menu.html",
            &menu,
            page,
        )?));
    }
    let footer = theme.part(
        "partials/footer.html",
        &FooterView {
            site: &view,
            links: links(site, theme, &settings.footer, prefix),
            accessibility: site
                .routes
                .link(Route::List(List::Accessibility))
                .map(|href| prefix.to(href)),
        },
        page,
    )?;
    Ok(Level {
        site: Value::from_serializable(&view),
        header: Value::from(header),
        menus,
        footer: Value::from(footer),
    })
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
