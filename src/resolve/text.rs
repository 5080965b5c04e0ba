//! A new text for a page of a site that is resolved already.

use super::references::links::holes;
use crate::load::RawBody;
use crate::model::Page;

/// Puts the text of a page as it is now in the place of the old. Both come from files with one outline, so that every link
/// leads where it led, and only the words and the places of what is in them are new. Whether anything is.
pub(crate) fn replace(page: &mut Page, new: RawBody) -> bool {
    let RawBody {
        document, packed, ..
    } = new;
    let before = page.body.clone();
    let body = &mut page.body;
    body.packed = packed;
    body.holes = holes(document.holes);
    body.names = holes(document.text.names);
    for (heading, new) in body.headings.iter_mut().zip(&document.headings) {
        heading.at = new.at;
    }
    *body != before
}
