//! Findings as JSON, one object a line, for other programs.

use serde::Serialize;

use super::Diagnostics;
use super::texts::{positions, with_texts};
use crate::characters::visible_json;

#[derive(Serialize)]
struct Finding<'a> {
    severity: &'static str,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    /// Line and column from 1, columns in characters. A finding about a whole file has them too.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// Byte range in the file as read (without byte order mark, line endings LF).
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<[usize; 2]>,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    help: &'a [String],
    /// Who answers for the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
}

/// All findings as JSON Lines.
pub fn draw_json(
    diagnostics: &Diagnostics,
    text_of: &mut dyn FnMut(&str) -> Option<String>,
) -> String {
    let mut out = String::new();
    with_texts(diagnostics.iter(), text_of, &mut |d, lines| {
        let span = d.place.as_ref().and_then(|p| p.span.clone());
        let span = match lines {
            Some(lines) => span.map(|span| lines.whole(&span)),
            None => span,
        };
        let at = positions(d, lines).map(|at| at.start);
        let line = Finding {
            severity: d.severity.word(),
            code: d.code.name(),
            file: d.place.as_ref().map(|p| &*p.file),
            line: at.map(|p| p.line),
            column: at.map(|p| p.column),
            span: span.map(|s| [s.start, s.end]),
            message: &d.message,
            label: &d.label,
            help: &d.advice(),
            owner: d.owner.as_deref(),
        };
        let json = serde_json::to_string(&line).expect("a line of text and numbers is always JSON");
        out.push_str(&visible_json(&json));
        out.push('\n');
    });
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Diagnostic, Diagnostics};
    use super::*;
    use crate::characters::is_unseen;

    #[test]
    fn what_cannot_be_seen_is_escaped_and_comes_back() {
        let mut all = Diagnostics::new();
        all.push(
            Diagnostic::error(Code::FileName, "a\u{202E}\u{7f}b").in_file(&"\u{2066}x".into()),
        );
        let json = draw_json(&all, &mut |_| None);
        assert!(!json.trim_end().contains(is_unseen), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(value["message"], "a\u{202E}\u{7f}b");
        assert_eq!(value["file"], "\u{2066}x");
    }
}
