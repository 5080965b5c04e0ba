//! The pages that no editor writes: lists and what stands in them, the calendar, search.

pub(super) mod accessibility;
pub(super) mod agenda;
pub(super) mod audiences;
pub(super) mod calendar;
pub(super) mod lists;
pub(super) mod month;
pub(super) mod not_found;
pub(super) mod organisations;
pub(super) mod parts;
pub(super) mod people;
pub(super) mod person;
pub(super) mod search;
pub(super) mod styleguide;
