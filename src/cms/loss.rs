//! What a form would write otherwise than it stands in a file.
//!
//! Sveltia CMS reads a whole file as YAML 1.2, joins the keys of its maps with full stops, and writes all of it again on a save,
//! also what no form shows. Texts, lists and maps come out as they were. What does not is looked for here, so that no file with
//! such a thing gets a form.

use std::ops::Range;

use crate::load::{Node, Notation, Value, front_matter_of};

/// Something that would not survive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Loss {
    /// Where it stands in the file.
    pub(super) at: Range<usize>,
    /// What would become of it.
    pub(super) what: String,
    /// What to write instead.
    pub(super) help: String,
}

/// The first thing of a file that would not survive; `page` says that it is Markdown with facts at its top.
pub(super) fn loss(text: &str, facts: Option<&Node>, page: bool) -> Option<Loss> {
    if page && let Some(loss) = of_notation(text) {
        return Some(loss);
    }
    of_node(facts?, page)
}

/// Facts that are found between lines that are exactly `---`, and in no other notation.
fn of_notation(text: &str) -> Option<Loss> {
    let front = front_matter_of(text)?;
    if front.notation != Notation::Yaml {
        return Some(Loss {
            at: front.span,
            what: "a form would write the facts as YAML".to_owned(),
            help: "write them as YAML between two lines of `---`".to_owned(),
        });
    }
    let first = text.lines().next().unwrap_or_default();
    let last = text[front.span.end..].lines().find(|line| !line.is_empty());
    let exact = |line: &str| line == "---";
    let is_empty = text[front.span.clone()].trim().is_empty();
    (is_empty || !exact(first) || !last.is_some_and(exact)).then(|| Loss {
        at: 0..first.len(),
        what: "a form would take the facts for text".to_owned(),
        help: "put at least one fact between two lines that are exactly `---`".to_owned(),
    })
}

fn of_node(node: &Node, page: bool) -> Option<Loss> {
    match &node.value {
        Value::Null => None,
        Value::Scalar { text, plain } => (*plain && is_rewritten(text)).then(|| Loss {
            at: node.span.clone(),
            what: format!("a form would read `{text}` as a number, and write it otherwise"),
            help: format!("put it in quotation marks: \"{text}\""),
        }),
        Value::List(items) => items.iter().find_map(|item| of_node(item, false)),
        Value::Map(entries) => entries.iter().find_map(|(key, value)| {
            let text = key.text.as_str();
            if !is_kept(text) || (page && text == "body") {
                return Some(Loss {
                    at: key.span.clone(),
                    what: format!("a form cannot keep the key `{text}`"),
                    help: "call it otherwise: no full stop in it, and not only digits".to_owned(),
                });
            }
            of_node(value, false)
        }),
    }
}

/// Whether a field can have a name.
pub(super) fn can_be_named(name: &str) -> bool {
    !name.contains(|c: char| c.is_whitespace() || ".*:<>".contains(c))
}

/// The first record of a list whose name cannot be that of a field.
pub(super) fn unnamed(facts: &Node) -> Option<Loss> {
    let Value::Map(entries) = &facts.value else {
        return None;
    };
    let (key, _) = entries.iter().find(|(key, _)| !can_be_named(&key.text))?;
    Some(Loss {
        at: key.span.clone(),
        what: format!(
            "a form has a field for each record, and none can be called `{}`",
            key.text
        ),
        help: "records like this one are edited as text".to_owned(),
    })
}

/// Whether a key is the same after all keys were joined with full stops and taken apart again.
fn is_kept(key: &str) -> bool {
    !key.is_empty() && !key.contains('.') && !key.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word without quotation marks is a number that is written in more than one way, and so not written as it was.
fn is_rewritten(word: &str) -> bool {
    is_number(word) && !is_as_written(word)
}

/// Whether YAML 1.2 reads a number.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    if let Some(rest) = word.strip_prefix("0x") {
        return !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some(rest) = word.strip_prefix("0o") {
        return !rest.is_empty() && rest.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    }
    if matches!(unsigned.to_ascii_lowercase().as_str(), ".inf" | ".nan") {
        return true;
    }
    let (base, power) = match unsigned.split_once(['e', 'E']) {
        Some((base, power)) => (base, Some(power.strip_prefix(['-', '+']).unwrap_or(power))),
        None => (unsigned, None),
    };
    let base = match base.split_once('.') {
        Some(("", after)) => digits(after),
        Some((before, after)) => digits(before) && (after.is_empty() || digits(after)),
        None => digits(base),
    };
    base && power.is_none_or(digits)
}

/// Whether a number is written as a program writes it.
fn is_as_written(word: &str) -> bool {
    /// A number of more digits may be rounded.
    const SURE: usize = 15;
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let whole = |text: &str| text == "0" || !text.starts_with('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if unsigned.len() > SURE || word == "-0" {
        return false;
    }
    match unsigned.split_once('.') {
        None => digits(unsigned) && whole(unsigned),
        Some((before, after)) => {
            // Small ones are written with a power.
            let is_small = before == "0" && after.starts_with("00000");
            digits(before)
                && digits(after)
                && whole(before)
                && !before.is_empty()
                && !after.is_empty()
                && !after.ends_with('0')
                && !is_small
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::facts_of;

    fn what(file: &str, text: &str) -> Option<String> {
        let loss = loss(text, facts_of(file, text).as_ref(), file == "a.md");
        loss.map(|loss| loss.what)
    }

    #[test]
    fn numbers_that_are_written_in_one_way_only_are_kept() {
        for kept in [
            "2026",
            "0",
            "-3",
            "0.5",
            "97.25",
            "2026-03-02",
            "12:30",
            "9am",
            "1.2.3",
            "yes",
            "e4",
            "0800 900",
            "-",
            ".",
            "+44 1632 960147",
            "1e",
            "0xg",
        ] {
            assert!(!is_rewritten(kept), "{kept}");
        }
        for lost in [
            "01632960147",
            "007",
            "+5",
            "1.10",
            ".5",
            "5.",
            "3E2",
            "1e3",
            "0x1f",
            "0o17",
            ".nan",
            "-.inf",
            "12345678901234567890",
            "-0",
        ] {
            assert!(is_rewritten(lost), "{lost}");
        }
    }

    #[test]
    fn what_a_form_would_spoil_is_found_wherever_it_stands() {
        for kept in [
            "a: {phone: \"01632960147\"}\n",
            "a: 2026\nb: [1.5, ~]\n",
            "9a: {1a: b}\n",
        ] {
            assert_eq!(what("a.yaml", kept), None, "{kept}");
        }
        for lost in [
            "a:\n  - b: {phone: 01632960147}\n",
            "e.g.: {means: for example}\n",
            "a: {2021: x}\n",
        ] {
            assert!(what("a.yaml", lost).is_some(), "{lost}");
        }
    }

    #[test]
    fn facts_of_a_page_stand_between_lines_that_a_form_knows() {
        for kept in [
            "# Words\n",
            "---\ntitle: A\n---\n\nWords\n",
            "---\ntitle: A\n---",
        ] {
            assert_eq!(what("a.md", kept), None, "{kept}");
        }
        for lost in [
            "+++\ntitle = \"A\"\n+++\n",
            "{\"title\": \"A\"}\n",
            "--- \ntitle: A\n---\n",
            "---\ntitle: A\n--- \n",
            "---\n---\nWords\n",
            "---\ntitle: A\nbody: B\n---\n",
        ] {
            assert!(what("a.md", lost).is_some(), "{lost}");
        }
    }
}
