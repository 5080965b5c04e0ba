//! The lists of a site: people, audiences, documents, glossary.

use std::collections::HashSet;

use crate::calendar::shows_nothing;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::parts::contact::{email_problem, number, url_problem};
use crate::load::parts::ids;
use crate::load::raw::RawPerson;
use crate::load::yaml::fields::{Fields, Reader, Spanned};
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

/// The words under `calendar` of an audience.
const CALENDAR_WORDS: [(&str, Option<Expectation>); 5] = [
    ("expected", Some(Expectation::Expected)),
    ("encouraged", Some(Expectation::Encouraged)),
    ("for", Some(Expectation::For)),
    ("welcome", Some(Expectation::Welcome)),
    ("none", None),
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
    what: &'static str,
    mut record: impl FnMut(Spanned<String>, &mut Fields<'_>) -> Option<T>,
) -> Option<Records<T>> {
    let fields = reader.fields(node, what)?;
    let mut records = Records {
        items: Vec::new(),
        unavailable: Vec::new(),
    };
    let entries = fields.into_entries();
    if let Some((key, _)) = entries.get(MAX_RECORDS) {
        let message = format!(
            "{what} has {} entries, and may have {MAX_RECORDS}",
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
        let read = reader.fields(node, "this record").and_then(|mut fields| {
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
    records(node, reader, "`people.yaml`", |id, fields| {
        let good = ids::check(reader, &id);
        let name = fields.required_words("name");
        let surname = fields.plain("surname");
        let email = fields
            .text("email")
            .filter(|e| email_problem(reader, e))
            .map(|e| e.value);
        let phone = fields
            .text("phone")
            .and_then(|p| number(reader, p))
            .map(|p| p.value);
        let also = fields.plain_list("also");
        let organisation = fields.plain("organisation");
        let remark = fields.plain("note");
        let name = name?.value;
        let person = RawPerson {
            surname: surname.unwrap_or_else(|| last_word(&name)),
            id: id.value,
            name,
            also,
            organisation,
            email,
            phone,
            note: remark,
        };
        good.then_some(person)
    })
}

fn last_word(name: &str) -> String {
    name.split_whitespace()
        .next_back()
        .unwrap_or(name)
        .to_owned()
}

/// `audiences.yaml`.
pub(crate) fn audiences(node: Node, reader: &Reader) -> Option<Records<Audience>> {
    records(node, reader, "`audiences.yaml`", |id, fields| {
        let good = ids::check(reader, &id);
        let title = fields.required_words("title");
        let description = fields.plain("description");
        let calendar = calendar(fields);
        let audience = Audience {
            id: id.value,
            title: title?.value,
            description,
            calendar,
        };
        good.then_some(audience)
    })
}

/// Which meetings stand in the calendar of an audience: all that concern it, unless the editor chose.
fn calendar(fields: &mut Fields<'_>) -> Vec<Expectation> {
    if !fields.has_value("calendar") {
        // A key with nothing after it is as good as none.
        let _ = fields.take("calendar");
        return EXPECTATIONS.to_vec();
    }
    let span = fields.key_span("calendar");
    let chosen = fields.choices("calendar", &CALENDAR_WORDS);
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
    records(node, reader, "`documents.yaml`", |id, fields| {
        let good = ids::check(reader, &id);
        let title = fields.required_words("title");
        let url = fields.text("url").filter(|u| url_problem(reader, u));
        if let Some(url) = &url {
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
    let terms = records(node, reader, "`glossary.yaml`", |short, fields| {
        let shown = !shows_nothing(&short.value);
        if !shown {
            fields.reader.report(
                Diagnostic::error(Code::MissingKey, "this short form shows nothing")
                    .help("write the short form before the colon, and what it means below"),
                short.span.clone(),
            );
        }
        let means = fields.required_words("means");
        let also = fields.texts("also");
        let definition = fields.plain("definition");
        let also_shown = also.iter().map(|other| other.value.clone()).collect();
        shorts.insert(short.value.clone());
        others.extend(also.into_iter().map(|other| (short.value.clone(), other)));
        let term = Term {
            short: short.value,
            means: means?.value,
            also: also_shown,
            definition,
        };
        shown.then_some(term)
    });
    one_meaning(&shorts, &others, reader);
    terms
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
