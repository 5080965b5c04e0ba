//! Terms that the glossary explains no more.

use super::item::Item;
use crate::model::{List, Route, Site, Term, rooted_address};
use crate::render::term_anchor;

/// The terms that are gone, or explained under another.
pub(super) fn terms(old: &Site, new: &Site) -> Vec<Item> {
    let is_in = |site: &Site, term: &Term| site.glossary.iter().any(|one| one.short == term.short);
    let gone = old.glossary.iter().filter(|term| !is_in(new, term));
    let told = gone.map(|term| {
        let other = new.glossary.iter().find(|one| {
            let names = std::iter::once(&one.short).chain(&one.also);
            let mut names = names.map(|name| name.to_lowercase());
            names.any(|name| name == term.short.to_lowercase())
        });
        let place = old.routes.path(Route::List(List::Glossary));
        let place = place.map_or(String::new(), |path| {
            let address = rooted_address(&path);
            let anchor = term_anchor(&term.short);
            format!("; links to {address}#{anchor} lead to no term")
        });
        let words = match other {
            Some(other) => format!(
                "{} stands under {} in the glossary now{place}",
                term.short, other.short
            ),
            None => format!(
                "no longer in the glossary: {} ({}){place}",
                term.short,
                term.all_meanings()
            ),
        };
        Item::told("gone-term", words)
    });
    told.collect()
}
