//! What says nothing to readers: what `redway new` asks to be written, where it still stands, and facts that are no answer.

use super::page::warn;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawKind, RawPage, scalars};

/// The lines that new files have, as they stand in `starters/one/`.
const LINES: [&str; 6] = [
    "Write here what the group decides.",
    "Write here what the meeting is for.",
    "Write here what the plan is for.",
    "Write here what the service does, and for whom.",
    "Write here.",
    "text: Write down what is to be done.",
];

/// Answers to a question that readers do not see.
const ANSWERS: [&str; 4] = ["yes", "no", "true", "false"];

/// Warns of both on a page.
pub(super) fn check(page: &RawPage, text: &str, diagnostics: &mut Diagnostics) {
    facts(page, text, diagnostics);
    lines(page, text, diagnostics);
}

/// Warns of a description that only repeats the title, and of `cost: yes`.
fn facts(page: &RawPage, text: &str, diagnostics: &mut Diagnostics) {
    let mut idle: Vec<(&str, String, &str)> = Vec::new();
    let bare = |words: &str| words.trim().trim_end_matches('.').to_lowercase();
    let title = bare(&page.title);
    if page.description.iter().any(|words| bare(words) == title) {
        idle.push((
            "description",
            "`description` only repeats the title".to_owned(),
            "write in a sentence what the page is about; or take the line away: then the first words of the text stand in for it",
        ));
    }
    if let RawKind::Series(series) = &page.kind {
        let pattern = series.pattern.as_ref().map(|pattern| &pattern.value);
        for (key, value, help) in [
            (
                "cost",
                series.cost.as_ref(),
                "write what it costs to come, as in `cost: Free`",
            ),
            (
                "venue",
                series.venue.as_ref(),
                "write where it is held, as in `venue: Town hall`",
            ),
            (
                "pattern",
                pattern,
                "write how often it is held, as in `pattern: Every month, on Tuesday`",
            ),
        ] {
            let value = value.map_or("", |value| value.trim());
            if ANSWERS.contains(&value.to_lowercase().as_str()) {
                idle.push((
                    key,
                    format!("`{key}: {value}` says nothing to readers"),
                    help,
                ));
            }
        }
    }
    if idle.is_empty() {
        return;
    }
    let facts = scalars(&page.file, text);
    for (key, message, help) in idle {
        if let Some(fact) = facts.iter().find(|fact| fact.keys == [key]) {
            let finding = (Code::Placeholder, message);
            warn(page, diagnostics, finding, &fact.span, help);
        }
    }
}

/// Warns of each line of a new file that a page still has; what stands in a block of code is shown on purpose.
fn lines(page: &RawPage, text: &str, diagnostics: &mut Diagnostics) {
    // Hardly any page has one.
    if !text.contains("Write ") {
        return;
    }
    let (mut at, mut in_code) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let line = line.trim();
        in_code ^= line.starts_with("```") || line.starts_with("~~~");
        if !in_code && LINES.contains(&line) {
            diagnostics.push(
                Diagnostic::warning(Code::Placeholder, format!("readers find `{line}` here"))
                    .help("write your own text in its place; it comes from `redway new`")
                    .at(&page.file, start..start + line.len()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LINES;

    #[test]
    fn every_line_of_a_new_file_that_asks_for_words_is_known() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/starters/one");
        let mut asked = Vec::new();
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let text = std::fs::read_to_string(entry.expect("a file").path()).expect("text");
            let lines = text.lines().map(|line| line.trim().to_owned());
            asked.extend(lines.filter(|line| line.contains("Write ")));
        }
        asked.sort();
        assert_eq!(asked, LINES);
    }
}
