//! Pages whose words differ, whatever made them differ: what no other part of the comparison tells is seen here.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::identity::Pairs;
use super::item::Item;
use super::pages::address;
use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::model::{PageId, Print, Route, rooted_address};

/// So many pages are named of those that Redway makes.
const NAMED: usize = 8;

/// The pages that are in both sites and read otherwise: those of editors one by one, then those that Redway makes.
///
/// # Errors
///
/// A page could not be made.
pub(super) fn words(
    old: &Handbook,
    new: &Handbook,
    pairs: &Pairs,
) -> Result<Vec<Item>, Box<Diagnostic>> {
    let (before, after) = (published(old)?, published(new)?);
    let mut items = Vec::new();
    let around = |words: &BTreeMap<Route, Words>, handbook: &Handbook| {
        let home = words.get(&Route::Page(handbook.site.home));
        home.map(|home| home.around.clone())
    };
    if around(&before, old) != around(&after, new) {
        let words = "the head, the menu or the foot of all pages".to_owned();
        items.push(Item::told("reworded-frame", words));
    }
    for (at, _) in old.site.pages_with_ids() {
        let now = pairs.new_of(at.index()).map(PageId::new);
        let Some(now) = now else { continue };
        let own = |words: &BTreeMap<Route, Words>, id| {
            words.get(&Route::Page(id)).map(|words| words.own.clone())
        };
        if own(&before, at) != own(&after, now) {
            let page = new.site.page(now);
            let words = format!("{}, {}", page.title, address(page));
            items.push(Item::told("reworded-page", words).at(&page.source, None));
        }
    }
    let (before, after) = (made(&before, old), made(&after, new));
    let other = after
        .iter()
        .filter(|(path, words)| before.get(*path) != Some(words));
    let all: Vec<String> = other.map(|(path, _)| rooted_address(path)).collect();
    if !all.is_empty() {
        let more = match all.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = all[..all.len().min(NAMED)].join(", ");
        let words = format!("what Redway makes of records: {named}{more}");
        items.push(Item::told("reworded-record", words));
    }
    Ok(items)
}

/// The words of a page.
struct Words {
    /// What stands in its `main`.
    own: String,
    /// What stands around that.
    around: String,
}

/// The words of all pages for readers; documents of several pages for paper say nothing of their own.
fn published(handbook: &Handbook) -> Result<BTreeMap<Route, Words>, Box<Diagnostic>> {
    let site = &handbook.site;
    handbook.shared.warm(site);
    let is_read = |route: &Route| {
        route.is_page() && !matches!(route, Route::Print(Print::Whole | Print::Section(_)))
    };
    let routes: Vec<Route> = site.routes.iter().map(|(_, route)| route).collect();
    let routes = routes.into_par_iter().filter(is_read);
    let words = routes.map(|route| {
        let file = handbook.file(route)?;
        let bytes = file.and_then(|file| file.content.into_bytes());
        let html = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
        Ok((route, Words::of(&html)))
    });
    words.collect()
}

/// The words of the pages that Redway makes, by their paths.
fn made<'w>(words: &'w BTreeMap<Route, Words>, handbook: &Handbook) -> BTreeMap<String, &'w str> {
    let made = words
        .iter()
        .filter(|(route, _)| !matches!(route, Route::Page(_)));
    let with_paths = made.filter_map(|(route, words)| {
        let path = handbook.site.routes.path(*route)?;
        Some((path.into_owned(), words.own.as_str()))
    });
    with_paths.collect()
}

impl Words {
    fn of(html: &str) -> Self {
        let body = html.find("<body").map_or(html, |at| &html[at..]);
        // A theme of a site's own may have no `main`: all of it is the page then.
        let main = body.find("<main").zip(body.rfind("</main>"));
        let (before, main, after) = match main.filter(|(start, end)| start < end) {
            Some((start, end)) => (&body[..start], &body[start..end], &body[end..]),
            None => ("", body, ""),
        };
        Words {
            own: in_words(main),
            around: in_words(before) + " " + &in_words(after),
        }
    }
}

/// What readers see or hear of HTML: its text, and the words for its pictures. Scripts say nothing, and what leads from page to
/// page says what stands elsewhere.
pub(super) fn in_words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    // What has no end further on has none later either, and is not looked for again.
    let mut unsaid = vec!["script", "style", "nav"];
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(text);
        let begun = unsaid.iter().position(|name| after.starts_with(name));
        let after = match begun.map(|at| (at, after.find(&format!("</{}>", unsaid[at])))) {
            Some((_, Some(end))) => &after[end..],
            Some((at, None)) => {
                unsaid.remove(at);
                after
            }
            None => after,
        };
        let Some((tag, after)) = after.split_once('>') else {
            return out;
        };
        if let Some((_, alt)) = tag.split_once(" alt=\"") {
            out.push_str(alt.split_once('"').map_or(alt, |(alt, _)| alt));
        }
        out.push(' ');
        rest = after;
    }
    out.push_str(rest);
    out.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_readers_see_and_hear() {
        let words = Words::of(
            "<head><title>A</title></head><body><header>Top</header><main id=\"main\"><h1>One</h1> <p data-until=\"9\">two\n\
             <img src=\"a.png\" alt=\"three\"></p><script>four</script><nav>five</nav></main><footer>End</footer></body>",
        );
        assert_eq!(words.own, "One two three");
        assert_eq!(words.around, "Top End");
        assert_eq!(Words::of("<p>no main</p>").own, "no main");
        // What never ends is read, and takes no longer for being there a hundred thousand times.
        let open = "<nav>a".repeat(100_000);
        assert_eq!(in_words(&open).len(), 2 * 100_000 - 1);
    }
}
