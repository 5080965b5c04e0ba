//! What commands share that change the files of a site.

use std::path::PathBuf;

use clap::Args;

use super::exit::{COULD_NOT_RUN, HAS_ERRORS};
use super::output::say;
use super::report::{Asked, Format, Reporting};
use crate::build::{BuildOptions, read_raw, read_site, source_text};
use crate::diagnostic::{Severity, position};
use crate::edit::{Changed, Edit, changed};
use crate::load::Raw;
use crate::model::Site;
use crate::write::{Rewritten, Work, carry_out};

/// The folder of the site.
#[derive(Debug, Args)]
pub(super) struct Root {
    /// The folder of the site: it holds content/ (or site.yaml itself) and perhaps themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

impl Root {
    /// Drafts are files like any other, and when something last changed is no matter of an edit.
    fn options(&self) -> BuildOptions {
        BuildOptions {
            drafts: true,
            source_date: Some(0),
            ..BuildOptions::new(&self.root)
        }
    }

    /// The site as it is written and as it is resolved.
    ///
    /// # Errors
    ///
    /// The exit code: what is wrong is told, since a site with errors is not edited.
    pub(super) fn read(&self) -> Result<(Raw, Site), u8> {
        let options = self.options();
        match (read_site(&options), read_raw(&options)) {
            (Ok(site), Some(raw)) => Ok((raw, site)),
            (Err(report), _) => {
                Err(Reporting::start(&self.root, Format::Text).tell(&report, Asked::Read))
            }
            (Ok(_), None) => Err(COULD_NOT_RUN),
        }
    }

    /// The text of a file relative to the root.
    pub(super) fn text_of(&self, file: &str) -> Option<String> {
        source_text(&self.root, file)
    }

    /// `content/a.md:7` for a place in a file.
    pub(super) fn place(&self, file: &str, at: usize) -> String {
        let text = self.text_of(file).unwrap_or_default();
        format!("{file}:{}", position(&text, at).line)
    }

    /// Carries edits out, with what is moved and removed, and looks at the site that comes of it.
    ///
    /// # Errors
    ///
    /// In words: nothing was done.
    pub(super) fn write(
        &self,
        edits: &[Edit],
        moved: Option<(&str, &str)>,
        removed: Option<&str>,
        is_well: &dyn Fn(&Site) -> Result<(), String>,
    ) -> Result<Vec<Changed>, String> {
        let changes = changed(edits, &|file| self.text_of(file))?;
        let rewritten = changes.iter().map(|one| Rewritten {
            file: &one.file,
            was: &one.was,
            now: &one.now,
        });
        let work = Work {
            rewritten: rewritten.collect(),
            moved,
            removed,
        };
        let options = self.options();
        let look = || match read_site(&options) {
            Ok(site) => is_well(&site),
            Err(report) => {
                let first = report
                    .diagnostics
                    .iter()
                    .find(|one| one.severity == Severity::Error);
                let first = first.map_or("it has errors", |one| one.message.as_str());
                Err(format!("the site would not build: {first}"))
            }
        };
        carry_out(&self.root, &work, &look)?;
        Ok(changes)
    }
}

/// A path below the content, however it was given.
pub(super) fn below_content(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./");
    path.strip_prefix("content/").unwrap_or(path).to_owned()
}

/// Tells why nothing was done.
pub(super) fn refused(why: &str) -> u8 {
    say(&format!("error: {why}\n  = help: nothing was changed\n")).or(HAS_ERRORS)
}

/// The files that were changed, a line each.
pub(super) fn list(changes: &[Changed], moved: &dyn Fn(&str) -> String) -> String {
    let lines = changes
        .iter()
        .map(|one| format!("changed: {}\n", moved(&one.file)));
    lines.collect()
}
