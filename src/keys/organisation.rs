//! Organisations.

use super::record::{Choose, Map, Names, Record, Sort, key};
use super::{common, form, words};

/// `organisations.yaml`.
pub static ORGANISATIONS: Map = Map {
    what: "`organisations.yaml`",
    example: None,
    names: Names::Ids,
    value: Sort::Record(&ORGANISATION),
};

/// A record of `organisations.yaml`.
pub static ORGANISATION: Record = Record {
    id: "organisation",
    what: "this record",
    example: None,
    keys: &[
        key(
            "name",
            Sort::Words,
            "Hill Street Library",
            "What it is called.",
        )
        .required(),
        common::ALSO,
        common::KEYWORDS,
        key(
            "type",
            Sort::Choice(words::organisations),
            "school",
            "What it is; `other`, unless set.",
        ),
        key(
            "trust",
            Sort::Text(&form::ORGANISATION_ID),
            "northern-trust",
            "The organisation that runs it.",
        ),
        key(
            "trust_as_of",
            Sort::AsOf,
            "2021",
            "When that was so: a year, a month or a day.",
        ),
        key(
            "trust_certain",
            Sort::Flag,
            "no",
            "Whether the source is certain of that; `yes`, unless set.",
        ),
        key(
            "trust_documents",
            Sort::List(&Sort::Text(&form::DOCUMENT)),
            "[toolkit-2025]",
            "Where that comes from: ids of `documents.yaml`.",
        ),
        key(
            "posts",
            Sort::List(&Sort::Record(&POST)),
            "[{role: Head teacher, person: ann-lee}]",
            "Who is what there today.",
        ),
        key(
            "leaders",
            Sort::List(&Sort::Record(&LEADER)),
            "[{name: Al Reed, role: Chief executive, as_of: 2021}]",
            "Who led it, from papers of the past.",
        ),
        common::AS_OF,
        common::DOCUMENTS,
        common::DOCUMENT,
        common::NOTE,
    ],
    choose: Choose::Freely,
};

/// A post of today.
pub static POST: Record = Record {
    id: "post",
    what: "this post",
    example: Some("{role: Chief executive, person: ann-lee}"),
    keys: &[
        key(
            "role",
            Sort::Text(&form::PLAIN),
            "Head teacher",
            "Its title.",
        )
        .required(),
        key(
            "person",
            Sort::Text(&form::PERSON),
            "ann-lee",
            "Who holds it.",
        ),
        key(
            "name",
            Sort::Words,
            "Sam Wells",
            "Who holds it, if that is somebody who is not in `people.yaml`.",
        ),
        key("vacant", Sort::Flag, "yes", "Whether nobody holds it."),
        common::AS_OF,
        common::DOCUMENTS,
        common::DOCUMENT,
    ],
    choose: Choose::AtLeastOne(&["person", "name", "vacant"]),
};

/// A leader of the past.
pub static LEADER: Record = Record {
    id: "leader",
    what: "this leader",
    example: None,
    keys: &[
        key(
            "name",
            Sort::Words,
            "Al Reed",
            "The name as the source gives it.",
        )
        .required(),
        key("role", Sort::Words, "Chief executive", "The title."),
        common::AS_OF,
        common::DOCUMENTS,
        common::DOCUMENT,
    ],
    choose: Choose::Freely,
};
