//! Which folders of a source are to be watched, and what in them matters.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::content;
use super::names::is_passed_over;
use crate::diagnostic::Diagnostics;
use crate::disk::{Folder, Kind};
use crate::model::Stamp;

/// A folder to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Watched {
    /// Its path.
    pub(crate) folder: PathBuf,
    /// Whether all below it matters too.
    pub(crate) below: bool,
}

/// The folders of a source that are to be watched, as they are there now. The root itself comes first, without what stands
/// below it: git, outputs and other programs write there. `output` is the name of the folder of the output.
pub(crate) fn watched(root: &Path, output: &str) -> Vec<Watched> {
    let watch = |folder: PathBuf, below| Watched { folder, below };
    let mut all = vec![watch(root.to_owned(), false)];
    let content = content::find(root, &mut Diagnostics::new());
    let entries = match &content {
        Some((folder, _, "")) => folder.entries().unwrap_or_default(),
        _ => Vec::new(),
    };
    let folders = entries.into_iter().filter(|entry| {
        let is_site = entry.kind == Kind::Folder && !is_passed_over(&entry.name);
        is_site && entry.name != output && entry.name != "themes"
    });
    all.extend(folders.map(|entry| watch(root.join(entry.name), true)));
    let root_folder = Folder::open(root).ok();
    let is_there = |name: &str| {
        root_folder
            .as_ref()
            .is_some_and(|root| root.beneath(name).is_ok())
    };
    let named = if matches!(content, Some((_, _, ""))) {
        ["themes"].as_slice()
    } else {
        ["content", "themes"].as_slice()
    };
    let named = named.iter().filter(|name| is_there(name));
    all.extend(named.map(|name| watch(root.join(name), true)));
    all
}

/// What a path relative to the root is to a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matters {
    /// Nothing, whatever it is.
    No,
    /// It is a file.
    File,
    /// It is gone.
    Gone,
    /// It is something else.
    Else,
}

/// What a path relative to the root, with forward slashes, is to a site. Hidden files are nothing, as for the walk, and so
/// are outputs.
pub(crate) fn matters(root: &Path, output: &str, path: &str) -> Matters {
    let mut parts = path.split('/').peekable();
    if parts.peek() == Some(&output) || parts.any(|part| is_passed_over(OsStr::new(part))) {
        return Matters::No;
    }
    let Ok(root) = Folder::open(root) else {
        return Matters::Gone;
    };
    // Beside a folder of content there is nothing of the site but its themes.
    let is_beside = !path.contains('/') && !matches!(path, "content" | "themes");
    if is_beside && matches!(root.kind("content/site.yaml"), Ok(Some(_))) {
        return Matters::No;
    }
    match root.kind(path) {
        Ok(Some(Kind::File)) => Matters::File,
        Ok(None) => Matters::Gone,
        _ => Matters::Else,
    }
}

/// How everything is that a site may be made of, by path relative to the root.
pub(crate) type Snapshot = BTreeMap<String, Stamp>;

/// So many folders within each other are looked into: one more than the walk goes.
const MOST_FOLDERS: usize = 18;

/// Looks over all files of a source, where the system does not tell of changes. What cannot be read is not there.
pub(crate) fn snapshot(root: &Path, output: &str) -> Snapshot {
    let mut all = Snapshot::new();
    if let Ok(root) = Folder::open(root) {
        let is_apart = matches!(root.kind("content/site.yaml"), Ok(Some(_)));
        let is_of_site = |name: &OsStr| {
            let is_named = name == "content" || name == "themes";
            name != output && (is_named || !is_apart)
        };
        look_over(&root, "", 0, &is_of_site, &mut all);
    }
    all
}

fn look_over(
    folder: &Folder,
    below: &str,
    depth: usize,
    is_of_site: &dyn Fn(&OsStr) -> bool,
    all: &mut Snapshot,
) {
    let entries = folder.entries().unwrap_or_default();
    let entries = entries
        .into_iter()
        .filter(|entry| !is_passed_over(&entry.name));
    for entry in entries.filter(|entry| depth > 0 || is_of_site(&entry.name)) {
        let path = match below {
            "" => entry.name.to_string_lossy().into_owned(),
            above => format!("{above}/{}", entry.name.to_string_lossy()),
        };
        if entry.kind == Kind::Folder {
            // What is in it is looked at, and its own times only tell of that.
            all.insert(path.clone(), Stamp::default());
            if depth < MOST_FOLDERS
                && let Ok(child) = folder.child(&entry.name)
            {
                look_over(&child, &path, depth + 1, is_of_site, all);
            }
        } else if let Ok(stamp) = folder.stamp_of(&entry.name) {
            all.insert(path, stamp);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(root: &Path) -> Vec<(String, bool)> {
        let name = |watched: Watched| {
            let below = watched.folder.strip_prefix(root).expect("it is below");
            (below.to_str().expect("UTF-8").to_owned(), watched.below)
        };
        watched(root, "public").into_iter().map(name).collect()
    }

    #[test]
    fn content_and_theme_are_watched_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path();
        let own = |name: &str, below| (name.to_owned(), below);
        assert_eq!(names(root), [own("", false)]);
        for folder in [
            "content/a",
            "public/a",
            ".git/objects",
            "themes/toolkit",
            "target",
        ] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        fs::write(root.join("content/site.yaml"), "title: A").expect("a file");
        assert_eq!(
            names(root),
            [own("", false), own("content", true), own("themes", true)]
        );
        fs::rename(root.join("content/site.yaml"), root.join("site.yaml")).expect("a move");
        assert_eq!(
            names(root),
            [
                own("", false),
                own("content", true),
                own("target", true),
                own("themes", true)
            ]
        );
    }

    #[test]
    fn a_snapshot_shows_every_change() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path();
        for file in [
            "content/site.yaml",
            "content/a/b.md",
            "content/.hidden",
            "public/a",
            "README.md",
        ] {
            fs::create_dir_all(root.join(file).parent().expect("a folder")).expect("a folder");
            fs::write(root.join(file), "x").expect("a file");
        }
        let look = || snapshot(root, "public");
        let before = look();
        let seen: Vec<&str> = before.keys().map(String::as_str).collect();
        assert_eq!(
            seen,
            [
                "content",
                "content/a",
                "content/a/b.md",
                "content/site.yaml"
            ]
        );
        assert_eq!(look(), before);
        fs::write(root.join("content/a/b.md"), "y").expect("a file");
        let after = look();
        assert_ne!(after["content/a/b.md"], before["content/a/b.md"]);
        assert_eq!(after["content/a"], before["content/a"]);
        fs::create_dir(root.join("content/c")).expect("a folder");
        assert!(look().contains_key("content/c"));
        assert!(snapshot(&root.join("nowhere"), "public").is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn what_matters_is_what_a_walk_would_see() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path();
        fs::create_dir_all(root.join("content/a")).expect("a folder");
        fs::write(root.join("content/a/b.md"), "# B").expect("a file");
        fs::write(root.join("content/a/c.md~"), "# C").expect("a file");
        std::os::unix::fs::symlink("b.md", root.join("content/a/d.md")).expect("a link");
        let of = |path| matters(root, "public", path);
        fs::write(root.join("README.md"), "# Read me").expect("a file");
        assert_eq!(
            of("README.md"),
            Matters::File,
            "the site may be the folder itself"
        );
        assert_eq!(of("content/a/b.md"), Matters::File);
        for gone in ["content/a/gone.md", "content/a/c.md~/x", "site.yaml"] {
            assert_eq!(of(gone), Matters::Gone, "{gone}");
        }
        for other in ["content/a", "content/a/d.md"] {
            assert_eq!(of(other), Matters::Else, "{other}");
        }
        assert_eq!(of("content/a/c.md~"), Matters::File, "the walk tells of it");
        fs::write(root.join("content/site.yaml"), "title: A").expect("a file");
        for nothing in [
            "README.md",
            "site.yaml",
            ".git/HEAD",
            "content/.a.md.swp",
            "public/a/index.html",
        ] {
            assert_eq!(of(nothing), Matters::No, "{nothing}");
        }
    }
}
