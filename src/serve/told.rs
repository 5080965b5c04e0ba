//! What whoever started the preview is told, and what is asked of them.

use std::time::Duration;

use crate::build::BuildReport;
use crate::diagnostic::Diagnostics;

/// Tells the time since some moment.
pub(crate) type Clock = Box<dyn Fn() -> Duration + Send + Sync>;

/// Takes what is said.
pub(crate) type Tell = Box<dyn Fn(&Told<'_>) + Send + Sync>;

/// What whoever started the preview is told.
pub(crate) enum Told<'a> {
    /// The site is shown as it is on the disk.
    Shown {
        /// Its pages.
        pages: usize,
        /// What was found, none of which stops a build.
        findings: &'a Diagnostics,
        /// How long it took since the change was noticed.
        took: Duration,
    },
    /// What is on the disk cannot be shown.
    Mistakes {
        /// Why.
        report: &'a BuildReport,
        /// Whether an earlier state is shown instead.
        shown: bool,
    },
    /// Something to know.
    Notice(&'a str),
}
