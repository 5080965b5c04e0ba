//! Other names of a record: those that readers see (`also`), and those that only search sees (`keywords`).

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::load::yaml::fields::{Fields, Spanned, short};

/// Reads `also` and `keywords` of a record of this name. What differs from the name, or from one before it, by capitals
/// alone is found anyway: it is told and left out.
pub(crate) fn read(
    fields: &mut Fields<'_>,
    name: Option<&str>,
) -> (Vec<Spanned<String>>, Vec<Spanned<String>>) {
    let mut seen: HashSet<String> = name.into_iter().map(folded).collect();
    let also = names(fields, "also", &mut seen);
    (also, names(fields, "keywords", &mut seen))
}

/// Reads `keywords` alone, in the same way.
pub(crate) fn keywords(fields: &mut Fields<'_>, name: Option<&str>) -> Vec<String> {
    let mut seen = name.into_iter().map(folded).collect();
    let names = names(fields, "keywords", &mut seen);
    names.into_iter().map(|name| name.value).collect()
}

fn names(
    fields: &mut Fields<'_>,
    key: &'static str,
    seen: &mut HashSet<String>,
) -> Vec<Spanned<String>> {
    let mut names = fields.texts(key);
    names.retain(|name| {
        let new = seen.insert(folded(&name.value));
        if !new {
            let message = format!("`{}` is a name here already", short(&name.value));
            let help = "take it away: search does not ask for capitals";
            let finding = Diagnostic::warning(Code::RepeatedName, message).help(help);
            fields.reader.report(finding, name.span.clone());
        }
        new
    });
    names
}

/// A name without what search does not ask for: capitals, and how many spaces there are.
pub(crate) fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
