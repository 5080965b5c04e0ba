//! The only module that opens paths, for reading and for writing.
//!
//! A [`Folder`] is a handle that nothing leads out of: a path below it is opened part by part, and no part may be a
//! symbolic link, whatever is swapped for what while a build runs. The paths that a person names, on the command line or
//! through git, are opened by [`Folder::open`] and [`named`]; links are followed there, since that person is trusted.

mod folder;
pub(crate) mod manifest;
pub(crate) mod named;
mod same;
#[cfg(feature = "cli")]
mod temporary;

pub(crate) use folder::{Entry, Folder, Kind, Link, Lock, LockError, Opened};
pub(crate) use same::same_bytes;
#[cfg(feature = "cli")]
pub(crate) use temporary::Temporary;
