//! What git knows of a source: when files changed, and when the series in them did.

mod bounded;
pub(crate) mod former;
mod history;
mod run;
pub(crate) mod stamps;
