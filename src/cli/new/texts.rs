//! The texts of `starters/`, and the facts that are put into them.

/// Puts facts where a text says `<<name>>`. What has no such name stays as it is, in facts too.
pub(super) fn fill<'f>(text: &str, fact: impl Fn(&str) -> Option<&'f str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, begun)) = rest.split_once("<<") {
        out.push_str(before);
        let found = begun
            .split_once(">>")
            .and_then(|(name, after)| Some((fact(name)?, after)));
        match found {
            Some((fact, after)) => {
                out.push_str(fact);
                rest = after;
            }
            None => {
                out.push_str("<<");
                rest = begun;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words of a trade: `name: text` a line.
pub(super) fn word<'w>(words: &'w str, name: &str) -> Option<&'w str> {
    words.lines().find_map(|line| {
        let (known, text) = line.split_once(": ")?;
        (known == name).then_some(text)
    })
}

/// The pages that `redway new` writes, by kind.
pub(super) const PAGES: [(&str, &str); 6] = [
    ("page", include_str!("../../../starters/one/page.md")),
    ("service", include_str!("../../../starters/one/service.md")),
    ("series", include_str!("../../../starters/one/series.md")),
    ("group", include_str!("../../../starters/one/group.md")),
    ("minutes", include_str!("../../../starters/one/minutes.md")),
    ("plan", include_str!("../../../starters/one/plan.md")),
];

/// A record of `people.yaml`.
pub(super) const PERSON: &str = include_str!("../../../starters/one/person.yaml");

/// A handbook: the path of each file, in which facts stand too, and its text.
pub(super) const HANDBOOK: [(&str, &str); 14] = [
    (
        "README.md",
        include_str!("../../../starters/handbook/README.md"),
    ),
    (
        ".gitignore",
        include_str!("../../../starters/handbook/gitignore"),
    ),
    (
        "content/site.yaml",
        include_str!("../../../starters/handbook/content/site.yaml"),
    ),
    (
        "content/_index.md",
        include_str!("../../../starters/handbook/content/_index.md"),
    ),
    (
        "content/people.yaml",
        include_str!("../../../starters/handbook/content/people.yaml"),
    ),
    (
        "content/contacts.yaml",
        include_str!("../../../starters/handbook/content/contacts.yaml"),
    ),
    (
        "content/audiences.yaml",
        include_str!("../../../starters/handbook/content/audiences.yaml"),
    ),
    (
        "content/<<services_path>>/_index.md",
        include_str!("../../../starters/handbook/content/services_index.md"),
    ),
    (
        "content/<<services_path>>/<<service_path>>.md",
        include_str!("../../../starters/handbook/content/service.md"),
    ),
    (
        "content/meetings/_index.md",
        include_str!("../../../starters/handbook/content/meetings/_index.md"),
    ),
    (
        "content/meetings/<<series>>.md",
        include_str!("../../../starters/handbook/content/meetings/series.md"),
    ),
    (
        "content/guide/_index.md",
        include_str!("../../../starters/handbook/content/guide/_index.md"),
    ),
    (
        "content/guide/first-day.md",
        include_str!("../../../starters/handbook/content/guide/first-day.md"),
    ),
    (
        "content/guide/if-<<problem_path>>.md",
        include_str!("../../../starters/handbook/content/guide/problem.md"),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_stand_where_they_are_named() {
        let facts = |name: &str| match name {
            "a" => Some("<<b>>"),
            "b" => Some("2"),
            _ => None,
        };
        assert_eq!(
            fill("<<a>> <<b>> <<c>> << >> <<b", facts),
            "<<b>> 2 <<c>> << >> <<b"
        );
        assert_eq!(word("a: 1\nb: c: 2\n", "b"), Some("c: 2"));
        assert_eq!(word("a: 1\n", "b"), None);
    }
}
