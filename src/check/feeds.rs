//! What is wrong with calendar files, by RFC 5545.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::calendar::{Fault, LineFault, Rule, faults};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::read_feed;

/// Tells what is wrong with a calendar file, of whatever make. `false` when there is nothing to read.
pub(crate) fn check_feed(path: &Path, diagnostics: &mut Diagnostics) -> bool {
    let file: Arc<str> = path.to_string_lossy().into();
    match read_feed(path, &file) {
        Ok(text) => {
            diagnostics.append(check_feed_text(&file, &text));
            true
        }
        Err(finding) => {
            let is_read = finding.code == Code::NotUtf8;
            diagnostics.push(*finding);
            is_read
        }
    }
}

/// What is wrong with the text of a calendar file.
pub(crate) fn check_feed_text(file: &Arc<str>, text: &str) -> Diagnostics {
    let faults = faults(text);
    // Findings count bytes with plain line ends.
    let shown: Arc<str> = text.replace("\r\n", "\n").into();
    let lines = lines(&shown);
    let mut diagnostics = Diagnostics::new();
    for Fault { line, rule } in faults {
        let span = lines.get(line - 1).cloned().unwrap_or_default();
        let make = if rule.is_advice() {
            Diagnostic::warning
        } else {
            Diagnostic::error
        };
        let mut finding = make(Code::FeedRule, rule.to_string())
            .at(file, span)
            .help_if(what_to_do(&rule).map(str::to_owned))
            .help(format!("section {0} of RFC 5545 says how it should be: https://www.rfc-editor.org/rfc/rfc5545#section-{0}", rule.section()));
        finding.text = Some(Arc::clone(&shown));
        diagnostics.push(finding);
    }
    diagnostics
}

/// Where each line is, its line break not counted.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let span = at..at + line.len();
            at = span.end + 1;
            span
        })
        .collect()
}

fn what_to_do(rule: &Rule) -> Option<&'static str> {
    match rule {
        Rule::Line(LineFault::NoBreak) => Some(
            "end lines with CRLF, the last too; where files go through git, write `*.ics -text` into .gitattributes",
        ),
        Rule::Line(LineFault::Long) => {
            Some("go on in a new line that begins with a space; that space counts too")
        }
        Rule::NoCalendar => Some(
            "a calendar file is text that begins with BEGIN:VCALENDAR, without a byte order mark before it",
        ),
        Rule::Value(..) => {
            Some("in texts write `\\,` for a comma, `\\;` for a semicolon and `\\n` for a new line")
                .filter(|_| matches!(rule, Rule::Value(_, kind) if kind.contains("text")))
        }
        _ => None,
    }
}
