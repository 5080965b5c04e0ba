//! Templates that pages choose.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped};
use crate::load::{RawPage, RawSettings};

/// What there is in the theme of the site.
#[derive(Default)]
pub(crate) struct ThemeNames {
    /// The files that it adds to the output, in the order of their ids.
    pub(crate) files: Vec<String>,
    /// Where these would stand without the mark of what is in them: nothing of the content can.
    pub(crate) kept: Vec<String>,
    /// The templates that pages may choose; `None` where the theme could not be read.
    pub(crate) templates: Option<Vec<String>>,
    /// Whether the parts that pages are made of have a page, for whoever works on it.
    pub(crate) styleguide: bool,
}

/// Leaves pages the templates that there are; others are reported.
pub(super) fn known_only(
    pages: &mut [RawPage],
    theme: &ThemeNames,
    settings: &RawSettings,
    diagnostics: &mut Diagnostics,
) {
    let Some(templates) = &theme.templates else {
        return;
    };
    for page in pages {
        let Some(chosen) = &page.template else {
            continue;
        };
        let name = &chosen.value;
        if templates.contains(name) {
            continue;
        }
        let finding = Diagnostic {
            severity: settings.ways.unknown_keys,
            ..Diagnostic::error(
                Code::UnknownTemplate,
                format!("the site has no template `{}` of its own", clipped(name)),
            )
        };
        diagnostics.push(
            finding
                .did_you_mean(name, templates.iter().map(String::as_str))
                .help("put it into `themes/toolkit/templates/`, or take the line away: then the page is made with the template of its kind")
                .at(&page.file, chosen.span.clone()),
        );
        page.template = None;
    }
}
