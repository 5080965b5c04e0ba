//! Old addresses of pages that cannot be theirs, in an editor's words.

use std::fmt::Display;

use crate::diagnostic::{Code, Diagnostic};
use crate::load::{RawPage, Spanned};
use crate::resolve::places::address::several;

/// The finding for one that something else has, so that one of the two would hide the other.
pub(super) fn taken(page: &RawPage, alias: &Spanned<String>, other: &impl Display) -> Diagnostic {
    let address = alias.value.trim_matches('/');
    Diagnostic::error(
        Code::DuplicateAddress,
        format!(
            "`{}` cannot lead to `{}`: that address is taken by {other}",
            alias.value, page.file
        ),
    )
    .help(format!(
        "an address leads to one page: take `{address}` away from `aliases` here, or give the other another address"
    ))
    .at(&page.file, alias.span.clone())
}

/// The finding for what is no address, and why.
pub(super) fn unfit(page: &RawPage, alias: &Spanned<String>, why: &str) -> Diagnostic {
    let written = &alias.value;
    let several: Vec<&str> = several(written).collect();
    let help = if several.len() > 1 {
        format!("write them as a list: `[{}]`", several.join(", "))
    } else {
        "write the path of the old address, such as /old/place/".to_owned()
    };
    Diagnostic::error(
        Code::UnknownValue,
        format!("`{written}` cannot be an old address: {why}"),
    )
    .at(&page.file, alias.span.clone())
    .help(help)
}
