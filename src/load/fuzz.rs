//! Ways for random input into the readers of single files, as [`load`](super::load) calls them.

use std::sync::Arc;

use super::files::{output, text};
use super::lists::{organisations, records, site, tables, years};
use super::markdown::front_matter;
use super::page;
use super::yaml;
use super::yaml::fields::{Reader, Spanned};
use crate::diagnostic::{Diagnostics, Severity};
use crate::locale::Locale;
use crate::markdown::{Abbreviations, Options};
use crate::model::{Column, ColumnSort};

/// The name that findings give the file.
pub(crate) const FILE: &str = "content/file";

/// The sorts of YAML that there are.
pub(crate) const SORTS: usize = 9;

/// The text of a file, as its findings count it; `None` when it is no text.
pub(crate) fn text_of(bytes: &[u8]) -> Option<String> {
    text::of_bytes(bytes.to_vec(), &FILE.into()).ok()
}

/// Reads a page with its front matter, and what its text is.
pub(crate) fn page(text: &str) -> Diagnostics {
    let file: Arc<str> = FILE.into();
    let reader = Reader::new(&file, Severity::Error);
    let abbreviations = Abbreviations::new([("EHCP", "a plan")]);
    let options = Options {
        raw_html: false,
        base_url: "https://handbook.example/",
        right_to_left: false,
        british: true,
        search_text: true,
        abbreviations: &abbreviations,
        labels: &Locale::english().labels(),
        title: None,
    };
    page::read(&file, ("file.md", None), text, true, &options, &reader);
    reader.into_findings()
}

/// Reads the front matter of a page alone, or one of the lists.
pub(crate) fn yaml(sort: usize, text: &str) -> Diagnostics {
    if sort == 0 {
        // Without a text behind it, which would hide most of what is tried here.
        let front = match front_matter::split(text) {
            Ok(_) => text.to_owned(),
            Err(_) => format!("---\n{text}\n---\n"),
        };
        return page(&front);
    }
    let file: Arc<str> = FILE.into();
    let reader = Reader::new(&file, Severity::Error);
    if let Some(node) = yaml::file::tree(text, 0, &reader) {
        match sort {
            1 => drop(site::read(node, &file, &reader)),
            2 => drop(records::people(node, &reader)),
            3 => drop(records::audiences(node, &reader)),
            4 => drop(records::documents(node, &reader)),
            5 => drop(records::glossary(node, &reader)),
            6 => drop(organisations::read(node, &file, &reader)),
            7 => drop(years::years(node, &reader, Locale::english(), None)),
            _ => drop(tables::read(node, "table", &file, &|_| None, &reader)),
        }
    }
    reader.into_findings()
}

/// Reads the rows of a table with the columns `name`, `count` and `share`.
pub(crate) fn csv(source: &str) -> Diagnostics {
    let file: Arc<str> = FILE.into();
    let reader = Reader::new(&file, Severity::Error);
    let column = |id: &str, sort| Column {
        id: id.to_owned(),
        title: id.to_owned(),
        sort,
    };
    let columns = [
        column("name", ColumnSort::Text),
        column("count", ColumnSort::Number),
        column("share", ColumnSort::Percent),
    ];
    let name = Spanned {
        value: FILE.to_owned(),
        span: 0..0,
    };
    tables::rows_of_csv(source, &file, &name, &columns, &reader);
    reader.into_findings()
}

/// Reads the facts about meetings that a build wrote.
pub(crate) fn facts(bytes: &[u8]) -> bool {
    output::facts(bytes).is_ok()
}
