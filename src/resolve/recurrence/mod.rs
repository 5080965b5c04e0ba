//! Meetings by rules, and meetings on days without school.

pub(super) mod closures;
pub(super) mod expand;
pub(super) mod school;

mod entries;
mod problems;
mod span;
