//! The settings of a site.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Body, Data, PageId, Route};

/// What `site.yaml` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The file that says it, relative to the root: findings about the whole site stand there.
    pub file: Arc<str>,
    /// The site's name.
    pub title: String,
    /// Absolute address of the site's root, ending in a slash.
    pub base_url: String,
    /// Who publishes it.
    pub organisation: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// Language of the text (BCP 47).
    pub language: String,
    /// IANA name of the time zone of all local times.
    pub time_zone: String,
    /// The right-hand side of the UIDs of events; outlives the address of the site.
    pub uid_domain: String,
    /// How addresses look.
    pub addresses: Addresses,
    /// Whether there is a search index and a search page.
    pub search: bool,
    /// The most bytes that the search index may take.
    pub search_budget: u64,
    /// Where readers can ask when search finds nothing.
    pub ask: Vec<MenuItem>,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// Links in the footer.
    pub footer: Vec<MenuItem>,
    /// What every reader is to know, where it is to be known.
    pub notices: Vec<Notice>,
    /// How years go where `years.yaml` does not say it.
    pub year: YearForm,
    /// Whether this is a preview, which search engines are to leave alone.
    pub preview: bool,
    /// Stylesheets that come after that of the theme, by their paths in the output.
    pub extra_css: Vec<String>,
    /// Free data for templates.
    pub extra: Data,
}

/// An item of the menu or the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// The words.
    pub title: String,
    /// Where it leads.
    pub to: Link,
}

/// Where a link of the settings leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A file of the site, perhaps a part of it.
    Route(Route, Option<Box<str>>),
    /// An address outside the site.
    Outside(String),
}

/// A message for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: Body,
    /// The page that says more.
    pub page: Option<PageId>,
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// On which pages it stands; on all when empty.
    pub places: Vec<NoticePlace>,
}

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticePlace {
    /// On the page of each role, and on their list.
    Roles,
    /// On the pages of the calendar.
    Calendar,
    /// On a page, and on all pages below it when it is that of a section.
    Page(PageId),
    /// On the home page alone.
    Home,
}

/// How years go where no record of a year says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearForm {
    /// The month that begins them, 1 to 12.
    pub starts: i8,
    /// What such a year is called, such as "Financial year".
    pub called: Option<String>,
}

/// How addresses look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// `/x/`, written as `x/index.html`.
    Folder,
    /// `/x.html`, linked by name, so that a copy opens without a server.
    Flat,
}
