//! A handbook in memory: loaded, checked, and ready to make any of its files.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::disk::Folder;
#[cfg(feature = "cli")]
use crate::model::Asset;
use crate::model::{File, Route, Site};
use crate::render::{self, Shared, Timings};
use crate::write::{self, Writer, Written};

/// A site with all that its files are rendered with. Every file is made from it alone: in any order, from any thread,
/// the same bytes that a build writes.
pub struct Handbook {
    pub(crate) site: Site,
    pub(crate) shared: Shared,
    /// The folder that files are copied from.
    pub(crate) content: Folder,
}

impl Handbook {
    pub(crate) fn new(site: Site, shared: Shared, content: Folder) -> Self {
        Handbook {
            site,
            shared,
            content,
        }
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

    /// Whether a file that is copied has the bytes of one of another handbook. What cannot be read is no other.
    #[cfg(feature = "cli")]
    pub(crate) fn copies_the_same(&self, own: &Asset, other: &Handbook, theirs: &Asset) -> bool {
        write::copies_alike((&self.content, own), (&other.content, theirs))
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
            Ok(_) => Ok(()),
            Err(_) => Err(findings),
        }
    }

    /// Writes every file into a folder, unless what was found by then keeps it from that; the last output stays then.
    pub(crate) fn write_unless(
        &self,
        blocked: impl Fn(&Diagnostics) -> bool,
        output: &Path,
        timings: Option<&mut Timings<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Written, NotWritten> {
        let nothing = NotWritten { partly: false };
        let writer = write::report(Writer::open(output, self.content.clone()), diagnostics);
        let writer = writer.ok_or(nothing)?;
        let put = |path: &str, file: &File<'_>| writer.put(path, file);
        diagnostics.append(render::all(&self.site, &self.shared, &put, timings));
        if blocked(diagnostics) {
            diagnostics.extend(writer.discard());
            return Err(nothing);
        }
        match writer.commit() {
            Ok((written, left)) => {
                diagnostics.extend(left);
                Ok(written)
            }
            Err(failure) => {
                diagnostics.push(*failure.finding);
                Err(NotWritten {
                    partly: failure.partly,
                })
            }
        }
    }
}

/// A handbook is not in its folder; why is reported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotWritten {
    /// Whether some files are new all the same, which could not be undone.
    pub(crate) partly: bool,
}
