//! Telling what was found on a page, unless the page allows it.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawPage, Scalar, scalars};
use crate::model::month_name;

/// Where the findings of one page go.
pub(super) struct PageFindings<'a> {
    pub(super) page: &'a RawPage,
    pub(super) today: Date,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl PageFindings<'_> {
    /// Warns of something, unless the page allows it.
    pub(super) fn warn(&mut self, code: Code, message: String, span: &Range<usize>, help: &str) {
        warn(self.page, self.diagnostics, (code, message), span, help);
    }
}

/// Warns of something on a page, unless the page allows it.
pub(super) fn warn(
    page: &RawPage,
    diagnostics: &mut Diagnostics,
    (code, message): (Code, String),
    span: &Range<usize>,
    help: &str,
) {
    if page.allow.contains(&code) {
        return;
    }
    let allowed = Code::ALLOWED_BY_PAGES.contains(&code).then(|| {
        let code = code.name();
        format!("if it is meant, say why on this page: `allow: [{code}: …]`")
    });
    diagnostics.push(
        Diagnostic::warning(code, message)
            .help(help)
            .help_if(allowed)
            .at(&page.file, span.clone()),
    );
}

/// `1 January 2025`.
pub(super) fn in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// A text behind the last of some signs in it: most often those that end a sentence.
pub(super) fn after_last<'t>(text: &'t str, signs: &[&str]) -> &'t str {
    let ends = signs
        .iter()
        .filter_map(|sign| Some(text.rfind(sign)? + sign.len()));
    &text[ends.max().unwrap_or(0)..]
}

/// A fact of a page, by its key in the front matter.
pub(super) fn fact(page: &RawPage, text: &str, key: &str) -> Option<Scalar> {
    let mut facts = scalars(&page.file, text).into_iter();
    facts.find(|fact| fact.keys == [key])
}

/// Where the records of a list begin, by their ids: at the start of a line, perhaps in quotation marks.
pub(super) fn record_places(text: &str) -> HashMap<&str, Range<usize>> {
    let mut places = HashMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_start_matches(['"', '\'']);
        let quotes = line.len() - bare.len();
        let Some(end) = bare.find(['"', '\'', ':']) else {
            continue;
        };
        let id = &bare[..end];
        if !id.is_empty() && !id.starts_with([' ', '#', '-']) {
            let from = start + quotes;
            places.entry(id).or_insert(from..from + id.len());
        }
    }
    places
}
