//! The pages of editors: what stands around a text, and the view of each kind.

pub(super) mod group;
pub(super) mod page;
pub(super) mod registers;
pub(super) mod series;
pub(super) mod service;
pub(super) mod structured;
