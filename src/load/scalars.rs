//! Every fact of a file as it is written, with its keys and its place: for edits that leave all else as it is.

use std::ops::Range;
use std::sync::Arc;

use super::markdown::front_matter;
use super::markdown::{json, toml};
use super::yaml::fields::Reader;
use super::yaml::file;
use super::yaml::notation::Notation;
use super::yaml::tree::{Node, Value};
use crate::diagnostic::Severity;

/// A word, number or text in the facts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scalar {
    /// The keys that lead to it; the place in a list is none.
    pub(crate) keys: Vec<String>,
    /// What is written, without quotation marks.
    pub(crate) value: String,
    /// Byte range in the file, with quotation marks.
    pub(crate) span: Range<usize>,
    /// Byte range of the mapping around it.
    pub(crate) around: Range<usize>,
}

/// How the facts at the top of a page are written, and where they stand.
pub(crate) struct FrontMatter {
    pub(crate) notation: Notation,
    pub(crate) span: Range<usize>,
}

/// The facts at the top of a page; `None` when it has none.
pub(crate) fn front_matter_of(text: &str) -> Option<FrontMatter> {
    let (notation, span) = front_matter::split(text).ok()?.facts?;
    Some(FrontMatter { notation, span })
}

/// The facts of a list, or of the front matter of a page, as a tree. `None` of what cannot be read.
pub(crate) fn facts_of(file: &str, text: &str) -> Option<Node> {
    let reader = Reader::new(&Arc::from(file), Severity::Error);
    if file.strip_suffix(".md").is_none() {
        return file::tree(text, 0, &reader);
    }
    let FrontMatter { notation, span } = front_matter_of(text)?;
    let tree = match notation {
        Notation::Yaml => file::tree,
        Notation::Toml => toml::tree,
        Notation::Json => json::tree,
    };
    tree(&text[span.clone()], span.start, &reader)
}

/// The facts of a list, or of the front matter of a page, in the order of the file. None of what cannot be read.
pub(crate) fn scalars(file: &str, text: &str) -> Vec<Scalar> {
    let mut found = Vec::new();
    if let Some(node) = facts_of(file, text) {
        let whole = node.span.clone();
        gather(node, &mut Vec::new(), &whole, &mut found);
    }
    found
}

fn gather(node: Node, keys: &mut Vec<String>, around: &Range<usize>, found: &mut Vec<Scalar>) {
    match node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => found.push(Scalar {
            keys: keys.clone(),
            value: text,
            span: node.span,
            around: around.clone(),
        }),
        Value::List(items) => {
            for item in items {
                gather(item, keys, around, found);
            }
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                keys.push(key.text);
                gather(value, keys, &node.span, found);
                keys.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_have_their_keys_and_places_in_every_notation() {
        for (text, keys) in [
            ("---\nlead: {holder: ann}\n---\n", vec!["lead", "holder"]),
            (
                "---\nlead:\n  - holder: \"ann\" # her\n---\n",
                vec!["lead", "holder"],
            ),
            (
                "+++\n[lead]\nholder = \"ann\"\n+++\n",
                vec!["lead", "holder"],
            ),
            (
                "{\"lead\": {\"holder\": \"ann\"}}\n",
                vec!["lead", "holder"],
            ),
        ] {
            let all = scalars("a.md", text);
            assert_eq!(all.len(), 1, "{text}");
            assert_eq!(
                (&all[0].keys, all[0].value.as_str()),
                (&keys.iter().map(|k| (*k).to_owned()).collect(), "ann")
            );
            assert_eq!(text[all[0].span.clone()].trim_matches('"'), "ann");
        }
        assert_eq!(scalars("a.md", "# Words\n"), []);
    }
}
