//! The tables of keys in `docs/kinds/` are made from the keys that are declared, and nothing is declared that they do not show.
//!
//! `UPDATE_EXPECTED=1 cargo test --test keys` writes the tables anew.

#[expect(dead_code, reason = "nothing is built here")]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use common::{below, repository, walk};
use redway::keys::{FILES, KINDS, Key, Map, Names, Need, PAGE, Record, Sort};
use redway::model::Kind;

const FOLDER: &str = "docs/kinds";

const START: &str = "<!-- made from the code: keys of ";

/// More words than these are not told one by one.
const MOST_WORDS: usize = 12;

/// All records that can stand in a file, by their ids.
fn records() -> BTreeMap<&'static str, &'static Record> {
    let mut found = BTreeMap::new();
    let sorts = FILES.iter().map(|file| file.sort);
    for sort in sorts {
        add(&sort, &mut found);
    }
    let pages = KINDS.iter().map(|(_, own)| *own).chain([&PAGE]);
    for record in pages {
        add(&Sort::Record(record), &mut found);
    }
    found
}

fn add(sort: &Sort, found: &mut BTreeMap<&'static str, &'static Record>) {
    match sort {
        Sort::List(each) => add(each, found),
        Sort::OneOf(sorts) => sorts.iter().for_each(|sort| add(sort, found)),
        Sort::Map(map) => add(&map.value, found),
        Sort::Record(record) => {
            let before = found.insert(record.id, *record);
            assert!(
                before.is_none_or(|before| std::ptr::eq(before, *record)),
                "two records are called `{}`",
                record.id
            );
            record.keys.iter().for_each(|key| add(&key.sort, found));
        }
        _ => {}
    }
}

/// The pages, by name.
fn pages() -> BTreeMap<String, String> {
    let folder = repository().join(FOLDER);
    let files = walk(&folder).into_iter();
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let read = |path| fs::read_to_string(path).expect("it can be read");
    files
        .map(|path| (below(&folder, &path), read(path)))
        .collect()
}

/// The records whose tables a page shows.
fn shown(page: &str) -> Vec<&str> {
    let starts = page
        .match_indices(START)
        .map(|(at, _)| &page[at + START.len()..]);
    let ids = starts.map(|rest| rest.split_once(" -->").expect("comments end").0);
    ids.collect()
}

/// Tables by the record that they are of: that of records with the same keys is one.
struct Tables<'p> {
    pages: &'p BTreeMap<String, String>,
    records: &'p BTreeMap<&'static str, &'static Record>,
}

impl Tables<'_> {
    /// The page and the record whose table has the keys of a record.
    fn place(&self, record: &Record) -> (&str, &str) {
        let same = |id: &&str| self.records[*id].keys.as_ptr() == record.keys.as_ptr();
        let mut found = self.pages.iter().filter_map(|(name, page)| {
            let id = shown(page).into_iter().find(same)?;
            Some((name.as_str(), id))
        });
        found
            .next()
            .unwrap_or_else(|| panic!("no page of {FOLDER} shows the keys of `{}`", record.id))
    }

    fn table(&self, page: &str, id: &str) -> String {
        let record = self.records[id];
        let kind = KINDS.iter().find(|(_, own)| std::ptr::eq(*own, record));
        let of = match kind {
            Some((kind, _)) => format!("of pages of the kind `{kind}`, beside those of all pages"),
            None if id == PAGE.id => "of all pages".to_owned(),
            None => format!("of {}", record.what),
        };
        let mut table = format!(
            "<a id=\"keys-of-{id}\"></a>\n\n**The keys {of}**\n\n| key | what it says | what it holds | since |\n| --- | --- | --- | --- |\n"
        );
        for key in record.keys {
            let need = match key.need {
                Need::Optional => String::new(),
                Need::Required => "; **required**".to_owned(),
                Need::Unless(what) => format!("; **required** unless {what}"),
            };
            let _ = writeln!(
                table,
                "| `{}` | {} Example: {} | {}{need} | {} |",
                key.name,
                key.meaning.replace('|', "\\|"),
                code(key.example),
                self.sort(page, &key.sort),
                key.since
            );
        }
        match record.choose {
            redway::keys::Choose::Freely => {}
            redway::keys::Choose::AtLeastOne(keys) => {
                let _ = write!(
                    table,
                    "\nAt least one of {} is there.\n",
                    listed(keys, "and")
                );
            }
            redway::keys::Choose::ExactlyOne(keys) => {
                let _ = write!(table, "\nJust one of {} is there.\n", listed(keys, "and"));
            }
        }
        table
    }

    /// What a value is, in words.
    fn sort(&self, page: &str, sort: &Sort) -> String {
        match sort {
            Sort::Words => "text".to_owned(),
            Sort::Markdown => "inline Markdown".to_owned(),
            Sort::Text(form) => form.is.to_owned(),
            Sort::Choice(words) | Sort::AnyCase(words) => match words() {
                words if words.len() > MOST_WORDS => format!("one of {} words", words.len()),
                words => listed(&words, "or"),
            },
            Sort::Flag => "`yes` or `no`".to_owned(),
            Sort::Number(least, i64::MAX) => format!("a whole number, at least {least}"),
            Sort::Number(least, most) if *most > 100_000 => {
                format!("a whole number, at least {least}")
            }
            Sort::Number(least, most) => format!("a whole number from {least} to {most}"),
            Sort::Order => "a number, perhaps with decimals".to_owned(),
            Sort::Date => "a day".to_owned(),
            Sort::AsOf => "a year, a month or a day".to_owned(),
            Sort::List(each) => format!("{}; or a list", self.sort(page, each)),
            Sort::OneOf(sorts) => {
                let sorts: Vec<_> = sorts.iter().map(|sort| self.sort(page, sort)).collect();
                sorts.join("; or ")
            }
            Sort::Record(record) => format!("[its keys]({})", self.link(page, record)),
            Sort::Map(map) => self.map(page, map),
            Sort::Rows => "a list of rows".to_owned(),
            Sort::Free => "anything".to_owned(),
        }
    }

    fn map(&self, page: &str, map: &Map) -> String {
        let names = match map.names {
            Names::Ids => "ids",
            Names::Any(what) => what,
            Names::Of(_) => "codes of findings",
        };
        format!("by {names}: {}", self.sort(page, &map.value))
    }

    /// Where the keys of a record are told, as from a page.
    fn link(&self, page: &str, record: &Record) -> String {
        let (file, id) = self.place(record);
        let file = if file == page { "" } else { file };
        format!("{file}#keys-of-{id}")
    }
}

/// Names in a row.
fn listed(names: &[&str], last: &str) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((end, before)) if !before.is_empty() => format!("{} {last} {end}", before.join(", ")),
        _ => names.concat(),
    }
}

/// A text as code in a cell.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

#[test]
fn the_tables_of_the_pages_are_those_of_the_keys() {
    let (pages, records) = (pages(), records());
    let tables = Tables {
        pages: &pages,
        records: &records,
    };
    let mut differing = Vec::new();
    for (name, page) in &pages {
        let mut new = page.clone();
        for id in shown(page) {
            assert!(
                records.contains_key(id),
                "{name}: there is no record `{id}`"
            );
            let start = format!("{START}{id} -->\n");
            let (before, rest) = new.split_once(&start).expect("it is shown");
            let (_, after) = rest.split_once("<!-- end -->").expect("every place ends");
            let table = tables.table(name, id);
            new = format!(
                "{before}{start}\n{}\n\n<!-- end -->{after}",
                table.trim_end()
            );
        }
        if new == *page {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(repository().join(FOLDER).join(name), new).expect("the page");
        } else {
            differing.push(name);
        }
    }
    assert!(
        differing.is_empty(),
        "{differing:?} of {FOLDER} differ from the keys; write them with UPDATE_EXPECTED=1 cargo test --test keys"
    );
}

#[test]
fn every_record_is_told_once() {
    let (pages, records) = (pages(), records());
    let tables = Tables {
        pages: &pages,
        records: &records,
    };
    let mut seen = BTreeSet::new();
    for id in pages.values().flat_map(|page| shown(page)) {
        assert!(seen.insert(id), "the keys of `{id}` are told twice");
    }
    for record in records.values() {
        tables.place(record);
    }
}

#[test]
fn every_key_says_what_it_is() {
    for (id, record) in records() {
        let mut names = BTreeSet::new();
        for key in record.keys {
            assert_well_declared(id, key);
            assert!(
                names.insert(key.name),
                "`{}` stands twice in `{id}`",
                key.name
            );
        }
        for name in record.choose.keys() {
            assert!(names.contains(name), "`{id}` has no `{name}`");
        }
    }
}

fn assert_well_declared(id: &str, key: &Key) {
    let place = format!("`{}` of `{id}`", key.name);
    let sentence = key.meaning;
    assert!(
        sentence.starts_with(|c: char| c.is_uppercase()) && sentence.ends_with('.'),
        "{place} says no sentence: {sentence}"
    );
    assert!(!key.example.is_empty(), "{place} has no example");
    let version = key.since.split('.').map(str::parse::<u32>);
    assert!(
        version.clone().count() == 3 && version.into_iter().all(|part| part.is_ok()),
        "{place} is there since no version: {}",
        key.since
    );
}

#[test]
fn every_kind_of_page_declares_its_keys() {
    let kinds: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    let words: Vec<&str> = { Kind::WORDS.iter().copied() }
        .filter(|word| *word != "page")
        .collect();
    assert_eq!(kinds, words);
    for (kind, own) in KINDS {
        for key in own.keys {
            assert!(
                PAGE.key(key.name).is_none(),
                "`{}` is a key of all pages, and of `{kind}` too",
                key.name
            );
            let others = KINDS.iter().filter(|(other, _)| *other != kind);
            let mut others = others.filter(|(_, other)| other.key(key.name).is_some());
            assert!(
                !key.telling || others.next().is_none(),
                "`{}` does not tell a page of the kind `{kind}`",
                key.name
            );
        }
    }
}
