//! Groups.

use super::record::{Choose, Record, Sort, key};
use super::{common, form};

/// What only groups have.
pub static GROUP: Record = Record {
    id: "group",
    what: "this page",
    example: None,
    keys: &[
        key(
            "id",
            Sort::Text(&form::ID),
            "finance-forum",
            "The name of the group in other records; it never changes.",
        )
        .required(),
        key(
            "meets",
            Sort::Words,
            "Six times a year",
            "How often it meets, in words.",
        ),
        key(
            "seats",
            Sort::List(&Sort::Record(&SEAT)),
            "[{member: ann-lee, office: chair}]",
            "Its seats, filled and vacant.",
        )
        .telling(),
    ],
    choose: Choose::Freely,
};

/// A seat.
pub static SEAT: Record = Record {
    id: "seat",
    what: "this seat",
    example: Some("{member: ann-lee}"),
    keys: &[
        key(
            "member",
            Sort::Text(&form::PERSON),
            "ann-lee",
            "Who has it.",
        ),
        key(
            "name",
            Sort::Words,
            "J Park",
            "Who has it, if that is somebody who is not in `people.yaml`.",
        ),
        key("vacant", Sort::Flag, "yes", "Whether nobody has it."),
        key(
            "count",
            Sort::Number(1, 1000),
            "2",
            "How many such vacant seats there are; one, unless set.",
        ),
        key(
            "role",
            Sort::Words,
            "Finance manager",
            "What the member does elsewhere.",
        ),
        key(
            "organisation",
            Sort::Text(&form::ORGANISATION),
            "Hill Street Library",
            "Where the member comes from; unless set, the organisation of the person.",
        ),
        key(
            "constituency",
            Sort::Words,
            "community libraries",
            "Whom the seat speaks for.",
        ),
        key(
            "office",
            Sort::Words,
            "chair",
            "An office in the group; `chair` and `vice-chair` are written out.",
        ),
        key(
            "side",
            Sort::Words,
            "members",
            "Seats of one side are shown together.",
        ),
        key(
            "from",
            Sort::Date,
            "2026-09-01",
            "The first day of the member's time.",
        ),
        key(
            "until",
            Sort::Date,
            "2030-08-31",
            "The last day of the member's time, told by `redway check` when it has passed.",
        ),
        common::AS_OF,
        common::DOCUMENTS,
        common::DOCUMENT,
        common::NOTE,
    ],
    choose: Choose::AtLeastOne(&["member", "name", "vacant"]),
};
