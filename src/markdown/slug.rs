//! Ids of headings.

use std::collections::HashMap;

/// Ids that pages use themselves. A heading that would get one of them gets the prefix `section-`.
pub const RESERVED_IDS: &[&str] = &[
    "body",
    "breadcrumb",
    "contents",
    "feeds",
    "footer",
    "footnotes",
    "header",
    "main",
    "menu",
    "named-on",
    "nav",
    "provenance",
    "results",
    "search",
    "sidebar",
    "status",
    "title",
    "top",
];

/// What ids start with that this layer makes, and those of parts that have no heading of their own.
const RESERVED_PREFIXES: &[&str] = &["fn-", "fnref-", "alert-", "step.", "seat.", "resolutions."];

/// Longer slugs are cut: an id is for addresses.
const MAX_LEN: usize = 200;

/// The id for a text, much as Git hosts make it: lower-case, words joined by single hyphens, letters of
/// any script kept, punctuation dropped. `section` if nothing remains.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len().min(MAX_LEN));
    let mut gap = false;
    for c in text.chars() {
        if slug.len() >= MAX_LEN {
            break;
        }
        if c.is_alphanumeric() || c == '_' {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            if c.is_ascii() {
                slug.push(c.to_ascii_lowercase());
            } else {
                // Lower case may bring marks along ("İ"), which are no letters.
                slug.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
            }
        } else {
            gap |= c.is_whitespace() || matches!(c, '-' | '–' | '—' | '\u{2010}'..='\u{2012}');
        }
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// Whether an id is taken by the theme or by this layer.
pub(super) fn reserved(id: &str) -> bool {
    RESERVED_IDS.contains(&id) || RESERVED_PREFIXES.iter().any(|p| id.starts_with(p))
}

/// The ids given out on one page.
#[derive(Default)]
pub(super) struct Ids {
    /// The id, and the number to try next for a heading of the same slug.
    given: HashMap<Box<str>, u32>,
}

impl Ids {
    /// Whether the id is free.
    pub(super) fn free(&self, id: &str) -> bool {
        !self.given.contains_key(id)
    }

    /// Gives out `wanted`, with a number if it was given out before, with a prefix if it is reserved.
    pub(super) fn give(&mut self, wanted: &str) -> Box<str> {
        let mut id: Box<str> = if reserved(wanted) {
            format!("section-{wanted}").into()
        } else {
            wanted.into()
        };
        if let Some(&next) = self.given.get(&id) {
            let mut number = next;
            let numbered = loop {
                let candidate: Box<str> = format!("{id}-{number}").into();
                number += 1;
                if self.free(&candidate) {
                    break candidate;
                }
            };
            self.given.insert(id, number);
            id = numbered;
        }
        self.given.insert(id.clone(), 2);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_made_as_git_hosts_make_them() {
        for (text, expected) in [
            ("Contacts", "contacts"),
            ("What you need to do", "what-you-need-to-do"),
            ("Don’t panic!", "dont-panic"),
            ("2025–2026", "2025-2026"),
            ("A & B", "a-b"),
            ("  -- x --  ", "x"),
            ("Siân Müller", "siân-müller"),
            ("snake_case", "snake_case"),
            ("年間計画", "年間計画"),
            ("İstanbul", "istanbul"),
            ("🎉", "section"),
            ("", "section"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
        assert!(slug(&"é".repeat(1_000)).len() < MAX_LEN + 8);
    }

    #[test]
    fn ids_are_unique_and_keep_clear_of_the_theme() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["a", "a-2", "a", "a", "main", "main", "fn-1", "section-main"]
            .iter()
            .map(|id| ids.give(id))
            .collect();
        let given: Vec<_> = given.iter().map(|id| &**id).collect();
        assert_eq!(
            given,
            [
                "a",
                "a-2",
                "a-3",
                "a-4",
                "section-main",
                "section-main-2",
                "section-fn-1",
                "section-main-3"
            ]
        );
    }
}
