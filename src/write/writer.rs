//! Files into the staging folder, and from there into place.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use super::commit::{self, Failure, NEW, damaged, is_listed};
use super::compare::{PIECE, Standing, length, standing};
use super::output::{Outcome, Output, STAGING, failure, not_ours};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, reason};
use crate::disk::{Folder, Opened};
use crate::model::{self, Asset, Content};

/// An output that is being written.
pub(crate) struct Writer {
    output: Output,
    /// What files to copy are read from.
    source: Folder,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// All files of this build.
    files: BTreeSet<String>,
    /// Those that wait in the staging folder.
    staged: BTreeSet<String>,
    /// Files that a damaged manifest does not name, and that are not as they would be written.
    unknown: BTreeSet<String>,
    /// The staging folder and the folder in it for new files, once there is something to stage.
    staging: Option<(Folder, Folder)>,
    /// Folders for new files that are there.
    folders: HashSet<String>,
    /// Some of them, kept open for the folders that are made in them.
    open: HashMap<String, Folder>,
}

/// How many folders are kept open: far fewer than a system lets a program open.
const KEPT_OPEN: usize = 64;

/// What a build did to the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Files that are new or changed.
    pub(crate) changed: usize,
    /// Files of earlier builds that no longer belong.
    pub(crate) removed: usize,
}

impl Writer {
    /// Prepares to write to a folder, which is left alone unless Redway made it or it is empty. Files to copy are read
    /// from `source` and nowhere else.
    pub(crate) fn open(output: &Path, source: Folder) -> Outcome<Self> {
        Ok(Writer {
            output: Output::open(output)?,
            source,
            state: Mutex::default(),
        })
    }

    /// Moves everything into place. Only called when nothing went wrong. A finding beside what was written is a warning.
    pub(crate) fn commit(self) -> Result<(Written, Option<Diagnostic>), Failure> {
        let result = self.move_into_place();
        let left = self.output.clean();
        match result {
            Ok(written) => Ok((written, left.map(|finding| left_over(*finding)))),
            Err(mut failure) => {
                if left.is_some() {
                    failure.finding.help.push(format!(
                        "`{STAGING}` in it could not be removed: the next build tries again"
                    ));
                }
                Err(failure)
            }
        }
    }

    /// Forgets this build and leaves the last one as it was. A finding is a warning.
    pub(crate) fn discard(self) -> Option<Diagnostic> {
        self.output.clean().map(|finding| left_over(*finding))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("no thread panics while it holds the state")
    }

    fn move_into_place(&self) -> Result<Written, Failure> {
        let mut state = std::mem::take(&mut *self.state());
        if !state.unknown.is_empty() {
            return Err(damaged(&self.output, &state.unknown).into());
        }
        let unchanged = |before: &super::output::Before| {
            before.whole
                && before.files.len() == state.files.len()
                && state.files.iter().all(|file| before.files.contains(file))
        };
        if state.staged.is_empty() && self.output.before.as_ref().is_some_and(unchanged) {
            return Ok(Written::default());
        }
        let (staging, _) = self.staging(&mut state)?;
        let removed = commit::commit(&self.output, &staging, &state.files, &state.staged)?;
        Ok(Written {
            changed: state.staged.len(),
            removed,
        })
    }

    /// The staging folder and the folder for new files in it, made when they are first asked for.
    fn staging(&self, state: &mut State) -> Outcome<(Folder, Folder)> {
        if let Some(staging) = &state.staging {
            return Ok(staging.clone());
        }
        let folder = &self.output.folder;
        let created: io::Result<(Folder, Folder)> = folder
            .make_folder(STAGING)
            .and_then(|()| folder.folder(STAGING))
            .and_then(|staging| {
                staging.make_folder(NEW)?;
                let new = staging.folder(NEW)?;
                Ok((staging, new))
            });
        let created = created.map_err(|e| {
            failure(
                "making the folder in which files wait",
                &self.output.path(STAGING),
                &e,
            )
        })?;
        state.staging = Some(created.clone());
        Ok(created)
    }

    /// Puts a file into the staging folder.
    fn stage(&self, file: &str, content: &Content<'_>) -> Outcome<()> {
        let path = self.output.path(file);
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (new, known) = {
            let mut state = self.state();
            let (_, new) = self.staging(&mut state)?;
            (new, state.folders.contains(folder))
        };
        if !known {
            self.make_folder(&new, folder)
                .map_err(|e| failure("making a folder", &self.output.path(folder), &e))?;
            self.state().folders.insert(folder.to_owned());
        }
        let failed = |e: io::Error| failure("writing", &path, &e);
        let mut to = new.make_file(file).map_err(failed)?;
        match content {
            Content::Bytes(_) | Content::Held(_) => to.write_all(content.bytes()).map_err(failed),
            Content::Pieces(pieces) => write_pieces(to, pieces).map_err(failed),
            Content::Packed(pieces) => pieces
                .iter()
                .try_for_each(|piece| to.write_all(piece.text().as_bytes()))
                .map_err(failed),
            Content::Copy(asset) => self.copy(asset, to, file).map_err(|why| match why {
                Copying::Written(error) => failed(error),
                Copying::Read(finding) => finding,
            }),
        }
    }

    /// Makes a folder for new files. Most stand beside many others, in a folder that is opened once for all of them.
    fn make_folder(&self, new: &Folder, folder: &str) -> io::Result<()> {
        let Some((above, name)) = folder.rsplit_once('/') else {
            return new.make_folders(folder);
        };
        let open = self.state().open.get(above).cloned();
        let above = match open {
            Some(open) => open,
            None => {
                new.make_folders(above)?;
                let opened = new.folder(above)?;
                let mut state = self.state();
                if state.open.len() == KEPT_OPEN {
                    state.open.clear();
                }
                state.open.insert(above.to_owned(), opened.clone());
                opened
            }
        };
        match above.make_folder(name) {
            // Another thread was first.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }
    }

    /// Copies the bytes alone: rights and times of the source say nothing about the output.
    fn copy(&self, asset: &Asset, mut to: Opened, file: &str) -> Result<(), Copying> {
        let reported = |why: String, help: &str| {
            let finding = Diagnostic::error(Code::Unreadable, why);
            Copying::Read(Box::new(finding.in_file(&file.into()).help(help)))
        };
        let unreadable = |error: io::Error| {
            reported(
                format!("the file cannot be read: {}", reason(&error)),
                "check that the file is there and that you may read it",
            )
        };
        let changed = |when: &str| {
            reported(
                format!("the file changed {when}"),
                "build again when the program that writes it has finished",
            )
        };
        let mut source = self.source.file_at(&asset.source).map_err(unreadable)?;
        let before = source.stamp().map_err(unreadable)?;
        if before != asset.looked_at {
            return Err(changed("after it was looked at"));
        }
        let mut piece = Vec::new();
        let mut copied = 0;
        // A file that grows as fast as it is read would never end.
        let mut rest = io::Read::by_ref(&mut source).take(before.length + 1);
        loop {
            piece.clear();
            let mut next = io::Read::by_ref(&mut rest).take(PIECE as u64);
            next.read_to_end(&mut piece).map_err(unreadable)?;
            if piece.is_empty() {
                break;
            }
            to.write_all(&piece).map_err(Copying::Written)?;
            copied += piece.len() as u64;
        }
        if copied != before.length || source.stamp().map_err(unreadable)? != before {
            return Err(changed("while it was copied"));
        }
        Ok(())
    }
}

/// Why a file was not copied.
enum Copying {
    Read(Box<Diagnostic>),
    Written(io::Error),
}

impl Writer {
    /// Takes a file of this build by its path in the output, with forward slashes; from any thread.
    pub(crate) fn put(&self, file: &str, rendered: &model::File<'_>) -> Outcome<()> {
        let content = &rendered.content;
        let open = || match content {
            Content::Copy(asset) => self.source.file_at(&asset.source),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        };
        if let Some(before) = &self.output.before {
            match standing(&self.output.folder, file, content, open) {
                // What is just as it would be written is as good as ours, whatever the manifest says.
                Standing::Same => {
                    self.state().files.insert(file.to_owned());
                    return Ok(());
                }
                Standing::Other if is_listed(Some(before), file) => {}
                Standing::Other if before.whole => {
                    return Err(not_ours(
                        &self.output.path(file),
                        "Redway did not make this file",
                    ));
                }
                Standing::Other => {
                    self.state().unknown.insert(file.to_owned());
                    return Ok(());
                }
                Standing::Nothing => {}
            }
        }
        self.stage(file, content)?;
        let mut state = self.state();
        state.files.insert(file.to_owned());
        state.staged.insert(file.to_owned());
        Ok(())
    }
}

/// Writes texts one after the other, without ever holding all of them together once more.
fn write_pieces(file: Opened, pieces: &[Cow<'_, str>]) -> io::Result<()> {
    let room = length(pieces).min(PIECE);
    let mut file = BufWriter::with_capacity(room, file);
    for piece in pieces {
        file.write_all(piece.as_bytes())?;
    }
    file.flush()
}

/// The warning for what waits in the output for nothing.
fn left_over(finding: Diagnostic) -> Diagnostic {
    let mut finding = finding.with_severity(Severity::Warning);
    finding.help =
        vec!["remove it before you publish the folder; the next build tries again".to_owned()];
    finding
}

/// Reports a failure of the writer like any other finding.
pub(crate) fn report<T>(outcome: Outcome<T>, diagnostics: &mut Diagnostics) -> Option<T> {
    outcome.map_err(|finding| diagnostics.push(*finding)).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::disk::manifest::HEAD;
    use crate::model::MANIFEST;

    fn open(output: &Path) -> Outcome<Writer> {
        let source = Folder::open(&std::env::temp_dir()).expect("it is there");
        Writer::open(output, source)
    }

    fn build(output: &Path, files: &[(&str, &str)]) -> Outcome<Written> {
        let writer = open(output)?;
        for (file, text) in files {
            if let Err(finding) = writer.put(file, &text_file(text)) {
                writer.discard();
                return Err(finding);
            }
        }
        writer
            .commit()
            .map(|(written, _)| written)
            .map_err(|failure| failure.finding)
    }

    fn text_file(text: &str) -> model::File<'_> {
        model::File {
            media: model::Media::Text,
            content: Content::Held(text.as_bytes()),
        }
    }

    /// The file that a finding is about.
    fn file_of(finding: &Diagnostic) -> &str {
        finding.place.as_ref().map_or("", |place| &*place.file)
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
            refused.message,
            "this cannot be written to: Redway did not make this file"
        );
        assert_eq!(file_of(&refused), ours.join("new.html").to_string_lossy());
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
    fn what_a_disk_or_a_killed_build_leaves_is_no_strangers() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for folder in ["lost+found", STAGING] {
            let output = dir.path().join(format!("with {folder}"));
            fs::create_dir_all(output.join(folder)).expect("a folder");
            build(&output, &[("a", "x")]).expect("nothing in it is anybody's");
            assert_eq!(names(&output), [MANIFEST, "a"]);
        }
        let output = dir.path().join("with a lock");
        fs::create_dir(&output).expect("a folder");
        fs::write(output.join(".redway-lock"), "").expect("a file");
        build(&output, &[("a", "x")]).expect("nothing in it is anybody's");
        assert_eq!(names(&output), [MANIFEST, "a"]);
        let refused = build(&output.join("a"), &[("a", "x")]).expect_err("it is a file");
        assert_eq!(
            refused.message,
            "this cannot be written to: it is not a folder"
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
            format!("{HEAD}\n../victim\nindex.html\n"),
        )
        .expect("a manifest");
        build(&output, &[("index.html", "y")]).expect("a second build");
        assert_eq!(
            fs::read_to_string(dir.path().join("victim")).expect("it is there"),
            "precious"
        );
    }

    #[test]
    fn a_page_that_goes_is_removed_though_nothing_else_changes() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        build(&output, &[("a", "x"), ("b", "x")]).expect("a first build");
        let written = build(&output, &[("a", "x")]).expect("a second build");
        let (changed, removed) = (0, 1);
        assert_eq!(written, Written { changed, removed });
        assert_eq!(names(&output), [MANIFEST, "a"]);
        build(&output, &[("a", "x")]).expect("a third build");
    }

    #[test]
    fn pieces_are_written_one_after_the_other() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        let writer = open(&output).expect("an output");
        let (media, pieces) = (model::Media::Text, vec!["one, ".into(), "two".into()]);
        let content = Content::Pieces(pieces);
        let put = writer.put("a", &model::File { media, content });
        let mut findings = Diagnostics::default();
        assert_eq!(report(put, &mut findings), Some(()));
        assert_eq!(
            report(Err::<(), _>(not_ours(&output, "x")), &mut findings),
            None
        );
        assert_eq!(findings.iter().count(), 1);
        writer.commit().expect("nothing is in the way");
        let text = fs::read_to_string(output.join("a"));
        assert_eq!(text.expect("it is there"), "one, two");
    }

    #[test]
    fn a_manifest_that_says_the_same_stays() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        let time = || {
            let manifest = fs::metadata(output.join(MANIFEST)).expect("it is there");
            manifest.modified().expect("the system says")
        };
        build(&output, &[("a", "x")]).expect("a first build");
        let before = time();
        std::thread::sleep(std::time::Duration::from_millis(20));
        build(&output, &[("a", "y")]).expect("a second build");
        assert_eq!(time(), before);
    }

    #[test]
    fn what_somebody_removed_is_no_hindrance() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        let first = [("a", "x"), ("b/c", "x"), ("d", "x"), ("e", "x")];
        build(&output, &first).expect("a first build");
        fs::remove_dir_all(output.join("b")).expect("it is there");
        fs::remove_file(output.join("d")).expect("it is there");
        fs::remove_file(output.join("e")).expect("it is there");
        fs::create_dir(output.join("e")).expect("a folder");
        let written = build(&output, &[("a", "x"), ("n/a", "x"), ("n/b", "x")]);
        let (changed, removed) = (2, 0);
        assert_eq!(
            written.expect("all is as it should be"),
            Written { changed, removed }
        );
        assert_eq!(names(&output), [MANIFEST, "a", "n/a", "n/b"]);
    }

    #[test]
    fn no_file_of_somebody_else_gives_way_to_a_folder() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        build(&output, &[("x", "x")]).expect("a first build");
        fs::write(output.join("a"), "mine").expect("a file");
        let refused = build(&output, &[("a/index.html", "x")]).expect_err("not ours");
        assert_eq!(
            refused.message,
            "this cannot be written to: a folder is to stand here, and Redway did not make this file"
        );
        assert_eq!(names(&output), [MANIFEST, "a", "x"]);
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
        let first = open(&output).expect("the first");
        assert!(open(&output).is_err());
        first.discard();
        assert!(open(&output).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn two_builds_do_not_share_an_output_by_two_names() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        let link = dir.path().join("site");
        std::os::unix::fs::symlink(&output, &link).expect("a link");
        let first = open(&output).expect("the first");
        assert!(open(&link).is_err());
        assert!(open(&dir.path().join("public/../public")).is_err());
        first.discard();
        assert!(!output.exists(), "it was made in vain");
        build(&output, &[("a", "x")]).expect("a build");
        build(&link, &[("a", "y")]).expect("a build");
        assert_eq!(
            fs::read_to_string(output.join("a")).expect("it is there"),
            "y"
        );
    }

    #[test]
    fn what_is_the_same_is_ours_and_the_rest_is_not() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        build(&output, &[("a", "x"), ("b", "x")]).expect("a first build");
        for manifest in ["", "redway out", HEAD, &format!("{HEAD}\na")] {
            fs::write(output.join(MANIFEST), manifest).expect("a manifest");
            let refused = build(&output, &[("a", "y"), ("b", "x")]).expect_err("not ours");
            assert_eq!(refused.code, Code::OutputFolder);
            assert!(
                refused.message.ends_with("whether Redway made a"),
                "{}",
                refused.message
            );
        }
        build(&output, &[("a", "x"), ("b", "x"), ("c", "x")]).expect("it is mended");
        build(&output, &[("a", "y")]).expect("all of them are known again");
        assert_eq!(names(&output), [MANIFEST, "a"]);
    }

    #[test]
    fn a_manifest_larger_than_any_is_not_read() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        build(&output, &[("a", "x")]).expect("a first build");
        let manifest = fs::File::create(output.join(MANIFEST)).expect("a manifest");
        let length = crate::disk::manifest::LARGEST + 1;
        manifest
            .set_len(length)
            .expect("room, of which none is taken");
        let refused = build(&output, &[("a", "y")]).expect_err("it says nothing");
        assert_eq!(refused.code, Code::OutputFolder);
        assert_eq!(
            refused.message,
            format!(
                "this cannot be written to: its `{MANIFEST}` says what Redway made, and it is larger than 32 MB"
            )
        );
        assert_eq!(fs::read_to_string(output.join("a")).expect("a file"), "x");
        fs::remove_file(output.join(MANIFEST)).expect("it is there");
        fs::create_dir(output.join(MANIFEST)).expect("a folder");
        let refused = build(&output, &[("a", "y")]).expect_err("it is no file");
        assert_eq!(refused.message, "reading failed: it is not a file");
    }

    /// The system makes up what such a file holds when it is read, and says before that it holds nothing.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_changes_while_it_is_copied_is_noticed() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let output = dir.path().join("public");
        let source =
            Folder::open(Path::new("/proc/self")).expect("the system tells of this program");
        let writer = Writer::open(&output, source).expect("an output");
        let asset = asset(&writer.source, "status");
        let finding = copy(&writer, &asset).expect_err("it grew");
        assert_eq!(finding.message, "the file changed while it was copied");
        let elsewhere = Asset {
            source: "/proc/version".into(),
            file: "version".to_owned(),
            ..asset
        };
        let finding = copy(&writer, &elsewhere).expect_err("it is elsewhere");
        assert_eq!(
            finding.message,
            "the file cannot be read: it is no part of the site"
        );
        writer.discard();
    }

    /// A file of the source, as it is now.
    #[cfg(unix)]
    fn asset(source: &Folder, file: &str) -> Asset {
        let opened = source.file(file).expect("it is there");
        Asset {
            source: source.path().join(file),
            file: file.to_owned(),
            looked_at: opened.stamp().expect("it is open"),
        }
    }

    #[cfg(unix)]
    fn copy(writer: &Writer, asset: &Asset) -> Outcome<()> {
        let content = Content::Copy(asset);
        let media = model::Media::Bytes;
        writer.put(&asset.file, &model::File { media, content })
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_changes_after_it_was_looked_at_is_noticed() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (source, output) = (dir.path().join("content"), dir.path().join("public"));
        fs::create_dir(&source).expect("a folder");
        let write = |text: &str| fs::write(source.join("map.svg"), text).expect("a file");
        let folder = Folder::open(&source).expect("it is there");
        let build = |asset: &Asset| {
            let writer = Writer::open(&output, folder.clone()).expect("an output");
            let put = copy(&writer, asset);
            match put {
                Ok(()) => writer.commit().map(|_| ()).expect("nothing is in the way"),
                Err(_) => assert!(writer.discard().is_none()),
            }
            put.map_err(|finding| finding.message)
        };
        let changed = Err("the file changed after it was looked at".to_owned());
        write("<svg/>");
        let looked_at = asset(&folder, "map.svg");
        write("<svg><script/></svg>");
        assert_eq!(build(&looked_at), changed);
        assert!(!output.exists());
        write(&format!("<svg>{}</svg>", " ".repeat(3 * PIECE)));
        let looked_at = asset(&folder, "map.svg");
        build(&looked_at).expect("nothing changes it");
        let copied = || fs::metadata(output.join("map.svg")).and_then(|m| m.modified());
        let before = copied().expect("it is there");
        std::thread::sleep(std::time::Duration::from_millis(20));
        build(&looked_at).expect("nothing changes it");
        assert_eq!(copied().expect("it is there"), before, "it is as it was");
        write("<svg/>");
        // What is put in its place is another file, be it as long and as old.
        let looked_at = asset(&folder, "map.svg");
        fs::write(source.join("other"), "<svg/>").expect("a file");
        fs::rename(source.join("other"), source.join("map.svg")).expect("a move");
        assert_eq!(build(&looked_at), changed);
        build(&asset(&folder, "map.svg")).expect("nothing changes it");
    }
}
