//! Meetings by rules, and meetings on days without school.

pub(super) mod closures;
pub(super) mod expand;

mod entries;
mod problems;
mod span;
