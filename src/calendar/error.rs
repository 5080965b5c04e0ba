//! Why a feed cannot be written.

use std::fmt;

use super::{uid::Uid, when::WhenError};

/// Why a feed cannot be written, although each of its values is sound by itself. An event is named by its UID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedError {
    /// Two events of one feed have the same UID.
    DuplicateUid(Uid),
    /// The event cannot happen when it says.
    When {
        /// The event.
        uid: Uid,
        /// Why it cannot.
        error: WhenError,
    },
    /// The event was written for feeds of another zone than that of the feed.
    OtherZone {
        /// The event.
        uid: Uid,
    },
    /// SEQUENCE is greater than 2 147 483 647 (RFC 5545 §3.3.8).
    SequenceTooGreat {
        /// The event.
        uid: Uid,
    },
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateUid(uid) => write!(f, "two events have the identifier `{uid}`"),
            Self::When { uid, error } => write!(f, "the event `{uid}` {error}"),
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
