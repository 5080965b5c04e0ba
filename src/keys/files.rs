//! Which files of YAML there are.

use super::audience::AUDIENCES;
use super::lists::{CONTACT_POINTS, DOCUMENTS, GLOSSARY, PEOPLE};
use super::organisation::ORGANISATIONS;
use super::record::Sort;
use super::site::SITE;
use super::table::TABLE;
use super::years::YEARS;

/// A file of YAML, or several that hold the same.
#[derive(Debug)]
pub struct File {
    /// What its schema is called.
    pub name: &'static str,
    /// Where it stands below the content; `*` stands for any name.
    pub path: &'static str,
    /// What it holds.
    pub sort: Sort,
}

const fn file(name: &'static str, path: &'static str, sort: Sort) -> File {
    File { name, path, sort }
}

/// All files of YAML that are read.
pub static FILES: [File; 9] = [
    file("site", "site.yaml", Sort::Record(&SITE)),
    file("people", "people.yaml", Sort::Map(&PEOPLE)),
    file("contacts", "contacts.yaml", Sort::Map(&CONTACT_POINTS)),
    file(
        "organisations",
        "organisations.yaml",
        Sort::Map(&ORGANISATIONS),
    ),
    file("audiences", "audiences.yaml", Sort::Map(&AUDIENCES)),
    file("documents", "documents.yaml", Sort::Map(&DOCUMENTS)),
    file("glossary", "glossary.yaml", Sort::Map(&GLOSSARY)),
    file("years", "years.yaml", Sort::Map(&YEARS)),
    file("table", "data/*.yaml", Sort::Record(&TABLE)),
];
