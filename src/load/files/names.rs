//! What names of files say: which lists there are, and what a wrong name was meant to be.

use std::path::Path;

use crate::diagnostic::nearest;

/// The lists that stand beside `site.yaml`.
pub(crate) const LISTS: [&str; 7] = [
    "site.yaml",
    "people.yaml",
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
    matches!(
        ending.as_str(),
        "markdown" | "mdown" | "mdwn" | "mkd" | "mdx"
    )
    .then(|| format!("{stem}.md"))
}
