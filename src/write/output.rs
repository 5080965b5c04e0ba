//! The output folder: what earlier builds made there, its manifest, and the staging folder beside it.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, reason};
use crate::model::MANIFEST;

/// The first line of the manifest.
pub(super) const MANIFEST_HEAD: &str =
    "redway output 1: files below are replaced and removed by `redway build`";

/// Boxed, since findings are large and successes are many.
pub(super) type Outcome<T> = Result<T, Box<Diagnostic>>;

/// Why a folder is not written to.
pub(super) enum Refusal {
    /// It holds files that Redway did not make.
    NotOurs,
    /// Something else goes by its name.
    NotAFolder,
    /// It cannot be looked at.
    Unreadable(io::Error),
}

/// What earlier builds made; `None` when there is no output yet.
pub(super) fn state_of(output: &Path) -> Result<Option<HashSet<String>>, Refusal> {
    match fs::metadata(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Refusal::Unreadable(error)),
        Ok(meta) if !meta.is_dir() => return Err(Refusal::NotAFolder),
        Ok(_) => {}
    }
    match fs::read_to_string(output.join(MANIFEST)) {
        Ok(text) => match listed(&text) {
            Some(files) => Ok(Some(files)),
            None => Err(Refusal::NotOurs),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut entries = fs::read_dir(output).map_err(Refusal::Unreadable)?;
            if entries.next().is_some() {
                Err(Refusal::NotOurs)
            } else {
                Ok(None)
            }
        }
        Err(error) => Err(Refusal::Unreadable(error)),
    }
}

/// The files that the text of a manifest lists; `None` when it is no manifest.
pub(crate) fn listed(text: &str) -> Option<HashSet<String>> {
    let mut lines = text.lines();
    if lines.next() != Some(MANIFEST_HEAD) {
        return None;
    }
    // A manifest is a file that anybody can write: no line of it may lead out of the folder.
    Some(
        lines
            .filter(|line| is_below(line))
            .map(str::to_owned)
            .collect(),
    )
}

/// Whether a line of a manifest names a file within the folder.
fn is_below(file: &str) -> bool {
    !file.is_empty()
        && file.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !file.contains('\\')
}

/// A manifest of these files.
pub(super) fn manifest_text<'f>(files: impl Iterator<Item = &'f String>) -> String {
    let mut text = String::from(MANIFEST_HEAD);
    text.push('\n');
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    text
}

/// `.public.redway-new` beside `public`: on the same disk, so that moving is renaming.
pub(super) fn staging_folder(output: &Path) -> PathBuf {
    let name = output
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    output.with_file_name(format!(".{name}.redway-new"))
}

/// The file that keeps two builds apart, beside the staging folder.
pub(super) fn lock_file(staging: &Path) -> PathBuf {
    staging.with_extension("redway-lock")
}

/// Takes the staging folder for this build; what a killed build left there is removed.
pub(super) fn lock(staging: &Path) -> Outcome<File> {
    let path = lock_file(staging);
    let file = File::create(&path).map_err(|e| failure("making the lock file", &path, &e))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            return Err(Box::new(
                Diagnostic::error(
                    Code::Write,
                    "another build is writing to the same output folder",
                )
                .help("wait until it has finished, then build again"),
            ));
        }
        Err(fs::TryLockError::Error(error)) => return Err(failure("locking", &path, &error)),
    }
    match fs::remove_dir_all(staging) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(failure(
                "removing what an earlier build left",
                staging,
                &error,
            ));
        }
        _ => {}
    }
    fs::create_dir(staging).map_err(|e| failure("making the staging folder", staging, &e))?;
    Ok(file)
}

/// The finding for a step of writing that the system refused.
pub(super) fn failure(doing: &str, path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let help = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk and build again; the last good output is untouched"
        }
        io::ErrorKind::PermissionDenied => {
            "check that you may write there, or choose another folder with --output"
        }
        _ => "check the disk and the folder, then build again",
    };
    Box::new(
        Diagnostic::error(Code::Write, format!("{doing} failed: {}", reason(error)))
            .in_file(&path.to_string_lossy().into())
            .help(help),
    )
}

/// The finding for what is not Redway's to replace.
pub(super) fn not_ours(path: &Path, why: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(Code::OutputFolder, format!("this cannot be written to: {why}"))
            .in_file(&path.to_string_lossy().into())
            .help("choose another folder with --output, or empty this one yourself; Redway removes only what it made"),
    )
}
