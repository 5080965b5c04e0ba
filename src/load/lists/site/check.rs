//! `check`: how much each rule of `redway check` matters here.

use crate::diagnostic::{Code, Diagnostic, Level, RULES};
use crate::keys::words::LEVELS;
use crate::keys::{CHECK, FOLDERS};
use crate::load::raw::RawLevel;
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::load::yaml::tree::{Node, Value};

/// Reads the levels: `odd-hour: error`, or by folder `odd-hour: {meetings/: error}`. What is no rule or no level is reported.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<RawLevel> {
    let reader = fields.reader;
    let mut read = Vec::new();
    let rules = fields
        .take("check")
        .and_then(|node| reader.entries(node, &CHECK));
    for (key, node) in rules.unwrap_or_default() {
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
        for (folder, node) in reader.entries(node, &FOLDERS).unwrap_or_default() {
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
