//! Findings that need the whole site and stand in nobody's way: `redway check` tells them,
//! a build does not. And what `redway check --feed` tells of calendar files.

mod acronyms;
mod feeds;
mod words;

pub(crate) use feeds::check_feed;
#[cfg(any(test, feature = "fuzz"))]
pub(crate) use feeds::told as told_of_feed;
pub(crate) use words::Words;

use crate::diagnostic::Diagnostics;

/// Looks the words of a source over. `text_of` gives the text of a file, to show places in it.
pub(crate) fn check(
    words: &Words<'_>,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    acronyms::check(words, text_of, diagnostics);
}
