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
/// What a site wrote stays as it is written; a copy of a source that says the same as the built-in one is served as that one.
pub(super) fn joined(own: &BTreeMap<String, (Arc<str>, String)>) -> Vec<u8> {
    let mut sheet = String::new();
    for (name, text) in STYLES {
        match own.get(*name) {
            Some((_, own)) if own != text => sheet.push_str(own),
            _ => sheet.push_str(&slim::slim(text, false)),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{STYLES, joined};

    #[test]
    fn a_copy_that_says_the_same_is_served_as_the_built_in_source() {
        let built_in = joined(&BTreeMap::new());
        let own = |text: &str| {
            let (name, _) = STYLES[0];
            BTreeMap::from([(
                name.to_owned(),
                ("themes/toolkit/styles".into(), text.to_owned()),
            )])
        };
        assert_eq!(joined(&own(STYLES[0].1)), built_in);
        let written = "/* Mine. */\n:root { --r: 0; }\n";
        assert!(joined(&own(written)).starts_with(written.as_bytes()));
    }
}
