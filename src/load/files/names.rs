//! What names of files say: which may be at all, which lists there are, and what a wrong name was meant to be.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::load::values::file_name::better_name;
use crate::model::{WELL_KNOWN, is_for_hosts, unfit_name};

/// The lists that stand beside `site.yaml`.
pub(crate) const LISTS: [&str; 8] = [
    "site.yaml",
    "people.yaml",
    "contacts.yaml",
    "audiences.yaml",
    "organisations.yaml",
    "documents.yaml",
    "glossary.yaml",
    "years.yaml",
];

/// Whether a path within the content is that of a table.
pub(crate) fn is_table(below: &str) -> bool {
    below.starts_with("data/") && has_ending(below, "yaml")
}

/// Whether a path has an ending, in letters of any case.
pub(crate) fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(ending))
}

/// The list that a file at the top with a wrong name was likely meant to be.
pub(crate) fn meant_list(below: &str) -> Option<&'static str> {
    let top = !below.contains('/') && (has_ending(below, "yaml") || has_ending(below, "yml"));
    let wrong = top && !LISTS.contains(&below);
    wrong.then(|| nearest(below, LISTS)).flatten()
}

/// The path of the page that a file was meant to be, by an ending that pages do not have.
pub(crate) fn meant_page(below: &str) -> Option<String> {
    let (stem, ending) = below.rsplit_once('.')?;
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let ending = ending.to_ascii_lowercase();
    // Some programs save `leave.md` as `leave.md.txt`, and hide the last ending.
    let is_doubled = ending == "txt" && below.len() > stem.len() + ".txt".len();
    let is_other = matches!(
        ending.as_str(),
        "markdown" | "mdown" | "mdwn" | "mkd" | "mdx"
    );
    (is_doubled || is_other).then(|| format!("{stem}.md"))
}

/// The name of the list or table that a file was meant to be which ends in `.yml`.
pub(crate) fn meant_yaml(below: &str) -> Option<String> {
    let lower = below.to_ascii_lowercase();
    let stem = lower.strip_suffix(".yml")?;
    let meant = format!("{stem}.yaml");
    let name = meant.rsplit('/').next().unwrap_or(&meant);
    (is_table(&meant) || LISTS.contains(&name)).then(|| name.to_owned())
}

/// Hidden files that hosts read. They are looked at, so that nobody wonders why they are not published.
const FOR_HOSTS: [&str; 4] = [".htaccess", ".htpasswd", ".nojekyll", ".user.ini"];

/// Other names under which hosts find settings, in small letters.
const HOST_SETTINGS: [&str; 11] = [
    "cname",
    "netlify.toml",
    "vercel.json",
    "now.json",
    "wrangler.toml",
    "wrangler.json",
    "firebase.json",
    "staticwebapp.config.json",
    "app.yaml",
    "_config.yml",
    "_config.yaml",
];

/// Whether a name in small letters is one under which a host finds settings or programs.
pub(crate) fn host_name(name: &str) -> bool {
    is_for_hosts(name) || FOR_HOSTS.contains(&name) || HOST_SETTINGS.contains(&name)
}

/// Whether a file or folder is none of the site's, by its name alone: hidden, and nothing that hosts read.
pub(crate) fn is_passed_over(name: &OsStr) -> bool {
    let for_hosts = |name: &str| name == WELL_KNOWN || FOR_HOSTS.contains(&name);
    name.as_encoded_bytes().starts_with(b".") && !name.to_str().is_some_and(for_hosts)
}

/// The name of a file becomes part of an address. What it may hold is less than what an old address may
/// ([`unfit_name`]): what every host and every calendar program passes on unharmed, and editors can type.
pub(crate) fn name_problem(below: &str, file: &Arc<str>) -> Option<Diagnostic> {
    let name = below.rsplit('/').next().unwrap_or(below);
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let what = if name.contains("..") {
        "holds two dots in a row"
    } else if name.contains(' ') {
        "holds a space"
    } else if let Some(c) = name.chars().find(|&c| !good(c)) {
        if c.is_ascii() {
            "holds a sign that addresses cannot hold"
        } else {
            "holds a letter outside a to z"
        }
    } else if FOR_HOSTS.contains(&name) || is_for_hosts(name) {
        return None;
    } else {
        unfit_name(name)?
    };
    let shown: String = name
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .take(80)
        .collect();
    Some(
        Diagnostic::error(Code::FileName, format!("the name `{shown}` {what}"))
            .in_file(file)
            .help(format!("rename it, for example to `{}`", better_name(name))),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keys::FILES;

    fn said(below: &str) -> Option<String> {
        name_problem(below, &below.into()).map(|d| format!("{} | {}", d.message, d.help[0]))
    }

    #[test]
    fn every_list_declares_its_keys() {
        let declared: Vec<&str> = FILES.iter().map(|file| file.path).collect();
        for list in LISTS {
            assert!(declared.contains(&list), "{list}");
        }
    }

    #[test]
    fn a_bad_name_comes_with_a_better_one() {
        assert_eq!(said("services/send.md"), None);
        assert_eq!(said("a/README.md"), None);
        assert_eq!(
            said("a/My Page.md").expect("a space"),
            "the name `My Page.md` holds a space | rename it, for example to `my-page.md`"
        );
        for (wrong, better) in [
            ("Café.md", "cafe.md"),
            ("pōwhiri.md", "powhiri.md"),
            ("Große Straße.md", "grosse-strasse.md"),
            ("Łódź–Đà Nẵng.md", "lodz-da-nang.md"),
            ("smørrebrød æ.md", "smorrebrod-ae.md"),
            ("年間計画.md", "page.md"),
            ("x\u{7}y.md", "x-y.md"),
            ("a..md", "a.md"),
            ("aux.txt", "aux-1.txt"),
            ("Con", "con-1"),
            ("notes.", "notes"),
            ("git~1", "git-1"),
        ] {
            let said = said(wrong).expect(wrong);
            assert!(said.ends_with(&format!("`{better}`")), "{said}");
        }
    }

    #[test]
    fn hidden_files_are_passed_over_unless_hosts_read_them() {
        for (name, passed_over) in [
            (".git", true),
            (".env", true),
            (".DS_Store", true),
            (".well-known", false),
            (".htaccess", false),
            ("page.md", false),
        ] {
            assert_eq!(is_passed_over(OsStr::new(name)), passed_over, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_better_name_is_a_good_one(name in any::<String>()) {
            prop_assert_eq!(said(&better_name(&name)), None);
        }
    }
}
