//! Redway turns Markdown and YAML kept in git into a handbook website with an
//! iCalendar feed per meeting series and a search index that runs in the browser.
//!
//! ```text
//! load ───────► resolve ───────► render ───────► write
//! files to      raw records      Site to         output files
//! raw records   to a Site        output files    to disk
//! ```
//!
//! Each stage takes the value of the stage before and returns a new one. Only `load`
//! and `write` touch the disk. Findings for editors are collected as data
//! ([`diagnostic`]), and the command line draws them.

pub mod agenda;
mod build;
pub mod calendar;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
#[cfg(feature = "cli")]
mod diff;
mod facts;
pub mod find;
mod handbook;
mod load;
pub mod markdown;
pub mod model;
mod render;
mod resolve;
pub mod search;
mod write;

pub use build::{
    BuildOptions, BuildReport, build, build_timed, check, check_feeds, read, read_search,
    read_site, source_text,
};
pub use handbook::Handbook;
