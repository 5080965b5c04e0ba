//! What each kind of page has of its own, with every name in it looked up.

pub(super) mod crowded;
pub(super) mod registers;
pub(super) mod series;
pub(super) mod shared;
mod uids;
