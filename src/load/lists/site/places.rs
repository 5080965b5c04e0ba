//! Places for facts in an address: names in braces.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::yaml::fields::{Spanned, short};

/// What is wrong with the places of an address that may hold these facts about a page. `example` is one that is right.
pub(super) fn problem(
    url: &Spanned<String>,
    facts: &'static [&'static str],
    example: &str,
) -> Option<Diagnostic> {
    let known = || {
        let names: Vec<String> = facts.iter().map(|name| format!("`{{{name}}}`")).collect();
        names.join(" and ")
    };
    let mut rest = url.value.as_str();
    let host = rest
        .match_indices('/')
        .nth(2)
        .map_or(rest.len(), |(at, _)| at);
    if rest[..host].contains(['{', '}']) {
        let message = "a fact about the page cannot stand in the name of a host";
        return Some(
            Diagnostic::error(Code::UnknownValue, message)
                .help(format!("put {} behind the host: {example}", known())),
        );
    }
    while let Some(at) = rest.find(['{', '}']) {
        let begun = &rest[at..];
        let name = begun
            .strip_prefix('{')
            .and_then(|name| name.split_once('}'));
        let Some((name, after)) = name else {
            let message = format!("a brace in `{}` has no other half", short(&url.value));
            return Some(Diagnostic::error(Code::UnknownValue, message).help(format!(
                "write {} for facts about the page, and %7B and %7D for braces of the address",
                known()
            )));
        };
        if !facts.contains(&name) {
            let message = format!("`{{{}}}` is no fact about a page", short(name));
            return Some(
                Diagnostic::error(Code::UnknownValue, message)
                    .did_you_mean(name, facts.iter().copied())
                    .help(format!("an address can hold {}", known())),
            );
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(url: &str) -> Option<String> {
        let url = Spanned {
            value: url.to_owned(),
            span: 0..0,
        };
        problem(&url, &["title", "page"], "").map(|finding| finding.message)
    }

    #[test]
    fn an_address_holds_facts_about_the_page_and_no_other_braces() {
        assert_eq!(
            said("https://a.example/new?t={title}&p={page}#{title}"),
            None
        );
        assert_eq!(said("https://a.example"), None);
        assert_eq!(
            said("https://a.example/?t={titel}").as_deref(),
            Some("`{titel}` is no fact about a page")
        );
        for half in ["https://a.example/?t={title", "https://a.example/?t=title}"] {
            let said = said(half).expect("it is told");
            assert!(said.starts_with("a brace in"), "{said}");
        }
        for host in [
            "https://{title}.example/",
            "https://a.example:{page}",
            "https://{page}",
        ] {
            let said = said(host).expect("it is told");
            assert!(said.ends_with("the name of a host"), "{said}");
        }
    }
}
