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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_name_is_followed_to_a_file_and_to_nothing_else() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| dir.path().join(name);
        fs::write(path("a"), "text").expect("a file");
        fs::write(path("bytes"), [0xff]).expect("a file");
        symlink("a", path("link")).expect("a link");
        symlink("b", path("nowhere")).expect("a link");
        assert!(matches!(file(&path("link")), Ok(Some(_))));
        assert!(matches!(file(dir.path()), Ok(None)));
        assert!(file(&path("nowhere")).is_err());
        assert_eq!(text(&path("link"), 4).ok().as_deref(), Some("text"));
        let refused = |name: &str, most| text(&path(name), most).expect_err(name).kind();
        assert_eq!(refused("a", 3), io::ErrorKind::FileTooLarge);
        assert_eq!(refused("bytes", 3), io::ErrorKind::InvalidInput);
        assert_eq!(refused(".", 3), io::ErrorKind::InvalidInput);
        assert!(is_dangling(&path("nowhere")));
        for other in ["link", "a", "b"] {
            assert!(!is_dangling(&path(other)), "{other}");
        }
    }

    #[test]
    fn a_name_is_sought_in_a_folder_and_in_all_above_it() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let deep = dir.path().join("a/b");
        fs::create_dir_all(&deep).expect("a folder");
        let name = "redway-is-sought-here";
        assert!(!is_in_or_above(name, &deep));
        assert!(is_in_or_above(name, &dir.path().join("c")), "nobody knows");
        fs::write(dir.path().join(name), "").expect("a file");
        assert!(is_in_or_above(name, &deep) && is_in_or_above(name, dir.path()));
    }

    #[test]
    fn folders_that_are_made_in_vain_are_removed_again() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| dir.path().join(name);
        let created = make_folders(&path("a/b/c")).expect("nothing is in the way");
        assert_eq!(created, [path("a"), path("a/b"), path("a/b/c")]);
        assert_eq!(
            make_folders(&path("a/b")).expect("it is there"),
            [""; 0].map(PathBuf::from)
        );
        fs::write(path("a/x"), "").expect("a file");
        remove_folders(&created);
        assert!(
            path("a").exists() && !path("a/b").exists(),
            "it holds something"
        );
        // Whoever opens it is told what is in the way.
        let below_a_file = make_folders(&path("a/x/d"));
        assert!(below_a_file.expect("nothing is made").is_empty());
        let back = make_folders(&path("up/../other")).expect("`up` is made on the way");
        assert_eq!(back.last(), Some(&path("up/../other")));
        assert!(path("other").is_dir());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let path = Path::new("/proc/redway/public");
        let (at, _) = make_folders(path).expect_err("nobody makes folders there");
        assert_eq!(at, Path::new("/proc/redway"));
    }
}
