//! Commands that edit a site: `move`, `retire`, `impact` and `new-year`, by the real program.

#![cfg(unix)]

#[expect(dead_code, reason = "sites of this file are not golden cases")]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Run, files, redway};
use tempfile::TempDir;

/// A site in a folder of its own.
struct Site(TempDir);

const FILES: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "title: Quillby handbook # its name\nbase_url: https://handbook.example/\nmenu:\n  - page: teams/gate.md   # first\n  - address: /teams/gate/\n",
    ),
    (
        "content/_index.md",
        "# Quillby\n\nAsk the [gate](teams/gate.md#hours), or see [all teams](/teams/).\n",
    ),
    (
        "content/teams/_index.md",
        "---\ntitle: Teams\n---\n\n[](gate.md) and [the map](map.txt).\n",
    ),
    (
        "content/teams/gate.md",
        "---\nkind: service\ntitle: Gate office # short\nlead: {role: Head of the gate, holder: rhea}\ncontacts:\n  - {for: Keys, person: rhea}\n---\n\n## Hours\n\n[Home](../_index.md), [teams](_index.md), [map](map.txt), [night][n], [top](#hours).\n\n[n]: night.md \"At night\"\n",
    ),
    (
        "content/teams/night.md",
        "---\ntitle: Night\naliases: [/dark/]\n---\n\nText.\n",
    ),
    ("content/teams/map.txt", "A map.\n"),
    (
        "content/people.yaml",
        "rhea: {name: Rhea Colley, email: rhea@handbook.example}\nomar: {name: Omar Field}\n",
    ),
    (
        "content/tea.md",
        "---\nkind: series\nid: tea\ntitle: Tea talk\nchairs: [{person: rhea}]\noccurrences:\n  - 2026-01-14 10:00-11:00 # in the hall\n  - 2027-02-11 10:00-11:00\n---\n\nRhea Colley asks you to tea in 2025-26.\n",
    ),
];

impl Site {
    fn new() -> Self {
        let site = Site(tempfile::tempdir().expect("a temporary folder"));
        for (file, text) in FILES {
            site.write(file, text);
        }
        site
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).expect(file)
    }

    fn run(&self, words: &[&str]) -> Run {
        let day = [("SOURCE_DATE_EPOCH", "1795651200")]; // 26 November 2026
        redway(self.root(), words.iter().copied(), day)
    }

    fn all(&self) -> BTreeMap<String, Vec<u8>> {
        files(self.root())
    }

    fn does(&self, words: &[&str]) -> String {
        let run = self.run(words);
        assert_eq!(run.exit, 0, "{}{}", run.stdout, run.stderr);
        let check = self.run(&["check"]);
        assert_eq!(check.exit, 0, "{}", check.stderr);
        run.stdout
    }

    /// It is refused in these words, and no file is another than before.
    fn refuses(&self, words: &[&str], why: &str) {
        let before = self.all();
        let run = self.run(words);
        assert_eq!(run.exit, 1, "{}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(why), "{why} in {}", run.stderr);
        assert!(before == self.all(), "{words:?} changed a file");
    }
}

#[test]
fn a_page_moves_with_its_links_and_leaves_its_address() {
    let site = Site::new();
    let told = site.does(&["move", "teams/gate.md", "yard/door.md"]);
    assert!(
        told.starts_with("moved: content/teams/gate.md to content/yard/door.md\n"),
        "{told}"
    );
    assert!(told.contains("changed: content/site.yaml\n"), "{told}");
    assert!(told.contains("changed: content/yard/door.md\n"), "{told}");
    assert_eq!(
        site.read("content/site.yaml"),
        "title: Quillby handbook # its name\nbase_url: https://handbook.example/\nmenu:\n  - page: yard/door.md   # first\n  - address: /yard/door/\n"
    );
    assert!(
        site.read("content/_index.md")
            .contains("[gate](yard/door.md#hours), or see [all teams](/teams/)")
    );
    assert!(
        site.read("content/teams/_index.md")
            .contains("[](../yard/door.md) and [the map](map.txt)")
    );
    let page = site.read("content/yard/door.md");
    assert!(
        page.starts_with("---\nkind: service\ntitle: Gate office # short\n"),
        "{page}"
    );
    assert!(page.contains("\naliases: [/teams/gate/]\n---\n"), "{page}");
    assert!(page.contains("[Home](../_index.md), [teams](../teams/_index.md), [map](../teams/map.txt), [night][n], [top](#hours)"), "{page}");
    assert!(
        page.contains("[n]: ../teams/night.md \"At night\""),
        "{page}"
    );
    // Back again: an address of its own is no alias of it.
    site.does(&["move", "content/yard/door.md", "teams/"]);
    assert!(
        site.read("content/teams/door.md")
            .contains("aliases: [/teams/gate/, /yard/door/]")
    );
}

#[test]
fn a_folder_moves_with_all_in_it() {
    let site = Site::new();
    let told = site.does(&["move", "teams", "work/all"]);
    assert!(
        told.contains("note: /teams/map.txt has another address now"),
        "{told}"
    );
    assert!(
        site.read("content/work/all/night.md")
            .contains("aliases: [/dark/, /teams/night/]")
    );
    assert!(
        site.read("content/work/all/_index.md")
            .contains("aliases: [/teams/]")
    );
    assert!(
        site.read("content/work/all/gate.md")
            .contains("[Home](../../_index.md), [teams](_index.md)")
    );
    assert!(
        site.read("content/_index.md")
            .contains("(work/all/gate.md#hours), or see [all teams](/work/all/)")
    );
    assert!(!site.root().join("content/teams").exists());
}

#[test]
fn what_cannot_move_is_told_and_left_alone() {
    let site = Site::new();
    site.refuses(
        &["move", "teams/gate.md", "teams/night.md"],
        "`teams/night.md` is there already",
    );
    site.refuses(
        &["move", "teams/gate.md", "yard/gate.txt"],
        "another ending",
    );
    site.refuses(&["move", "teams", "teams/old"], "within it");
    site.refuses(
        &["move", "teams/gone.md", "a.md"],
        "there is no page, file or folder",
    );
    site.refuses(&["move", "_index.md", "a.md"], "the home page stays");
    site.refuses(&["move", "teams/gate.md", "../gate.md"], "cannot be a path");
    site.refuses(
        &["move", "teams/gate.md", "people/rhea.md"],
        "would not build",
    );
    site.refuses(
        &["move", "people.yaml", "folk.yaml"],
        "no page, file or folder",
    );
    site.write("content/bad.md", "# Bad\n\n[Nowhere](nowhere.md)\n");
    site.refuses(&["move", "teams/gate.md", "a.md"], "leads nowhere");
}

#[test]
fn line_ends_of_another_system_stay() {
    let site = Site::new();
    site.write(
        "content/_index.md",
        "\u{feff}# Quillby\r\n\r\n[gate](teams/gate.md)\r\n",
    );
    site.does(&["move", "teams/gate.md", "gate.md"]);
    assert_eq!(
        site.read("content/_index.md"),
        "\u{feff}# Quillby\r\n\r\n[gate](gate.md)\r\n"
    );
}

#[test]
fn a_page_is_retired_when_nothing_names_it() {
    let site = Site::new();
    site.refuses(
        &["retire", "teams/night.md"],
        " --> content/teams/gate.md:13: `night.md`\n",
    );
    let gate = site.read("content/teams/gate.md");
    site.write(
        "content/teams/gate.md",
        &gate
            .replace(", [night][n]", "")
            .replace("[n]: night.md \"At night\"\n", ""),
    );
    let told = site.does(&["retire", "content/teams/night.md"]);
    assert_eq!(
        told,
        "removed: content/teams/night.md\nits address leads to: content/teams/_index.md\nchanged: content/teams/_index.md\n"
    );
    assert!(
        site.read("content/teams/_index.md")
            .contains("aliases: [/dark/, /teams/night/]")
    );
    site.refuses(&["retire", "_index.md"], "the home page stays");
    site.refuses(&["retire", "teams/_index.md"], "stands in this section");
    site.refuses(
        &["retire", "tea.md", "--from", "2027-01-01"],
        "there is still a meeting on 2027-02-11: cancel what is not held, as in `{on: 2027-02-11, status: cancelled, why: …}`",
    );
    site.refuses(
        &["move", "teams/gat.md", "teams/door.md"],
        "did you mean `teams/gate.md`?",
    );
    site.refuses(
        &["move", "teams/gate.md", "teams/door"],
        "has another ending than `teams/gate.md`: write `teams/door.md`",
    );
    let told = site.does(&["retire", "tea.md", "--from", "2027-03-01"]);
    assert!(
        told.starts_with("retired from 2027-03-01: tea.md\n"),
        "{told}"
    );
    assert!(
        site.read("content/tea.md")
            .contains("\nretired: 2027-03-01\n---\n")
    );
}

#[test]
fn who_leaves_is_told_place_by_place_and_the_successor_is_a_patch() {
    let site = Site::new();
    let before = site.all();
    assert_eq!(
        site.run(&["impact", "person:rhea"]).stdout,
        "content/people.yaml:1: the record itself\n\
         content/tea.md:5: chairs (1 meeting to come)\n\
         content/tea.md:11: `Rhea Colley` in words\n\
         content/teams/gate.md:4: leads: Head of the gate\n\
         content/teams/gate.md:6: a contact point: Keys\n\
         5 places\n"
    );
    let patch = site
        .run(&[
            "impact",
            "person:rhea",
            "--successor",
            "omar",
            "--from",
            "2026-11-02",
        ])
        .stdout;
    assert!(
        patch.contains("+lead: {role: Head of the gate, holder: omar, from: 2026-11-02}\n"),
        "{patch}"
    );
    assert!(patch.contains("+chairs: [{person: omar}]\n"), "{patch}");
    assert!(before == site.all(), "impact writes nothing");
    let patch_file = site.root().join("p.patch");
    fs::write(&patch_file, &patch).expect("a file");
    let git = |words: &[&str]| {
        let run = Command::new("git")
            .args(words)
            .current_dir(site.root())
            .stdin(Stdio::null())
            .status();
        assert!(run.expect("git runs").success(), "{words:?}");
    };
    git(&["init", "--quiet"]);
    git(&["apply", "p.patch"]);
    site.does(&["check"]);
    let service = site.run(&["impact", "service:teams/gate.md"]).stdout;
    for words in [
        "content/_index.md:3: names it as `teams/gate.md`\n",
        "content/site.yaml:4: names it",
        "omar: leads: Head of the gate",
    ] {
        assert!(service.contains(words), "{words} in {service}");
    }
    site.refuses(&["impact", "person:nobody"], "there is no `person:nobody`");
    site.refuses(
        &[
            "impact",
            "person:rhea",
            "--successor",
            "nobody",
            "--from",
            "2027-01-01",
        ],
        "nobody in people.yaml",
    );
}

#[test]
fn a_successor_from_a_day_to_come_stands_behind_who_leaves() {
    let site = Site::new();
    site.write(
        "content/forum.md",
        "---\nkind: group\nid: forum\ntitle: Forum\nseats:\n  - {member: rhea, office: chair}\n  - {vacant: true, role: Member}\n---\n\nText.\n",
    );
    let words = ["impact", "person:rhea", "--successor", "omar", "--from"];
    let run = site.run(&[&words[..], &["2999-01-01"]].concat());
    for line in [
        "+lead:\n+  - {role: Head of the gate, holder: rhea, until: 2998-12-31}\n+  - {role: Head of the gate, holder: omar, from: 2999-01-01}\n",
        "+  - {member: rhea, office: chair, until: 2998-12-31}\n+  - {member: omar, office: chair, from: 2999-01-01}\n",
    ] {
        assert!(run.stdout.contains(line), "{line} in {}", run.stdout);
    }
    for line in [
        "left: content/tea.md:5: chairs\n",
        "left: content/teams/gate.md:6: a contact point: Keys\n",
        "note: 2999-01-01 is still to come",
    ] {
        assert!(run.stderr.contains(line), "{line} in {}", run.stderr);
    }
    fs::write(site.root().join("p.patch"), &run.stdout).expect("a file");
    for words in [["init", "--quiet"], ["apply", "p.patch"]] {
        let git = Command::new("git")
            .args(words)
            .current_dir(site.root())
            .status();
        assert!(git.expect("git runs").success(), "{words:?}");
    }
    site.does(&["check"]);
    // On the day itself who left stays named until the day before.
    let again = site.run(&[&words[..], &["2999-01-01"]].concat());
    assert!(!again.stdout.contains("holder"), "{}", again.stdout);
    site.refuses(&["impact", "person:rhae"], "did you mean `rhea`?");
    site.refuses(
        &["impact", "service:teams/gates.md"],
        "did you mean `teams/gate.md`?",
    );
}

#[test]
fn a_new_year_is_written_without_a_date_that_nobody_gave() {
    let site = Site::new();
    site.write(
        "content/years.yaml",
        "# ours\n2025-26:\n  title: 2025 to 2026\n  from: 2025-09-01\n  until: 2026-08-31\n",
    );
    let tea = site.read("content/tea.md");
    site.write(
        "content/tea.md",
        &tea.replace("  - 2027-02-11 10:00-11:00\n", ""),
    );
    site.write(
        "content/walk.md",
        "---\nkind: series\nid: walk\ntitle: Walk\npattern: Once a year, in October\noccurrences:\n  - {on: 2025-10-08, status: to be confirmed}\n---\n\nText.\n",
    );
    site.write(
        "content/club.md",
        "---\nkind: series\nid: club\ntitle: Club\nrecurs:\n  - {every: month, on: first monday, at: 10:00-11:00, year: 2025-26} # ours\n---\n\nText.\n",
    );
    site.write(
        "content/staff.md",
        "---\nkind: series\nid: staff\ntitle: Staff meeting\nrecurs:\n  every: month\n  on: first tuesday\n  at: 10:00-11:00\n  from: 2025-10-01\n  until: 2026-06-30\n---\n\nText.\n",
    );
    let told = site.does(&["new-year", "2026-27"]);
    assert!(
        told.contains(
            "content/staff.md:10: its rule ends on 2026-06-30: write one for 2026-27, or a later `until`\n"
        ),
        "{told}"
    );
    assert!(
        told.contains(
            "content/years.yaml:6: the year 2026-27 is added; its terms are to be confirmed\n"
        ),
        "{told}"
    );
    assert!(
        told.contains(
            "1 line names 2025-26:\ncontent/tea.md:10: Rhea Colley asks you to tea in 2025-26.\n"
        ),
        "{told}"
    );
    assert_eq!(
        site.read("content/years.yaml"),
        "# ours\n2025-26:\n  title: 2025 to 2026\n  from: 2025-09-01\n  until: 2026-08-31\n\
         2026-27:\n  title: 2026 to 2027\n  from: 2026-09-01\n  until: 2027-08-31\n  \
         # terms, closures and public holidays: to be confirmed. Add them when they are published.\n"
    );
    assert!(
        site.read("content/tea.md")
            .contains("# in the hall\n  # 2026-27: to be confirmed.")
    );
    assert!(
        site.read("content/walk.md")
            .contains("  - {on: 2026-10, status: to be confirmed}\n")
    );
    assert!(site.read("content/club.md").contains(
        "year: 2025-26} # ours\n  - {every: month, on: first monday, at: 10:00-11:00, year: 2026-27}\n---"
    ));
    // Once is enough.
    let before = site.all();
    site.does(&["new-year", "2026-27"]);
    assert!(before == site.all(), "a second time changes nothing");
    site.refuses(&["new-year", "2026"], "names no year");
    site.refuses(&["new-year", "2033-34"], "no year `2032-33`");
}
