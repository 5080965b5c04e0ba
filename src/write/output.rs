//! The output folder: taken for this build, what earlier builds made there, and the staging folder in it.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, reason};
use crate::disk::manifest::{self, Manifest};
use crate::disk::{Folder, Kind, Lock, LockError, named};
use crate::model::MANIFEST;

/// The folder in the output in which files wait.
pub(super) const STAGING: &str = ".redway-staging";

/// The file that keeps two builds apart, on disks where the output itself cannot.
const LOCK: &str = ".redway-lock";

/// What new disks hold by themselves.
const OF_THE_DISK: &str = "lost+found";

/// Boxed, since findings are large and successes are many.
pub(super) type Outcome<T> = Result<T, Box<Diagnostic>>;

/// What earlier builds made.
#[derive(Debug)]
pub(super) struct Before {
    /// By the manifest.
    pub(super) files: HashSet<String>,
    /// Whether the manifest is whole.
    pub(super) whole: bool,
}

/// An output folder that is kept for this build.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) folder: Folder,
    /// `None` when there is no output yet.
    pub(super) before: Option<Before>,
    /// Folders that were made for it, those above first.
    created: Vec<PathBuf>,
    _lock: Lock,
}

impl Output {
    /// Takes a folder for this build, and makes it if need be. It is left alone unless Redway made it or it is empty. What
    /// a killed build left in it is removed.
    pub(super) fn open(path: &Path) -> Outcome<Self> {
        let (folder, lock, created) = take(path)?;
        let opened = before(&folder).and_then(|before| {
            remove_leftover(&folder)?;
            Ok(before)
        });
        match opened {
            Ok(before) => Ok(Output {
                folder,
                before,
                created,
                _lock: lock,
            }),
            Err(finding) => {
                named::remove_folders(&created);
                Err(finding)
            }
        }
    }

    /// A path in it, for messages.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Removes what this build keeps in it for itself, and all of it when nothing was written.
    pub(super) fn clean(&self) -> Option<Box<Diagnostic>> {
        let staging = remove_leftover(&self.folder).err();
        // On most disks there is none.
        let _ = self.folder.remove_file(LOCK);
        // Folders that hold something stay.
        named::remove_folders(&self.created);
        staging
    }
}

fn take(path: &Path) -> Outcome<(Folder, Lock, Vec<PathBuf>)> {
    // Another build may remove a folder that it made in vain, just when this one has opened it.
    for _ in 0..8 {
        if named::is_dangling(path) {
            return Err(not_ours(path, "it is a link that leads nowhere"));
        }
        let created = named::make_folders(path)
            .map_err(|(folder, e)| failure("making the output folder", &folder, &e))?;
        let folder = Folder::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotADirectory => not_ours(path, "it is not a folder"),
            _ => failure("opening the output folder", path, &error),
        })?;
        match folder.lock(LOCK) {
            Ok(lock) if folder.is_in_place() => return Ok((folder, lock, created)),
            Ok(_) => {}
            Err(LockError::Taken) => break,
            Err(LockError::Refused(error)) => {
                named::remove_folders(&created);
                return Err(failure("locking the output folder", path, &error));
            }
        }
    }
    Err(Box::new(
        Diagnostic::error(
            Code::Write,
            "another build is writing to the same output folder",
        )
        .in_file(&path.to_string_lossy().into())
        .help("wait until it has finished, then build again"),
    ))
}

/// What earlier builds made; `None` when there is no output yet.
fn before(folder: &Folder) -> Outcome<Option<Before>> {
    let path = folder.path();
    let stranger = || not_ours(path, "it holds files that Redway did not make");
    match folder.bytes(MANIFEST, manifest::LARGEST) {
        Ok(bytes) => match manifest::read(&bytes) {
            Manifest::Ours { files, whole } => Ok(Some(Before { files, whole })),
            Manifest::Foreign => Err(stranger()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let entries = folder
                .entries()
                .map_err(|e| failure("reading the output folder", path, &e))?;
            let own =
                |name: &std::ffi::OsStr| name == STAGING || name == LOCK || name == OF_THE_DISK;
            if entries.iter().all(|entry| own(&entry.name)) {
                Ok(None)
            } else {
                Err(stranger())
            }
        }
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let why = format!(
                "its `{MANIFEST}` says what Redway made, and {}",
                reason(&error)
            );
            Err(not_ours(path, &why))
        }
        Err(error) => Err(failure("reading", &path.join(MANIFEST), &error)),
    }
}

fn remove_leftover(folder: &Folder) -> Outcome<()> {
    let path = || folder.path().join(STAGING);
    let failed =
        |error: io::Error| failure("removing the folder in which files wait", &path(), &error);
    match folder.kind(STAGING).map_err(failed)? {
        None => Ok(()),
        Some(Kind::Folder) => folder.remove_all(STAGING).map_err(failed),
        Some(_) => Err(not_ours(
            &path(),
            "files wait in a folder of this name until all of them are there, and it is no folder",
        )),
    }
}

/// The finding for a step of writing that the system refused.
pub(super) fn failure(doing: &str, path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let help = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk and build again"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_is_told_with_what_helps() {
        for (kind, help) in [
            (
                io::ErrorKind::StorageFull,
                "make room on the disk and build again",
            ),
            (
                io::ErrorKind::QuotaExceeded,
                "make room on the disk and build again",
            ),
            (
                io::ErrorKind::FileTooLarge,
                "make room on the disk and build again",
            ),
            (
                io::ErrorKind::PermissionDenied,
                "check that you may write there, or choose another folder with --output",
            ),
            (
                io::ErrorKind::Other,
                "check the disk and the folder, then build again",
            ),
        ] {
            let finding = failure("writing", Path::new("public/a"), &kind.into());
            assert_eq!(finding.help, [help]);
            let place = finding.place.expect("it is about a file");
            assert_eq!(&*place.file, "public/a");
        }
    }
}
