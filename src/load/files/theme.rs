//! The site's own theme files, which stand in for embedded ones of the same name.

use std::collections::BTreeMap;
use std::io;

use super::text;
use super::walk::{Found, Skip, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::disk::Folder;
use crate::load::raw::ThemeFiles;
use crate::load::yaml;
use crate::load::yaml::fields::{Reader, Ways};
use crate::load::yaml::tree::Value;
use crate::locale::OwnWords;

/// The most bytes of a file that pages are shown with: a film fits, a disk by mistake does not.
const LARGEST: u64 = 64 << 20;

/// Reads `themes/toolkit/` of a site, if it is there, with words in the language of the site.
pub(crate) fn read(
    root: &Folder,
    language: &str,
    ways: Ways,
    findings: &mut Diagnostics,
) -> (ThemeFiles, Vec<OwnWords>) {
    let mut theme = ThemeFiles::default();
    let mut strings = Vec::new();
    let folder = match root.beneath("themes/toolkit") {
        Ok(folder) => folder,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return (theme, Vec::new());
        }
        Err(error) => {
            let file = "themes/toolkit".into();
            findings.push(if root.leads_out("themes/toolkit") {
                Diagnostic::error(Code::Symlink, "this symbolic link leads out of the site")
                    .in_file(&file)
                    .help("put a copy of the theme here: a site never reads outside its own folder")
            } else {
                text::unreadable(&error, &file)
            });
            return (theme, Vec::new());
        }
    };
    for found in walk(&folder, "themes/toolkit/", Skip::default(), findings) {
        let texts = [
            ("templates/", &mut theme.templates),
            ("styles/", &mut theme.styles),
        ];
        let text = texts.into_iter().find_map(|(folder, texts)| {
            let name = found.below.strip_prefix(folder)?;
            Some((name, texts))
        });
        if let Some((name, texts)) = text {
            match text::read(&found) {
                Ok(source) => {
                    texts.insert(name.to_owned(), (found.file.clone(), source));
                }
                Err(finding) => findings.push(*finding),
            }
        } else if let Some(name) = found.below.strip_prefix("assets/") {
            match found.bytes(LARGEST) {
                Ok(bytes) => {
                    theme.assets.insert(name.to_owned(), bytes);
                }
                Err(error) => findings.push(text::unreadable(&error, &found.file)),
            }
        } else if let Some(rank) = rank(&found.below, language) {
            strings.extend(words(&found, ways, findings).map(|words| (rank, words)));
        }
    }
    strings.sort_by_key(|(rank, _)| *rank);
    let strings = strings.into_iter().map(|(_, words)| words).collect();
    (theme, strings)
}

/// The place of a file of words among those that a site in a language reads, of which later ones win: `strings.yaml`, in
/// whatever language the site is, then that of the language, then that of the language as it is written somewhere.
fn rank(name: &str, language: &str) -> Option<usize> {
    let of = name.strip_prefix("strings")?.strip_suffix("yaml")?;
    let of = of.strip_prefix('.')?;
    let Some(of) = of.strip_suffix('.') else {
        return of.is_empty().then_some(0);
    };
    let is = language.get(..of.len())?.eq_ignore_ascii_case(of);
    let rest = &language[of.len()..];
    (is && (rest.is_empty() || rest.starts_with('-'))).then_some(of.len())
}

/// The words of a file.
fn words(found: &Found, ways: Ways, findings: &mut Diagnostics) -> Option<OwnWords> {
    let source = match text::read(found) {
        Ok(source) => source,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let strict = Ways {
        unknown_keys: Severity::Error,
        ..ways
    };
    let reader = Reader::of_site(&found.file, strict);
    let words = parse_strings(&source, &reader);
    findings.append(reader.into_findings());
    Some(OwnWords {
        file: found.file.clone(),
        words,
    })
}

/// `key: text` lines.
fn parse_strings(source: &str, reader: &Reader) -> BTreeMap<String, String> {
    let entries = match yaml::file::tree(source, 0, reader) {
        Some(mut node) => {
            yaml::unseen::leave_out(&mut node, source, 0, reader);
            match node.value {
                Value::Map(entries) => entries,
                _ => Vec::new(),
            }
        }
        None => Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_words_is_read_by_sites_of_its_language() {
        let ranks = |name| ["en-GB", "EN", "cy", "mi-Latn-NZ"].map(|language| rank(name, language));
        assert_eq!(ranks("strings.yaml"), [Some(0); 4]);
        assert_eq!(ranks("strings.en.yaml"), [Some(2), Some(2), None, None]);
        assert_eq!(ranks("strings.en-gb.yaml"), [Some(5), None, None, None]);
        assert_eq!(ranks("strings.mi-Latn.yaml"), [None, None, None, Some(7)]);
        for other in [
            "strings.m.yaml",
            "strings..yaml",
            "string.yaml",
            "stringsyaml",
            "a/strings.yaml",
        ] {
            assert_eq!(ranks(other), [None; 4], "{other}");
        }
    }

    #[test]
    fn words_that_are_built_in_are_yaml() {
        for (language, source, words) in crate::locale::all_built_in() {
            let reader = Reader::new(&"themes/toolkit/strings.yaml".into(), Severity::Error);
            assert_eq!(parse_strings(source, &reader), words, "{language}");
            assert!(reader.into_findings().is_empty(), "{language}");
        }
    }
}
