//! Links that name their addresses by labels, and what looks like a link and is none.

use super::address::{address_after, is_address, titled_after};
use super::missed::Missed;
use super::problem::{Problem, ProblemKind};
use pulldown_cmark::{BrokenLink, LinkType};
use std::ops::Range;

/// As far before a bracket is looked for the words of a link whose brackets are the wrong way round, in bytes.
const LONGEST_WORDS: usize = 200;

/// What there is to tell of brackets that the parser takes for text.
pub(super) fn broken(source: &str, link: &BrokenLink<'_>) -> Option<Problem> {
    let span = link.span.clone();
    let written = source.get(span.clone())?;
    let image = written.starts_with('!');
    let is_labelled = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
    if is_labelled {
        return undefined(source, written, link);
    }
    let words = inner(written);
    if let Some(found) = address_after(source, span.end) {
        let kind = ProblemKind::LinkAsText {
            words: words.into(),
            address: source[found.address].into(),
            image,
        };
        return Some(Problem::new(span.start..found.end, kind));
    }
    if let Some(address) = titled_after(source, span.end) {
        let end = span.end + "(".len() + address.len();
        let right = format!("{}({address} \"…\")", &source[span.clone()]);
        let kind = ProblemKind::Missed(Missed::Link, right.into());
        return Some(Problem::new(span.start..end, kind));
    }
    let (at, before) = reversed(source, &span, words)?;
    let kind = ProblemKind::LinkAsText {
        words: before.into(),
        address: words.into(),
        image,
    };
    Some(Problem::new(at..span.end, kind))
}

/// A link whose label is not defined. Brackets that nobody would take for one are let be: `[1][2]`, `matrix[a][b]`, `[][]`.
fn undefined(source: &str, written: &str, link: &BrokenLink<'_>) -> Option<Problem> {
    let before = source[..link.span.start].chars().next_back();
    let words = inner(written.split_once("][").map_or(written, |(words, _)| words));
    let is_index = before.is_some_and(|c| c.is_alphanumeric() || c == ']');
    let is_name = |text: &str| text.contains(char::is_alphabetic);
    let label = link.reference.trim();
    if is_index || !is_name(words) || !label.contains(char::is_alphanumeric) {
        return None;
    }
    let kind = ProblemKind::UndefinedReference(label.into());
    Some(Problem::new(link.span.clone(), kind))
}

/// What stands between the brackets of `![words]` or `[words]`.
fn inner(written: &str) -> &str {
    let words = written.trim_start_matches('!');
    let words = words.strip_prefix('[').unwrap_or(words);
    words.strip_suffix(']').unwrap_or(words)
}

/// `(words)[address]`: where it starts, and its words.
fn reversed<'s>(source: &'s str, span: &Range<usize>, address: &str) -> Option<(usize, &'s str)> {
    if !is_address(address) {
        return None;
    }
    let before = source[..span.start].strip_suffix(')')?;
    let from = source.floor_char_boundary(before.len().saturating_sub(LONGEST_WORDS));
    let near = &before[from..];
    let open = near.rfind(['(', ')', '\n', ']'])?;
    let words = near[open..].strip_prefix('(')?;
    (!words.trim().is_empty()).then_some((from + open, words))
}
