//! Years, with their terms and closures.

use super::record::{Choose, Key, Map, Names, Record, Sort, key};

/// `years.yaml`.
pub static YEARS: Map = Map {
    what: "`years.yaml`",
    example: None,
    names: Names::Ids,
    value: Sort::Record(&YEAR),
};

/// A record of `years.yaml`.
pub static YEAR: Record = Record {
    id: "year",
    what: "this record",
    example: None,
    keys: &[
        key(
            "title",
            Sort::Words,
            "Year 2025-26",
            "What it is called; unless set, a word for a year and its id.",
        ),
        key("from", Sort::Date, "2025-09-01", "The first day.").unless("`terms` are there"),
        key(
            "until",
            Sort::Date,
            "2026-07-21",
            "The last day, which is included.",
        )
        .unless("`terms` are there"),
        key(
            "terms",
            Sort::List(&Sort::Record(&TERM_OF_YEAR)),
            "[{title: Autumn term, from: 2025-09-03, until: 2025-12-19}]",
            "Its terms, where it has any.",
        ),
        key(
            "closures",
            Sort::List(&Sort::Record(&CLOSURE)),
            "[{title: Training day, on: 2025-09-01}]",
            "Days that are closed.",
        ),
        key(
            "public_holidays",
            Sort::List(&Sort::Record(&PUBLIC_HOLIDAY)),
            "[{title: Easter Monday, on: 2026-04-06}]",
            "Days that are no working days; they are shown in the calendar and close nothing.",
        ),
    ],
    choose: Choose::Freely,
};

const FROM: Key = key("from", Sort::Date, "2025-10-27", "The first day.");
const UNTIL: Key = key(
    "until",
    Sort::Date,
    "2025-10-31",
    "The last day, which is included.",
);

/// A term.
pub static TERM_OF_YEAR: Record = Record {
    id: "school-term",
    what: "this term",
    example: Some("{title: Autumn term, from: 2025-09-03, until: 2025-12-19}"),
    keys: &[
        key("title", Sort::Words, "Autumn term", "What it is called.").required(),
        FROM.required(),
        UNTIL.required(),
        key(
            "half_term",
            Sort::Record(&HALF_TERM),
            "{from: 2025-10-27, until: 2025-10-31}",
            "The holiday within it.",
        ),
    ],
    choose: Choose::Freely,
};

/// The holiday within a term.
pub static HALF_TERM: Record = Record {
    id: "half-term",
    what: "`half_term`",
    example: Some("{from: 2025-10-27, until: 2025-10-31}"),
    keys: &[FROM.required(), UNTIL.required()],
    choose: Choose::Freely,
};

/// The keys of days off.
static OFF: [Key; 4] = [
    key("title", Sort::Words, "Bank holiday", "What it is called.").required(),
    key("on", Sort::Date, "2026-05-04", "The day, if it is one.")
        .unless("`from` and `until` are there"),
    FROM.unless("`on` is there"),
    UNTIL.unless("`on` is there"),
];

/// Days that are closed.
pub static CLOSURE: Record = Record {
    id: "closure",
    what: "this closure",
    example: Some("{title: Bank holiday, on: 2026-05-04}"),
    keys: &OFF,
    choose: Choose::ExactlyOne(&["on", "from"]),
};

/// Days that close nothing.
pub static PUBLIC_HOLIDAY: Record = Record {
    id: "public-holiday",
    what: "this public holiday",
    example: Some("{title: Bank holiday, on: 2026-05-04}"),
    keys: &OFF,
    choose: Choose::ExactlyOne(&["on", "from"]),
};
