//! Series of meetings.

use super::form;
use super::occurrence::OCCURRENCE;
use super::record::{Choose, Key, Map, Names, Record, Sort, key};
use super::role::ROLE;
use super::rule::RULE;
use super::words;

const COLOUR: Key = key(
    "colour",
    Sort::AnyCase(words::colours),
    "teal",
    "The colour of the calendar, by its name in CSS 3.",
);

/// What only series have.
pub static SERIES: Record = Record {
    id: "series",
    what: "this page",
    example: None,
    keys: &[
        key(
            "id",
            Sort::Text(&form::ID),
            "quadrant",
            "The name of the series in feeds and in other records; it never changes.",
        )
        .required(),
        key(
            "former_ids",
            Sort::List(&Sort::Text(&form::ID)),
            "[quarter-meetings]",
            "Ids that it had before, the oldest first.",
        )
        .telling(),
        key(
            "retired",
            Sort::Date,
            "2028-07-31",
            "The day from which it is no longer held.",
        ),
        key(
            "host",
            Sort::List(&Sort::Record(&ROLE)),
            "{role: Head of stores, holder: ann-lee}",
            "Who holds the meetings: a role, or a list of roles.",
        ),
        key(
            "chairs",
            Sort::List(&Sort::Record(&CHAIR)),
            "[{person: ann-lee, for: Hill Street Library}]",
            "Who chairs the meetings.",
        ),
        key(
            "mode",
            Sort::Choice(words::modes),
            "hybrid",
            "How people take part.",
        ),
        key(
            "venue",
            Sort::Words,
            "Hill Street library",
            "Where the meetings are.",
        ),
        key("cost", Sort::Words, "Free", "What it costs to come."),
        key(
            "pattern",
            Sort::Words,
            "Four times a year",
            "How often, in words.",
        ),
        COLOUR,
        key(
            "join",
            Sort::Markdown,
            "You receive an invitation by e-mail.",
            "How to join; in events too, each address in full.",
        ),
        key(
            "areas",
            Sort::Map(&AREAS),
            "{north: {title: North}, south: {title: South}}",
            "Variants that are held in parallel, each with a feed of its own.",
        ),
        key(
            "recurs",
            Sort::List(&Sort::Record(&RULE)),
            "{every: week, on: thursday, at: 10:00-12:00, year: 2025-26}",
            "A rule that gives meetings, or a list of rules.",
        )
        .telling(),
        key(
            "occurrences",
            Sort::List(&Sort::OneOf(&[
                Sort::Text(&form::WHEN),
                Sort::Record(&OCCURRENCE),
            ])),
            "[2027-01-14 10:00-12:00]",
            "The meetings, each as a day with its times or in the long form.",
        )
        .telling(),
        key(
            "closures_ok",
            Sort::Flag,
            "yes",
            "Whether meetings on days that are closed are meant.",
        ),
    ],
    choose: Choose::Freely,
};

/// The areas of a series.
pub static AREAS: Map = Map {
    what: "`areas`",
    example: Some("areas: {north: {title: North}, south: {title: South}}"),
    names: Names::Ids,
    value: Sort::Record(&AREA),
};

/// An area.
pub static AREA: Record = Record {
    id: "area",
    what: "this area",
    example: Some("north: {title: North}"),
    keys: &[
        key("title", Sort::Words, "North", "What it is called.").required(),
        COLOUR,
        key(
            "chairs",
            Sort::List(&Sort::Record(&CHAIR)),
            "[{person: bo-marsh, for: North Library}]",
            "Who chairs the meetings of the area.",
        ),
    ],
    choose: Choose::Freely,
};

/// Somebody who chairs.
pub static CHAIR: Record = Record {
    id: "chair",
    what: "this chair",
    example: Some("{person: ann-lee}"),
    keys: &[
        key(
            "person",
            Sort::Text(&form::PERSON),
            "ann-lee",
            "Who chairs.",
        )
        .required(),
        key(
            "for",
            Sort::Text(&form::ORGANISATION),
            "Hill Street Library",
            "For whom: an organisation by its name or id, or other words.",
        ),
    ],
    choose: Choose::Freely,
};
