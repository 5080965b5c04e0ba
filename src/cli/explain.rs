//! `redway explain`.

use std::fmt::Write as _;

use clap::Args;

use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::{answer, say};
use crate::diagnostic::{Code, Explanation, RULES, Severity, explanations, nearest};

/// How wide paragraphs are.
const COLUMNS: usize = 80;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The code, as it stands in brackets: unknown-person. Without it, all codes with a sentence each
    code: Option<String>,
}

pub(super) fn run(Arguments { code }: &Arguments) -> u8 {
    let all = explanations();
    let Some(code) = code else {
        return answer(&list(all)).or(BUILT);
    };
    if let Some(explanation) = all.iter().find(|explanation| explanation.code == code) {
        return answer(&whole(explanation)).or(BUILT);
    }
    let mut message = format!("error: there is no code `{code}`\n");
    if let Some(meant) = nearest(code, all.iter().map(|explanation| explanation.code)) {
        let _ = writeln!(message, "  = help: did you mean `{meant}`?");
    }
    message.push_str("  = help: `redway explain` lists all codes\n");
    say(&message).or(COULD_NOT_RUN)
}

/// All codes by theme, each with its first sentence.
fn list(all: &[Explanation]) -> String {
    let widest = all.iter().map(|explanation| explanation.code.len()).max();
    let widest = widest.unwrap_or_default();
    let mut out = String::new();
    for theme in all.chunk_by(|one, other| one.theme == other.theme) {
        let heading = theme.first().map_or("", |explanation| explanation.theme);
        let _ = writeln!(out, "{heading}");
        for explanation in theme {
            let (code, words) = (explanation.code, explanation.first_sentence());
            let _ = writeln!(out, "  {code:widest$}  {words}");
        }
        out.push('\n');
    }
    out.push_str("`redway explain CODE` says more of one, with an example.\n");
    out
}

/// All that is said of one code.
fn whole(explanation: &Explanation) -> String {
    let mut out = format!("{}\n", explanation.code);
    for paragraph in &explanation.meaning {
        out.push('\n');
        wrap(paragraph, &mut out);
    }
    for sentence in level(explanation.code) {
        out.push('\n');
        wrap(&sentence, &mut out);
    }
    for example in &explanation.examples {
        let _ = writeln!(out, "\n{}, in {}:\n", example.shows.word(), example.file);
        if example.text.is_empty() {
            out.push_str("    (nothing)\n");
        }
        for line in example.text.lines() {
            let _ = writeln!(out, "{}", format!("    {line}").trim_end());
        }
    }
    out
}

/// What a site and a page may say of a code.
fn level(code: &str) -> Vec<String> {
    let mut said = Vec::new();
    if let Some((_, level)) = RULES.iter().find(|(rule, _)| rule.name() == code) {
        said.push(match level {
            Some(severity) => format!(
                "It is told by `redway check`, as {} unless `check` in site.yaml sets another level.",
                match severity {
                    Severity::Error => "an error",
                    Severity::Warning => "a warning",
                    Severity::Note => "a note",
                }
            ),
            None => "It is told by `redway check` once `check` in site.yaml sets a level for it.".to_owned(),
        });
    }
    if Code::ALLOWED_BY_PAGES
        .iter()
        .any(|allowed| allowed.name() == code)
    {
        said.push(format!(
            "If it is meant, say why on the page: `allow: [{code}: …]`."
        ));
    }
    said
}

/// Adds a paragraph in lines of at most so many columns, as far as its words allow.
fn wrap(paragraph: &str, out: &mut String) {
    let mut column = 0;
    for word in paragraph.split(' ') {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > COLUMNS {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_wrapped_between_words() {
        let mut out = String::new();
        wrap(&["word"; 40].join(" "), &mut out);
        let widest = out.lines().map(|line| line.chars().count()).max();
        assert_eq!(widest, Some(79));
        assert_eq!(out.split_whitespace().count(), 40);
        let long = "x".repeat(100);
        let mut alone = String::new();
        wrap(&format!("a {long} b"), &mut alone);
        assert_eq!(alone, format!("a\n{long}\nb\n"));
    }

    #[test]
    fn a_rule_tells_its_level_and_whether_a_page_may_allow_it() {
        assert_eq!(level("far-day").len(), 2);
        assert!(level("far-day")[0].contains("as a warning unless"));
        assert!(level("long-sentence")[0].contains("once `check`"));
        assert_eq!(level("unused").len(), 1);
        assert!(level("unknown-person").is_empty());
    }
}
