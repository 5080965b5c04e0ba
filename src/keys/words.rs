//! The words that a key can be one of, with what each stands for.

use crate::calendar::Color;
use crate::diagnostic::{Code, Level, RULES, Severity};
use crate::model::{
    Addresses, ChartForm, ColumnSort, Conformance, Expectation, Kind, Mode, Sort, Status,
};

/// The words of a table without what they stand for.
fn of<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(word, _)| *word).collect()
}

/// A table of words, and the function that names them for [`Choice`](super::Sort::Choice).
macro_rules! words {
    ($($(#[$doc:meta])* $table:ident $names:ident: $type:ty = [$($row:expr,)+];)+) => {
        $(
            $(#[$doc])*
            pub(crate) const $table: &[(&str, $type)] = &[$($row,)+];

            pub(super) fn $names() -> Vec<&'static str> {
                of($table)
            }
        )+
    };
}

words! {
    /// How people take part in a meeting.
    MODES modes: Mode = [
        ("in-person", Mode::InPerson),
        ("online", Mode::Online),
        ("hybrid", Mode::Hybrid),
        ("in-person or online", Mode::InPersonOrOnline),
    ];
    /// What became of a meeting.
    STATUSES statuses: Status = [
        ("confirmed", Status::Confirmed),
        ("tentative", Status::Tentative),
        ("to be confirmed", Status::Tentative),
        ("cancelled", Status::Cancelled),
    ];
    /// Whether a rule holds in terms alone.
    DURING during: bool = [
        ("term", true),
    ];
    /// How a rule goes on after a holiday: whether its weeks are counted anew.
    AFTER_HOLIDAY after_holiday: bool = [
        ("continue", false),
        ("restart", true),
    ];
    /// What an organisation is.
    ORGANISATIONS organisations: Sort = [
        ("school", Sort::School),
        ("setting", Sort::Setting),
        ("college", Sort::College),
        ("trust", Sort::Trust),
        ("council", Sort::Council),
        ("university", Sort::University),
        ("hospital", Sort::Hospital),
        ("clinic", Sort::Clinic),
        ("charity", Sort::Charity),
        ("company", Sort::Company),
        ("other", Sort::Other),
    ];
    /// Which meetings stand in the calendar of an audience.
    CALENDARS calendars: Option<Expectation> = [
        ("expected", Some(Expectation::Expected)),
        ("encouraged", Some(Expectation::Encouraged)),
        ("for", Some(Expectation::For)),
        ("welcome", Some(Expectation::Welcome)),
        ("none", None),
    ];
    /// What a column of a table holds.
    COLUMNS columns: ColumnSort = [
        ("text", ColumnSort::Text),
        ("number", ColumnSort::Number),
        ("percent", ColumnSort::Percent),
    ];
    /// How figures are drawn.
    CHARTS charts: ChartForm = [
        ("bar", ChartForm::Bar),
        ("line", ChartForm::Line),
        ("stacked", ChartForm::Stacked),
    ];
    /// What addresses of pages look like.
    ADDRESSES addresses: Addresses = [
        ("folder", Addresses::Folder),
        ("flat", Addresses::Flat),
    ];
    /// How a sort of mistake is told.
    SEVERITIES severities: Severity = [
        ("error", Severity::Error),
        ("warn", Severity::Warning),
    ];
    /// Whether HTML in Markdown is published.
    RAW_HTML raw_html: bool = [
        ("refuse", false),
        ("allow", true),
    ];
    /// How far a site conforms to WCAG.
    CONFORMANCES conformances: Conformance = [
        ("full", Conformance::Full),
        ("partial", Conformance::Partial),
        ("none", Conformance::None),
        ("unknown", Conformance::Unknown),
    ];
    /// How much a rule of `redway check` matters.
    LEVELS levels: Level = [
        ("off", None),
        ("note", Some(Severity::Note)),
        ("warning", Some(Severity::Warning)),
        ("error", Some(Severity::Error)),
    ];
}

/// Yes or no.
pub(crate) const FLAGS: &[(&str, bool)] = &[
    ("true", true),
    ("false", false),
    ("yes", true),
    ("no", false),
    ("on", true),
    ("off", false),
];

/// How often a rule gives a meeting, apart from numbers of weeks and months.
pub(crate) const EVERY: [&str; 7] = [
    "day",
    "week",
    "fortnight",
    "month",
    "quarter",
    "half term",
    "term",
];

pub(super) fn every() -> Vec<&'static str> {
    EVERY.to_vec()
}

pub(super) fn kinds() -> Vec<&'static str> {
    Kind::WORDS.to_vec()
}

pub(super) fn colours() -> Vec<&'static str> {
    Color::names().collect()
}

pub(super) fn rules() -> Vec<&'static str> {
    RULES.iter().map(|(code, _)| code.name()).collect()
}

pub(super) fn allowed() -> Vec<&'static str> {
    let codes = Code::ALLOWED_BY_PAGES.iter();
    codes.map(|code| code.name()).collect()
}
