//! `check`: how much each rule of `redway check` matters here.

use crate::diagnostic::{Code, Diagnostic, Level, RULES, Severity};
use crate::load::raw::RawLevel;
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::load::yaml::tree::{Node, Value};

const LEVELS: [(&str, Level); 4] = [
    ("off", None),
    ("note", Some(Severity::Note)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// Reads the levels: `odd-hour: error`, or by folder `odd-hour: {meetings/: error}`. What is no rule or no level is reported.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<RawLevel> {
    let reader = fields.reader;
    let mut read = Vec::new();
    let example = "check: {long-sentence: note, unused: {archive/: off}}";
    let rules = fields
        .take("check")
        .and_then(|node| reader.fields_like(node, "`check`", example));
    for (key, node) in rules.into_iter().flat_map(Fields::into_entries) {
        let names = || RULES.iter().map(|(code, _)| code.name());
        let Some(code) = names().position(|name| name == key.text) else {
            let finding = Diagnostic::error(
                Code::UnknownKey,
                format!(
                    "`{}` is no rule whose level a site can set",
                    short(&key.text)
                ),
            );
            let all = names().collect::<Vec<_>>().join(", ");
            let finding = finding.did_you_mean(&key.text, names());
            reader.report(finding.help(format!("there are {all}")), key.span);
            continue;
        };
        let code = RULES[code].0;
        if !matches!(node.value, Value::Map(_)) {
            let level = level(node, reader);
            read.extend(level.map(|level| RawLevel {
                code,
                folder: None,
                level,
            }));
            continue;
        }
        let Some(folders) = reader.fields_like(node, "the folders of a rule", example) else {
            continue;
        };
        for (folder, node) in folders.into_entries() {
            let level = level(node, reader);
            let place = Spanned {
                value: folder.text,
                span: folder.span,
            };
            read.extend(level.map(|level| RawLevel {
                code,
                folder: Some(place),
                level,
            }));
        }
    }
    read
}

fn level(node: Node, reader: &Reader) -> Option<Level> {
    let word = reader.text(node, "how much a rule matters")?;
    let found = LEVELS.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let names = LEVELS.iter().map(|(name, _)| *name);
        let finding = Diagnostic::error(
            Code::UnknownValue,
            format!(
                "`{}` does not say how much a rule matters",
                short(&word.value)
            ),
        );
        let finding = finding.did_you_mean(&word.value, names);
        reader.report(finding.help("write off, note, warning or error"), word.span);
    }
    found.map(|(_, level)| *level)
}
