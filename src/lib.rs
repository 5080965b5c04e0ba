//! Redway turns Markdown and YAML kept in git into a handbook website with an
//! iCalendar feed per meeting series and a search index that runs in the browser.
//!
//! ```text
//! load ───────► resolve ───────► routes ───────► render ───────► write
//! files to      raw records      Site to the     one Route to    files to
//! raw records   to a Site        table of all    one File        disk
//! ```
//!
//! Each stage takes the value of the stage before and returns a new one. Only `load`
//! and `write` touch the disk. Findings for editors are collected as data
//! ([`diagnostic`]), and the command line draws them.
//!
//! # Example
//!
//! A handbook is loaded and checked, asked for one file, and written:
//!
//! ```
//! use redway::model::{Content, Media, Route};
//!
//! # let folder = tempfile::tempdir()?;
//! # let root = folder.path();
//! let content = root.join("content");
//! std::fs::create_dir_all(&content)?;
//! std::fs::write(content.join("site.yaml"), "title: Harbour handbook\nbase_url: https://handbook.example/\n")?;
//! std::fs::write(content.join("_index.md"), "# Welcome\n\nTurn left at the [gate](gate.md).\n")?;
//! std::fs::write(content.join("gate.md"), "# The gate\n\nIt opens at nine.\n")?;
//!
//! let options = redway::BuildOptions::new(root);
//! let handbook = match redway::read(&options) {
//!     Ok(handbook) => handbook,
//!     Err(report) => panic!("{:#?}", report.diagnostics),
//! };
//!
//! // The table of routes says what the site publishes; any file is made when it is asked for.
//! let gate = handbook.site().routes.at("gate/index.html").expect("there is such a page");
//! assert!(matches!(gate, Route::Page(_)));
//! let file = handbook.file(gate).expect("no template has a mistake").expect("pages are always there");
//! assert_eq!(file.media, Media::Html);
//! let Content::Bytes(html) = file.content else { unreachable!("pages are made for who asks") };
//! assert!(String::from_utf8(html)?.contains("It opens at nine."));
//!
//! handbook.write(&root.join("public")).expect("the folder is empty");
//! assert!(root.join("public/gate/index.html").is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is wrong with content comes as data, all of it at once:
//!
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let root = folder.path();
//! # std::fs::write(root.join("site.yaml"), "title: Harbour handbook\nbase_url: https://handbook.example/\n")?;
//! std::fs::write(root.join("index.md"), "# Welcome\n\n[Gate](gat.md)\n")?;
//! # std::fs::write(root.join("gate.md"), "# The gate\n\nIt opens at nine.\n")?;
//!
//! let report = redway::check(&redway::BuildOptions::new(root), None);
//! let finding = report.diagnostics.iter().next().expect("the link leads nowhere");
//! assert_eq!(finding.message, "the link `gat.md` leads nowhere");
//! assert_eq!(finding.advice(), ["did you mean `gate.md`?"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! `cli` (on by default) is the `redway` program and its drawing of findings; without it neither `clap` nor
//! `annotate-snippets` is needed.

pub mod agenda;
mod build;
pub mod calendar;
#[cfg(feature = "cli")]
mod changes;
pub mod characters;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
mod cms;
mod colour;
pub mod diagnostic;
#[cfg(feature = "cli")]
mod diff;
mod disk;
#[cfg(feature = "cli")]
mod edit;
mod facts;
pub mod find;
#[cfg(any(test, feature = "fuzz"))]
#[doc(hidden)]
pub mod fuzz;
mod handbook;
#[cfg(feature = "cli")]
mod kept;
pub mod keys;
mod load;
mod locale;
pub mod markdown;
pub mod model;
pub mod reach;
mod render;
mod resolve;
#[cfg(feature = "cli")]
mod schema;
pub mod search;
#[cfg(feature = "cli")]
mod serve;
#[cfg(feature = "cli")]
mod survey;
mod write;

pub use build::{
    BuildOptions, BuildReport, Outcome, build, build_timed, check, check_feeds, default_output,
    read, read_search, read_site, source_text,
};
pub use check::Today;
pub use handbook::Handbook;
