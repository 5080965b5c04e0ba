//! Values that a word processor has put between quotation marks of its own, which YAML takes for part of the text.

use super::fields::Reader;
use super::notation::Notation;
use super::tree::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};

/// Marks that open a quotation, each with those that close one: English, German, French, Swedish, and what is left of a pair
/// where a word processor guessed wrong.
const PAIRS: [(char, &[char]); 6] = [
    ('\u{201C}', &['\u{201D}', '\u{201C}']),
    ('\u{201D}', &['\u{201D}']),
    ('\u{2018}', &['\u{2019}', '\u{2018}']),
    ('\u{2019}', &['\u{2019}']),
    ('\u{201E}', &['\u{201C}', '\u{201D}']),
    ('\u{AB}', &['\u{BB}']),
];

/// Warns of values that stand as a whole between curly quotation marks and are not quoted for YAML: readers would see the marks, and
/// what was meant as a date or an id would be none.
pub(crate) fn report(node: &Node, reader: &Reader) {
    if reader.notation() == Notation::Yaml {
        visit(node, reader);
    }
}

fn visit(node: &Node, reader: &Reader) {
    match &node.value {
        Value::Scalar { text, plain: true } => {
            if let Some(within) = between_marks(text) {
                let finding = Diagnostic::warning(
                    Code::CurlyQuotes,
                    "these quotation marks are part of the text: YAML knows straight ones only",
                )
                .help(format!(
                    "write `{within}` without them, or with straight ones, `\"{within}\"`; if readers are to see them, write `'{}'`",
                    text.trim()
                ));
                reader.report(finding, node.span.clone());
            }
        }
        Value::List(items) => items.iter().for_each(|item| visit(item, reader)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| visit(value, reader)),
        Value::Scalar { .. } | Value::Null => {}
    }
}

/// What stands between curly quotation marks, where a text is nothing but one quotation.
fn between_marks(text: &str) -> Option<&str> {
    let text = text.trim();
    let (_, closing) = PAIRS.iter().find(|(open, _)| text.starts_with(*open))?;
    let within = text.strip_prefix(|_: char| true)?.strip_suffix(*closing)?;
    let marks = |c: char| {
        PAIRS
            .iter()
            .any(|(open, closing)| c == *open || closing.contains(&c))
    };
    // An apostrophe within is no mark; two quotations are a text of their own.
    let apostrophe = |at: usize| {
        let before = within[..at].chars().next_back();
        before.is_some_and(char::is_alphanumeric)
    };
    let has_marks = within
        .char_indices()
        .any(|(at, c)| marks(c) && !(c == '\u{2019}' && apostrophe(at)));
    (!within.trim().is_empty() && !has_marks).then_some(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_quotations_are_told_and_others_left_alone() {
        for (text, within) in [
            ("\u{201C}Forum\u{201D}", Some("Forum")),
            (
                "\u{2018}The children\u{2019}s forum\u{2019}",
                Some("The children\u{2019}s forum"),
            ),
            ("\u{201D}2026-05-12\u{201D}", Some("2026-05-12")),
            ("\u{201E}Forum\u{201C}", Some("Forum")),
            ("\u{AB}Forum\u{BB}", Some("Forum")),
            ("\u{201C}One\u{201D} and \u{201C}two\u{201D}", None),
            ("\u{201C}One\u{201D}, a play", None),
            ("The \u{201C}Forum\u{201D}", None),
            ("\u{2019}Tis so", None),
            ("\u{201C}\u{201D}", None),
            ("Forum", None),
            ("", None),
        ] {
            assert_eq!(between_marks(text), within, "{text}");
        }
    }
}
