//! A folder that is there for one run of the program.

use std::fs::{self, DirBuilder};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::folder::Folder;

/// So many names are tried.
const TRIES: u32 = 1000;

/// A folder for whoever runs the program alone, removed with all in it when this is dropped.
pub(crate) struct Temporary {
    path: PathBuf,
    folder: Folder,
}

impl Temporary {
    /// A new folder within another.
    pub(crate) fn within(scratch: &Path) -> io::Result<Self> {
        let process = std::process::id();
        for number in 0..TRIES {
            let path = scratch.join(format!("redway-{process}-{number}"));
            // What is there already, a link too, is left alone.
            match private().create(&path) {
                Ok(()) => {
                    let folder = Folder::open(&path)?;
                    return Ok(Temporary { path, folder });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a file in it, with the folders above.
    pub(crate) fn put(&self, below: &str, bytes: &[u8]) -> io::Result<()> {
        if let Some((folder, _)) = below.rsplit_once('/') {
            self.folder.make_folders(folder)?;
        }
        self.folder.make_file(below)?.write_all(bytes)
    }
}

/// Makes folders that nobody else may look into.
fn private() -> DirBuilder {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    #[cfg(not(unix))]
    builder.recursive(false);
    builder
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // A folder that cannot be removed is one of many that the system clears away.
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_with_all_in_it_and_two_are_apart() {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let one = Temporary::within(scratch.path()).expect("a folder");
        let other = Temporary::within(scratch.path()).expect("a folder");
        assert_ne!(one.path(), other.path());
        one.put("a/b/c.md", b"text").expect("a file");
        assert_eq!(
            fs::read(one.path().join("a/b/c.md")).ok(),
            Some(b"text".to_vec())
        );
        assert!(one.put("../c.md", b"").is_err(), "it leads out");
        assert!(one.put("a/b/c.md", b"").is_err(), "it is there");
        let path = one.path().to_owned();
        drop(one);
        assert!(!path.exists() && other.path().exists());
    }
}
