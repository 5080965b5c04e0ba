//! What a site says of the rules: levels by folder, what pages allow, and who answers for what.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, Levels};
use crate::load::Raw;

/// Gathers all of it. A folder that is not there is reported.
pub(crate) fn levels(raw: &Raw, diagnostics: &mut Diagnostics) -> Levels {
    let mut levels = Levels::default();
    let folders = raw.folders();
    let known = OnceCell::new();
    for set in &raw.settings.levels {
        let Some(folder) = &set.folder else {
            levels.set(set.code, String::new(), set.level);
            continue;
        };
        let name = folder.value.trim_matches('/');
        if name.is_empty() {
            levels.set(set.code, String::new(), set.level);
        } else if folders.contains(name) {
            levels.set(set.code, format!("{}{name}/", raw.prefix), set.level);
        } else {
            let finding = Diagnostic::error(
                Code::UnknownFile,
                format!("there is no folder `{name}` in the content"),
            );
            let known = known.get_or_init(|| Arc::new(Known::new(folders.iter().copied())));
            let finding = finding
                .meant_among(name, known)
                .help("name a folder as it stands in the content, or `/` for all of it");
            diagnostics.push(finding.at(&raw.settings.file, folder.span.clone()));
        }
    }
    for page in &raw.pages {
        levels.allow(&page.file, &page.allow);
        let Some(owner) = &page.owner else { continue };
        match page.section.as_deref() {
            Some("") => levels.own(raw.prefix.clone(), owner),
            Some(section) => levels.own(
                format!("{}{}/", raw.prefix, section.trim_matches('/')),
                owner,
            ),
            None => levels.own(page.file.to_string(), owner),
        }
    }
    levels
}
