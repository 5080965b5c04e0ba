//! Edits of the files of a site: all of them or none.

use std::io;
use std::path::Path;

use super::place::place;
use crate::diagnostic::reason;
use crate::disk::Folder;

/// No text of a site is longer.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The text of a file before and after; without the byte order mark and with line ends of one sign, as texts are read.
pub(crate) struct Rewritten<'a> {
    /// Relative to the root of the site.
    pub(crate) file: &'a str,
    pub(crate) was: &'a str,
    pub(crate) now: &'a str,
}

/// What is done to the files of a site.
#[derive(Default)]
pub(crate) struct Work<'a> {
    /// Files with another text, by the paths that they have before anything is moved.
    pub(crate) rewritten: Vec<Rewritten<'a>>,
    /// A file or folder and its new path.
    pub(crate) moved: Option<(&'a str, &'a str)>,
    /// A file that goes.
    pub(crate) removed: Option<&'a str>,
}

/// Carries out what is to be done. Then `is_well` looks at the result: what it objects to is undone, as is what fails half-way.
///
/// # Errors
///
/// In words for people; the files are as they were, or it says that they are not.
pub(crate) fn carry_out(
    root: &Path,
    work: &Work<'_>,
    is_well: &dyn Fn() -> Result<(), String>,
) -> Result<(), String> {
    let folder = Folder::open(root).map_err(|error| told(root, ".", &error))?;
    let before: Vec<Vec<u8>> = work
        .rewritten
        .iter()
        .map(|one| as_it_was(&folder, one))
        .collect::<Result<_, _>>()?;
    let mut done = Done {
        folder: &folder,
        root,
        undo: Vec::new(),
    };
    let result = done.all(work, &before).and_then(|()| is_well());
    match result {
        Ok(()) => Ok(()),
        Err(why) => match done.undo() {
            Ok(()) => Err(why),
            Err(left) => Err(format!("{why}; and it could not be undone: {left}")),
        },
    }
}

fn told(root: &Path, file: &str, error: &io::Error) -> String {
    format!("`{}`: {}", root.join(file).display(), reason(error))
}

/// The bytes of a file, which must be those that were read.
fn as_it_was(folder: &Folder, one: &Rewritten<'_>) -> Result<Vec<u8>, String> {
    let bytes = folder
        .bytes(one.file, LARGEST)
        .map_err(|error| told(folder.path(), one.file, &error))?;
    if written_like(&bytes, one.was) == bytes {
        return Ok(bytes);
    }
    Err(format!(
        "`{}` changed meanwhile, or mixes line ends of two systems: nothing was done",
        one.file
    ))
}

/// A text with the byte order mark and the line ends of a file.
fn written_like(bytes: &[u8], text: &str) -> Vec<u8> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let mut out = Vec::with_capacity(text.len());
    if bytes.starts_with(MARK) {
        out.extend_from_slice(MARK);
    }
    if bytes.windows(2).any(|two| two == b"\r\n") {
        out.extend_from_slice(text.replace('\n', "\r\n").as_bytes());
    } else {
        out.extend_from_slice(text.as_bytes());
    }
    out
}

/// What takes a step back.
enum Undo {
    /// These bytes stand in a file again.
    Write(String, Vec<u8>),
    /// What has the second path has the first again.
    Move(String, String),
    /// A folder that was made is removed.
    RemoveFolder(String),
}

/// What was done so far.
struct Done<'a> {
    folder: &'a Folder,
    root: &'a Path,
    undo: Vec<Undo>,
}

impl Done<'_> {
    fn all(&mut self, work: &Work<'_>, before: &[Vec<u8>]) -> Result<(), String> {
        if let Some((_, to)) = work.moved
            && !matches!(self.folder.kind(to), Ok(None))
        {
            return Err(format!("`{to}` is there already"));
        }
        for (one, bytes) in work.rewritten.iter().zip(before) {
            let now = written_like(bytes, one.now);
            self.step(one.file, |folder| place(folder, one.file, &now))?;
            self.undo
                .push(Undo::Write(one.file.to_owned(), bytes.clone()));
        }
        if let Some((from, to)) = work.moved {
            self.make_folders(to)?;
            self.step(to, |folder| rename(folder, from, to))?;
            self.undo.push(Undo::Move(from.to_owned(), to.to_owned()));
        }
        if let Some(file) = work.removed {
            let bytes = self.folder.bytes(file, LARGEST);
            let bytes = bytes.map_err(|error| told(self.root, file, &error))?;
            self.step(file, |folder| {
                let (parent, name) = folder.parent(file)?;
                parent.remove_file(name)
            })?;
            self.undo.push(Undo::Write(file.to_owned(), bytes));
        }
        Ok(())
    }

    fn step(&self, file: &str, step: impl FnOnce(&Folder) -> io::Result<()>) -> Result<(), String> {
        step(self.folder).map_err(|error| told(self.root, file, &error))
    }

    /// Makes the folders above a path, as far as they are missing.
    fn make_folders(&mut self, path: &str) -> Result<(), String> {
        for (at, _) in path.match_indices('/') {
            let above = &path[..at];
            if matches!(self.folder.kind(above), Ok(None)) {
                self.step(above, |folder| {
                    let (parent, name) = folder.parent(above)?;
                    parent.make_folder(name)
                })?;
                self.undo.push(Undo::RemoveFolder(above.to_owned()));
            }
        }
        Ok(())
    }

    /// Takes all steps back, the last first.
    fn undo(&mut self) -> Result<(), String> {
        while let Some(step) = self.undo.pop() {
            match &step {
                Undo::Write(file, bytes) => {
                    self.step(file, |folder| place(folder, file, bytes))?;
                }
                Undo::Move(from, to) => self.step(from, |folder| rename(folder, to, from))?,
                Undo::RemoveFolder(path) => self.step(path, |folder| {
                    let (parent, name) = folder.parent(path)?;
                    parent.remove_folder(name)
                })?,
            }
        }
        Ok(())
    }
}

fn rename(folder: &Folder, from: &str, to: &str) -> io::Result<()> {
    let (old, name) = folder.parent(from)?;
    let (new, as_name) = folder.parent(to)?;
    old.rename(name, &new, as_name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site() -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("a.md"), "\u{feff}one\r\ntwo\r\n").expect("a file");
        fs::write(dir.path().join("b.md"), "b\n").expect("a file");
        dir
    }

    const WORK: Rewritten<'static> = Rewritten {
        file: "a.md",
        was: "one\ntwo\n",
        now: "one\n2\n",
    };

    #[test]
    fn line_ends_and_marks_of_a_file_stay() {
        let dir = site();
        let work = Work {
            rewritten: vec![WORK],
            moved: Some(("a.md", "x/y/c.md")),
            removed: Some("b.md"),
        };
        carry_out(dir.path(), &work, &|| Ok(())).expect("nothing is in the way");
        let read = fs::read_to_string(dir.path().join("x/y/c.md")).expect("it is moved");
        assert_eq!(read, "\u{feff}one\r\n2\r\n");
        assert!(!dir.path().join("a.md").exists() && !dir.path().join("b.md").exists());
    }

    #[test]
    fn what_is_objected_to_is_undone() {
        let dir = site();
        let work = Work {
            rewritten: vec![WORK],
            moved: Some(("a.md", "x/y/c.md")),
            removed: Some("b.md"),
        };
        let why =
            carry_out(dir.path(), &work, &|| Err("no".to_owned())).expect_err("it is objected to");
        assert_eq!(why, "no");
        assert_eq!(
            fs::read_to_string(dir.path().join("a.md")).expect("a file"),
            "\u{feff}one\r\ntwo\r\n"
        );
        assert_eq!(
            fs::read_to_string(dir.path().join("b.md")).expect("a file"),
            "b\n"
        );
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 2);
    }

    #[test]
    fn what_is_in_the_way_or_not_as_it_was_keeps_all_as_it_is() {
        let dir = site();
        let in_the_way = Work {
            rewritten: vec![WORK],
            moved: Some(("a.md", "b.md")),
            removed: None,
        };
        let why = carry_out(dir.path(), &in_the_way, &|| Ok(())).expect_err("it is there");
        assert_eq!(why, "`b.md` is there already");
        let other = Rewritten {
            was: "one\n",
            ..WORK
        };
        let work = Work {
            rewritten: vec![other],
            ..Work::default()
        };
        let why = carry_out(dir.path(), &work, &|| Ok(())).expect_err("it changed");
        assert!(why.contains("changed meanwhile"), "{why}");
        assert!(
            fs::read_to_string(dir.path().join("a.md"))
                .expect("a file")
                .contains("two")
        );
    }
}
