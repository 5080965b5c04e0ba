//! A site to the files that it publishes.
//!
//! 1. `file` makes the file of one route, whichever it is, from the site and from what `shared` holds;
//! 2. `all` makes every file, on all cores, and hands each on as it is ready;
//! 3. `print` gathers pages for paper, `pages` are those of editors, `generated` those that no editor writes, `blocks` what calls put into a text; `feeds` are
//!    calendars, `search` is the index, `files` are for programs;
//! 4. `frame` is what surrounds every page, `view` what templates see, `theme` the templates and words.
//!
//! A folder imports only what stands below it in this list.

mod all;
mod blocks;
mod feeds;
mod file;
mod files;
mod frame;
mod generated;
mod pages;
mod print;
mod search;
mod section_list;
mod shared;
mod theme;
mod view;

pub(crate) use all::{Timings, all};
pub(crate) use file::file;
pub(crate) use search::index::SiteIndex;
pub(crate) use shared::Shared;
pub(crate) use theme::Theme;
#[cfg(feature = "cli")]
pub(crate) use view::anchors::term_anchor;
pub(crate) use view::machine;
