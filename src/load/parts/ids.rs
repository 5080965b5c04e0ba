//! The rules for ids.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::yaml::fields::{Reader, Spanned, short};

/// An id is part of addresses, UIDs and file names for ever: lower-case letters a to z,
/// digits and hyphens, starting with a letter or digit.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The id that is most like a text.
pub(crate) fn better(text: &str) -> String {
    crate::markdown::slug(&text.replace(['/', '.', '_'], " "))
}

/// Reports an id that breaks the rules.
pub(crate) fn check(reader: &Reader, id: &Spanned<String>) -> bool {
    let good = is_id(&id.value);
    if !good {
        let better = better(&id.value);
        let mut finding = Diagnostic::error(
            Code::BadId,
            format!("`{}` cannot be an id", short(&id.value)),
        )
        .help("an id has lower-case letters a to z, digits and hyphens, as in `naima-france`");
        if is_id(&better) {
            finding = finding.help(format!("for example `{better}`"));
        }
        reader.report(finding, id.span.clone());
    }
    good
}
