//! New files of a source, which a person asked for: nothing that is there is replaced, but a list that gets one more record.

use std::io;
use std::path::Path;

use super::output::{Outcome, failure};
use super::place::place;
use crate::diagnostic::{Code, Diagnostic};
use crate::disk::{Folder, Kind, named};

/// What may stand in the folder of a new handbook: somebody made the repository first.
const OF_GIT: &str = ".git";

/// A file that is to be, by its path below a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Makes a folder of files; it must be empty, or not be there. All of them are made, or none.
pub(crate) fn make(path: &Path, files: &[NewFile]) -> Outcome<()> {
    let created = named::make_folders(path)
        .map_err(|(folder, error)| failure("making the folder", &folder, &error))?;
    let made = Folder::open(path)
        .map_err(|error| failure("opening the folder", path, &error))
        .and_then(|folder| {
            let entries = folder
                .entries()
                .map_err(|error| failure("reading the folder", path, &error))?;
            if let Some(entry) = entries.iter().find(|entry| entry.name != OF_GIT) {
                return Err(not_empty(path, &entry.name.to_string_lossy()));
            }
            fill(&folder, files)
        });
    if made.is_err() {
        named::remove_folders(&created);
    }
    made
}

fn not_empty(path: &Path, holds: &str) -> Box<Diagnostic> {
    let message = format!("this folder is not empty: it holds `{holds}`");
    Box::new(
        Diagnostic::error(Code::OutputFolder, message)
            .in_file(&path.to_string_lossy().into())
            .help("name a folder that is empty, or one that is not there yet"),
    )
}

/// Adds files to a folder, and the folders that they stand in. None of them may be there; all are made, or none.
pub(crate) fn add(path: &Path, files: &[NewFile]) -> Outcome<()> {
    let created = named::make_folders(path)
        .map_err(|(folder, error)| failure("making the folder", &folder, &error))?;
    let added = Folder::open(path)
        .map_err(|error| failure("opening the folder", path, &error))
        .and_then(|folder| fill(&folder, files));
    if added.is_err() {
        named::remove_folders(&created);
    }
    added
}

/// Adds files to a folder as [`add`] does, but what stands there and is `ours` by its text gives way.
pub(crate) fn renew(path: &Path, files: &[NewFile], ours: &dyn Fn(&str) -> bool) -> Outcome<()> {
    let Ok(folder) = Folder::open(path) else {
        return add(path, files);
    };
    let is_old = |file: &&NewFile| {
        let text = folder.bytes(&file.path, MOST_OF_OURS).ok();
        text.is_some_and(|bytes| str::from_utf8(&bytes).is_ok_and(ours))
    };
    let (old, new): (Vec<&NewFile>, Vec<&NewFile>) = files.iter().partition(is_old);
    let new: Vec<NewFile> = new.into_iter().cloned().collect();
    fill(&folder, &new)?;
    for file in old {
        replace(path, file)?;
    }
    Ok(())
}

/// Which of these files are not in a folder as they are here.
pub(crate) fn outdated<'f>(path: &Path, files: &'f [NewFile]) -> Vec<&'f str> {
    let folder = Folder::open(path).ok();
    let is_there = |file: &&NewFile| {
        let bytes = folder
            .as_ref()
            .map(|folder| folder.bytes(&file.path, MOST_OF_OURS));
        bytes.is_some_and(|bytes| bytes.is_ok_and(|bytes| bytes == file.text.as_bytes()))
    };
    let outdated = files.iter().filter(|file| !is_there(file));
    outdated.map(|file| file.path.as_str()).collect()
}

/// No file that is renewed is larger.
const MOST_OF_OURS: u64 = 4_000_000;

fn fill(folder: &Folder, files: &[NewFile]) -> Outcome<()> {
    let failed = |file: &NewFile, error: &io::Error| {
        failure("making the file", &folder.path().join(&file.path), error)
    };
    for file in files {
        if folder
            .kind(&file.path)
            .map_err(|e| failed(file, &e))?
            .is_some()
        {
            return Err(Box::new(
                Diagnostic::error(Code::Write, "there is something of this name already")
                    .in_file(&file.path.as_str().into())
                    .help("nothing was written: choose another name, or remove what is there"),
            ));
        }
    }
    let mut made = Made::default();
    for file in files {
        if let Err(error) = made.file(folder, file) {
            made.undo(folder);
            return Err(failed(file, &error));
        }
    }
    Ok(())
}

/// What was made so far, to be removed when something fails.
#[derive(Default)]
struct Made<'f> {
    folders: Vec<&'f str>,
    files: Vec<&'f str>,
}

impl<'f> Made<'f> {
    fn file(&mut self, folder: &Folder, file: &'f NewFile) -> io::Result<()> {
        for (at, _) in file.path.match_indices('/') {
            let above = &file.path[..at];
            if folder.kind(above)? != Some(Kind::Folder) {
                let (parent, name) = folder.parent(above)?;
                parent.make_folder(name)?;
                self.folders.push(above);
            }
        }
        let (parent, name) = folder.parent(&file.path)?;
        let mut opened = parent.make_file(name)?;
        self.files.push(&file.path);
        io::Write::write_all(&mut opened, file.text.as_bytes())
    }

    /// What cannot be removed stays; what failed first is told.
    fn undo(&self, folder: &Folder) {
        for file in self.files.iter().rev() {
            let _ = folder
                .parent(file)
                .and_then(|(parent, name)| parent.remove_file(name));
        }
        for made in self.folders.iter().rev() {
            let _ = folder
                .parent(made)
                .and_then(|(parent, name)| parent.remove_folder(name));
        }
    }
}

/// Puts a text in the place of a file that is there. Whoever reads it meanwhile sees the whole of one of the two.
pub(crate) fn replace(path: &Path, file: &NewFile) -> Outcome<()> {
    let failed = |error: io::Error| failure("writing", &path.join(&file.path), &error);
    let replaced = || {
        let folder = Folder::open(path)?;
        if folder.kind(&file.path)? != Some(Kind::File) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is not a file of its own",
            ));
        }
        place(&folder, &file.path, file.text.as_bytes())
    };
    replaced().map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn file(path: &str, text: &str) -> NewFile {
        NewFile {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = dir.path().join("new");
        let files = [file("content/a.md", "a"), file("content/b/c.md", "c")];
        fs::create_dir_all(path.join(".git")).expect("a folder");
        make(&path, &files).expect("a repository without files is empty");
        assert_eq!(
            fs::read(path.join("content/b/c.md")).expect("it is there"),
            b"c"
        );
        let again = make(&path, &files).expect_err("it holds files");
        assert_eq!(
            again.message,
            "this folder is not empty: it holds `content`"
        );
    }

    #[test]
    fn all_files_are_added_or_none() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| dir.path().join(name);
        fs::write(at("b"), "mine").expect("a file");
        for second in ["b", "b/c"] {
            add(dir.path(), &[file("new/deep/a", "a"), file(second, "b")]).expect_err(second);
            assert!(!at("new").exists(), "{second}");
            assert_eq!(fs::read(at("b")).expect("it is there"), b"mine");
        }
    }

    #[test]
    fn what_is_ours_gives_way_and_nothing_is_written_beside_what_is_not() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| dir.path().join(name);
        let ours = |text: &str| text.starts_with("ours");
        let files = [file("a", "ours, new"), file("b", "ours, new")];
        fs::write(at("a"), "ours, old").expect("a file");
        fs::write(at("b"), "mine").expect("a file");
        renew(dir.path(), &files, &ours).expect_err("one is not ours");
        let read = |name: &str| fs::read_to_string(at(name)).expect("it is there");
        assert_eq!((&*read("a"), &*read("b")), ("ours, old", "mine"));
        fs::remove_file(at("b")).expect("it is there");
        renew(dir.path(), &files, &ours).expect("all is ours");
        assert_eq!((&*read("a"), &*read("b")), ("ours, new", "ours, new"));
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("a"), "old").expect("a file");
        replace(dir.path(), &file("a", "new")).expect("it is there");
        assert_eq!(fs::read(dir.path().join("a")).expect("it is there"), b"new");
        replace(dir.path(), &file("b", "new")).expect_err("there is none");
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }
}
