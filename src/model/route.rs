//! A route: one file that the site publishes, named by what it is made of.
//!
//! A route is a key, not the thing itself: small, copied freely, and good for as long as the site is. Where
//! it stands in the output is known to the table of all routes alone.

use super::{
    AssetId, AudienceId, OrganisationId, PageId, PersonId, RedirectId, SheetId, TableId,
    ThemeAssetId, YearId,
};

/// One file that the site publishes.
///
/// The order of routes is that of the site: pages in the order of their addresses come before what is
/// generated. Of a template that fails on many pages the first in this order is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The page of an editor's file, or of a folder that has none.
    Page(PageId),
    /// The page of a list of records.
    List(List),
    /// The page of a person.
    Person(PersonId),
    /// The page of an organisation.
    Organisation(OrganisationId),
    /// The page of an audience.
    Audience(AudienceId),
    /// The calendar of one school year.
    Year(YearId),
    /// Pages gathered for paper.
    Print(Print),
    /// A calendar feed.
    Feed(Feed),
    /// The calendar file of one meeting alone, or of one area that meets then.
    Meeting {
        /// The page of its series.
        page: PageId,
        /// The meeting, by its place in the series.
        occurrence: u32,
        /// The area, by its place in the series.
        area: Option<u32>,
    },
    /// The facts about all meetings, for programs.
    Meetings,
    /// The figures of a table, for spreadsheets (RFC 4180).
    Table(TableId),
    /// A file of the search index, which is a member of [`RouteGroup::SearchIndex`].
    Search(SearchFile),
    /// What the search box says and leads to.
    SearchInterface,
    /// A file of the source that is copied as it is.
    Asset(AssetId),
    /// A style, script or picture of the theme.
    ThemeAsset(ThemeAssetId),
    /// The page at an old address, which leads to the new one.
    Redirect(RedirectId),
    /// The parts that pages are made of, for whoever works on the theme; in a preview with drafts.
    Styleguide,
    /// The page for addresses that are not there.
    NotFound,
    /// The site map (sitemaps.org).
    Sitemap,
    /// What crawlers may read (RFC 9309).
    Robots,
}

impl Route {
    /// Whether header and footer stand on it.
    #[must_use]
    pub fn has_frame(self) -> bool {
        self.is_page() || self == Route::NotFound
    }

    /// Whether it is a page for readers: one at an old address and the one for addresses that are not there are none.
    #[must_use]
    pub fn is_page(self) -> bool {
        match self {
            Route::Page(_)
            | Route::List(_)
            | Route::Person(_)
            | Route::Organisation(_)
            | Route::Audience(_)
            | Route::Year(_)
            | Route::Print(_)
            | Route::Styleguide => true,
            Route::Feed(_)
            | Route::Meeting { .. }
            | Route::Meetings
            | Route::Table(_)
            | Route::Search(_)
            | Route::SearchInterface
            | Route::Asset(_)
            | Route::ThemeAsset(_)
            | Route::Redirect(_)
            | Route::NotFound
            | Route::Sitemap
            | Route::Robots => false,
        }
    }
}

/// The lists of records that have a page, and the search page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// The A to Z of people.
    People,
    /// Schools, trusts and other bodies.
    Organisations,
    /// The roles that readers have.
    Audiences,
    /// Terms and short forms.
    Glossary,
    /// Where facts come from.
    Documents,
    /// The latest school year at a glance.
    Calendar,
    /// The search page with its A to Z.
    Search,
    /// The accessibility statement.
    Accessibility,
}

impl List {
    /// All of them.
    pub const ALL: [List; 8] = [
        List::People,
        List::Organisations,
        List::Audiences,
        List::Glossary,
        List::Documents,
        List::Calendar,
        List::Search,
        List::Accessibility,
    ];
}

/// What is made for paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Print {
    /// All pages of the handbook as one document.
    Whole,
    /// A section of the home page with all that is below it, as one document.
    Section(PageId),
    /// Contact points on one sheet.
    Sheet(SheetId),
}

/// A calendar feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feed {
    /// Of a series, or of one of its areas.
    Series {
        /// The page of the series.
        page: PageId,
        /// The area, by its place in the series.
        area: Option<u32>,
        /// A copy at the address of a former id, by its place in the list of those.
        former: Option<u32>,
    },
    /// Of what an audience is asked to.
    Audience(AudienceId),
    /// Of all meetings.
    All,
}

/// A file of the search index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFile {
    /// What must be known before the first query.
    Manifest,
    /// A shard of terms, by its number.
    Terms(u32),
    /// A shard of the lengths of documents, by its number.
    Lengths(u32),
    /// A shard of words for misspellings, by its number.
    Words(u32),
    /// A shard of what results show, by its number.
    Documents(u32),
    /// The whole index as one file for elasticlunr.js.
    Elasticlunr,
}

/// Files whose number is known only when they are made, all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteGroup {
    /// The search index: every [`SearchFile`].
    SearchIndex,
}

/// A table may hold a hundred thousand of them.
const _: () = assert!(size_of::<Route>() <= 24);
