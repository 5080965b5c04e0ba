//! Stamps of calendar feeds, from real repositories: what a commit changes in the feeds, and what it must not.

#![cfg(unix)]

#[expect(dead_code, reason = "sites of this file are not golden cases")]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{Run, files, redway, redway_build};
use jiff::Timestamp;
use tempfile::TempDir;

const SITE: &str = "title: Handbook\nbase_url: https://handbook.example/\n";
const PEOPLE: &str = "ann-lee:\n  name: Ann Lee\nbo-marsh:\n  name: Bo Marsh\n";
const AUDIENCES: &str = "heads:\n  title: Heads of schools\n";
/// Names a person and an audience in its events.
const BOARD: &str = "---\nkind: series\nid: board\ntitle: Board\nchairs: [{person: ann-lee}]\n\
    audience: {expected: [heads]}\noccurrences:\n  - 2027-01-14 10:00-12:00\n  - 2027-03-11 10:00-12:00\n\
    \x20 - 2027-05-06 10:00-12:00\n---\nThe board.\n";
/// Names nobody in its events.
const FORUM: &str = "---\nkind: series\nid: forum\ntitle: Forum\nhost: {role: Clerk, holder: bo-marsh}\n\
    occurrences:\n  - 2027-02-04 14:00-15:30\n  - 2027-04-22\n---\nThe forum.\n";

/// Its events hang on the school year.
const WEEKLY: &str = "---\nkind: series\nid: weekly\ntitle: Weekly\n\
    recurs: {every: week, on: thursday, at: 09:00-10:00, during: term, from: 2027-02-08, until: 2027-03-05}\n---\n";
const YEARS: &str = "2026-27:\n  terms:\n    - {title: Spring, from: 2027-01-04, until: 2027-03-26, \
    half_term: {from: 2027-02-15, until: 2027-02-19}}\n";

/// Shows until when a page is fresh.
const FRESH: &str = "<!doctype html>\n<main>{{ page.fresh_until or 'open' }}</main>\n";

/// The time of the first commit; each day after it has a commit of its own.
const START: i64 = 1_750_000_000;

fn day(number: i64) -> i64 {
    START + number * 86_400
}

fn stamp(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).expect("a time of our days");
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A site in a git repository, with nothing of this machine's settings.
struct Source {
    scratch: TempDir,
    /// The folder with `content/`.
    root: PathBuf,
}

impl Source {
    /// The site above, committed on the first day. The name of its folder is hard to quote.
    fn committed() -> Self {
        let source = Source::uncommitted();
        source.git(&["init", "--quiet", "--initial-branch=main"], 0);
        source.commit(0);
        source
    }

    /// The same in no repository.
    fn uncommitted() -> Self {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let root = scratch.path().join("Ann's \"é\" site");
        let source = Source { scratch, root };
        source.write("content/site.yaml", SITE);
        source.write("content/people.yaml", PEOPLE);
        source.write("content/audiences.yaml", AUDIENCES);
        source.write("content/about.md", "# About\n\nWords.\n");
        source.write("content/meetings/board.md", BOARD);
        source.write("content/meetings/forum.md", FORUM);
        source.write(".gitignore", "/public/\n");
        source
    }

    /// A clone of it, as deep as asked.
    fn clone(&self, name: &str, depth: Option<u32>) -> PathBuf {
        let to = self.scratch.path().join(name);
        let address = format!("file://{}", self.root.display());
        let depth = depth.map(|depth| format!("--depth={depth}"));
        let mut words = vec!["clone", "--quiet"];
        words.extend(depth.as_deref());
        words.extend([address.as_str(), to.to_str().expect("a plain path")]);
        self.git(&words, 0);
        to
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Replaces words that stand in a file once.
    fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.root.join(file);
        let text = fs::read_to_string(&path).expect("a file");
        assert_eq!(text.matches(old).count(), 1, "{old} in {text}");
        fs::write(path, text.replace(old, new)).expect("a file");
    }

    /// Commits all there is at the time of a day.
    fn commit(&self, number: i64) {
        self.git(&["add", "--all"], number);
        self.git(&["commit", "--quiet", "--message=x"], number);
    }

    fn edit_and_commit(&self, file: &str, old: &str, new: &str, number: i64) {
        self.edit(file, old, new);
        self.commit(number);
    }

    fn git(&self, words: &[&str], number: i64) {
        git(&self.root, words, number);
    }

    /// Builds it, which must succeed without a finding.
    fn build(&self) -> Feeds {
        built(&self.root, &[])
    }
}

/// Runs git in a folder at the time of a day.
fn git(folder: &Path, words: &[&str], number: i64) {
    git_at(folder, words, day(number));
}

/// Runs git in a folder at a time.
fn git_at(folder: &Path, words: &[&str], committer: i64) {
    // The author is a year ahead: only when it was committed counts.
    let author = committer + 365 * 86_400;
    let status = Command::new("git")
        .args([
            "-c",
            "user.name=Ann",
            "-c",
            "user.email=ann@handbook.example",
        ])
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env(
            "PATH",
            std::env::var_os("PATH").expect("git is found by it"),
        )
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", format!("@{author} +0200"))
        .env("GIT_COMMITTER_DATE", format!("@{committer} -0500"))
        .stdin(Stdio::null())
        .status()
        .expect("git runs");
    assert!(status.success(), "git {words:?}");
}

/// The feeds of a built site: files with their bytes.
type Feeds = BTreeMap<String, Vec<u8>>;

fn feeds(root: &Path) -> Feeds {
    files(&root.join("public/calendars"))
}

fn built(root: &Path, variables: &[(&str, &str)]) -> Feeds {
    let run = redway_build(root, [], variables.iter().copied(), None);
    assert_eq!(
        (run.exit, run.stderr.lines().count()),
        (0, 1),
        "{}",
        run.stderr
    );
    feeds(root)
}

/// Builds a site that is fine apart from warnings of the given codes, each once.
fn warned(root: &Path, variables: &[(&str, &str)], codes: &[&str]) -> (Feeds, Run) {
    let run = redway_build(root, [], variables.iter().copied(), None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let said: Vec<&str> = run
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("warning[")?.split_once(']'))
        .map(|(code, _)| code)
        .collect();
    assert_eq!(said, codes, "{}", run.stderr);
    (feeds(root), run)
}

/// The lines of each event of a feed, by UID.
fn events(feeds: &Feeds, feed: &str) -> BTreeMap<String, Vec<String>> {
    let text = str::from_utf8(&feeds[&format!("{feed}.ics")]).expect("feeds are UTF-8");
    let text = text.replace("\r\n ", "");
    text.split("BEGIN:VEVENT\r\n")
        .skip(1)
        .map(|event| {
            let (event, _) = event.split_once("END:VEVENT").expect("it ends");
            let lines: Vec<String> = event.lines().map(str::to_owned).collect();
            let uid = lines[0].strip_prefix("UID:").expect("it comes first");
            (uid.to_owned(), lines)
        })
        .collect()
}

fn value<'a>(event: &'a [String], name: &str) -> Option<&'a str> {
    let mut lines = event.iter().filter_map(|line| line.split_once(':'));
    lines.find(|(n, _)| *n == name).map(|(_, value)| value)
}

/// The properties in which an event differs.
fn differ(before: &[String], after: &[String]) -> Vec<String> {
    let both: [BTreeSet<&String>; 2] = [before, after].map(|lines| lines.iter().collect());
    let names: BTreeSet<&str> = both[0]
        .symmetric_difference(&both[1])
        .filter_map(|line| line.split([':', ';']).next())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// When the events of a feed were last changed and made: the same for all of them.
fn times(feeds: &Feeds, feed: &str) -> (String, Option<String>) {
    let all: BTreeSet<_> = events(feeds, feed)
        .values()
        .map(|event| {
            let revised = value(event, "DTSTAMP").expect("it is required");
            assert_eq!(value(event, "LAST-MODIFIED"), Some(revised));
            (
                revised.to_owned(),
                value(event, "CREATED").map(str::to_owned),
            )
        })
        .collect();
    assert_eq!(all.len(), 1, "{feed}: {all:?}");
    all.into_iter().next().expect("there is one")
}

fn has_times(feeds: &Feeds, feed: &str, revised: i64, created: Option<i64>) {
    let expected = (stamp(revised), created.map(stamp));
    assert_eq!(times(feeds, feed), expected, "{feed}");
}

const STAMPS: [&str; 3] = ["DTSTAMP", "LAST-MODIFIED", "SEQUENCE"];

/// The events of a feed carry a later stamp and are otherwise the same, apart from one event and the given properties of it.
fn restamped(before: &Feeds, after: &Feeds, feed: &str, changed: Option<(&str, &[&str])>) {
    let (before, after) = (events(before, feed), events(after, feed));
    assert!(before.keys().eq(after.keys()), "{feed} has other events");
    for (uid, event) in &before {
        let mut expected: BTreeSet<&str> = STAMPS.into();
        if let Some((_, properties)) = changed.filter(|(key, _)| uid.contains(key)) {
            expected.extend(properties);
        }
        let found = differ(event, &after[uid]);
        assert!(found.iter().eq(&expected), "{uid} differs in {found:?}");
        let sequence = |event| -> i64 {
            let number = value(event, "SEQUENCE").expect("it is there");
            number.parse().expect("it is a number")
        };
        assert!(sequence(&after[uid]) > sequence(event), "{uid}");
    }
}

#[test]
fn a_commit_changes_just_the_events_that_it_should() {
    let source = Source::committed();
    let first = source.build();
    has_times(&first, "board", day(0), Some(day(0)));
    has_times(&first, "forum", day(0), Some(day(0)));
    let seconds = day(0) - 1_577_836_800;
    for event in events(&first, "board").values() {
        assert_eq!(value(event, "SEQUENCE"), Some(&*seconds.to_string()));
    }

    source.edit_and_commit("content/about.md", "Words", "Other words", 1);
    let unrelated = source.build();
    assert_eq!(unrelated, first, "another page changes no feed");

    let forum = "content/meetings/forum.md";
    let moved = "{on: 2027-02-09 14:00-15:30, was: 2027-02-04, why: snow}";
    source.edit_and_commit(forum, "2027-02-04 14:00-15:30", moved, 2);
    let after_move = source.build();
    let change: &[&str] = &["DTSTART", "DTEND", "DESCRIPTION"];
    restamped(
        &first,
        &after_move,
        "forum",
        Some(("forum.2027-02-04", change)),
    );
    has_times(&after_move, "forum", day(2), Some(day(0)));
    assert_eq!(after_move["board.ics"], first["board.ics"]);

    let board = "content/meetings/board.md";
    let cancelled = "{on: 2027-03-11 10:00-12:00, status: cancelled, why: strike}";
    source.edit_and_commit(board, "2027-03-11 10:00-12:00", cancelled, 3);
    let after_cancelling = source.build();
    let change: &[&str] = &["STATUS", "SUMMARY", "DESCRIPTION", "TRANSP"];
    restamped(
        &after_move,
        &after_cancelling,
        "board",
        Some(("board.2027-03-11", change)),
    );
    has_times(&after_cancelling, "board", day(3), Some(day(0)));
    assert_eq!(after_cancelling["forum.ics"], after_move["forum.ics"]);

    // Somebody whom no event names: the file counts as a whole, for the series that name anybody.
    source.edit_and_commit("content/people.yaml", "Bo Marsh", "Bo Marshall", 4);
    let after_bo = source.build();
    restamped(&after_cancelling, &after_bo, "board", None);
    has_times(&after_bo, "board", day(4), Some(day(0)));
    assert_eq!(after_bo["forum.ics"], after_move["forum.ics"]);

    source.edit_and_commit("content/people.yaml", "Ann Lee", "Ann Leigh", 5);
    let after_ann = source.build();
    restamped(
        &after_bo,
        &after_ann,
        "board",
        Some(("board.", &["DESCRIPTION"])),
    );
    has_times(&after_ann, "board", day(5), Some(day(0)));
    assert_eq!(after_ann["forum.ics"], after_move["forum.ics"]);

    source.edit_and_commit("content/audiences.yaml", "Heads of", "Heads of all", 6);
    let after_heads = source.build();
    restamped(
        &after_ann,
        &after_heads,
        "board",
        Some(("board.", &["DESCRIPTION"])),
    );
    has_times(&after_heads, "board", day(6), Some(day(0)));
    assert_eq!(after_heads["forum.ics"], after_move["forum.ics"]);
}

#[test]
fn a_list_counts_for_the_series_whose_events_draw_on_it() {
    let source = Source::uncommitted();
    source.write("content/years.yaml", YEARS);
    source.write("content/meetings/weekly.md", WEEKLY);
    source.edit(
        "content/meetings/forum.md",
        "id: forum\n",
        "id: forum\ncontacts: [{for: Questions, person: bo-marsh}]\n",
    );
    source.git(&["init", "--quiet", "--initial-branch=main"], 0);
    source.commit(0);
    let first = source.build();
    assert_eq!(events(&first, "weekly").len(), 3);

    // The holiday grows by a week, and a meeting is gone.
    source.edit_and_commit(
        "content/years.yaml",
        "until: 2027-02-19",
        "until: 2027-02-26",
        1,
    );
    let longer = source.build();
    assert_eq!(events(&longer, "weekly").len(), 2);
    has_times(&longer, "weekly", day(1), Some(day(0)));
    assert_eq!(longer["forum.ics"], first["forum.ics"]);
    assert_eq!(longer["board.ics"], first["board.ics"]);

    // Whom to ask stands in each event.
    source.edit_and_commit("content/people.yaml", "Bo Marsh", "Bo Marshall", 2);
    let renamed = source.build();
    let change: &[&str] = &["CONTACT", "DESCRIPTION"];
    for (uid, event) in events(&first, "forum") {
        let mut expected: Vec<&str> = STAMPS.iter().chain(change).copied().collect();
        expected.sort_unstable();
        assert_eq!(differ(&event, &events(&renamed, "forum")[&uid]), expected);
    }
    has_times(&renamed, "forum", day(2), Some(day(0)));
    assert_eq!(renamed["weekly.ics"], longer["weekly.ics"]);
}

#[test]
fn stamps_grow_from_commit_to_commit_whatever_the_clocks_of_their_editors() {
    let source = Source::committed();
    let board = "content/meetings/board.md";
    let sequence = |feeds: &Feeds| -> i64 {
        let event = &events(feeds, "board")["board.2027-05-06@handbook.example"];
        let number = value(event, "SEQUENCE").expect("it is there").parse();
        number.expect("it is a number")
    };
    let first = sequence(&source.build());
    // A second later; by an editor whose clock is days behind; at the same second as that.
    for (hour, time) in [(9, START + 1), (8, START - 200_000), (7, START - 200_000)] {
        let old = format!("2027-05-06 {:02}", hour + 1);
        source.edit(board, &old, &format!("2027-05-06 {hour:02}"));
        let words = ["commit", "--quiet", "--all", "--message=x"];
        git_at(&source.root, &words, time);
        let after = source.build();
        assert_eq!(times(&after, "board").0, stamp(START + 10 - hour));
        assert_eq!(sequence(&after), first + 10 - hour);
    }
}

#[test]
fn git_is_right_even_if_the_page_or_the_environment_says_otherwise() {
    let source = Source::committed();
    let forum = "content/meetings/forum.md";
    source.edit_and_commit(forum, "id: forum\n", "id: forum\nupdated: 2029-01-01\n", 1);
    let feeds = built(&source.root, &[("SOURCE_DATE_EPOCH", "1900000000")]);
    has_times(&feeds, "forum", day(1), Some(day(0)));
    has_times(&feeds, "board", day(0), Some(day(0)));
}

/// A branch with an edit of one series and a line with an edit of the other come together in a merge, from either side.
#[test]
fn a_merged_branch_counts_and_leaves_the_rest_alone() {
    let source = Source::committed();
    source.git(&["switch", "--quiet", "--create=branch"], 1);
    source.edit_and_commit("content/meetings/forum.md", "2027-04-22", "2027-04-23", 1);
    source.write("content/meetings/new.md", &FORUM.replace("forum", "new"));
    source.commit(2);
    source.git(&["switch", "--quiet", "main"], 3);
    source.edit_and_commit("content/meetings/board.md", "2027-05-06", "2027-05-07", 3);
    let before = source.build();
    source.git(&["tag", "published"], 3);

    let mut merged = Vec::new();
    for (on, with) in [("main", "branch"), ("branch", "published")] {
        source.git(&["switch", "--quiet", on], 4);
        source.git(&["merge", "--quiet", "--no-ff", "--no-edit", with], 4);
        merged.push(source.build());
    }
    assert_eq!(
        merged[0], merged[1],
        "it does not matter which side comes first"
    );
    has_times(&merged[0], "forum", day(1), Some(day(0)));
    has_times(&merged[0], "new", day(2), Some(day(2)));
    assert_eq!(merged[0]["board.ics"], before["board.ics"]);
}

/// One side changes the dates and the other, later, the name of the chair: what was
/// published last is older than the merge in its dates only, so the merge must count as a change.
#[test]
fn a_merge_always_gives_a_later_stamp_to_what_it_changes() {
    let source = Source::committed();
    source.git(&["switch", "--quiet", "--create=branch"], 1);
    source.edit_and_commit("content/meetings/board.md", "2027-05-06", "2027-05-07", 1);
    source.git(&["switch", "--quiet", "main"], 2);
    source.edit_and_commit("content/people.yaml", "Ann Lee", "Ann Leigh", 2);
    let before = source.build();
    has_times(&before, "board", day(2), Some(day(0)));
    source.git(&["merge", "--quiet", "--no-edit", "branch"], 3);
    let after = source.build();
    has_times(&after, "board", day(3), Some(day(0)));
    assert_eq!(after["forum.ics"], before["forum.ics"]);

    // The other way to lose it: what was published last is dropped, and older dates are back.
    source.git(&["switch", "--quiet", "branch"], 4);
    source.git(
        &["merge", "--quiet", "--strategy=ours", "--no-edit", "main~"],
        4,
    );
    has_times(&source.build(), "board", day(4), Some(day(0)));
}

/// Settings with which `git log` and `git status` answer otherwise, fail, or run a program.
fn hostile_settings(home: &Path) {
    let program = home.join("program");
    fs::write(&program, "#!/bin/sh\ntouch \"$0.was-run\"\nexit 1\n").expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("its rights");
    let program = program.display();
    let settings = format!(
        "[log]\nshowSignature = true\nfollow = true\nshowRoot = false\ndate = relative\ndecorate = full\n\
         diffMerges = off\nmailmap = true\n[color]\nui = always\n[format]\npretty = fuller\nnotes = *\n\
         [diff]\nrenames = copies\nexternal = {program}\norderFile = /nowhere\nignoreSubmodules = none\n\
         relative = false\n[core]\nfsmonitor = {program}\nhooksPath = {home}\npager = {program}\nquotePath = true\n\
         abbrev = 4\n[status]\nbranch = true\nshort = true\nshowUntrackedFiles = all\nrelativePaths = true\n\
         [pager]\nlog = true\n[i18n]\nlogOutputEncoding = UTF-16\n[gpg]\nprogram = {program}\n",
        home = home.display()
    );
    fs::write(home.join(".gitconfig"), settings).expect("settings");
}

#[test]
fn two_clones_give_the_same_bytes_whatever_the_machine() {
    let source = Source::committed();
    // Names that no file of a site may have, in the past of the repository only.
    source.write("content/meetings/caf\u{e9} \"1\"\n.md", "x");
    source.commit(1);
    fs::remove_file(source.root.join("content/meetings/caf\u{e9} \"1\"\n.md")).expect("a file");
    source.commit(2);
    source.edit_and_commit("content/meetings/board.md", "2027-05-06", "2027-05-07", 3);
    source.edit_and_commit("content/about.md", "Words", "Other words", 4);
    let here = source.clone("a", None);
    let there = source.clone("a clone in another place", None);
    let outputs = |root: &Path, variables: &[(&str, &str)]| {
        let feeds = built(root, variables);
        has_times(&feeds, "board", day(3), Some(day(0)));
        has_times(&feeds, "forum", day(0), Some(day(0)));
        files(&root.join("public"))
    };
    let plain = outputs(&here, &[("TZ", "UTC"), ("LC_ALL", "C")]);

    let home = tempfile::tempdir().expect("a temporary folder");
    hostile_settings(home.path());
    let other = tempfile::tempdir().expect("a temporary folder");
    git(other.path(), &["init", "--quiet"], 9);
    let other = other.path().join(".git");
    let (home_path, other) = (home.path().display(), other.display());
    // The commits of this clone look different to it alone.
    git(&there, &["replace", "--graft", "HEAD"], 9);
    let variables = [
        ("HOME", home_path.to_string()),
        ("TZ", "Pacific/Auckland".to_owned()),
        ("LANG", "de_DE.UTF-8".to_owned()),
        ("LANGUAGE", "de".to_owned()),
        ("SOURCE_DATE_EPOCH", "1900000000".to_owned()),
        ("GIT_DIR", other.to_string()),
        ("GIT_WORK_TREE", home_path.to_string()),
        ("GIT_INDEX_FILE", format!("{home_path}/index")),
        ("GIT_CEILING_DIRECTORIES", there.display().to_string()),
        ("GIT_EXTERNAL_DIFF", format!("{home_path}/program")),
        ("GIT_ICASE_PATHSPECS", "1".to_owned()),
        ("GIT_PAGER", format!("{home_path}/program")),
    ];
    let variables: Vec<(&str, &str)> = variables.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(outputs(&there, &variables), plain);
    let ran = home.path().join("program.was-run");
    assert!(!ran.exists(), "git ran a program of the user");

    // A root that is reached through a symbolic link.
    let link = source.scratch.path().join("link");
    symlink(&here, &link).expect("a link");
    assert_eq!(outputs(&link, &[]), plain);
}

#[test]
fn the_repository_may_be_larger_than_the_site_and_the_site_a_bare_folder() {
    let source = Source::committed();
    source.edit_and_commit("content/meetings/board.md", "2027-05-06", "2027-05-07", 1);
    let expected = source.build();
    // `site.yaml` in the root itself, two folders below the top of the repository.
    let below = source.root.join("one folder/\u{e9}");
    fs::create_dir_all(&below).expect("a folder");
    source.git(&["mv", "content/", "one folder/\u{e9}/site"], 2);
    source.commit(2);
    let site = below.join("site");
    let moved = built(&site, &[]);
    has_times(&moved, "board", day(2), Some(day(2)));
    assert_eq!(moved.len(), expected.len());
    fs::write(
        site.join("meetings/forum.md"),
        FORUM.replace("04-22", "04-23"),
    )
    .expect("a file");
    source.commit(3);
    let feeds = built(&site, &[]);
    assert_eq!(feeds["board.ics"], moved["board.ics"]);
    has_times(&feeds, "forum", day(3), Some(day(2)));
    // Reached from a folder that no repository is above.
    let link = source.scratch.path().join("link");
    symlink(&site, &link).expect("a link");
    assert_eq!(built(&link, &[]), feeds);
}

/// A page that is a symbolic link changes with the file behind it.
#[test]
fn the_file_behind_a_link_counts() {
    let source = Source::committed();
    source.git(&["mv", "content/meetings/forum.md", "content/forum.txt"], 1);
    symlink(
        "../forum.txt",
        source.root.join("content/meetings/forum.md"),
    )
    .expect("a link");
    source.commit(1);
    source.edit_and_commit("content/forum.txt", "2027-04-22", "2027-04-23", 2);
    has_times(&source.build(), "forum", day(2), Some(day(0)));
}

/// Until when a page is fresh, as its template shows it.
fn fresh_until(root: &Path, page: &str) -> String {
    let html = fs::read_to_string(root.join(format!("public/{page}/index.html")));
    let html = html.expect("the page is there");
    let main = html.split_once("<main>").expect("it begins").1;
    main.split_once("</main>").expect("it ends").0.to_owned()
}

#[test]
fn a_page_is_fresh_from_the_commit_that_changed_it() {
    let source = Source::uncommitted();
    source.write("themes/toolkit/templates/page.html", FRESH);
    source.write(
        "content/site.yaml",
        &format!("{SITE}freshness: {{months: 6}}\n"),
    );
    source.write("content/other.md", "# Other\n\nWords.\n");
    source.write(
        "content/checked.md",
        "---\ntitle: Checked\nchecked: 2025-01-31\n---\n",
    );
    source.git(&["init", "--quiet", "--initial-branch=main"], 0);
    source.commit(0);
    source.edit_and_commit("content/about.md", "Words", "Other words", 3);
    source.write("content/new.md", "# New\n");
    source.build();
    let pages = ["about", "other", "checked", "new"];
    let shown = |root: &Path| pages.map(|page| fresh_until(root, page));
    let whole = ["2025-12-18", "2025-12-15", "2025-07-31", "open"];
    assert_eq!(shown(&source.root), whole);

    // What lies before the edge of a shallow clone is not certain.
    source.commit(4);
    source.edit_and_commit("content/new.md", "New", "Newer", 5);
    let shallow = source.clone("shallow", Some(2));
    warned(&shallow, &[], &["shallow-clone"]);
    let cut = ["open", "open", "2025-07-31", "2025-12-20"];
    assert_eq!(shown(&shallow), cut);
}

#[test]
fn a_shallow_clone_is_told_once_and_still_built() {
    let source = Source::committed();
    let forum = "content/meetings/forum.md";
    source.edit_and_commit(forum, "id: forum\n", "id: forum\nupdated: 2025-06-20\n", 1);
    source.edit_and_commit("content/about.md", "Words", "Other words", 2);
    let midnight = 1_750_377_600;

    let shallow = source.clone("shallow", Some(1));
    let (feeds, run) = warned(&shallow, &[], &["shallow-clone"]);
    assert!(
        run.stderr.contains("git fetch --unshallow"),
        "{}",
        run.stderr
    );
    has_times(&feeds, "forum", midnight, None);
    has_times(&feeds, "board", day(2), None);
    let epoch = [("SOURCE_DATE_EPOCH", "1740000000")];
    let (feeds, _) = warned(&shallow, &epoch, &["shallow-clone"]);
    has_times(&feeds, "forum", midnight, None);
    has_times(&feeds, "board", 1_740_000_000, None);

    // What changed after the edge is known for certain.
    source.edit_and_commit("content/meetings/board.md", "2027-05-06", "2027-05-07", 3);
    source.write("content/meetings/new.md", &FORUM.replace("forum", "new"));
    source.commit(4);
    let deeper = source.clone("deeper", Some(3));
    let (feeds, _) = warned(&deeper, &epoch, &["shallow-clone"]);
    has_times(&feeds, "board", day(3), None);
    has_times(&feeds, "new", day(4), Some(day(4)));
    has_times(&feeds, "forum", midnight, None);

    git(&deeper, &["fetch", "--quiet", "--unshallow"], 5);
    let whole = built(&deeper, &[]);
    has_times(&whole, "forum", day(1), Some(day(0)));
    assert_eq!(whole, source.build());
}

#[test]
fn what_is_not_committed_is_told_and_carries_the_time_of_the_last_commit() {
    let source = Source::committed();
    source.edit_and_commit("content/about.md", "Words", "Other words", 1);
    // Files that no event draws on may be as they like.
    source.edit("content/about.md", "Other", "More");
    source.write("content/new.md", "# New\n\nText.\n");
    has_times(&source.build(), "board", day(0), Some(day(0)));

    source.edit("content/meetings/board.md", "2027-05-06", "2027-05-07");
    let (feeds, run) = warned(&source.root, &[], &["uncommitted"]);
    assert!(
        run.stderr.contains("content/meetings/board.md"),
        "{}",
        run.stderr
    );
    has_times(&feeds, "board", day(1), Some(day(0)));
    has_times(&feeds, "forum", day(0), Some(day(0)));
    source.git(&["add", "--all"], 2);
    let (staged, _) = warned(&source.root, &[], &["uncommitted"]);
    assert_eq!(staged, feeds);
    source.commit(2);
    has_times(&source.build(), "board", day(2), Some(day(0)));

    source.edit("content/people.yaml", "Ann Lee", "Ann Leigh");
    let (_, run) = warned(&source.root, &[], &["uncommitted"]);
    assert!(run.stderr.contains("content/people.yaml"), "{}", run.stderr);
    source.commit(3);

    // A new series: what it says itself, then the last commit.
    let new = FORUM.replace("forum", "new");
    source.write("content/meetings/new.md", &new);
    let (feeds, run) = warned(&source.root, &[], &["uncommitted"]);
    assert!(
        run.stderr.contains("content/meetings/new.md"),
        "{}",
        run.stderr
    );
    has_times(&feeds, "new", day(3), None);
    let new = new.replace("id: new\n", "id: new\nupdated: 2025-06-20\n");
    source.write("content/meetings/new.md", &new);
    let (feeds, _) = warned(&source.root, &[], &["uncommitted"]);
    has_times(&feeds, "new", 1_750_377_600, None);
    has_times(&feeds, "board", day(3), Some(day(0)));
    // A file with another time on the disk is the same file.
    source.commit(4);
    source.write("content/meetings/new.md", &new);
    has_times(&source.build(), "new", day(4), Some(day(4)));
}

/// Without git, `updated:` comes first, then `SOURCE_DATE_EPOCH`; without either there is no feed.
fn falls_back(root: &Path, variables: &[(&str, &str)], codes: &[&str]) {
    let forum = root.join("content/meetings/forum.md");
    let text = fs::read_to_string(&forum).expect("a file");
    fs::write(
        &forum,
        text.replace("id: forum\n", "id: forum\nupdated: 2025-06-20\n"),
    )
    .expect("a file");
    let run = redway_build(root, [], variables.iter().copied(), None);
    assert_eq!(run.exit, 1);
    assert!(run.stderr.contains("error[no-stamp]"), "{}", run.stderr);
    assert!(run.stderr.contains("meetings/board.md"), "{}", run.stderr);
    assert!(!run.stderr.contains("meetings/forum.md"), "{}", run.stderr);
    let variables = [variables, &[("SOURCE_DATE_EPOCH", "1740000000")]].concat();
    let (feeds, _) = warned(root, &variables, codes);
    has_times(&feeds, "forum", 1_750_377_600, None);
    has_times(&feeds, "board", 1_740_000_000, None);
}

#[test]
fn without_a_repository_the_page_and_the_environment_say_when() {
    falls_back(&Source::uncommitted().root, &[], &[]);
}

/// What calendars cannot write says nothing: `updated:` counts, and without it the finding says whose time it is.
#[test]
fn a_commit_or_an_environment_of_the_far_future_is_told() {
    const YEAR_10_000: i64 = 253_402_300_800;
    let says = |root: &Path, variables: &[(&str, &str)], who: &str| {
        let run = redway_build(root, [], variables.iter().copied(), None);
        assert_eq!(run.exit, 1);
        let told = format!("error[no-stamp]: by {who} these dates");
        assert!(run.stderr.contains(&told), "{}", run.stderr);
        assert!(run.stderr.contains("meetings/board.md:"), "{}", run.stderr);
    };
    let source = Source::uncommitted();
    let far = YEAR_10_000.to_string();
    says(
        &source.root,
        &[("SOURCE_DATE_EPOCH", &far)],
        "SOURCE_DATE_EPOCH",
    );
    let update = |name: &str| {
        let id = format!("id: {name}\n");
        let updated = format!("{id}updated: 2025-06-20\n");
        source.edit(&format!("content/meetings/{name}.md"), &id, &updated);
    };
    update("forum");
    source.git(&["init", "--quiet"], 0);
    source.git(&["add", "--all"], 0);
    git_at(
        &source.root,
        &["commit", "--quiet", "--message=x"],
        YEAR_10_000,
    );
    says(
        &source.root,
        &[],
        "the last commit that changed these dates",
    );
    update("board");
    source.git(&["add", "--all"], 0);
    git_at(
        &source.root,
        &["commit", "--quiet", "--message=x"],
        YEAR_10_000,
    );
    let feeds = source.build();
    has_times(&feeds, "forum", 1_750_377_600, None);
    has_times(&feeds, "board", 1_750_377_600, None);
}

#[test]
fn a_repository_without_a_commit_is_none() {
    let source = Source::uncommitted();
    source.git(&["init", "--quiet"], 0);
    falls_back(&source.root, &[], &[]);
}

/// A copy of a site that lies in an ignored folder of some repository has nothing to do with it.
#[test]
fn a_repository_that_does_not_hold_the_site_is_none() {
    let source = Source::committed();
    source.edit_and_commit(".gitignore", "/public/\n", "/public/\n/copy/\n", 1);
    let copy = source.root.join("copy");
    fs::create_dir(&copy).expect("a folder");
    fs::rename(Source::uncommitted().root, copy.join("site")).expect("it is moved");
    falls_back(&copy.join("site"), &[], &[]);
}

#[test]
fn without_git_the_page_and_the_environment_say_when() {
    let source = Source::committed();
    let nothing = source.scratch.path().join("nothing");
    fs::create_dir(&nothing).expect("a folder");
    falls_back(
        &source.root,
        &[("PATH", nothing.to_str().expect("a plain path"))],
        &[],
    );
}

#[test]
fn a_repository_that_git_does_not_trust_is_told_and_not_read() {
    let source = Source::committed();
    // How git's own tests pretend that somebody else owns the folder.
    let variables = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")];
    falls_back(&source.root, &variables, &["no-history"]);
    let (_, run) = warned(
        &source.root,
        &[variables[0], ("SOURCE_DATE_EPOCH", "1740000000")],
        &["no-history"],
    );
    assert!(run.stderr.contains("safe.directory"), "{}", run.stderr);
}

#[test]
fn a_repository_that_is_broken_is_told_and_the_site_built() {
    let source = Source::committed();
    source.edit_and_commit("content/about.md", "Words", "Other words", 1);
    fs::remove_dir_all(source.root.join(".git/objects")).expect("a folder");
    fs::create_dir(source.root.join(".git/objects")).expect("a folder");
    let (feeds, _) = warned(
        &source.root,
        &[("SOURCE_DATE_EPOCH", "1740000000")],
        &["no-history"],
    );
    has_times(&feeds, "board", 1_740_000_000, None);
}

#[test]
fn git_is_asked_only_in_a_working_tree_and_for_a_series_with_dates() {
    let source = Source::committed();
    let tools = source.scratch.path().join("tools");
    fs::create_dir(&tools).expect("a folder");
    let program = tools.join("git");
    fs::write(&program, "#!/bin/sh\n: > \"$0.was-run\"\nexit 128\n").expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("its rights");
    let ran = tools.join("git.was-run");
    let variables = [
        ("PATH", tools.to_str().expect("a plain path")),
        ("SOURCE_DATE_EPOCH", "1740000000"),
    ];
    warned(&source.root, &variables, &["no-history"]);
    assert!(ran.exists());
    fs::remove_file(&ran).expect("it is there");
    let elsewhere = Source::uncommitted();
    let run = redway_build(&elsewhere.root, [], variables, None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(!ran.exists());
    // Months are in no feed.
    fs::remove_file(source.root.join("content/meetings/board.md")).expect("a file");
    let months = FORUM
        .replace("2027-02-04 14:00-15:30", "2027-02")
        .replace("2027-04-22", "2027-04");
    source.write("content/meetings/forum.md", &months);
    let run = redway_build(&source.root, [], variables, None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(!ran.exists());
}

/// A meeting of one series, whose times move from one commit to the next.
struct Tea(Source);

impl Tea {
    fn new() -> Self {
        let source = Source::uncommitted();
        fs::remove_dir_all(source.root.join("content/meetings")).expect("a folder");
        source.git(&["init", "--quiet", "--initial-branch=main"], 0);
        Tea(source)
    }

    /// Sets the end of the meeting, commits it at a time, and builds: the lines of its event.
    fn ends(&self, end: &str, at: &str, codes: &[&str]) -> (Vec<String>, Run) {
        let text = format!(
            "---\nkind: series\nid: tea\ntitle: Tea\noccurrences:\n  - 2027-01-14 10:00-{end}\n---\n"
        );
        self.0.write("content/tea.md", &text);
        let at: Timestamp = format!("{at}T09:00:00Z").parse().expect("a time");
        self.0.git(&["add", "--all"], 0);
        git_at(
            &self.0.root,
            &["commit", "--quiet", "--message=x"],
            at.as_second(),
        );
        let (feeds, run) = warned(&self.0.root, &[], codes);
        let event = events(&feeds, "tea").into_values().next();
        (event.expect("there is one"), run)
    }
}

fn sequence(event: &[String]) -> u32 {
    let number = value(event, "SEQUENCE").expect("it is there");
    number.parse().expect("it is a number")
}

#[test]
fn sequence_grows_before_2020() {
    let tea = Tea::new();
    let (before, _) = tea.ends("11:00", "2015-03-01", &[]);
    let (after, _) = tea.ends("11:30", "2015-03-02", &[]);
    assert!(sequence(&after) > sequence(&before));
    assert_eq!(value(&after, "LAST-MODIFIED"), Some("20150302T090000Z"));
    let (now, _) = tea.ends("11:45", "2026-11-20", &[]);
    assert!(sequence(&now) > sequence(&after));
}

#[test]
fn one_wrong_clock_does_not_make_a_feed_stand_still() {
    let tea = Tea::new();
    let ahead = &["clock-ahead"][..];
    let (mut before, run) = tea.ends("11:00", "2099-01-01", ahead);
    assert!(run.stderr.contains("is dated 2099-01-01"), "{}", run.stderr);
    assert!(
        run.stderr.contains("--> content/tea.md:1:1"),
        "{}",
        run.stderr
    );
    for (end, at) in [
        ("11:30", "2026-11-20"),
        ("11:45", "2026-11-21"),
        ("12:00", "2099-01-01"),
        ("12:15", "2026-11-22"),
    ] {
        let codes = match at {
            "2099-01-01" => vec!["clock-ahead"; 2],
            _ if end == "12:15" => vec!["clock-ahead"; 2],
            _ => ahead.to_vec(),
        };
        let (after, _) = tea.ends(end, at, &codes);
        assert!(sequence(&after) > sequence(&before), "{end}");
        assert!(i32::try_from(sequence(&after)).is_ok());
        assert!(value(&after, "LAST-MODIFIED") > value(&before, "LAST-MODIFIED"));
        before = after;
    }
}

#[test]
fn a_clock_that_is_years_ahead_is_told_once_it_is_right_again() {
    let tea = Tea::new();
    let (before, _) = tea.ends("11:00", "2060-01-01", &[]);
    // Either of the two may be wrong.
    let (after, _) = tea.ends("11:30", "2026-11-20", &[]);
    assert_eq!(sequence(&after), sequence(&before) + 1);
    let (last, run) = tea.ends("11:45", "2026-11-21", &["clock-ahead"]);
    assert!(run.stderr.contains("is dated 2060-01-01"), "{}", run.stderr);
    assert_eq!(sequence(&last), sequence(&after) + 1);
}

#[test]
fn what_was_created_is_as_old_as_its_first_commit() {
    let tea = Tea::new();
    let (before, _) = tea.ends("11:00", "2026-11-02", &[]);
    let (after, _) = tea.ends("11:30", "2001-01-01", &[]);
    for event in [&before, &after] {
        assert_eq!(value(event, "CREATED"), Some("20261102T090000Z"));
        assert!(value(event, "CREATED") <= value(event, "LAST-MODIFIED"));
    }
    assert!(sequence(&after) > sequence(&before));
}

/// `updated:` of a year for which there is no number pins it, and says so.
#[test]
fn a_day_of_the_last_change_beyond_all_numbers_is_told() {
    let source = Source::uncommitted();
    let update = |name: &str, year: &str| {
        let id = format!("id: {name}\n");
        let updated = format!("{id}updated: {year}-06-20\n");
        source.edit(&format!("content/meetings/{name}.md"), &id, &updated);
    };
    update("forum", "2099");
    update("board", "2087");
    let (_, run) = warned(&source.root, &[], &["clock-ahead"]);
    assert!(run.stderr.contains("meetings/forum.md:"), "{}", run.stderr);
}

/// A list that is neither on the disk nor in git is no change to commit.
#[test]
fn a_list_that_is_not_there_is_not_uncommitted() {
    let source = Source::uncommitted();
    source.write(
        "content/meetings/weekly.md",
        &WEEKLY.replace("during: term, ", ""),
    );
    source.git(&["init", "--quiet", "--initial-branch=main"], 0);
    source.commit(0);
    let run = redway_build(&source.root, ["--strict"], [], None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    has_times(&feeds(&source.root), "weekly", day(0), Some(day(0)));
    // One that is new is, and so is one that was removed.
    let no_thursday = YEARS.replace("2027-02-15", "2027-02-20");
    let no_thursday = no_thursday.replace("2027-02-19", "2027-02-21");
    source.write("content/years.yaml", &no_thursday);
    warned(&source.root, &[], &["uncommitted"]);
    source.commit(1);
    source.build();
    fs::remove_file(source.root.join("content/years.yaml")).expect("a file");
    warned(&source.root, &[], &["uncommitted"]);
}

/// A program in place of git.
fn pretend_git(source: &Source, script: &str) -> String {
    let tools = source.scratch.path().join("tools");
    fs::create_dir_all(&tools).expect("a folder");
    let program = tools.join("git");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("its rights");
    let path = std::env::var("PATH").expect("git is found by it");
    format!("{}:{path}", tools.to_str().expect("a plain path"))
}

/// It takes the half minute that git has, and nothing of it is left.
#[test]
fn git_that_hangs_is_stopped_and_told() {
    let source = Source::committed();
    let mark = source.scratch.path().join("child");
    let script = format!("sleep 1000 &\necho $! > {}\nwait", mark.display());
    let path = pretend_git(&source, &script);
    let output = Command::new(env!("CARGO_BIN_EXE_redway"))
        .arg("build")
        .arg("--root")
        .arg(&source.root)
        .env_clear()
        .env("PATH", &path)
        .env("SOURCE_DATE_EPOCH", "1740000000")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("warning[no-history]"), "{said}");
    assert!(said.contains("no answer within 30 seconds"), "{said}");
    assert!(said.contains("--> content/site.yaml:1:1"), "{said}");
    has_times(&feeds(&source.root), "board", 1_740_000_000, None);
    let child = fs::read_to_string(&mark).expect("it was started");
    let still = fs::read_to_string(format!("/proc/{}/stat", child.trim()));
    let is_gone = still.map_or(true, |stat| stat.contains(") Z "));
    assert!(is_gone, "its child still runs");
}

#[test]
fn git_that_prints_without_end_is_stopped_and_told() {
    let source = Source::committed();
    let path = pretend_git(&source, "exec cat /dev/zero");
    let variables = [("PATH", &*path), ("SOURCE_DATE_EPOCH", "1740000000")];
    let (_, run) = warned(&source.root, &variables, &["no-history"]);
    assert!(run.stderr.contains("printed without end"), "{}", run.stderr);
}

/// Who corrects a record is told where its old name or number still stands; what never was one is left alone.
#[test]
fn what_a_record_said_before_is_told_where_it_still_stands() {
    let source = Source::committed();
    source.write(
        "content/organisations.yaml",
        "elm: {name: Elm Primary School}\noak: {name: Oak School}\n",
    );
    source.write(
        "content/contacts.yaml",
        "desk: {for: Floods, phone: 01632 960100, email: night@handbook.example}\n",
    );
    source.write(
        "content/people.yaml",
        "ann-lee: {name: Ann Lee, organisation: Elm Primary School}\n\
         bo-marsh: {name: Bo Marsh, organisation: Mill Yard Ltd}\n",
    );
    source.write(
        "content/yard.md",
        "---\nkind: group\nid: yard\ntitle: Yard\ncontacts: [desk]\n\
         seats: [{member: ann-lee, organisation: elm primary school}, {member: bo-marsh, organisation: Oak School}]\n---\n\
         Ring 01632960100 or 01632 960199, or write to Night@handbook.example.\n",
    );
    source.commit(1);
    source.edit(
        "content/organisations.yaml",
        "Elm Primary School",
        "Elm Academy",
    );
    source.edit(
        "content/organisations.yaml",
        "oak: {name: Oak School}\n",
        "",
    );
    source.edit("content/contacts.yaml", "01632 960100", "01632 960777");
    let run = redway(&source.root, ["check", "--as-of", "2026-11-26"], []);
    let told: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.starts_with("warning[") || line.trim_start().starts_with("-->"))
        .map(|line| line.trim_start_matches([' ', '-', '>']))
        .collect();
    assert_eq!(
        told,
        [
            "warning[unknown-organisation]: no organisation is called `Elm Primary School` any more",
            "content/people.yaml:1:40",
            "warning[unknown-organisation]: no organisation is called `elm primary school` any more",
            "content/yard.md:6:41",
            "warning[unknown-organisation]: no organisation is called `Oak School` any more",
            "content/yard.md:6:95",
            "warning[repeated-fact]: `01632960100` was the number of `desk`, which has another in contacts.yaml now",
            "content/yard.md:8:6",
            "warning[repeated-fact]: `Night@handbook.example` is a mailbox of `desk` in contacts.yaml",
            "content/yard.md:8:47",
        ],
        "{}",
        run.stderr
    );
    for help in [
        "the record `elm` is called `Elm Academy` now: write that, or the id",
        "add to the record `also: [Elm Primary School]`",
        "its record `oak` is gone from organisations.yaml",
        "write `[](contact:desk)` instead",
    ] {
        assert!(run.stderr.contains(help), "{help} in {}", run.stderr);
    }
}
