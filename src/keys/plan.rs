//! Plans.

use super::record::{Choose, Key, Map, Names, Record, Sort, key};
use super::{common, form};

/// What only plans have.
pub static PLAN: Record = Record {
    id: "plan",
    what: "this page",
    example: None,
    keys: &[
        key(
            "id",
            Sort::Text(&form::ID),
            "reading-plan",
            "The name of the plan in calls and other records; it never changes.",
        )
        .required(),
        key(
            "words",
            Sort::Record(&WORDS),
            "{action: Application, actions: Applications}",
            "What the parts of a register are called, if it is not one of actions.",
        ),
        key(
            "priorities",
            Sort::Map(&PRIORITIES),
            "{books: {title: Books}}",
            "Groups of actions, in this order.",
        ),
        key(
            "actions",
            Sort::List(&Sort::Record(&ACTION)),
            "[{ref: B1, text: Buy books.}]",
            "What is to be done.",
        )
        .telling(),
        key(
            "recommendations",
            Sort::List(&Sort::Record(&RECOMMENDATION)),
            "[{ref: R1, text: There should be more books.}]",
            "What the actions come from.",
        )
        .telling(),
    ],
    choose: Choose::Freely,
};

const fn word(name: &'static str, example: &'static str, meaning: &'static str) -> Key {
    key(name, Sort::Words, example, meaning)
}

/// What the parts of a register are called.
pub static WORDS: Record = Record {
    id: "plan-words",
    what: "`words`",
    example: Some("words: {action: Application, actions: Applications, owner: Applicant}"),
    keys: &[
        word("action", "Application", "What one entry is called."),
        word(
            "actions",
            "Applications",
            "What several entries are called.",
        ),
        word("owner", "Applicant", "What `owners` are called."),
        word("target", "Decided", "What `target` is called."),
        word("progress", "Progress", "What `progress` is called."),
        word("status", "Decision", "What `status` is called."),
    ],
    choose: Choose::Freely,
};

/// The priorities of a plan.
pub static PRIORITIES: Map = Map {
    what: "`priorities`",
    example: None,
    names: Names::Ids,
    value: Sort::Record(&PRIORITY),
};

/// A priority.
pub static PRIORITY: Record = Record {
    id: "priority",
    what: "this priority",
    example: None,
    keys: &[
        key("title", Sort::Words, "Books", "What it is called.").required(),
        key(
            "aim",
            Sort::Words,
            "More books in every class.",
            "What it is for.",
        ),
        key(
            "outcomes",
            Sort::List(&Sort::Words),
            "[Every class has a corner for books.]",
            "What will be so when it is done.",
        ),
    ],
    choose: Choose::Freely,
};

/// What a reference is in a plan or in minutes.
pub(super) const REF: Key = key(
    "ref",
    Sort::Text(&form::REFERENCE),
    "B1",
    "Its reference, which stands once and is an anchor of the page.",
)
.required();

/// An action.
pub static ACTION: Record = Record {
    id: "action",
    what: "this action",
    example: None,
    keys: &[
        REF,
        key(
            "text",
            Sort::Markdown,
            "Buy books that [](person:ann-lee) has chosen.",
            "What is to be done.",
        )
        .required(),
        key(
            "priority",
            Sort::Text(&form::PRIORITY),
            "books",
            "The priority that it stands under.",
        ),
        key(
            "owners",
            Sort::List(&Sort::Words),
            "[Head of the library service]",
            "Who does it, as the source gives them; the id of a person is shown as the name.",
        ),
        key(
            "target",
            Sort::Words,
            "By the spring meeting",
            "By when, in the words of the source.",
        ),
        key(
            "due",
            Sort::Date,
            "2027-03-31",
            "By which day, if the target is a day.",
        ),
        key(
            "progress",
            Sort::Words,
            "Half of the books are here.",
            "How far it is.",
        ),
        key(
            "status",
            Sort::Words,
            "under way",
            "How it stands, only if the source says so.",
        ),
        key(
            "from",
            Sort::List(&Sort::Text(&form::REFERENCE)),
            "[R1]",
            "Recommendations of this plan that it comes from.",
        ),
        key(
            "see",
            Sort::List(&Sort::Text(&form::REFERENCE)),
            "[B2]",
            "Other actions of this plan.",
        ),
        key(
            "fields",
            Sort::Map(&FIELDS),
            "{Budget: \"£2,000\"}",
            "Facts of your own: what each is called, and a text.",
        ),
        common::NOTE,
    ],
    choose: Choose::Freely,
};

/// Facts of an action besides those that all have.
pub static FIELDS: Map = Map {
    what: "`fields`",
    example: Some("fields: {Site: 12 Mill Road}"),
    names: Names::Any("what the fact is called"),
    value: Sort::Text(&form::PLAIN),
};

/// A recommendation.
pub static RECOMMENDATION: Record = Record {
    id: "recommendation",
    what: "this recommendation",
    example: None,
    keys: &[
        REF,
        key(
            "text",
            Sort::Words,
            "There should be more books.",
            "What is recommended.",
        )
        .required(),
        key(
            "owner",
            Sort::Words,
            "Hill Street Council",
            "Whom it is addressed to.",
        ),
    ],
    choose: Choose::Freely,
};
