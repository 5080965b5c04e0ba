//! Addresses and numbers that readers would be misled by, in an editor's words.

use super::fields::{Reader, Spanned, short};
use crate::diagnostic::{Code, Diagnostic};
use crate::reach::telephone::{self, Fault};
use crate::reach::{self, Letters, Lookalike, Other, other};

/// Warns of an absolute address whose host can pass for another, of a number that cannot be right, and of words for it that
/// are another address.
pub(crate) fn check(address: &Spanned<String>, words: Option<&str>, reader: &Reader) {
    let span = || address.span.clone();
    if let Some(found) = reach::lookalike(&address.value) {
        reader.report(lookalike(&found), span());
    }
    if let Some(other) = words.and_then(|words| other(words, &address.value)) {
        reader.report(other_words(&other), span());
    }
    if let Some(written) = address.value.strip_prefix("tel:") {
        check_number(written, span(), reader);
    }
}

/// Warns of a telephone number that cannot be right.
pub(crate) fn check_number(written: &str, span: std::ops::Range<usize>, reader: &Reader) {
    let number = telephone::read(written);
    if let Some(fault) = number.and_then(|number| number.fault(reader.ways().british)) {
        reader.report(wrong_number(written, fault), span);
    }
}

/// The finding for words that are another address than the one that they lead to.
pub(crate) fn other_words(other: &Other) -> Diagnostic {
    Diagnostic::warning(
        Code::MisleadingLink,
        format!(
            "the words say `{}`, and the link leads to `{}`",
            short(&other.said),
            short(&other.leads)
        ),
    )
    .help("write in the words where the link leads, or words that are no address")
}

/// The finding for a host that can pass for another.
pub(crate) fn lookalike(lookalike: &Lookalike) -> Diagnostic {
    let host = short(&lookalike.host);
    let message = match &lookalike.by {
        Letters::Mixed(letter) => format!(
            "the address `{host}` mixes two alphabets, so that it can pass for another: `{letter}` is the letter U+{:04X}",
            u32::from(*letter)
        ),
        Letters::Latin(read) => format!(
            "the address `{host}` is in letters of another alphabet that look Latin, so that it can pass for `{}`",
            short(read)
        ),
    };
    Diagnostic::warning(Code::MisleadingLink, message)
        .help("type the address anew instead of pasting it, and see where it leads")
}

/// The finding for a number of the United Kingdom that cannot be right.
pub(crate) fn wrong_number(written: &str, fault: Fault) -> Diagnostic {
    let digits = |n: usize| match n {
        1 => "a digit".to_owned(),
        n => format!("{n} digits"),
    };
    let (what, help) = match fault {
        Fault::BareZero => (
            "has a zero after +44 that nobody dials".to_owned(),
            "leave the zero out, or write it in brackets: +44 (0)1632 960147",
        ),
        Fault::TooFew(n) => (
            format!("has {} too few for a UK number", digits(n)),
            "look the number up: after the 0, or after +44, come ten digits; in a few areas nine",
        ),
        Fault::TooMany(n) => (
            format!("has {} too many for a UK number", digits(n)),
            "look the number up: after the 0, or after +44, come ten digits; an extension is written as ext. 12",
        ),
    };
    Diagnostic::warning(Code::BadContact, format!("`{}` {what}", short(written))).help(help)
}
