//! The texts that findings are about, read and gone through once each.

use std::ops::Range;

use super::Diagnostic;
use super::position::{Lines, Position};

/// Gives each finding, in order, with the text of its place. Findings of one file follow each other, so a file is read
/// once.
pub(super) fn with_texts<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    text_of: &mut dyn FnMut(&str) -> Option<String>,
    each: &mut dyn FnMut(&Diagnostic, Option<&Lines<'_>>),
) {
    let mut diagnostics = diagnostics.into_iter().peekable();
    while let Some(first) = diagnostics.next() {
        let Some(place) = first.place.as_ref().filter(|place| place.span.is_some()) else {
            each(first, None);
            continue;
        };
        let read = || text_of(&place.file);
        let text = first.text.as_deref().map(str::to_owned).or_else(read);
        let lines = text.as_deref().map(Lines::new);
        each(first, lines.as_ref());
        let same = |next: &&Diagnostic| {
            let next_place = next.place.as_ref().filter(|place| place.span.is_some());
            next_place.is_some_and(|next| next.file == place.file) && next.text == first.text
        };
        while let Some(next) = diagnostics.next_if(same) {
            each(next, lines.as_ref());
        }
    }
}

/// Where a finding starts and ends; `None` only for one without a file. What is said of a whole file, or of one that cannot
/// be read, is at the start of it: every program that shows findings can go there.
pub(super) fn positions(d: &Diagnostic, lines: Option<&Lines<'_>>) -> Option<Range<Position>> {
    let place = d.place.as_ref()?;
    Some(match (&place.span, lines) {
        (Some(span), Some(lines)) => lines.position(span.start)..lines.position(span.end),
        _ => Position::START..Position::START,
    })
}
