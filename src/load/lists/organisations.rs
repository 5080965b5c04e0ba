//! `organisations.yaml`.

use std::sync::Arc;

use super::records::{Records, records};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::{LEADER, ORGANISATIONS, POST, words};
use crate::load::parts::{aliases, documents, ids};
use crate::load::raw::{RawLeader, RawOrganisation, RawOrganisationPost};
use crate::load::yaml::fields::{Fields, Reader};
use crate::load::yaml::tree::Node;
use crate::model::Sort;

/// Reads the organisations.
pub(crate) fn read(
    node: Node,
    file: &Arc<str>,
    reader: &Reader,
) -> Option<Records<RawOrganisation>> {
    records(node, reader, &ORGANISATIONS, |id, fields| {
        let good = ids::check(reader, &id);
        let name = fields.required_words("name");
        let written = name.as_ref().map(|name| name.value.as_str());
        let (also, keywords) = aliases::read(fields, written);
        let organisation = RawOrganisation {
            file: Arc::clone(file),
            also,
            keywords,
            sort: fields
                .choice("type", words::ORGANISATIONS)
                .unwrap_or(Sort::Other),
            trust: fields.text("trust"),
            trust_as_of: fields.as_of("trust_as_of"),
            trust_certain: fields.flag("trust_certain").unwrap_or(true),
            trust_documents: fields.texts("trust_documents"),
            posts: posts(fields),
            leaders: leaders(fields),
            as_of: fields.as_of("as_of"),
            documents: documents::read(fields),
            note: fields.plain("note"),
            name: name?,
            id: id.value,
        };
        good.then_some(organisation)
    })
}

/// The posts of today.
fn posts(fields: &mut Fields<'_>) -> Vec<RawOrganisationPost> {
    let reader = fields.reader;
    let mut posts = Vec::new();
    for node in fields.list("posts") {
        let Some(mut item) = reader.fields(node, &POST) else {
            continue;
        };
        let role = item.required("role");
        let (person, name) = (item.text("person"), item.plain("name"));
        let vacant = item.flag("vacant").unwrap_or(false);
        let (as_of, documents) = (item.as_of("as_of"), documents::read(&mut item));
        let span = item.span.start..item.span.start + 1;
        let slip = item.misspelt(POST.choose.keys());
        item.finish();
        let problem = match (person.is_some(), name.is_some(), vacant) {
            (false, false, false) if !slip => Some(
                "a post needs a `person` of people.yaml, the `name` of somebody else, or `vacant: true`",
            ),
            (true, true, _) => Some("a post has a `person` or a `name`, not both"),
            (true, _, true) | (_, true, true) => Some("a post cannot have a holder and be vacant"),
            _ => None,
        };
        if let Some(message) = problem {
            let help = format!("write for example {}", POST.shown());
            let finding = Diagnostic::error(Code::MissingKey, message).help(help);
            reader.report(finding, span);
            continue;
        }
        posts.extend(role.map(|role| RawOrganisationPost {
            role,
            person,
            name,
            as_of,
            documents,
        }));
    }
    posts
}

/// Leaders of the past.
fn leaders(fields: &mut Fields<'_>) -> Vec<RawLeader> {
    let reader = fields.reader;
    let mut leaders = Vec::new();
    for node in fields.list("leaders") {
        let Some(mut item) = reader.fields(node, &LEADER) else {
            continue;
        };
        let name = item.required_words("name");
        let (role, as_of) = (item.plain("role"), item.as_of("as_of"));
        let documents = documents::read(&mut item);
        item.finish();
        leaders.extend(name.map(|name| RawLeader {
            name: name.value,
            role,
            as_of,
            documents,
        }));
    }
    leaders
}
