//! The only writer on the build path.
//!
//! Files are rendered into a staging folder within the output, and only what differs from the last build. Within, since
//! the output may be a disk of its own, or stand in a folder that may not be written to; hosts that are given the output
//! while a build runs must not be given that folder. Until all files are there, nothing of the last build is touched, so a
//! full disk or a mistake in a template leaves it as it was. Then rights are looked at, and everything is moved into
//! place, each file whole. What fails half-way is undone; what cannot be undone is told.
//!
//! A manifest in the output lists what Redway made. Files that are not in it belong to somebody else: they are neither
//! removed nor replaced, and a folder without a manifest is not touched. While files are moved it lists those of both
//! builds, so that after a stop at any moment the next build knows all that is ours.
//!
//! `redway new` (`new.rs`) and edits (`source.rs`) write into sources, one file at a time taking the place of another
//! (`place.rs`).

mod commit;
mod compare;
#[cfg(feature = "cli")]
mod new;
mod output;
mod place;
#[cfg(feature = "cli")]
mod source;
mod writer;

#[cfg(feature = "cli")]
pub(crate) use compare::copies_alike;
#[cfg(feature = "cli")]
pub(crate) use new::{NewFile, add, make, outdated, renew, replace};
pub(crate) use place::put;
#[cfg(feature = "cli")]
pub(crate) use source::{Rewritten, Work, carry_out};
pub(crate) use writer::{Writer, Written, report};
