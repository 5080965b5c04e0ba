//! What is published, and what is said of mistakes, grows with what is written and no faster.
//!
//! Each case writes a site of a size and one of twice that size, and counts the bytes that come out, less those of an empty
//! site: no time is taken, which `benches/growth.py` does. Tests beside the mechanisms count their steps.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use redway::diagnostic::{DrawText, draw_annotations, draw_json, draw_text};
use redway::{BuildOptions, BuildReport, build, source_text};

/// What doubles may come out so many times as large: names grow by a digit, and there is one list of all.
const MOST: f64 = 2.3;

/// The files of a site.
type Files = Vec<(String, String)>;

/// What came of a build.
struct Built {
    report: BuildReport,
    /// Bytes of all files of the output.
    output: usize,
    /// Bytes of what is told to people and to programs.
    told: usize,
    /// What people are told.
    text: String,
}

fn built(files: Files) -> Built {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let root = scratch.path();
    let basis = [
        (
            "site.yaml",
            "title: Handbook\nbase_url: https://handbook.example/\n",
        ),
        ("index.md", "# Handbook\n\nWelcome.\n"),
    ];
    let basis = basis.map(|(file, text)| (file.to_owned(), text.to_owned()));
    for (file, text) in files.into_iter().chain(basis) {
        let path = root.join("content").join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let output = root.join("public");
    let report = build(&BuildOptions::new(root), &output);
    let findings = &report.diagnostics;
    let mut text_of = |file: &str| source_text(root, file);
    let mut how = DrawText::plain();
    how.most = 50;
    let text = draw_text(findings, &mut text_of, how);
    let told =
        draw_json(findings, &mut text_of).len() + draw_annotations(findings, &mut text_of).len();
    Built {
        output: bytes(&output),
        told,
        text,
        report,
    }
}

fn bytes(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let sizes = entries.map(|entry| {
        let entry = entry.expect("it can be listed");
        let meta = entry.metadata().expect("it is there");
        if meta.is_dir() {
            bytes(&entry.path())
        } else {
            usize::try_from(meta.len()).expect("it is small")
        }
    });
    sizes.sum()
}

/// Builds a site of a size and one of twice that size, and sees that nothing more than doubles.
#[expect(clippy::cast_precision_loss, reason = "bytes of small sites")]
fn doubles(n: usize, files: impl Fn(usize) -> Files) -> [Built; 2] {
    let empty = built(Vec::new());
    let [small, large] = [n, 2 * n].map(|n| built(files(n)));
    let output = |built: &Built| built.output.saturating_sub(empty.output) as f64;
    let (before, after) = (output(&small), output(&large));
    assert!(
        after <= MOST * before,
        "output of {before} bytes became {after}"
    );
    let (before, after) = (small.told as f64, large.told as f64);
    assert!(
        after <= MOST * before,
        "{before} bytes of findings became {after}"
    );
    [small, large]
}

/// A line for each number below `n`.
fn many(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}

fn file(name: impl Into<String>, text: impl Into<String>) -> (String, String) {
    (name.into(), text.into())
}

/// The findings of a build that was refused.
fn refused(built: &Built, errors: usize) {
    assert!(built.report.diagnostics.has_errors());
    assert_eq!(built.report.diagnostics.errors(), errors);
    assert_eq!(built.output, 0, "something was written");
}

#[test]
fn contacts_that_many_services_inherit_stand_in_short() {
    // More than two hundred pages of a section are not listed beside each other.
    let [_, large] = doubles(210, |n| {
        let contacts = many(n, |i| {
            format!("  - {{for: Desk {i}, email: desk{i}@handbook.example}}\n")
        });
        let above =
            format!("---\nkind: service\ntitle: Services\ncontacts:\n{contacts}---\n\nText.\n");
        let below = (0..n).map(|i| {
            let page = format!("---\nkind: service\ntitle: Team {i}\n---\n\nText.\n");
            file(format!("services/t{i}.md"), page)
        });
        below.chain([file("services/_index.md", above)]).collect()
    });
    assert!(!large.report.diagnostics.has_errors());
}

#[test]
fn an_event_for_many_audiences_names_a_few() {
    doubles(40, |n| {
        let audiences = many(n, |i| format!("reader-{i}: {{title: Reader number {i}}}\n"));
        let names = many(n, |i| format!("reader-{i}, "));
        let series = (0..5).map(|i| {
            let page = format!(
                "---\nkind: series\nid: circle-{i}\ntitle: Circle {i}\nupdated: 2026-11-01\naudience: {{welcome: [{names}]}}\noccurrences: [2027-01-14 10:00-11:00]\n---\n"
            );
            file(format!("meetings/c{i}.md"), page)
        });
        series.chain([file("audiences.yaml", audiences)]).collect()
    });
}

#[test]
fn meetings_in_very_many_calendars_are_refused_with_the_series_that_fills_most() {
    let audiences = many(300, |i| {
        format!("reader-{i}: {{title: Reader number {i}}}\n")
    });
    let names = many(300, |i| format!("reader-{i}, "));
    let days = many(700, |i| format!("  - {{on: 2027-01-14, key: k{i}}}\n"));
    let series = |id: &str, names: &str| {
        let page = format!(
            "---\nkind: series\nid: {id}\ntitle: A circle\nupdated: 2026-11-01\naudience: {{expected: [{names}]}}\noccurrences:\n{days}---\n"
        );
        file(format!("{id}.md"), page)
    };
    let built = built(vec![
        file("audiences.yaml", audiences),
        series("a", "reader-1"),
        series("b", &names),
    ]);
    refused(&built, 1);
    assert!(built.text.contains("content/b.md"), "{}", built.text);
    assert!(
        built
            .text
            .contains("700 meetings stand in the calendars of 300 audiences"),
        "{}",
        built.text
    );
}

#[test]
fn folders_that_stand_too_deep_are_told_once() {
    let [small, large] = doubles(40, |n| {
        let folder = |depth: usize| format!("{}_index.md", "d/".repeat(depth));
        let page =
            |depth| format!("---\nkind: service\ntitle: Team at depth {depth}\n---\n\nText.\n");
        (1..=n)
            .map(|depth| file(folder(depth), page(depth)))
            .collect()
    });
    for built in [small, large] {
        refused(&built, 1);
        assert!(built.text.contains("folder-depth"), "{}", built.text);
    }
}

#[test]
fn people_that_are_gone_are_told_with_whom_was_meant() {
    let [small, _] = doubles(200, |n| {
        let people = many(n / 2, |i| format!("rae-moss-{i}: {{name: Rae Moss {i}}}\n"));
        let teams = (0..n).map(|i| {
            let page = format!(
                "---\nkind: service\ntitle: Team {i}\nlead: {{role: Lead, holder: rae-moss-{i}}}\n---\n\nText.\n"
            );
            file(format!("teams/t{i}.md"), page)
        });
        teams.chain([file("people.yaml", people)]).collect()
    });
    refused(&small, 100);
    assert!(
        small.text.contains("did you mean `rae-moss-10`?"),
        "{}",
        small.text
    );
}

#[test]
fn trusts_that_are_not_there_are_told_each() {
    let [small, _] = doubles(200, |n| {
        let schools = many(n, |i| {
            format!("school-{i}: {{name: School {i}, type: school, trust: trst-{i}}}\n")
        });
        vec![file("organisations.yaml", schools)]
    });
    refused(&small, 200);
}

#[test]
fn a_broken_link_on_every_page_is_told_of_each() {
    let [small, _] = doubles(100, |n| {
        let page = |i| format!("# News {i}\n\nSee [the old plan](/old/plan.md).\n");
        (0..n)
            .map(|i| file(format!("news/n{i}.md"), page(i)))
            .collect()
    });
    refused(&small, 100);
}

#[test]
fn headings_that_are_not_there_are_told_each() {
    let [small, _] = doubles(200, |n| {
        let parts = many(n, |i| {
            format!("## Part {i}\n\nBack to [step {i}](#step-{i}).\n\n")
        });
        vec![file("long.md", format!("# Long page\n\n{parts}"))]
    });
    refused(&small, 200);
}

#[test]
fn links_to_own_headings_lead_there() {
    let [small, large] = doubles(300, |n| {
        let parts = many(n, |i| {
            format!("## Part {i}\n\nBack to [part {i}](#part-{i}).\n\n")
        });
        vec![file("long.md", format!("# Long page\n\n{parts}"))]
    });
    for built in [small, large] {
        assert!(built.report.diagnostics.is_empty(), "{}", built.text);
    }
}

#[test]
fn a_wrong_key_in_every_record_is_ten_sentences_and_a_count() {
    let [small, _] = doubles(200, |n| {
        let people = many(n, |i| format!("rae-moss-{i}: {{nam: Rae Moss {i}}}\n"));
        vec![file("people.yaml", people)]
    });
    refused(&small, 200);
    assert_eq!(small.text.matches("error[").count(), 10, "{}", small.text);
    assert!(
        small
            .text
            .contains("the same stands 190 more times in this file"),
        "{}",
        small.text
    );
}

#[test]
fn links_that_never_close_are_text() {
    let [small, _] = doubles(500, |n| {
        let mut page = "# Slip\n\n".to_owned();
        let _ = writeln!(page, "{}", "[a](b \"".repeat(n));
        vec![file("slip.md", page)]
    });
    assert!(!small.report.diagnostics.has_errors(), "{}", small.text);
    assert!(
        small
            .text
            .contains("a link that nothing closes is shown as it stands here"),
        "{}",
        small.text
    );
    assert!(small.text.contains("slip.md:3:1"), "{}", small.text);
}

#[test]
fn what_no_reader_could_find_their_way_through_is_refused_where_it_becomes_too_much() {
    let people = |n| many(n, |i| format!("rae-moss-{i}: {{name: Rae Moss {i}}}\n"));
    let of_people = built(vec![file("people.yaml", people(20_001))]);
    refused(&of_people, 1);
    let expected = [
        "`people.yaml` has 20001 entries, and may have 20000",
        "people.yaml:20001:1",
    ];
    for words in expected {
        assert!(of_people.text.contains(words), "{}", of_people.text);
    }
    let page = format!("# Slip\n\n{}", "## Part\n".repeat(100_000));
    let of_headings = built(vec![file("slip.md", page)]);
    refused(&of_headings, 1);
    for words in ["heading 50001 of the page", "slip.md:50003:1"] {
        assert!(of_headings.text.contains(words), "{}", of_headings.text);
    }
}
