//! The pages that no editor writes: lists and what stands in them, the calendar, search.

pub(super) mod parts;
