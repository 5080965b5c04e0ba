//! What belongs to a meeting.

use super::form;
use super::record::{Choose, Record, Sort, key};

/// A paper of a meeting.
pub static PAPER: Record = Record {
    id: "paper",
    what: "this paper",
    example: Some("{title: Agenda, file: agenda.pdf}"),
    keys: &[
        key("title", Sort::Words, "Agenda", "What it is called.").required(),
        key(
            "file",
            Sort::Text(&form::FILE_OR_ADDRESS),
            "papers/agenda.pdf",
            "Where it is: a file or page by its path from here, or a full web address.",
        )
        .required(),
    ],
    choose: Choose::Freely,
};

/// Papers.
pub(super) static PAPERS: Sort = Sort::List(&ONE);

static ONE: Sort = Sort::Record(&PAPER);
