//! Whatever an editor writes or a merge leaves behind: the build ends, in bounded time, with a site
//! or with findings, and never with a panic.
//!
//! Sources are put together from fragments that parsers stumble over, and made from real ones by
//! cutting, doubling and swapping. Several strange files go into one build, since each is read alone.

mod html;

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::Duration;

use html::not_allowed;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestCaseError};
use redway::diagnostic::{DrawText, draw_annotations, draw_json, draw_text};
use redway::{BuildOptions, BuildReport, Outcome, build, source_text};

/// A debug build of a few strange pages takes some hundredths of a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// Each build costs 20 to 50 ms without optimisation; together these stay below half a minute on two
/// cores. `PROPTEST_CASES=25600` runs a hundred times as many.
fn cases(number: u32) -> Config {
    Config {
        cases: number * Config::default().cases.div_ceil(256),
        // Nothing is written into the source tree; a failure prints its smallest input.
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    }
}

// --- Building ---

/// A file of a source: its path and its bytes.
type SourceFile = (String, Bytes);

/// The bytes of a file, which show as text with escapes when a test fails.
#[derive(Clone, PartialEq, Eq)]
struct Bytes(Vec<u8>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Bytes(text.into())
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        Bytes(text.into())
    }
}

/// Lists that strange pages can refer to.
fn good_lists() -> Vec<SourceFile> {
    [
        (
            "content/site.yaml",
            "title: H\nbase_url: https://h.example/\n",
        ),
        (
            "content/people.yaml",
            "ann-lee: {name: Ann Lee}\nbo-marsh: {name: Bo Marsh}\n",
        ),
        ("content/audiences.yaml", "heads: {title: Heads}\n"),
        ("content/documents.yaml", "list-2026: {title: List}\n"),
        (
            "content/glossary.yaml",
            "EHCP: {means: a plan, also: [EHC plan]}\n",
        ),
        (
            "content/years.yaml",
            "2025-26:\n  terms:\n    - {title: T, from: 2025-09-03, until: 2026-03-27, half_term: {from: 2025-12-20, until: 2026-01-04}}\n  \
             closures:\n    - {title: C, on: 2026-02-05}\n",
        ),
    ]
    .map(|(file, text)| (file.to_owned(), text.into()))
    .into()
}

/// Builds a source and looks at all that comes of it.
fn survives(source: &[SourceFile]) -> Result<(), TestCaseError> {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let root = scratch.path().join("site");
    for (file, bytes) in source {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, &bytes.0).expect("a file");
    }
    let output = root.join("public");
    let mut options = BuildOptions::new(root);
    options.source_date = Some(1_767_600_000);
    let (done, waiting) = mpsc::channel();
    let builder = {
        let (options, output) = (options.clone(), output.clone());
        std::thread::spawn(move || {
            let report = build(&options, &output);
            draw(&report, &options.root);
            // Nobody listens any more when it took too long.
            let _ = done.send(report);
        })
    };
    let report = match waiting.recv_timeout(PATIENCE) {
        Ok(report) => report,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            return Err(TestCaseError::fail("the build takes too long"));
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let said = builder.join().expect_err("it ended without a report");
            let said = said
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| said.downcast_ref::<&str>().copied());
            return Err(TestCaseError::fail(format!("the build panics: {said:?}")));
        }
    };
    prop_assert_ne!(report.outcome, Outcome::NoSite);
    if report.diagnostics.has_errors() {
        prop_assert!(!output.exists(), "something was written");
        for finding in report.diagnostics.iter() {
            prop_assert!(
                !finding.message.is_empty() && !finding.advice().is_empty(),
                "{finding:?}"
            );
        }
        Ok(())
    } else {
        output_is_harmless(&output)
    }
}

/// Every way of drawing findings must bear every place and every text.
fn draw(report: &BuildReport, root: &Path) {
    let mut text_of = |file: &str| source_text(root, file);
    let mut how = DrawText::plain();
    (how.colour, how.most) = (true, 50);
    let text = draw_text(&report.diagnostics, &mut text_of, how);
    let lines = draw_json(&report.diagnostics, &mut text_of);
    let notes = draw_annotations(&report.diagnostics, &mut text_of);
    assert_eq!(lines.lines().count(), report.diagnostics.iter().count());
    assert_eq!(notes.lines().count(), report.diagnostics.iter().count());
    assert!(report.diagnostics.is_empty() || !text.is_empty());
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(
            line["line"].as_u64() != Some(0) && line["column"].as_u64() != Some(0),
            "{line}"
        );
    }
}

/// Pages hold no script of their own, and no line of a feed was started by the text of an editor.
fn output_is_harmless(output: &Path) -> Result<(), TestCaseError> {
    for entry in walkdir::WalkDir::new(output) {
        let path = entry.expect("it can be listed").into_path();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => {
                let text = fs::read_to_string(&path).expect("pages are UTF-8");
                let wrong = not_allowed(&text);
                prop_assert!(wrong.is_empty(), "{}: {wrong:#?}", path.display());
            }
            Some("ics") => {
                let text = fs::read_to_string(&path).expect("feeds are UTF-8");
                feed_is_well_formed(&text)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn feed_is_well_formed(feed: &str) -> Result<(), TestCaseError> {
    const NAMES: [&str; 36] = [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "NAME",
        "X-WR-CALNAME",
        "DESCRIPTION",
        "X-WR-CALDESC",
        "X-WR-TIMEZONE",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "SOURCE",
        "URL",
        "LAST-MODIFIED",
        "CATEGORIES",
        "COLOR",
        "TZID",
        "DTSTART",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "TZNAME",
        "RRULE",
        "UID",
        "DTSTAMP",
        "CREATED",
        "SEQUENCE",
        "DTEND",
        "SUMMARY",
        "STATUS",
        "TRANSP",
        "LOCATION",
        "CONTACT",
        "CLASS",
        "COMMENT",
        "IMAGE",
    ];
    prop_assert!(feed.ends_with("END:VCALENDAR\r\n"));
    for line in feed.trim_end_matches("\r\n").split("\r\n") {
        prop_assert!(line.len() <= 75, "{line:?} is longer than 75 octets");
        prop_assert!(
            !line.chars().any(|c| c.is_control() && c != '\t'),
            "{line:?} holds a control character"
        );
        let starts = line.split([':', ';']).next().unwrap_or("");
        prop_assert!(
            line.starts_with(' ') || NAMES.contains(&starts),
            "{line:?} is no property of ours"
        );
    }
    Ok(())
}

// --- Fragments ---

/// Signs that parsers, terminals and browsers treat in ways of their own.
const ODD: [&str; 30] = [
    "\t",
    "\r",
    "\r\n",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{e000}",
    "e\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "👩‍👩‍👧",
    "🇬🇧",
    "漢",
    "אב",
    "\\",
    "<<<<<<< HEAD\n",
    "=======\n",
    "\u{10ffff}",
];

const MARKDOWN: [&str; 78] = [
    "# ",
    "## A\n",
    "###### ",
    "A\n===\n",
    "B\n---\n",
    "## A {#a}\n",
    "## {#main}\n",
    "{#a .b c=d}",
    "\n\n",
    "\n",
    "    ",
    "- ",
    "* ",
    "1. ",
    "999999999. ",
    "- [ ] ",
    "- [x] ",
    "> ",
    "> [!NOTE]\n",
    "> [!WARNING]\n> ",
    "> [!OTHER]\n",
    "```",
    "```yaml\n",
    "~~~",
    "`",
    "``",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "|",
    "| a | b |\n",
    "| :- | -: |\n",
    "|-|\n",
    "a|b\n-|-\n",
    ": a\n",
    "a\n: b\n",
    "[^1]",
    "[^1]: note\n",
    "[^2]: [^2]",
    "[",
    "]",
    "](",
    "![",
    "[a]",
    "[a]: p.md\n",
    "[a]: <",
    "[](person:ann-lee)",
    "[x](person:",
    "[x](p.md#a)",
    "[x](#)",
    "(p-1.md)",
    "(javascript:x)",
    "(data:,x)",
    "(//x)",
    "(../../x)",
    "<https://x.example>",
    "<javascript:x>",
    "https://x.example/a_b*c",
    "www.x.example",
    "a@b.example",
    "mailto:a@b.example",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<?x",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "EHCP",
    "{{ table(data=\"x\") }}",
    "\\\n",
];

const YAML: [&str; 102] = [
    "title: ",
    "title: A\n",
    "kind: ",
    "kind: page\n",
    "kind: service\n",
    "kind: series\n",
    "kind: group\n",
    "id: ",
    "id: a\n",
    "description: ",
    "updated: 2026-01-05\n",
    "date: ",
    "tags: ",
    "aliases: ",
    "aliases: [/a/]\n",
    "order: ",
    "draft: yes\n",
    "extra: ",
    "checked: ",
    "documents: [list-2026]\n",
    "keywords: ",
    "lead: ",
    "deputies: ",
    "contacts: ",
    "focus: ",
    "escalation: ",
    "seats: ",
    "areas: ",
    "occurrences:\n",
    "occurrences: ",
    "recurs: ",
    "every: week",
    "every: half term",
    "on: thursday",
    "during: term",
    "from: ",
    "until: ",
    "except: ",
    "audience: ",
    "host: ",
    "chairs: ",
    "mode: online\n",
    "join: ",
    "pattern: ",
    "venue: ",
    "role: ",
    "holder: ann-lee",
    "holder: ",
    "cover: bo-marsh",
    "person: ann-lee",
    "member: ann-lee",
    "vacant: true",
    "count: ",
    "for: ",
    "email: ",
    "phone: ",
    "url: ",
    "on: ",
    "was: ",
    "status: cancelled",
    "areas: [north]",
    "key: ",
    "expected: [heads]",
    "north: {title: North}",
    "name: ",
    "name: Ann\n",
    "means: ",
    "also: ",
    "base_url: ",
    "https://h.example/",
    "time_zone: ",
    "menu: ",
    "footer: ",
    "raw_html: allow\n",
    "unknown_keys: warn\n",
    "addresses: flat\n",
    "budgets: ",
    "language: ",
    "uid_domain: ",
    "ann-lee:\n",
    "  ",
    "    ",
    "\n",
    "- ",
    "  - ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    ":",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "? ",
    "!!str ",
    "---\n",
    "%YAML 1.2\n",
];

const VALUES: [&str; 40] = [
    "2026-03-29 01:30-03:00",
    "2026-10-25 01:30-02:30",
    "Thu 2025-09-25 10:00-12:00",
    "2026-02-30",
    "2026-06-29 to 2026-06-30",
    "2026-10",
    "0000-00-00",
    "9999-12-31 23:59-23:59",
    "2999-12-31 to 2999-12-31",
    "1900-01-01",
    "-1",
    "0",
    "1",
    "99999999999999999999",
    "1e9",
    "0x10",
    "~",
    "null",
    "true",
    "no",
    ".inf",
    "<<",
    "=",
    "a@b.example",
    "01908 000001",
    "https://x.example/?a=b&c",
    "javascript:x",
    "../_index.md",
    "p-0.md",
    "p-1.md#a",
    "[x](p-2.md)",
    "<script>x</script>",
    "BEGIN:VEVENT",
    "a\\nEND:VCALENDAR",
    "a,b;c:d",
    "‘q’",
    "Siân O’Neil",
    "..",
    "/",
    "A",
];

fn joined(
    words: impl Strategy<Value = &'static str>,
    most: usize,
) -> impl Strategy<Value = String> {
    vec(words, 0..most).prop_map(|words| words.concat())
}

fn hostile_markdown() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => select(&MARKDOWN[..]),
        2 => select(vec!["a", "word ", " ", "Title"]),
        1 => select(&ODD[..]),
    ];
    // A few words repeated many times find what grows with their square, or recurses.
    let run =
        (joined(select(&MARKDOWN[..]), 4), 1..300_usize).prop_map(|(words, n)| words.repeat(n));
    prop_oneof![4 => joined(word, 60), 1 => run]
}

fn hostile_yaml() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => select(&YAML[..]),
        4 => select(&VALUES[..]),
        2 => Just("\n"),
        1 => select(&ODD[..]),
    ];
    let run = (joined(select(&YAML[..]), 4), 1..300_usize).prop_map(|(words, n)| words.repeat(n));
    prop_oneof![4 => joined(word, 40), 1 => run]
}

fn hostile_page() -> impl Strategy<Value = String> {
    let front = prop_oneof![
        3 => hostile_yaml().prop_map(|yaml| format!("---\ntitle: A\n{yaml}\n---\n")),
        1 => hostile_yaml().prop_map(|yaml| format!("---\n{yaml}")),
        2 => Just("---\ntitle: A\n---\n".to_owned()),
        1 => Just(String::new()),
    ];
    (front, hostile_markdown()).prop_map(|(front, body)| front + &body)
}

/// Front matter in which everything has its place but the values are strange.
fn strange_record() -> impl Strategy<Value = String> {
    let value = || {
        prop_oneof![
            3 => select(&VALUES[..]).prop_map(str::to_owned),
            1 => select(&ODD[..]).prop_map(|odd| format!("a{odd}b")),
            1 => joined(select(&MARKDOWN[..]), 5),
        ]
        // So that it is one value, whatever it holds.
        .prop_map(|text| serde_json::to_string(&text).expect("a text is JSON, and so YAML"))
    };
    let day = prop_oneof![4 => Just("2026-02-05"), 1 => select(&VALUES[..])];
    let url = prop_oneof![4 => Just("https://x.example/?a=b&c"), 1 => select(&VALUES[..])];
    let series = (vec(value(), 11), day).prop_map(|(v, day)| {
        format!(
            "kind: series\nid: s\ntitle: {}\ndescription: {}\nupdated: 2026-01-05\nvenue: {}\ncost: {}\npattern: {}\njoin: {}\n\
             areas: {{north: {{title: {}, chairs: [{{person: ann-lee, for: {}}}]}}}}\n\
             occurrences:\n  - \"{day}\"\n  - 2026-03-05 10:00-11:00\n  - {{on: 2026-04-16 10:00-12:00, status: cancelled, why: {}}}\n\
             \x20 - {{on: 2026-05-14, title: {}, note: {}}}\n",
            v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]
        )
    });
    // A rule in which one value after the other is strange.
    let words: [&[&str]; 8] = [
        &["week", "fortnight", "month", "half term", "term"],
        &[
            "thursday",
            "31",
            "last friday",
            "2025-09-23",
            "[mon, 2026-02-05, first tue]",
        ],
        &["10:00-12:00", "01:30-02:30"],
        &["term"],
        &["1900-01-01", "2025-09-03", "2026-03-28"],
        &["2999-12-31", "2026-03-27"],
        &["2025-26", "2026-27"],
        &["2026-02-05", "[2025-09-23, 2026-02-12]"],
    ];
    let part = |known: &'static [&'static str]| {
        prop_oneof![
            12 => select(known).prop_map(str::to_owned),
            1 => select(&VALUES[..]).prop_map(|v| serde_json::to_string(v).expect("a text is JSON")),
        ]
    };
    let rule = (words.map(part), value()).prop_map(|([every, on, at, during, from, until, year, except], word)| {
        format!(
            "kind: series\nid: r\ntitle: R\nupdated: 2026-01-05\nretired: 2027-01-01\nrecurs:\n\
             \x20 - {{every: {every}, on: {on}, at: {at}, during: {during}, from: {from}, until: {until}}}\n\
             \x20 - {{every: {every}, on: {on}, year: {year}, key: two, title: {word}, except: {except}}}\n\
             occurrences: [{{on: {from}, was: {until}}}, {{on: 2026-02-12, status: cancelled}}]\n"
        )
    });
    let service = (vec(value(), 7), url).prop_map(|(v, url)| {
        format!(
            "kind: service\ntitle: {}\nlead: {{role: {}, holder: ann-lee, note: {}}}\n\
             contacts: [{{for: {}, email: a@b.example}}, {{for: x, url: \"{url}\", label: {}}}]\nfocus: [{}]\n\
             escalation: {{first: x, rule: {}}}\n",
            v[0], v[1], v[2], v[3], v[4], v[5], v[6]
        )
    });
    let group = vec(value(), 6).prop_map(|v| {
        format!(
            "kind: group\nid: g\ntitle: {}\nmeets: {}\nseats: [{{member: ann-lee, organisation: {}, office: {}}}, \
             {{vacant: true, constituency: {}, side: {}}}]\n",
            v[0], v[1], v[2], v[3], v[4], v[5]
        )
    });
    prop_oneof![series, rule, service, group].prop_map(|yaml| format!("---\n{yaml}---\n\nText.\n"))
}

// --- Mutations ---

/// The content of the golden cases and of the toolkit: paths below the repository, and bytes.
fn corpus() -> &'static [SourceFile] {
    static CORPUS: OnceLock<Vec<SourceFile>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        ["tests/golden", "content"]
            .into_iter()
            .flat_map(|folder| walkdir::WalkDir::new(repository.join(folder)).sort_by_file_name())
            .map(|entry| entry.expect("it can be listed"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let below = entry.path().strip_prefix(repository).expect("it is below");
                let bytes = fs::read(entry.path()).expect("it can be read");
                (
                    below.to_str().expect("names are UTF-8").to_owned(),
                    Bytes(bytes),
                )
            })
            .filter(|(file, _)| is_page(file) || has_ending(file, "yaml"))
            .collect()
    })
}

fn has_ending(file: &str, wanted: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|ending| ending == wanted)
}

fn is_page(file: &str) -> bool {
    has_ending(file, "md")
}

/// One thing that goes wrong with a file.
#[derive(Clone, Debug)]
enum Mishap {
    CutOff(Index),
    CutOut(Index, Index),
    Double(Index, Index, usize),
    SwapLines(Index, Index),
    SwapBytes(Index, Index),
    Byte(Index, u8),
    Insert(Index, &'static str),
    Indent(Index, &'static str),
}

fn mishap() -> impl Strategy<Value = Mishap> {
    let place = any::<Index>;
    let words = prop_oneof![
        select(&ODD[..]),
        select(&YAML[..]),
        select(&MARKDOWN[..]),
        select(&VALUES[..])
    ];
    prop_oneof![
        place().prop_map(Mishap::CutOff),
        (place(), place()).prop_map(|(a, b)| Mishap::CutOut(a, b)),
        (place(), place(), 1..40_usize).prop_map(|(a, b, n)| Mishap::Double(a, b, n)),
        (place(), place()).prop_map(|(a, b)| Mishap::SwapLines(a, b)),
        (place(), place()).prop_map(|(a, b)| Mishap::SwapBytes(a, b)),
        (place(), any::<u8>()).prop_map(|(a, byte)| Mishap::Byte(a, byte)),
        (place(), words).prop_map(|(a, word)| Mishap::Insert(a, word)),
        (place(), select(vec![" ", "  ", "\t"])).prop_map(|(a, by)| Mishap::Indent(a, by)),
    ]
}

fn befall(bytes: &mut Vec<u8>, mishap: &Mishap) {
    if bytes.is_empty() {
        return;
    }
    let len = bytes.len();
    let range = |a: &Index, b: &Index| {
        let (a, b) = (a.index(len), b.index(len));
        a.min(b)..a.max(b)
    };
    match mishap {
        Mishap::CutOff(at) => bytes.truncate(at.index(len)),
        Mishap::CutOut(a, b) => {
            bytes.drain(range(a, b));
        }
        Mishap::Double(a, b, times) => {
            let piece = bytes[range(a, b)].to_vec();
            let piece = &piece[..piece.len().min(400)];
            let at = b.index(len);
            bytes.splice(at..at, piece.repeat(*times));
        }
        Mishap::SwapLines(a, b) => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            *bytes = lines.concat();
        }
        Mishap::SwapBytes(a, b) => bytes.swap(a.index(len), b.index(len)),
        Mishap::Byte(at, byte) => bytes[at.index(len)] = *byte,
        Mishap::Insert(at, word) => {
            let at = at.index(len);
            bytes.splice(at..at, word.bytes());
        }
        Mishap::Indent(at, by) => {
            let line = bytes[..at.index(len)]
                .iter()
                .rposition(|&byte| byte == b'\n');
            let start = line.map_or(0, |newline| newline + 1);
            bytes.splice(start..start, by.bytes());
        }
    }
}

/// A file of the corpus to which a few things happened.
fn mutated(wanted: fn(&str) -> bool) -> impl Strategy<Value = SourceFile> {
    (any::<Index>(), vec(mishap(), 1..4)).prop_map(move |(index, mishaps)| {
        let files: Vec<&SourceFile> = corpus().iter().filter(|(file, _)| wanted(file)).collect();
        let mut file = (*index.get(&files)).clone();
        for mishap in &mishaps {
            befall(&mut file.1.0, mishap);
        }
        file
    })
}

/// Pages among good lists.
fn pages<T: Into<Bytes>>(pages: Vec<T>) -> Vec<SourceFile> {
    let mut source = good_lists();
    for (number, page) in pages.into_iter().enumerate() {
        source.push((format!("content/p-{number}.md"), page.into()));
    }
    source
}

/// One list that is strange, among good ones.
fn list(index: Index, text: impl Into<Bytes>) -> Vec<SourceFile> {
    let mut source = good_lists();
    index.get_mut(&mut source).1 = text.into();
    let page = "---\ntitle: P\ndocuments: [list-2026]\n---\n\nAn EHCP of [](person:ann-lee).\n";
    source.push(("content/p-0.md".to_owned(), page.into()));
    source
}

// --- Properties ---

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn a_page_of_hostile_fragments(text in hostile_page()) {
        survives(&pages(vec![text]))?;
    }

    #[test]
    fn several_pages_of_hostile_fragments(texts in vec(hostile_page(), 2..8)) {
        survives(&pages(texts))?;
    }

    #[test]
    fn records_of_strange_values(text in strange_record()) {
        survives(&pages(vec![text]))?;
    }

    #[test]
    fn markdown_of_hostile_fragments_with_html_allowed(texts in vec(hostile_markdown(), 1..4)) {
        let mut source = pages(texts.into_iter().map(|text| format!("# A\n\n{text}")).collect());
        source[0].1.0.extend(b"raw_html: allow\nbroken_links: warn\n");
        // HTML of an editor's own may hold what it likes; only the build must end well.
        match survives(&source) {
            Err(TestCaseError::Fail(why)) if why.message().contains(".html: [") => {}
            other => other?,
        }
    }

    #[test]
    fn pages_to_which_things_happened(files in vec(mutated(is_page), 1..8)) {
        survives(&pages(files.into_iter().map(|(_, bytes)| bytes).collect()))?;
    }

    #[test]
    fn a_list_of_hostile_fragments(index: Index, text in hostile_yaml()) {
        survives(&list(index, text))?;
    }

    #[test]
    fn a_list_to_which_things_happened(index: Index, file in mutated(|file| has_ending(file, "yaml"))) {
        survives(&list(index, file.1))?;
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_toolkit_with_a_file_to_which_things_happened(
        (file, bytes) in mutated(|file| file.starts_with("content/")),
    ) {
        let source: Vec<SourceFile> = corpus()
            .iter()
            .filter(|(name, _)| name.starts_with("content/"))
            .map(|(name, old)| (name.clone(), if *name == file { bytes.clone() } else { old.clone() }))
            .collect();
        survives(&source)?;
    }
}
