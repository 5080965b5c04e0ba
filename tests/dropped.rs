//! Nothing that an editor writes is dropped in silence: every key of every record of the golden sites shows in what is
//! published, or a finding says that it does not.
//!
//! Each key is taken out of a copy of the site with its value, and so is the item that ends a list; where the site cannot do
//! without, or is the same without, the value is written otherwise. Something that is published must then differ, or a
//! finding of the site as it was must be gone. Keys are told apart by some of those beside them: somebody may be named where a
//! post is held, and forgotten where it is vacant. Of the toolkit each text must stand on a page.

#![cfg(unix)]

#[expect(dead_code, reason = "nothing is run here")]
mod common;
#[path = "dropped/records.rs"]
mod records;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{Case, files, repository};
use records::{Entry, entries};
use redway::keys::{FILES, Sort};
use redway::model::{Content, Route};
use redway::{BuildOptions, Handbook, Outcome, Today, build, check, read};

/// Keys that are not tried, by the end of their path, and why.
const NOT_TRIED: [(&str, &str); 2] = [
    (
        ".id",
        "without it, what names it leads nowhere, and the site cannot be built",
    ),
    (".kind", "it decides which other keys there are"),
];

/// Keys that change nothing as the golden sites have them, and why that is no loss.
const WITHOUT_EFFECT: [(&str, &str); 9] = [
    (
        "series.recurs.until",
        "a rule that ends some days later gives the same meetings; those of `recurs[]` show",
    ),
    (
        "site.check.reading-age",
        "no page of it is hard to read; in `tests/codes.rs` one is",
    ),
    (
        "site.check.vague-link./",
        "it is the level that the rule has without it; that of a folder below differs",
    ),
    (
        "site.country",
        "the language and the time zone say the same",
    ),
    ("site.print", "`off` is what it is without it; `on` shows"),
    (
        "site.repository.edit",
        "its slip is told; on the host of that site the pattern is the same without it",
    ),
    ("service.order", "the teams stand in this order by name too"),
    ("table.chart.label", "it is the first column, as without it"),
    ("table.chart.type", "there is one sort of chart"),
];

/// A key that changes nothing in so many sites is not tried in more.
const MOST_TRIES: usize = 5;

/// Whether a name is that of a list, whose keys editors choose.
fn is_list(name: &str) -> bool {
    { FILES.iter() }.any(|file| file.name == name && matches!(file.sort, Sort::Map(_)))
}

/// A text of YAML in a file: all of it, or front matter.
struct Part {
    file: PathBuf,
    text: String,
    entries: Vec<Entry>,
}

/// The texts of YAML of a site.
fn parts(site: &Path) -> Vec<Part> {
    let mut found = Vec::new();
    for (file, bytes) in files(site) {
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let name = file.rsplit('/').next().unwrap_or(&file);
        let (kind, yaml) = if file.starts_with("themes/") {
            continue;
        } else if let Some(list) = name.strip_suffix(".yaml") {
            let is_table = file.contains("data/");
            (if is_table { "table" } else { list }, 0..text.len())
        } else if name.strip_suffix(".md").is_some()
            && text.starts_with("---\n")
            && let Some(end) = text.find("\n---\n")
        {
            let kind = text[..end]
                .lines()
                .find_map(|line| line.strip_prefix("kind: "));
            (kind.unwrap_or("page"), 4..end + 1)
        } else {
            continue;
        };
        let ids = |path: &str| is_list(path) || path.rsplit('.').next() == Some("areas");
        let entries = entries(&text, yaml, kind, &ids);
        found.push(Part {
            file: site.join(&file),
            text,
            entries,
        });
    }
    found
}

/// The bytes of a file; nothing where there is none, or a template cannot do without what was taken out.
fn bytes(handbook: &Handbook, route: Route) -> Option<Vec<u8>> {
    let made = handbook.file(route).ok()??;
    Some(match made.content {
        Content::Copy(asset) => fs::read(&asset.source).expect("the source of a copy"),
        made => made.into_bytes().expect("it is no copy"),
    })
}

/// A site as it was written.
struct Original {
    options: BuildOptions,
    output: PathBuf,
    /// What it publishes, without the parts of the search index.
    files: BTreeMap<String, Option<Vec<u8>>>,
    /// All of it, once that was asked for.
    whole: Option<BTreeMap<String, Vec<u8>>>,
    findings: BTreeSet<String>,
}

impl Original {
    fn of(site: &Path, output: PathBuf) -> Option<Self> {
        let mut options = BuildOptions::new(site);
        options.source_date = Some(1_767_225_600);
        let handbook = read(&options).ok()?;
        let routes = handbook.site().routes.iter();
        let files = routes.map(|(path, route)| (path.to_owned(), bytes(&handbook, route)));
        let files = files.collect();
        drop(handbook);
        let findings = findings(&options);
        Some(Original {
            options,
            output,
            files,
            whole: None,
            findings,
        })
    }

    /// Whether the site as it stands now publishes something else; nothing where it cannot be built.
    fn differs(&mut self, put_back: impl FnOnce(), put_again: impl FnOnce()) -> Option<bool> {
        let handbook = read(&self.options).ok()?;
        let routes = &handbook.site().routes;
        let mut count = 0;
        for (path, route) in routes.iter() {
            count += 1;
            if self.files.get(path) != Some(&bytes(&handbook, route)) {
                return Some(true);
            }
        }
        if count != self.files.len() || findings(&self.options) != self.findings {
            return Some(true);
        }
        // What only search knows.
        if self.whole.is_none() {
            put_back();
            self.whole = self.built();
            put_again();
        }
        Some(self.built() != self.whole)
    }

    fn built(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        let report = build(&self.options, &self.output);
        matches!(report.outcome, Outcome::Built { .. }).then(|| files(&self.output))
    }
}

/// What is told of a site.
fn findings(options: &BuildOptions) -> BTreeSet<String> {
    let today = Today::Day(jiff::civil::date(2026, 11, 26));
    let report = check(options, Some(today));
    let findings = report.diagnostics.iter();
    let told = findings.map(|finding| {
        let file = finding.place.as_ref().map(|place| place.file.to_string());
        let (severity, owner) = (finding.severity.word(), finding.owner.as_deref());
        let (file, owner) = (file.unwrap_or_default(), owner.unwrap_or_default());
        format!("{severity} {file} {owner} {}", finding.message)
    });
    told.collect()
}

/// A text with something else at a place.
fn with(text: &str, place: &Range<usize>, new: &str) -> String {
    [&text[..place.start], new, &text[place.end..]].concat()
}

/// The text without an entry, and with its value written otherwise.
fn otherwise(part: &Part, entry: &Entry) -> Vec<String> {
    let mut texts = vec![with(&part.text, &entry.whole, "")];
    let Some(place) = &entry.scalar else {
        return texts;
    };
    let value = &part.text[place.clone()];
    let mut values = Vec::new();
    let others = part.entries.iter().filter(|other| other.path == entry.path);
    let others = others.filter_map(|other| other.scalar.clone());
    let others = others.map(|place| &part.text[place]);
    values.extend(
        others
            .filter(|other| *other != value)
            .take(2)
            .map(str::to_owned),
    );
    match value {
        "yes" => values.push("no".to_owned()),
        "no" => values.push("yes".to_owned()),
        _ => {}
    }
    if let Ok(day) = value.parse::<jiff::civil::Date>() {
        // The last digit alone would make days that no month has.
        values.extend(day.tomorrow().map(|day| day.to_string()));
    } else if let Some(at) = value.rfind(|c: char| c.is_ascii_digit()) {
        let other = (value.as_bytes()[at] - b'0' + 1) % 10;
        values.push(with(value, &(at..at + 1), &other.to_string()));
    }
    let end = value.len() - usize::from(value.ends_with(['"', '\'']));
    values.push(with(value, &(end..end), " more"));
    values.push(with(value, &(end..end), "x"));
    texts.extend(values.iter().map(|value| with(&part.text, place, value)));
    texts
}

/// What came of the entries of one path beside the same keys.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Came {
    /// No text without it, or with another value, could be built.
    Refused,
    /// Nothing differs.
    Nothing,
    /// Something differs.
    Shown,
}

fn tried(original: &mut Original, part: &Part, entry: &Entry) -> Came {
    let mut came = Came::Refused;
    for text in otherwise(part, entry) {
        fs::write(&part.file, &text).expect("a file of the copy");
        let put = |text: &str| fs::write(&part.file, text).expect("a file of the copy");
        match original.differs(|| put(&part.text), || put(&text)) {
            Some(true) => {
                came = Came::Shown;
                break;
            }
            Some(false) => came = Came::Nothing,
            None => {}
        }
    }
    fs::write(&part.file, &part.text).expect("a file of the copy");
    came
}

fn is_not_tried(entry: &Entry) -> bool {
    NOT_TRIED.iter().any(|(end, _)| entry.path.ends_with(end))
}

type Signature = (String, String);

#[test]
fn every_key_shows_or_is_told() {
    let sites: Vec<Case> = Case::names().iter().map(|name| Case::named(name)).collect();
    let plain = |case: &&Case| {
        let special = ["run", "prepare", "args", "env"].map(|file| case.folder.join(file));
        case.expected_exit() == 0 && !special.iter().any(|file| file.exists())
    };
    let sites: Vec<&Case> = sites.iter().filter(plain).collect();
    let found: Mutex<BTreeMap<Signature, (Came, usize, String)>> = Mutex::default();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(case) = sites.get(next.fetch_add(1, Ordering::Relaxed)) {
            let scratch = tempfile::tempdir().expect("a temporary folder");
            let site = scratch.path().join("site");
            case.lay_out(&site);
            let Some(mut original) = Original::of(&site, scratch.path().join("public")) else {
                continue;
            };
            for part in parts(&site) {
                for entry in &part.entries {
                    let signature = (entry.path.clone(), entry.beside.clone());
                    let known = {
                        let found = found.lock().expect("no thread has failed");
                        let known = found.get(&signature);
                        known.map(|(came, tries, _)| (*came, *tries))
                    };
                    // What cannot be without, or otherwise, in one site can hardly be so in another.
                    let enough = |(came, tries)| came != Came::Nothing || tries >= MOST_TRIES;
                    if known.is_some_and(enough) || is_not_tried(entry) {
                        continue;
                    }
                    let came = tried(&mut original, &part, entry);
                    let written = &part.text[entry.whole.clone()];
                    let place = format!("{}: {written}", part.file.display());
                    let mut found = found.lock().expect("no thread has failed");
                    let kept = found.entry(signature).or_insert((came, 0, place));
                    kept.0 = kept.0.max(came);
                    kept.1 += 1;
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(work);
        }
    });
    let found = found.into_inner().expect("no thread has failed");
    let silent: Vec<String> = found
        .iter()
        .filter(|((path, _), (came, ..))| {
            *came == Came::Nothing && !WITHOUT_EFFECT.iter().any(|(key, _)| key == path)
        })
        .map(|((path, beside), (.., place))| format!("{path} (beside {beside}): {place}"))
        .collect();
    assert!(
        silent.is_empty(),
        "dropped in silence:\n{}",
        silent.join("\n")
    );
    let shown = found
        .values()
        .filter(|(came, ..)| *came == Came::Shown)
        .count();
    assert!(shown > 200, "only {shown} were tried");
}

/// Words that search alone knows, reasons that are told to editors, what a theme may ask for, what stands in the head of pages,
/// and days, which are published in another form.
const NOT_FOR_READERS: [&str; 5] = [
    ".keywords",
    ".allow",
    ".extra",
    "site.description",
    ".occurrences[]",
];

/// The words of a text in small letters, each between spaces.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

/// Elements that stand within words.
const INLINE: [&str; 6] = ["a", "abbr", "b", "bdi", "em", "strong"];

/// The text of a page without its tags.
fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for piece in html.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next();
        if !name.is_some_and(|name| INLINE.contains(&name)) {
            text.push(' ');
        }
        text.push_str(after);
    }
    let signs = [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
    ];
    let put = |text: String, (written, sign): &(&str, &str)| text.replace(written, sign);
    signs.iter().fold(text, put)
}

#[test]
fn every_text_of_the_toolkit_stands_on_a_page() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    for (file, bytes) in files(&repository().join("content")) {
        let to = scratch.path().join("content").join(file);
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder");
        fs::write(to, bytes).expect("a file");
    }
    let handbook = read(&BuildOptions::new(scratch.path())).expect("the toolkit is built");
    let routes = handbook.site().routes.iter();
    let pages = routes.filter(|(path, _)| path.strip_suffix(".html").is_some());
    let pages = pages.filter_map(|(_, route)| bytes(&handbook, route));
    let pages = pages.map(|page| words(&text_of(&String::from_utf8_lossy(&page))));
    let published: String = pages.collect();
    let (mut looked_at, mut missing) = (0, Vec::new());
    for part in parts(&scratch.path().join("content")) {
        for entry in &part.entries {
            let Some(place) = &entry.scalar else { continue };
            if NOT_FOR_READERS.iter().any(|key| entry.path.contains(key)) {
                continue;
            }
            let value = &part.text[place.clone()];
            // Marks of Markdown and addresses of links are no words; the longest piece between them stands for all.
            let marks = ['[', ']', '(', ')', '*', '_', '`', '"', '{', '}', '<', '>'];
            let longest = value.split(marks).max_by_key(|piece| piece.len());
            let longest = longest.unwrap_or(value);
            let is_text = longest.contains(' ') && longest.starts_with(char::is_alphabetic);
            if is_text && !longest.contains("://") {
                looked_at += 1;
                // What columns beside each other have in common, up to a colon, stands once above them.
                let stands = if entry.path.ends_with("columns[].title") {
                    longest.split(": ").all(|of| published.contains(&words(of)))
                } else {
                    published.contains(&words(longest))
                };
                if !stands {
                    missing.push(format!(
                        "{}: {}: {longest}",
                        part.file.display(),
                        entry.path
                    ));
                }
            }
        }
    }
    assert!(missing.is_empty(), "texts that no page has: {missing:#?}");
    assert!(looked_at > 500, "only {looked_at} were looked at");
}
