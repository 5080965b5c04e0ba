//! Checks of finished calendar files, which share no code with the writer.
//!
//! Two of them: what RFC 5545 asks of any file ([`faults`]), for files that people have; and what ours must be besides
//! ([`check`]), for tests and for builds with debug assertions. A release build does not look at each event again: what
//! the types let through cannot break a rule, and the tests prove it.

mod lines;
mod own;
mod standard;
mod values;

pub use lines::LineFault;
pub use own::{Breach, check};
pub(super) use own::{event, frame};
pub use standard::{Fault, Rule, faults};
