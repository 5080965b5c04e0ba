//! Meetings in the long form.

use super::paper::PAPERS;
use super::record::{Choose, Record, Sort, key};
use super::{common, form, words};

/// One meeting.
pub static OCCURRENCE: Record = Record {
    id: "occurrence",
    what: "this meeting",
    example: None,
    keys: &[
        key(
            "on",
            Sort::Text(&form::WHEN),
            "2027-01-14 10:00-12:00",
            "When it is, in any of the short forms.",
        )
        .required(),
        key(
            "status",
            Sort::Choice(words::statuses),
            "cancelled",
            "What became of it; unless set, `tentative` for a month, else `confirmed`.",
        ),
        key(
            "was",
            Sort::Date,
            "2027-01-07",
            "The day from which it was moved.",
        ),
        key(
            "why",
            Sort::Words,
            "the hall is closed",
            "Why it was moved or cancelled.",
        ),
        key(
            "via",
            Sort::Words,
            "the newsletter",
            "How the date will be announced.",
        ),
        key(
            "title",
            Sort::Words,
            "Budget",
            "What this meeting is called.",
        ),
        key("venue", Sort::Words, "Town hall", "Where this meeting is."),
        key(
            "mode",
            Sort::Choice(words::modes),
            "online",
            "How people take part in this meeting.",
        ),
        common::NOTE,
        common::AREAS,
        common::JOINT,
        key(
            "papers",
            PAPERS,
            "[{title: Agenda, file: papers/agenda.pdf}]",
            "What belongs to the meeting; on the page, and named in the event.",
        ),
        key(
            "key",
            Sort::Text(&form::ID),
            "2027-01-14-2",
            "Names the meeting within its series for ever; unless set, its first day or its month.",
        ),
    ],
    choose: Choose::Freely,
};
