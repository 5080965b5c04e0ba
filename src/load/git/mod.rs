//! What git knows of a source: when pages changed, and when the series in them did.

mod bounded;
pub(crate) mod former;
mod history;
pub(crate) mod pages;
mod run;
pub(crate) mod stamps;
#[cfg(feature = "cli")]
pub(crate) mod tree;
