//! What is needed to put a fact of a record into words.

use std::sync::Arc;

use super::unread::Unread;
use crate::load::RawPerson;
use crate::locale::Locale;
use crate::model::PersonId;

/// The language and the names of a site, and the file in which a fact is asked for.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) locale: &'a Locale,
    pub(super) people: &'a [RawPerson],
    /// Titles of pages, in the order of the tree.
    pub(super) titles: &'a [String],
    /// Files of pages, in the order of the tree.
    pub(super) files: &'a [Arc<str>],
    pub(super) unread: &'a Unread<'a>,
    pub(super) file: &'a Arc<str>,
}

impl<'a> Telling<'a> {
    /// What somebody is called.
    pub(super) fn name(&self, person: PersonId) -> &'a str {
        &self.people[person.index()].name
    }
}

/// What follows a fact, each part after a space.
pub(super) fn after(notes: &[String]) -> String {
    let mut text = String::new();
    for note in notes {
        text.push(' ');
        text.push_str(note);
    }
    text
}
