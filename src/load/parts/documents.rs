//! Where a single fact comes from.

use crate::load::yaml::fields::{Fields, Spanned};

/// The ids under `documents`, or the one under `document`.
pub(crate) fn read(fields: &mut Fields<'_>) -> Vec<Spanned<String>> {
    let mut documents: Vec<Spanned<String>> = fields.text("document").into_iter().collect();
    documents.extend(fields.texts("documents"));
    documents
}
