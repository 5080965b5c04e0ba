//! The schemas of keys, of what they hold and of records.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::keys::words::FLAGS;
use crate::keys::{self, Choose, ID_PATTERN, Key, Names, Need, Sort};
use crate::load::data_of;
use crate::model::Data;

/// The records of a schema, by their ids.
pub(super) type Defs = BTreeMap<&'static str, Value>;

/// A set of known keys.
pub(super) fn of_record(keys: &[&Key], choose: Choose, defs: &mut Defs) -> Value {
    let properties = keys
        .iter()
        .map(|key| (key.name.to_owned(), of_key(key, defs)));
    let properties: Map<_, _> = properties.collect();
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    let required = keys.iter().filter(|key| key.need == Need::Required);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    let each = || choose.keys().iter().map(|key| json!({"required": [key]}));
    match choose {
        Choose::Freely => {}
        Choose::AtLeastOne(_) => schema["anyOf"] = each().collect(),
        Choose::ExactlyOne(_) => schema["oneOf"] = each().collect(),
    }
    schema
}

/// What stands after a key, with what it means.
pub(super) fn of_key(key: &Key, defs: &mut Defs) -> Value {
    let mut schema = of_sort(&key.sort, defs);
    schema["description"] = key.meaning.into();
    let example =
        data_of(key.example).unwrap_or_else(|| panic!("the example of `{}` is no YAML", key.name));
    schema["examples"] = json!([value(example)]);
    schema
}

/// What a value is. It is an object, which can be added to.
pub(super) fn of_sort(sort: &Sort, defs: &mut Defs) -> Value {
    match sort {
        Sort::Words | Sort::Markdown => text(),
        Sort::Text(form) => match form.pattern {
            Some(pattern) => matching(pattern),
            None => text(),
        },
        Sort::Choice(words) => json!({"enum": words()}),
        // A pattern of each letter in both forms would say it all, and nobody could read it.
        Sort::AnyCase(words) => {
            json!({"anyOf": [{"enum": words()}, {"type": "string", "pattern": "[A-Z]"}]})
        }
        Sort::Flag => {
            let words = FLAGS.iter().map(|(word, _)| Value::from(*word));
            let words = [true, false].map(Value::from).into_iter().chain(words);
            json!({"enum": words.collect::<Vec<_>>()})
        }
        Sort::Number(least, most) => {
            let mut number = json!({"type": "integer", "minimum": least});
            if *most < i64::MAX {
                number["maximum"] = (*most).into();
            }
            json!({"anyOf": [number, {"type": "string", "pattern": "^[-+]?[0-9]+$"}]})
        }
        Sort::Order => {
            json!({"type": ["number", "string"], "pattern": "^[-+]?[0-9]+(\\.[0-9]{1,9})?$"})
        }
        Sort::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"}),
        Sort::AsOf => json!({
            "type": ["integer", "string"],
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}.*)?)?$",
        }),
        Sort::List(each) => {
            let each = of_sort(each, defs);
            json!({"anyOf": [each, {"type": "array", "items": each}]})
        }
        Sort::OneOf(sorts) => {
            let sorts = sorts.iter().map(|sort| of_sort(sort, defs));
            json!({"anyOf": sorts.collect::<Vec<_>>()})
        }
        Sort::Record(record) => {
            if !defs.contains_key(record.id) {
                let keys: Vec<&Key> = record.keys.iter().collect();
                let schema = of_record(&keys, record.choose, defs);
                defs.insert(record.id, schema);
            }
            json!({"$ref": format!("#/$defs/{}", record.id)})
        }
        Sort::Map(map) => of_map(map, defs),
        Sort::Rows => json!({"type": "array", "items": {
            "type": "array",
            "items": {"type": ["string", "number", "boolean", "null"]},
        }}),
        Sort::Free => json!({}),
    }
}

/// Keys that editors choose.
fn of_map(map: &keys::Map, defs: &mut Defs) -> Value {
    let each = of_sort(&map.value, defs);
    match map.names {
        Names::Any(_) => json!({"type": "object", "additionalProperties": each}),
        Names::Ids => json!({
            "type": "object",
            "propertyNames": {"pattern": ID_PATTERN},
            "additionalProperties": each,
        }),
        Names::Of(names) => {
            let names = names()
                .into_iter()
                .map(|name| (name.to_owned(), each.clone()));
            let properties: Map<_, _> = names.collect();
            json!({"type": "object", "properties": properties, "additionalProperties": false})
        }
    }
}

/// Anything on one line, which YAML may have made a number or a truth of.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn matching(pattern: &str) -> Value {
    let mut schema = text();
    schema["pattern"] = pattern.into();
    schema
}

/// Data as JSON.
fn value(data: Data) -> Value {
    match data {
        Data::Null => Value::Null,
        Data::Bool(truth) => truth.into(),
        Data::Integer(number) => number.into(),
        Data::Float(number) => number.into(),
        Data::Text(text) => text.into(),
        Data::List(items) => items.into_iter().map(value).collect(),
        Data::Map(entries) => {
            let entries = entries.into_iter().map(|(key, data)| (key, value(data)));
            Value::Object(entries.collect())
        }
    }
}
