//! The files of a site as a commit has them, laid out in a folder of their own.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::run::{Refusal, Repository, TreeEntry};
use crate::diagnostic::reason;
use crate::disk::Temporary;
use crate::model::join;

/// A file of more bytes is laid out empty: no text of a site is as long, and of others only that they are there counts.
const LARGEST: u64 = 8 * 1024 * 1024;

/// So many bytes, and so many files, are asked for at once.
const AT_ONCE: (u64, usize) = (16 * 1024 * 1024, 256);

/// A site as a commit has it. It is gone from the disk when this is dropped.
pub(crate) struct Former {
    folder: Temporary,
}

impl Former {
    /// The folder that holds `content/`, or `site.yaml` itself.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }
}

/// Lays out the site of a folder as a commit has it, in a new folder within `scratch`.
///
/// # Errors
///
/// In words for people.
pub(crate) fn former(root: &Path, revision: &str, scratch: &Path) -> Result<Former, String> {
    let repository = match Repository::open(root) {
        Ok(Some(repository)) => repository,
        Ok(None) => {
            return Err(format!(
                "`{}` is in no git repository with a commit, or git is not installed",
                root.display()
            ));
        }
        Err(refusal) => return Err(refused(refusal)),
    };
    let files = repository.tree(revision).map_err(refused)?;
    if files.is_empty() {
        return Err(format!("`{revision}` has no files in this folder"));
    }
    let folder = Temporary::within(scratch).map_err(|error| {
        let folder = scratch.display();
        format!("no folder can be made in `{folder}`: {}", reason(&error))
    })?;
    lay_out(&repository, &of_site(files), &folder)?;
    Ok(Former { folder })
}

fn refused(refusal: Refusal) -> String {
    match refusal {
        Refusal::Owner => {
            "git does not trust this folder, since it belongs to somebody else (`safe.directory`)"
                .to_owned()
        }
        Refusal::Late => "git gave no answer in time".to_owned(),
        Refusal::Endless => "git printed without end".to_owned(),
        Refusal::NotRun(why) | Refusal::Other(why) => format!("git says: {why}"),
    }
}

/// Of a repository that holds more than a site what a site is read from.
fn of_site(mut files: Vec<TreeEntry>) -> Vec<TreeEntry> {
    if files.iter().any(|file| file.path == "content/site.yaml") {
        let is_of_site = |file: &TreeEntry| {
            ["content/", "themes/"]
                .iter()
                .any(|folder| file.path.starts_with(folder))
        };
        files.retain(is_of_site);
    }
    files
}

fn lay_out(repository: &Repository, files: &[TreeEntry], folder: &Temporary) -> Result<(), String> {
    let wrong = |path: &str, error: &io::Error| {
        let path: PathBuf = folder.path().join(path);
        format!("`{}` cannot be written: {}", path.display(), reason(error))
    };
    let by_path: HashMap<&str, &TreeEntry> = files
        .iter()
        .filter(|file| !file.is_link)
        .map(|file| (file.path.as_str(), file))
        .collect();
    let mut whole: Vec<(&str, &TreeEntry)> = Vec::with_capacity(files.len());
    for file in files {
        if file.is_link {
            let target = repository.blob(&file.hash).map_err(refused)?;
            let target = String::from_utf8_lossy(&target).into_owned();
            // What leads out of the site, or to a folder, is no part of it.
            if let Some(there) = beside(&file.path, &target).and_then(|at| by_path.get(&*at)) {
                whole.push((&file.path, there));
            }
        } else {
            whole.push((&file.path, file));
        }
    }
    let mut rest = &whole[..];
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = |(_, file): &&(&str, &TreeEntry)| {
            bytes += if file.size > LARGEST { 0 } else { file.size };
            bytes <= AT_ONCE.0
        };
        // A file is never larger than what is asked for at once.
        let number = rest.iter().take(AT_ONCE.1).take_while(fits).count();
        let (now, later) = rest.split_at(number);
        rest = later;
        let asked = now.iter().filter(|(_, file)| file.size <= LARGEST);
        let hashes: Vec<&str> = asked.map(|(_, file)| &*file.hash).collect();
        let all = repository.blobs(&hashes).map_err(refused)?;
        let mut at = 0;
        for (path, file) in now {
            let size = if file.size > LARGEST { 0 } else { file.size };
            let end = at + usize::try_from(size).expect("no file is larger than memory");
            let bytes = all.get(at..end).ok_or("git gave less than it said")?;
            at = end;
            folder
                .put(path, bytes)
                .map_err(|error| wrong(path, &error))?;
        }
    }
    Ok(())
}

/// Where a link in a file's folder leads; `None` out of the tree.
fn beside(file: &str, target: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_within = !target.starts_with('/');
    is_within.then(|| join(folder, target)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_a_file_of_the_tree_or_nowhere() {
        let at = |target| beside("content/a/b.md", target);
        assert_eq!(at("c.md").as_deref(), Some("content/a/c.md"));
        assert_eq!(at("../c.md").as_deref(), Some("content/c.md"));
        assert_eq!(at("./d/../c.md").as_deref(), Some("content/a/c.md"));
        assert_eq!(at("../../../c.md"), None);
        assert_eq!(at("/etc/passwd"), None);
    }
}
