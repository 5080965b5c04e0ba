//! Finding the files of a source, without leaving it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, reason};
use crate::model::{MANIFEST, without_accent};

/// A file of the source.
pub(crate) struct Found {
    /// Where to read it.
    pub(crate) path: PathBuf,
    /// Path relative to the root, with forward slashes, for messages.
    pub(crate) file: Arc<str>,
    /// Path below the folder that was walked, with forward slashes.
    pub(crate) below: String,
}

/// All files below a folder in the order of their names. Hidden ones are passed over,
/// and so are the folder `skip` and whatever Redway itself wrote: the output may lie in the source.
pub(crate) fn walk(
    folder: &Path,
    prefix: &str,
    skip: Option<&Path>,
    findings: &mut Diagnostics,
) -> Vec<Found> {
    let mut found = Vec::new();
    let inside = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let entries = WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let output = || entry.file_type().is_dir() && entry.path().join(MANIFEST).exists();
            entry.depth() == 0 || !(hidden || skip == Some(entry.path()) || output())
        });
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let below = error.path().map(|p| below(folder, p)).unwrap_or_default();
                let why = error
                    .io_error()
                    .map_or_else(|| "it is not as expected".to_owned(), reason);
                findings.push(
                    Diagnostic::error(Code::Unreadable, format!("it cannot be read: {why}"))
                        .in_file(&format!("{prefix}{below}").into())
                        .help("check that you may read the file or folder"),
                );
                continue;
            }
        };
        let below = below(folder, entry.path());
        let file: Arc<str> = format!("{prefix}{below}").into();
        if let Some(finding) = name_problem(&below, &file) {
            findings.push(finding);
            continue;
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            continue;
        }
        if kind.is_symlink() {
            if let Some(finding) = link_problem(entry.path(), &inside, &file) {
                findings.push(finding);
                continue;
            }
        } else if !kind.is_file() {
            findings.push(
                Diagnostic::error(Code::NotAFile, "this is neither a file nor a folder")
                    .in_file(&file)
                    .help("remove it from the source"),
            );
            continue;
        }
        found.push(Found {
            path: entry.path().to_owned(),
            file,
            below,
        });
    }
    found
}

fn below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder)
        .unwrap_or(path)
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// The last part of a path becomes part of an address: what it may hold is what every
/// host and every calendar program passes on unharmed.
fn name_problem(below: &str, file: &Arc<str>) -> Option<Diagnostic> {
    let name = below.rsplit('/').next().unwrap_or(below);
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let what = if name.contains("..") {
        "two dots in a row"
    } else if name.contains(' ') {
        "a space"
    } else if let Some(c) = name.chars().find(|&c| !good(c)) {
        if c.is_ascii() {
            "a sign that addresses cannot hold"
        } else {
            "a letter outside a to z"
        }
    } else if name.len() > 120 {
        "more than 120 letters"
    } else {
        return None;
    };
    let shown: String = name
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .take(80)
        .collect();
    Some(
        Diagnostic::error(Code::FileName, format!("the name `{shown}` holds {what}"))
            .in_file(file)
            .help(format!("rename it, for example to `{}`", better_name(name))),
    )
}

fn better_name(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut out = String::new();
    for c in stem.to_lowercase().chars() {
        let c = match without_accent(c) {
            c if c.is_ascii_alphanumeric() || c == '_' => c,
            _ => '-',
        };
        if !(c == '-' && (out.is_empty() || out.ends_with('-'))) {
            out.push(c);
        }
    }
    let stem = out.trim_end_matches('-');
    let stem: String = if stem.is_empty() {
        "page".into()
    } else {
        stem.chars().take(60).collect()
    };
    let ending: String = ending
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if ending.is_empty() {
        stem
    } else {
        format!("{stem}.{ending}")
    }
}

/// A symbolic link may name a file of the same source; anything else could publish what
/// was never meant to be, or never end.
fn link_problem(path: &Path, inside: &Path, file: &Arc<str>) -> Option<Diagnostic> {
    let (what, help) = match path.canonicalize() {
        Err(_) => (
            "leads nowhere or in a circle",
            "remove it, or put the file itself here",
        ),
        Ok(target) if !target.starts_with(inside) => (
            "leads out of the site",
            "put a copy of the file here: a site never reads outside its own folder",
        ),
        Ok(target) if !target.is_file() => (
            "leads to a folder",
            "only links to files are followed; move the folder itself here",
        ),
        Ok(_) => return None,
    };
    Some(
        Diagnostic::error(Code::Symlink, format!("this symbolic link {what}"))
            .in_file(file)
            .help(help),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_name_comes_with_a_better_one() {
        let said = |below: &str| {
            name_problem(below, &below.into()).map(|d| format!("{} | {}", d.message, d.help[0]))
        };
        assert_eq!(said("services/send.md"), None);
        assert_eq!(said("a/README.md"), None);
        assert_eq!(
            said("a/My Page.md").expect("a space"),
            "the name `My Page.md` holds a space | rename it, for example to `my-page.md`"
        );
        assert!(said("Café.md").expect("é").ends_with("`cafe.md`"));
        assert!(said("a..md").is_some());
        assert!(said("x\u{7}y.md").expect("a bell").contains("`x-y.md`"));
    }
}
