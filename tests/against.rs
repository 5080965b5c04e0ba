//! `redway diff --against`: what an edit takes from readers is told when it is made, in real repositories.

#![cfg(unix)]

#[expect(dead_code, reason = "sites of this file are not golden cases")]
mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Run, redway};
use tempfile::TempDir;

const SITE: (&str, &str) = (
    "content/site.yaml",
    "title: Quillby handbook\nbase_url: https://handbook.example/\n",
);
const HOME: (&str, &str) = ("content/index.md", "# Quillby handbook\n\nWelcome.\n");

/// A site in a repository with one commit.
struct Site {
    folder: TempDir,
}

impl Site {
    fn committed(files: &[(&str, &str)]) -> Self {
        let site = Site {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        for (file, text) in [SITE, HOME].iter().chain(files) {
            site.write(file, text);
        }
        git(site.root(), &["init", "--quiet"]);
        git(site.root(), &["add", "--all"]);
        git(site.root(), &["commit", "--quiet", "--message=x"]);
        site
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn remove(&self, file: &str) {
        fs::remove_file(self.root().join(file)).expect("it is there");
    }

    /// What is told of the working tree as of the day of the cases, and the exit code.
    fn told(&self, more: &[&str]) -> Run {
        let words = ["diff", "--against", "HEAD", "--as-of", "2026-11-26"];
        redway(self.root(), words.iter().chain(more).copied(), [])
    }

    fn tells(&self, exit: i32, words: &[&str]) {
        let run = self.told(&[]);
        assert_eq!(run.exit, exit, "{}{}", run.stdout, run.stderr);
        for words in words {
            assert!(run.stdout.contains(words), "{words} in {}", run.stdout);
        }
    }
}

fn git(folder: &Path, words: &[&str]) {
    let status = Command::new("git")
        .args([
            "-c",
            "user.name=Ann",
            "-c",
            "user.email=ann@handbook.example",
        ])
        .args(words)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdin(Stdio::null())
        .status()
        .expect("git runs");
    assert!(status.success(), "git {words:?}");
}

fn tea(dates: &[&str]) -> String {
    let dates: Vec<String> = dates.iter().map(|date| format!("  - {date}\n")).collect();
    let dates = dates.concat();
    format!("---\nkind: series\nid: tea\ntitle: Tea talk\noccurrences:\n{dates}---\n\nText.\n")
}

const FIRST: &str = "2027-01-14 10:00-11:00";

#[test]
fn a_date_that_was_deleted_is_told_with_the_line_that_cancels_it() {
    let last = "2027-03-11 10:00-11:00";
    let site = Site::committed(&[(
        "content/m.md",
        &tea(&[FIRST, "2027-02-11 10:00-11:00", last]),
    )]);
    site.write("content/m.md", &tea(&[FIRST, last]));
    site.tells(
        1,
        &[
            "error: a meeting is lost: Tea talk, Thursday 11 February 2027, 10am to 11am",
            "--> content/m.md:5\n",
            "`{on: 2027-02-11 10:00-11:00, status: cancelled, why: …}`",
            "`was: 2027-02-11`",
            "0 changes, 1 error",
        ],
    );
}

#[test]
fn a_date_that_was_changed_in_place_is_told_with_the_line_that_moves_it() {
    let site = Site::committed(&[("content/m.md", &tea(&[FIRST, "2027-02-11 10:00-11:00"]))]);
    site.write("content/m.md", &tea(&[FIRST, "2027-02-18 10:00-11:00"]));
    site.tells(
        1,
        &[
            "--> content/m.md:7\n",
            "`{on: 2027-02-18 10:00-11:00, was: 2027-02-11, why: …}`",
            "1 change, 1 error",
        ],
    );
    let moved = "{on: 2027-02-18 10:00-11:00, was: 2027-02-11, why: rain}";
    site.write("content/m.md", &tea(&[FIRST, moved]));
    site.tells(
        0,
        &[
            "moved: Tea talk, from Thursday 11 February 2027",
            "1 change, 0 errors",
        ],
    );
}

#[test]
fn a_meeting_that_a_new_closure_takes_from_a_rule_is_told_with_a_line_that_passes_a_check() {
    let years = |closures: &str| {
        format!(
            "2026-27:\n  title: 2026 to 2027\n  terms:\n    - {{title: Spring term, from: 2027-01-04, until: 2027-03-26, half_term: {{from: 2027-02-15, until: 2027-02-19}}}}\n{closures}"
        )
    };
    let staff = |entries: &str| {
        format!(
            "---\nkind: series\nid: staff\ntitle: Staff meeting\nrecurs:\n  every: month\n  on: first tuesday\n  at: 10:00-11:00\n  during: term\n  from: 2027-01-01\n  until: 2027-03-20\n{entries}---\n\nText.\n"
        )
    };
    let site = Site::committed(&[
        ("content/years.yaml", &years("")),
        ("content/m.md", &staff("")),
    ]);
    let closures = "  closures:\n    - {title: Training day, on: 2027-01-05}\n";
    site.write("content/years.yaml", &years(closures));
    let line = "{on: 2027-01-05 10:00-11:00, status: cancelled, key: 2027-01-05, why: …}";
    site.tells(1, &[line]);
    let entries = format!("occurrences:\n  - {}\n", line.replace('…', "training"));
    site.write("content/m.md", &staff(&entries));
    site.tells(0, &["cancelled: Staff meeting, Tuesday 5 January 2027"]);
    let check = redway(site.root(), ["check", "--as-of", "2026-11-26"], []);
    assert!(!check.stderr.contains("recurs"), "{}", check.stderr);
}

#[test]
fn another_id_of_a_series_is_told_as_that_and_not_meeting_by_meeting() {
    let site = Site::committed(&[("content/m.md", &tea(&[FIRST, "2027-02-11 10:00-11:00"]))]);
    let other = tea(&[FIRST, "2027-02-11 10:00-11:00"]).replace("id: tea", "id: coffee");
    site.write("content/m.md", &other);
    site.tells(
        1,
        &["--> content/m.md:3\n    = help: its series has another id now: write `former_ids: [tea]`"],
    );
    assert!(!site.told(&[]).stdout.contains("was:"));
    let former = other.replace("id: coffee", "id: coffee\nformer_ids: [tea]");
    site.write("content/m.md", &former);
    site.tells(0, &["0 errors"]);
}

#[test]
fn dates_of_last_year_may_go() {
    let site = Site::committed(&[(
        "content/m.md",
        &tea(&["2024-01-14 10:00-11:00", "2024-02-11 10:00-11:00"]),
    )]);
    site.write("content/m.md", &tea(&[FIRST]));
    site.tells(0, &["over, and in no feed any more: Tea talk", "0 errors"]);
}

#[test]
fn a_page_that_is_gone_is_told_with_the_alias() {
    let site = Site::committed(&[("content/teams/gate.md", "# Gate office\n\nRing twice.\n")]);
    site.remove("content/teams/gate.md");
    site.tells(
        1,
        &[
            "Gate office is gone",
            "/teams/gate/",
            "such as content/index.md: `aliases: [/teams/gate/]`",
        ],
    );
    site.write(
        "content/index.md",
        "---\naliases: [/teams/gate/]\n---\n# Quillby handbook\n\nWelcome.\n",
    );
    site.tells(0, &["0 errors"]);
}

#[test]
fn a_page_that_moved_is_told_at_its_new_place() {
    let text = "# Gate office\n\nRing twice at the small door.\n";
    let site = Site::committed(&[("content/teams/gate.md", text)]);
    site.remove("content/teams/gate.md");
    site.write("content/yard/gate.md", text);
    site.tells(
        1,
        &[
            "Gate office stood at /teams/gate/ and stands at /yard/gate/ now",
            "--> content/yard/gate.md\n",
            "write in this file: `aliases: [/teams/gate/]`",
        ],
    );
    site.write(
        "content/yard/gate.md",
        &format!("---\naliases: [/teams/gate/]\n---\n{text}"),
    );
    site.tells(
        0,
        &[
            "moved: Gate office, from /teams/gate/ to /yard/gate/",
            "0 errors",
        ],
    );
}

#[test]
fn a_number_that_was_changed_on_one_page_is_told_where_it_still_stands() {
    let desk = |phone: &str| {
        format!(
            "---\nkind: service\ntitle: Night desk\ncontacts:\n  - {{for: Night desk, phone: \"{phone}\"}}\n---\n\nText.\n"
        )
    };
    let other = "---\ntitle: Keys\ncontacts:\n  - {for: Night desk, phone: \"+44 1632 960100\"}\n---\n\nText.\n";
    let past = "---\ntitle: Old papers\nas_of: 2019\ncontacts:\n  - {for: Night desk, phone: \"01632 960100\"}\n---\n\nText.\n";
    let site = Site::committed(&[
        ("content/a.md", &desk("01632 960100")),
        (
            "content/b.md",
            "# When it floods\n\nRing the night desk on 01632 960100.\n",
        ),
        ("content/c.md", other),
        ("content/d.md", past),
    ]);
    site.write("content/a.md", &desk("01632 960777"));
    site.tells(
        0,
        &[
            "Night desk, on Night desk: 01632 960777 instead of 01632 960100",
            "--> content/a.md:5\n",
            "01632 960100 still stands at content/b.md:3, content/c.md:4: write it once",
        ],
    );
}

#[test]
fn people_posts_links_and_files_are_told_in_words() {
    let page = |holder: &str, link: &str| {
        format!(
            "---\nkind: service\ntitle: Gate\nlead: {{role: Head of the gate, holder: {holder}}}\n---\n\nText. {link}\n"
        )
    };
    let people =
        "ann-lee: {name: Ann Lee, email: ann@handbook.example}\nbo-marsh: {name: Bo Marsh}\n";
    let site = Site::committed(&[
        ("content/people.yaml", people),
        (
            "content/gate.md",
            &page("ann-lee", "[Map](https://map.example/) [Form](form.txt)"),
        ),
        ("content/form.txt", "Name:\n"),
    ]);
    site.write(
        "content/people.yaml",
        "bo-marsh: {name: Bo Marsh, phone: 01632 960100}\ncy-ash: {name: Cy Ash}\n",
    );
    site.write("content/gate.md", &page("bo-marsh", ""));
    site.remove("content/form.txt");
    site.tells(
        0,
        &[
            "no longer in the directory: Ann Lee, and their page /people/ann-lee/ is gone",
            "new in the directory: Cy Ash",
            "Bo Marsh: number is 01632 960100, there was none",
            "Head of the gate, Gate: Bo Marsh follows Ann Lee",
            "Gate leads to https://map.example/ no more",
            "gone: /form.txt",
        ],
    );
    let markdown = site.told(&["--format", "markdown"]).stdout;
    assert!(
        markdown.starts_with("### People and posts\n\n- "),
        "{markdown}"
    );
    let json = site.told(&["--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["errors"], 0);
    assert_eq!(json["sections"][0]["key"], "people");
}

#[test]
fn what_is_as_it_was_is_told_so_and_a_commit_that_is_not_there_too() {
    let site = Site::committed(&[]);
    site.tells(0, &["Nothing differs for readers."]);
    for revision in ["nowhere", "--all", "HEAD~7"] {
        let argument = format!("--against={revision}");
        let run = redway(site.root(), ["diff", &argument], []);
        assert_eq!(run.exit, 2, "{revision}");
        assert!(run.stderr.contains("there is no commit"), "{}", run.stderr);
    }
}

#[test]
fn nothing_is_left_in_the_temporary_folder() {
    let site = Site::committed(&[("content/a.md", "# A\n\nText.\n")]);
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let path = scratch.path().to_str().expect("a plain path");
    let run = redway(
        site.root(),
        ["diff", "--against", "HEAD"],
        [("TMPDIR", path)],
    );
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let left = fs::read_dir(scratch.path()).expect("a folder").count();
    assert_eq!(left, 0);
}

#[test]
fn a_number_with_a_date_and_one_that_is_only_printed_are_told() {
    let contacts = |phone: &str| {
        format!(
            "lado:\n  for: Allegations against staff\n  phone: {phone}\n  as_of: 2021-06\ngate:\n  phone: 01632 960100\n"
        )
    };
    let site = Site::committed(&[
        ("content/contacts.yaml", &contacts("01632 960300")),
        (
            "content/a.md",
            "---\ntitle: Gate\ncontacts: [gate, lado]\n---\n\nRing [](contact:lado).\n",
        ),
    ]);
    site.tells(0, &["Nothing differs for readers."]);
    site.write("content/contacts.yaml", &contacts("01632 960301"));
    site.tells(
        0,
        &[
            "Allegations against staff, `lado` of contacts.yaml: 01632 960301 instead of 01632 960300",
            // The list on the home page says how the page begins.
            "Other words\n  Quillby handbook, /\n  Gate, /a/\n",
            "1 change, 0 errors; 2 pages read otherwise",
        ],
    );
}

#[test]
fn the_number_for_emergencies_and_notices_are_told() {
    let settings = |phone: &str, notice: &str| {
        format!(
            "{}emergency: {{title: Is somebody hurt?, phone: \"{phone}\", short: Hurt?}}\nnotices: [{notice}]\n",
            SITE.1
        )
    };
    let site = Site::committed(&[("content/a.md", "# A\n\nText.\n")]);
    let snow = "{text: Snow., until: 2026-12-01}";
    site.write(SITE.0, &settings("999", snow));
    site.tells(
        0,
        &[
            "the number for emergencies, 999, is new",
            "a notice is new, and stands until 2026-12-01: Snow.",
        ],
    );
    git(site.root(), &["commit", "--quiet", "--all", "--message=x"]);
    site.write(
        SITE.0,
        &settings("998", "{text: Snow., until: 2026-12-24}, {text: Ice.}"),
    );
    site.tells(
        0,
        &[
            "Emergencies and notices\n",
            "the number for emergencies: 998 instead of 999",
            "a notice stands until 2026-12-24, it stood until 2026-12-01: Snow.",
            "a notice is new, and stands until it is taken away: Ice.",
        ],
    );
}

#[test]
fn steps_months_and_other_words_are_told() {
    let page =
        |steps: &str, text: &str| format!("---\ntitle: Fire\nsteps:\n{steps}---\n\n{text}\n");
    let two =
        "  - {title: Ring the bell, do: Break the glass.}\n  - {title: Go out, within: a minute}\n";
    let site = Site::committed(&[
        ("content/a.md", &page(two, "Text.")),
        ("content/m.md", &tea(&[FIRST, "2027-05"])),
    ]);
    let changed = "  - {title: Ring the bell, do: Press the button.}\n  - {title: Stay in, within: a minute}\n";
    site.write("content/a.md", &page(changed, "Text."));
    site.write("content/m.md", &tea(&[FIRST, "2027-06"]));
    site.tells(
        0,
        &[
            "no month to be confirmed any more: Tea talk, May 2027",
            "a day to be confirmed: Tea talk, June 2027",
            "step 1 of Fire, Ring the bell: other words",
            "step 2 of Fire: Stay in instead of Go out",
            "4 changes, 0 errors; 3 pages read otherwise",
        ],
    );
    site.write("content/a.md", &page(two, "Another text."));
    site.write("content/m.md", &tea(&[FIRST, "2027-05"]));
    site.tells(
        0,
        &["Other words\n  Quillby handbook, /\n  Fire, /a/\n\n0 changes, 0 errors; 2 pages read otherwise\n"],
    );
    let markdown = site.told(&["--format", "markdown"]).stdout;
    assert!(
        markdown.starts_with("### Other words\n\n- Quillby handbook, /\n- Fire, /a/\n"),
        "{markdown}"
    );
    let json = site.told(&["--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["sections"][0]["key"], "words");
    assert_eq!(json["sections"][0]["items"][0]["kind"], "reworded-page");
    assert_eq!(json["changes"], 0);
}

#[test]
fn who_has_another_id_is_the_same() {
    let page = "---\nkind: service\ntitle: Desk\nlead: {role: Head, holder: ID}\n---\n\nText.\n";
    let people = "ID: {name: Cas Reed, email: cas@handbook.example}\nkim-moss: {name: Kim Moss}\n";
    let site = Site::committed(&[
        ("content/people.yaml", &people.replace("ID", "cas-reed")),
        ("content/desk.md", &page.replace("ID", "cas-reed")),
        (
            "content/organisations.yaml",
            "quillby: {name: Quillby works}\n",
        ),
        ("content/audiences.yaml", "clerks: {title: Clerks}\n"),
        (
            "content/who.md",
            "---\ntitle: Who\naudience: {for: [clerks]}\n---\n\n[](person:kim-moss) is of Quillby works.\n",
        ),
    ]);
    site.write("content/people.yaml", &people.replace("ID", "c-reed"));
    site.write("content/desk.md", &page.replace("ID", "c-reed"));
    site.write(
        "content/organisations.yaml",
        "works: {name: Quillby works}\n",
    );
    site.tells(
        0,
        &[
            "Cas Reed is the same under a new id: `c-reed`, it was `cas-reed`; its page stood at /people/cas-reed/ and stands at /people/c-reed/ now",
            "Quillby works is the same under a new id: `works`, it was `quillby`",
            "2 changes, 0 errors",
        ],
    );
    // Another name and the same mailbox is the same person where a part of the name is; else somebody follows.
    site.write(
        "content/people.yaml",
        &people
            .replace("ID", "c-reed")
            .replace("Cas Reed", "Cas Moss"),
    );
    site.tells(
        0,
        &[
            "Cas Moss is the same under a new id",
            "Cas Reed is called Cas Moss now",
        ],
    );
    site.write(
        "content/people.yaml",
        &people
            .replace("ID", "c-reed")
            .replace("Cas Reed", "Ann Fell"),
    );
    site.tells(
        0,
        &[
            "no longer in the directory: Cas Reed",
            "new in the directory: Ann Fell",
        ],
    );
}

#[test]
fn headings_terms_and_files_that_others_lead_to_are_told() {
    let page = |heading: &str| format!("# Gate\n\n## {heading}\n\nText.\n\n[Form](form.pdf)\n");
    let site = Site::committed(&[
        ("content/gate.md", &page("Lost keys")),
        ("content/form.pdf", "%PDF-1.7 one"),
        (
            "content/glossary.yaml",
            "DNR: {means: do not resuscitate}\nED: {means: emergency department}\nIT: {means: computers}\n",
        ),
    ]);
    site.write("content/gate.md", &page("Keys that are lost"));
    site.write("content/form.pdf", "%PDF-1.7 two");
    site.write(
        "content/glossary.yaml",
        "A&E: {means: emergency department, also: [ED]}\nIT: {means: computers}\n",
    );
    site.tells(
        0,
        &[
            "Gate has the heading “Lost keys” no more, to which links such as /gate/#lost-keys may lead",
            "`## … {#lost-keys}`",
            "no longer in the glossary: DNR (do not resuscitate); links to /glossary/#term-dnr lead to no term",
            "ED stands under A&E in the glossary now",
            "another file under the same name: /form.pdf",
        ],
    );
    site.write("content/gate.md", &page("Keys that are lost {#lost-keys}"));
    let told = site.told(&[]).stdout;
    assert!(!told.contains("no more"), "{told}");
}
