//! What windows and search engines call each page. No two pages of a site are called alike, so that whoever has many open, or sees
//! them in a list of results, can tell them apart.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rayon::prelude::*;

use super::describe;
use crate::model::{Link, List, MenuItem, Print, Route, Site, Sort};
use crate::render::theme::Theme;

/// The head of one page.
pub(crate) struct Head {
    /// The title of the window.
    pub(crate) title: String,
    /// The description for search engines.
    pub(crate) description: String,
}

/// What several pages of a site would be called. Only these need more than their own words, and they are few.
pub(crate) struct Heads {
    /// Titles that several pages have.
    titles: Repeated,
    /// Titles that several pages would have together with the title of what they stand in.
    within: Repeated,
    /// Descriptions that several pages have.
    descriptions: Repeated,
}

impl Heads {
    /// Looks over all pages of a site, on all cores.
    pub(crate) fn of(site: &Site, theme: &Theme) -> Self {
        let routes = site.routes.iter().map(|(_, route)| route);
        let routes: Vec<Route> = routes.filter(|route| route.has_frame()).collect();
        let titles = Repeated::among(&routes, |route| title(site, theme, route));
        let of_place = |route| {
            let own = title(site, theme, route);
            if titles.has(&own) {
                within(site, theme, route)
            } else {
                own
            }
        };
        Heads {
            within: Repeated::among(&routes, of_place),
            descriptions: Repeated::among(&routes, |route| describe::route(site, theme, route)),
            titles,
        }
    }

    /// The head of a page.
    pub(crate) fn head(&self, site: &Site, theme: &Theme, route: Route) -> Head {
        let title = self.title(site, theme, route);
        let described = describe::route(site, theme, route);
        Head {
            description: if self.descriptions.has(&described) {
                format!("{title}: {described}")
            } else {
                described
            },
            title: head_title(site, &title),
        }
    }

    /// The title of a page, with as much beside it as tells it from others.
    fn title(&self, site: &Site, theme: &Theme, route: Route) -> String {
        let own = title(site, theme, route);
        if route == Route::Page(site.home) || !self.titles.has(&own) {
            return own;
        }
        let within = within(site, theme, route);
        if !self.within.has(&within) {
            return within;
        }
        let address = site.routes.path(route).unwrap_or_default();
        format!("{own} ({address})")
    }
}

/// The title of the window: that of the page, and of the site.
fn head_title(site: &Site, title: &str) -> String {
    if title == site.settings.title {
        title.to_owned()
    } else {
        format!("{title} – {}", site.settings.title)
    }
}

/// What a page is called by itself.
fn title(site: &Site, theme: &Theme, route: Route) -> String {
    match route {
        Route::Page(id) => site.page(id).title.clone(),
        Route::Person(id) => site.person(id).name.clone(),
        Route::Organisation(id) => site.organisation(id).name.clone(),
        Route::Audience(id) => site.audience(id).title.clone(),
        Route::Year(id) => {
            let year = &site.calendar[id.index()].title;
            format!("{}: {year}", theme.word("calendar_title"))
        }
        Route::List(list) => list_title(site, theme, list).to_owned(),
        Route::Print(Print::Whole) => theme.word("print_whole").to_owned(),
        Route::Print(Print::Section(id)) => {
            let title = [("title", &*site.page(id).title)];
            theme.locale().put("print_of", &title)
        }
        Route::Print(Print::Sheet(id)) => site.settings.sheets[id.index()].title.clone(),
        _ => theme.word("not_found_title").to_owned(),
    }
}

/// The same with what it stands in.
fn within(site: &Site, theme: &Theme, route: Route) -> String {
    let list = |list| list_title(site, theme, list);
    let place = match route {
        Route::Page(id) => {
            let parent = site.page(id).parent;
            let parent = parent.filter(|parent| *parent != site.home);
            parent.map(|parent| &*site.page(parent).title)
        }
        Route::Person(_) => Some(list(List::People)),
        Route::Organisation(_) => Some(list(List::Organisations)),
        Route::Audience(_) => Some(list(List::Audiences)),
        _ => None,
    };
    let own = title(site, theme, route);
    match place {
        Some(place) => format!("{own} ({place})"),
        None => own,
    }
}

/// What a list is called. That of organisations names schools where there are any.
pub(crate) fn list_title<'t>(site: &Site, theme: &'t Theme, list: List) -> &'t str {
    theme.word(match list {
        List::People => "people_title",
        List::Organisations => {
            let mut all = site.organisations.iter();
            if all.any(|organisation| organisation.sort == Sort::School) {
                "organisations_and_schools"
            } else {
                "organisations_title"
            }
        }
        List::Audiences => "audiences_title",
        List::Glossary => "glossary_title",
        List::Documents => "documents_title",
        List::Calendar => "calendar_title",
        List::Search => "search_title",
        List::Accessibility => "accessibility_title",
    })
}

/// The words of a link of the settings: its own, or those of the list that it leads to.
pub(crate) fn item_title(site: &Site, theme: &Theme, item: &MenuItem) -> String {
    let named = || match item.to {
        Link::Route(Route::List(list), _) => list_title(site, theme, list).to_owned(),
        Link::Route(..) | Link::Outside(_) => String::new(),
    };
    item.title.clone().unwrap_or_else(named)
}

/// The texts that several routes have, as numbers that stand for them: the texts of all pages together would be as large as an index.
struct Repeated(Vec<u64>);

impl Repeated {
    fn among(routes: &[Route], text: impl Fn(Route) -> String + Sync) -> Self {
        let texts = routes.par_iter().map(|route| number(&text(*route)));
        let mut texts: Vec<u64> = texts.collect();
        texts.par_sort_unstable();
        let same = texts.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        Repeated(same.map(|same| same[0]).collect())
    }

    fn has(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.binary_search(&number(text)).is_ok()
    }
}

/// Upper and lower case are one to a reader who looks through a list.
fn number(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.to_lowercase().hash(&mut hasher);
    hasher.finish()
}
