//! Where in the output stands what Redway makes by itself.

use super::{Addresses, List};

/// The list of what Redway made, in the output folder.
pub const MANIFEST: &str = ".redway-manifest";

/// The folder of calendar feeds, in the output folder.
pub const FEEDS: &str = "calendars";

/// The A to Z of people.
pub(crate) const PEOPLE: &str = "people";
/// The search page.
pub(crate) const SEARCH: &str = "search";
/// What the search box says and leads to.
pub(crate) const SEARCH_INTERFACE: &str = "search/interface.json";
/// Schools, trusts and other bodies.
pub(crate) const ORGANISATIONS: &str = "organisations";
/// What is for each audience.
pub(crate) const AUDIENCES: &str = "for";
/// The glossary.
pub(crate) const GLOSSARY: &str = "glossary";
/// Where facts come from.
pub(crate) const DOCUMENTS: &str = "documents";
/// The school year at a glance.
pub(crate) const CALENDAR: &str = "calendar";

/// The accessibility statement.
pub(crate) const ACCESSIBILITY: &str = "accessibility";
/// The parts that pages are made of, in a preview.
pub(crate) const STYLEGUIDE: &str = "styleguide";

/// What is made for paper.
pub(crate) const PRINT: &str = "print";

/// The name of a list in addresses.
pub(crate) fn name(list: List) -> &'static str {
    match list {
        List::People => PEOPLE,
        List::Organisations => ORGANISATIONS,
        List::Audiences => AUDIENCES,
        List::Glossary => GLOSSARY,
        List::Documents => DOCUMENTS,
        List::Calendar => CALENDAR,
        List::Search => SEARCH,
        List::Accessibility => ACCESSIBILITY,
    }
}

/// Whether a page stands where only those are that Redway makes of records.
#[cfg(feature = "cli")]
pub(crate) fn is_generated(file: &str) -> bool {
    let folder = file.split('/').next().unwrap_or(file);
    let generated = [
        PEOPLE,
        SEARCH,
        ORGANISATIONS,
        AUDIENCES,
        GLOSSARY,
        DOCUMENTS,
        CALENDAR,
        ACCESSIBILITY,
        STYLEGUIDE,
    ];
    generated.contains(&folder)
}

/// The link to one of them, relative to the site's root.
pub(crate) fn href(name: &str, style: Addresses) -> String {
    match style {
        Addresses::Folder => format!("{name}/"),
        Addresses::Flat => format!("{name}/index.html"),
    }
}

/// The link to the page of one person, organisation or audience.
pub(crate) fn entry(name: &str, id: &str, style: Addresses) -> String {
    match style {
        Addresses::Folder => format!("{name}/{id}/"),
        Addresses::Flat => format!("{name}/{id}.html"),
    }
}

/// The file that stands behind a link.
pub(crate) fn file(href: &str) -> String {
    if href.is_empty() || href.ends_with('/') {
        format!("{href}index.html")
    } else {
        href.to_owned()
    }
}

/// The folder of single meetings, below that of the feeds.
pub(crate) const MEETINGS: &str = "calendars/meeting";
/// What the feeds of audiences begin with, and no others do.
pub(crate) const AUDIENCE_FEEDS: &str = "calendars/for-";
/// The facts about all meetings, for programs.
pub(crate) const MEETINGS_FILE: &str = "calendars/meetings.json";
/// The figures of a table.
pub(crate) fn figures(table: &str) -> String {
    format!("tables/{table}.csv")
}

/// The feed of all meetings.
pub(crate) const ALL_FEED: &str = "calendars/all.ics";

/// The feed of a series or of one of its areas, under its id or under one that it had before.
pub(crate) fn feed(series: &str, area: Option<&str>) -> String {
    match area {
        Some(area) => format!("{FEEDS}/{series}-{area}.ics"),
        None => format!("{FEEDS}/{series}.ics"),
    }
}

/// The feed of what an audience is asked to.
pub(crate) fn audience_feed(audience: &str) -> String {
    format!("{AUDIENCE_FEEDS}{audience}.ics")
}

/// The file of one meeting, named as its UID is: by the stem of its series, the area (one
/// file for each, since each is an event of its own) and the key of the occurrence.
pub(crate) fn meeting(stem: &str, area: Option<&str>, key: &str) -> String {
    match area {
        Some(area) => format!("{MEETINGS}/{stem}-{area}.{key}.ics"),
        None => format!("{MEETINGS}/{stem}.{key}.ics"),
    }
}
