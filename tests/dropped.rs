//! Nothing that an editor writes is dropped in silence: every key of every record of the golden sites shows in what is
//! published, or a finding says that it does not.
//!
//! Each key is taken out of a copy of the site with its value, and so is the item that ends a list; where the site cannot do
//! without, or is the same without, the value is written otherwise. Something that is published must then differ, or a
//! finding of the site as it was must be gone. Keys are told apart by those beside them: somebody may be named where a post
//! is held, and forgotten where it is vacant.

#![cfg(unix)]

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
use redway::model::{Content, Route};
use redway::{BuildOptions, Handbook, Outcome, build, check, read};

/// Keys that change nothing where they stand, by the end of their path, and why that is no loss.
const WITHOUT_EFFECT: [(&str, &str); 0] = [];

/// Lists whose keys are ids.
const LISTS: [&str; 7] = [
    "people",
    "audiences",
    "glossary",
    "documents",
    "years",
    "contacts",
    "organisations",
];

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
        } else if name.ends_with(".md")
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
        let ids = |path: &str| LISTS.contains(&path) || path.ends_with(".areas");
        let entries = entries(&text, yaml, kind, &ids);
        found.push(Part {
            file: site.join(&file),
            text,
            entries,
        });
    }
    found
}

/// The bytes of a file; nothing where there is none.
fn bytes(handbook: &Handbook, route: Route) -> Option<Vec<u8>> {
    let made = handbook.file(route).expect("the theme has no mistake")?;
    Some(match made.content {
        Content::Bytes(bytes) => bytes,
        Content::Held(bytes) => bytes.to_vec(),
        Content::Pieces(pieces) => pieces.concat().into_bytes(),
        Content::Copy(asset) => fs::read(&asset.source).expect("the source of a copy"),
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
    let report = check(options, None);
    let findings = report.diagnostics.iter();
    findings.map(|finding| finding.message.clone()).collect()
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
    if let Some(at) = value.rfind(|c: char| c.is_ascii_digit()) {
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

type Signature = (String, String);

#[test]
fn every_key_shows_or_is_told() {
    let sites: Vec<Case> = Case::names().iter().map(|name| Case::named(name)).collect();
    let plain = |case: &&Case| {
        let special = ["run", "prepare", "args", "env"].map(|file| case.folder.join(file));
        case.expected_exit() == 0 && !special.iter().any(|file| file.exists())
    };
    let sites: Vec<&Case> = sites.iter().filter(plain).collect();
    let found: Mutex<BTreeMap<Signature, (Came, String)>> = Mutex::default();
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
                    let known = found
                        .lock()
                        .expect("no thread has failed")
                        .get(&signature)
                        .map(|(came, _)| *came);
                    if known == Some(Came::Shown) {
                        continue;
                    }
                    let came = tried(&mut original, &part, entry);
                    let place = format!(
                        "{}: {}",
                        case.folder
                            .join(part.file.strip_prefix(&site).expect("below"))
                            .display(),
                        &part.text[entry.whole.clone()]
                    );
                    if std::env::var_os("PROGRESS").is_some() {
                        use std::io::Write as _;
                        let mut f = fs::OpenOptions::new()
                            .append(true)
                            .create(true)
                            .open("/tmp/records-progress.txt")
                            .unwrap();
                        writeln!(
                            f,
                            "{came:?}\t{}\t[{}]\t{}",
                            signature.0,
                            signature.1,
                            place
                                .replace('\n', "\\n")
                                .chars()
                                .take(200)
                                .collect::<String>()
                        )
                        .unwrap();
                    }
                    let mut found = found.lock().expect("no thread has failed");
                    let kept = found.entry(signature).or_insert((came, place));
                    kept.0 = kept.0.max(came);
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
        .filter(|((path, _), (came, _))| {
            *came == Came::Nothing && !WITHOUT_EFFECT.iter().any(|(end, _)| path.ends_with(end))
        })
        .map(|((path, beside), (_, place))| format!("{path} (beside {beside}): {place}"))
        .collect();
    assert!(
        silent.is_empty(),
        "dropped in silence:\n{}",
        silent.join("\n")
    );
    let shown = found
        .values()
        .filter(|(came, _)| *came == Came::Shown)
        .count();
    assert!(shown > 500, "only {shown} were tried");
}

/// What the toolkit writes is written in a golden site too, where the test above has looked at it.
#[test]
fn every_key_of_the_toolkit_stands_in_a_golden_site() {
    let paths = |site: &Path| -> BTreeSet<String> {
        let parts = parts(site);
        parts
            .iter()
            .flat_map(|part| part.entries.iter().map(|entry| entry.path.clone()))
            .collect()
    };
    let mut known = BTreeSet::new();
    for name in Case::names() {
        let case = Case::named(&name);
        if case.expected_exit() == 0 && case.folder.join("input").is_dir() {
            known.extend(paths(&case.folder.join("input")));
        }
    }
    let unknown: Vec<String> = paths(&repository().join("content"))
        .into_iter()
        .filter(|path| !known.contains(path) && !path.contains(".extra"))
        .collect();
    assert!(
        unknown.is_empty(),
        "keys that no golden site has: {unknown:#?}"
    );
}
