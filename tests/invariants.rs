//! What holds of every site and of the source code, whatever is built.
//!
//! Sites: the good golden cases, and the toolkit in `content/` with both styles of addresses.

#![cfg(unix)]

mod common;
mod html;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::{Case, below, files, redway_build, repository, walk};
use html::{Tag, not_allowed, scheme, tags};

/// The files of a built site by path.
type Output = BTreeMap<String, Vec<u8>>;

/// The address that the toolkit is built for here, whatever its settings say.
const TOOLKIT: &str = "https://toolkit.example/";

/// Builds the toolkit of this repository with settings added to its `site.yaml`, in a folder of its own.
fn toolkit(site: &Path, settings: &str, threads: &str) -> Output {
    let content = repository().join("content");
    for path in walk(&content) {
        let to = site.join("content").join(below(&content, &path));
        if path.is_dir() {
            fs::create_dir_all(&to).expect("a folder");
        } else {
            fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder");
            fs::copy(&path, &to).expect("a copy");
        }
    }
    let file = site.join("content/site.yaml");
    let mut text = fs::read_to_string(&file).expect("the settings");
    text.push_str(settings);
    fs::write(&file, text).expect("the settings");
    let arguments = ["--base-url", TOOLKIT];
    let run = redway_build(site, arguments, [("RAYON_NUM_THREADS", threads)], None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    files(&site.join("public"))
}

fn good_cases() -> impl Iterator<Item = (String, Case)> {
    Case::names()
        .into_iter()
        .map(|name| (name.clone(), Case::named(&name)))
        .filter(|(_, case)| case.expected_exit() == 0)
}

/// The names of the files that differ.
fn differences(one: &Output, other: &Output) -> Vec<String> {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names
        .into_iter()
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect()
}

/// The machine must not show in what is published.
fn holds_no_path(output: &Output, site: &Path) {
    let scratch = std::env::temp_dir();
    for path in [site, &scratch, repository()] {
        let needle = path.to_str().expect("a plain path").as_bytes();
        for (name, bytes) in output {
            let found = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!found, "{name} holds the path {}", path.display());
        }
    }
}

/// Whether a file of the output is a page.
fn is_page(name: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "html")
}

#[test]
fn golden_sites_are_the_same_bytes_in_every_folder() {
    for (name, case) in good_cases() {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let here = scratch.path().join("a");
        let there = scratch.path().join("somewhere/else/with a longer name");
        let built = [&here, &there].map(|site| {
            case.lay_out(site);
            let run = case.build(site);
            assert_eq!(run.exit, 0, "{name}: {}", run.stderr);
            let output = files(&site.join("public"));
            holds_no_path(&output, site);
            output
        });
        let differ = differences(&built[0], &built[1]);
        assert!(differ.is_empty(), "{name}: {differ:?}");
    }
}

#[test]
fn the_toolkit_is_the_same_bytes_in_every_folder_and_on_any_number_of_cores() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let here = scratch.path().join("a");
    let there = scratch.path().join("somewhere/else/with a longer name");
    let one = toolkit(&here, "", "1");
    let other = toolkit(&there, "", "7");
    holds_no_path(&one, &here);
    let differ = differences(&one, &other);
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn all_links_of_the_toolkit_lead_somewhere() {
    for (settings, flat) in [("", false), ("\naddresses: flat\n", true)] {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let output = toolkit(&scratch.path().join("site"), settings, "2");
        let (links, wrong) = check_links(&output, TOOLKIT, flat);
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(links > 1_000, "only {links} links were found");
    }
}

#[test]
fn all_links_of_golden_sites_lead_somewhere() {
    let mut looked_at = 0;
    for (name, case) in good_cases() {
        // Some links lead nowhere, and it is said.
        let told = case.folder.join("expected/diagnostics.txt");
        let told = std::fs::read_to_string(told).unwrap_or_default();
        if told.contains("[broken-link]") || told.contains("[broken-anchor]") {
            continue;
        }
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let site = scratch.path().join("site");
        case.lay_out(&site);
        assert_eq!(case.build(&site).exit, 0, "{name}");
        let output = files(&site.join("public"));
        let base = match name.as_str() {
            "base-url-with-prefix" => "https://pages.example/handbook/",
            _ => "https://handbook.example/",
        };
        let (_, wrong) = check_links(&output, base, name.starts_with("flat"));
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        looked_at += 1;
    }
    assert!(looked_at > 100, "only {looked_at} sites were looked at");
}

/// What stands between two texts of a page, once.
fn between<'h>(html: &'h str, from: &str, to: &str) -> Option<&'h str> {
    let (_, rest) = html.split_once(from)?;
    rest.split_once(to).map(|(found, _)| found)
}

/// Pages of an output that have no title or description, or that of another page. Those at old addresses only lead on.
fn alike(output: &Output) -> Vec<String> {
    let mut known: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, bytes) in output.iter().filter(|(name, _)| is_page(name)) {
        let html = str::from_utf8(bytes).expect("pages are UTF-8");
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let title = between(html, "<title", "</title>").and_then(|title| title.split_once('>'));
        let description = between(html, "<meta name=\"description\" content=\"", "\"");
        for (what, text) in [
            ("title", title.map(|(_, title)| title)),
            ("description", description),
        ] {
            match text.map(str::trim).filter(|text| !text.is_empty()) {
                None => wrong.push(format!("{name}: no {what}")),
                Some(text) => {
                    if let Some(other) = known.insert((what, text), name) {
                        wrong.push(format!("{name} and {other}: {what} `{text}`"));
                    }
                }
            }
        }
    }
    wrong
}

#[test]
fn no_two_pages_have_one_title_or_description() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    for (site, settings) in [("folders", ""), ("flat", "\naddresses: flat\n")] {
        let output = toolkit(&scratch.path().join(site), settings, "2");
        assert_eq!(alike(&output), Vec::<String>::new(), "{site}");
    }
    for (name, case) in good_cases() {
        let site = scratch.path().join(&name);
        case.lay_out(&site);
        // Templates of its own say what they like, and so does a page that is copied as it is.
        if site.join("themes/toolkit/templates").exists() || name == "files-allowed" {
            continue;
        }
        assert_eq!(case.build(&site).exit, 0, "{name}");
        assert_eq!(
            alike(&files(&site.join("public"))),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

#[test]
fn pages_without_a_description_are_described_by_what_stands_on_them() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let site = scratch.path().join("site");
    let case = Case::named("described-by-what-stands-there");
    case.lay_out(&site);
    assert_eq!(case.build(&site).exit, 0);
    let output = files(&site.join("public"));
    let described: Vec<String> = DESCRIBED
        .iter()
        .map(|(page, _)| {
            let html = str::from_utf8(&output[&format!("{page}index.html")]).expect("UTF-8");
            let title = between(html, "<title>", " – Harbour handbook</title>");
            let description = between(html, "name=\"description\" content=\"", "\"");
            format!("{} | {}", title.unwrap_or("?"), description.unwrap_or("?"))
        })
        .collect();
    let expected: Vec<&str> = DESCRIBED.iter().map(|(_, expected)| *expected).collect();
    assert_eq!(described, expected, "{described:#?}");
}

/// Pages of a golden case, each with its title and description.
const DESCRIBED: [(&str, &str); 18] = [
    (
        "calendar/2026/",
        "Calendar: 2026 | 2026: the meetings in Harbour handbook, day by day and as a list.",
    ),
    (
        "calendar/",
        "Calendar | All meetings of Harbour handbook, day by day and as a list, and calendars to subscribe to.",
    ),
    (
        "for/",
        "Who are you? | Choose who you are, and see the meetings and pages of Harbour handbook that are for you.",
    ),
    (
        "for/pilot/",
        "Pilot | Whoever leads boats through the channel.",
    ),
    (
        "for/skipper/",
        "Skipper of a boat | Skipper of a boat: the meetings and pages of Harbour handbook that are for you.",
    ),
    (
        "meetings/board-june/",
        "Board of June | Harbour board, 17 June 2026. Decided: The lock is painted in spring.",
    ),
    (
        "meetings/board/",
        "Harbour board | 1 member. 2 seats are vacant.",
    ),
    (
        "meetings/",
        "Meetings | Board of June, Harbour board, Tide talks",
    ),
    (
        "meetings/tide/",
        "Tide talks | Twice a year. 2 meetings from 14 January 2026 to 10 June 2026. For: Skipper of a boat.",
    ),
    (
        "north/gate/",
        "The gate (North) | The gate (North): It opens at six.",
    ),
    ("north/", "North | North: The gate"),
    (
        "people/ann-lee/",
        "Ann Lee | Ann Lee, Harbour master, Harbour office, Harbour trust.",
    ),
    ("people/bo-marsh/", "Bo Marsh | Bo Marsh, Keeper, Locks."),
    (
        "people/",
        "People | Everybody named in Harbour handbook, from A to Z: what they do and how to reach them.",
    ),
    (
        "services/",
        "Harbour office | Led by Ann Lee (Harbour master).",
    ),
    (
        "services/locks/",
        "Locks | Led by Bo Marsh (Keeper). Part of Harbour office.",
    ),
    (
        "south/gate/",
        "The gate (South) | The gate (South): It opens at six.",
    ),
    ("south/", "South | South: The gate"),
];

#[test]
fn no_page_holds_a_script_or_style_of_its_own() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let mut outputs = vec![(
        "the toolkit".to_owned(),
        toolkit(&scratch.path().join("toolkit"), "", "2"),
    )];
    for (name, case) in good_cases() {
        let site = scratch.path().join(&name);
        case.lay_out(&site);
        assert_eq!(case.build(&site).exit, 0, "{name}");
        let mut output = files(&site.join("public"));
        // What `site.yaml` lets through is published as it was written.
        output.retain(|file, _| {
            !(site.join(file).exists() || site.join("content").join(file).exists())
        });
        outputs.push((name, output));
    }
    for (name, output) in outputs {
        for (file, html) in pages(&output) {
            let wrong = not_allowed(html);
            assert!(wrong.is_empty(), "{name}, {file}: {wrong:#?}");
        }
    }
}

/// The checks of this file would notice.
#[test]
fn broken_links_and_scripts_are_noticed() {
    let page = r##"<a href="b/">a</a><a href="../x.html">b</a><a href="#gone">c</a><a href="b/#here">d</a>
        <a href="https://h.example/lost/">e</a><a href="https://other.example/lost/">f</a>
        <label for="none">g</label><p id="twice"></p><p id="twice"></p>
        <a href="/top/b/">h</a><p style="x" onclick="y"><script>z</script><a href=" java&#115;cript:x">i</a>
        <script type="application/ld+json">{"a":"\u003c/script>"}</script><script type="application/ld+json">{a}</script>
        <script type="text/javascript">{}</script>"##;
    let output: Output = [
        ("index.html".to_owned(), page.into()),
        ("b/index.html".to_owned(), b"<p id=here>".into()),
    ]
    .into();
    let (count, wrong) = check_links(&output, "https://h.example/top/", false);
    assert_eq!(count, 5);
    assert_eq!(wrong.len(), 4, "{wrong:#?}");
    assert_eq!(not_allowed(page).len(), 6, "{:#?}", not_allowed(page));
}

/// The pages of an output with their text.
fn pages(output: &Output) -> impl Iterator<Item = (&str, &str)> {
    output.iter().filter_map(|(file, bytes)| {
        let is_page = Path::new(file)
            .extension()
            .is_some_and(|ending| ending == "html");
        is_page.then(|| {
            (
                file.as_str(),
                str::from_utf8(bytes).expect("pages are UTF-8"),
            )
        })
    })
}

/// Follows every link of every page, and what else names an id: how many there are, and what is wrong.
fn check_links(output: &Output, base_url: &str, flat: bool) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut count = 0;
    let ids: BTreeMap<&str, BTreeSet<String>> = pages(output)
        .map(|(file, html)| {
            let mut ids = BTreeSet::new();
            for id in tags(html).iter().filter_map(|tag| tag.get("id")) {
                if !ids.insert(id.to_owned()) {
                    wrong.push(format!("{file}: the id {id} is there twice"));
                }
            }
            (file, ids)
        })
        .collect();
    let base_path = base_url
        .splitn(4, '/')
        .nth(3)
        .map_or_else(String::new, |path| format!("/{path}"));
    for (file, html) in pages(output) {
        for tag in tags(html) {
            for id in named_ids(&tag) {
                if !ids[file].contains(&id) {
                    wrong.push(format!(
                        "{file}: <{}> names the id {id}, which is not there",
                        tag.name
                    ));
                }
            }
            for address in addresses(&tag) {
                let inside = match address.strip_prefix(base_url) {
                    Some(below) => format!("{base_path}{below}"),
                    // Other sites are not ours to follow.
                    None if scheme(&address).is_some() => continue,
                    None => address.clone(),
                };
                count += 1;
                let (path, fragment) = inside.split_once('#').unwrap_or((&inside, ""));
                let path = path.split('?').next().unwrap_or(path);
                let by_name = !path.is_empty() && !path.ends_with('/');
                let in_page = address.starts_with(['#', '?']) || address.starts_with(base_url);
                if flat && file != "404.html" && !by_name && !in_page {
                    wrong.push(format!("{file}: {address} does not name a file"));
                }
                let target = resolve(file, path, &base_path);
                match target
                    .as_deref()
                    .filter(|target| output.contains_key(*target))
                {
                    None => wrong.push(format!("{file}: {address} leads nowhere")),
                    Some(target) => {
                        // What a part of another sort of file is called, such as `page=3`, is a matter of that sort.
                        let known = ids.get(target).is_none_or(|ids| ids.contains(fragment));
                        if !fragment.is_empty() && !known {
                            wrong.push(format!("{file}: {address} names an id that is not there"));
                        }
                    }
                }
            }
        }
    }
    (count, wrong)
}

/// The addresses that a tag leads to.
fn addresses(tag: &Tag) -> Vec<String> {
    let mut all: Vec<String> = ["href", "src", "action"]
        .into_iter()
        .filter_map(|name| tag.get(name))
        .map(str::to_owned)
        .collect();
    if tag.get("http-equiv") == Some("refresh")
        && let Some((_, address)) = tag.get("content").and_then(|c| c.split_once("url="))
    {
        all.push(address.to_owned());
    }
    all
}

/// The ids of its own page that a tag names.
fn named_ids(tag: &Tag) -> Vec<String> {
    [
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "popovertarget",
        "data-copy",
    ]
    .into_iter()
    .filter_map(|name| tag.get(name))
    .flat_map(str::split_whitespace)
    .map(str::to_owned)
    .collect()
}

/// The output file that a path leads to from a page; `None` outside the site.
fn resolve(from: &str, path: &str, base_path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let below = if path.is_empty() {
        return Some(from.to_owned());
    } else if path.starts_with('/') {
        path.strip_prefix(base_path)?
    } else {
        parts = from.split('/').collect();
        parts.pop();
        path
    };
    for part in below.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            "." => {}
            part => parts.push(part),
        }
    }
    let mut file: Vec<&str> = parts;
    if below.is_empty()
        || below.ends_with('/')
        || matches!(below.rsplit('/').next(), Some("." | ".."))
    {
        if file.last() == Some(&"") {
            file.pop();
        }
        file.push("index.html");
    }
    Some(file.join("/"))
}

// --- The source code ---

/// The code of the files below `src/` by path, without comments and without what is only built for tests.
fn source() -> BTreeMap<String, String> {
    files(&repository().join("src"))
        .into_iter()
        .filter(|(name, _)| !name.contains("/tests/") && !name.ends_with("/tests.rs"))
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).expect("source is UTF-8");
            let code = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or("")
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>();
            (name, code.join("\n"))
        })
        .collect()
}

/// The places where any of the words stands, in files that are not excepted.
fn uses(words: &[&str], excepted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, code) in source() {
        if excepted(&name) {
            continue;
        }
        for line in code.lines() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("src/{name}: {}", line.trim()));
            }
        }
    }
    found
}

#[test]
fn the_model_depends_on_nothing_of_ours() {
    let stage = |line: &str| {
        line.match_indices("crate::")
            .any(|(at, word)| !line[at + word.len()..].starts_with("model"))
    };
    let mut seen = 0;
    for (name, code) in source() {
        if name.starts_with("model/") {
            seen += 1;
            let wrong: Vec<&str> = code.lines().filter(|line| stage(line)).collect();
            assert!(wrong.is_empty(), "src/{name}: {wrong:#?}");
        }
    }
    assert!(seen > 5, "the model is in src/model/");
}

#[test]
fn only_one_module_opens_paths() {
    let paths = [
        "std::fs",
        "std::os",
        "fs::",
        "File::open",
        "File::create",
        "File::options",
        "OpenOptions",
        "DirBuilder",
        "cap_std",
        "cap_fs_ext",
        "cap_primitives",
        "rustix",
        "libc::",
        "tempfile",
        "WalkDir",
        "walkdir",
        "read_dir(",
        "read_link(",
        "canonicalize(",
        "metadata(",
        ".is_file()",
        ".is_dir()",
        ".is_symlink()",
        "exists()",
    ];
    // To start git and to end it with all that it started opens no path.
    let found = uses(&paths, |name| {
        name.starts_with("disk/") || name == "load/git/bounded.rs"
    });
    assert!(found.is_empty(), "{found:#?}");
    let bounded = uses(&["rustix", "std::os"], |name| name != "load/git/bounded.rs");
    assert!(
        bounded.iter().all(|line| line.contains("process")),
        "{bounded:#?}"
    );
}

#[test]
fn only_load_and_write_touch_the_disk() {
    let handles = uses(&["disk::"], |name| {
        ["disk/", "load/", "write/"]
            .iter()
            .any(|stage| name.starts_with(stage))
    });
    // These hand the folder that files are copied from on to the writer; random manifests are read, and no file.
    let hand_on = [
        "src/build.rs: use crate::disk::Folder;",
        "src/fuzz.rs: use crate::disk::manifest::{self, Manifest};",
        "src/handbook.rs: use crate::disk::Folder;",
    ];
    assert_eq!(handles, hand_on);
}

#[test]
fn only_the_command_line_prints_ends_and_reads_clock_and_environment() {
    let world = [
        "println!",
        "eprintln!",
        "print!(",
        "eprint!(",
        "dbg!(",
        "stdout()",
        "stderr()",
        "process::exit",
        "process::abort",
        "SystemTime",
        "Instant",
        "std::env",
        "env::var",
        "Timestamp::now",
        "Zoned::now",
    ];
    let found = uses(&world, |name| name.starts_with("cli/") || name == "main.rs");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_only_programs_that_are_run_are_git_and_curl() {
    let programs = ["process::Command", "process::{", "Command::new("];
    let mut found = uses(&programs, |name| name.starts_with("cli/"));
    let git = [
        "src/load/git/run.rs: use std::process::{Command, Stdio};",
        // Only what git is given to is run there.
        "src/load/git/bounded.rs: use std::process::{Child, Command, ExitStatus, Stdio};",
        "src/load/git/bounded.rs: std::os::unix::process::CommandExt::process_group(command, 0);",
        "src/load/git/bounded.rs: use rustix::process::{Pid, Signal, kill_process_group};",
        "src/load/git/run.rs: let mut git = Command::new(\"git\");",
    ];
    // For `redway check --external` alone.
    let curl = [
        "src/check/external/asking.rs: use std::process::{Command, Stdio};",
        "src/check/external/asking.rs: let mut command = Command::new(\"curl\");",
    ];
    found.retain(|place| !git.contains(&place.as_str()) && !curl.contains(&place.as_str()));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn load_and_resolve_know_nothing_of_rendering() {
    let found = uses(&["crate::render", "crate::write"], |name| {
        ![
            "load/",
            "resolve/",
            "markdown/",
            "calendar/",
            "search/",
            "diagnostic/",
        ]
        .iter()
        .any(|stage| name.starts_with(stage))
    });
    assert!(found.is_empty(), "{found:#?}");
}
