//! Services.

use super::form;
use super::record::{Choose, Record, Sort, key};
use super::role::ROLE;

/// What only services have.
pub static SERVICE: Record = Record {
    id: "service",
    what: "this page",
    example: None,
    keys: &[
        key(
            "lead",
            Sort::List(&Sort::Record(&ROLE)),
            "{role: Head of stores, holder: ann-lee}",
            "Who leads it: a role, or a list of roles.",
        ),
        key(
            "deputies",
            Sort::List(&Sort::Record(&ROLE)),
            "[{role: Deputy head, vacant: yes}]",
            "Who deputises: a role, or a list of roles.",
        ),
        key(
            "focus",
            Sort::List(&Sort::Markdown),
            "[Visits every library once a year.]",
            "What it does, a sentence each.",
        ),
        key(
            "escalation",
            Sort::Record(&ESCALATION),
            "{first: The officer you are dealing with}",
            "Whom to turn to if a concern is not resolved; on the topmost service only.",
        ),
    ],
    choose: Choose::Freely,
};

/// Whom to turn to first, and what else holds of that.
pub static ESCALATION: Record = Record {
    id: "escalation",
    what: "`escalation`",
    example: None,
    keys: &[
        key(
            "first",
            Sort::Words,
            "The officer you are dealing with",
            "Whom to turn to first.",
        )
        .required(),
        key(
            "rule",
            Sort::Markdown,
            "Move to the next step only if the concern is not settled.",
            "When to move on to the next.",
        ),
        key(
            "page",
            Sort::Text(&form::PAGE),
            "../meetings/escalation.md",
            "The page that says more, by its path from here.",
        ),
    ],
    choose: Choose::Freely,
};
