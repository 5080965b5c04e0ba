//! `allow`: what `redway check` is not to tell of a page, each with the reason.

use crate::calendar::shows_nothing;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::ALLOW;
use crate::load::yaml::fields::{Fields, short};

/// The codes under `allow: [code: why]`. One without a reason, or that nothing on a page can be told by, is reported.
pub(crate) fn read(fields: &mut Fields<'_>) -> Vec<Code> {
    let reader = fields.reader;
    let mut allowed = Vec::new();
    for node in fields.list("allow") {
        for (key, node) in reader.entries(node, &ALLOW).unwrap_or_default() {
            let mut codes = Code::ALLOWED_BY_PAGES.iter();
            let names = Code::ALLOWED_BY_PAGES.iter().map(|code| code.name());
            let Some(code) = codes.find(|code| code.name() == key.text) else {
                let all: Vec<_> = names.clone().map(|name| format!("`{name}`")).collect();
                reader.report(
                    Diagnostic::error(
                        Code::UnknownValue,
                        format!("a page cannot allow `{}`", short(&key.text)),
                    )
                    .did_you_mean(&key.text, names)
                    .help(format!("it can allow {}", all.join(", "))),
                    key.span,
                );
                continue;
            };
            let why = reader.text(node, "the reason");
            if why.is_some_and(|why| !shows_nothing(&why.value)) {
                allowed.push(*code);
            }
        }
    }
    allowed
}
