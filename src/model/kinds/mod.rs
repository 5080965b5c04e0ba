//! The kinds of pages: a record of each in a file of its own, and the table of all with their names.

mod group;
mod minutes;
mod plan;
mod series;
mod service;

pub use group::{Group, Seat};
pub use minutes::{
    AgendaItem, Attendance, Attendee, Item, Meeting, Minutes, Points, Resolution, Votes,
};
pub use plan::{Action, Plan, PlanWords, Priority, Recommendation};
pub use series::{Area, Chair, Series};
pub use service::{Escalation, Holder, Role, Service};

use super::Visit;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal,)+) => {
        /// What a page is about.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Kind {
            /// Text.
            Page,
            $($(#[$doc])* $name(Box<$name>),)+
        }

        impl Kind {
            /// The words in front matter.
            pub const WORDS: &[&str] = &["page", $($word,)+];

            /// The word in front matter.
            #[must_use]
            pub fn word(&self) -> &'static str {
                match self {
                    Kind::Page => "page",
                    $(Kind::$name(_) => $word,)+
                }
            }

            /// The key of what readers call it, in the words of the theme.
            #[must_use]
            pub fn label(&self) -> &'static str {
                match self {
                    Kind::Page => "kind_page",
                    $(Kind::$name(_) => concat!("kind_", $word),)+
                }
            }

            /// The template of its pages.
            #[must_use]
            pub fn template(&self) -> &'static str {
                match self {
                    Kind::Page => "page.html",
                    $(Kind::$name(_) => concat!($word, ".html"),)+
                }
            }

            /// Tells what only this kind has.
            pub(crate) fn visit(&self, visit: &mut impl Visit) {
                match self {
                    Kind::Page => {}
                    $(Kind::$name(record) => record.visit(visit),)+
                }
            }
        }
    };
}

kinds! {
    /// A directorate, service or team.
    Service "service",
    /// A series of meetings.
    Series "series",
    /// A forum, panel or board.
    Group "group",
    /// A register of actions.
    Plan "plan",
    /// The record of a meeting.
    Minutes "minutes",
}
