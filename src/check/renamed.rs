//! Organisations that somebody names, and whose record goes by another name now, or is gone.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped};
use crate::load::{Raw, RawOrganisation, Spanned, folded, former_organisations};

/// Warns of each person, seat and chair of a page of today that names an organisation as a record was called once. Names
/// that never had a record are left alone. Git is asked only if some name has none today.
pub(crate) fn check(raw: &Raw, diagnostics: &mut Diagnostics) {
    let names = |one: &RawOrganisation| -> Vec<String> {
        let names = std::iter::once(&one.name).chain(&one.also);
        names.map(|name| folded(&name.value)).collect()
    };
    let mut known: HashSet<String> = raw.organisations.iter().flat_map(names).collect();
    known.extend(raw.organisations.iter().map(|one| one.id.clone()));
    let lost: Vec<(Arc<str>, &Spanned<String>)> = named(raw)
        .into_iter()
        .filter(|(_, name)| !known.contains(&folded(&name.value)))
        .collect();
    if lost.is_empty() {
        return;
    }
    let mut ids: HashMap<String, String> = HashMap::new();
    for one in former_organisations(raw) {
        for name in names(&one).into_iter().chain([one.id.clone()]) {
            ids.entry(name).or_insert_with(|| one.id.clone());
        }
    }
    let today: HashMap<&str, &RawOrganisation> = raw
        .organisations
        .iter()
        .map(|one| (one.id.as_str(), one))
        .collect();
    for (file, name) in lost {
        let Some(id) = ids.get(&folded(&name.value)) else {
            continue;
        };
        let shown = clipped(&name.value);
        let message = format!("no organisation is called `{shown}` any more");
        let finding = Diagnostic::warning(Code::UnknownOrganisation, message);
        let finding = match today.get(id.as_str()) {
            Some(record) => finding
                .help(format!(
                    "the record `{id}` is called `{}` now: write that, or the id",
                    record.name.value
                ))
                .help(format!("if it goes by both names, add to the record `also: [{shown}]`")),
            None => finding.help(format!(
                "its record `{id}` is gone from organisations.yaml: add it again, or name who has taken its place"
            )),
        };
        diagnostics.push(finding.at(&file, name.span.clone()));
    }
}

/// Whom people come from, and for whom somebody sits or chairs, with the file that says it.
fn named(raw: &Raw) -> Vec<(Arc<str>, &Spanned<String>)> {
    let file: Arc<str> = format!("{}people.yaml", raw.prefix).into();
    let people = raw.people.iter();
    let mut found: Vec<(Arc<str>, &Spanned<String>)> = people
        .filter_map(|person| Some((Arc::clone(&file), person.organisation.as_ref()?)))
        .collect();
    for page in raw.pages.iter().filter(|page| page.as_of.is_none()) {
        let here = |name| (Arc::clone(&page.file), name);
        found.extend(page.kind.represented().into_iter().map(here));
    }
    found
}
