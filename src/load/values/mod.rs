//! Days, times, numbers and style rules as they are written, and those that a mistaken one was meant to be.

pub(crate) mod css;
pub(crate) mod dates;
pub(crate) mod file_name;
pub(crate) mod language;
pub(crate) mod meant;
pub(crate) mod numbers;
pub(crate) mod order;
pub(crate) mod standing;
