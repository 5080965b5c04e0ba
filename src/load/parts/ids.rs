//! The rules for ids.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::yaml::fields::{Reader, Spanned, short};
use crate::model::{in_plain_letters, unfit_name};

/// An id is part of addresses, UIDs and file names for ever: lower-case letters a to z,
/// digits and hyphens, starting with a letter or digit, and no name that a system keeps for itself.
pub(crate) fn is_id(text: &str) -> bool {
    is_spelt_as_one(text) && unfit_name(text).is_none()
}

fn is_spelt_as_one(text: &str) -> bool {
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
    let words = in_plain_letters(text).replace(['/', '.', '_'], " ");
    let better = crate::markdown::slug(&words);
    if unfit_name(&better).is_some() {
        format!("{better}-1")
    } else {
        better
    }
}

/// Reports an id that breaks the rules.
pub(crate) fn check(reader: &Reader, id: &Spanned<String>) -> bool {
    let good = is_id(&id.value);
    if !good {
        let better = better(&id.value);
        let mut message = format!("`{}` cannot be an id", short(&id.value));
        if let Some(why) = unfit_name(&id.value).filter(|_| is_spelt_as_one(&id.value)) {
            message = format!("{message}: as a name of files, it {why}");
        }
        let mut finding = Diagnostic::error(Code::BadId, message)
            .help("an id has lower-case letters a to z, digits and hyphens, as in `ann-lee`");
        if is_id(&better) {
            finding = finding.help(format!("for example `{better}`"));
        }
        reader.report(finding, id.span.clone());
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_spelt_in_plain_letters_and_no_name_of_a_system() {
        for (wrong, meant) in [
            ("Pōwhiri", "powhiri"),
            ("Ann Lee", "ann-lee"),
            ("con", "con-1"),
            ("lpt1", "lpt1-1"),
        ] {
            assert!(!is_id(wrong), "{wrong}");
            assert_eq!(better(wrong), meant);
            assert!(is_id(meant), "{meant}");
        }
    }
}
