//! What git knows of a source: when files changed, and when the series in them did.

mod bounded;
mod history;
mod run;
pub(crate) mod stamps;
