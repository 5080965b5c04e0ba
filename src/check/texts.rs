//! The rules that look over the text of each page and list. Each text is read once for all of them, on all cores.

use std::sync::Arc;

use rayon::prelude::*;

use super::notation::Notation;
use super::prose::Prose;
use super::repeated::{self, Held};
use super::{hosts, modes, personal, placeholder, sections, statement, weekdays, years};
use crate::diagnostic::{Diagnostics, Levels};
use crate::load::{LISTS, Raw};

/// Gives the text of a file, to any thread.
pub(crate) type TextOf<'a> = dyn Fn(&str) -> Option<String> + Sync + 'a;

/// Looks over all of them.
pub(crate) fn check(
    raw: &Raw,
    levels: &Levels,
    text_of: &TextOf<'_>,
    diagnostics: &mut Diagnostics,
) {
    let former = repeated::former(raw);
    let notation = Notation::new(raw);
    let held = Held::new(raw, &former, &notation);
    let prose = Prose::new(raw, levels);
    let british = raw.settings.ways.british;
    let of_pages = raw.pages.par_iter().map(|page| {
        let mut found = Diagnostics::new();
        if let Some(text) = text_of(&page.file) {
            held.check(page, &text, &mut found);
            weekdays::check(page, &text, &notation, &mut found);
            modes::check(page, &text, &mut found);
            prose.check(page, &text, &mut found);
            personal::of_page(page, &text, british, &mut found);
            placeholder::check(page, &text, &mut found);
        }
        found
    });
    let of_pages: Vec<Diagnostics> = of_pages.collect();
    for found in of_pages {
        diagnostics.append(found);
    }
    sections::check(raw, text_of, diagnostics);
    hosts::check(raw, text_of, diagnostics);
    years::check(raw, text_of, diagnostics);
    statement::check(&raw.settings, diagnostics);
    for list in LISTS {
        let file: Arc<str> = format!("{}{list}", raw.prefix).into();
        if let Some(text) = text_of(&file) {
            personal::of_list(&file, &text, british, diagnostics);
        }
    }
}
