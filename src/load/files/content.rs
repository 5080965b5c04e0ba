//! Where the content of a site is.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::disk::{Folder, Kind};

/// `site.yaml` stands in `content/`, or in the root itself for a folder of Markdown files. The folder, and its path
/// below the root for messages; `None` when there is no site.
pub(crate) fn content_folder(
    root: &Folder,
    findings: &mut Diagnostics,
) -> Option<(Folder, &'static str)> {
    match root.beneath("content") {
        Ok(content) if has_settings(&content) => return Some((content, "content/")),
        Err(error) if error.kind() != io::ErrorKind::NotFound && root.leads_out("content") => {
            findings.push(
                Diagnostic::error(Code::Symlink, "this symbolic link leads out of the site")
                    .in_file(&"content".into())
                    .help("put the content itself here, or name the folder that holds it with --root: a site never reads outside its own folder"),
            );
        }
        _ => {}
    }
    has_settings(root).then(|| (root.clone(), ""))
}

/// The file of the settings relative to the root, or where it would stand.
pub(crate) fn settings_file(root: &Path) -> Arc<str> {
    let content = Folder::open(root).and_then(|root| root.beneath("content"));
    let file = if content.is_ok() {
        "content/site.yaml"
    } else {
        "site.yaml"
    };
    file.into()
}

/// Whether the settings are there; a link is looked at when it is read.
fn has_settings(folder: &Folder) -> bool {
    matches!(folder.kind("site.yaml"), Ok(Some(Kind::File | Kind::Link)))
}
