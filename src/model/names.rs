//! What files and folders may be called: one rule for every path that is published, whatever it was made from.

/// The most bytes of a name. Hosts and systems bear twice as many, and endings and hashes of theirs are added.
const LONGEST: usize = 120;

/// The names that a folder's own page may have.
const INDEX_NAMES: [&str; 2] = ["_index.md", "index.md"];

/// Whether a file of this name is the page of its folder.
#[must_use]
pub fn is_index(name: &str) -> bool {
    INDEX_NAMES.contains(&name)
}

/// Whether a file of this name is the page of its folder when none of the names for that is there: Git hosts show it so.
#[must_use]
pub fn is_readme(name: &str) -> bool {
    name.eq_ignore_ascii_case("README.md")
}

/// The only hidden folder that belongs to a site (RFC 8615).
pub const WELL_KNOWN: &str = ".well-known";

/// Names that Windows keeps for devices, whatever ending they have.
const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// Names at which hosts look for settings or programs, and would stumble over a page.
const HOST_FILES: [&str; 5] = [
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "web.config",
];

/// Why no file and no folder may have a name, to be read after "the name `…`"; `None` when all hosts and
/// systems hold it.
#[must_use]
pub fn unfit_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("is empty")
    } else if matches!(name, "." | "..") {
        Some("leads to another folder")
    } else if name.contains(|c: char| c.is_ascii_control() || r#"<>:"|?*\/"#.contains(c)) {
        Some("holds a sign that addresses cannot hold")
    } else if !name.is_ascii() {
        Some("holds a letter outside a to z")
    } else if name.len() > LONGEST {
        Some("holds more than 120 letters")
    } else if name.starts_with('.') && name != WELL_KNOWN {
        Some("starts with a dot, which hides it")
    } else if name.ends_with('.') {
        Some("ends in a dot, which Windows cannot hold")
    } else if name.starts_with(' ') || name.ends_with(' ') {
        Some("starts or ends with a space, which Windows cannot hold")
    } else if is_device(name) {
        Some("is one that Windows keeps for itself")
    } else if is_short_form(name) {
        Some("is one that Windows makes for long names")
    } else if is_for_hosts(name) {
        Some("is one under which hosts look for settings")
    } else {
        None
    }
}

/// Whether a name is one at which hosts look for settings or programs: no page can have it, and a file only on purpose.
#[must_use]
pub fn is_for_hosts(name: &str) -> bool {
    HOST_FILES
        .iter()
        .any(|host| name.eq_ignore_ascii_case(host))
}

/// The first part of a path that no file or folder may be called, with the reason.
#[must_use]
pub fn unfit_path(path: &str) -> Option<(&str, &'static str)> {
    path.split('/')
        .find_map(|part| Some((part, unfit_name(part)?)))
}

/// Whether Windows takes a name for a device: `con`, and `com1.txt` too.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_lowercase();
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str()) || matches!(port.map(str::as_bytes), Some([b'0'..=b'9']))
}

/// Whether Windows may read a name as that of another file: `git~1` is `.git` there.
fn is_short_form(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    stem.rsplit_once('~').is_some_and(|(start, number)| {
        !start.is_empty() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// A relative link of an editor joined to the folder that it stands in; `None` when it climbs out of the site.
pub(crate) fn join(folder: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = if link.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|p| !p.is_empty()).collect()
    };
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_never_climb_out_of_the_site() {
        assert_eq!(join("a/b", "../c/d.md").as_deref(), Some("a/c/d.md"));
        assert_eq!(join("a", "/x.md").as_deref(), Some("x.md"));
        assert_eq!(join("a", "../../etc/passwd"), None);
    }

    #[test]
    fn a_name_is_one_that_every_host_and_system_holds() {
        for good in [
            "index.html",
            "Place.aspx",
            "a b",
            "~smith",
            "~1",
            "a~",
            "a~b",
            "x.php",
            "100%",
            "console",
            "com10",
            "auxiliary.txt",
            ".well-known",
            "CNAME",
        ] {
            assert_eq!(unfit_name(good), None, "{good}");
        }
        for wrong in [
            "",
            ".",
            "..",
            ".git",
            ".htaccess",
            "end.",
            "end ",
            " end",
            "a:b",
            "a<",
            "a>",
            "a|b",
            "a*",
            "a?",
            "a\"",
            "a\\b",
            "a/b",
            "a\u{7}",
            "a\u{7f}",
            "\u{e9}",
            "con",
            "CON",
            "nul.txt",
            "Aux.tar.gz",
            "com1",
            "LPT9.md",
            "con .txt",
            "conin$",
            "git~1",
            "GIT~12.x",
            "_headers",
            "_REDIRECTS",
            "web.config",
            "_worker.js",
        ] {
            assert!(unfit_name(wrong).is_some(), "{wrong:?}");
        }
        assert_eq!(unfit_name(&"a".repeat(120)), None);
        assert!(unfit_name(&"a".repeat(121)).is_some());
    }

    #[test]
    fn a_path_is_told_by_its_first_bad_part() {
        assert_eq!(unfit_path("old/Place.aspx/index.html"), None);
        assert_eq!(unfit_path("a/con/nul").map(|(part, _)| part), Some("con"));
        assert_eq!(unfit_path("a//b").map(|(part, _)| part), Some(""));
    }
}
