//! A handbook in memory: loaded, checked, and ready to make any of its files.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{File, Route, Site};
use crate::render::{self, Shared, Timings};
use crate::write::{self, Writer, Written};

/// A site with all that its files are rendered with. Every file is made from it alone: in any order, from any thread,
/// the same bytes that a build writes.
pub struct Handbook {
    site: Site,
    shared: Shared,
}

impl Handbook {
    pub(crate) fn new(site: Site, shared: Shared) -> Self {
        Handbook { site, shared }
    }

    /// The site as plain data; its `routes` are all that it publishes.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The file of a route. `None` for a file of the search index that the index has no need of.
    ///
    /// What is global (the events of all series, the calendar, the search index) is made when a file first asks for it, and
    /// kept.
    ///
    /// # Errors
    ///
    /// A mistake in a template; what can be wrong with content was found when the handbook was read.
    pub fn file(&self, route: Route) -> Result<Option<File<'_>>, Box<Diagnostic>> {
        render::file(&self.site, &self.shared, route)
    }

    /// Writes every file into a folder, on all cores, and nothing when one of them cannot be made. The folder must be empty,
    /// or hold an earlier output.
    ///
    /// # Errors
    ///
    /// Mistakes in templates, and what the folder could not take.
    pub fn write(&self, output: &Path) -> Result<(), Diagnostics> {
        let mut findings = Diagnostics::new();
        let written = self.write_unless(Diagnostics::has_errors, output, None, &mut findings);
        findings.sort();
        match written {
            Some(_) => Ok(()),
            None => Err(findings),
        }
    }

    /// Writes every file into a folder, unless what was found by then keeps it from that; the last output stays then.
    pub(crate) fn write_unless(
        &self,
        blocked: impl Fn(&Diagnostics) -> bool,
        output: &Path,
        timings: Option<&mut Timings<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Written> {
        let writer = write::report(Writer::open(output), diagnostics)?;
        let put = |path: &str, file: &File<'_>| writer.put(path, file);
        diagnostics.append(render::all(&self.site, &self.shared, &put, timings));
        if blocked(diagnostics) {
            writer.discard();
            return None;
        }
        write::report(writer.commit(), diagnostics)
    }
}
