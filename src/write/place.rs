//! Putting bytes in the place of a file, which is whole at any time.

use std::io::{self, Write as _};
use std::path::Path;

use super::output::{Outcome, failure};
use crate::disk::Folder;

/// Begins the name of a file that is written beside the one whose place it takes. Loading passes over it.
const STAGED: &str = ".redway-edit-";

/// Puts bytes where a file stands, or is to stand. Whoever reads it meanwhile sees the whole of one of the two.
///
/// # Errors
///
/// Nothing changed then. What stands under the name that the new file waits under is somebody else's, and stays.
pub(super) fn place(folder: &Folder, file: &str, bytes: &[u8]) -> io::Result<()> {
    let (parent, name) = folder.parent(file)?;
    let staged = format!("{STAGED}{name}");
    let mut opened = parent.make_file(&staged)?;
    let written = opened.write_all(bytes).and_then(|()| opened.sync());
    let placed = written.and_then(|()| parent.rename(&staged, &parent, name));
    if placed.is_err() {
        // It was made here; what failed is told anyway.
        let _ = parent.remove_file(&staged);
    }
    placed
}

/// Puts a text into the file that a person names, which may be there already.
pub(crate) fn put(path: &Path, text: &str) -> Outcome<()> {
    let name = path.file_name().and_then(|name| name.to_str());
    let folder = path.parent().filter(|above| *above != Path::new(""));
    let written = match name {
        None => Err(io::Error::from(io::ErrorKind::InvalidFilename)),
        Some(name) => Folder::open(folder.unwrap_or(Path::new(".")))
            .and_then(|folder| place(&folder, name, text.as_bytes())),
    };
    written.map_err(|error| failure("writing", path, &error))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_waits_under_the_name_already_stays_and_so_does_the_file() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("a.md"), "old").expect("a file");
        let folder = Folder::open(dir.path()).expect("it is there");
        place(&folder, "a.md", b"new").expect("nothing is in the way");
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).expect("a file");
        assert_eq!(read("a.md"), "new");
        let waits = format!("{STAGED}a.md");
        fs::write(dir.path().join(&waits), "theirs").expect("a file");
        place(&folder, "a.md", b"newer").expect_err("the name is taken");
        assert_eq!(
            (read("a.md").as_str(), read(&waits).as_str()),
            ("new", "theirs")
        );
    }
}
