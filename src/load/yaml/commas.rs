//! A comma within a text of a list in brackets: `[Birthing suite, ward and nursery.]` is two entries to YAML, and
//! nobody sees it.

use super::fields::{Reader, short};
use super::tree::{Node, Value, quoted};
use crate::diagnostic::{Code, Diagnostic};

/// Keys of single words and names, where an entry in small letters may well follow one in capitals.
const WORDS: [&str; 3] = ["keywords", "also", "tags"];

/// Warns of lists in brackets whose entries are likely one text, cut at its commas.
pub(super) fn check(node: &Node, key: Option<&str>, text: &str, base: usize, reader: &Reader) {
    match &node.value {
        Value::List(items) => {
            let is_in_brackets = text
                .get(node.span.start - base..)
                .is_some_and(|t| t.starts_with('['));
            if is_in_brackets && let Some(cut) = cut(items, key, text, base) {
                let (first, last) = (&items[cut], &items[cut + 1]);
                let whole = text.get(first.span.start - base..last.span.end - base);
                report(whole.unwrap_or(""), first.span.start..last.span.end, reader);
            }
            for item in items {
                check(item, key, text, base, reader);
            }
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                check(value, Some(&key.text), text, base, reader);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

fn report(whole: &str, span: std::ops::Range<usize>, reader: &Reader) {
    reader.report(
        Diagnostic::warning(
            Code::Yaml,
            "the comma makes two entries of this, and it reads like one",
        )
        .help(format!(
            "if it is one, put it in double quotes: {}",
            short(&quoted(whole))
        ))
        .help("if these are two, write each on a line of its own, after a hyphen"),
        span,
    );
}

/// The entry after which a comma likely stands within a text.
fn cut(items: &[Node], key: Option<&str>, text: &str, base: usize) -> Option<usize> {
    let plain = |node: &Node| match &node.value {
        Value::Scalar { text, plain: true } => Some(text.clone()),
        _ => None,
    };
    let entries: Vec<String> = items.iter().map(plain).collect::<Option<_>>()?;
    let is_sentence = entries.last()?.ends_with(['.', '?', '!']);
    let is_words = key.is_some_and(|key| WORDS.contains(&key));
    (1..entries.len()).map(|at| at - 1).find(|&at| {
        let (before, after) = (&entries[at], &entries[at + 1]);
        let between = text.get(items[at].span.end - base..items[at + 1].span.start - base);
        let goes_on =
            before.starts_with(char::is_uppercase) && after.starts_with(char::is_lowercase);
        let joined = after.contains(" and ") || after.contains(" or ");
        (between == Some(",") && is_number(before, after))
            || (goes_on && is_sentence)
            || (goes_on && joined && at + 2 == entries.len() && !is_words)
    })
}

/// `£2` and `450.`: a number with a comma between its thousands, within a text.
fn is_number(before: &str, after: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let thousands = after.chars().take_while(|c| digits(*c)).count() == 3;
    let is_text = !before.chars().all(digits) || !after.chars().all(digits);
    before.ends_with(digits) && thousands && is_text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::load::yaml::tree::parse;

    fn warned(text: &str) -> Option<String> {
        let reader = Reader::new(&"content/x.md".into(), Severity::Error);
        let (node, _) = parse(text, 0).expect("the test writes YAML");
        check(&node, None, text, 0, &reader);
        let mut findings = reader.into_findings().into_iter();
        findings.next().map(|finding| {
            let span = finding
                .place
                .and_then(|place| place.span)
                .expect("it has a place");
            text[span].to_owned()
        })
    }

    #[test]
    fn a_sentence_cut_at_its_comma_is_told() {
        for (text, whole) in [
            (
                "focus: [Birthing suite, ward and nursery.]",
                "Birthing suite, ward and nursery.",
            ),
            (
                "focus: [Birthing suite, ward and nursery]",
                "Birthing suite, ward and nursery",
            ),
            ("a: {b: [One., If so, write to us.]}", "If so, write to us."),
            (
                "list: [A sign for £2,450 at the gate, Two]",
                "A sign for £2,450 at the gate",
            ),
        ] {
            assert_eq!(warned(text).as_deref(), Some(whole), "{text}");
        }
    }

    #[test]
    fn entries_that_are_ones_are_not() {
        for text in [
            "keywords: [SEN, special needs and disabilities, EHCP]",
            "also: [CAMHS, child and adolescent mental health]",
            "focus: [Attendance, Behaviour]",
            "focus:\n  - Birthing suite, ward and nursery.\n",
            "focus: [\"Birthing suite\", ward and nursery.]",
            "areas: [north, south and east]",
            "numbers: [1,200]",
            "rooms: [A1,200]",
            "days: [Monday, Tuesday and Friday]",
        ] {
            let expected = text.starts_with("rooms").then(|| "A1,200".to_owned());
            assert_eq!(warned(text), expected, "{text}");
        }
    }
}
