//! Where the content of a site is.

use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::disk::{Folder, Kind};

/// Finds the folder of the content below the folder of the site: `site.yaml` stands in `content/`, or in the root itself for
/// a folder of Markdown files. Both folders, and the path from the one to the other for messages; `None`, with a finding,
/// when there is no site.
pub(crate) fn find(
    path: &Path,
    findings: &mut Diagnostics,
) -> Option<(Folder, Folder, &'static str)> {
    let Ok(root) = Folder::open(path) else {
        findings.push(no_site(path, "site.yaml"));
        return None;
    };
    let is_root = has_settings(&root);
    match root.beneath("content") {
        Ok(content) if has_settings(&content) => return Some((root, content, "content/")),
        Err(error) if error.kind() != io::ErrorKind::NotFound && root.leads_out("content") => {
            findings.push(
                Diagnostic::error(Code::Symlink, "this symbolic link leads out of the site")
                    .in_file(&"content".into())
                    .help("put the content itself here, or name the folder that holds it with --root: a site never reads outside its own folder"),
            );
        }
        _ if is_root => {}
        Ok(_) => findings.push(no_site(path, "content/site.yaml")),
        Err(_) => findings.push(no_site(path, "site.yaml")),
    }
    is_root.then(|| (root.clone(), root, ""))
}

/// The finding for a folder without settings, in the file where they would stand.
fn no_site(root: &Path, file: &str) -> Diagnostic {
    Diagnostic::error(Code::NoSite, format!("there is no site in `{}`", root.display()))
        .in_file(&file.into())
        .help("a site has a file content/site.yaml, or site.yaml beside its Markdown files, with `title` and `base_url`")
        .help("name the folder of the site with --root")
}

/// Whether the settings are there; a link is looked at when it is read.
fn has_settings(folder: &Folder) -> bool {
    matches!(folder.kind("site.yaml"), Ok(Some(Kind::File | Kind::Link)))
}
