//! What the search box says and leads to, for the scripts of the theme.

use crate::render::view::heads::item_title;
use crate::render::view::href::from_root;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Link, Site};
use crate::render::theme::Theme;

/// What the search box says and leads to, fetched when somebody uses it. Links start at the root.
#[derive(Serialize)]
struct Interface<'a> {
    words: BTreeMap<&'a str, &'a str>,
    ask: Vec<Ask>,
}

/// Where else readers can ask.
#[derive(Serialize)]
struct Ask {
    title: String,
    href: String,
}

/// What the scripts call the fixed words of search that stand under other keys. Those of a meeting's
/// status have its name.
const SHARED_WORDS: [(&str, &str); 8] = [
    ("a_to_z", "a_to_z"),
    ("cancelled", "cancelled"),
    ("list_more", "list_more"),
    ("next_date", "next_date"),
    ("past_date", "past_date"),
    ("record", "record"),
    ("record_of", "record_of"),
    ("to_be_confirmed", "tentative"),
];

/// `search/interface.json`.
pub(crate) fn interface(site: &Site, theme: &Theme) -> Vec<u8> {
    let words = theme.words().filter_map(|(key, words)| {
        let shared = || SHARED_WORDS.iter().find(|(own, _)| *own == key);
        let name = key
            .strip_prefix("search_")
            .or_else(|| shared().map(|(_, name)| *name))?;
        Some((name, words))
    });
    let interface = Interface {
        words: words.collect(),
        ask: site
            .settings
            .ask
            .iter()
            .map(|item| Ask {
                title: item_title(site, theme, item),
                href: match &item.to {
                    Link::Outside(address) => address.clone(),
                    Link::Route(route, behind) => from_root(site, *route, behind.as_deref()),
                },
            })
            .collect(),
    };
    serde_json::to_vec(&interface).expect("maps with texts as keys are valid JSON")
}
