//! The embedded theme.

use std::path::Path;

macro_rules! files {
    ($include:ident, $folder:literal, [$($name:literal),+ $(,)?]) => {
        &[$(($name, $include!(concat!("../../themes/toolkit/", $folder, "/", $name))),)+]
    };
}

/// Templates by name.
pub(super) const TEMPLATES: &[(&str, &str)] = files!(
    include_str,
    "templates",
    [
        "audience.html",
        "audiences.html",
        "base.html",
        "blocks/actions.html",
        "blocks/audiences.html",
        "blocks/chart.html",
        "blocks/matrix.html",
        "blocks/resolutions.html",
        "blocks/steps.html",
        "blocks/table.html",
        "blocks/vacancies.html",
        "documents.html",
        "glossary.html",
        "group.html",
        "home.html",
        "minutes.html",
        "not_found.html",
        "organisation.html",
        "organisations.html",
        "page.html",
        "partials/components.html",
        "partials/footer.html",
        "partials/header.html",
        "partials/sidebar.html",
        "people.html",
        "person.html",
        "plan.html",
        "redirect.html",
        "search.html",
        "section.html",
        "series.html",
        "service.html",
    ]
);

/// Files for `assets/`.
pub(super) const ASSETS: &[(&str, &[u8])] = files!(
    include_bytes,
    "assets",
    [
        "icon.svg",
        "redway.css",
        "redway.js",
        "search-ask.js",
        "search-dialog.js",
        "search-index.js",
        "search-query.js",
        "search-show.js",
        "search-stem.js",
        "search-words.js",
        "search.js"
    ]
);

/// A script or stylesheet of the theme without what only its readers need: indentation, and comments
/// that have lines to themselves. In other files every byte counts.
///
/// The theme's own files are written so that this is safe (a test reads them); those of a site are
/// published as they are.
pub(super) fn lean(name: &str, bytes: &[u8]) -> Vec<u8> {
    let is_code = Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "js" || ending == "css");
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_code) else {
        return bytes.to_vec();
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = !in_comment && line.starts_with("/*");
        in_comment |= starts;
        if !(in_comment || line.is_empty() || line.starts_with("//")) {
            out.extend_from_slice(line.as_bytes());
            out.push(b'\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

/// Fixed words.
pub(super) const STRINGS: &str = include_str!("../../themes/toolkit/strings.yaml");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn on_disk(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the folder is part of the repository") {
            let entry = entry.expect("it can be read");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                on_disk(&entry.path(), &format!("{name}/"), names);
            } else {
                names.insert(name);
            }
        }
    }

    #[test]
    fn lean_files_lose_only_comments_and_indentation() {
        let script =
            b"// Why.\n/** What.\n * More. */\nlet a = 1; // kept\n\n  if (a) {\n    b();\n  }\n";
        assert_eq!(
            String::from_utf8(lean("x.js", script)).as_deref(),
            Ok("let a = 1; // kept\nif (a) {\nb();\n}\n")
        );
        assert_eq!(lean("x.svg", b"  <svg/>\n"), b"  <svg/>\n");
    }

    #[test]
    fn no_text_in_the_themes_scripts_goes_over_lines() {
        let is_script = |name: &str| Path::new(name).extension().is_some_and(|e| e == "js");
        for (name, bytes) in ASSETS.iter().filter(|(name, _)| is_script(name)) {
            let text = String::from_utf8(lean(name, bytes)).expect("scripts are text");
            for line in text.lines() {
                assert!(
                    line.matches('`').count() % 2 == 0,
                    "{name}: {line}: a template over lines would lose its indentation"
                );
            }
            assert!(!text.contains("\\\n"), "{name}: a text goes over lines");
        }
    }

    #[test]
    fn every_file_of_the_theme_is_embedded() {
        let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/toolkit");
        let (mut templates, mut assets) = (BTreeSet::new(), BTreeSet::new());
        on_disk(&theme.join("templates"), "", &mut templates);
        on_disk(&theme.join("assets"), "", &mut assets);
        assert_eq!(
            templates,
            TEMPLATES
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect()
        );
        assert_eq!(
            assets,
            ASSETS.iter().map(|(name, _)| (*name).to_owned()).collect()
        );
    }
}
