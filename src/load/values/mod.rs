//! Days and times as they are written, and those that a mistaken one was meant to be.

pub(crate) mod dates;
pub(crate) mod language;
pub(crate) mod meant;
