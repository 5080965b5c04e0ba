//! What front matter holds for each kind of page.

pub(crate) mod group;
pub(crate) mod minutes;
mod mode;
mod occurrence;
pub(crate) mod plan;
mod rule;
pub(crate) mod series;
pub(crate) mod service;
