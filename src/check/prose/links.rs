//! The words of links: who goes from link to link by a screen reader hears nothing else.

use super::finding::Finding;
use super::pieces::Link;
use crate::diagnostic::Code;

/// Words that lead to no place that could be named. Also in Welsh.
const VAGUE: [&str; 31] = [
    "click",
    "click here",
    "click this link",
    "continue",
    "details",
    "find out more",
    "follow this link",
    "full details",
    "go",
    "go here",
    "here",
    "info",
    "learn more",
    "link",
    "more",
    "more details",
    "more info",
    "more information",
    "read more",
    "read on",
    "see here",
    "see more",
    "this",
    "this link",
    "this page",
    "this site",
    "this website",
    "web page",
    "cliciwch yma",
    "yma",
    "darllen mwy",
];

/// Words of an address that somebody can listen to.
const SHORT: usize = 30;

/// What is to be said of the words of a link.
pub(super) fn check(link: &Link, found: &mut Vec<Finding>) {
    let words = link.words.trim();
    let plain = words
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    if VAGUE.contains(&plain.as_str()) {
        found.push(Finding {
            code: Code::VagueLink,
            message: format!("`{words}` does not say where this link leads"),
            span: link.span.clone(),
            help: "make a link of the words that name it: `see the [form for a change of address](form.md)`",
        });
    } else if is_address(words)
        && words.chars().count() > SHORT
        && !link.address.starts_with("mailto:")
    {
        found.push(Finding {
            code: Code::LinkAddress,
            message: "the words of this link are a long address, which a screen reader spells out"
                .to_owned(),
            span: link.span.clone(),
            help: "write what is there: `[guidance on attendance](https://…)`",
        });
    }
}

fn is_address(words: &str) -> bool {
    ["https://", "http://", "www."]
        .iter()
        .any(|start| words.starts_with(start))
        && !words.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        let mut found = Vec::new();
        for link in &Pieces::read(text, 0).links {
            check(link, &mut found);
        }
        found.into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn words_that_lead_nowhere_are_told() {
        for text in [
            "[here](a.md)",
            "[Click here](a.md)",
            "[**More…**](a.md)",
            "[Read more »](a.md)",
            "[Cliciwch yma](a.md)",
        ] {
            assert_eq!(codes(text), [Code::VagueLink], "{text}");
        }
        let long = "https://www.example.org/a/very/long/address?with=more";
        assert_eq!(
            codes(&format!("<{long}> [{long}]({long})")),
            [Code::LinkAddress; 2]
        );
    }

    #[test]
    fn words_that_name_something_are_left_alone() {
        for text in [
            "[Here to help](a.md)",
            "[More schools](a.md)",
            "[](a.md)",
            "[How to read more](a.md)",
            "[Continue a plan](a.md)",
            "`[here](a.md)`",
            "<https://short.example/>",
            "[www.example.org](https://www.example.org/a/very/long/address)",
            "[Details of the grant](a.md)",
        ] {
            assert_eq!(codes(text), [], "{text}");
        }
    }
}
