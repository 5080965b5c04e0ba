//! `organisations.yaml`.

use std::sync::Arc;

use super::records::{Records, records};
use crate::load::parts::ids;
use crate::load::raw::RawOrganisation;
use crate::load::yaml::fields::{Fields, Reader};
use crate::load::yaml::tree::Node;
use crate::model::{Leader, Sort};

const SORTS: [(&str, Sort); 6] = [
    ("school", Sort::School),
    ("setting", Sort::Setting),
    ("college", Sort::College),
    ("trust", Sort::Trust),
    ("council", Sort::Council),
    ("other", Sort::Other),
];

/// Reads the organisations.
pub(crate) fn read(
    node: Node,
    file: &Arc<str>,
    reader: &Reader,
) -> Option<Records<RawOrganisation>> {
    records(node, reader, "`organisations.yaml`", |id, fields| {
        let good = ids::check(reader, &id);
        let name = fields.required_words("name");
        let organisation = RawOrganisation {
            file: Arc::clone(file),
            also: fields.texts("also"),
            sort: fields.choice("type", &SORTS).unwrap_or(Sort::Other),
            trust: fields.text("trust"),
            trust_as_of: fields.as_of("trust_as_of"),
            trust_certain: fields.flag("trust_certain").unwrap_or(true),
            leaders: leaders(fields),
            document: fields.text("document"),
            note: fields.plain("note"),
            name: name?,
            id: id.value,
        };
        good.then_some(organisation)
    })
}

fn leaders(fields: &mut Fields<'_>) -> Vec<Leader> {
    let reader = fields.reader;
    let mut leaders = Vec::new();
    for node in fields.list("leaders") {
        let Some(mut item) = reader.fields(node, "this leader") else {
            continue;
        };
        let name = item.required_words("name");
        let (role, as_of) = (item.plain("role"), item.as_of("as_of"));
        item.finish();
        leaders.extend(name.map(|name| Leader {
            name: name.value,
            role,
            as_of,
        }));
    }
    leaders
}
