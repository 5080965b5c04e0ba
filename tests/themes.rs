//! Themes other than the built-in one: what a site puts into `themes/toolkit/` replaces all of it.

#[expect(dead_code, reason = "of the golden cases one is built here")]
mod common;
#[expect(
    dead_code,
    reason = "links and scripts of pages are looked at in the invariants"
)]
mod html;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{Case, below, files, redway_build, repository, walk};
use html::tags;

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    for path in walk(from).into_iter().filter(|path| path.is_file()) {
        let to = to.join(below(from, &path));
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder");
        fs::copy(&path, &to).expect("a copy");
    }
}

/// The toolkit of this repository, built with a theme of `tests/themes/`, in a folder of its own.
fn toolkit_with(theme: &str, site: &Path) -> BTreeMap<String, Vec<u8>> {
    copy(&repository().join("content"), &site.join("content"));
    let theme = repository().join("tests/themes").join(theme);
    copy(&theme, &site.join("themes/toolkit"));
    let run = redway_build(site, ["--strict"], [], None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    files(&site.join("public"))
}

/// Whether a file has this ending.
fn is_a(file: &str, ending: &str) -> bool {
    std::path::Path::new(file)
        .extension()
        .is_some_and(|it| it == ending)
}

#[test]
fn a_theme_without_script_replaces_everything() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let output = toolkit_with("minimal", &scratch.path().join("site"));
    let pages = output.iter().filter(|(file, _)| is_a(file, "html"));
    let mut seen = 0;
    for (file, bytes) in pages {
        let text = std::str::from_utf8(bytes).expect("pages are UTF-8");
        assert!(
            text.contains("data-theme=\"minimal\""),
            "{file} is of another theme"
        );
        let script = tags(text)
            .into_iter()
            .any(|tag| tag.name == "script" && tag.get("type") != Some("application/ld+json"));
        assert!(!script, "{file} has a script");
        assert!(
            !text.contains("site-header"),
            "{file} has the header of the built-in theme"
        );
        seen += 1;
    }
    assert!(seen > 100, "only {seen} pages were seen");
    let sheets: Vec<_> = output
        .iter()
        .filter(|(file, _)| is_a(file, "css"))
        .collect();
    let [(name, sheet)] = sheets[..] else {
        panic!("{} stylesheets", sheets.len());
    };
    assert!(name.starts_with("assets/redway."), "{name}");
    assert!(sheet.starts_with(b"body { max-width: 40rem;"));
}

/// Files of the theme may be kept by browsers for good: what is in them is in their names.
#[test]
fn an_edit_of_a_stylesheet_changes_its_name_and_no_other() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let case = Case::named("minimal-site");
    let assets = |name: &str, part: Option<&str>| {
        let site = scratch.path().join(name);
        case.lay_out(&site);
        if let Some(part) = part {
            let styles = site.join("themes/toolkit/styles");
            fs::create_dir_all(&styles).expect("a folder");
            fs::write(styles.join("home.css"), part).expect("a stylesheet");
        }
        assert_eq!(case.build(&site).exit, 0);
        let output = files(&site.join("public"));
        let page = String::from_utf8(output["index.html"].clone()).expect("pages are UTF-8");
        let assets: Vec<String> = output
            .into_keys()
            .filter(|file| file.starts_with("assets/"))
            .collect();
        let sheet = assets.iter().find(|file| is_a(file, "css"));
        let sheet = sheet.expect("there is a stylesheet");
        assert!(page.contains(&format!("href=\"{sheet}\"")), "{sheet}");
        assets
    };
    let (before, after) = (
        assets("before", None),
        assets("after", Some(".a { color: red }")),
    );
    let new: Vec<_> = after.iter().filter(|file| !before.contains(file)).collect();
    assert_eq!(before.len(), after.len());
    let [sheet] = new[..] else {
        panic!("{new:?} are new");
    };
    assert!(is_a(sheet, "css"));
}
