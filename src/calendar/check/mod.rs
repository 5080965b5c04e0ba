//! Checks of finished feeds, which share no code with the writer.

mod own;

pub(super) use own::{event, frame};
pub use own::{Breach, check};
