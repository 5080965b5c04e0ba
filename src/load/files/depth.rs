//! How deep folders may stand within each other.

use super::walk::Found;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// So many folders may stand within each other. Every page shows the way to it, and services whom they belong to: without a
/// limit, what is published would grow with the square of what is written, and nobody finds a page down there.
pub(crate) const MOST_FOLDERS: usize = 16;

/// Leaves out the files of folders that stand too deep, and reports the first such folder of each branch.
pub(crate) fn within_limit(found: Vec<Found>, findings: &mut Diagnostics) -> Vec<Found> {
    let mut reported: Option<String> = None;
    let mut kept = found;
    kept.retain(|found| {
        let mut slashes = found.below.match_indices('/');
        let Some((end, _)) = slashes.nth(MOST_FOLDERS) else {
            return true;
        };
        let folder = &found.below[..end];
        // Files come in the order of their names, those of a branch one after the other.
        if reported.as_deref() != Some(folder) {
            reported = Some(folder.to_owned());
            let above = found.file.len() - found.below.len();
            findings.push(
                Diagnostic::error(
                    Code::FolderDepth,
                    format!("this folder stands within {MOST_FOLDERS} others, which is too deep"),
                )
                .in_file(&found.file[..above + end].into())
                .help("move what is in it further up: pages may stand at most 16 folders deep"),
            );
        }
        false
    });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn found(below: &str) -> Found {
        Found {
            path: below.into(),
            file: Arc::from(format!("content/{below}")),
            below: below.to_owned(),
        }
    }

    #[test]
    fn the_first_folder_of_each_branch_is_told_once() {
        let deep = "d/".repeat(MOST_FOLDERS);
        let files = [
            found("a.md"),
            found(&format!("{deep}a.md")),
            found(&format!("{deep}e/a.md")),
            found(&format!("{deep}e/b.md")),
            found(&format!("{deep}e/f/a.md")),
            found(&format!("{deep}g/a.md")),
        ];
        let mut findings = Diagnostics::new();
        let kept = within_limit(files.into(), &mut findings);
        assert_eq!(kept.len(), 2);
        let told: Vec<_> = findings
            .iter()
            .filter_map(|d| d.place.as_ref())
            .map(|place| place.file.to_string())
            .collect();
        assert_eq!(
            told,
            [format!("content/{deep}e"), format!("content/{deep}g")]
        );
    }
}
