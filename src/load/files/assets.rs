//! Files that are copied into the site as they are, and those that should not be.

use super::names::{LISTS, has_ending, is_table, meant_list, meant_page};
use super::text;
use super::walk::Found;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Asset;

/// Why a file should not be copied into the site, and what to do.
fn stray(found: &Found) -> Option<Diagnostic> {
    let (folder, name) = found.below.rsplit_once('/').unwrap_or(("", &found.below));
    let lower = name.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let leftover = matches!(ending, "orig" | "rej" | "bak" | "tmp" | "swp")
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini");
    let (why, help) = if leftover {
        (
            format!("`{name}` is a leftover of another program, and would be published"),
            "remove it from the source".to_owned(),
        )
    } else if !folder.is_empty() && LISTS.contains(&lower.as_str()) {
        (
            format!("`{lower}` is read only beside `site.yaml`, not in a folder"),
            "move it there, or give it another name".to_owned(),
        )
    } else {
        let page = meant_page(name)?;
        (
            format!("`{name}` looks like a page, and pages end in `.md`"),
            format!("rename it to `{page}`"),
        )
    };
    let finding = Diagnostic::error(Code::FileName, why).help(help);
    Some(finding.in_file(&found.file))
}

/// Everything that is not Markdown is copied; a list by a wrong name is not.
pub(crate) fn assets(others: Vec<Found>, findings: &mut Diagnostics) -> Vec<Asset> {
    let mut assets = Vec::new();
    for found in others {
        if LISTS.contains(&found.below.as_str()) || is_table(&found.below) {
            continue;
        }
        let list = !found.below.contains('/')
            && (has_ending(&found.below, "yaml") || has_ending(&found.below, "yml"));
        if list {
            let finding = Diagnostic::error(Code::FileName, format!("there is no list `{}`", found.below))
                .in_file(&found.file)
                .help("the lists here are site.yaml, people.yaml, audiences.yaml, organisations.yaml, documents.yaml, glossary.yaml and years.yaml");
            findings.push(finding.meant(meant_list(&found.below)));
            continue;
        }
        if let Some(finding) = stray(&found) {
            findings.push(finding);
            continue;
        }
        if let Err(error) = found.open() {
            findings.push(text::unreadable(&error, &found.file));
        } else {
            assets.push(Asset {
                source: found.path(),
                file: found.below,
            });
        }
    }
    assets
}
