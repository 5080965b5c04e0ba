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
pub mod cli;
pub mod diagnostic;
mod diff;
pub mod find;
mod load;
#[allow(dead_code, unused_imports, reason = "nothing speaks through it yet")]
mod locale;
pub mod markdown;
pub mod model;
mod render;
mod resolve;
pub mod search;
mod write;

pub use build::{
    BuildOptions, BuildReport, build, build_timed, check, read_search, read_site, source_text,
};
