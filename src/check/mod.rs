//! Findings that need the whole site and stand in nobody's way: `redway check` tells them,
//! a build does not. What needs a clock (`clock.rs`) is among them. And what `redway check --feed` tells of calendar files.

mod acronyms;
mod clashes;
mod clock;
mod confirmed;
mod external;
mod feeds;
mod hosts;
mod levels;
mod meetings;
mod modes;
mod notation;
mod page;
mod personal;
mod pictures;
mod placeholder;
mod places;
mod promises;
mod prose;
mod renamed;
mod repeated;
mod roles;
mod scope;
mod sections;
mod statement;
mod texts;
mod to_come;
mod unused;
mod weekdays;
mod years;

pub(crate) use clashes::{check as check_clashes, closures_ok};
pub use clock::Today;
pub(crate) use clock::check_days;
pub(crate) use external::{Files as External, Seen, check as check_external};
pub(crate) use feeds::check_feed;
#[cfg(any(test, feature = "fuzz"))]
pub(crate) use feeds::check_feed_text;
pub(crate) use levels::levels;
pub(crate) use pictures::check as check_pictures;
pub(crate) use renamed::check as check_renamed;
#[cfg(feature = "cli")]
pub(crate) use repeated::stand_in;
pub(crate) use scope::Words;
pub(crate) use texts::check as check_texts;
pub(crate) use unused::check as check_unused;

use crate::diagnostic::{Diagnostics, Levels};

/// Looks the words of a source over. `text_of` gives the text of a file, to show places in it.
pub(crate) fn check(
    words: &Words<'_>,
    levels: &Levels,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    acronyms::check(words, levels, text_of, diagnostics);
}
