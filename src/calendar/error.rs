//! Why a feed cannot be written.

use std::fmt;

use jiff::civil;

use super::zone::ClockChange;

/// Why a feed cannot be written. An event is named by its UID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedError {
    /// A property of the feed that must say something is empty: `NAME`, `PRODID`.
    EmptyFeedProperty(&'static str),
    /// The UID is empty, has spaces around it, holds a control character, or is
    /// longer than the 255 octets that every reader must keep (RFC 5545 §3.8.4.7).
    BadUid(String),
    /// Two events of one feed have the same UID.
    DuplicateUid(String),
    /// The SUMMARY is empty.
    EmptySummary {
        /// The event.
        uid: String,
    },
    /// The event does not end after it starts, or its last day is before its first.
    EndsTooEarly {
        /// The event.
        uid: String,
    },
    /// The clocks skip this time.
    SkippedTime {
        /// The event.
        uid: String,
        /// The start or the end that does not exist.
        local: civil::DateTime,
        /// How the clocks go forward over it.
        change: ClockChange,
    },
    /// A day or time outside the years 1 to 9999.
    OutOfRange {
        /// The event.
        uid: String,
    },
    /// The event was written for feeds of another zone than that of the feed.
    OtherZone {
        /// The event.
        uid: String,
    },
    /// SEQUENCE is greater than 2 147 483 647 (RFC 5545 §3.3.8).
    SequenceTooGreat {
        /// The event.
        uid: String,
    },
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyFeedProperty(name) => write!(f, "the calendar's {name} is empty"),
            Self::BadUid(uid) => write!(
                f,
                "`{}` cannot identify an event: an identifier has 1 to 255 bytes, no control \
                 characters, and no space at either end",
                uid.escape_debug()
            ),
            Self::DuplicateUid(uid) => write!(f, "two events have the identifier `{uid}`"),
            Self::EmptySummary { uid } => write!(f, "the event `{uid}` has no summary"),
            Self::EndsTooEarly { uid } => {
                write!(f, "the event `{uid}` does not end after it starts")
            }
            Self::SkippedTime { uid, local, change } => write!(
                f,
                "the event `{uid}` is at {}, a time that does not exist: the clocks go {change}",
                local.strftime("%H:%M on %-d %B %Y"),
            ),
            Self::OutOfRange { uid } => {
                write!(f, "the event `{uid}` is outside the years 1 to 9999")
            }
            Self::OtherZone { uid } => {
                write!(f, "the event `{uid}` is on the clocks of another zone")
            }
            Self::SequenceTooGreat { uid } => {
                write!(f, "the event `{uid}` has too great a revision number")
            }
        }
    }
}

impl std::error::Error for FeedError {}
