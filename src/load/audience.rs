//! Whom a page concerns.

use super::fields::{Fields, Spanned};
use crate::model::Expectation;

/// The names under `audience`, by expectation.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<(Expectation, Vec<Spanned<String>>)> {
    let reader = fields.reader;
    let Some(mut item) = fields
        .take("audience")
        .and_then(|node| reader.fields(node, "`audience`"))
    else {
        return Vec::new();
    };
    let mut read = |key, expectation| (expectation, item.texts(key));
    let all = vec![
        read("expected", Expectation::Expected),
        read("encouraged", Expectation::Encouraged),
        read("for", Expectation::For),
        read("welcome", Expectation::Welcome),
    ];
    item.finish();
    all
}
