//! Contact points.

use jiff::civil::Date;

use super::{AsOf, ContactId, DocumentId, PersonId};

/// Mailboxes, telephone numbers, addresses or a person, and what they are for
/// (schema.org `ContactPoint`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What to use it for.
    pub purpose: Option<String>,
    /// How to reach it, in the order of the source; at least one way.
    pub ways: Vec<Way>,
    /// When somebody last confirmed that it works.
    pub checked: Option<Date>,
    /// When it was known to work, if that is long ago.
    pub as_of: Option<AsOf>,
    /// Where it comes from.
    pub documents: Vec<DocumentId>,
    /// What else a reader should know.
    pub note: Option<String>,
    /// The record of `contacts.yaml` that it is.
    pub record: Option<ContactId>,
}

impl Contact {
    /// The person, where the contact point is one.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.ways.iter().find_map(|way| match way {
            Way::Person(person) => Some(*person),
            Way::Email(_) | Way::Phone(_) | Way::Web { .. } | Way::Post(_) => None,
        })
    }
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// An e-mail address.
    Email(String),
    /// A telephone number as printed.
    Phone(String),
    /// A web address, with the words to show instead of it.
    Web {
        /// Absolute address.
        url: String,
        /// Words to show.
        label: Option<String>,
    },
    /// A postal address, its lines as written.
    Post(String),
    /// A person, by whatever is known of them.
    Person(PersonId),
}
