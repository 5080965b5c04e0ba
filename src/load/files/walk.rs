//! Finding the files of a source, without leaving it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::names::{is_passed_over, name_problem};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, reason};
use crate::model::MANIFEST;

/// A file of the source.
pub(crate) struct Found {
    /// Where to read it.
    pub(crate) path: PathBuf,
    /// Path relative to the root, with forward slashes, for messages.
    pub(crate) file: Arc<str>,
    /// Path below the folder that was walked, with forward slashes.
    pub(crate) below: String,
}

/// All files below a folder in the order of their names. Hidden ones are passed over, save those that hosts read,
/// and so are the folder `skip` and whatever Redway itself wrote: the output may lie in the source.
pub(crate) fn walk(
    folder: &Path,
    prefix: &str,
    skip: Option<&Path>,
    findings: &mut Diagnostics,
) -> Vec<Found> {
    let mut found = Vec::new();
    let inside = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let entries = WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            let hidden = is_passed_over(entry.file_name());
            let output = || entry.file_type().is_dir() && entry.path().join(MANIFEST).exists();
            entry.depth() == 0 || !(hidden || skip == Some(entry.path()) || output())
        });
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let below = error.path().map(|p| below(folder, p)).unwrap_or_default();
                let why = error
                    .io_error()
                    .map_or_else(|| "it is not as expected".to_owned(), reason);
                findings.push(
                    Diagnostic::error(Code::Unreadable, format!("it cannot be read: {why}"))
                        .in_file(&format!("{prefix}{below}").into())
                        .help("check that you may read the file or folder"),
                );
                continue;
            }
        };
        let below = below(folder, entry.path());
        let file: Arc<str> = format!("{prefix}{below}").into();
        if let Some(finding) = name_problem(&below, &file) {
            findings.push(finding);
            continue;
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            continue;
        }
        if kind.is_symlink() {
            if let Some(finding) = link_problem(entry.path(), &inside, &file) {
                findings.push(finding);
                continue;
            }
        } else if !kind.is_file() {
            findings.push(
                Diagnostic::error(Code::NotAFile, "this is neither a file nor a folder")
                    .in_file(&file)
                    .help("remove it from the source"),
            );
            continue;
        }
        found.push(Found {
            path: entry.path().to_owned(),
            file,
            below,
        });
    }
    found
}

fn below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder)
        .unwrap_or(path)
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// A symbolic link may name a file of the same source; anything else could publish what
/// was never meant to be, or never end.
fn link_problem(path: &Path, inside: &Path, file: &Arc<str>) -> Option<Diagnostic> {
    let (what, help) = match path.canonicalize() {
        Err(_) => (
            "leads nowhere or in a circle",
            "remove it, or put the file itself here",
        ),
        Ok(target) if !target.starts_with(inside) => (
            "leads out of the site",
            "put a copy of the file here: a site never reads outside its own folder",
        ),
        Ok(target) if !target.is_file() => (
            "leads to a folder",
            "only links to files are followed; move the folder itself here",
        ),
        Ok(_) => return None,
    };
    Some(
        Diagnostic::error(Code::Symlink, format!("this symbolic link {what}"))
            .in_file(file)
            .help(help),
    )
}
