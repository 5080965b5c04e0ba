//! Findings that need the whole site and stand in nobody's way: `redway check` tells them,
//! a build does not. And what `redway check --feed` tells of calendar files.

mod acronyms;
mod feeds;

pub(crate) use feeds::check_feed;

use crate::diagnostic::Diagnostics;
use crate::model::Site;

/// Looks a site over. `text_of` gives the text of a source file, to show places in it.
pub(crate) fn check(site: &Site, text_of: &dyn Fn(&str) -> Option<String>, out: &mut Diagnostics) {
    acronyms::check(site, text_of, out);
}
