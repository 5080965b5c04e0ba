//! Which output file belongs to whom, so that no two things share an address.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The output files that are spoken for.
#[derive(Default)]
pub(super) struct Occupied {
    by_file: HashMap<String, String>,
    /// Folders that some file stands in, and one of those files' owners.
    folders: HashMap<String, String>,
}

impl Occupied {
    /// Takes a file for something that Redway makes by itself.
    pub(super) fn reserve(&mut self, file: &str, what: &str) {
        self.insert(file.to_ascii_lowercase(), what.to_owned());
    }

    /// Takes a file for a source; if it is taken, that is reported at the place.
    /// Case does not count: many hosts and machines do not tell `A` from `a`.
    pub(super) fn take(
        &mut self,
        file: &str,
        source: &Arc<str>,
        span: Option<Range<usize>>,
        out: &mut Diagnostics,
    ) -> bool {
        let key = file.to_ascii_lowercase();
        // A name is a file or a folder, not both.
        let above = || ancestors(&key).find_map(|folder| self.by_file.get(folder));
        let other = self
            .by_file
            .get(&key)
            .or_else(|| self.folders.get(&key))
            .or_else(above);
        if let Some(other) = other {
            let address = key.strip_suffix("index.html").unwrap_or(&key);
            let finding = Diagnostic::error(
                Code::DuplicateAddress,
                format!("the address `/{address}` is taken by {other}"),
            )
            .help("rename or remove one of the two");
            out.push(match span {
                Some(span) => finding.at(source, span),
                None => finding.in_file(source),
            });
            return false;
        }
        self.insert(key, format!("`{source}`"));
        true
    }

    fn insert(&mut self, file: String, owner: String) {
        for folder in ancestors(&file) {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), owner.clone());
            }
        }
        self.by_file.insert(file, owner);
    }
}

/// The folders that a file stands in.
fn ancestors(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(at, _)| &file[..at])
}
