//! Keys that many records share.

use super::form;
use super::record::{Key, Sort, key};

/// Where a fact comes from.
pub(super) const DOCUMENTS: Key = key(
    "documents",
    Sort::List(&Sort::Text(&form::DOCUMENT)),
    "[toolkit-2025]",
    "Where it comes from: ids of `documents.yaml`.",
);

/// The same where there is one.
pub(super) const DOCUMENT: Key = key(
    "document",
    Sort::Text(&form::DOCUMENT),
    "toolkit-2025",
    "The same as `documents`, with one id.",
);

/// Of when a single fact is.
pub(super) const AS_OF: Key = key(
    "as_of",
    Sort::AsOf,
    "2021-09",
    "Of when it is, if it is not of today: a year, a month or a day.",
);

/// What a reader should know.
pub(super) const NOTE: Key = key(
    "note",
    Sort::Words,
    "Until the post is filled",
    "What a reader should know.",
);

/// Another name that readers see.
pub(super) const ALSO: Key = key(
    "also",
    Sort::List(&Sort::Text(&form::PLAIN)),
    "[Hill Street]",
    "Other spellings, which are shown and found by search.",
);

/// Words that only search sees.
pub(super) const KEYWORDS: Key = key(
    "keywords",
    Sort::List(&Sort::Text(&form::PLAIN)),
    "[Hillside]",
    "Words that only search sees.",
);

/// The areas that meet.
pub(super) const AREAS: Key = key(
    "areas",
    Sort::List(&Sort::Text(&form::AREA)),
    "[north, south]",
    "The areas that meet; all of them, unless set.",
);

/// Whether areas meet together.
pub(super) const JOINT: Key = key(
    "joint",
    Sort::Flag,
    "yes",
    "Whether the areas meet together, as one meeting and one event.",
);
