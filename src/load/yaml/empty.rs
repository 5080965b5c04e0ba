//! Keys with nothing after them: they say nothing, and whoever wrote them meant to say something.

use super::notation::Notation;
use super::tree::Value;
use crate::diagnostic::{Code, Diagnostic};

/// Whether a value is none at all: nothing, a text without letters, a list or a set of keys with nothing in it.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
    }
}

/// The finding for a key with such a value.
pub(super) fn finding(key: &str, notation: Notation) -> Diagnostic {
    let (_, sign) = notation.before_value(key);
    let line = notation.line(key, "…");
    Diagnostic::warning(
        Code::EmptyKey,
        format!("`{key}` is empty, and so says nothing"),
    )
    .help(format!(
        "write after the {sign} what it is: `{line}`; or take `{key}` away"
    ))
}
