//! Facts of a record that are not written as such: a text where its facts are wanted, and lines that are not indented below
//! its id.

use std::ops::Range;

use super::notation::Notation;
use super::tree::{Key, Node, Value};
use crate::keys::{Map, Record, Sort};

/// Keys that a text alone most likely stands for, where a record has them.
const TELLING: [&str; 4] = ["means", "text", "name", "title"];

/// What a text that stands where the facts of a record are wanted is to be, as it is written in YAML.
pub(super) fn meant(record: &Record, value: &Value, notation: Notation) -> Option<String> {
    let Value::Scalar { text, .. } = value else {
        return None;
    };
    let text = text.trim();
    let key = TELLING.into_iter().find(|key| record.key(key).is_some())?;
    if notation != Notation::Yaml || text.is_empty() || text.contains('\n') {
        return None;
    }
    let is_plain = text.starts_with(char::is_alphanumeric)
        && !text.contains([',', ':', '[', ']', '{', '}', '#', '"', '\\']);
    let text = if is_plain {
        text.to_owned()
    } else {
        format!("{text:?}")
    };
    Some(format!("{{{key}: {text}}}"))
}

/// An id without facts, with the keys behind it that are facts of it.
pub(super) struct NotIndented {
    /// The id.
    pub(super) id: String,
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// The keys that belong below it.
    pub(super) keys: Vec<String>,
}

/// Takes out of the records of a list those that are none: an id without facts, and the facts that follow it beside it.
pub(super) fn not_indented(map: &Map, entries: &mut Vec<(Key, Node)>) -> Vec<NotIndented> {
    let Sort::Record(record) = map.value else {
        return Vec::new();
    };
    let is_fact = |(key, node): &(Key, Node)| {
        record.key(&key.text).is_some() && !matches!(node.value, Value::Map(_) | Value::Null)
    };
    let mut found: Vec<NotIndented> = Vec::new();
    let mut kept = Vec::with_capacity(entries.len());
    let mut all = std::mem::take(entries).into_iter().peekable();
    while let Some(entry) = all.next() {
        if !matches!(entry.1.value, Value::Null) || !all.peek().is_some_and(is_fact) {
            kept.push(entry);
            continue;
        }
        let mut keys = Vec::new();
        while let Some((key, _)) = all.next_if(is_fact) {
            keys.push(key.text);
        }
        let (key, _) = entry;
        found.push(NotIndented {
            id: key.text,
            span: key.span,
            keys,
        });
    }
    *entries = kept;
    found
}
