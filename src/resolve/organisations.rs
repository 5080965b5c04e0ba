//! Organisations: who runs whom, and by which names they go.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::references::names::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known};
use crate::load::{RawOrganisation, RawPerson, Spanned, Unavailable};
use crate::model::{
    DocumentId, Leader, Organisation, OrganisationId, OrganisationPost, Page, PageId, PersonId,
    Trust, Visit, Who,
};

/// What organisations name, and by which names they go.
pub(super) struct References {
    /// Organisations by each of their names, in small letters.
    by_name: HashMap<String, OrganisationId>,
    /// What each names.
    each: Vec<Named>,
}

/// What an organisation names.
struct Named {
    trust: Option<Trust>,
    posts: Vec<OrganisationPost>,
    leaders: Vec<Leader>,
    documents: Vec<DocumentId>,
}

/// Follows the references of organisations; what leads nowhere is reported.
pub(super) fn references(
    raw: &[RawOrganisation],
    unavailable: &Unavailable,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> References {
    let ids: HashMap<String, OrganisationId> = raw
        .iter()
        .enumerate()
        .map(|(n, o)| (o.id.clone(), OrganisationId::new(n)))
        .collect();
    let known = OnceCell::new();
    let known = || known.get_or_init(|| Arc::new(Known::new(ids.keys().map(String::as_str))));
    let mut by_name: HashMap<String, OrganisationId> = HashMap::new();
    let mut each = Vec::with_capacity(raw.len());
    for (index, raw) in raw.iter().enumerate() {
        let id = OrganisationId::new(index);
        for name in std::iter::once(&raw.name).chain(&raw.also) {
            let other = by_name.insert(name.value.to_lowercase(), id);
            if other.is_some_and(|other| other != id) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("two organisations are called `{}`", name.value),
                    )
                    .at(&raw.file, name.span.clone())
                    .help("a name leads to one organisation; make the names differ, or put them in one record"),
                );
            }
        }
        let documents = |written: &[Spanned<String>], diagnostics: &mut Diagnostics| {
            known_documents(written, raw, names, diagnostics)
        };
        let trust = raw.trust.as_ref().and_then(|name| {
            let by = ids.get(&name.value).copied();
            if by.is_none() && !unavailable.may_hold(&name.value) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::UnknownOrganisation,
                        format!("no organisation is called `{}`", name.value),
                    )
                    .at(&raw.file, name.span.clone())
                    .label("not in organisations.yaml")
                    .meant_among(&name.value, known())
                    .help("use an id from organisations.yaml, or add a record there"),
                );
            }
            if by == Some(id) {
                diagnostics.push(
                    Diagnostic::error(Code::UnknownOrganisation, "no organisation runs itself")
                        .at(&raw.file, name.span.clone())
                        .help("name the trust that runs it, or take the line away"),
                );
            }
            Some(Trust {
                by: by?,
                as_of: raw.trust_as_of,
                certain: raw.trust_certain,
                documents: documents(&raw.trust_documents, diagnostics),
            })
        });
        each.push(Named {
            trust,
            posts: posts(raw, names, diagnostics),
            leaders: leaders(raw, names, diagnostics),
            documents: documents(&raw.documents, diagnostics),
        });
    }
    References { by_name, each }
}

/// The documents that an organisation or a fact of it names.
fn known_documents(
    written: &[Spanned<String>],
    raw: &RawOrganisation,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<DocumentId> {
    let found = written.iter();
    found
        .filter_map(|document| names.document(document, &raw.file, diagnostics))
        .collect()
}

/// The posts of today; those that are dated come last.
fn posts(
    raw: &RawOrganisation,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<OrganisationPost> {
    let mut posts = Vec::with_capacity(raw.posts.len());
    let mut held: HashMap<String, &Spanned<String>> = HashMap::new();
    for post in &raw.posts {
        let is_held = post.person.is_some() || post.name.is_some();
        if is_held
            && post.as_of.is_none()
            && held
                .insert(post.role.value.to_lowercase(), &post.role)
                .is_some()
        {
            let finding = Diagnostic::warning(
                Code::TwoHolders,
                format!("two people are `{}` here at a time", post.role.value),
            );
            let advice = "put who had it before under `leaders`, with `as_of`; or give the two posts titles that tell them apart";
            diagnostics.push(finding.at(&raw.file, post.role.span.clone()).help(advice));
        }
        let person = match &post.person {
            None => None,
            Some(person) => match names.person(person, &raw.file, diagnostics) {
                None => continue,
                known => known,
            },
        };
        posts.push(OrganisationPost {
            role: post.role.value.clone(),
            holder: person
                .map(Who::Person)
                .or_else(|| post.name.clone().map(Who::Name)),
            as_of: post.as_of,
            documents: known_documents(&post.documents, raw, names, diagnostics),
        });
    }
    posts.sort_by_key(|post| post.as_of.is_some());
    posts
}

/// Leaders of the past: those without a date, then the latest.
fn leaders(raw: &RawOrganisation, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<Leader> {
    let leaders = raw.leaders.iter().map(|leader| Leader {
        name: leader.name.clone(),
        role: leader.role.clone(),
        as_of: leader.as_of,
        documents: known_documents(&leader.documents, raw, names, diagnostics),
    });
    let mut leaders: Vec<Leader> = leaders.collect();
    leaders.sort_by_key(|leader| (leader.as_of.is_some(), Reverse(leader.as_of)));
    leaders
}

/// Organisations with whom they run, who comes from them, and on which pages somebody sits or chairs for them; and
/// their ids by name.
pub(super) fn organisations(
    raw: Vec<RawOrganisation>,
    references: References,
    people: &[RawPerson],
    pages: &[Page],
) -> (Vec<Organisation>, HashMap<String, OrganisationId>) {
    let References { by_name, each } = references;
    let find = |name: &str| by_name.get(&name.trim().to_lowercase()).copied();
    let mut runs: Vec<Vec<OrganisationId>> = vec![Vec::new(); raw.len()];
    for (index, named) in each.iter().enumerate() {
        if let Some(trust) = &named.trust {
            runs[trust.by.index()].push(OrganisationId::new(index));
        }
    }
    let mut from: Vec<Vec<PersonId>> = vec![Vec::new(); raw.len()];
    for (index, person) in people.iter().enumerate() {
        if let Some(id) = person
            .organisation
            .as_ref()
            .and_then(|name| find(&name.value))
        {
            from[id.index()].push(PersonId::new(index));
        }
    }
    let mut named_on: Vec<Vec<PageId>> = vec![Vec::new(); raw.len()];
    for (index, page) in pages.iter().enumerate() {
        page.visit(&mut Reading {
            page: PageId::new(index),
            people,
            find,
            named_on: &mut named_on,
        });
    }
    let found = runs.into_iter().zip(from).zip(named_on);
    let organisations =
        raw.into_iter()
            .zip(each)
            .zip(found)
            .map(|((raw, named), ((runs, people), named_on))| Organisation {
                id: raw.id,
                name: raw.name.value,
                also: raw.also.into_iter().map(|also| also.value).collect(),
                sort: raw.sort,
                keywords: raw.keywords.into_iter().map(|word| word.value).collect(),
                trust: named.trust,
                posts: named.posts,
                leaders: named.leaders,
                as_of: raw.as_of,
                documents: named.documents,
                note: raw.note,
                runs,
                people,
                named_on,
            });
    (organisations.collect(), by_name)
}

/// A page being read for the organisations that somebody sits or chairs for.
struct Reading<'a, F> {
    page: PageId,
    people: &'a [RawPerson],
    find: F,
    /// The pages of each organisation.
    named_on: &'a mut [Vec<PageId>],
}

impl<F: Fn(&str) -> Option<OrganisationId>> Visit for Reading<'_, F> {
    fn organisation(&mut self, name: &str) {
        if let Some(id) = (self.find)(name) {
            let pages = &mut self.named_on[id.index()];
            if pages.last() != Some(&self.page) {
                pages.push(self.page);
            }
        }
    }

    fn own_organisation(&mut self, person: PersonId) {
        if let Some(name) = &self.people[person.index()].organisation {
            self.organisation(&name.value);
        }
    }
}
