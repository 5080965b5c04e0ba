//! Contact points.

use super::record::{Choose, Key, Record, Sort, key};
use super::{common, form};

/// The keys of a contact point, wherever it is written.
static KEYS: [Key; 12] = [
    key(
        "for",
        Sort::Words,
        "To book a place",
        "What to use the contact point for.",
    ),
    key(
        "email",
        Sort::List(&Sort::Text(&form::MAILBOX)),
        "name@example.org",
        "A mailbox, or a list of them.",
    ),
    key(
        "phone",
        Sort::List(&Sort::Text(&form::PHONE)),
        "01632 960147",
        "A telephone number, or a list of them, with an extension where there is one.",
    ),
    key(
        "url",
        Sort::Text(&form::URL),
        "https://forms.example/book",
        "A full web address.",
    ),
    key(
        "label",
        Sort::Text(&form::PLAIN),
        "The form for places",
        "The words to show for `url`.",
    ),
    key(
        "address",
        Sort::Words,
        "2 Mill Road, Quillby",
        "A postal address; in several lines after `address: |`.",
    ),
    key(
        "person",
        Sort::Text(&form::PERSON),
        "ann-lee",
        "Somebody of `people.yaml`, whose own mailbox and number are shown.",
    ),
    key(
        "as_of",
        Sort::AsOf,
        "2021-12",
        "The year, month or day of the source, when it is not of today.",
    ),
    key(
        "checked",
        Sort::Date,
        "2026-09-01",
        "When somebody last confirmed that it works.",
    ),
    common::DOCUMENTS,
    common::DOCUMENT,
    key(
        "note",
        Sort::Words,
        "Closed in August",
        "What a reader should know.",
    ),
];

/// The keys that say how to reach somebody.
const WAYS: Choose = Choose::AtLeastOne(&["email", "phone", "url", "address", "person"]);

/// A contact point on a page.
pub static CONTACT: Record = Record {
    id: "contact",
    what: "this contact point",
    example: Some("{for: To book a place, email: name@example.org}, or an id from contacts.yaml"),
    keys: &KEYS,
    choose: WAYS,
};

/// A contact point of `contacts.yaml`.
pub static CONTACT_RECORD: Record = Record {
    id: "contact-record",
    what: "this record",
    example: None,
    keys: &KEYS,
    choose: WAYS,
};

/// A contact point, or one of `contacts.yaml` by its id.
pub(super) static CONTACTS: Sort = Sort::List(&NAMED_OR_WRITTEN);

static NAMED_OR_WRITTEN: Sort = Sort::OneOf(&[Sort::Text(&form::CONTACT), Sort::Record(&CONTACT)]);
