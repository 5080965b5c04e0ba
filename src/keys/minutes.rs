//! Minutes.

use super::form;
use super::paper::PAPERS;
use super::plan::REF;
use super::record::{Choose, Key, Record, Sort, key};

/// What only minutes have.
pub static MINUTES: Record = Record {
    id: "minutes",
    what: "this page",
    example: None,
    keys: &[
        key(
            "id",
            Sort::Text(&form::ID),
            "library-2026-07",
            "The name of the minutes; it never changes.",
        )
        .required(),
        key(
            "series",
            Sort::Text(&form::SERIES),
            "library-committee",
            "The series that met on this day; the two lead to each other.",
        ),
        key(
            "group",
            Sort::Text(&form::GROUP),
            "library-committee",
            "The group that met; its page lists these minutes.",
        ),
        key(
            "committee",
            Sort::Words,
            "Library committee",
            "Who met, in words, where no group of this site did.",
        ),
        key(
            "held",
            Sort::Text(&form::MOMENT),
            "2026-07-15 19:00",
            "When the meeting was; the time may be left out.",
        )
        .required()
        .telling(),
        key(
            "closed",
            Sort::Text(&form::TIME),
            "21:33",
            "When the meeting ended.",
        ),
        key(
            "venue",
            Sort::Words,
            "Hill Street library",
            "Where the meeting was.",
        ),
        key(
            "attendance",
            Sort::List(&Sort::Record(&ATTENDANCE)),
            "[{as: Members, people: [{name: B Marsh}]}]",
            "Who was there and who was not, by kind.",
        )
        .telling(),
        key(
            "items",
            Sort::List(&Sort::Record(&ITEM)),
            "[{ref: C7, title: Reading groups}]",
            "What was talked about.",
        ),
        key(
            "agenda",
            Sort::List(&Sort::Record(&AGENDA_ITEM)),
            "[{number: 5, title: Reading groups}]",
            "What was to be talked about.",
        ),
        key(
            "papers",
            PAPERS,
            "[{title: Report, file: report.pdf}]",
            "What belongs to the whole meeting.",
        ),
    ],
    choose: Choose::Freely,
};

const PERSON: Key = key(
    "person",
    Sort::Text(&form::PERSON),
    "bo-marsh",
    "The record of the person, only where it is certainly the same.",
);

/// Who was there in one capacity.
pub static ATTENDANCE: Record = Record {
    id: "attendance",
    what: "this kind of attendance",
    example: None,
    keys: &[
        key(
            "as",
            Sort::Words,
            "Members",
            "In which capacity, as the source calls it.",
        )
        .required(),
        key(
            "people",
            Sort::List(&Sort::Record(&ATTENDEE)),
            "[{name: B Marsh, role: Chair}]",
            "Who, in the order of the source.",
        ),
    ],
    choose: Choose::Freely,
};

/// Somebody has a name, or a record that has it.
const NAMED: Choose = Choose::AtLeastOne(&["name", "person"]);

/// Somebody who was there, or not.
pub static ATTENDEE: Record = Record {
    id: "attendee",
    what: "this person",
    example: None,
    keys: &[
        key(
            "name",
            Sort::Words,
            "B Marsh",
            "The name as it is printed; of a `person` that of the record, unless it is written.",
        ),
        key("role", Sort::Words, "Chair", "What the person was there."),
        key(
            "substitute_for",
            Sort::Words,
            "S Reed",
            "In whose place the person came.",
        ),
        PERSON,
    ],
    choose: NAMED,
};

/// An item of a meeting.
pub static ITEM: Record = Record {
    id: "item",
    what: "this item",
    example: None,
    keys: &[
        REF,
        key("title", Sort::Words, "Reading groups", "What it was about.").required(),
        key(
            "witnesses",
            Sort::List(&Sort::Record(&ATTENDEE)),
            "[{name: A Lee, role: Librarian}]",
            "Who was heard.",
        ),
        key(
            "interests",
            Sort::List(&Sort::Record(&INTEREST)),
            "[{name: B Marsh, interest: Trustee of the library}]",
            "Who declared an interest, and which.",
        ),
        key(
            "votes",
            VOTES_SORT,
            "{for: 7, against: 2, abstained: 1}",
            "How it was voted on: counted, or in words.",
        ),
        key(
            "papers",
            PAPERS,
            "[{title: Report, file: report.pdf}]",
            "What belongs to the item.",
        ),
        key(
            "points",
            Sort::List(&Sort::Record(&POINTS)),
            "[{heading: What the committee heard, list: [Lending doubled.]}]",
            "What was said, in groups of points.",
        ),
        key(
            "resolutions",
            Sort::List(&Sort::Record(&RESOLUTION)),
            "[{text: That the plan be adopted.}]",
            "What was resolved; each is numbered.",
        ),
    ],
    choose: Choose::Freely,
};

/// An interest that somebody declared.
pub static INTEREST: Record = Record {
    id: "interest",
    what: "this interest",
    example: Some("{name: B Marsh, interest: Owns shares in the company}"),
    keys: &[
        key(
            "name",
            Sort::Words,
            "B Marsh",
            "Who declared it; of a `person` the name of the record, unless it is written.",
        ),
        key(
            "interest",
            Sort::Words,
            "Trustee of the library",
            "What was declared.",
        )
        .required(),
        key("role", Sort::Words, "Member", "What the person was there."),
        PERSON,
    ],
    choose: NAMED,
};

/// Counted votes.
pub static VOTES: Record = Record {
    id: "votes",
    what: "`votes`",
    example: Some("votes: {for: 7, against: 2}"),
    keys: &[
        key("for", Sort::Number(0, MANY), "7", "How many voted for it.").required(),
        key(
            "against",
            Sort::Number(0, MANY),
            "2",
            "How many voted against it.",
        )
        .required(),
        key(
            "abstained",
            Sort::Number(0, MANY),
            "1",
            "How many voted neither way.",
        ),
    ],
    choose: Choose::Freely,
};

/// No count is larger.
const MANY: i64 = u32::MAX as i64;

static VOTES_SORT: Sort = Sort::OneOf(&[Sort::Words, Sort::Record(&VOTES)]);

/// A group of points.
pub static POINTS: Record = Record {
    id: "points",
    what: "this group of points",
    example: Some("{heading: What the committee heard, list: [Lending doubled.]}"),
    keys: &[
        key(
            "heading",
            Sort::Words,
            "What the committee heard",
            "What the points have in common.",
        ),
        key(
            "list",
            Sort::List(&Sort::Words),
            "[Lending doubled within a year.]",
            "The points.",
        ),
    ],
    choose: Choose::Freely,
};

/// A resolution.
pub static RESOLUTION: Record = Record {
    id: "resolution",
    what: "this resolution",
    example: None,
    keys: &[
        key(
            "text",
            Sort::Words,
            "That the plan be adopted.",
            "What was resolved.",
        )
        .required(),
        key("to", Sort::Words, "Cabinet", "Whom it is addressed to."),
        key(
            "follow_up",
            Sort::Words,
            "Cabinet adopted it in September.",
            "What came of it.",
        ),
        key(
            "votes",
            VOTES_SORT,
            "{for: 7, against: 2, abstained: 1}",
            "How it was voted on: counted, or in words.",
        ),
    ],
    choose: Choose::Freely,
};

/// An item of an agenda.
pub static AGENDA_ITEM: Record = Record {
    id: "agenda-item",
    what: "this item of the agenda",
    example: None,
    keys: &[
        key(
            "number",
            Sort::Text(&form::PLAIN),
            "5",
            "Its number as it is printed.",
        )
        .required(),
        key("title", Sort::Words, "Reading groups", "What it is about.").required(),
        key(
            "text",
            Sort::Words,
            "The plan for next year.",
            "What the agenda says of it.",
        ),
        key(
            "pages",
            Sort::Words,
            "15 to 25",
            "On which pages of the papers it is.",
        ),
        key(
            "page",
            Sort::Text(&form::PAGE),
            "reading-plan.md",
            "A page about it, by its path from here.",
        ),
    ],
    choose: Choose::Freely,
};
