//! What a site in another language says: nothing of Redway's own is English in it.
//!
//! `tests/golden/site-in-welsh` has every kind of page. It is built with the words of Welsh, and once more in a language for
//! which every word is a mark without letters. Then all words of pages, feeds and search must be the editor's, or those of Welsh.

#[allow(dead_code, reason = "each file of tests uses some of it")]
mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use common::{Case, files, redway_build, repository};
use regex::Regex;
use serde_json::Value;

/// Stands for any word of Redway.
const MARK: &str = "◊";

/// The keys of words that search looks for, which no reader sees.
fn is_of_questions(key: &str) -> bool {
    ["asides", "hints_", "title_endings", "list_vowels"]
        .iter()
        .any(|start| key.starts_with(start))
}

/// The words of a built-in language, by key.
fn strings(language: &str) -> Vec<(String, String)> {
    let file = repository().join(format!("themes/toolkit/strings.{language}.yaml"));
    let line = |line: &str| {
        let (key, text) = line.split_once(": ")?;
        Some((key.to_owned(), text.trim_matches('"').to_owned()))
    };
    let source = fs::read_to_string(file).expect("the strings are there");
    source
        .lines()
        .filter(|text| !text.starts_with('#'))
        .filter_map(line)
        .collect()
}

/// The Welsh site in a folder, with its language replaced.
fn site(language: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    Case::named("site-in-welsh").lay_out(&root);
    let settings = root.join("content/site.yaml");
    let text = fs::read_to_string(&settings).expect("the site has settings");
    fs::write(
        settings,
        text.replace("language: cy", &format!("language: {language}")),
    )
    .expect("the settings can be written");
    folder
}

/// Builds a site, which must go without a finding.
fn build(folder: &tempfile::TempDir) {
    let run = redway_build(&folder.path().join("site"), [], [], None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(run.stderr.contains("0 warnings"), "{}", run.stderr);
}

/// Every word of English replaced by a mark; facts stay, and so does the number of names in a list.
fn marks() -> String {
    let fact = Regex::new(r"\{\w+\}").expect("it is a pattern");
    let (mut out, mut seen) = (String::new(), BTreeSet::new());
    for (key, text) in strings("en")
        .into_iter()
        .filter(|(key, _)| !is_of_questions(key))
    {
        let key = key.replace(".one", ".other");
        let names = key.starts_with("months") || key.starts_with("weekdays");
        let marked = if names {
            vec![MARK; text.split(',').count()].join(", ")
        } else {
            let facts: Vec<&str> = fact.find_iter(&text).map(|found| found.as_str()).collect();
            format!("{MARK}{}", facts.join(MARK))
        };
        if seen.insert(key.clone()) {
            let _ = writeln!(out, "{key}: \"{marked}\"");
        }
    }
    out
}

/// The words of a text: what has two letters at least.
fn words(text: &str) -> impl Iterator<Item = String> {
    let fact = Regex::new(r"\{\w+\}").expect("it is a pattern");
    let text = fact
        .replace_all(text, " ")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    let split = |c: char| !c.is_alphanumeric();
    let words: Vec<String> = text
        .split(split)
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .map(str::to_lowercase)
        .collect();
    words.into_iter()
}

/// The words that editors write into the site, without keys, calls and values that the program reads.
fn of_editors() -> BTreeSet<String> {
    let folder = repository().join("tests/golden/site-in-welsh/input");
    let program = Regex::new(
        r"(?m)\{\{.*?\}\}|\[!\w+\]|\b(status|side|office|kind|type|mode|language|chart): [^,}\n]*|\b\w+:(\s|$)|\b(yes|no|to)\b|calendar: \[.*?\]|/calendar/",
    ).expect("it is a pattern");
    files(&folder)
        .into_iter()
        .flat_map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("it is text");
            // An id of a page or a list is part of its address.
            let name = Path::new(&path)
                .file_stem()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            let text = program.replace_all(&text, " ").into_owned();
            words(&text).chain(words(&name)).collect::<Vec<_>>()
        })
        .collect()
}

/// What readers read of a page: its texts, and attributes that hold words.
fn seen_of_page(html: &str) -> String {
    let script = Regex::new(r"(?s)<script[^>]*>.*?</script>").expect("it is a pattern");
    let data = Regex::new(r#"(?s)<script type="application/ld\+json">(.*?)</script>"#)
        .expect("it is a pattern");
    let attribute = Regex::new(
        r#"(?:aria-label|title|alt|placeholder|data-(?:none|past|next|wait|failed|key|copied|today|name|who))="([^"]*)"|name="description" content="([^"]*)"|data-count="([^"]*)""#,
    ).expect("it is a pattern");
    let tag = Regex::new(r"(?s)<[^>]*>").expect("it is a pattern");
    let mut seen = String::new();
    for found in data.captures_iter(html) {
        let value: Value = serde_json::from_str(&found[1]).expect("it is JSON");
        names_of(&value, &mut seen);
    }
    // The address of a page, for paper, is of no language.
    let address = Regex::new(r#"<p class="page-address">[^<]*</p>"#).expect("it is a pattern");
    let html = script.replace_all(html, " ");
    let html = address.replace_all(&html, " ");
    for found in attribute.captures_iter(&html) {
        for group in [1, 2] {
            if let Some(text) = found.get(group) {
                let _ = writeln!(seen, "{}", text.as_str());
            }
        }
        if let Some(forms) = found.get(3) {
            let forms = forms
                .as_str()
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&#39;", "'");
            texts_of(
                &serde_json::from_str(&forms).expect("it is JSON"),
                &mut seen,
            );
        }
    }
    seen.push_str(&tag.replace_all(&html, "\n"));
    seen
}

/// The names and descriptions of schema.org's data.
fn names_of(value: &Value, out: &mut String) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == "name" || key == "description" => {
                        let _ = writeln!(out, "{text}");
                    }
                    _ => names_of(value, out),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names_of(item, out)),
        _ => {}
    }
}

/// All texts of some JSON.
fn texts_of(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            let _ = writeln!(out, "{text}");
        }
        Value::Object(entries) => entries.values().for_each(|value| texts_of(value, out)),
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, out)),
        _ => {}
    }
}

/// What calendar programs show of a feed.
fn seen_of_feed(text: &str) -> String {
    let text = text
        .replace("\r\n ", "")
        .replace("\\n", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";");
    let mut seen = String::new();
    let mut shown = false;
    for line in text.lines() {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let property = name.split(';').next().expect("a line has a name");
        let known = !property.is_empty()
            && property
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b == b'-');
        if known {
            shown = [
                "SUMMARY",
                "DESCRIPTION",
                "LOCATION",
                "CONTACT",
                "CATEGORIES",
                "NAME",
                "X-WR-CALNAME",
                "X-WR-CALDESC",
            ]
            .contains(&property);
            if shown {
                let _ = writeln!(seen, "{value}");
            }
        } else if shown {
            let _ = writeln!(seen, "{line}");
        }
    }
    seen
}

/// What search says and shows.
fn seen_of_search(path: &str, bytes: &[u8]) -> String {
    let mut seen = String::new();
    if path.ends_with("interface.json") {
        texts_of(
            &serde_json::from_slice::<Value>(bytes).expect("it is JSON")["words"],
            &mut seen,
        );
    } else if path.ends_with("manifest.json") {
        let manifest: Value = serde_json::from_slice(bytes).expect("it is JSON");
        texts_of(&manifest["record_of"], &mut seen);
        for kind in manifest["kinds"].as_array().expect("it is a list") {
            texts_of(&kind["label"], &mut seen);
        }
    } else if path.contains("search/documents/") {
        let mut json = String::new();
        flate2::read::GzDecoder::new(bytes)
            .read_to_string(&mut json)
            .expect("the documents are packed whole");
        let documents: Value = serde_json::from_str(&json).expect("it is JSON");
        for document in documents.as_array().expect("it is a list") {
            // The title, where it stands, and the answer; the rest is addresses, dates and the editor's text.
            for key in ["t", "c", "s", "w", "o"] {
                texts_of(&document[key], &mut seen);
            }
        }
    }
    seen
}

/// Words in an output that are not in a set, with the files that hold them.
fn strange(public: &Path, known: &BTreeSet<String>) -> BTreeSet<String> {
    let mut strange = BTreeSet::new();
    for (path, bytes) in files(public) {
        let text = || String::from_utf8(bytes.clone()).expect("it is text");
        let ending = Path::new(&path)
            .extension()
            .and_then(|ending| ending.to_str());
        let seen = match ending {
            Some("html") => seen_of_page(&text()),
            Some("ics") => seen_of_feed(&text()),
            _ if path.contains("search/") => seen_of_search(&path, &bytes),
            _ => String::new(),
        };
        strange.extend(
            words(&seen)
                .filter(|word| !known.contains(word))
                .map(|word| format!("{word} ({path})")),
        );
    }
    strange
}

#[test]
fn nothing_is_english_where_every_word_is_a_mark() {
    let folder = site("mi");
    let theme = folder.path().join("site/themes/toolkit");
    fs::create_dir_all(&theme).expect("a folder for the theme");
    fs::write(theme.join("strings.mi.yaml"), marks()).expect("a file of words");
    build(&folder);
    // Titles that are all one mark are told apart by the addresses of their pages.
    let mut known = of_editors();
    known.extend(["calendar", "search", "html"].map(str::to_owned));
    let strange = strange(&folder.path().join("site/public"), &known);
    assert!(strange.is_empty(), "{strange:#?}");
}

#[test]
fn a_welsh_site_is_welsh() {
    let folder = site("cy");
    build(&folder);
    let mut known = of_editors();
    known.extend(["ch", "dd", "ff", "ng", "ll", "ph", "rh", "th"].map(str::to_owned));
    for (key, text) in strings("cy") {
        if !is_of_questions(&key) {
            known.extend(words(&text));
        }
    }
    let strange = strange(&folder.path().join("site/public"), &known);
    assert!(strange.is_empty(), "{strange:#?}");
}
