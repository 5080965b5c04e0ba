//! Every key that Redway reads, declared once: what it is called, what it holds, whether it must be there, since which
//! version it is read, and what it says.
//!
//! Plain data, a small file for each sort of record. All else comes from it: which keys are read and how (a build with debug
//! assertions compares), what findings name, the tables in `docs/`, and the schemas that `redway schema` writes.
//!
//! ```
//! use redway::keys::{KINDS, PAGE};
//!
//! let title = PAGE.key("title").expect("pages have titles");
//! assert_eq!(title.example, "Leave and pay");
//! let (word, series) = KINDS[1];
//! assert_eq!(word, "series");
//! assert!(series.key("occurrences").is_some());
//! ```

mod audience;
mod common;
mod contact;
mod files;
mod form;
mod group;
mod lists;
mod minutes;
mod occurrence;
mod organisation;
mod page;
mod paper;
mod plan;
mod record;
mod role;
mod rule;
mod series;
mod service;
mod settings;
mod site;
mod step;
mod table;
pub(crate) mod words;
mod years;

pub use audience::{AUDIENCE, AUDIENCE_RECORD, AUDIENCES};
pub use contact::{CONTACT, CONTACT_RECORD};
pub use files::{FILES, File};
pub use form::{Form, ID_PATTERN};
pub use group::{GROUP, SEAT};
pub use lists::{CONTACT_POINTS, DOCUMENT, DOCUMENTS, GLOSSARY, PEOPLE, PERSON, TERM};
pub use minutes::{
    AGENDA_ITEM, ATTENDANCE, ATTENDEE, INTEREST, ITEM, MINUTES, POINTS, RESOLUTION, VOTES,
};
pub use occurrence::OCCURRENCE;
pub use organisation::{LEADER, ORGANISATION, ORGANISATIONS, POST};
pub use page::{ALLOW, PAGE};
pub use paper::PAPER;
pub use plan::{ACTION, FIELDS, PLAN, PRIORITIES, PRIORITY, RECOMMENDATION, WORDS};
pub use record::{Choose, Key, Map, Names, Need, Record, Sort};
pub use role::ROLE;
pub use rule::{APART, RULE};
pub use series::{AREA, AREAS, CHAIR, SERIES};
pub use service::{ESCALATION, SERVICE};
pub use settings::{
    ACCESSIBILITY, BRAND, BUDGETS, CHECK, EMERGENCY, ENFORCEMENT, FOLDERS, FRESHNESS, ISSUE,
    MENU_ITEM, NOTICE, REPORT, REPOSITORY, SHEET, YEAR_FORM,
};
pub use site::SITE;
pub use step::STEP;
pub use table::{CHART, COLUMN, DERIVED, EXPLAINED, TABLE};
pub use years::{CLOSURE, HALF_TERM, PUBLIC_HOLIDAY, TERM_OF_YEAR, YEAR, YEARS};

/// The kinds of pages but plain ones, each by its word, with the keys that only it has.
pub static KINDS: [(&str, &Record); 5] = [
    ("service", &SERVICE),
    ("series", &SERIES),
    ("group", &GROUP),
    ("plan", &PLAN),
    ("minutes", &MINUTES),
];

/// The keys that only pages of a kind have.
#[must_use]
pub fn of_kind(word: &str) -> Option<&'static Record> {
    let kind = KINDS.iter().find(|(kind, _)| *kind == word);
    kind.map(|(_, own)| *own)
}

/// What a page of a kind can say: the keys of all pages, then its own.
pub fn of_page(own: Option<&'static Record>) -> impl Iterator<Item = &'static Key> {
    let own = own.into_iter().flat_map(|own| own.keys);
    PAGE.keys.iter().chain(own)
}
