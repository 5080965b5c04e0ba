//! Finding the files of a source, without leaving it.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::names::{is_passed_over, name_problem};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, reason};
use crate::disk::manifest::{self, Manifest};
use crate::disk::{Entry, Folder, Kind, Link, Opened};
use crate::model::MANIFEST;

/// So many folders may stand within each other. Every page shows the way to it, and services whom they belong to: without a
/// limit, what is published would grow with the square of what is written, and nobody finds a page down there. Each folder
/// is held open while what is in it is looked at, too.
const MOST_FOLDERS: usize = 16;

/// A file of the source.
pub(crate) struct Found {
    /// The folder that was walked.
    folder: Folder,
    /// Where it stands in that folder: behind the link, if it is one.
    target: String,
    /// Path relative to the root, with forward slashes, for messages.
    pub(crate) file: Arc<str>,
    /// Path below the folder that was walked, with forward slashes.
    pub(crate) below: String,
}

impl Found {
    #[cfg(feature = "cli")]
    /// A file by its path below a folder in which it was found before, where no link stood in its place. `file` is its path in messages.
    pub(crate) fn again(folder: &Folder, below: &str, file: &Arc<str>) -> Self {
        Found {
            folder: folder.clone(),
            target: below.to_owned(),
            file: Arc::clone(file),
            below: below.to_owned(),
        }
    }

    /// Opens it. No link is followed, so what is opened is what was found.
    pub(crate) fn open(&self) -> io::Result<Opened> {
        self.folder.file(&self.target)
    }

    /// All its bytes, which may be no more than `most`.
    pub(crate) fn bytes(&self, most: u64) -> io::Result<Vec<u8>> {
        self.folder.bytes(&self.target, most)
    }

    /// Where it stands on this machine.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(&self.target)
    }
}

/// What a walk passes over besides hidden files and outputs of earlier builds.
#[derive(Clone, Copy, Default)]
pub(crate) struct Skip<'a> {
    /// A folder at the top.
    pub(crate) folder: Option<&'a str>,
    /// The output of this build, which may lie in the source: nobody need be told.
    pub(crate) output: Option<&'a Path>,
}

/// All files below a folder in the order of their names. Hidden ones are passed over, and so is what `skip` says; outputs
/// of other builds are passed over and told.
pub(crate) fn walk(
    folder: &Folder,
    prefix: &str,
    skip: Skip<'_>,
    findings: &mut Diagnostics,
) -> Vec<Found> {
    let mut walk = Walk {
        top: folder,
        prefix,
        skip,
        output: skip.output.and_then(|output| Folder::open(output).ok()),
        found: Vec::new(),
        links: Vec::new(),
        findings,
    };
    walk.folder(folder, "", 0);
    walk.follow_links();
    let mut found = walk.found;
    if let Some((_, at)) = walk.links.first() {
        // Links stand where they were met.
        found[*at..].sort_by(|a, b| a.below.split('/').cmp(b.below.split('/')));
    }
    found
}

/// A walk under way.
struct Walk<'a> {
    top: &'a Folder,
    prefix: &'a str,
    skip: Skip<'a>,
    output: Option<Folder>,
    found: Vec<Found>,
    /// Symbolic links by path, and how many files were found before each.
    links: Vec<(String, usize)>,
    findings: &'a mut Diagnostics,
}

impl Walk<'_> {
    fn file(&self, below: &str) -> Arc<str> {
        format!("{}{below}", self.prefix).into()
    }

    fn unreadable(&mut self, below: &str, error: &io::Error) {
        let finding = Diagnostic::error(
            Code::Unreadable,
            format!("it cannot be read: {}", reason(error)),
        )
        .in_file(&self.file(below))
        .help("check that you may read the file or folder");
        self.findings.push(finding);
    }

    fn folder(&mut self, folder: &Folder, below: &str, depth: usize) {
        let entries = match folder.entries() {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(below, &error),
        };
        if depth > 0
            && entries.iter().any(|entry| entry.name == MANIFEST)
            && self.is_output(folder, below)
        {
            return;
        }
        for Entry { name, kind } in entries {
            let hidden = is_passed_over(&name);
            let skipped = depth == 0 && self.skip.folder.is_some_and(|skip| name == skip);
            if hidden || skipped {
                continue;
            }
            let shown = name.to_string_lossy();
            let path = match below {
                "" => shown.clone().into_owned(),
                above => format!("{above}/{shown}"),
            };
            let file = self.file(&path);
            let problem = name_problem(&path, &file);
            let named_well = problem.is_none();
            self.findings.extend(problem);
            match kind {
                // A name that is no text cannot be said again.
                Kind::Folder if name.to_str().is_none() => {}
                Kind::Folder if depth == MOST_FOLDERS => self.findings.push(
                    Diagnostic::error(
                        Code::FolderDepth,
                        format!(
                            "this folder stands within {MOST_FOLDERS} others, which is too deep"
                        ),
                    )
                    .in_file(&file)
                    .help("move what is in it further up: pages may stand at most 16 folders deep"),
                ),
                Kind::Folder => match folder.child(&name) {
                    Ok(child) => self.folder(&child, &path, depth + 1),
                    Err(error) => self.unreadable(&path, &error),
                },
                _ if !named_well => {}
                Kind::Link => self.links.push((path, self.found.len())),
                Kind::File => self.found.push(Found {
                    folder: self.top.clone(),
                    target: path.clone(),
                    file,
                    below: path,
                }),
                Kind::Other => self.findings.push(
                    Diagnostic::error(Code::NotAFile, "this is neither a file nor a folder")
                        .in_file(&file)
                        .help("remove it from the source"),
                ),
            }
        }
    }

    /// Whether a folder with a manifest is to be passed over: it surely is an output, or it is that of this build.
    fn is_output(&mut self, folder: &Folder, below: &str) -> bool {
        let files = match folder.bytes(MANIFEST, manifest::LARGEST) {
            Ok(bytes) => match manifest::read(&bytes) {
                Manifest::Ours { files, .. } => files,
                Manifest::Foreign => return false,
            },
            Err(error) => {
                self.unreadable(&format!("{below}/{MANIFEST}"), &error);
                return true;
            }
        };
        if self.output.as_ref().is_some_and(|output| output.is(folder)) {
            return true;
        }
        let is_there = |file: &String| matches!(folder.kind(file), Ok(Some(Kind::File)));
        if files.is_empty() || !files.iter().all(is_there) {
            return false;
        }
        let finding = Diagnostic::warning(
            Code::OutputFolder,
            format!(
                "this folder is passed over: by its file `{MANIFEST}`, an earlier build wrote it"
            ),
        )
        .in_file(&self.file(below))
        .help("move the output out of the source, or remove it")
        .help(format!(
            "if pages of the site stand in it, remove `{MANIFEST}` from it"
        ));
        self.findings.push(finding);
        true
    }

    /// A symbolic link may name a file that was found; anything else could publish what was never meant to be, or never end.
    fn follow_links(&mut self) {
        if self.links.is_empty() {
            return;
        }
        let found: HashSet<&str> = self.found.iter().map(|f| f.below.as_str()).collect();
        let mut followed = Vec::new();
        let mut wrong = Vec::new();
        for (link, _) in &self.links {
            match self.top.link(link) {
                Some(Link::File(target)) if found.contains(&*target) => followed.push(Found {
                    folder: self.top.clone(),
                    target,
                    file: self.file(link),
                    below: link.clone(),
                }),
                target => wrong.push(link_problem(target.as_ref(), &self.file(link))),
            }
        }
        self.found.extend(followed);
        self.findings.extend(wrong);
    }
}

fn link_problem(target: Option<&Link>, file: &Arc<str>) -> Diagnostic {
    let (what, help) = match target {
        None | Some(Link::Nowhere) => (
            "leads nowhere or in a circle",
            "remove it, or put the file itself here",
        ),
        Some(Link::Out) => (
            "leads out of the site",
            "put a copy of the file here: a site never reads outside its own folder",
        ),
        Some(Link::Folder) => (
            "leads to a folder",
            "only links to files are followed; move the folder itself here",
        ),
        Some(Link::File(_)) => (
            "leads to a file that is no part of the site",
            "put a copy of the file here: what is hidden, what has a name that cannot be used, and what a build wrote is published by no other name either",
        ),
    };
    Diagnostic::error(Code::Symlink, format!("this symbolic link {what}"))
        .in_file(file)
        .help(help)
}
