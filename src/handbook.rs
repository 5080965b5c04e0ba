//! A handbook in memory: loaded, checked, and ready to make any of its files.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::disk::Folder;
use crate::model::{File, Route, Site};
use crate::render::{self, Shared};
use crate::write::{self, Writer};

/// A site with all that its files are rendered with. Every file is made from it alone: in any order, from any thread,
/// the same bytes that a build writes.
pub struct Handbook {
    site: Site,
    shared: Shared,
    /// The folder that files are copied from.
    content: Folder,
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

    /// Writes every file into a folder, on all cores, and nothing when one of them cannot be made. The folder must be empty,
    /// or hold an earlier output.
    ///
    /// # Errors
    ///
    /// Mistakes in templates, and what the folder could not take.
    pub fn write(&self, output: &Path) -> Result<(), Diagnostics> {
        let mut findings = Diagnostics::new();
        let writer = write::report(Writer::open(output, self.content.clone()), &mut findings);
        if let Some(writer) = writer {
            let put = |path: &str, file: &File<'_>| writer.put(path, file);
            findings.append(render::all(&self.site, &self.shared, &put, None));
            if findings.has_errors() {
                findings.extend(writer.discard());
            } else {
                match writer.commit() {
                    Ok((_, left)) => findings.extend(left),
                    Err(failure) => findings.push(*failure.finding),
                }
            }
        }
        findings.sort();
        if findings.has_errors() {
            Err(findings)
        } else {
            Ok(())
        }
    }
}
