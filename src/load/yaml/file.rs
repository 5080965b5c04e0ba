//! YAML texts to trees, with the parser's findings in an editor's words.

use super::commas;
use super::explain;
use super::fields::{Reader, short};
use super::tree::{Node, Problem, Value, YamlError, parse};
use crate::diagnostic::{Code, Diagnostic};

/// Parses YAML that starts at `base` of its file.
pub(crate) fn tree(text: &str, base: usize, reader: &Reader) -> Option<Node> {
    match parse(text, base) {
        Ok((node, passed)) => {
            for error in passed {
                report(text, base, error, reader);
            }
            cut_off(&node, text, base, reader);
            commas::check(&node, None, text, base, reader);
            Some(node)
        }
        Err(error) => {
            report(text, base, error, reader);
            None
        }
    }
}

/// Warns of a text that a number sign cuts off, as in `Room #4`: what follows is a comment.
fn cut_off(node: &Node, text: &str, base: usize, reader: &Reader) {
    match &node.value {
        Value::Scalar { plain: true, .. } => {
            let Some(rest) = node
                .span
                .end
                .checked_sub(base)
                .and_then(|at| text.get(at..))
            else {
                return;
            };
            // Many values may stand on one line: its end is looked for only behind the sign, of which it has one.
            let comment = rest.trim_start_matches(' ');
            let spaces = rest.len() - comment.len();
            let meant = comment
                .strip_prefix('#')
                .is_some_and(|after| after.starts_with(|c: char| c.is_alphanumeric()));
            if meant && spaces > 0 {
                let comment = comment.lines().next().unwrap_or("").trim_end();
                let start = node.span.end + spaces;
                reader.report(
                    Diagnostic::warning(
                        Code::Yaml,
                        format!("`{}` is a comment, and is not shown", short(comment)),
                    )
                    .help("put the whole text in double quotes; or write a space after the # of a comment"),
                    start..start + comment.len(),
                );
            }
        }
        Value::List(items) => items
            .iter()
            .for_each(|item| cut_off(item, text, base, reader)),
        Value::Map(entries) => {
            for (_, value) in entries {
                cut_off(value, text, base, reader);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

fn report(text: &str, base: usize, error: YamlError, reader: &Reader) {
    let stopped = error.span.start - base;
    let finding = match error.problem {
        Problem::DuplicateKey(key) => Diagnostic::error(
            Code::DuplicateKey,
            format!("`{}` is written twice here", short(&key)),
        )
        .label("the second one")
        .help("keep one of the two, or put what both say into one"),
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
        Problem::OwnAlias => match tab_on_line(text, stopped) {
            Some(tab) => return report_tab(base + tab, reader),
            None => no_yaml("this alias repeats the value that it stands in"),
        },
        Problem::Syntax(kind) => {
            if let Some(tab) = tab_on_line(text, stopped) {
                return report_tab(base + tab, reader);
            }
            if let Some(slip) = explain::slip(text, stopped, &kind) {
                let finding = Diagnostic::error(Code::Yaml, slip.message).help(slip.help);
                reader.report(finding, base + slip.span.start..base + slip.span.end);
                return;
            }
            no_yaml(&kind.to_string())
        }
    };
    reader.report(finding, error.span);
}

/// The finding for a text that is no YAML, where nothing better can be said than the parser does.
fn no_yaml(said: &str) -> Diagnostic {
    Diagnostic::error(Code::Yaml, format!("this cannot be read as YAML: {said}")).help(
        "text that holds a colon and a space, or starts with a sign such as @ & * [ {, goes in double quotes; \
         lines of one list start in the same column",
    )
}

/// Reports a tab where YAML wants spaces.
fn report_tab(at: usize, reader: &Reader) {
    let finding = Diagnostic::error(Code::YamlTab, "a tab stands here, where YAML wants spaces")
        .label("a tab")
        .help("replace the tab with two spaces for each level");
    reader.report(finding, at..at + 1);
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
