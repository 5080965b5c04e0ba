//! Calendar files: the events of each series, and the feeds that hold them.

pub(super) mod all;
pub(super) mod events;
pub(super) mod facts;
pub(super) mod gathered;
pub(super) mod series;
