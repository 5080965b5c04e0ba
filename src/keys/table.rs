//! Tables of figures.

use super::record::{Choose, Key, Map, Names, Record, Sort, key};
use super::{form, words};

/// A table in `data/`.
pub static TABLE: Record = Record {
    id: "table",
    what: "this table",
    example: None,
    keys: &[
        key("title", Sort::Words, "Ratings of services", "Its heading.").required(),
        key(
            "as_of",
            Sort::AsOf,
            "2021-08",
            "Of when the figures are: a year, a month or a day.",
        ),
        key(
            "document",
            Sort::Text(&form::DOCUMENT),
            "toolkit-2025",
            "Where the figures come from: an id of `documents.yaml`.",
        ),
        key("unit", Sort::Words, "visits", "What the numbers count."),
        key(
            "columns",
            Sort::List(&Sort::Record(&COLUMN)),
            "[{id: place, title: Place}, {id: good, title: Good, type: number}]",
            "Its columns; the first one names the rows.",
        )
        .required(),
        key(
            "rows",
            Sort::Rows,
            "[[Hill Street, 97], [Mill Road, null]]",
            "Its rows, each a list of cells; `null` is a figure that the source does not give.",
        ),
        key(
            "rows_from",
            Sort::Text(&form::FILE),
            "ratings.csv",
            "A CSV file in the same folder that holds the rows.",
        ),
        key(
            "notes",
            Sort::List(&Sort::Words),
            "[Figures are of August 2021.]",
            "What stands below it.",
        ),
        key(
            "derived",
            Sort::List(&Sort::Record(&DERIVED)),
            "[{column: share, part: good, whole: all}]",
            "Shares that are computed, and compared with what the source prints.",
        ),
        key(
            "chart",
            Sort::Record(&CHART),
            "{type: bar, label: place, values: [share]}",
            "What a chart of it draws.",
        ),
    ],
    choose: Choose::AtLeastOne(&["rows", "rows_from"]),
};

/// A column of a table.
pub static COLUMN: Record = Record {
    id: "column",
    what: "this column",
    example: None,
    keys: &[
        key(
            "id",
            Sort::Text(&form::PLAIN),
            "good",
            "Its name in `derived`, `chart` and the first line of a CSV file.",
        )
        .required(),
        key("title", Sort::Words, "Good or better", "Its heading.").required(),
        key(
            "type",
            Sort::Choice(words::columns),
            "number",
            "What it holds; `text`, unless set.",
        ),
    ],
    choose: Choose::Freely,
};

const fn column(name: &'static str, example: &'static str, meaning: &'static str) -> Key {
    key(name, Sort::Text(&form::COLUMN), example, meaning).required()
}

/// A share that follows from other figures.
pub static DERIVED: Record = Record {
    id: "derived",
    what: "this derived figure",
    example: None,
    keys: &[
        column("column", "share", "The column of the share."),
        column("part", "good", "The column of the part."),
        column("whole", "all", "The column of the whole."),
        key(
            "note",
            Sort::Map(&EXPLAINED),
            "{England: \"The source prints 72.\"}",
            "Why the source has another figure, by the first cell of the row.",
        ),
    ],
    choose: Choose::Freely,
};

/// What explains figures of the source that do not follow.
pub static EXPLAINED: Map = Map {
    what: "`note`",
    example: None,
    names: Names::Any("the first cell of a row"),
    value: Sort::Text(&form::PLAIN),
};

/// What a chart draws.
pub static CHART: Record = Record {
    id: "chart",
    what: "`chart`",
    example: None,
    keys: &[
        key(
            "type",
            Sort::Choice(words::charts),
            "bar",
            "How it is drawn; `bar`, unless set.",
        ),
        key(
            "label",
            Sort::Text(&form::COLUMN),
            "place",
            "The column that names the bars; the first, unless set.",
        ),
        key(
            "values",
            Sort::List(&Sort::Text(&form::COLUMN)),
            "[share]",
            "The columns of numbers that are drawn, up to four; all of them, unless set.",
        ),
    ],
    choose: Choose::Freely,
};
