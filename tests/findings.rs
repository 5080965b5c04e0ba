//! What every finding has, and what becomes of it when it cannot be written.

#![cfg(target_os = "linux")]

#[expect(dead_code, reason = "files of outputs are not compared here")]
mod common;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Case, redway, redway_build, walk};
use serde_json::Value;
use tempfile::TempDir;

/// Findings that stand in no file: the case, the code, and why.
const IN_NO_FILE: [(&str, &str, &str); 1] = [(
    "bad-base-url-argument",
    "bad-contact",
    "the address stands in the command line",
)];

/// A hospital or a charity is not told of schools: only a site that speaks of them, or has terms, or misses the words of
/// the theme for them, which are told by their names.
#[test]
fn only_sites_of_schools_are_told_of_schools() {
    let mut looked_at = 0;
    for name in Case::names() {
        let case = Case::named(&name);
        let input = case.folder.join("input");
        let written = |words: &[&str]| {
            let paths = if input.is_dir() {
                walk(&input)
            } else {
                Vec::new()
            };
            let texts = paths
                .iter()
                .filter_map(|path| fs::read_to_string(path).ok());
            let mut texts = texts.map(|text| text.to_lowercase());
            texts.any(|text| words.iter().any(|word| text.contains(word)))
        };
        let told = case.read("expected/diagnostics.txt") + &case.read("expected/then.txt");
        if told.is_empty() || written(&["school", "terms:"]) {
            continue;
        }
        looked_at += 1;
        for line in told.lines().filter(|line| !line.contains("missing-words")) {
            // The name of a code, and the values that `type` of an organisation can have, stay the same for all sites.
            let line = line.to_lowercase().replace("[school-year]", "");
            let values = line.contains("it can be");
            assert!(values || !line.contains("school"), "{name}: {line}");
        }
    }
    assert!(looked_at > 50, "only {looked_at} were looked at");
}

/// Programs show a finding at its place; without one it is read by nobody.
#[test]
fn every_finding_has_a_file_and_a_line_in_every_format() {
    let mut wrong = String::new();
    for name in Case::names() {
        let case = Case::named(&name);
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let site = scratch.path().join("site");
        case.lay_out(&site);
        let arguments = case.read("args");
        let mut words: Vec<&str> = arguments.split_whitespace().collect();
        if let Some(at) = words.iter().position(|word| *word == "--format") {
            words.drain(at..at + 2);
        }
        let wrapper = Some(case.folder.join("run")).filter(|run| run.is_file());
        let build = |format: &'static str| {
            let variables = case.read("env");
            let variables = variables.lines().filter_map(|line| line.split_once('='));
            let words = words.iter().copied().chain(["--format", format]);
            redway_build(&site, words, variables, wrapper.as_deref()).stdout
        };
        let (json, annotations) = (build("json"), build("github"));
        let checked = redway(&site, ["check", "--format", "json"], []).stdout;
        let mut without = Vec::new();
        for line in json.lines().chain(checked.lines()) {
            let finding: Value = serde_json::from_str(line).expect("a line is JSON");
            let has = |key: &str| finding.get(key).is_some();
            if !(has("file") && has("line") && has("column")) {
                without.push((finding["code"].as_str().unwrap_or("").to_owned(), line));
            }
        }
        for line in annotations.lines().filter(|line| line.starts_with("::")) {
            if !(line.contains(",file=") && line.contains(",line=")) {
                let code = line.split_once("title=").map_or("", |(_, rest)| rest);
                let code = code.split([':', ',']).next().unwrap_or("");
                without.push((code.to_owned(), line));
            }
        }
        without.retain(|(code, _)| {
            let known = |(case, of, _): &(&str, &str, &str)| *case == name && of == code;
            !IN_NO_FILE.iter().any(known)
        });
        for (_, line) in without {
            let _ = writeln!(wrong, "{name}: {line}");
        }
    }
    assert!(wrong.is_empty(), "findings without a place:\n{wrong}");
}

/// The same of what people read, as it is kept.
#[test]
fn every_finding_for_people_shows_a_file_and_a_line() {
    let mut wrong = String::new();
    for name in Case::names() {
        let text = Case::named(&name).read("expected/diagnostics.txt");
        let is_first = |line: &str| line.starts_with("error[") || line.starts_with("warning[");
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_first(line)) {
            let place = lines
                .get(at + 1)
                .and_then(|next| next.trim_start().strip_prefix("--> "));
            let shown = place.is_some_and(|place| {
                let mut parts = place.rsplitn(3, ':');
                let mut number = || {
                    parts
                        .next()
                        .is_some_and(|part| part.parse::<usize>().is_ok())
                };
                number() && number()
            });
            let known = |(case, code, _): &(&str, &str, &str)| {
                *case == name && line.contains(&format!("[{code}]"))
            };
            if !shown && !IN_NO_FILE.iter().any(known) {
                let _ = writeln!(wrong, "{name}: {line}");
            }
        }
    }
    assert!(wrong.is_empty(), "findings without a place:\n{wrong}");
}

/// A site with a finding, a meeting and words to search for.
fn site() -> TempDir {
    let site = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        fs::write(site.path().join(name), text).expect("a file");
    };
    write(
        "site.yaml",
        "title: Handbook\nbase_url: https://handbook.example/\nbroken_links: warn\n",
    );
    write(
        "tea.md",
        "---\nkind: series\nid: tea\ntitle: Tea\nupdated: 2026-11-01\noccurrences: [2027-01-14 10:00-11:00]\n---\n[x](nowhere.md)\n",
    );
    write("empty.md", "");
    site
}

/// Mends the finding that stops a build.
fn mend(site: &Path) {
    fs::write(site.join("empty.md"), "---\ntitle: Full\n---\n").expect("a file");
}

fn full() -> File {
    File::options()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it")
}

/// The exit code of `redway` in a folder, with its outputs.
fn exit(site: &Path, words: &str, out: impl Into<Stdio>, err: impl Into<Stdio>) -> Option<i32> {
    let status = Command::new(env!("CARGO_BIN_EXE_redway"))
        .args(words.split_whitespace())
        .current_dir(site)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .status();
    status.expect("the program starts").code()
}

const ANSWERS: [&str; 11] = [
    "check --format json",
    "check --format github",
    "build --format json",
    "build --format github",
    "search tea",
    "search tea --format json",
    "calendar --from 2026-01-01",
    "calendar --from 2026-01-01 --format json",
    "diff public public",
    "diff public public --format json",
    "--help",
];

#[test]
fn what_cannot_be_written_ends_with_a_code_and_never_with_a_panic() {
    let site = site();
    let site = site.path();
    // What is lost is no success; where there are errors, these count.
    for (words, code) in [("check --format json", 1), ("build --format github", 1)] {
        assert_eq!(
            exit(site, words, full(), Stdio::null()),
            Some(code),
            "{words}"
        );
    }
    mend(site);
    assert_eq!(exit(site, "build", Stdio::null(), Stdio::null()), Some(0));
    for words in ANSWERS {
        assert_eq!(
            exit(site, words, Stdio::null(), Stdio::null()),
            Some(0),
            "{words}"
        );
        assert_eq!(exit(site, words, full(), Stdio::null()), Some(3), "{words}");
        assert_eq!(exit(site, words, full(), full()), Some(3), "{words}");
    }
    for words in ["build", "check", "build --timings"] {
        assert_eq!(exit(site, words, Stdio::null(), full()), Some(3), "{words}");
        // Nothing is said there.
        assert_eq!(exit(site, words, full(), Stdio::null()), Some(0), "{words}");
    }
    for words in [
        "no-such-command",
        "diff nothing public",
        "calendar --for nobody",
    ] {
        assert_eq!(exit(site, words, full(), full()), Some(2), "{words}");
    }
}

#[test]
fn why_an_answer_is_lost_is_said() {
    let site = site();
    mend(site.path());
    let output = Command::new(env!("CARGO_BIN_EXE_redway"))
        .args(["check", "--format", "json"])
        .current_dir(site.path())
        .stdout(full())
        .stderr(Stdio::piped())
        .output()
        .expect("the program runs");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: the answer could not be written: No space left on device\n"
    );
}

/// `redway check | head` has read enough: that is no mistake of anybody.
#[test]
fn a_reader_that_has_gone_away_ends_it_quietly() {
    let site = site();
    let site = site.path();
    mend(site);
    let gone = || {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        writer
    };
    assert_eq!(exit(site, "build", gone(), gone()), Some(0));
    for words in ANSWERS {
        let (mut said, err) = io::pipe().expect("a pipe");
        assert_eq!(exit(site, words, gone(), err), Some(0), "{words}");
        let said = io::read_to_string(&mut said).expect("what it said");
        let summaries = said.lines().all(|line| line.contains(" 0 errors, "));
        assert!(summaries, "{words}: {said}");
    }
    assert_eq!(exit(site, "check", gone(), gone()), Some(0));
}
