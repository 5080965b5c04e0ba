//! Audiences, and who a page is for.

use super::form;
use super::record::{Choose, Key, Map, Names, Record, Sort, key};
use super::words;

const fn of(name: &'static str, meaning: &'static str) -> Key {
    const IDS: Sort = Sort::List(&Sort::Text(&form::AUDIENCE));
    key(name, IDS, "[head-maintained]", meaning)
}

/// Who a page is for.
pub static AUDIENCE: Record = Record {
    id: "audience",
    what: "`audience`",
    example: Some("audience: {for: [head-maintained]}"),
    keys: &[
        of("expected", "Who must come to these meetings."),
        of("encouraged", "Who should come to these meetings."),
        of(
            "for",
            "Whom the page is for: a newsletter, a duty, a service.",
        ),
        of("welcome", "Who may come to these meetings."),
    ],
    choose: Choose::Freely,
};

/// A record of `audiences.yaml`.
pub static AUDIENCE_RECORD: Record = Record {
    id: "audience-record",
    what: "this record",
    example: None,
    keys: &[
        key(
            "title",
            Sort::Words,
            "Ward manager",
            "What such readers are called.",
        )
        .required(),
        key(
            "description",
            Sort::Words,
            "Those who run a ward by day or by night.",
            "One sentence about them.",
        ),
        key(
            "group",
            Sort::Words,
            "Ward leaders",
            "The heading under which it stands in lists of audiences.",
        ),
        key(
            "calendar",
            Sort::List(&Sort::Choice(words::calendars)),
            "[expected, encouraged]",
            "Which meetings stand in its calendar; all that concern it, unless set, and `none` for no calendar.",
        ),
    ],
    choose: Choose::Freely,
};

/// `audiences.yaml`.
pub static AUDIENCES: Map = Map {
    what: "`audiences.yaml`",
    example: None,
    names: Names::Ids,
    value: Sort::Record(&AUDIENCE_RECORD),
};
