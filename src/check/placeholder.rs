//! What `redway new` asks to be written, where it still stands.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::RawPage;

/// The lines that new files have, as they stand in `starters/one/`.
const LINES: [&str; 6] = [
    "Write here what the group decides.",
    "Write here what the meeting is for.",
    "Write here what the plan is for.",
    "Write here what the service does, and for whom.",
    "Write here.",
    "text: Write down what is to be done.",
];

/// Warns of each of these lines that a page still has; what stands in a block of code is shown on purpose.
pub(super) fn check(page: &RawPage, text: &str, diagnostics: &mut Diagnostics) {
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
