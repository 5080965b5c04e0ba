//! The site's own theme files, which stand in for embedded ones of the same name.

use std::path::Path;

use super::text;
use super::walk::{Found, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, reason};
use crate::load::raw::ThemeFiles;
use crate::load::yaml;
use crate::load::yaml::fields::Reader;
use crate::load::yaml::tree::Value;

/// Reads `themes/toolkit/` of the site, if it is there.
pub(crate) fn read(root: &Path, findings: &mut Diagnostics) -> ThemeFiles {
    let mut theme = ThemeFiles::default();
    let folder = root.join("themes").join("toolkit");
    if !folder.is_dir() {
        return theme;
    }
    let inside = |folder: &Path| {
        Some(
            folder
                .canonicalize()
                .ok()?
                .starts_with(root.canonicalize().ok()?),
        )
    };
    if inside(&folder) != Some(true) {
        findings.push(
            Diagnostic::error(Code::Symlink, "this symbolic link leads out of the site")
                .in_file(&"themes/toolkit".into())
                .help("put a copy of the theme here: a site never reads outside its own folder"),
        );
        return theme;
    }
    for found in walk(&folder, "themes/toolkit/", None, findings) {
        if let Some(name) = found.below.strip_prefix("templates/") {
            match text::read(&found.path, &found.file) {
                Ok(source) => {
                    theme
                        .templates
                        .insert(name.to_owned(), (found.file.clone(), source));
                }
                Err(finding) => findings.push(*finding),
            }
        } else if let Some(name) = found.below.strip_prefix("assets/") {
            match std::fs::read(&found.path) {
                Ok(bytes) => {
                    theme.assets.insert(name.to_owned(), bytes);
                }
                Err(error) => findings.push(
                    Diagnostic::error(
                        Code::Unreadable,
                        format!("the file cannot be read: {}", reason(&error)),
                    )
                    .in_file(&found.file),
                ),
            }
        } else if found.below == "strings.yaml" {
            strings(&found, &mut theme, findings);
        }
    }
    theme
}

fn strings(found: &Found, theme: &mut ThemeFiles, findings: &mut Diagnostics) {
    let source = match text::read(&found.path, &found.file) {
        Ok(source) => source,
        Err(finding) => {
            findings.push(*finding);
            return;
        }
    };
    let reader = Reader::new(&found.file, Severity::Error);
    theme.strings = parse_strings(&source, &reader);
    findings.append(reader.into_findings());
}

/// `key: text` lines.
fn parse_strings(source: &str, reader: &Reader) -> std::collections::BTreeMap<String, String> {
    let entries = match yaml::file::tree(source, 0, reader).map(|node| node.value) {
        Some(Value::Map(entries)) => entries,
        _ => Vec::new(),
    };
    entries
        .into_iter()
        .filter_map(|(key, node)| {
            Some((
                key.text,
                reader.text(node, "each of the theme's words")?.value,
            ))
        })
        .collect()
}

/// The embedded words of the theme, by key.
pub(crate) fn embedded_strings(source: &str) -> std::collections::BTreeMap<String, String> {
    let reader = Reader::new(&"themes/toolkit/strings.yaml".into(), Severity::Error);
    parse_strings(source, &reader)
}
