//! What a configuration says, and how that is written as YAML.

use std::fmt::Write as _;

/// A value of a configuration. Unlike a map of JSON, it keeps the order of what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Out {
    Text(String),
    Whole(i64),
    Flag(bool),
    Nothing,
    List(Vec<Out>),
    Map(Vec<(String, Out)>),
}

impl From<&str> for Out {
    fn from(text: &str) -> Self {
        Out::Text(text.to_owned())
    }
}

impl From<String> for Out {
    fn from(text: String) -> Self {
        Out::Text(text)
    }
}

/// A map of these.
pub(super) fn map<const N: usize>(entries: [(&str, Out); N]) -> Vec<(String, Out)> {
    entries.map(|(key, value)| (key.to_owned(), value)).into()
}

/// The lines of a configuration.
pub(super) fn yaml(entries: &[(String, Out)]) -> String {
    let mut text = String::new();
    write_map(&mut text, entries, 0, false);
    text
}

/// Writes `key: value` lines; the first of them goes on behind the hyphen of a list when `behind` is set.
fn write_map(text: &mut String, entries: &[(String, Out)], depth: usize, behind: bool) {
    for (at, (key, value)) in entries.iter().enumerate() {
        if at > 0 || !behind {
            indent(text, depth);
        }
        text.push_str(&scalar(key));
        text.push(':');
        write(text, value, depth + 1);
    }
}

/// Writes what follows a colon or a hyphen, to the end of its last line.
fn write(text: &mut String, value: &Out, depth: usize) {
    match value {
        Out::Map(entries) if !entries.is_empty() => {
            text.push('\n');
            write_map(text, entries, depth, false);
        }
        Out::List(items) if !items.is_empty() => {
            text.push('\n');
            for item in items {
                indent(text, depth);
                text.push('-');
                match item {
                    Out::Map(entries) if !entries.is_empty() => {
                        text.push(' ');
                        write_map(text, entries, depth + 1, true);
                    }
                    item => write(text, item, depth + 1),
                }
            }
        }
        one => {
            let _ = writeln!(text, " {}", on_a_line(one));
        }
    }
}

fn indent(text: &mut String, depth: usize) {
    text.extend(std::iter::repeat_n("  ", depth));
}

fn on_a_line(value: &Out) -> String {
    match value {
        Out::Text(words) => scalar(words),
        Out::Whole(number) => number.to_string(),
        Out::Flag(truth) => truth.to_string(),
        Out::Nothing => "null".to_owned(),
        Out::List(_) => "[]".to_owned(),
        Out::Map(_) => "{}".to_owned(),
    }
}

/// A text, in quotation marks unless it is surely nothing else without them.
fn scalar(words: &str) -> String {
    const OTHERS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let first = words.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-/. ()".contains(c);
    let is_plain = first && words.chars().all(plain) && !words.ends_with(' ');
    if is_plain && !OTHERS.contains(&words.to_ascii_lowercase().as_str()) {
        return words.to_owned();
    }
    // A text of JSON is one of YAML.
    serde_json::Value::from(words).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let said = map([
            ("label", "Pages".into()),
            ("value", "no".into()),
            ("hint", "A day: 2026-03-02 # \"so\"".into()),
            ("most", Out::Whole(3)),
            ("create", Out::Flag(true)),
            ("values", Out::List(vec![Out::Nothing, "page".into()])),
            (
                "fields",
                Out::List(vec![
                    Out::Map(map([
                        ("name", "a".into()),
                        ("in", Out::Map(map([("b", "c".into())]))),
                    ])),
                    Out::Map(map([("fields", Out::List(Vec::new()))])),
                ]),
            ),
        ]);
        let text = yaml(&said);
        assert_eq!(
            text,
            "label: Pages\nvalue: \"no\"\nhint: \"A day: 2026-03-02 # \\\"so\\\"\"\nmost: 3\ncreate: true\n\
             values:\n  - null\n  - page\nfields:\n  - name: a\n    in:\n      b: c\n  - fields: []\n"
        );
    }
}
