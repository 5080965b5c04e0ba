//! The language of a site, or of a page that is in another one.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::values::language::is_language;
use crate::load::yaml::fields::{Fields, short};

/// Reads `language`; a text that cannot be one is reported.
pub(crate) fn read(fields: &mut Fields<'_>) -> Option<String> {
    let language = fields.text("language")?;
    if is_language(&language.value) {
        return Some(language.value);
    }
    fields.reader.report(
        Diagnostic::error(
            Code::UnknownValue,
            format!("`{}` is not a language", short(&language.value)),
        )
        .help("write a language tag such as en-GB, cy or fr"),
        language.span,
    );
    None
}
