//! Every code has a section in `docs/codes.md`, and its examples are true: the wrong one has the finding, and the
//! right one has none.

#[expect(dead_code, reason = "sites are small files here, not golden cases")]
mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{Run, redway};
use rayon::prelude::*;
use redway::diagnostic::{Code, Explanation, Shows, explanations};

/// Codes without an example, with why: no small site of text shows them.
const WITHOUT: &[(Code, &str)] = &[
    (Code::NoSite, "it is what a folder without a site tells"),
    (Code::Unreadable, "rights are no text"),
    (Code::NotUtf8, "its bytes are no text"),
    (Code::TooLarge, "nobody reads an example of 4 MB"),
    (
        Code::TooManyFindings,
        "nobody reads an example of 50 000 slips",
    ),
    (Code::Symlink, "a link is no text"),
    (Code::NotAFile, "a pipe is no text"),
    (
        Code::MergeConflict,
        "docs/codes.md would hold the marks itself, and it is a page of a site",
    ),
    (
        Code::UnknownSeries,
        "it is about a word of the command line",
    ),
    (Code::Uncommitted, "it is about the state of a repository"),
    (Code::ShallowClone, "it is about the state of a repository"),
    (Code::ClockAhead, "it is about the state of a repository"),
    (Code::NoHistory, "it is about the state of a repository"),
    (Code::Feed, "it takes names of hundreds of letters"),
    (
        Code::FeedRule,
        "it is about files that Redway did not write",
    ),
    (Code::ReadingAge, "it takes a page of a hundred words"),
    (Code::PicturePlace, "a picture is no text"),
    (Code::LinkGone, "it is about other sites"),
    (Code::LinkUnsure, "it is about other sites"),
    (
        Code::OutputFolder,
        "it is about the folder that is written to",
    ),
    (Code::Write, "it is about the disk"),
];

#[test]
fn every_code_has_a_section_and_every_section_a_code() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let sections: BTreeSet<&str> = explanations().iter().map(|section| section.code).collect();
    assert_eq!(sections, codes);
    assert_eq!(
        explanations().len(),
        codes.len(),
        "a code has two sections in docs/codes.md"
    );
    for section in explanations() {
        let said = section.meaning.join(" ");
        assert!(said.ends_with('.'), "{} says nothing: {said}", section.code);
        // A terminal shows what is written, and a line that looks like the start of a file is a slip in it.
        for sign in ["](", "Wrong", "Right,", "Both,", "**"] {
            assert!(!said.contains(sign), "{} says `{sign}`", section.code);
        }
    }
}

#[test]
fn sections_have_both_examples_or_a_reason() {
    for section in explanations() {
        let has = |shows| section.examples.iter().any(|file| file.shows == shows);
        let excused = WITHOUT.iter().any(|(code, _)| code.name() == section.code);
        let both = has(Shows::Wrong) && has(Shows::Right);
        assert_ne!(
            both, excused,
            "{} needs a wrong and a right example, or a reason in WITHOUT",
            section.code
        );
        assert!(both || section.examples.is_empty(), "{}", section.code);
    }
}

#[test]
fn wrong_examples_have_their_finding_alone_and_right_ones_none() {
    let wrong: Vec<String> = explanations()
        .par_iter()
        .filter(|section| !section.examples.is_empty())
        .flat_map_iter(slips)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is not so about the examples of a section. What no build tells is asked of a check.
fn slips(section: &Explanation) -> Vec<String> {
    let build = ["build", "--format", "json"].as_slice();
    let check = ["check", "--as-of", "2026-11-27", "--format", "json"].as_slice();
    let mut command = build;
    let mut wrong = example(section, Shows::Wrong, command);
    if wrong.stdout.is_empty() {
        command = check;
        wrong = example(section, Shows::Wrong, command);
    }
    let told: BTreeSet<String> = codes(&wrong).collect();
    let mut slips = Vec::new();
    if told != BTreeSet::from([section.code.to_owned()]) {
        let said = wrong.stdout + &wrong.stderr;
        slips.push(format!("the wrong example of {}:\n{said}", section.code));
    }
    let right = example(section, Shows::Right, command);
    if codes(&right).next().is_some() {
        slips.push(format!(
            "the right example of {}:\n{}",
            section.code, right.stdout
        ));
    }
    slips
}

/// Runs a command on one of the two examples of a section.
fn example(section: &Explanation, shows: Shows, command: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a temporary folder");
    lay_out(section, shows, folder.path());
    redway(folder.path(), command.iter().copied(), [])
}

/// Writes the files of an example over a site of one page.
fn lay_out(section: &Explanation, shows: Shows, site: &Path) {
    let write = |file: &str, text: &str| {
        let path = site.join(file);
        fs::create_dir_all(path.parent().expect("it is below the site")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let settings = "title: Handbook\nbase_url: https://handbook.example/\n";
    write("content/site.yaml", settings);
    write("content/index.md", "# Handbook\n\nWelcome.\n");
    for file in &section.examples {
        if file.shows == shows || file.shows == Shows::Both {
            write(file.file, file.text);
        }
    }
}

/// The codes of what a run told, a line of JSON each.
fn codes(run: &Run) -> impl Iterator<Item = String> {
    run.stdout.lines().map(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        finding["code"].as_str().expect("it has a code").to_owned()
    })
}

/// What the program says, as people ask it.
#[test]
fn the_program_tells_them() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let one = redway(here, ["explain", "unknown-person"], []);
    assert_eq!((one.exit, one.stderr.as_str()), (0, ""));
    for part in [
        "unknown-person\n\nA page names somebody who is not in `people.yaml`.",
        "\nWrong, in content/leave.md:\n\n    # Leave\n\n    Ask [](person:anne-lee).\n",
        "\nRight, in content/leave.md:\n",
    ] {
        assert!(one.stdout.contains(part), "{part} in {}", one.stdout);
    }
    let all = redway(here, ["explain"], []);
    assert_eq!(all.exit, 0);
    for code in Code::ALL {
        let line = format!("  {} ", code.name());
        assert!(all.stdout.contains(&line), "{} is not listed", code.name());
    }
    let slip = redway(here, ["explain", "unknown-persn"], []);
    assert_eq!((slip.exit, slip.stdout.as_str()), (2, ""));
    assert!(
        slip.stderr.contains("did you mean `unknown-person`?"),
        "{}",
        slip.stderr
    );
}
