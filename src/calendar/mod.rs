//! Calendar feeds: one `.ics` file (RFC 5545, RFC 7986) from a list of events.
//!
//! This module knows nothing of pages or of the site. The caller words every
//! summary and description, expands every recurrence and supplies every stamp;
//! nothing here reads a clock, a file or the environment, so a feed is the same
//! bytes until its content changes.
//!
//! What content can get wrong is told before anything is written, by the constructors of
//! values: [`Uid::parse`], [`Title::parse`], [`Uri::parse`], [`Zone::find`], [`Color::find`],
//! [`Stamp::from_seconds`], and by [`When::check`]. Their errors are data, and words only when drawn.
//!
//! Text from data reaches a file only through the types of `value`, so that no feed breaks
//! a rule of RFC 5545. Tests and builds with debug assertions read what was written again
//! ([`check()`]); [`faults`] tells what is wrong with a calendar file of any make.

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
pub(crate) mod sequence;
mod stamp;
mod title;
mod uid;
mod value;
mod vtimezone;
mod when;
mod zone;

pub use check::{Breach, Fault, LineFault, Rule, check, faults};
pub use color::Color;
pub use error::FeedError;
pub use event::{Conference, Event, Status, WrittenEvent};
pub use feed::{Feed, Frame, Published};
pub use read::{ReadEvent, ReadTime, read};
pub use stamp::Stamp;
pub use title::{Title, TitleError, shows_nothing};
pub use uid::{Uid, UidError, UidFault};
pub use value::{Uri, UriError};
pub use when::{When, WhenError};
pub use zone::{ClockChange, LocalTime, Zone};
