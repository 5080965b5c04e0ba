//! A page goes: what still leads to it is named first, and its address leads on.

use std::collections::HashSet;

use jiff::civil::Date;

use super::alias::{aliases, line};
use super::references::references;
use super::{Edit, Reference};
use crate::load::{Raw, RawKind, RawPage};
use crate::model::{Site, Status, rooted_address};

/// What retiring a page takes.
pub(crate) enum Retiring {
    /// It is a series, which stays and says from when it is no longer held.
    Series(Vec<Edit>),
    /// It goes, and the page of this file takes its address on.
    Page {
        file: String,
        edits: Vec<Edit>,
        stands_in: String,
    },
    /// These still lead to it.
    Named(Vec<Reference>),
}

/// Refuses to end a series that still has meetings from a day on: whoever has them in a calendar is told that they are cancelled first.
fn still_to_come(site: &Site, page: &RawPage, by_rule: bool, from: Date) -> Result<(), String> {
    let resolved = site.pages.iter().find(|one| one.source == page.file);
    let meetings = resolved.and_then(|one| one.series());
    let meetings = meetings.into_iter().flat_map(|series| &series.occurrences);
    let held =
        meetings.filter(|one| one.status != Status::Cancelled && one.when.first_day() > from);
    let days: Vec<String> = held.map(|one| one.when.first_day().to_string()).collect();
    let Some(first) = days.first() else {
        return Ok(());
    };
    let more = match days.len() - 1 {
        0 => String::new(),
        1 => " and on 1 more day".to_owned(),
        more => format!(" and on {more} more days"),
    };
    let rule = if by_rule {
        "; a rule ends with `until`"
    } else {
        ""
    };
    Err(format!(
        "there is still a meeting on {first}{more}: cancel what is not held, as in `{{on: {first}, status: cancelled, why: …}}` with its times{rule}; or name a later day with --from"
    ))
}

/// What it takes to retire the page at a path below the content; `to` stands in for it, else the page of its section.
///
/// # Errors
///
/// In words for people.
pub(crate) fn retired(
    (raw, site): (&Raw, &Site),
    path: &str,
    to: Option<&str>,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Retiring, String> {
    let named = |path: &str| -> Result<&RawPage, String> {
        let found = raw.pages.iter().find(|page| page.path == path);
        found.ok_or_else(|| format!("there is no page `{path}` in the content"))
    };
    let page = named(path)?;
    let text = text_of(&page.file).unwrap_or_default();
    if let RawKind::Series(series) = &page.kind {
        if series.retired.is_some() {
            return Err(format!(
                "`{path}` says already from when it is no longer held"
            ));
        }
        still_to_come(site, page, !series.recurs.is_empty(), today)?;
        let edit = line(page, &text, ("retired", &today.to_string()));
        return Ok(Retiring::Series(vec![edit]));
    }
    if page.section.as_deref() == Some("") {
        return Err("the home page stays".to_owned());
    }
    let is_within = |one: &RawPage| {
        let folder = page.section.as_deref();
        folder.is_some_and(|folder| one.path != path && one.path.starts_with(&format!("{folder}/")))
    };
    if let Some(one) = raw.pages.iter().find(|one| is_within(one)) {
        return Err(format!(
            "`{}` stands in this section: move it, or retire it first",
            one.path
        ));
    }
    let places = named_at(raw, page, text_of);
    if !places.is_empty() {
        return Ok(Retiring::Named(places));
    }
    let stands_in = match to {
        Some(to) if to == path => return Err("a page does not stand in for itself".to_owned()),
        Some(to) => named(to)?,
        None => section(raw, site, page).ok_or("name the page that stands in for it with --to")?,
    };
    let known = site.pages.iter().find(|one| one.source == page.file);
    let mut addresses: Vec<String> = page
        .aliases
        .iter()
        .map(|alias| alias.value.clone())
        .collect();
    addresses.extend(known.map(|known| rooted_address(&known.address.file)));
    let text = text_of(&stands_in.file).unwrap_or_default();
    Ok(Retiring::Page {
        file: page.file.to_string(),
        edits: aliases(stands_in, &text, &addresses).into_iter().collect(),
        stands_in: stands_in.file.to_string(),
    })
}

/// Where other files name a page.
pub(super) fn named_at(
    raw: &Raw,
    page: &RawPage,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Vec<Reference> {
    let paths: HashSet<&str> = raw.paths().collect();
    let folders = raw.folders();
    let stem = page.path.strip_suffix(".md").unwrap_or(&page.path);
    let is_it = |path: &str| {
        path == page.path
            || path.strip_suffix(".html").unwrap_or(path) == stem
            || page.section.as_deref().is_some_and(|folder| path == folder)
    };
    let exists = |path: &str| paths.contains(path) || folders.contains(path) || is_it(path);
    let mut all = references(raw, text_of, &exists);
    all.retain(|one| is_it(&one.path) && *one.file != *page.file);
    all
}

/// The page of the section that a page stands in, or of the nearest above that an editor wrote.
fn section<'r>(raw: &'r Raw, site: &Site, page: &RawPage) -> Option<&'r RawPage> {
    let mut above = site
        .pages
        .iter()
        .find(|one| one.source == page.file)?
        .parent;
    while let Some(id) = above {
        let file = &site.page(id).source;
        if let Some(found) = raw.pages.iter().find(|one| one.file == *file) {
            return Some(found);
        }
        above = site.page(id).parent;
    }
    None
}
