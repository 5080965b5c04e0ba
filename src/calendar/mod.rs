//! Calendar feeds: one `.ics` file (RFC 5545, RFC 7986) from a list of events.
//!
//! This module knows nothing of pages or of the site. The caller words every
//! summary and description, expands every recurrence and supplies every stamp;
//! nothing here reads a clock, a file or the environment, so a feed is the same
//! bytes until its content changes.
//!
//! Text from data reaches a file only through the types of `value`. The finished
//! bytes pass the rules of [`check()`] before they are handed over: each event once,
//! however many feeds hold it, and each [`Frame`] once.

mod check;
mod color;
mod component;
mod error;
mod event;
mod feed;
mod fold;
mod read;
pub mod recurrence;
mod rule;
mod stamp;
mod value;
mod vtimezone;
mod zone;

pub use check::{Breach, check};
pub use color::Color;
pub use error::FeedError;
pub use event::{Event, Status, When, WrittenEvent};
pub use feed::{Feed, Frame, Published};
pub use read::{ReadEvent, ReadTime, read};
pub use stamp::Stamp;
pub use value::{Uri, UriError};
pub use zone::{ClockChange, LocalTime, Zone};
