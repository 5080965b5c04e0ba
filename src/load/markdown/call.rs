//! Calls on a line of their own: `{{ table(data="ratings") }}`.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::raw::{BodyPlace, RawCall};
use crate::load::yaml::fields::{Reader, Spanned, short};
use crate::markdown::Call;

/// Reads the calls of a text. One that cannot be read is reported and stands as an unknown name,
/// so that the numbers of the others stay right.
pub(crate) fn read(calls: &[Call], place: &BodyPlace, reader: &Reader) -> Vec<RawCall> {
    calls
        .iter()
        .map(|call| {
            let span = place.range(&call.range());
            parse(&call.text, span.start).unwrap_or_else(|| {
                reader.report(
                    Diagnostic::error(Code::Call, format!("`{}` cannot be read", short(&call.text)))
                        .help("write a name and its facts in double quotes, as in {{ table(data=\"ratings\") }}"),
                    span.clone(),
                );
                RawCall {
                    name: Spanned { value: String::new(), span },
                    arguments: Vec::new(),
                }
            })
        })
        .collect()
}

/// `name(key="value", key="value")`.
fn parse(text: &str, base: usize) -> Option<RawCall> {
    let (name, rest) = text.split_once('(')?;
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let trimmed = name.trim_end();
    if !word(trimmed) {
        return None;
    }
    let mut call = RawCall {
        name: Spanned {
            value: trimmed.to_owned(),
            span: base..base + trimmed.len(),
        },
        arguments: Vec::new(),
    };
    let mut at = name.len() + 1;
    let mut rest = rest.strip_suffix(')')?;
    loop {
        let skipped = rest.len() - rest.trim_start_matches([' ', ',']).len();
        rest = &rest[skipped..];
        at += skipped;
        if rest.is_empty() {
            return Some(call);
        }
        let (key, after) = rest.split_once('=')?;
        let after_quote = after.trim_start().strip_prefix('"')?;
        let (value, next) = after_quote.split_once('"')?;
        if !word(key.trim()) {
            return None;
        }
        let start = at + rest.len() - after_quote.len();
        call.arguments.push((
            Spanned {
                value: key.trim().to_owned(),
                span: base + at..base + at + key.trim_end().len(),
            },
            Spanned {
                value: value.to_owned(),
                span: base + start..base + start + value.len(),
            },
        ));
        at += rest.len() - next.len();
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_has_a_name_and_quoted_facts_with_their_places() {
        let text = "actions(plan=\"send\", priority = \"autism\")";
        let call = parse(text, 100).expect("it is a call");
        assert_eq!(call.name.value, "actions");
        let values: Vec<_> = call
            .arguments
            .iter()
            .map(|(k, v)| (k.value.as_str(), v.value.as_str()))
            .collect();
        assert_eq!(values, [("plan", "send"), ("priority", "autism")]);
        let (_, value) = &call.arguments[1];
        assert_eq!(
            &text[value.span.start - 100..value.span.end - 100],
            "autism"
        );
        assert!(
            parse("vacancies()", 0)
                .expect("a call")
                .arguments
                .is_empty()
        );
        for wrong in [
            "vacancies",
            "table(data=ratings)",
            "table(data=\"x)",
            "Table()",
            "(x=\"y\")",
            "a(\"b\")",
        ] {
            assert!(parse(wrong, 0).is_none(), "{wrong}");
        }
    }
}
