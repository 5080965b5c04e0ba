//! A page, file or folder goes by another path: what links to it, what it links to, and its old address follow.

use std::collections::{HashMap, HashSet};

use super::alias::aliases;
use super::references::references;
use super::{Edit, in_root};
use crate::diagnostic::nearest;
use crate::load::Raw;
use crate::model::{Body, EachBody, Page, Site, Target, rooted_address};

/// What moving something takes.
pub(crate) struct Moving {
    /// The paths below the content, before and after.
    pub(crate) from: String,
    pub(crate) to: String,
    /// Edits of files, by the paths that these have before.
    pub(crate) edits: Vec<Edit>,
    /// Files whose addresses nothing can lead on from.
    pub(crate) without_alias: Vec<String>,
}

/// What it takes to move a path below the content to another.
///
/// # Errors
///
/// In words for people: it is not there, or something is in the way.
pub(crate) fn moved(
    (raw, site): (&Raw, &Site),
    (from, to): (&str, &str),
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Moving, String> {
    let paths: HashSet<&str> = raw.paths().collect();
    let is_folder = paths.iter().any(|path| is_within(path, from));
    let to = match (is_folder, from.rsplit('/').next()) {
        (false, Some(name)) if to.is_empty() || to.ends_with('/') => format!("{to}{name}"),
        _ => to.trim_end_matches('/').to_owned(),
    };
    check((raw, &paths), from, &to, is_folder)?;
    let rename = |path: &str| renamed(path, from, &to);
    let folders = raw.folders();
    let exists = |path: &str| {
        let page = |ending: &str| paths.contains(format!("{path}{ending}").as_str());
        paths.contains(path)
            || folders.contains(path)
            || page(".md")
            || path
                .strip_suffix(".html")
                .is_some_and(|stem| paths.contains(format!("{stem}.md").as_str()))
    };
    let mut edits = Vec::new();
    for one in references(raw, text_of, &exists) {
        let (folder, path) = (
            moved_folder(&one.folder, &one.file, raw, &rename),
            rename(&one.path),
        );
        if folder == one.folder && path == one.path {
            continue;
        }
        let is_rooted = one.written.starts_with('/');
        if is_rooted && path == one.path {
            continue;
        }
        let slash = if one.written.ends_with('/') { "/" } else { "" };
        let path = if is_rooted {
            format!("/{path}")
        } else {
            relative(&folder, &path)
        };
        let path = if path.is_empty() { "." } else { path.as_str() };
        let written = format!("{}{slash}", path.trim_end_matches('/'));
        if written != one.written {
            edits.push(Edit::new(&one.file, &one.span, written));
        }
    }
    let known = by_source(site);
    for page in &raw.pages {
        if rename(&page.path) == page.path {
            continue;
        }
        let text = text_of(&page.file).unwrap_or_default();
        let known = known.get(&*page.file);
        let address = known.map(|known| rooted_address(&known.address.file));
        edits.extend(address.and_then(|address| aliases(page, &text, &[address])));
    }
    let files = raw.assets.iter().map(|asset| asset.file.as_str());
    let without_alias = files
        .filter(|file| rename(file) != *file)
        .map(str::to_owned);
    Ok(Moving {
        without_alias: without_alias.collect(),
        from: from.to_owned(),
        to,
        edits,
    })
}

fn check(
    (raw, paths): (&Raw, &HashSet<&str>),
    from: &str,
    to: &str,
    is_folder: bool,
) -> Result<(), String> {
    if !is_folder && !paths.contains(from) {
        let known = paths.iter().copied().chain(raw.folders());
        let meant = nearest(from, known);
        let meant = meant.map_or_else(String::new, |meant| format!(": did you mean `{meant}`?"));
        return Err(format!(
            "there is no page, file or folder `{from}` in the content{meant}"
        ));
    }
    if from.is_empty()
        || raw
            .pages
            .iter()
            .any(|page| page.path == from && page.section.as_deref() == Some(""))
    {
        return Err("the home page stays where it is".to_owned());
    }
    if crate::load::LISTS.contains(&from) || from == "site.yaml" || from.starts_with("data/") {
        return Err(format!(
            "`{from}` has its name from Redway, or is named by it"
        ));
    }
    if is_within(to, from) || to == from {
        return Err(format!("`{to}` is where it stands, or within it"));
    }
    let is_page = |path: &str| path.strip_suffix(".md").is_some();
    if !is_folder && is_page(from) != is_page(to) {
        let ending = from
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'));
        let named = to.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let help = match ending {
            Some((_, ending)) if !named => format!(": write `{to}.{ending}`"),
            _ => String::new(),
        };
        return Err(format!("`{to}` has another ending than `{from}`{help}"));
    }
    if let Some((part, why)) = crate::model::unfit_path(to) {
        return Err(format!("`{to}` cannot be a path: the name `{part}` {why}"));
    }
    if paths.iter().any(|path| *path == to || is_within(path, to)) {
        return Err(format!("`{to}` is there already"));
    }
    Ok(())
}

/// The pages of a site by their files.
fn by_source(site: &Site) -> HashMap<&str, &Page> {
    let pages = site.pages.iter();
    pages.map(|page| (&*page.source, page)).collect()
}

/// Whether a path is below a folder.
fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// A path after the move: of what moves, of what is within it, and of a page without its ending.
fn renamed(path: &str, from: &str, to: &str) -> String {
    if let Some(rest) = path.strip_prefix(from)
        && (rest.is_empty() || rest.starts_with('/'))
    {
        return format!("{to}{rest}");
    }
    let stems = from.strip_suffix(".md").zip(to.strip_suffix(".md"));
    match stems {
        Some((stem, new)) if path == stem => new.to_owned(),
        Some((stem, new)) if path.strip_suffix(".html") == Some(stem) => format!("{new}.html"),
        _ => path.to_owned(),
    }
}

/// The folder of a file after the move.
fn moved_folder(folder: &str, file: &str, raw: &Raw, rename: &dyn Fn(&str) -> String) -> String {
    let below = file.strip_prefix(raw.prefix.as_str()).unwrap_or(file);
    let now = rename(below);
    if now == below {
        return folder.to_owned();
    }
    now.rsplit_once('/')
        .map_or(String::new(), |(folder, _)| folder.to_owned())
}

/// A path as a link in a folder writes it.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - same);
    let parts: Vec<&str> = up.chain(to[same..].iter().copied()).collect();
    parts.join("/")
}

/// Whether every page leads to the pages and files that it led to before something moved; the first that does not is named.
pub(crate) fn leads_as_before(
    (old, new): (&Site, &Site),
    prefix: &str,
    (from, to): (&str, &str),
) -> Result<(), String> {
    let rename = |file: &str| {
        let below = file.strip_prefix(prefix).unwrap_or(file);
        in_root(prefix, &renamed(below, from, to))
    };
    let known = by_source(new);
    for page in old.pages.iter().filter(|page| page.source.ends_with(".md")) {
        let Some(now) = known.get(rename(&page.source).as_str()) else {
            return Err(format!("{} would be gone", page.source));
        };
        let before = targets((old, prefix), page, &|file| rename(file));
        let after = targets((new, prefix), now, &str::to_owned);
        if before != after {
            return Err(format!("a link of {} would lead elsewhere", page.source));
        }
    }
    Ok(())
}

/// The pages and files to which a page leads, in order.
fn targets(
    (site, prefix): (&Site, &str),
    page: &Page,
    rename: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut each = EachBody(|body: &Body| {
        for target in &body.targets {
            match target {
                // A folder without a page of its own has its name from its path.
                Target::Page(id, behind) => {
                    let source = &site.page(*id).source;
                    let behind = behind.as_deref().unwrap_or("");
                    found.push(format!("{}{behind}", rename(source)));
                }
                // A file has its path below the content in the output.
                Target::File(file, behind) => {
                    let behind = behind.as_deref().unwrap_or("");
                    found.push(format!("{}{behind}", rename(&format!("{prefix}{file}"))));
                }
                _ => found.push(String::new()),
            }
        }
    });
    page.visit(&mut each);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_takes_all_its_names_along() {
        let of_page = |path| renamed(path, "teams/gate.md", "yard/door.md");
        assert_eq!(of_page("teams/gate.md"), "yard/door.md");
        assert_eq!(of_page("teams/gate"), "yard/door");
        assert_eq!(of_page("teams/gate.html"), "yard/door.html");
        assert_eq!(of_page("teams/gate.mdx"), "teams/gate.mdx");
        assert_eq!(of_page("teams/gates"), "teams/gates");
        let of_folder = |path| renamed(path, "teams", "yard/all");
        assert_eq!(of_folder("teams/gate.md"), "yard/all/gate.md");
        assert_eq!(of_folder("teams"), "yard/all");
        assert_eq!(of_folder("teamsters/a.md"), "teamsters/a.md");
    }

    #[test]
    fn paths_are_written_from_their_folder() {
        assert_eq!(relative("a/b", "a/c/d.md"), "../c/d.md");
        assert_eq!(relative("", "c/d.md"), "c/d.md");
        assert_eq!(relative("a", "d.md"), "../d.md");
        assert_eq!(relative("a", "a/d.md"), "d.md");
        assert_eq!(relative("a/b", "a"), "..");
    }
}
