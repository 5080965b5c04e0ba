//! The pages that no editor writes: lists and what stands in them, the calendar, search.

pub(super) mod not_found;
pub(super) mod parts;
