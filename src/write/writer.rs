//! Files into the staging folder, and from there into place.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::compare::{PIECE, length, same};
use super::output::{
    Outcome, Refusal, failure, lock, lock_file, manifest_text, not_ours, staging_folder, state_of,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, reason};
use crate::model::MANIFEST;
use crate::model::{self, Content};

/// An output that is being written.
pub(crate) struct Writer {
    output: PathBuf,
    staging: PathBuf,
    /// Held for as long as the build runs, so that two builds never share a staging folder.
    _lock: File,
    /// Whether the output is there already.
    exists: bool,
    /// What earlier builds made.
    before: HashSet<String>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// All files of this build.
    files: BTreeSet<String>,
    /// Those that wait in the staging folder.
    staged: Vec<String>,
    /// Folders of the staging folder that are there.
    folders: HashSet<PathBuf>,
}

/// What a build did to the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Files that are new or changed.
    pub(crate) changed: usize,
    /// Files of earlier builds that no longer belong.
    pub(crate) removed: usize,
}

impl Writer {
    /// Prepares to write to a folder, which is left alone unless Redway made it or it is empty.
    pub(crate) fn open(output: &Path) -> Outcome<Self> {
        let before = match state_of(output) {
            Ok(before) => before,
            Err(Refusal::NotOurs) => {
                return Err(not_ours(output, "it holds files that Redway did not make"));
            }
            Err(Refusal::NotAFolder) => return Err(not_ours(output, "it is not a folder")),
            Err(Refusal::Unreadable(error)) => {
                return Err(failure("reading the output folder", output, &error));
            }
        };
        let staging = staging_folder(output);
        if let Some(parent) = staging.parent() {
            fs::create_dir_all(parent)
                .map_err(|e| failure("making the folder above the output", parent, &e))?;
        }
        let lock = lock(&staging)?;
        Ok(Writer {
            output: output.to_owned(),
            exists: before.is_some(),
            before: before.unwrap_or_default(),
            staging,
            _lock: lock,
            state: Mutex::default(),
        })
    }

    /// Moves everything into place. Only called when nothing went wrong.
    pub(crate) fn commit(self) -> Outcome<Written> {
        let result = self.move_into_place();
        self.clean();
        result
    }

    /// Forgets this build and leaves the last one as it was.
    pub(crate) fn discard(self) {
        self.clean();
    }

    fn clean(&self) {
        // What is left is only ours; a leftover is removed by the next build.
        let _ = fs::remove_dir_all(&self.staging);
        let _ = fs::remove_file(lock_file(&self.staging));
    }

    fn move_into_place(&self) -> Outcome<Written> {
        let state = std::mem::take(
            &mut *self
                .state
                .lock()
                .expect("no thread panics while it holds the state"),
        );
        let manifest = manifest_text(state.files.iter());
        if !self.exists {
            let path = self.staging.join(MANIFEST);
            fs::write(&path, &manifest).map_err(|e| failure("writing", &path, &e))?;
            // An empty folder may stand there.
            match fs::remove_dir(&self.output) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(failure(
                        "replacing the empty output folder",
                        &self.output,
                        &error,
                    ));
                }
                _ => {}
            }
            fs::rename(&self.staging, &self.output)
                .map_err(|e| failure("moving into place", &self.output, &e))?;
            return Ok(Written {
                changed: state.files.len(),
                removed: 0,
            });
        }
        let strays: Vec<&String> = self
            .before
            .iter()
            .filter(|f| !state.files.contains(*f))
            .collect();
        // If the machine stops half-way, the next build must still know all that is ours.
        if !state.staged.is_empty() || !strays.is_empty() {
            let both: BTreeSet<&String> = state.files.iter().chain(&self.before).collect();
            self.replace_manifest(&manifest_text(both.into_iter()))?;
        }
        let mut written = Written {
            changed: state.staged.len(),
            removed: 0,
        };
        for file in strays {
            written.removed += usize::from(self.remove(file)?);
        }
        for file in &state.staged {
            let to = self.output.join(file);
            self.make_folders(file)?;
            fs::rename(self.staging.join(file), &to)
                .map_err(|e| failure("moving into place", &to, &e))?;
        }
        self.replace_manifest(&manifest)?;
        Ok(written)
    }

    /// Removes a file of an earlier build and the folders that it leaves empty.
    fn remove(&self, file: &str) -> Outcome<bool> {
        let path = self.output.join(file);
        // Whatever stands behind a link that somebody put here is not ours.
        if self.leaves_output(file) {
            return Ok(false);
        }
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => {
                return Err(failure(
                    "removing a page that is no longer there",
                    &path,
                    &error,
                ));
            }
        }
        let mut folder = path.parent();
        while let Some(empty) = folder.filter(|f| *f != self.output && f.starts_with(&self.output))
        {
            if fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        Ok(true)
    }

    fn replace_manifest(&self, text: &str) -> Outcome<()> {
        let to = self.output.join(MANIFEST);
        if fs::read_to_string(&to).is_ok_and(|old| old == text) {
            return Ok(());
        }
        let from = self.staging.join(MANIFEST);
        fs::write(&from, text).map_err(|e| failure("writing", &from, &e))?;
        fs::rename(&from, &to).map_err(|e| failure("moving into place", &to, &e))
    }

    /// Makes the folders of an output file.
    fn make_folders(&self, file: &str) -> Outcome<()> {
        let path = self.output.join(file);
        let folder = path.parent().unwrap_or(&self.output);
        if self.leaves_output(file) {
            return Err(not_ours(folder, "a link in it leads elsewhere"));
        }
        fs::create_dir_all(folder).map_err(|e| failure("making a folder", folder, &e))
    }

    /// Whether a folder on the way to a file is a symbolic link.
    fn leaves_output(&self, file: &str) -> bool {
        let mut path = self.output.clone();
        let mut parts = file.split('/').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                break;
            }
            path.push(part);
            if fs::symlink_metadata(&path).is_ok_and(|m| m.file_type().is_symlink()) {
                return true;
            }
        }
        false
    }

    /// Puts a file into the staging folder.
    fn stage(&self, file: &str, content: &Content<'_>) -> Outcome<()> {
        let path = self.staging.join(file);
        let folder = path.parent().unwrap_or(&self.staging);
        let known = {
            let state = self
                .state
                .lock()
                .expect("no thread panics while it holds the state");
            state.folders.contains(folder)
        };
        if !known {
            fs::create_dir_all(folder).map_err(|e| failure("making a folder", folder, &e))?;
            let mut state = self
                .state
                .lock()
                .expect("no thread panics while it holds the state");
            state.folders.insert(folder.to_owned());
        }
        match content {
            Content::Bytes(_) | Content::Held(_) => File::create(&path)
                .and_then(|mut f| f.write_all(content.bytes()))
                .map_err(|e| failure("writing", &path, &e)),
            Content::Pieces(pieces) => {
                write_pieces(&path, pieces).map_err(|e| failure("writing", &path, &e))
            }
            Content::Copy(from) => copy(from, &path, file),
        }
    }
}

impl Writer {
    /// Takes a file of this build by its path in the output, with forward slashes; from any thread.
    pub(crate) fn put(&self, file: &str, rendered: &model::File<'_>) -> Outcome<()> {
        let content = &rendered.content;
        if self.exists {
            let old = self.output.join(file);
            if same(&old, content) && self.before.contains(file) {
                let mut state = self
                    .state
                    .lock()
                    .expect("no thread panics while it holds the state");
                state.files.insert(file.to_owned());
                return Ok(());
            }
            if !self.before.contains(file) && fs::symlink_metadata(&old).is_ok_and(|m| !m.is_dir())
            {
                return Err(not_ours(&old, "Redway did not make this file"));
            }
        }
        self.stage(file, content)?;
        let mut state = self
            .state
            .lock()
            .expect("no thread panics while it holds the state");
        state.files.insert(file.to_owned());
        if self.exists {
            state.staged.push(file.to_owned());
        }
        Ok(())
    }
}

/// Writes texts one after the other, without ever holding all of them together once more.
fn write_pieces(path: &Path, pieces: &[Cow<'_, str>]) -> io::Result<()> {
    let room = length(pieces).min(PIECE);
    let mut file = BufWriter::with_capacity(room, File::create(path)?);
    for piece in pieces {
        file.write_all(piece.as_bytes())?;
    }
    file.flush()
}

/// Copies the bytes alone: rights and times of the source say nothing about the output.
fn copy(from: &Path, to: &Path, file: &str) -> Outcome<()> {
    let mut source = File::open(from).map_err(|error| {
        Box::new(
            Diagnostic::error(
                Code::Unreadable,
                format!("the file cannot be read: {}", reason(&error)),
            )
            .in_file(&file.into())
            .help("check that the file is there and that you may read it"),
        )
    })?;
    File::create(to)
        .and_then(|mut target| io::copy(&mut source, &mut target).map(|_| ()))
        .map_err(|e| failure("writing", to, &e))
}

/// Reports a failure of the writer like any other finding.
pub(crate) fn report<T>(outcome: Outcome<T>, diagnostics: &mut Diagnostics) -> Option<T> {
    outcome.map_err(|finding| diagnostics.push(*finding)).ok()
}

#[cfg(test)]
mod tests {
    use super::super::output::MANIFEST_HEAD;
    use super::*;

    fn build(output: &Path, files: &[(&str, &str)]) -> Outcome<Written> {
        let writer = Writer::open(output)?;
        for (file, text) in files {
            if let Err(finding) = writer.put(file, &text_file(text)) {
                writer.discard();
                return Err(finding);
            }
        }
        writer.commit()
    }

    fn text_file(text: &str) -> model::File<'_> {
        model::File {
            media: model::Media::Text,
            content: Content::Held(text.as_bytes()),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(folder)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|e| e.file_type().is_file())
            .map(|e| {
                e.path()
                    .strip_prefix(folder)
                    .expect("it is below")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    #[test]
    fn unchanged_files_keep_their_time_and_strays_go() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        build(
            &output,
            &[
                ("a/index.html", "a"),
                ("b/c/index.html", "b"),
                ("x.txt", "x"),
            ],
        )
        .expect("a first build");
        let time = |file: &str| {
            fs::metadata(output.join(file))
                .and_then(|m| m.modified())
                .expect("it is there")
        };
        let before = time("a/index.html");
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(output.join("CNAME"), "mine").expect("somebody's own file");
        let written =
            build(&output, &[("a/index.html", "a"), ("x.txt", "y")]).expect("a second build");
        assert_eq!(
            written,
            Written {
                changed: 1,
                removed: 1
            }
        );
        assert_eq!(time("a/index.html"), before);
        assert_eq!(names(&output), [MANIFEST, "CNAME", "a/index.html", "x.txt"]);
        assert!(!output.join("b").exists());
        assert_eq!(
            names(dir.path()).len(),
            4,
            "nothing is left beside the output"
        );
    }

    #[test]
    fn what_redway_did_not_make_is_not_touched() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        fs::create_dir(&output).expect("a folder");
        fs::write(output.join("thesis.doc"), "years of work").expect("a file");
        let refused = build(&output, &[("index.html", "x")]).expect_err("not ours");
        assert_eq!(refused.code, Code::OutputFolder);
        assert_eq!(names(dir.path()), ["public/thesis.doc"]);

        let ours = dir.path().join("ours");
        build(&ours, &[("index.html", "x")]).expect("a first build");
        fs::write(ours.join("new.html"), "mine").expect("a file");
        let refused =
            build(&ours, &[("index.html", "y"), ("new.html", "z")]).expect_err("not ours");
        assert_eq!(refused.code, Code::OutputFolder);
        assert_eq!(
            fs::read_to_string(ours.join("index.html")).expect("it is there"),
            "x"
        );
        assert_eq!(
            fs::read_to_string(ours.join("new.html")).expect("it is there"),
            "mine"
        );
    }

    #[test]
    fn a_manifest_cannot_lead_out_of_the_folder() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        build(&output, &[("index.html", "x")]).expect("a first build");
        fs::write(dir.path().join("victim"), "precious").expect("a file");
        fs::write(
            output.join(MANIFEST),
            format!("{MANIFEST_HEAD}\n../victim\nindex.html\n"),
        )
        .expect("a manifest");
        build(&output, &[("index.html", "y")]).expect("a second build");
        assert_eq!(
            fs::read_to_string(dir.path().join("victim")).expect("it is there"),
            "precious"
        );
    }

    #[test]
    fn a_file_gives_way_to_a_folder_and_back() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        build(&output, &[("a", "file")]).expect("a first build");
        build(&output, &[("a/index.html", "folder")]).expect("a second build");
        build(&output, &[("a", "file")]).expect("a third build");
        assert_eq!(names(&output), [MANIFEST, "a"]);
    }

    #[test]
    fn two_builds_do_not_share_an_output() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        let first = Writer::open(&output).expect("the first");
        assert!(Writer::open(&output).is_err());
        first.discard();
        assert!(Writer::open(&output).is_ok());
    }
}
