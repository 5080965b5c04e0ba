//! Moving what waits in the staging folder into place, in a way that can be undone.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::Mutex;

use rayon::prelude::*;

use super::output::{Before, Outcome, Output, failure, not_ours};
use crate::diagnostic::{Code, Diagnostic};
use crate::disk::{Folder, Kind, manifest};
use crate::model::MANIFEST;

/// In the staging folder: what is to be moved into place, by its path in the output.
pub(super) const NEW: &str = "new";

/// In the staging folder: files of the last build that no longer belong.
const OLD: &str = "old";

/// More files than this are counted, not named.
const MOST_NAMED: usize = 20;

/// Why the output is not that of this build.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is told.
    pub(crate) finding: Box<Diagnostic>,
    /// Whether some of it is of this build nevertheless.
    pub(crate) partly: bool,
}

impl From<Box<Diagnostic>> for Failure {
    fn from(finding: Box<Diagnostic>) -> Self {
        Failure {
            finding,
            partly: false,
        }
    }
}

/// What to do, in this order.
#[derive(Default)]
struct Plan<'a> {
    /// Files of earlier builds that no longer belong.
    take: Vec<&'a str>,
    /// Files, and whole folders where there is none yet, with whether something stands there that is replaced.
    place: Vec<(&'a str, bool)>,
}

/// What was done.
#[derive(Clone, Debug)]
enum Step {
    /// A manifest changed places with that in the staging folder, which has this name, or came from there.
    Manifest { waits: &'static str, replaced: bool },
    /// A file went to this number in the staging folder.
    Taken { file: String, number: usize },
    /// An empty folder was removed.
    Emptied(String),
    /// A file or a whole folder was moved to where nothing was.
    Placed(String),
    /// A file changed places with that of the last build.
    Exchanged(String),
    /// A file replaced that of the last build, which is gone.
    Replaced(String),
}

/// A commit under way.
struct Commit<'a> {
    output: &'a Output,
    staging: &'a Folder,
    new: &'a Folder,
    done: Mutex<Vec<Step>>,
}

/// Moves `staged` files into place, so that the output holds just the `files` of this build beside those of others.
/// How many files of earlier builds were removed.
pub(super) fn commit(
    output: &Output,
    staging: &Folder,
    files: &BTreeSet<String>,
    staged: &BTreeSet<String>,
) -> Result<usize, Failure> {
    let new = staging
        .folder(NEW)
        .map_err(|e| failure("opening the folder in which files wait", staging.path(), &e))?;
    let plan = plan(output, files, staged)?;
    look_at_rights(output, &plan)?;
    let commit = Commit {
        output,
        staging,
        new: &new,
        done: Mutex::default(),
    };
    let both: BTreeSet<&String> = files
        .iter()
        .chain(output.before.iter().flat_map(|before| &before.files))
        .collect();
    let manifests = [
        ("both", manifest::text(both.into_iter())),
        ("after", manifest::text(files.iter())),
    ];
    if manifests.iter().any(|(_, text)| !manifest::fits(text)) {
        let path = output.folder.path();
        return Err(not_ours(path, "the list of its files would be larger than 32 MB").into());
    }
    // All that takes room is written before the first file is moved.
    for (name, text) in &manifests {
        commit.write_manifest(name, text)?;
    }
    match commit.run(&plan, &manifests) {
        Ok(()) => {
            commit.remove_empty_folders(&plan);
            Ok(plan.take.len())
        }
        Err(finding) => Err(commit.undo(*finding)),
    }
}

/// Looks at all places that files are moved to, before the first is.
fn plan<'a>(
    output: &'a Output,
    files: &BTreeSet<String>,
    staged: &'a BTreeSet<String>,
) -> Outcome<Plan<'a>> {
    let folder = &output.folder;
    let mut plan = Plan::default();
    let mut looked: HashMap<&str, Option<Kind>> = HashMap::new();
    let mut look = |below: &'a str| {
        if let Some(kind) = looked.get(below) {
            return Ok(*kind);
        }
        let kind = folder.kind(below);
        let kind = kind.map_err(|e| failure("looking", &output.path(below), &e))?;
        looked.insert(below, kind);
        Ok(kind)
    };
    // Whether all folders above a file are there. What stands behind a link that somebody put there is not ours.
    let mut strays: Vec<&String> = output
        .before
        .iter()
        .flat_map(|before| &before.files)
        .filter(|file| !files.contains(*file))
        .collect();
    strays.sort();
    for file in strays {
        let mut stands = true;
        for above in folders_above(file) {
            stands = stands && look(above)? == Some(Kind::Folder);
        }
        if stands && !matches!(folder.kind(file), Ok(None | Some(Kind::Folder))) {
            plan.take.push(file);
        }
    }
    let taken = |below: &str| plan.take.binary_search(&below).is_ok();
    let mut place = Vec::new();
    for file in staged {
        let missing = folders_above(file).find_map(|above| match look(above) {
            Ok(Some(Kind::Folder)) => None,
            Ok(None) => Some(Ok(above)),
            Ok(Some(_)) if taken(above) => Some(Ok(above)),
            Ok(Some(Kind::Link)) => Some(Err(not_ours(
                &output.path(above),
                "a link in it leads elsewhere",
            ))),
            Ok(Some(_)) => Some(Err(not_ours(
                &output.path(above),
                "a folder is to stand here, and Redway did not make this file",
            ))),
            Err(finding) => Some(Err(finding)),
        });
        match missing.transpose()? {
            // The files of one folder follow each other.
            Some(above) if place.last() == Some(&(above, false)) => {}
            Some(above) => place.push((above, false)),
            None => {
                let kind = folder.kind(file);
                let kind = kind.map_err(|e| failure("looking", &output.path(file), &e))?;
                place.push((file, kind.is_some()));
            }
        }
    }
    plan.place = place;
    Ok(plan)
}

/// `a`, `a/b` of `a/b/c`.
fn folders_above(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(at, _)| &file[..at])
}

/// The folder that a path stands in, which is empty at the top.
fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether all folders may be written to in which something is moved.
fn look_at_rights(output: &Output, plan: &Plan<'_>) -> Outcome<()> {
    let places = plan.place.iter().map(|(file, _)| *file);
    let all = plan.take.iter().copied().chain(places).map(folder_of);
    let folders: BTreeSet<&str> = all.chain([""]).collect();
    let folders: Vec<&str> = folders.into_iter().collect();
    folders.into_par_iter().try_for_each(|below| {
        let folder = output.folder.folder(below);
        folder
            .and_then(|folder| folder.may_be_written_to())
            .map_err(|e| failure("moving files into this folder", &output.path(below), &e))
    })
}

impl Commit<'_> {
    fn note(&self, step: Step) {
        self.done
            .lock()
            .expect("no thread panics while it notes a step")
            .push(step);
    }

    fn write_manifest(&self, name: &str, text: &str) -> Outcome<()> {
        let path = self.output.path(MANIFEST);
        let write = || {
            let mut file = self.staging.make_file(name)?;
            file.write_all(text.as_bytes())?;
            file.sync()
        };
        write().map_err(|e| failure("writing", &path, &e))
    }

    fn run(&self, plan: &Plan<'_>, manifests: &[(&'static str, String); 2]) -> Outcome<()> {
        let [(both, both_text), (after, after_text)] = manifests;
        self.place_manifest(both, both_text)?;
        if !plan.take.is_empty() {
            self.take(&plan.take)?;
        }
        plan.place
            .par_iter()
            .try_for_each(|(file, replaces)| self.place(file, *replaces))?;
        self.place_manifest(after, after_text)
    }

    /// Moves a manifest into place, unless the same is there.
    fn place_manifest(&self, waits: &'static str, text: &str) -> Outcome<()> {
        let folder = &self.output.folder;
        let failed = |e: io::Error| failure("moving into place", &self.output.path(MANIFEST), &e);
        let replaced = match folder.bytes(MANIFEST, text.len() as u64) {
            Ok(bytes) if bytes == text.as_bytes() => return Ok(()),
            Ok(_) => true,
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(failed(error)),
        };
        let exchanged = if replaced {
            self.staging.exchange(waits, folder, MANIFEST)
        } else {
            Err(io::ErrorKind::Unsupported.into())
        };
        match exchanged {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Unsupported => self
                .staging
                .rename(waits, folder, MANIFEST)
                .map_err(failed)?,
            Err(error) => return Err(failed(error)),
        }
        self.note(Step::Manifest { waits, replaced });
        folder.sync().map_err(failed)
    }

    /// Takes files away that no longer belong.
    fn take(&self, files: &[&str]) -> Outcome<()> {
        let old = self
            .staging
            .make_folder(OLD)
            .and_then(|()| self.staging.folder(OLD));
        let old = old.map_err(|e| failure("making a folder", &self.output.path(""), &e))?;
        for (number, file) in files.iter().enumerate() {
            let moved = self
                .output
                .folder
                .parent(file)
                .and_then(|(parent, name)| parent.rename(name, &old, &number.to_string()));
            moved.map_err(|e| {
                failure(
                    "removing a page that is no longer there",
                    &self.output.path(file),
                    &e,
                )
            })?;
            let file = (*file).to_owned();
            self.note(Step::Taken { file, number });
        }
        Ok(())
    }

    /// Moves a file or a whole folder into place.
    fn place(&self, file: &str, replaces: bool) -> Outcome<()> {
        let failed = |e: io::Error| failure("moving into place", &self.output.path(file), &e);
        let (from, name) = self.new.parent(file).map_err(failed)?;
        let (to, _) = self.output.folder.parent(file).map_err(failed)?;
        if !replaces {
            from.rename(name, &to, name).map_err(failed)?;
            self.note(Step::Placed(file.to_owned()));
            return Ok(());
        }
        if to.kind(name).map_err(failed)? == Some(Kind::Folder) {
            self.empty(file)?;
            from.rename(name, &to, name).map_err(failed)?;
            self.note(Step::Placed(file.to_owned()));
            return Ok(());
        }
        match from.exchange(name, &to, name) {
            Ok(()) => self.note(Step::Exchanged(file.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                from.rename(name, &to, name).map_err(failed)?;
                self.note(Step::Replaced(file.to_owned()));
            }
            Err(error) => return Err(failed(error)),
        }
        Ok(())
    }

    /// Removes a folder that holds nothing but empty folders, so that a file can stand there.
    fn empty(&self, below: &str) -> Outcome<()> {
        let failed = |e: io::Error| failure("making way for a file", &self.output.path(below), &e);
        let folder = self.output.folder.folder(below).map_err(failed)?;
        for entry in folder.entries().map_err(failed)? {
            match entry.name.to_str() {
                Some(name) if entry.kind == Kind::Folder => {
                    self.empty(&format!("{below}/{name}"))?;
                }
                _ => {
                    let path = self.output.path(below).join(&entry.name);
                    return Err(not_ours(
                        &path,
                        "Redway did not make it, and a file is to stand where its folder is",
                    ));
                }
            }
        }
        let (parent, name) = self.output.folder.parent(below).map_err(failed)?;
        parent.remove_folder(name).map_err(failed)?;
        self.note(Step::Emptied(below.to_owned()));
        Ok(())
    }

    /// Removes the folders that files of earlier builds leave empty. One that cannot be removed does no harm.
    fn remove_empty_folders(&self, plan: &Plan<'_>) {
        for file in &plan.take {
            let mut folder = folder_of(file);
            while !folder.is_empty() {
                let removed = self
                    .output
                    .folder
                    .parent(folder)
                    .and_then(|(parent, name)| parent.remove_folder(name));
                if removed.is_err() {
                    break;
                }
                folder = folder_of(folder);
            }
        }
    }

    /// Brings back what was before, and tells what cannot be brought back.
    fn undo(self, mut finding: Diagnostic) -> Failure {
        let mut left = Vec::new();
        let done = self
            .done
            .lock()
            .expect("no thread panics while it notes a step")
            .clone();
        for step in done.into_iter().rev() {
            // The next build must know all that is ours.
            if matches!(step, Step::Manifest { .. }) && !left.is_empty() {
                continue;
            }
            if self.undo_step(&step).is_err() {
                left.push(step);
            }
        }
        if left.is_empty() {
            finding =
                finding.help("what had been moved was moved back: the output is as it was before");
            return Failure {
                finding: Box::new(finding),
                partly: false,
            };
        }
        left.reverse();
        finding.message.push_str(
            "; the output is now partly that of this build and partly that of the one before",
        );
        finding =
            finding.help("the next build that succeeds mends it; do not publish it before that");
        let named = |what: &str, files: Vec<&str>| {
            (!files.is_empty()).then(|| format!("{what}: {}", list(&files)))
        };
        let placed = left.iter().filter_map(|step| match step {
            Step::Placed(file) | Step::Exchanged(file) | Step::Replaced(file) => Some(&**file),
            Step::Manifest { .. } => Some(MANIFEST),
            Step::Taken { .. } | Step::Emptied(_) => None,
        });
        let gone = left.iter().filter_map(|step| match step {
            Step::Taken { file, .. } => Some(&**file),
            _ => None,
        });
        finding = finding
            .help_if(named(
                "of this build are already, and nothing else",
                placed.collect(),
            ))
            .help_if(named("no longer there", gone.collect()));
        Failure {
            finding: Box::new(finding),
            partly: true,
        }
    }

    fn undo_step(&self, step: &Step) -> io::Result<()> {
        let folder = &self.output.folder;
        match step {
            Step::Manifest { waits, replaced } if *replaced => {
                self.staging.exchange(waits, folder, MANIFEST)
            }
            Step::Manifest { waits, .. } => folder.rename(MANIFEST, self.staging, waits),
            Step::Taken { file, number } => {
                let (to, name) = folder.parent(file)?;
                self.staging
                    .folder(OLD)?
                    .rename(&number.to_string(), &to, name)
            }
            Step::Emptied(below) => {
                let (parent, name) = folder.parent(below)?;
                parent.make_folder(name)
            }
            Step::Placed(file) => {
                let (from, name) = folder.parent(file)?;
                let (to, _) = self.new.parent(file)?;
                from.rename(name, &to, name)
            }
            Step::Exchanged(file) => {
                let (from, name) = folder.parent(file)?;
                let (to, _) = self.new.parent(file)?;
                to.exchange(name, &from, name)
            }
            Step::Replaced(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

/// Names of files, as many as anyone reads.
pub(super) fn list(files: &[&str]) -> String {
    let shown = &files[..files.len().min(MOST_NAMED)];
    let mut text = shown.join(", ");
    if files.len() > shown.len() {
        let _ = write!(text, " and {} more", files.len() - shown.len());
    }
    text
}

/// The finding for files of another content that a damaged manifest does not name.
pub(super) fn damaged(output: &Output, files: &BTreeSet<String>) -> Box<Diagnostic> {
    let path = output.path("");
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let finding = Diagnostic::error(
        Code::OutputFolder,
        format!(
            "`{MANIFEST}` is empty or was cut short, so it does not say whether Redway made {}",
            list(&files)
        ),
    )
    .in_file(&path.to_string_lossy().into())
    .help(format!(
        "if nothing else is kept in this folder, remove it with `rm -r {}` and build again",
        output.folder.path().display()
    ));
    Box::new(finding)
}

/// What earlier builds made, as far as the manifest says.
pub(super) fn is_listed(before: Option<&Before>, file: &str) -> bool {
    before.is_some_and(|before| before.files.contains(file))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::write::output::STAGING;

    /// An output with files of an earlier build, and files that wait for this one.
    struct Site {
        dir: tempfile::TempDir,
        output: Output,
        staging: Folder,
        new: Folder,
    }

    impl Site {
        fn of(before: &[&str], waiting: &[&str]) -> Self {
            let dir = tempfile::tempdir().expect("a temporary folder");
            let write = |file: &Path, text: &str| {
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, text).expect("a file");
            };
            for file in before {
                write(&dir.path().join(file), "old");
            }
            if !before.is_empty() {
                let files: Vec<String> = before.iter().map(|&file| file.to_owned()).collect();
                write(&dir.path().join(MANIFEST), &manifest::text(files.iter()));
            }
            let output = Output::open(dir.path()).expect("it is ours");
            let waits = dir.path().join(STAGING).join(NEW);
            fs::create_dir_all(&waits).expect("a folder");
            for file in waiting {
                write(&waits.join(file), "new");
            }
            let staging = output.folder.folder(STAGING).expect("it is there");
            let new = staging.folder(NEW).expect("it is there");
            Site {
                dir,
                output,
                staging,
                new,
            }
        }

        fn commit(&self) -> Commit<'_> {
            Commit {
                output: &self.output,
                staging: &self.staging,
                new: &self.new,
                done: Mutex::default(),
            }
        }

        /// All that stands in the output, apart from what waits: folders, and files with what they hold.
        fn standing(&self) -> BTreeMap<String, String> {
            let own = |entry: &walkdir::DirEntry| entry.file_name() != STAGING;
            walkdir::WalkDir::new(self.dir.path())
                .into_iter()
                .filter_entry(own)
                .filter_map(Result::ok)
                .map(|entry| {
                    let text = fs::read_to_string(entry.path()).unwrap_or_default();
                    (entry.path().to_string_lossy().into_owned(), text)
                })
                .collect()
        }
    }

    /// All that a commit can do, with the manifest of both builds.
    fn do_all(commit: &Commit<'_>) -> String {
        let both: Vec<String> = ["a", "c/x", "gone", "was"].map(str::to_owned).into();
        let text = manifest::text(both.iter());
        commit.write_manifest("both", &text).expect("there is room");
        commit.place_manifest("both", &text).expect("it waits");
        commit.take(&["gone"]).expect("it is there");
        commit.place("c", false).expect("it waits");
        commit.place("a", true).expect("it waits");
        commit
            .place("was", true)
            .expect("only empty folders stand there");
        text
    }

    fn site() -> Site {
        let site = Site::of(&["a", "gone"], &["a", "c/x", "was"]);
        fs::create_dir_all(site.dir.path().join("was/empty")).expect("a folder");
        site
    }

    fn undo(commit: Commit<'_>) -> (bool, String, Vec<String>) {
        let failure = commit.undo(Diagnostic::error(Code::Write, "it failed"));
        let finding = *failure.finding;
        (failure.partly, finding.message, finding.help)
    }

    const BACK: &str = "what had been moved was moved back: the output is as it was before";

    #[test]
    fn all_that_was_done_is_undone() {
        let site = site();
        let before = site.standing();
        let commit = site.commit();
        do_all(&commit);
        assert_ne!(site.standing(), before);
        let told = (false, "it failed".to_owned(), vec![BACK.to_owned()]);
        assert_eq!(undo(commit), told);
        assert_eq!(site.standing(), before);
    }

    #[test]
    fn a_first_manifest_is_taken_back() {
        let site = Site::of(&[], &["a"]);
        let before = site.standing();
        let commit = site.commit();
        commit.write_manifest("after", "x").expect("there is room");
        commit.place_manifest("after", "x").expect("it waits");
        assert_ne!(site.standing(), before);
        assert!(!undo(commit).0);
        assert_eq!(site.standing(), before);
    }

    #[test]
    fn what_cannot_be_undone_is_told_and_stays_known_as_ours() {
        let next = "the next build that succeeds mends it; do not publish it before that";
        let partly = "it failed; the output is now partly that of this build and partly that of the one before";
        for (in_the_way, told) in [
            ("c", "of this build are already, and nothing else: c"),
            ("gone", "no longer there: gone"),
        ] {
            let site = site();
            let commit = site.commit();
            let both = do_all(&commit);
            let path = site.dir.path().join(in_the_way);
            if path.exists() {
                fs::remove_dir_all(path).expect("it was placed");
            } else {
                fs::create_dir(path).expect("a folder");
            }
            let help = vec![next.to_owned(), told.to_owned()];
            assert_eq!(undo(commit), (true, partly.to_owned(), help));
            let manifest = fs::read_to_string(site.dir.path().join(MANIFEST));
            assert_eq!(manifest.expect("it is there"), both);
        }
    }

    #[test]
    fn a_folder_with_a_file_in_it_does_not_give_way() {
        let site = site();
        fs::write(site.dir.path().join("was/mine"), "x").expect("a file");
        let refused = site
            .commit()
            .place("was", true)
            .expect_err("it is not ours");
        assert_eq!(
            refused.message,
            "this cannot be written to: Redway did not make it, and a file is to stand where its folder is"
        );
        let place = refused.place.expect("it is about a file");
        assert!(place.file.ends_with("was/mine"), "{}", place.file);
    }

    #[test]
    fn a_list_of_files_that_nobody_could_read_again_is_not_written() {
        let site = Site::of(&["a"], &["a"]);
        let names: BTreeSet<String> = (b'a'..=b'z')
            .map(|b| char::from(b).to_string().repeat(2 << 20))
            .collect();
        let failure = commit(&site.output, &site.staging, &names, &BTreeSet::new());
        let failure = failure.expect_err("there are 52 MB of names");
        assert!(!failure.partly);
        assert_eq!(failure.finding.code, Code::OutputFolder);
    }

    #[test]
    fn names_are_listed_as_far_as_anyone_reads() {
        assert_eq!(list(&["a", "b"]), "a, b");
        let many = ["a"; MOST_NAMED + 2];
        assert!(list(&many[..MOST_NAMED]).ends_with("a, a"));
        assert!(list(&many).ends_with("a, a and 2 more"));
    }
}
