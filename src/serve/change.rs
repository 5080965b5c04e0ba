//! What changed on the disk since a site was read.

use std::collections::BTreeSet;
use std::path::Path;

/// What changed since the site that is shown was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// Files that are there, by path relative to the root.
    pub(super) files: BTreeSet<String>,
    /// What is not there any more, by path.
    pub(super) gone: BTreeSet<String>,
    /// Whether something else changed: a folder came, say, or nobody knows.
    pub(super) more: bool,
}

/// So many files are looked at one by one.
const FEW: usize = 50;

impl Change {
    /// Anything may have changed.
    pub(super) fn anything() -> Self {
        Change {
            more: true,
            ..Change::default()
        }
    }

    /// The files, when nothing else changed and they are few. `is_known` tells whether something of a name was part of the
    /// site: what was not is nothing that is gone, but the name under which an editor wrote another file.
    pub(super) fn few(&self, is_known: impl Fn(&str) -> bool) -> Option<&BTreeSet<String>> {
        let few = !self.more && self.files.len() <= FEW && self.gone.len() <= FEW;
        let lost = || self.gone.iter().any(|path| is_known(path));
        (few && !lost()).then_some(&self.files)
    }

    /// Whether only stylesheets changed.
    pub(super) fn is_style(&self) -> bool {
        let is_sheet = |file: &String| {
            let ending = Path::new(file).extension();
            ending.is_some_and(|ending| ending.eq_ignore_ascii_case("css"))
        };
        let nothing_else = !self.more && self.gone.is_empty();
        nothing_else && !self.files.is_empty() && self.files.iter().all(is_sheet)
    }
}
