//! Patterns with facts in them, and texts that are too long.

/// A pattern with values in the place of names in braces: `Moved from {day}`. A name without a value stays as it is.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some((before, name, after)) = next_name(rest) {
        out.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands before and after one name of a pattern: of `{title} (to be confirmed)` nothing, and what follows.
pub(crate) fn around<'p>(pattern: &'p str, name: &str) -> (&'p str, &'p str) {
    pattern
        .split_once(&format!("{{{name}}}"))
        .unwrap_or((pattern, ""))
}

/// The names in braces of a pattern, in their order.
pub(super) fn names(pattern: &str) -> impl Iterator<Item = &str> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let (_, name, after) = next_name(rest)?;
        rest = after;
        Some(name)
    })
}

/// The text before the first name in braces, the name, and the text behind it.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find('{')?;
        let inner = &text[open + 1..];
        let end = inner
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(inner.len());
        if end > 0 && inner[end..].starts_with('}') {
            return Some((&text[..open], &inner[..end], &inner[end + 1..]));
        }
        from = open + 1;
    }
}

/// A text of at most so many characters: a longer one ends at a word, with an ellipsis.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    // Room for the ellipsis.
    let end = text[..end].char_indices().last().map_or(0, |(at, _)| at);
    let short = &text[..end];
    let whole = text[end..].starts_with(char::is_whitespace);
    let word = short
        .rfind(char::is_whitespace)
        .filter(|at| !whole && *at > 0);
    let short = word.map_or(short, |at| &short[..at]);
    let short = short.trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—(".contains(c));
    format!("{short}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_stand_in_the_place_of_their_names() {
        let filled = |pattern| fill(pattern, &[("n", "3"), ("q", "{n}")]);
        assert_eq!(filled("{n} results for “{q}”"), "3 results for “{n}”");
        assert_eq!(filled("{m} {n"), "{m} {n");
        assert_eq!(filled("{{n}} {} {n n}"), "{3} {} {n n}");
        assert_eq!(filled(""), "");
    }

    #[test]
    fn names_and_what_stands_around_them() {
        assert_eq!(
            names("{day} of {month}, { }").collect::<Vec<_>>(),
            ["day", "month"]
        );
        assert_eq!(around("CANCELLED: {title}", "title"), ("CANCELLED: ", ""));
        assert_eq!(around("{title} (open)", "title"), ("", " (open)"));
    }

    #[test]
    fn a_long_text_ends_at_a_word() {
        assert_eq!(cut("Heads of schools", 16), "Heads of schools");
        assert_eq!(cut("Heads of schools", 15), "Heads of…");
        assert_eq!(cut("Heads of schools", 9), "Heads of…");
        assert_eq!(cut("Heads of schools", 8), "Heads…");
        assert_eq!(cut("Heads: all of them", 8), "Heads…");
        assert_eq!(cut("Penaethiaid", 5), "Pena…");
        assert_eq!(cut("âââ ââââ", 7), "âââ…");
    }

    proptest! {
        #[test]
        fn no_text_is_too_long(text in "\\PC{0,40}", most in 1_usize..30) {
            let short = cut(&text, most);
            prop_assert!(short.chars().count() <= most);
            prop_assert_eq!(short == text, text.chars().count() <= most);
        }

        #[test]
        fn any_pattern_can_be_filled(pattern in "[{}a-c ]{0,12}") {
            prop_assert_eq!(fill(&pattern, &[]), pattern);
        }
    }
}
