//! What a list said before, as git knows it.

use std::collections::HashSet;

use super::run::Repository;
use crate::disk::Folder;

/// So many versions are looked at: what was renamed before them was told long ago.
const MOST_VERSIONS: usize = 20;

/// The texts of a file of the content in earlier commits, the latest first, that of the last commit included; empty
/// without git, or where it does not tell.
pub(crate) fn versions(content: &Folder, name: &str) -> Vec<String> {
    let Ok(Some(repository)) = Repository::open(content.path()) else {
        return Vec::new();
    };
    let mut blobs: Vec<String> = Vec::new();
    let read = repository.log(&[name.to_owned()], |line| {
        // `:100644 100644 <hash before> <hash after> M`, a tab and the path.
        if let Some(change) = line.strip_prefix(b":") {
            let change = String::from_utf8_lossy(change);
            let after = change.split(' ').nth(3).unwrap_or("");
            if after.bytes().any(|digit| digit != b'0') {
                blobs.push(after.to_owned());
            }
        }
    });
    if read.is_err() {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let latest = blobs
        .into_iter()
        .rev()
        .filter(|blob| seen.insert(blob.clone()));
    let texts = latest.take(MOST_VERSIONS).filter_map(|blob| {
        let bytes = repository.blob(&blob).ok()?;
        String::from_utf8(bytes).ok()
    });
    texts.collect()
}
