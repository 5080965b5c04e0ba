//! What a fuzzer runs: each function takes any bytes for a file and panics when something is promised that does not hold.
//!
//! The targets are started by the package in `fuzz/`. Inputs that once found something new are kept in `fuzz/corpus/`, a
//! folder for each target, and run with the other tests.

use std::ops::Range;

use crate::check::check_feed_text;
use crate::diagnostic::{Diagnostics, draw_annotations, draw_json};
use crate::disk::manifest::{self, Manifest};
use crate::load::fuzz::{self, FILE};
use crate::markdown::{Abbreviations, Labels, Options, convert, convert_inline, strict};
use crate::{calendar, load};

/// The name of a target, and what it runs.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 5] = [
    ("markdown", markdown),
    ("yaml", yaml),
    ("csv", csv),
    ("feed", feed),
    ("manifest", manifest),
];

/// Most findings of an input that are drawn: they are drawn one by one, and many are alike.
const DRAWN: usize = 8;

/// A text of a page: converted as a page is, as a value of front matter, and with HTML allowed; then as a whole file.
pub fn markdown(bytes: &[u8]) {
    let Some(text) = fuzz::text_of(bytes) else {
        return;
    };
    let abbreviations = Abbreviations::new([("EHCP", "a plan"), ("R&D", "research & \"more\"")]);
    let labels = Labels::default();
    let options = Options {
        raw_html: false,
        base_url: "https://handbook.example/",
        right_to_left: false,
        british: true,
        search_text: true,
        title: None,
        abbreviations: &abbreviations,
        labels: &labels,
    };
    strict::check(&convert(&text, &options), &text);
    strict::check(&convert_inline(&text, &options), &text);
    let allowed = Options {
        raw_html: true,
        ..options
    };
    let document = convert(&text, &allowed);
    assert!(document.holes.is_sorted_by_key(|hole| hole.at));
    for hole in &document.holes {
        assert!(document.html.is_char_boundary(hole.at as usize));
    }
    check_findings(fuzz::page(&text), &text);
}

/// The front matter of a page or one of the lists, by the first byte; the rest is its text.
pub fn yaml(bytes: &[u8]) {
    let Some((&sort, rest)) = bytes.split_first() else {
        return;
    };
    let Some(text) = fuzz::text_of(rest) else {
        return;
    };
    let sort = usize::from(sort) % fuzz::SORTS;
    let findings = fuzz::yaml(sort, &text);
    // What is no front matter gets its marks, so places are counted in another text.
    if sort > 0 {
        check_findings(findings, &text);
    }
}

/// The rows of a table.
pub fn csv(bytes: &[u8]) {
    if let Some(text) = fuzz::text_of(bytes) {
        check_findings(fuzz::csv(&text), &text);
    }
}

/// A calendar file: its faults, and what a subscriber sees of it.
pub fn feed(bytes: &[u8]) {
    for event in calendar::read(bytes).unwrap_or_default() {
        assert!(event.start.is_same(&event.start));
        assert!(event.end.day().is_none_or(|day| day.year() < 10_000));
    }
    if let Ok(text) = str::from_utf8(bytes) {
        check_findings(
            check_feed_text(&FILE.into(), text),
            &text.replace("\r\n", "\n"),
        );
    }
}

/// The manifest of an output; or, when it starts as JSON does, the facts about meetings.
pub fn manifest(bytes: &[u8]) {
    if bytes.first() == Some(&b'{') {
        let _ = load::fuzz::facts(bytes);
        return;
    }
    if let Manifest::Ours { files, .. } = manifest::read(bytes) {
        assert!(
            files.iter().all(|file| leads_below(file)),
            "{files:?} lead out of the output"
        );
    }
}

/// Whether a path names a file within the folder that it is joined to, on any system.
fn leads_below(file: &str) -> bool {
    use std::path::{Component, Path};
    !file.contains('\\')
        && !file.is_empty()
        && Path::new(file)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

/// Every finding says what is wrong and what to do, at a place that is there; and all formats can draw it.
fn check_findings(mut findings: Diagnostics, text: &str) {
    findings.sort();
    for finding in findings.iter() {
        assert!(!finding.message.is_empty(), "{finding:?}");
        assert!(!finding.advice().is_empty(), "{finding:?}");
        let span = finding.place.as_ref().and_then(|place| place.span.clone());
        if let Some(Range { start, end }) = span {
            // An end within a character is widened where a finding is drawn.
            assert!(
                start <= end && text.is_char_boundary(start),
                "{finding:?} in {text:?}"
            );
        }
    }
    let mut few = Diagnostics::new();
    for finding in findings.into_iter().take(DRAWN) {
        few.push(finding);
    }
    let mut text_of = |_: &str| Some(text.to_owned());
    let lines = draw_json(&few, &mut text_of);
    assert_eq!(lines.lines().count(), few.iter().count());
    for line in lines.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let places = value["span"].as_array().into_iter().flatten();
        for at in places.filter_map(serde_json::Value::as_u64) {
            let at = usize::try_from(at).expect("texts are small");
            assert!(text.is_char_boundary(at), "{line} in {text:?}");
        }
    }
    let notes = draw_annotations(&few, &mut text_of);
    assert_eq!(notes.lines().count(), few.iter().count());
    #[cfg(feature = "cli")]
    crate::diagnostic::draw_text(&few, &mut text_of, crate::diagnostic::DrawText::plain());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, Instant};

    /// Inputs are small: without optimisation, on a busy machine, each takes some thousandths of a second.
    const PATIENCE: Duration = Duration::from_secs(5);

    #[test]
    fn what_was_found_once_is_found_no_more() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
        for (name, run) in TARGETS {
            let inputs = fs::read_dir(corpus.join(name)).expect("each target has a corpus");
            let mut count = 0;
            for input in inputs {
                let path = input.expect("it can be listed").path();
                let bytes = fs::read(&path).expect("it can be read");
                let started = Instant::now();
                let ends = std::panic::catch_unwind(|| run(&bytes)).is_ok();
                assert!(ends, "{} panics", path.display());
                let took = started.elapsed();
                assert!(took < PATIENCE, "{} takes {took:?}", path.display());
                count += 1;
            }
            assert!(count > 5, "only {count} inputs of {name}");
        }
    }

    #[test]
    fn a_manifest_that_leads_out_would_be_noticed() {
        assert!(leads_below("a/b.html"));
        for out in ["", "..", "a/../../b", "/etc/passwd", "a\\..\\b"] {
            assert!(!leads_below(out), "{out}");
        }
    }
}
