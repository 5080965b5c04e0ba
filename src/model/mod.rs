//! The site as plain data. This module depends on nothing else of Redway's.
//!
//! Ids are small numbers handed out by the resolve stage only, so whoever holds
//! one holds a reference that leads somewhere.

pub(crate) mod anchor;
mod as_of;
mod body;
mod contact;
mod data;
mod days;
mod file;
mod ids;
mod kinds;
mod letters;
mod listed_year;
mod names;
mod occurrence;
mod order;
mod organisation;
mod packed;
mod page;
pub(crate) mod paths;
mod people;
mod route;
mod routes;
mod runs;
mod settings;
mod site;
mod step;
mod table;
mod target;
pub(crate) mod varint;
mod visit;
mod when;
mod years;

pub use as_of::AsOf;
pub use body::{Block, Body, CALLS, Fill, Heading, Hole};
pub use contact::{Contact, Way};
pub use data::Data;
pub use days::{month_name, weekday_name};
pub use file::{Content, File, Media};
pub use ids::{
    AssetId, AudienceId, ContactId, DocumentId, OrganisationId, PageId, PersonId, RedirectId,
    SheetId, TableId, ThemeAssetId, YearId,
};
pub use kinds::*;
pub use letters::{capitalised, in_plain_letters, is_accent, plain_letters};
pub use listed_year::ListedYear;
pub(crate) use names::join;
pub use names::{WELL_KNOWN, is_for_hosts, is_index, is_readme, unfit_name, unfit_path};
pub(crate) use occurrence::venue;
pub use occurrence::{Mode, Occurrence, Paper, Status};
pub use order::Order;
pub use organisation::{Leader, Organisation, OrganisationPost, Sort, Trust, Who};
pub use packed::{PackedBody, PackedText};
pub use page::{Address, MOST_SEARCHED, Page};
pub use paths::{FEEDS, MANIFEST};
pub use people::{Audience, Document, Expectation, Person, Place, Post, PostStatus, Term};
pub use route::{Feed, List, Print, Route, RouteGroup, SearchFile};
#[cfg(feature = "cli")]
pub(crate) use routes::rooted_address;
pub use routes::{Counts, Routes};
pub use settings::{
    Accessibility, Addresses, Conformance, EDIT_PATH, Emergency, Enforcement, Link, Logo, MenuItem,
    Notice, NoticePlace, REPORT_FACTS, Report, Settings, Shades, Sheet, YearForm,
};
pub use site::{Asset, Redirect, Site, Stamp};
pub use step::Step;
pub use table::{Cell, Chart, ChartForm, Column, ColumnSort, Table};
pub use target::{Fact, FactDay, Target};
pub(crate) use visit::{EachBody, Visit};
pub use when::When;
pub use years::{Closed, Closure, SchoolTerm, SchoolYear, year_word};
