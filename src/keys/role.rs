//! Roles and who holds them.

use super::record::{Choose, Record, Sort, key};
use super::{common, form};

/// A role in `lead`, `deputies` and `host`.
pub static ROLE: Record = Record {
    id: "role",
    what: "this role",
    example: Some("{role: Head of stores, holder: ann-lee}"),
    keys: &[
        key("role", Sort::Words, "Head of stores", "Its title.").unless("it is held"),
        key(
            "holder",
            Sort::Text(&form::PERSON),
            "ann-lee",
            "Who holds it.",
        ),
        key("vacant", Sort::Flag, "yes", "Whether nobody holds it."),
        key(
            "cover",
            Sort::Text(&form::PERSON),
            "ann-lee",
            "Who stands in for the holder, and is shown first; also where it is vacant.",
        ),
        key(
            "from",
            Sort::Date,
            "2026-09-01",
            "The first day on which it is held so; shown.",
        ),
        key(
            "until",
            Sort::Date,
            "2027-08-31",
            "The last day on which it is held so; shown, and told by `redway check` when it has passed.",
        ),
        common::NOTE,
    ],
    choose: Choose::AtLeastOne(&["holder", "vacant"]),
};
