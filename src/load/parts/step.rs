//! Steps of a process.

use super::contact;
use crate::keys::STEP;
use crate::load::markdown::inline::Inline;
use crate::load::raw::RawStep;
use crate::load::yaml::fields::Fields;

/// The steps under `steps`.
pub(crate) fn read(fields: &mut Fields<'_>, inline: &Inline<'_>) -> Vec<RawStep> {
    let reader = fields.reader;
    let mut steps = Vec::new();
    for node in fields.list("steps") {
        let Some(mut item) = reader.fields(node, &STEP) else {
            continue;
        };
        let title = item.required_words("title");
        let step = RawStep {
            title: String::new(),
            text: item.text("do").map(|text| inline.convert(&text, reader)),
            who: item.plain("who"),
            level: item.plain("level"),
            within: item.plain("within"),
            form: item.plain("form"),
            contacts: contact::contacts(&mut item),
        };
        item.finish();
        steps.extend(title.map(|title| RawStep {
            title: title.value,
            ..step
        }));
    }
    steps
}
