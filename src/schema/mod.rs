//! What Redway reads, as JSON Schema (draft 2020-12), from the keys that are declared: for editors that complete and check
//! while somebody types.
//!
//! A schema says what is certain without the rest of a site. It takes what Redway takes, so that nobody has to write
//! otherwise for it: any text where words are wanted, since YAML makes numbers of some of them, and a single value for a list.

mod sort;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use self::sort::{Defs, of_record, of_sort};
use crate::keys::{FILES, File, KINDS, Key, Need, PAGE, Record, of_page};

/// What begins a schema that Redway wrote, so that the next version may replace it.
const MADE: &str = "Made by `redway schema`, which replaces this file.";

/// The schema that chooses by the kind of a page.
const FRONT_MATTER: &str = "front-matter";

/// The kind of pages that say none.
const PLAIN: &str = "page";

/// The name of the file of a schema, and its text.
pub(crate) struct Schema {
    pub(crate) file: String,
    pub(crate) text: String,
}

/// All schemas.
pub(crate) fn schemas() -> Vec<Schema> {
    let files = FILES.iter().map(|file| (file.name, of_file(file)));
    let plain = [(PLAIN, of_kind(PLAIN, None))];
    let kinds = KINDS
        .iter()
        .map(|&(kind, own)| (kind, of_kind(kind, Some(own))));
    let all = files.chain(plain).chain(kinds);
    let all = all.chain([(FRONT_MATTER, of_any_kind())]);
    let schemas = all.map(|(name, schema)| Schema {
        file: file_name(name),
        text: format!("{schema:#}\n"),
    });
    schemas.collect()
}

/// Whether the text of a file is that of a schema that Redway wrote.
pub(crate) fn is_ours(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|schema| schema["$comment"] == MADE)
}

/// What tells the YAML extension of VS Code which file has which schema: a part of `.vscode/settings.json`. `folder` is where
/// the schemas are.
pub(crate) fn settings(folder: &str) -> String {
    let paths = FILES.iter().map(|file| {
        let schema = format!("{folder}/{}", file_name(file.name));
        (schema, Value::from(format!("content/{}", file.path)))
    });
    let paths: Map<_, _> = paths.collect();
    format!("{:#}\n", json!({"yaml.schemas": paths}))
}

fn file_name(name: &str) -> String {
    format!("{name}.schema.json")
}

/// A whole schema from what it says and the records in it.
fn whole(title: &str, schema: Value, defs: Defs) -> Value {
    let Value::Object(mut schema) = schema else {
        unreachable!("every schema here has keys")
    };
    schema.insert(
        "$schema".into(),
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    schema.insert("$comment".into(), MADE.into());
    schema.insert("title".into(), title.into());
    if !defs.is_empty() {
        let defs: Map<_, _> = { defs.into_iter() }
            .map(|(id, schema)| (id.to_owned(), schema))
            .collect();
        schema.insert("$defs".into(), defs.into());
    }
    Value::Object(schema)
}

fn of_file(file: &File) -> Value {
    let mut defs = BTreeMap::new();
    let schema = of_sort(&file.sort, &mut defs);
    whole(file.path, schema, defs)
}

/// The front matter of a page of one kind.
fn of_kind(kind: &str, own: Option<&'static Record>) -> Value {
    let mut defs = BTreeMap::new();
    let keys: Vec<&Key> = of_page(own).collect();
    let mut schema = of_record(&keys, PAGE.choose, &mut defs);
    let said = PAGE.key("kind").expect("pages have kinds").meaning;
    schema["properties"]["kind"] = json!({"const": kind, "description": said});
    if own.is_some() {
        let required = keys.iter().filter(|key| key.need == Need::Required);
        let required = required.map(|key| key.name).chain(["kind"]);
        schema["required"] = required.collect();
    }
    whole(&format!("front matter of a page: {kind}"), schema, defs)
}

/// The front matter of any page, by the schema of its kind.
fn of_any_kind() -> Value {
    let choose = |kind: &str| {
        json!({
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"$ref": file_name(kind)},
        })
    };
    let without =
        json!({"if": {"not": {"required": ["kind"]}}, "then": {"$ref": file_name(PLAIN)}});
    let kinds = KINDS.iter().map(|(kind, _)| *kind).chain([PLAIN]);
    let by_kind = kinds.map(choose).chain([without]);
    let kind = PAGE.key("kind").expect("pages have kinds");
    let schema = json!({
        "type": "object",
        "properties": {"kind": sort::of_key(kind, &mut BTreeMap::new())},
        "allOf": by_kind.collect::<Vec<_>>(),
    });
    whole("front matter of a page", schema, BTreeMap::new())
}
