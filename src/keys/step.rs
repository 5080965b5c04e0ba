//! Steps of a process.

use super::contact::CONTACTS;
use super::record::{Choose, Record, Sort, key};

/// A step.
pub static STEP: Record = Record {
    id: "step",
    what: "this step",
    example: None,
    keys: &[
        key(
            "title",
            Sort::Words,
            "Tell the designated lead",
            "What to do, in a few words.",
        )
        .required(),
        key(
            "do",
            Sort::Markdown,
            "Write down what you saw.",
            "What to do, in full.",
        ),
        key("who", Sort::Words, "Whoever noticed it", "Who does it."),
        key(
            "level",
            Sort::Words,
            "Level 2",
            "The level of need that the step belongs to.",
        ),
        key("within", Sort::Words, "the same day", "By when."),
        key(
            "form",
            Sort::Words,
            "Record of concern",
            "The form that is filled in.",
        ),
        key(
            "contacts",
            CONTACTS,
            "[{for: Advice, phone: 01632 960147}]",
            "Whom to ask: contact points, or ids of `contacts.yaml`.",
        ),
    ],
    choose: Choose::Freely,
};
