//! The lists of a site: people, audiences, documents, glossary.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::calendar::shows_nothing;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::words::CALENDARS;
use crate::keys::{AUDIENCES, DOCUMENTS, GLOSSARY, Map, PEOPLE, Sort};
use crate::load::parts::aliases::{self, folded};
use crate::load::parts::contact::{email_problem, number, url_problem};
use crate::load::parts::ids;
use crate::load::raw::RawPerson;
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::load::yaml::reach;
use crate::load::yaml::tree::Node;
use crate::model::{Audience, Document, Expectation, Term};

/// All ways in which a meeting can concern an audience.
const EXPECTATIONS: [Expectation; 4] = [
    Expectation::Expected,
    Expectation::Encouraged,
    Expectation::For,
    Expectation::Welcome,
];

/// The records of a list, and the ids of those with a mistake. A reference to one of these is
/// no mistake of its own.
pub(crate) struct Records<T> {
    pub(crate) items: Vec<T>,
    pub(crate) unavailable: Vec<String>,
}

/// The most records of a list. Each has a page, and a list of so many is another program's data.
const MAX_RECORDS: usize = 20_000;

/// The records of a list file, each read by `record` from its key and fields.
pub(crate) fn records<T>(
    node: Node,
    reader: &Reader,
    list: &'static Map,
    mut record: impl FnMut(Spanned<String>, &mut Fields<'_>) -> Option<T>,
) -> Option<Records<T>> {
    let Sort::Record(declared) = list.value else {
        unreachable!("a list holds records")
    };
    let entries = reader.entries(node, list)?;
    let mut records = Records {
        items: Vec::new(),
        unavailable: Vec::new(),
    };
    if let Some((key, _)) = entries.get(MAX_RECORDS) {
        let message = format!(
            "{} has {} entries, and may have {MAX_RECORDS}",
            list.what,
            entries.len()
        );
        let help = "keep those that readers look for, or make several sites";
        reader.report(
            Diagnostic::error(Code::TooLarge, message).help(help),
            key.span.clone(),
        );
        return None;
    }
    for (key, node) in entries {
        let id = key.text.clone();
        let key = Spanned {
            value: key.text,
            span: key.span,
        };
        let read = reader.fields(node, declared).and_then(|mut fields| {
            let read = record(key, &mut fields);
            fields.finish();
            read
        });
        match read {
            Some(item) => records.items.push(item),
            // What refers to it may use the id as it should be.
            None => records.unavailable.extend([ids::better(&id), id]),
        }
    }
    Some(records)
}

/// `people.yaml`.
pub(crate) fn people(node: Node, reader: &Reader) -> Option<Records<RawPerson>> {
    let mut twins = Twins::default();
    records(node, reader, &PEOPLE, |id, fields| {
        let good = ids::check(reader, &id);
        let name = fields.required_words("name");
        let surname = fields.plain("surname");
        let email = fields.text("email").filter(|e| email_problem(reader, e));
        let phone = fields
            .text("phone")
            .and_then(|p| number(reader, p))
            .map(|p| p.value);
        let written = name.as_ref().map(|name| name.value.as_str());
        let (also, keywords) = aliases::read(fields, written);
        let organisation = fields.text("organisation");
        let remark = fields.plain("note");
        if let Some(name) = &name {
            let of = organisation.as_ref().map(|name| folded(&name.value));
            twins.person(&id.value, name, of, reader);
        }
        if let Some(email) = &email {
            twins.mailbox(&id.value, email, reader);
        }
        let name = name?.value;
        let person = RawPerson {
            surname: surname.unwrap_or_else(|| last_word(&name)),
            id: id.value,
            name,
            also: values(also),
            keywords: values(keywords),
            organisation,
            email: email.map(|email| email.value),
            phone,
            note: remark,
        };
        good.then_some(person)
    })
}

/// Texts without their places.
pub(super) fn values(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

/// What records of a list have in common that should tell them apart.
#[derive(Default)]
struct Twins {
    /// The first record of each name, with the organisation that it gives.
    names: HashMap<String, (String, Option<String>)>,
    mailboxes: HashMap<String, String>,
}

impl Twins {
    /// Warns of a person who has the name of one before. Two of different organisations are told apart by these.
    fn person(
        &mut self,
        id: &str,
        name: &Spanned<String>,
        organisation: Option<String>,
        reader: &Reader,
    ) {
        match self.names.entry(folded(&name.value)) {
            Entry::Vacant(place) => {
                place.insert((id.to_owned(), organisation));
            }
            Entry::Occupied(place) => {
                let (other, of) = place.get();
                if organisation.is_some() && of.is_some() && organisation != *of {
                    return;
                }
                let message = format!("`{other}` has the name {} too", short(&name.value));
                let help = "keep one record, or if they are two people, give each the `organisation` that tells readers who is who";
                let finding = Diagnostic::warning(Code::RepeatedName, message).help(help);
                reader.report(finding, name.span.clone());
            }
        }
    }

    /// Warns of a mailbox that a person before has.
    fn mailbox(&mut self, id: &str, mailbox: &Spanned<String>, reader: &Reader) {
        let other = self.mailboxes.entry(mailbox.value.to_lowercase());
        let other = other.or_insert_with(|| id.to_owned());
        if other != id {
            let message = format!(
                "`{}` is the mailbox of `{other}` too",
                short(&mailbox.value)
            );
            let help = "a mailbox that several people read belongs to their team: give it to the service, or to a record of contacts.yaml";
            let finding = Diagnostic::warning(Code::RepeatedName, message).help(help);
            reader.report(finding, mailbox.span.clone());
        }
    }

    /// Warns of a record that has the name of one before; `has` says what they have in common.
    fn record(&mut self, id: &str, name: &Spanned<String>, has: &str, reader: &Reader) {
        let first = self.names.entry(folded(&name.value));
        let (other, _) = first.or_insert_with(|| (id.to_owned(), None));
        if other != id {
            let message = format!("`{other}` {has} too: {}", short(&name.value));
            let help = "keep one record, or give each a name of its own";
            let finding = Diagnostic::warning(Code::RepeatedName, message).help(help);
            reader.report(finding, name.span.clone());
        }
    }
}

fn last_word(name: &str) -> String {
    name.split_whitespace()
        .next_back()
        .unwrap_or(name)
        .to_owned()
}

/// `audiences.yaml`.
pub(crate) fn audiences(node: Node, reader: &Reader) -> Option<Records<Audience>> {
    let mut twins = Twins::default();
    records(node, reader, &AUDIENCES, |id, fields| {
        let good = ids::check(reader, &id);
        let title = fields.required_words("title");
        if let Some(title) = &title {
            twins.record(&id.value, title, "has this title", reader);
        }
        let description = fields.plain("description");
        let group = fields.plain("group");
        let calendar = calendar(fields);
        let audience = Audience {
            id: id.value,
            title: title?.value,
            description,
            group,
            calendar,
        };
        good.then_some(audience)
    })
}

/// Which meetings stand in the calendar of an audience: all that concern it, unless the editor chose.
fn calendar(fields: &mut Fields<'_>) -> Vec<Expectation> {
    if !fields.has_value("calendar") {
        // A key with nothing after it is as good as none.
        fields.pass("calendar");
        return EXPECTATIONS.to_vec();
    }
    let span = fields.key_span("calendar");
    let chosen = fields.choices("calendar", CALENDARS);
    if chosen.contains(&None) && chosen.len() > 1 {
        fields.reader.report(
            Diagnostic::error(
                Code::UnknownValue,
                "`none` stands beside other words, so it is not clear which meetings are meant",
            )
            .help("write `none` alone for no calendar, or take it out of the list"),
            span,
        );
    }
    let of = |expectation| chosen.contains(&Some(expectation));
    EXPECTATIONS.into_iter().filter(|&e| of(e)).collect()
}

/// `documents.yaml`.
pub(crate) fn documents(node: Node, reader: &Reader) -> Option<Records<Document>> {
    let mut twins = Twins::default();
    records(node, reader, &DOCUMENTS, |id, fields| {
        let good = ids::check(reader, &id);
        let title = fields.required_words("title");
        let url = fields.text("url").filter(|u| url_problem(reader, u));
        if let Some(url) = &url {
            twins.record(&id.value, url, "has this address", reader);
            reach::check(
                url,
                title.as_ref().map(|title| title.value.as_str()),
                reader,
            );
        }
        let document = Document {
            id: id.value,
            publisher: fields.plain("publisher"),
            date: fields.plain("date"),
            url: url.map(|url| url.value),
            note: fields.plain("note"),
            title: title?.value,
        };
        good.then_some(document)
    })
}

/// `glossary.yaml`.
pub(crate) fn glossary(node: Node, reader: &Reader) -> Option<Records<Term>> {
    let (mut shorts, mut others) = (HashSet::new(), Vec::new());
    let mut twins = Twins::default();
    let mut terms = records(node, reader, &GLOSSARY, |short, fields| {
        let shown = !shows_nothing(&short.value);
        if !shown {
            fields.reader.report(
                Diagnostic::error(Code::MissingKey, "this short form shows nothing")
                    .help("write the short form before the colon, and what it means below"),
                short.span.clone(),
            );
        }
        twins.record(&short.value, &short, "is the same short form", reader);
        let means = meanings(fields);
        let (also, keywords) = aliases::read(fields, Some(&short.value));
        let definition = fields.plain("definition");
        let also_shown = also.iter().map(|other| other.value.clone()).collect();
        shorts.insert(short.value.clone());
        others.extend(also.into_iter().map(|other| (short.value.clone(), other)));
        let term = Term {
            short: short.value,
            means: means?,
            also: also_shown,
            keywords: values(keywords),
            elsewhere: Vec::new(),
            definition,
        };
        shown.then_some(term)
    });
    one_meaning(&shorts, &others, reader);
    if let Some(terms) = &mut terms {
        elsewhere(&mut terms.items);
    }
    terms
}

/// What a short form stands for: one text, or a list where it has several meanings.
fn meanings(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    if !fields.is_list("means") {
        return fields
            .required_words("means")
            .map(|means| vec![means.value]);
    }
    let means = fields.plain_list("means");
    // An empty list says as little as nothing.
    (!means.is_empty()).then_some(means).or_else(|| {
        fields.required_words("means")?;
        None
    })
}

/// Gives each term what others mean that have it among their other forms: readers are to see all of it.
fn elsewhere(terms: &mut [Term]) {
    let mut found: HashMap<&str, Vec<(String, String)>> = HashMap::new();
    for term in terms.iter() {
        for also in &term.also {
            let other = (term.short.clone(), term.meanings());
            found.entry(also).or_default().push(other);
        }
    }
    let found: Vec<_> = terms
        .iter()
        .map(|term| found.get(term.short.as_str()).cloned().unwrap_or_default())
        .collect();
    for (term, elsewhere) in terms.iter_mut().zip(found) {
        term.elsewhere = elsewhere;
    }
}

/// Warns of another form of a term that is a term of its own: readers would find two meanings, and texts explain one.
/// `others` are such forms, each after its term. Two terms may share another form: they may mean the same.
fn one_meaning(shorts: &HashSet<String>, others: &[(String, Spanned<String>)], reader: &Reader) {
    for (short, other) in others {
        let form = &other.value;
        if form == short || !shorts.contains(form) {
            continue;
        }
        reader.report(
            Diagnostic::warning(
                Code::DuplicateId,
                format!("`{form}` is another form of `{short}` here, and a term of its own too"),
            )
            .label("two meanings")
            .help("remove it here, or write the words out where it could mean either"),
            other.span.clone(),
        );
    }
}
