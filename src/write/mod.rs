//! The only writer on the build path.
//!
//! Files are rendered into a staging folder beside the output, and only what differs from the
//! last build. When all of them are there, they are moved into place one by one, each whole.
//! Until then nothing of the last build is touched, so a full disk or a mistake in a template
//! leaves it as it was. Where there is no output yet, the staging folder becomes it.
//!
//! A manifest in the output lists what Redway made. Files that are not in it belong to somebody
//! else: they are neither removed nor replaced, and a folder without a manifest is not touched.

mod compare;
mod output;
mod writer;

#[cfg(any(test, feature = "fuzz"))]
pub(crate) use output::listed;
pub(crate) use writer::{Writer, report};
