//! Names of files as they should be, for proposals.

use crate::diagnostic::clipped;
use crate::model::{in_plain_letters, unfit_name};

/// A relative path with every name as it should be: what a link is to say once the files that it names were renamed as
/// [`better_name`] proposes. `None` when nothing in it needs another name.
pub(crate) fn better_path(path: &str) -> Option<String> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let parts = path.split('/').map(|part| {
        if part.chars().all(good) {
            part.to_owned()
        } else {
            better_name(part)
        }
    });
    let better = parts.collect::<Vec<_>>().join("/");
    (better != path).then_some(better)
}

/// A name that may be, and is most like one that may not.
pub(crate) fn better_name(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut out = String::new();
    for c in in_plain_letters(stem).to_lowercase().chars() {
        let c = if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        };
        if !(c == '-' && (out.is_empty() || out.ends_with('-'))) {
            out.push(c);
        }
    }
    let stem = out.trim_end_matches('-');
    let mut stem: String = if stem.is_empty() {
        "page".into()
    } else {
        clipped(stem)
    };
    if unfit_name(&stem).is_some() {
        stem.push_str("-1");
    }
    let ending: String = in_plain_letters(ending)
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(20)
        .collect();
    if ending.is_empty() {
        stem
    } else {
        format!("{stem}.{ending}")
    }
}
