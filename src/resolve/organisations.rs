//! Organisations: who runs whom, and by which names they go.

use std::collections::HashMap;

use super::references::names::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Lost, RawOrganisation};
use crate::model::{Kind, Organisation, OrganisationId, Page, PageId, Person, PersonId, Trust};

/// Organisations, and their ids by each name in small letters.
pub(super) fn resolve(
    raw: Vec<RawOrganisation>,
    lost: &Lost,
    names: &Names<'_>,
    out: &mut Diagnostics,
) -> (Vec<Organisation>, HashMap<String, OrganisationId>) {
    let ids: HashMap<String, OrganisationId> = raw
        .iter()
        .enumerate()
        .map(|(n, o)| (o.id.clone(), OrganisationId::new(n)))
        .collect();
    let mut by_name: HashMap<String, OrganisationId> = HashMap::new();
    let mut organisations: Vec<Organisation> = Vec::with_capacity(raw.len());
    for (index, raw) in raw.into_iter().enumerate() {
        let id = OrganisationId::new(index);
        for name in std::iter::once(&raw.name).chain(&raw.also) {
            let other = by_name.insert(name.value.to_lowercase(), id);
            if other.is_some_and(|other| other != id) {
                out.push(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("two organisations are called `{}`", name.value),
                    )
                    .at(&raw.file, name.span.clone())
                    .help("a name leads to one organisation; make the names differ, or put them in one record"),
                );
            }
        }
        let trust = raw.trust.as_ref().and_then(|name| {
            let by = ids.get(&name.value).copied();
            if by.is_none() && !lost.may_hold(&name.value) {
                let mut known: Vec<&str> = ids.keys().map(String::as_str).collect();
                known.sort_unstable();
                out.push(
                    Diagnostic::error(
                        Code::UnknownOrganisation,
                        format!("no organisation is called `{}`", name.value),
                    )
                    .at(&raw.file, name.span.clone())
                    .label("not in organisations.yaml")
                    .did_you_mean(&name.value, known)
                    .help("use an id from organisations.yaml, or add a record there"),
                );
            }
            if by == Some(id) {
                out.push(
                    Diagnostic::error(Code::UnknownOrganisation, "no organisation runs itself")
                        .at(&raw.file, name.span.clone())
                        .help("name the trust that runs it, or take the line away"),
                );
            }
            Some(Trust {
                by: by?,
                as_of: raw.trust_as_of,
                certain: raw.trust_certain,
            })
        });
        organisations.push(Organisation {
            id: raw.id,
            name: raw.name.value,
            also: raw.also.into_iter().map(|also| also.value).collect(),
            sort: raw.sort,
            trust,
            leaders: raw.leaders,
            document: raw
                .document
                .and_then(|d| names.document(&d, &raw.file, out)),
            note: raw.note,
            runs: Vec::new(),
            people: Vec::new(),
            named_on: Vec::new(),
        });
    }
    let run: Vec<(OrganisationId, OrganisationId)> = organisations
        .iter()
        .enumerate()
        .filter_map(|(n, o)| Some((o.trust?.by, OrganisationId::new(n))))
        .collect();
    for (by, id) in run {
        organisations[by.index()].runs.push(id);
    }
    (organisations, by_name)
}

/// Fills in who comes from where, and on which pages somebody sits or chairs for an organisation.
pub(super) fn fill(
    organisations: &mut [Organisation],
    by_name: &HashMap<String, OrganisationId>,
    people: &[Person],
    pages: &[Page],
) {
    let find = |name: &str| by_name.get(&name.trim().to_lowercase()).copied();
    for (index, person) in people.iter().enumerate() {
        if let Some(id) = person.organisation.as_deref().and_then(find) {
            organisations[id.index()].people.push(PersonId::new(index));
        }
    }
    for (index, page) in pages.iter().enumerate() {
        let mut named: Vec<&str> = Vec::new();
        match &page.kind {
            Kind::Group(group) => {
                for seat in &group.seats {
                    let own = seat
                        .member
                        .and_then(|m| people[m.index()].organisation.as_deref());
                    named.extend(seat.organisation.as_deref().or(own));
                }
            }
            Kind::Series(series) => {
                let chairs = series
                    .chairs
                    .iter()
                    .chain(series.areas.iter().flat_map(|a| &a.chairs));
                named.extend(chairs.filter_map(|chair| chair.role_for.as_deref()));
            }
            Kind::Page | Kind::Service(_) | Kind::Plan(_) | Kind::Minutes(_) => {}
        }
        for name in named {
            if let Some(id) = find(name) {
                let pages = &mut organisations[id.index()].named_on;
                if pages.last() != Some(&PageId::new(index)) {
                    pages.push(PageId::new(index));
                }
            }
        }
    }
}
