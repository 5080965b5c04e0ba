//! The lists of a site that are short: people, contact points, documents, glossary.

use super::contact::CONTACT_RECORD;
use super::record::{Choose, Map, Names, Record, Sort, key};
use super::{common, form};

/// `people.yaml`.
pub static PEOPLE: Map = Map {
    what: "`people.yaml`",
    example: None,
    names: Names::Ids,
    value: Sort::Record(&PERSON),
};

/// A record of `people.yaml`.
pub static PERSON: Record = Record {
    id: "person",
    what: "this record",
    example: None,
    keys: &[
        key("name", Sort::Words, "Sue van der Berg", "The full name.").required(),
        key(
            "surname",
            Sort::Words,
            "van der Berg",
            "What the A to Z sorts by, when it is not the last word of the name.",
        ),
        common::ALSO,
        common::KEYWORDS,
        key(
            "organisation",
            Sort::Text(&form::ORGANISATION),
            "Hill Street Library",
            "Where the person works; it links to the page of that organisation, if there is one.",
        ),
        key(
            "email",
            Sort::Text(&form::MAILBOX),
            "sue@handbook.example",
            "The person's own mailbox.",
        ),
        key(
            "phone",
            Sort::Text(&form::PHONE),
            "01632 960147",
            "The person's own telephone number.",
        ),
        common::NOTE,
    ],
    choose: Choose::Freely,
};

/// `contacts.yaml`.
pub static CONTACT_POINTS: Map = Map {
    what: "`contacts.yaml`",
    example: None,
    names: Names::Ids,
    value: Sort::Record(&CONTACT_RECORD),
};

/// `documents.yaml`.
pub static DOCUMENTS: Map = Map {
    what: "`documents.yaml`",
    example: None,
    names: Names::Ids,
    value: Sort::Record(&DOCUMENT),
};

/// A record of `documents.yaml`.
pub static DOCUMENT: Record = Record {
    id: "document",
    what: "this record",
    example: None,
    keys: &[
        key(
            "title",
            Sort::Words,
            "Education toolkit",
            "What it is called.",
        )
        .required(),
        key(
            "publisher",
            Sort::Words,
            "Hill Street Council",
            "Who published it.",
        ),
        key(
            "date",
            Sort::Words,
            "2025 to 2026",
            "Of when it is: a date, or words.",
        ),
        key(
            "url",
            Sort::Text(&form::URL),
            "https://handbook.example/toolkit.pdf",
            "Where it can be read.",
        ),
        common::NOTE,
    ],
    choose: Choose::Freely,
};

/// `glossary.yaml`.
pub static GLOSSARY: Map = Map {
    what: "`glossary.yaml`",
    example: None,
    names: Names::Any("the short form"),
    value: Sort::Record(&TERM),
};

/// A record of `glossary.yaml`.
pub static TERM: Record = Record {
    id: "term",
    what: "this record",
    example: None,
    keys: &[
        key(
            "means",
            Sort::List(&Sort::Words),
            "education, health and care plan",
            "What the short form stands for; several meanings are a list.",
        )
        .required(),
        common::ALSO,
        common::KEYWORDS,
        key(
            "definition",
            Sort::Words,
            "A legal plan for a child or young person with special educational needs.",
            "What it is, in a sentence.",
        ),
    ],
    choose: Choose::Freely,
};
