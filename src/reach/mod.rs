//! How people and places are reached: telephone numbers that can be dialled, mailboxes and hosts as links have them, and
//! links whose words say something else than where they lead.

mod host;
mod lookalike;
mod mailbox;
mod punycode;
pub mod telephone;
mod words;

pub use lookalike::{Letters, Lookalike, lookalike};
pub use mailbox::mailto;
pub(crate) use mailbox::{ENCODED as ENCODED_IN_MAILBOXES, NOT_IN_URL};
pub use words::{Other, another_site, other};
