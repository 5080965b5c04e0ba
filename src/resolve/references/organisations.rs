//! Organisations by their names and ids, wherever somebody comes from one or speaks for it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped};
use crate::load::{RawOrganisation, Spanned, Unavailable};
use crate::model::OrganisationId;

/// The organisations of a site.
pub(crate) struct OrganisationNames<'a> {
    all: &'a [RawOrganisation],
    /// By each name, in small letters.
    by_name: HashMap<String, OrganisationId>,
    by_id: HashMap<&'a str, OrganisationId>,
    /// By the letters and digits of each name alone.
    by_letters: HashMap<String, OrganisationId>,
    unavailable: &'a Unavailable,
}

impl<'a> OrganisationNames<'a> {
    /// The names of these records; of two that are alike the first counts.
    pub(crate) fn new(all: &'a [RawOrganisation], unavailable: &'a Unavailable) -> Self {
        let (mut by_name, mut by_letters) = (HashMap::new(), HashMap::new());
        let mut by_id = HashMap::new();
        for (index, one) in all.iter().enumerate() {
            let id = OrganisationId::new(index);
            by_id.entry(one.id.as_str()).or_insert(id);
            for name in std::iter::once(&one.name).chain(&one.also) {
                by_name.entry(name.value.to_lowercase()).or_insert(id);
                by_letters.entry(letters(&name.value)).or_insert(id);
            }
        }
        OrganisationNames {
            all,
            by_name,
            by_id,
            by_letters,
            unavailable,
        }
    }

    /// What to call the organisation that an editor names by its name or its id. Many have no record, and are called as
    /// they are written; one that is written almost as a record is, is told.
    pub(crate) fn called(
        &self,
        written: Spanned<String>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> String {
        let name = written.value.trim();
        // An id may be a name in small letters.
        if let Some(id) = self.by_id.get(name) {
            return self.all[id.index()].name.value.clone();
        }
        if self.by_name.contains_key(&name.to_lowercase()) {
            return written.value;
        }
        if let Some(id) = self.by_letters.get(&letters(name))
            && !self.unavailable.may_hold(name)
        {
            let shown = clipped(name);
            let record = &self.all[id.index()];
            diagnostics.push(
                Diagnostic::warning(
                    Code::UnknownOrganisation,
                    format!("no organisation is called `{shown}`, and one almost so"),
                )
                .at(file, written.span)
                .meant(Some(&record.name.value))
                .help(format!(
                    "write the name as its record has it, or its id `{}`; or add to the record `also: [{shown}]`",
                    record.id
                )),
            );
        }
        written.value
    }
}

/// The letters and digits of a name, which hold whatever marks and spaces are forgotten; "and" is no more than a sign.
fn letters(name: &str) -> String {
    let name = name.to_lowercase().replace('&', " and ");
    let words = name
        .split_whitespace()
        .filter(|word| !matches!(*word, "and" | "the"));
    let letters = words.flat_map(|word| word.chars().filter(|c| c.is_alphanumeric()));
    letters.collect()
}
