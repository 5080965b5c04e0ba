//! Where things stand on the lists of the glossary and of documents.

use crate::markdown::slug;

/// The anchor of a term on the glossary page.
pub(crate) fn term_anchor(short: &str) -> String {
    format!("term-{}", slug(short))
}

/// The anchor of a document on the page of documents.
pub(crate) fn document_anchor(id: &str) -> String {
    format!("document-{id}")
}
