//! YAML texts to trees, with the parser's findings in an editor's words.

use super::fields::{Reader, short};
use super::yaml::{Node, Problem, YamlError, parse};
use super::yaml_words;
use crate::diagnostic::{Code, Diagnostic};

/// Parses YAML that starts at `base` of its file.
pub(super) fn tree(text: &str, base: usize, reader: &Reader) -> Option<Node> {
    match parse(text, base) {
        Ok(node) => Some(node),
        Err(error) => {
            report(text, base, error, reader);
            None
        }
    }
}

fn report(text: &str, base: usize, error: YamlError, reader: &Reader) {
    let finding = match error.problem {
        Problem::DuplicateKey(key) => Diagnostic::error(
            Code::DuplicateKey,
            format!("`{}` is written twice here", short(&key)),
        )
        .label("the second one")
        .help("keep one of the two; for several values write a list"),
        Problem::TooDeep => Diagnostic::error(Code::YamlTooMuch, "the values are nested too deep")
            .help(
                "no record needs more than a few levels; look for brackets that are never closed",
            ),
        Problem::TooMany => {
            Diagnostic::error(Code::YamlTooMuch, "the aliases (`*name`) repeat too much")
                .help("write the values out instead of repeating them by alias")
        }
        Problem::ComplexKey => Diagnostic::error(
            Code::Yaml,
            "a key should be a word, not a list or a set of keys",
        )
        .help(
            "write `key: value`; put text that starts with a bracket or a brace in double quotes",
        ),
        Problem::SecondDocument => Diagnostic::error(Code::Yaml, "a second `---` starts here")
            .help("keep everything in one document"),
        Problem::Syntax(said) => {
            if let Some(tab) = tab_on_line(text, error.span.start - base) {
                let finding =
                    Diagnostic::error(Code::YamlTab, "a tab stands here, where YAML wants spaces")
                        .label("a tab")
                        .help("replace the tab with two spaces for each level");
                reader.report(finding, base + tab..base + tab + 1);
                return;
            }
            // What we say of aliases ourselves is clear already.
            let ours = said.starts_with("this alias");
            if let (false, Some(slip)) = (ours, yaml_words::slip(text, error.span.start - base)) {
                let finding = Diagnostic::error(Code::Yaml, slip.message).help(slip.help);
                reader.report(finding, base + slip.span.start..base + slip.span.end);
                return;
            }
            Diagnostic::error(Code::Yaml, format!("this is not YAML: {said}")).help(
                "text that holds a colon and a space, or starts with a sign such as @ & * [ {, goes in double quotes; \
                 lines of one list start in the same column",
            )
        }
    };
    reader.report(finding, error.span);
}

/// A tab in the indentation of the line at an offset, or of the line before it.
fn tab_on_line(text: &str, offset: usize) -> Option<usize> {
    let offset = text.floor_char_boundary(offset.min(text.len()));
    let here = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..here.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    [here, before].into_iter().find_map(|start| {
        let line = &text[start..];
        let indent = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
        line[..indent].find('\t').map(|at| start + at)
    })
}
