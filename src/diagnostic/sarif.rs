//! Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), which code hosts and editors read.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, utf8_percent_encode};
use serde_json::{Value, json};

use super::Diagnostics;
use super::texts::{positions, with_texts};
use crate::characters::visible_json;
use crate::reach::NOT_IN_URL;

/// All findings as one SARIF log.
pub fn draw_sarif(
    diagnostics: &Diagnostics,
    text_of: &mut dyn FnMut(&str) -> Option<String>,
) -> String {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|d| d.code.name()).collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let mut results = Vec::new();
    with_texts(diagnostics.iter(), text_of, &mut |d, lines| {
        let mut result = json!({
            "ruleId": d.code.name(),
            "level": d.severity.word(),
            "message": { "text": d.in_sentences() },
        });
        if let (Some(place), Some(at)) = (&d.place, positions(d, lines)) {
            result["locations"] = json!([{
                "physicalLocation": {
                    "artifactLocation": { "uri": utf8_percent_encode(&place.file, NOT_IN_PATH).to_string(), "uriBaseId": "ROOT" },
                    "region": {
                        "startLine": at.start.line, "startColumn": at.start.column,
                        "endLine": at.end.line, "endColumn": at.end.column,
                    },
                },
            }]);
        }
        if let Some(owner) = &d.owner {
            result["properties"] = json!({ "owner": &**owner });
        }
        results.push(result);
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Redway", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{}\n", visible_json(&log.to_string()))
}

/// What of ASCII may not stand in a path that is a relative reference (RFC 3986 §4.2).
const NOT_IN_PATH: &AsciiSet = &NOT_IN_URL
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'?')
    .add(b'[')
    .add(b']');

#[cfg(test)]
mod tests {
    use super::super::{Code, Diagnostic, Diagnostics, Severity};
    use super::*;

    #[test]
    fn a_result_names_rule_level_and_region() {
        let mut all = Diagnostics::new();
        all.push(
            Diagnostic::error(Code::UnknownPerson, "no person `x`")
                .at(&"content/a b.md".into(), 7..8)
                .help("see people.yaml"),
        );
        let note = Diagnostic::warning(Code::LongSentence, "long").with_severity(Severity::Note);
        all.push(note.in_file(&"content/b.md".into()));
        let drawn = draw_sarif(&all, &mut |_| Some("a: b\nc: d\n".into()));
        let log: Value = serde_json::from_str(&drawn).expect("it is JSON");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][1]["id"], "unknown-person");
        let first = &run["results"][0];
        assert_eq!(first["message"]["text"], "no person `x`. see people.yaml");
        let place = &first["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/a%20b.md");
        assert_eq!(
            (&place["region"]["startLine"], &place["region"]["endColumn"]),
            (&json!(2), &json!(4))
        );
        assert_eq!(run["results"][1]["level"], "note");
    }
}
