//! The settings of a site.

use std::sync::Arc;

use jiff::civil::Date;

use super::{AssetId, Body, Contact, Data, PageId, Route};

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
    /// Whether telephone numbers without a country code are those of the United Kingdom.
    pub british: bool,
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
    /// Whom to call in an emergency, and what to do before it is one.
    pub emergency: Option<Emergency>,
    /// What every reader is to know, where it is to be known.
    pub notices: Vec<Notice>,
    /// Its own picture.
    pub logo: Option<Logo>,
    /// How readers say that something on a page is wrong.
    pub report: Option<Report>,
    /// Where pages are edited on the Git host: an address with a place for [`EDIT_PATH`].
    pub edit: Option<String>,
    /// What the accessibility statement says, where there is one.
    pub accessibility: Option<Accessibility>,
    /// Sheets of contact points for paper.
    pub sheets: Vec<Sheet>,
    /// For how many months facts are fresh after somebody confirmed or changed them.
    pub freshness: Option<u8>,
    /// How years go where `years.yaml` does not say it.
    pub year: YearForm,
    /// Whether this is a preview, which search engines are to leave alone.
    pub preview: bool,
    /// Stylesheets that come after that of the theme, by their paths in the output.
    pub extra_css: Vec<String>,
    /// Free data for templates.
    pub extra: Data,
}

/// Whom to call in an emergency: first on the home page, and one tap away on every other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emergency {
    /// The question that tells whom it is for: "Is a child in danger now?".
    pub title: String,
    /// The number to call, as people write it.
    pub phone: String,
    /// What a link to it has: `tel:999`.
    pub phone_href: String,
    /// The words before the link to what else can be done.
    pub otherwise: Option<String>,
    /// The words of the link to `page`.
    pub words: Option<String>,
    /// The words of the button at the head of every page; without them there is none.
    pub short: Option<String>,
    /// What to do when it is no emergency yet.
    pub page: Option<PageId>,
}

/// An item of the menu or the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// The words; none for a list of the site, which the theme names.
    pub title: Option<String>,
    /// Where it leads.
    pub to: Link,
}

/// Where a link of the settings leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A file of the site, and what is written behind its address, with its sign.
    Route(Route, Option<Box<str>>),
    /// An address outside the site.
    Outside(String),
}

/// The two shades that stand for a site, as styles write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shades {
    /// The one that white text stands on.
    pub light: String,
    /// The one that stands on dark pages.
    pub dark: String,
}

/// The picture that stands for a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Its file.
    pub file: AssetId,
    /// The media type, where browsers take it as the icon of a site.
    pub icon: Option<&'static str>,
}

/// Where readers say that something on a page is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// A mailbox.
    Email(String),
    /// An address with places for [`REPORT_FACTS`].
    Url(String),
    /// A page of the site, and what is written behind its address, with its sign.
    Page(PageId, Option<Box<str>>),
}

/// What an address for reports may hold in braces: the title of the page, and its full address.
pub const REPORT_FACTS: [&str; 2] = ["title", "page"];

/// Where the path of a page's file stands in the address at which it is edited.
pub const EDIT_PATH: &str = "{path}";

/// What the accessibility statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accessibility {
    /// How far the site conforms to WCAG.
    pub status: Conformance,
    /// Whom to tell of a barrier.
    pub contacts: Vec<Contact>,
    /// The day of the statement.
    pub prepared: Option<Date>,
    /// What not everybody can use, each with the day until which it is to be mended.
    pub issues: Vec<(Body, Option<Date>)>,
    /// How it was tested.
    pub tested: Option<Body>,
    /// Who enforces the law.
    pub enforcement: Option<Enforcement>,
}

/// Contact points that fit one sheet of paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name in addresses.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The contact points, in order.
    pub contacts: Vec<Contact>,
}

/// How far a site conforms to WCAG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformance {
    /// In all.
    Full,
    /// In part.
    Partial,
    /// Not.
    None,
    /// Nobody has looked yet.
    Unknown,
}

/// Who enforces the law on accessibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enforcement {
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
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
