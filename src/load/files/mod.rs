//! The files of a source, of its theme and of an earlier output: which there are, and their bytes as text.

pub(crate) mod assets;
mod beginnings;
pub(crate) mod content;
mod encoding;
mod endings;
pub(crate) mod feed;
pub(crate) mod names;
#[cfg(feature = "cli")]
pub(crate) mod output;
pub(crate) mod sections;
mod svg;
pub(crate) mod text;
pub(crate) mod theme;
pub(crate) mod walk;
#[cfg(feature = "cli")]
pub(crate) mod watched;
