//! Paths of the source to addresses of the output.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::model::{self as names, Address, Addresses, unfit_path};

/// The folder that a path stands in, without a slash at the end; empty for the top.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path is one that links may name a folder's own page by.
pub(crate) fn is_index(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    names::is_index(name) || names::is_readme(name)
}

/// The address of a Markdown file, which may be the page of a folder. Letters become lower case, since hosts differ on case.
pub(crate) fn of_page(path: &str, section: Option<&str>, style: Addresses) -> Address {
    if let Some(folder) = section {
        return of_folder(folder, style);
    }
    let path = path.to_ascii_lowercase();
    let stem = path.strip_suffix(".md").unwrap_or(&path);
    match style {
        Addresses::Folder => Address {
            file: format!("{stem}/index.html").into(),
            href: format!("{stem}/").into(),
        },
        Addresses::Flat => {
            let file = format!("{stem}.html");
            Address {
                href: file.clone().into(),
                file: file.into(),
            }
        }
    }
}

/// The address of a folder.
pub(crate) fn of_folder(folder: &str, style: Addresses) -> Address {
    let folder = folder.to_ascii_lowercase();
    let slash = if folder.is_empty() { "" } else { "/" };
    let file = format!("{folder}{slash}index.html");
    match style {
        Addresses::Folder => Address {
            file: file.into(),
            href: format!("{folder}{slash}").into(),
        },
        Addresses::Flat => Address {
            href: file.clone().into(),
            file: file.into(),
        },
    }
}

/// The file for an old address, or why it cannot be one. Codes such as `%20` are read as in a link.
pub(crate) fn of_alias(alias: &str) -> Result<String, String> {
    if alias.contains("://") || alias.starts_with("//") {
        return Err("it names another site".to_owned());
    }
    if several(alias).nth(1).is_some() {
        return Err("it is several addresses in one".to_owned());
    }
    let decoded = percent_decode(alias);
    let path = decoded.trim_start_matches('/');
    if path.contains('#') {
        return Err("it leads to a part of a page, of which hosts are told nothing".to_owned());
    }
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        return Err("it is the home page".to_owned());
    }
    match unfit_path(trimmed) {
        Some(("", _)) => return Err("a part of it is empty".to_owned()),
        Some((part, why)) => return Err(format!("the name `{}` {why}", shown(part))),
        None => {}
    }
    let is_file = !path.ends_with('/')
        && trimmed.rsplit('/').next().is_some_and(|last| {
            last.rsplit_once('.').is_some_and(|(_, ending)| {
                ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
            })
        });
    Ok(if is_file {
        trimmed.to_owned()
    } else {
        format!("{trimmed}/index.html")
    })
}

/// The addresses that stand in one value, between spaces or commas: each but the first begins with `/`, so that a space within
/// an address is part of it.
pub(crate) fn several(alias: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| c == ',' || c.is_whitespace();
    let ends = alias
        .match_indices('/')
        .map(|(at, _)| at)
        .filter(move |at| alias[..*at].ends_with(between))
        .chain([alias.len()]);
    let mut from = 0;
    let parts = ends.map(move |end| {
        let part = &alias[from..end];
        from = end;
        part.trim_matches(between)
    });
    parts.filter(|part| !part.is_empty())
}

/// A name as a message can hold it.
fn shown(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .take(80)
        .collect()
}

/// `%20` to a space; whatever is not such a code stays.
pub(crate) fn percent_decode(text: &str) -> Cow<'_, str> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.unwrap_or(Cow::Borrowed(text))
}

/// A path as a link to a published page may write it, by the file that the page becomes: what it was written as, without
/// the ending, and empty for home. `None` for what is no page.
pub(crate) fn without_html(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    if !matches!(ending.to_ascii_lowercase().as_str(), "html" | "htm") {
        return None;
    }
    match stem.rsplit_once('/') {
        Some((folder, "index")) => Some(folder),
        None if stem == "index" => Some(""),
        _ => Some(stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_folders_or_flat_files() {
        let href = |path: &str, style| {
            let section = is_index(path).then(|| folder(path));
            of_page(path, section, style).href.into_string()
        };
        assert_eq!(
            href("services/send.md", Addresses::Folder),
            "services/send/"
        );
        assert_eq!(href("services/_index.md", Addresses::Folder), "services/");
        assert_eq!(href("_index.md", Addresses::Folder), "");
        assert_eq!(
            href("Services/Send.md", Addresses::Flat),
            "services/send.html"
        );
        assert_eq!(
            href("services/index.md", Addresses::Flat),
            "services/index.html"
        );
        assert_eq!(
            &*of_page("_index.md", Some(""), Addresses::Folder).file,
            "index.html"
        );
    }

    #[test]
    fn files_of_pages_go_by_what_they_were_written_as() {
        assert_eq!(without_html("guides/two.html"), Some("guides/two"));
        assert_eq!(without_html("guides/index.htm"), Some("guides"));
        assert_eq!(without_html("INDEX.html"), Some("INDEX"));
        assert_eq!(without_html("index.html"), Some(""));
        assert_eq!(without_html("guides/two.md"), None);
        assert_eq!(without_html("guides/two"), None);
    }

    #[test]
    fn percent_codes_are_read_and_halves_of_them_kept() {
        assert_eq!(percent_decode("a%20b%c3%a9%"), "a bé%");
        assert_eq!(percent_decode("%ff%zz"), "%ff%zz");
        // A sign before one digit is no number of two.
        assert_eq!(percent_decode("%+f"), "%+f");
    }

    #[test]
    fn an_alias_is_a_file_of_this_site() {
        for (alias, file) in [
            ("/old/place/", "old/place/index.html"),
            ("old.html", "old.html"),
            ("/Old/Place.aspx", "Old/Place.aspx/index.html"),
            ("/a%20b/", "a b/index.html"),
            ("/a b/", "a b/index.html"),
            ("/a%2Fb/", "a/b/index.html"),
            ("/100%/", "100%/index.html"),
            (
                "/.well-known/change-password",
                ".well-known/change-password/index.html",
            ),
        ] {
            assert_eq!(of_alias(alias).as_deref(), Ok(file), "{alias}");
        }
        for wrong in [
            "/",
            "/a/ /b/",
            "/a/, /b/",
            "../x",
            "https://a.example/",
            "//a.example",
            "a//b",
            "a?b",
            "a%3Fb",
            "é",
            "%C3%A9",
            "/%2e%2e/x/",
            "/%2Egit/",
            "/.htaccess",
            "/_headers",
            "/web.config",
            "/a:b/",
            "/CON/",
            "/nul.txt",
            "/end./",
            "/end%20/",
            "/a%00b",
            "/a%5Cb",
            "/git~1/",
        ] {
            assert!(of_alias(wrong).is_err(), "{wrong}");
        }
    }
}
