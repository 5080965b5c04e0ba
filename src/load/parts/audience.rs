//! Whom a page concerns.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::keys::AUDIENCE;
use crate::load::yaml::fields::{Fields, Spanned, short};
use crate::model::Expectation;

/// The names under `audience`, by expectation.
pub(crate) fn read(fields: &mut Fields<'_>) -> Vec<(Expectation, Vec<Spanned<String>>)> {
    let reader = fields.reader;
    let node = fields.take("audience");
    let Some(mut item) = node.and_then(|node| reader.fields(node, &AUDIENCE)) else {
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
    let mut seen: HashSet<&str> = HashSet::new();
    for name in all.iter().flat_map(|(_, names)| names) {
        if !seen.insert(&name.value) {
            reader.report(
                Diagnostic::error(
                    Code::DuplicateId,
                    format!("the audience `{}` is named twice", short(&name.value)),
                )
                .label("the second time")
                .help("an audience is expected, encouraged, meant (`for`) or welcome: keep one of them"),
                name.span.clone(),
            );
        }
    }
    all
}
