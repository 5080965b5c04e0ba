//! Findings as workflow annotations of Git hosts (`::error file=…,line=…::…`).

use std::fmt::Write as _;
use std::ops::Range;

use super::texts::{positions, with_texts};
use super::{Diagnostics, Severity};
use crate::characters::escaped;

/// One annotation a line, in the form that GitHub and Gitea runners show beside the changed line.
///
/// Special characters are escaped as the runner's `toolkit` does: `%`, CR and LF
/// in messages, and `:` and `,` in properties too.
pub fn draw_annotations(
    diagnostics: &Diagnostics,
    text_of: &mut dyn FnMut(&str) -> Option<String>,
) -> String {
    let mut out = String::new();
    with_texts(diagnostics.iter(), text_of, &mut |d, lines| {
        let command = match d.severity {
            Severity::Note => "notice",
            other => other.word(),
        };
        let _ = write!(out, "::{command} title={}", property(d.code.name()));
        if let Some(place) = &d.place {
            let _ = write!(out, ",file={}", property(&place.file));
            if let Some(Range { start, end }) = positions(d, lines) {
                let _ = write!(out, ",line={},col={}", start.line, start.column);
                if start.line == end.line && start != end {
                    let _ = write!(out, ",endColumn={}", end.column);
                }
            }
        }
        let _ = writeln!(out, "::{}", data(&d.in_sentences()));
    });
    out
}

fn data(text: &str) -> String {
    escaped(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Diagnostic, Diagnostics};
    use super::*;

    #[test]
    fn an_annotation_names_file_line_and_column_and_escapes_the_rest() {
        let mut all = Diagnostics::new();
        all.push(
            Diagnostic::error(Code::UnknownPerson, "no person: 100%\n`x\u{202E}`")
                .at(&"content/a,b.md".into(), 7..8)
                .help("see people.yaml"),
        );
        let drawn = draw_annotations(&all, &mut |_| Some("a: b\nc: d\n".into()));
        assert_eq!(
            drawn,
            "::error title=unknown-person,file=content/a%2Cb.md,line=2,col=3,endColumn=4\
             ::no person: 100%25%0A`x\\u{202e}`. see people.yaml\n"
        );
    }
}
