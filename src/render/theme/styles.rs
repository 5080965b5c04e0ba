//! The stylesheet of the theme, joined from its sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assets::STYLES;
use super::slim;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped};

/// Its name below `assets/`.
pub(super) const SHEET: &str = "redway.css";

/// The stylesheet, with the site's own sources in the places of those that they stand in for.
///
/// What a site wrote stays as it is written.
pub(super) fn joined(own: &BTreeMap<String, (Arc<str>, String)>) -> Vec<u8> {
    let mut sheet = String::new();
    for (name, text) in STYLES {
        match own.get(*name) {
            Some((_, text)) => sheet.push_str(text),
            None => sheet.push_str(&slim::slim(text, false)),
        }
        if !sheet.ends_with('\n') {
            sheet.push('\n');
        }
    }
    sheet.into_bytes()
}

/// Tells of the site's own sources that no stylesheet is made of: those of another name, and all of them if the stylesheet is
/// one whole file of the site.
pub(super) fn report_unused(
    own: &BTreeMap<String, (Arc<str>, String)>,
    whole: bool,
    diagnostics: &mut Diagnostics,
) {
    for (name, (file, _)) in own {
        let known = STYLES.iter().any(|(known, _)| known == name);
        if known && !whole {
            continue;
        }
        let finding = if known {
            Diagnostic::warning(
                Code::UnusedThemeFile,
                format!("`styles/{name}` is not used"),
            )
            .help(format!(
                "`assets/{SHEET}` stands in for the whole stylesheet: remove one of the two"
            ))
        } else {
            Diagnostic::warning(
                Code::UnusedThemeFile,
                format!("no part of the stylesheet is called `{}`", clipped(name)),
            )
            .did_you_mean(name, STYLES.iter().map(|(known, _)| *known))
            .help("give it the name of the part that it stands in for, or remove it")
        };
        diagnostics.push(finding.in_file(file));
    }
}
