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
    let find = |name: &str| named(&by_name, name);
    let mut runs: Vec<Vec<OrganisationId>> = vec![Vec::new(); raw.len()];
    for (index, named) in each.iter().enumerate() {
        if let Some(trust) = &named.trust {
            runs[trust.by.index()].push(OrganisationId::new(index));
        }
    }
    let mut from: Vec<Vec<PersonId>> = vec![Vec::new(); raw.len()];
    for (index, person) in people.iter().enumerate() {
        let name = person.organisation.as_ref();
        for id in name.map_or_else(Vec::new, |name| find(&name.value)) {
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

/// A word between two names, such as "and", has no more letters in most languages.
const LONGEST_JOINT: usize = 3;

/// A text of more words names no two organisations.
const MOST_WORDS: usize = 24;

/// The organisations that a text names: one by its whole name, or several in a row, as in `Oak, Elm and Ash`.
fn named(by_name: &HashMap<String, OrganisationId>, text: &str) -> Vec<OrganisationId> {
    let text = text.trim().to_lowercase();
    if let Some(&id) = by_name.get(&text) {
        return vec![id];
    }
    let is_joint = |c: char| matches!(c, ',' | ';' | '/' | '&' | '+');
    let spaced = text.replace(is_joint, " , ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest = &*words;
    while !rest.is_empty() {
        let mut joints = if found.is_empty() {
            0..=0
        } else {
            1..=joints(rest)
        };
        let at = |joints: usize| {
            let rest = &rest[joints..];
            let mut ends = (1..=rest.len()).rev();
            ends.find_map(|end| Some((joints + end, by_name.get(&rest[..end].join(" "))?)))
        };
        // What looks like a joint may begin a name.
        let Some((end, &id)) = joints.find_map(at) else {
            return Vec::new();
        };
        if !found.contains(&id) {
            found.push(id);
        }
        rest = &rest[end..];
    }
    found
}

/// How many words and signs at the beginning may stand between two names.
fn joints(words: &[&str]) -> usize {
    let signs = words.iter().take_while(|word| **word == ",").count();
    let word = words.get(signs);
    signs + usize::from(word.is_some_and(|word| word.chars().count() <= LONGEST_JOINT))
}

/// A page being read for the organisations that somebody sits or chairs for.
struct Reading<'a, F> {
    page: PageId,
    people: &'a [RawPerson],
    find: F,
    /// The pages of each organisation.
    named_on: &'a mut [Vec<PageId>],
}

impl<F: Fn(&str) -> Vec<OrganisationId>> Visit for Reading<'_, F> {
    fn organisation(&mut self, name: &str) {
        for id in (self.find)(name) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_one_organisation_or_several_in_a_row() {
        let names = ["oak", "elm school", "ash", "ash and oak trust"];
        let by_name = names.iter().zip(0..).map(|(name, index)| {
            let id = OrganisationId::new(index);
            ((*name).to_owned(), id)
        });
        let by_name: HashMap<String, OrganisationId> = by_name.collect();
        let found = |text: &str| {
            let ids = named(&by_name, text).into_iter();
            ids.map(|id| names[id.index()]).collect::<Vec<_>>()
        };
        assert_eq!(found(" Oak "), ["oak"]);
        assert_eq!(
            found("Oak, Elm School and Ash"),
            ["oak", "elm school", "ash"]
        );
        assert_eq!(found("Elm School a Derw"), [""; 0]);
        assert_eq!(found("Elm School ac Oak"), ["elm school", "oak"]);
        assert_eq!(found("Oak/Ash"), ["oak", "ash"]);
        assert_eq!(found("Oak & Ash & Oak"), ["oak", "ash"]);
        assert_eq!(found("Ash and Oak Trust"), ["ash and oak trust"]);
        assert_eq!(
            found("Elm School, Ash and Oak Trust"),
            ["elm school", "ash and oak trust"]
        );
        // None of these is from there.
        assert_eq!(found("Friends of Oak"), [""; 0]);
        assert_eq!(found("Oak and others"), [""; 0]);
        assert_eq!(found("Oak Bank"), [""; 0]);
        assert_eq!(found("Oak Ash"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
        assert_eq!(found(", and"), [""; 0]);
        assert_eq!(found(&"oak ".repeat(40)), [""; 0]);
    }
}
