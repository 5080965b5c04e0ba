//! The only reader of source files: files to raw records that remember their bytes.
//!
//! 1. `files` finds the files and turns bytes into text;
//! 2. `yaml` turns YAML into a tree with byte ranges and reads keys from it, `markdown` takes pages apart;
//! 3. one small file for each list in `lists`, each kind of page in `kinds` and each key that they share in `parts` does the rest;
//! 4. `git` tells when files changed, and when the series in them did.
//!
//! A folder uses only those after it: `lists`, `kinds`, `parts`, `files`, `git`, `markdown`, `raw`, `yaml`, `values`.
//!
//! Whatever is wrong is collected; nothing here stops at the first mistake.

#[cfg(feature = "cli")]
mod again;
#[cfg(feature = "cli")]
mod data;
mod files;
#[cfg(any(test, feature = "fuzz"))]
pub(crate) mod fuzz;
mod git;
mod kinds;
mod lists;
mod markdown;
mod outline;
mod page;
mod parts;
mod raw;
mod reading;
mod scalars;
mod values;
mod yaml;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

#[cfg(feature = "cli")]
pub(crate) use again::{Again, NewText};
#[cfg(feature = "cli")]
pub(crate) use data::data_of;
pub(crate) use files::assets::path_in_content;
pub(crate) use files::feed::read_feed;
pub(crate) use files::names::LISTS;
#[cfg(feature = "cli")]
pub(crate) use files::names::name_problem;
#[cfg(feature = "cli")]
pub(crate) use files::output::{Output, facts, read_output};
#[cfg(feature = "cli")]
pub(crate) use files::watched::{Matters, Snapshot, Watched, matters, snapshot, watched};
#[cfg(feature = "cli")]
pub(crate) use git::tree::former as former_site;
#[cfg(feature = "cli")]
pub(crate) use lists::added::with_record;
pub(crate) use lists::site::{base_url, host};
pub(crate) use parts::aliases::folded;
#[cfg(feature = "cli")]
pub(crate) use parts::ids::{better as better_id, is_id};
pub(crate) use raw::*;
#[cfg(feature = "cli")]
pub(crate) use scalars::{FrontMatter, facts_of, front_matter_of};
pub(crate) use scalars::{Scalar, scalars};
pub(crate) use values::dates::When;
pub(crate) use yaml::fields::Spanned;
#[cfg(feature = "cli")]
pub(crate) use yaml::notation::Notation;
#[cfg(feature = "cli")]
pub(crate) use yaml::tree::{Key as MapKey, Node, Value, quoted};

use self::files::assets::Copied;
use self::files::sections::Sections;
use self::files::walk::{Found, Skip};
use self::files::{assets, content, names, text, theme, walk};
use self::git::pages::changes;
use self::git::stamps;
use self::markdown::inline::Inline;
use self::page::Outcome;
use self::reading::{Manner, abbreviations, read_page};
use self::yaml::fields::{Reader, Ways};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::disk::{Folder, named};
use crate::locale::Locale;
use crate::markdown::Labels;
use crate::model::{Audience, Document, SchoolYear, Term};

/// Where a source is and how much of it to read.
pub(crate) struct Source<'a> {
    /// The folder that holds `content/` (or `site.yaml` itself) and `themes/`.
    pub(crate) root: &'a Path,
    /// Whether drafts are part of the site.
    pub(crate) drafts: bool,
    /// Where the site is, or would be, written: it may lie in the source.
    pub(crate) output: &'a Path,
    /// Whether single pages are to be read again later, so that their outlines are kept.
    pub(crate) outlines: bool,
}

/// Reads a whole source. `None` when there is no site at all, which is told.
pub(crate) fn load(source: &Source<'_>, findings: &mut Diagnostics) -> Option<Raw> {
    let (root, content, prefix) = content::find(source.root, findings)?;
    let skip = Skip {
        // A `themes` folder within `content/` is an ordinary one.
        folder: prefix.is_empty().then_some("themes"),
        output: Some(source.output),
    };
    let found = walk::walk(&content, prefix, skip, findings);

    let site_file: Arc<str> = format!("{prefix}site.yaml").into();
    let read_site = |node, reader: &Reader| lists::site::read(node, &site_file, reader);
    let mut settings = list(&found, "site.yaml", None, findings, read_site)
        .flatten()
        .unwrap_or_else(|| lists::site::fallback(&site_file));
    // Texts of pages hold words of it.
    let (theme, words) = theme::read(&root, &settings.language, settings.ways, findings);
    let locale = Locale::new(&settings.language, &settings.file, words, findings);
    let lists = lists(&found, prefix, &settings, &locale, findings);
    let (markdown, sections, others) = by_sort(found, findings);
    texts(&mut settings, &lists.glossary, &locale.labels(), findings);
    let Pages {
        read: pages,
        drafts,
        unavailable: mut unavailable_pages,
    } = pages(
        (&markdown, &sections),
        (source.drafts, source.outlines),
        &settings,
        (&lists.glossary, &locale.labels()),
        findings,
    );
    unavailable_pages.extend(
        others
            .iter()
            .filter_map(|found| names::meant_page(&found.below)),
    );
    let Copied { assets, refused } = assets::assets(others, &settings, findings);
    let changed = stamps::stamps(&content, prefix, &pages, &lists.contacts, findings);
    let page_changes = if settings.shows_changes() {
        changes(&content, prefix, &pages, findings)
    } else {
        HashMap::new()
    };
    Some(Raw {
        content,
        changed,
        page_changes,
        theme,
        locale: Arc::new(locale),
        assets,
        prefix: prefix.to_owned(),
        settings,
        organisations: lists.organisations,
        tables: lists.tables,
        unavailable: UnavailableNames {
            pages: unavailable_pages,
            files: refused,
            ..lists.unavailable
        },
        people: lists.people,
        contacts: lists.contacts,
        audiences: lists.audiences,
        documents: lists.documents,
        glossary: lists.glossary,
        years: lists.years,
        pages,
        drafts,
    })
}

/// The lists of a site.
struct Lists {
    people: Vec<RawPerson>,
    contacts: Vec<RawContactRecord>,
    audiences: Vec<Audience>,
    documents: Vec<Document>,
    glossary: Vec<Term>,
    years: Vec<SchoolYear>,
    organisations: Vec<RawOrganisation>,
    tables: Vec<RawTable>,
    /// What is missing from them.
    unavailable: UnavailableNames,
}

/// Reads all lists.
fn lists(
    found: &[Found],
    prefix: &str,
    settings: &RawSettings,
    locale: &Locale,
    findings: &mut Diagnostics,
) -> Lists {
    let ways = settings.ways;
    let (people, unavailable_people) = records(
        found,
        "people.yaml",
        Some(ways),
        findings,
        lists::records::people,
    );
    let (contacts, unavailable_contacts) = records_in_file(
        (found, prefix, "contacts.yaml"),
        ways,
        findings,
        lists::contacts::read,
    );
    let (audiences, unavailable_audiences) = records(
        found,
        "audiences.yaml",
        Some(ways),
        findings,
        lists::records::audiences,
    );
    let (documents, unavailable_documents) = records(
        found,
        "documents.yaml",
        Some(ways),
        findings,
        lists::records::documents,
    );
    let (glossary, unavailable_glossary) = records(
        found,
        "glossary.yaml",
        Some(ways),
        findings,
        lists::records::glossary,
    );
    let (years, unavailable_years) = years(found, settings, locale, findings);
    let (organisations, unavailable_organisations) = records_in_file(
        (found, prefix, "organisations.yaml"),
        ways,
        findings,
        lists::organisations::read,
    );
    let (tables, unavailable_tables) = tables(found, ways, findings);

    Lists {
        people,
        contacts,
        audiences,
        documents,
        glossary,
        years,
        organisations,
        tables,
        unavailable: UnavailableNames {
            people: unavailable_people,
            contacts: unavailable_contacts,
            audiences: unavailable_audiences,
            documents: unavailable_documents,
            glossary: unavailable_glossary,
            organisations: unavailable_organisations,
            tables: unavailable_tables,
            years: unavailable_years,
            ..UnavailableNames::default()
        },
    }
}

/// The Markdown files that are pages, the folders that they are the pages of, and all other files.
fn by_sort(found: Vec<Found>, findings: &mut Diagnostics) -> (Vec<Found>, Sections, Vec<Found>) {
    let (mut markdown, others): (Vec<Found>, Vec<Found>) = found
        .into_iter()
        .partition(|f| names::has_ending(&f.below, "md") && !f.below.starts_with('.'));
    let sections = Sections::of(&markdown, findings);
    markdown.retain(|found| !sections.leaves_out(&found.below));
    (markdown, sections, others)
}

/// Reads one of the lists, if it is there. `site.yaml` itself says what happens to unknown keys in it.
fn list<T>(
    found: &[Found],
    name: &str,
    ways: Option<Ways>,
    findings: &mut Diagnostics,
    read: impl FnOnce(yaml::tree::Node, &Reader) -> T,
) -> Option<T> {
    let found = found.iter().find(|f| f.below == name)?;
    let file = &found.file;
    let text = match text::read(found) {
        Ok(text) => text,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let parser = Reader::new(file, Severity::Error);
    let node = yaml::file::tree(&text, 0, &parser);
    findings.append(parser.into_findings());
    let mut node = node?;
    if node.value == yaml::tree::Value::Null {
        findings.push(
            Diagnostic::error(Code::EmptyFile, "the file holds nothing but comments")
                .in_file(file)
                .help("write its content, or remove the file"),
        );
        return None;
    }
    let ways = ways.unwrap_or_else(|| lists::site::ways(&node));
    let reader = Reader::of_site(file, ways);
    yaml::unseen::leave_out(&mut node, &text, 0, &reader);
    yaml::curly::report(&node, &reader);
    let value = read(node, &reader);
    findings.append(reader.into_findings());
    Some(value)
}

/// The records of a list file, and what is missing from them.
fn records<T>(
    found: &[Found],
    name: &str,
    ways: Option<Ways>,
    findings: &mut Diagnostics,
    read: impl FnOnce(yaml::tree::Node, &Reader) -> Option<lists::records::Records<T>>,
) -> (Vec<T>, Unavailable) {
    match list(found, name, ways, findings, read).flatten() {
        Some(records) if records.unavailable.is_empty() => (records.items, Unavailable::Nothing),
        Some(records) => (records.items, Unavailable::Ids(records.unavailable)),
        // Also one by a wrong name, which is told where files to copy are looked at.
        None if found
            .iter()
            .any(|f| f.below == name || names::meant_list(&f.below) == Some(name)) =>
        {
            (Vec::new(), Unavailable::All)
        }
        None => (Vec::new(), Unavailable::Nothing),
    }
}

/// The years of `years.yaml`, and what is missing from them.
fn years(
    found: &[Found],
    settings: &RawSettings,
    locale: &Locale,
    findings: &mut Diagnostics,
) -> (Vec<SchoolYear>, Unavailable) {
    let called = settings.year_called.as_deref();
    let read = |node, reader: &Reader| lists::years::years(node, reader, locale, called);
    records(found, "years.yaml", Some(settings.ways), findings, read)
}

/// The same for records that keep the name of their file.
fn records_in_file<T>(
    (found, prefix, name): (&[Found], &str, &str),
    ways: Ways,
    findings: &mut Diagnostics,
    read: fn(yaml::tree::Node, &Arc<str>, &Reader) -> Option<lists::records::Records<T>>,
) -> (Vec<T>, Unavailable) {
    let file: Arc<str> = format!("{prefix}{name}").into();
    let read = |node, reader: &Reader| read(node, &file, reader);
    records(found, name, Some(ways), findings, read)
}

/// The tables in `data/`, by the names of their files, and what is missing from them.
fn tables(found: &[Found], ways: Ways, findings: &mut Diagnostics) -> (Vec<RawTable>, Unavailable) {
    let (mut tables, mut unavailable) = (Vec::new(), Vec::new());
    for entry in found.iter().filter(|f| names::is_table(&f.below)) {
        let (folder, name) = entry.below.rsplit_once('/').unwrap_or(("", &entry.below));
        let id = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let beside = |name: &str| found.iter().find(|f| f.below == format!("{folder}/{name}"));
        let read =
            |node, reader: &Reader| lists::tables::read(node, id, &entry.file, &beside, reader);
        match list(found, &entry.below, Some(ways), findings, read).flatten() {
            Some(table) if tables.iter().any(|t: &RawTable| t.id == table.id) => findings.push(
                Diagnostic::error(Code::DuplicateId, format!("there are two tables `{id}`"))
                    .in_file(&entry.file)
                    .help("a table goes by the name of its file; rename one of the two"),
            ),
            Some(table) => tables.push(table),
            None => unavailable.push(id.to_owned()),
        }
    }
    (tables, Unavailable::Ids(unavailable))
}

/// What the Markdown files of a source came to, each in the order of paths.
struct Pages {
    read: Vec<RawPage>,
    /// Paths of the drafts that are left out.
    drafts: Vec<String>,
    /// Paths of the pages with mistakes that leave nothing to use.
    unavailable: Vec<String>,
}

/// Reads all Markdown files, on all cores.
fn pages(
    (markdown, sections): (&[Found], &Sections),
    (drafts, outlines): (bool, bool),
    settings: &RawSettings,
    (glossary, labels): (&[Term], &Labels),
    findings: &mut Diagnostics,
) -> Pages {
    let abbreviations = abbreviations(glossary);
    let options = Manner::of(settings).options(&abbreviations, labels, &settings.base_url);
    let manner = Manner {
        drafts,
        outlines,
        ..Manner::of(settings)
    };
    let read = |found: &Found| {
        let section = sections.folder_of(&found.below);
        read_page(found, section, manner, &options)
    };
    let outcomes: Vec<(Outcome, Diagnostics)> = markdown.par_iter().map(read).collect();
    let mut pages = Pages {
        read: Vec::with_capacity(outcomes.len()),
        drafts: Vec::new(),
        unavailable: Vec::new(),
    };
    for (found, (outcome, said)) in markdown.iter().zip(outcomes) {
        findings.append(said);
        match outcome {
            Outcome::Page(mut page) => {
                let same =
                    |language: &mut String| language.eq_ignore_ascii_case(&settings.language);
                page.language.take_if(same);
                pages.read.push(page);
            }
            Outcome::Draft => pages.drafts.push(found.below.clone()),
            Outcome::Nothing => pages.unavailable.push(found.below.clone()),
        }
    }
    pages
}

/// Converts the texts of the settings, which are read before the words of the language are known.
fn texts(
    settings: &mut RawSettings,
    glossary: &[Term],
    labels: &Labels,
    findings: &mut Diagnostics,
) {
    if settings.texts().next().is_none() {
        return;
    }
    let abbreviations = abbreviations(glossary);
    let base_url = settings.base_url.clone();
    let options = Manner::of(settings).options(&abbreviations, labels, &base_url);
    let reader = Reader::of_site(&settings.file, settings.ways);
    // Findings mark the whole value.
    let inline = Inline {
        text: "",
        options: &options,
    };
    for text in settings.texts() {
        text.body = Some(inline.convert(&text.written, &reader));
    }
    findings.append(reader.into_findings());
}

/// The organisations of earlier commits, the latest first: each with its id and name. Whatever is wrong in them is past.
pub(crate) fn former_organisations(raw: &Raw) -> Vec<RawOrganisation> {
    let read =
        |node, file: &Arc<str>, reader: &Reader| lists::organisations::read(node, file, reader);
    former(raw, "organisations.yaml", read)
}

/// The contact points of earlier commits, the latest first.
pub(crate) fn former_contacts(raw: &Raw) -> Vec<RawContactRecord> {
    let read = |node, file: &Arc<str>, reader: &Reader| lists::contacts::read(node, file, reader);
    former(raw, "contacts.yaml", read)
}

fn former<T>(
    raw: &Raw,
    name: &str,
    read: impl Fn(yaml::tree::Node, &Arc<str>, &Reader) -> Option<lists::records::Records<T>>,
) -> Vec<T> {
    let file: Arc<str> = format!("{}{name}", raw.prefix).into();
    let versions = git::former::versions(&raw.content, name).into_iter();
    let records = versions.filter_map(|text| {
        let reader = Reader::of_site(&file, raw.settings.ways);
        let node = yaml::file::tree(&text, 0, &reader)?;
        read(node, &file, &reader)
    });
    records.flat_map(|records| records.items).collect()
}

/// The text of a file of the source, as the byte ranges of findings count it.
pub(crate) fn text_of(root: &Path, file: &str) -> Option<String> {
    text::reread(&Folder::open(root).ok()?, file)
}

/// The text of a file that a person names, beside the source; `None` when it cannot be read or has more bytes than `most`.
pub(crate) fn text_at(path: &Path, most: u64) -> Option<String> {
    named::text(path, most).ok()
}

/// Whether a text is YAML without a mistake.
#[cfg(all(test, feature = "cli"))]
pub(crate) fn is_yaml(text: &str) -> bool {
    yaml::tree::parse(text, 0).is_ok_and(|(_, passed)| passed.is_empty())
}
