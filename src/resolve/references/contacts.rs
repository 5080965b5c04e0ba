//! Contact points whose people and documents are known, and links that print one.

use std::sync::Arc;

use super::names::Names;
use super::telling::Telling;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped};
use crate::load::{RawContactPoint, RawContactRecord, RawWay, Spanned};
use crate::model::{Contact, ContactId, Fact, Target, Way};
use crate::reach::{mailto, telephone};

/// The contact points of `contacts.yaml`, in their order.
pub(crate) fn records(
    raw: &[RawContactRecord],
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Contact> {
    let record = |(index, raw): (usize, &RawContactRecord)| Contact {
        record: Some(ContactId::new(index)),
        ..point(&raw.point, names, &raw.file, diagnostics)
    };
    raw.iter().enumerate().map(record).collect()
}

/// The same, each with its id.
pub(crate) fn with_ids(
    raw: Vec<RawContactRecord>,
    contacts: Vec<Contact>,
) -> Vec<(String, Contact)> {
    let ids = raw.into_iter().map(|record| record.id.value);
    ids.zip(contacts).collect()
}

/// A contact point as it is written out; what names nobody is reported and left out.
pub(crate) fn point(
    raw: &RawContactPoint,
    names: &Names<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Contact {
    let ways = raw.ways.iter().filter_map(|way| {
        Some(match way {
            RawWay::Email(email) => Way::Email(email.clone()),
            RawWay::Phone(phone) => Way::Phone(phone.clone()),
            RawWay::Web { url, label } => Way::Web {
                url: url.clone(),
                label: label.clone(),
            },
            RawWay::Post(address) => Way::Post(address.clone()),
            RawWay::Person(person) => Way::Person(names.person(person, file, diagnostics)?),
        })
    });
    let ways = ways.collect();
    let documents = raw.documents.iter();
    Contact {
        purpose: raw.purpose.clone(),
        ways,
        checked: raw.checked.as_ref().map(|day| day.value),
        as_of: raw.as_of,
        documents: documents
            .filter_map(|document| names.document(document, file, diagnostics))
            .collect(),
        note: raw.note.clone(),
        record: None,
    }
}

/// The word for a postal address.
const POST: &str = "address";

/// The word for a way in `contact:mash-advice#phone`.
fn word(way: &Way) -> &'static str {
    match way {
        Way::Email(_) => "email",
        Way::Phone(_) => "phone",
        Way::Web { .. } => "url",
        Way::Post(_) => POST,
        Way::Person(_) => "person",
    }
}

/// The words for the ways of a contact point, each as a link names it: the second number is `phone-2`.
pub(crate) fn words(ways: &[Way]) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(ways.len());
    for (index, way) in ways.iter().enumerate() {
        let before = ways[..index].iter();
        words.push(
            match before.filter(|other| word(other) == word(way)).count() {
                0 => word(way).to_owned(),
                before => format!("{}-{}", word(way), before + 1),
            },
        );
    }
    words
}

/// What `[](contact:…)` prints: the first way to reach the contact point, or the one after `#`.
pub(super) fn fact(
    written: &str,
    link: &Spanned<String>,
    contacts: &[Contact],
    names: &Names<'_>,
    telling: Telling<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Fact> {
    let (id, wanted) = match written.split_once('#') {
        Some((id, wanted)) => (id, Some(wanted)),
        None => (written, None),
    };
    let name = Spanned {
        value: id.to_owned(),
        span: link.span.clone(),
    };
    let id = names.contact(&name, telling.file, diagnostics)?;
    let contact = &contacts[id.index()];
    let report = |message: String, diagnostics: &mut Diagnostics| {
        let words = words(&contact.ways);
        let linked = words.iter().filter(|word| !word.starts_with(POST));
        let linked: Vec<String> = linked.map(|word| format!("`#{word}`")).collect();
        let help = match &linked[..] {
            [] => "name it under `contacts` of the page, which shows its address".to_owned(),
            linked => format!("a link can print its {}", linked.join(", ")),
        };
        let wanted = wanted.unwrap_or_default();
        let finding = Diagnostic::error(Code::UnknownContact, message)
            .did_you_mean(
                wanted,
                words.iter().map(String::as_str).filter(|w| *w != wanted),
            )
            .help(help);
        diagnostics.push(finding.at(telling.file, link.span.clone()));
    };
    let mut ways = contact.ways.iter().enumerate();
    let index = match wanted {
        None => ways
            .find(|(_, way)| word(way) != POST)
            .map(|(index, _)| index),
        Some(wanted) => words(&contact.ways).iter().position(|word| word == wanted),
    };
    let Some(way) = index.and_then(|index| contact.ways.get(index)) else {
        let message = match wanted {
            // Without any way its record has a mistake that is told there.
            None if contact.ways.is_empty() => return None,
            None => format!(
                "`{}` is reached by post alone, which no link can do",
                name.value
            ),
            Some(wanted) => {
                let shown = clipped(wanted);
                format!("the contact point `{}` has no `{shown}`", name.value)
            }
        };
        report(message, diagnostics);
        return None;
    };
    let (words, to) = match way {
        Way::Email(email) => (email.as_str(), Target::Verbatim(mailto(email).into())),
        Way::Phone(phone) => (
            phone.as_str(),
            Target::Verbatim(telephone::href(phone).into()),
        ),
        Way::Web { url, label } => (
            label.as_deref().unwrap_or(url),
            Target::Verbatim(url.as_str().into()),
        ),
        Way::Post(_) => {
            let message = format!(
                "a link cannot lead to the postal address of `{}`",
                name.value
            );
            report(message, diagnostics);
            return None;
        }
        Way::Person(person) => (telling.name(*person), Target::Person(*person)),
    };
    let note: Box<str> = contact.as_of.map_or_else(Box::default, |as_of| {
        let day = telling.locale.as_of(as_of);
        let note = telling.locale.put("beside_as_of", &[("day", &day)]);
        format!(" {note}").into()
    });
    Some(Fact {
        to,
        words: words.into(),
        rest: [(note.clone(), None)].into(),
        note,
        days: Box::default(),
        contact: Some(id),
    })
}
