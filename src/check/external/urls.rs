//! The web addresses in a text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

static URL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"https?://[^\s<>"'`|\\^{}\[\]]+"#).expect("it is a pattern"));

/// Each address with its place, without what closes the sentence or the link around it, and without the part after `#`,
/// which is not sent.
pub(super) fn find(text: &str) -> Vec<(String, Range<usize>)> {
    let found = URL.find_iter(text).filter_map(|found| {
        let mut url = found
            .as_str()
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '…']);
        while url.ends_with(')') && url.matches(')').count() > url.matches('(').count() {
            url = url[..url.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        }
        let asked = url.split('#').next().unwrap_or(url);
        let host = asked.split("//").nth(1).unwrap_or_default();
        let host = host.split(['/', ':', '?']).next().unwrap_or_default();
        // Names that are kept for examples have no pages (RFC 2606).
        let example = host
            .rsplit('.')
            .next()
            .is_some_and(|end| ["example", "invalid", "test"].contains(&end))
            || ["example.com", "example.org", "example.net"]
                .contains(&host.trim_start_matches("www."));
        let span = found.start()..found.start() + url.len();
        (!host.is_empty() && !example).then(|| (asked.to_owned(), span))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_people_end_them() {
        let text = "See [it](https://a.uk/x_(y)?q=1#part), <https://b.uk/>. url: \"https://c.uk\" https://d.uk/a. (https://e.uk/f) https://www.example.org/ http://x.test/a";
        let found: Vec<String> = find(text).into_iter().map(|(url, _)| url).collect();
        assert_eq!(
            found,
            [
                "https://a.uk/x_(y)?q=1",
                "https://b.uk/",
                "https://c.uk",
                "https://d.uk/a",
                "https://e.uk/f"
            ]
        );
        let (_, span) = find(text).remove(0);
        assert_eq!(&text[span], "https://a.uk/x_(y)?q=1#part");
    }
}
