//! Years that are missing between two others of `years.yaml`.

use std::sync::Arc;

use super::page::record_places;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Raw;
use crate::model::year_word;

/// So many days that belong to no year are no holiday between two.
const NEARLY_A_YEAR: i32 = 300;

/// Warns of each. `text_of` gives the text of a file, to show places in it.
pub(super) fn check(
    raw: &Raw,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    for pair in raw.years.windows(2) {
        let [before, after] = pair else { continue };
        if (after.first - before.last).get_days() < NEARLY_A_YEAR {
            continue;
        }
        let file: Arc<str> = format!("{}years.yaml", raw.prefix).into();
        let text = text_of(&file).unwrap_or_default();
        let place = record_places(&text).remove(after.id.as_str());
        let word = year_word(raw.settings.year_called.as_deref(), !after.terms.is_empty());
        let finding = Diagnostic::warning(
            Code::SchoolYear,
            format!("no {word} is between `{}` and `{}`", before.id, after.id),
        )
        .help("add the one that is missing; or correct the dates of one of the two");
        diagnostics.push(match place {
            Some(place) => finding.at(&file, place),
            None => finding.in_file(&file),
        });
    }
}
