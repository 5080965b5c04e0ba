//! Paths that the person who runs the program names, or that git does: links are followed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::Opened;

/// Opens a file by the path that a person gave. `None` when something else goes by that name: a pipe would be waited for.
pub(crate) fn file(path: &Path) -> io::Result<Option<Opened>> {
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    Opened::of(File::open(path)?).map(Some).or_else(|error| {
        let swapped = error.kind() == io::ErrorKind::InvalidInput;
        if swapped { Ok(None) } else { Err(error) }
    })
}

/// The text of a file that git names, which may have no more than `most` bytes.
pub(crate) fn text(path: &Path, most: u64) -> io::Result<String> {
    let invalid = |why| io::Error::new(io::ErrorKind::InvalidInput, why);
    let opened = file(path)?.ok_or_else(|| invalid("it is not a file"))?;
    String::from_utf8(opened.bytes(most)?).map_err(|_| invalid("it is no text"))
}

/// Whether a name stands in a folder or in one above it. What cannot be looked at may be there.
pub(crate) fn is_in_or_above(name: &str, folder: &Path) -> bool {
    let is_there = |above: &Path| above.join(name).try_exists().unwrap_or(true);
    let all = fs::canonicalize(folder);
    all.map_or(true, |folder| folder.ancestors().any(is_there))
}

/// Whether a path is a symbolic link that leads nowhere.
pub(crate) fn is_dangling(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink()) && fs::metadata(path).is_err()
}

/// Makes a folder and those above it, and tells which were made, those above first. None is left when one cannot be made.
pub(crate) fn make_folders(path: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut missing = Vec::new();
    let mut above = Some(path);
    while let Some(folder) = above.filter(|folder| !folder.as_os_str().is_empty()) {
        match fs::symlink_metadata(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(folder),
            _ => break,
        }
        above = folder.parent();
    }
    let mut created = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => created.push(folder.to_owned()),
            // Another program was quicker, or `..` leads to a folder that is there.
            Err(_) if folder.is_dir() => {}
            Err(error) => {
                remove_folders(&created);
                return Err((folder.to_owned(), error));
            }
        }
    }
    Ok(created)
}

/// Removes folders that [`make_folders`] made, as far as they are empty.
pub(crate) fn remove_folders(created: &[PathBuf]) {
    for folder in created.iter().rev() {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}
