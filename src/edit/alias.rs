//! A line of front matter that is added, in the notation of the page.

use std::ops::Range;

use super::Edit;
use crate::load::{FrontMatter, RawPage, Spanned, front_matter_of};

/// The edit that lets old addresses lead to a page, whose file has this text.
pub(super) fn aliases(page: &RawPage, text: &str, addresses: &[String]) -> Option<Edit> {
    let known: Vec<&str> = page
        .aliases
        .iter()
        .map(|alias| alias.value.as_str())
        .collect();
    let missing: Vec<&String> = addresses
        .iter()
        .filter(|one| !known.contains(&one.as_str()))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let front = front_matter_of(text);
    let quoted = front.as_ref().is_some_and(|front| !is_yaml(front));
    let all: Vec<String> = missing
        .iter()
        .map(|one| {
            if quoted {
                format!("\"{one}\"")
            } else {
                (*one).clone()
            }
        })
        .collect();
    Some(match page.aliases.last() {
        Some(last) => after(&page.file, text, last, &all),
        None => line(page, text, ("aliases", &format!("[{}]", all.join(", ")))),
    })
}

/// The edit that adds a fact to the front matter of a page.
pub(super) fn line(page: &RawPage, text: &str, (key, value): (&str, &str)) -> Edit {
    let Some(FrontMatter { notation, span }) = front_matter_of(text) else {
        return Edit::new(&page.file, &(0..0), format!("---\n{key}: {value}\n---\n\n"));
    };
    let line = notation.line(key, value);
    let front = FrontMatter { notation, span };
    if is_yaml(&front) {
        let end = front.span.end;
        let before = if text[..end].ends_with('\n') {
            ""
        } else {
            "\n"
        };
        return Edit::new(&page.file, &(end..end), format!("{before}{key}: {value}\n"));
    }
    // A fact of TOML stands before the first table, and one of JSON after the brace.
    let is_json = text[front.span.clone()].starts_with('{');
    let at = front.span.start + usize::from(is_json);
    let text = if is_json {
        format!("\n  \"{key}\": {value},")
    } else {
        format!("{line}\n")
    };
    Edit::new(&page.file, &(at..at), text)
}

fn is_yaml(front: &FrontMatter) -> bool {
    front.notation == crate::load::Notation::Yaml
}

/// More entries after the last of a list, as that is written.
fn after(file: &str, text: &str, last: &Spanned<String>, more: &[String]) -> Edit {
    let Range { start, end } = last.span;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    if before.trim() == "-" {
        let lines: Vec<String> = more.iter().map(|one| format!("\n{before}{one}")).collect();
        return Edit::new(file, &(end..end), lines.concat());
    }
    let follows = text[end..].trim_start().chars().next();
    if matches!(follows, Some(',' | ']')) {
        return Edit::new(file, &(end..end), format!(", {}", more.join(", ")));
    }
    let written = &text[start..end];
    Edit::new(
        file,
        &(start..end),
        format!("[{written}, {}]", more.join(", ")),
    )
}
