//! `sheets`: contact points that fit one sheet of paper.

use crate::diagnostic::{Code, Diagnostic};
use crate::keys::SHEET;
use crate::load::parts::{contact, ids};
use crate::load::raw::RawSheet;
use crate::load::yaml::fields::Fields;

/// So many contact points, each with all that one can have, fit one page of A4 below the number for emergencies.
const MOST_ON_A_SHEET: usize = 8;

/// Reads the sheets.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<RawSheet> {
    let reader = fields.reader;
    let mut sheets = Vec::new();
    for node in fields.list("sheets") {
        let Some(mut sheet) = reader.fields(node, &SHEET) else {
            continue;
        };
        let id = sheet.required("id");
        let title = sheet.required_words("title");
        let written = sheet.has_value("contacts");
        let contacts = contact::contacts(&mut sheet);
        let span = sheet.key_span("contacts");
        let start = sheet.span.start..sheet.span.start + 1;
        let misspelt = sheet.misspelt(&["contacts"]);
        sheet.finish();
        if !written && !misspelt {
            reader.report(
                Diagnostic::error(Code::MissingKey, "this sheet has no `contacts`").help(format!(
                    "name those of contacts.yaml by their ids: {}",
                    SHEET.shown()
                )),
                start,
            );
        }
        if contacts.len() > MOST_ON_A_SHEET {
            let message = format!(
                "there are {} contact points, which do not fit one sheet",
                contacts.len()
            );
            reader.report(
                Diagnostic::error(Code::Repeated, message).help(format!(
                    "keep {MOST_ON_A_SHEET} at the most, and put the others on a second sheet"
                )),
                span,
            );
        }
        let good = id.as_ref().is_some_and(|id| ids::check(reader, id));
        if let (Some(id), Some(title), true) = (id, title, good) {
            sheets.push(RawSheet {
                id,
                title: title.value,
                contacts,
            });
        }
    }
    sheets
}
