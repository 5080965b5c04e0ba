//! Front matter of a service.

use crate::keys::ESCALATION;
use crate::load::markdown::inline::Inline;
use crate::load::parts::{contact, role};
use crate::load::raw::{RawEscalation, RawService};
use crate::load::yaml::fields::Fields;

/// Reads what only services have.
pub(crate) fn read(fields: &mut Fields<'_>, inline: &Inline<'_>) -> RawService {
    let reader = fields.reader;
    let leads = role::roles(fields, "lead");
    let deputies = role::roles(fields, "deputies");
    let contacts = contact::contacts(fields);
    let focus = fields
        .texts("focus")
        .into_iter()
        .map(|text| inline.convert(&text, reader))
        .collect();
    let escalation = fields.take("escalation").and_then(|node| {
        let mut item = reader.fields(node, &ESCALATION)?;
        let first = item.required_words("first");
        let rule = item.text("rule").map(|text| inline.convert(&text, reader));
        let page = item.text("page");
        item.finish();
        Some(RawEscalation {
            first: first?.value,
            rule,
            page,
        })
    });
    RawService {
        leads,
        deputies,
        contacts,
        focus,
        escalation,
    }
}
