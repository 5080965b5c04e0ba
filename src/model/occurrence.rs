//! One meeting of a series.

use jiff::civil::Date;

use super::{PageId, Target, When};

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// When.
    pub when: When,
    /// Names it within its series for ever: the original date unless the editor set another key.
    pub key: String,
    /// Whether it will happen.
    pub status: Status,
    /// A title of its own.
    pub title: Option<String>,
    /// A place of its own.
    pub venue: Option<String>,
    /// A mode of its own.
    pub mode: Option<Mode>,
    /// The day from which it was moved.
    pub was: Option<Date>,
    /// Why it was moved or cancelled.
    pub why: Option<String>,
    /// How a date that is still open will be told.
    pub via: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The page with the record of the meeting.
    pub minutes: Option<PageId>,
    /// The areas that meet, by index; empty: all of them, or the series has none.
    pub areas: Vec<usize>,
    /// Whether the areas meet together, so that it is one meeting and one event.
    pub joint: bool,
    /// What belongs to it: agenda, reports.
    pub papers: Vec<Paper>,
}

impl Occurrence {
    /// Whether the area of an index meets.
    #[must_use]
    pub fn is_of(&self, area: usize) -> bool {
        self.areas.is_empty() || self.areas.contains(&area)
    }
}

/// A file or page that belongs to one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub target: Target,
    /// How many bytes a file has.
    pub size: Option<u64>,
}

/// Whether a meeting will happen (RFC 5545 §3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It will.
    Confirmed,
    /// Something about it is still open.
    Tentative,
    /// It will not.
    Cancelled,
}

impl Status {
    /// The word in front matter and for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Tentative => "tentative",
            Status::Cancelled => "cancelled",
        }
    }
}

/// How people take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In one room.
    InPerson,
    /// On screens.
    Online,
    /// Both at once.
    Hybrid,
    /// One or the other, as agreed each time.
    InPersonOrOnline,
}

impl Mode {
    /// The words in front matter.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Mode::InPerson => "in-person",
            Mode::Online => "online",
            Mode::Hybrid => "hybrid",
            Mode::InPersonOrOnline => "in-person or online",
        }
    }
}

/// Where a meeting is held: at a venue of its own, or at that of its series. One that is online though the others are not is not
/// where they are.
pub(crate) fn venue<'a>(
    own: (Option<Mode>, Option<&'a str>),
    of_series: Option<&'a str>,
) -> Option<&'a str> {
    let (mode, venue) = own;
    venue.or(of_series.filter(|_| mode != Some(Mode::Online)))
}
