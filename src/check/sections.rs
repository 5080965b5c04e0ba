//! Pages of one section that readers cannot tell apart, and headings over them (`under`) that are almost those of others.

use std::collections::{BTreeMap, HashMap};

use super::page::fact;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, is_slip};
use crate::load::{Raw, RawKind, RawPage};
use crate::resolve::folder;

/// The fewest letters of a heading in which one or two others are a slip.
const LEAST: usize = 8;

/// Warns of both. `text_of` gives the text of a file, to show places in it.
pub(super) fn check(
    raw: &Raw,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut sections: BTreeMap<&str, Vec<&RawPage>> = BTreeMap::new();
    for page in &raw.pages {
        let folder = folder(page.section.as_deref().unwrap_or(&page.path));
        sections.entry(folder).or_default().push(page);
    }
    for pages in sections.values() {
        titles(pages, text_of, diagnostics);
        headings(pages, text_of, diagnostics);
    }
}

fn titles(
    pages: &[&RawPage],
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut first: HashMap<(String, Option<&str>), &RawPage> = HashMap::new();
    // Minutes are told apart by their days, and records by their years.
    let of_today = pages
        .iter()
        .filter(|page| page.as_of.is_none() && !matches!(page.kind, RawKind::Minutes(_)));
    for page in of_today {
        let key = (page.title.to_lowercase(), page.language.as_deref());
        let Some(other) = first.insert(key, page) else {
            continue;
        };
        let message = format!("`{}` of the same section has this title too", other.file);
        let finding = Diagnostic::warning(Code::RepeatedName, message)
            .help("give each a title that tells readers which is which, or remove the one that is left over");
        diagnostics.push(placed(finding, page, "title", text_of));
    }
}

fn headings(
    pages: &[&RawPage],
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for page in pages {
        if let Some(heading) = page.under.as_deref() {
            *counts.entry(heading).or_default() += 1;
        }
    }
    if counts.len() < 2 {
        return;
    }
    let mut of_several: Vec<&str> = counts
        .iter()
        .filter(|(_, count)| **count > 1)
        .map(|(heading, _)| *heading)
        .collect();
    of_several.sort_unstable();
    let known = Known::new(of_several);
    for page in pages {
        let Some(heading) = page.under.as_deref().filter(|one| counts[one] == 1) else {
            continue;
        };
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let near = known.nearest(heading).filter(|near| {
            near.len() >= LEAST && digits(near) == digits(heading) && is_slip(heading, near, 2)
        });
        let Some(near) = near else { continue };
        let message = format!(
            "`{heading}` is almost `{near}`, under which other pages of this section stand"
        );
        let finding = Diagnostic::warning(Code::RepeatedName, message).help(format!(
            "pages with the same words stand together: write `under: {near}`, or words that differ more"
        ));
        diagnostics.push(placed(finding, page, "under", text_of));
    }
}

/// A finding at a fact of a page.
fn placed(
    finding: Diagnostic,
    page: &RawPage,
    key: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Diagnostic {
    let text = text_of(&page.file).unwrap_or_default();
    match fact(page, &text, key) {
        Some(fact) => finding.at(&page.file, fact.span),
        None => finding.in_file(&page.file),
    }
}
