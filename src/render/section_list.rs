//! The list of the pages of a section, which stands beside each of them.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Map, Value};

use super::theme::Theme;
use super::view::href::{relative, root};
use super::view::views::{LangView, LinkView};
use crate::diagnostic::Diagnostic;
use crate::model::{Page, PageId, Site};

/// Of a longer list without headings only the nearest pages are seen at once.
const MOST_SEEN: usize = 12;

/// So many are seen of a longer list.
const NEAREST: usize = 9;

/// The list of pages in one section, seen from one depth. Every item is rendered once as it stands beside other pages and once
/// as it stands beside its own, so that a page is marked by its place in the section.
pub(super) struct SectionList {
    section: Value,
    /// What its items link to, for one that is rendered again with its own pages below it.
    links: Vec<LinkView>,
    /// The items as they stand beside other pages, one after the other.
    items: String,
    /// Where each item ends in `items`, and its form beside its own page.
    marked: Vec<(usize, Box<str>)>,
    /// Which of the items stand under each heading; a single part without one, where there are no headings.
    parts: Vec<(Value, Range<usize>)>,
    /// Whether only the nearest are seen until somebody asks for all.
    is_cut: bool,
}

/// What `partials/sidebar_item.html` may show.
#[derive(Serialize)]
struct ItemView<'a> {
    item: &'a LinkView,
    /// Whether it is the page that the list stands beside.
    current: bool,
    /// The pages of that page, as items below it.
    pages: Option<&'a str>,
}

impl SectionList {
    /// The list as a page of the section, or its own page, sees it.
    pub(super) fn new(
        site: &Site,
        theme: &Theme,
        id: PageId,
        seen_from: &Page,
    ) -> Result<Self, Box<Diagnostic>> {
        let section = site.page(id);
        let from = &*seen_from.address.href;
        let href = |to: &str| {
            // Shared by all pages of this depth in this section: never `./`, which means another page there.
            match relative(from, to) {
                here if here == "./" => format!("{}{to}", root(from)),
                href => href,
            }
        };
        let mut list = SectionList {
            section: Value::from_serializable(&LinkView {
                title: section.title.clone(),
                href: href(&section.address.href),
                lang: LangView::of(section),
            }),
            links: Vec::new(),
            items: String::new(),
            marked: Vec::new(),
            parts: Vec::new(),
            is_cut: false,
        };
        for &child in &section.children {
            let page = site.page(child);
            let item = LinkView {
                title: page.title.clone(),
                href: href(&page.address.href),
                lang: LangView::of(page),
            };
            let form = |current| {
                let view = ItemView {
                    item: &item,
                    current,
                    pages: None,
                };
                theme.part("partials/sidebar_item.html", &view, &seen_from.source)
            };
            list.items += &form(false)?;
            // Kept, so without the room that a page would have needed.
            list.marked.push((list.items.len(), form(true)?.into()));
            list.links.push(item);
        }
        let headings = section
            .children
            .chunk_by(|a, b| site.page(*a).under == site.page(*b).under);
        let mut start = 0;
        for part in headings {
            let heading = site.page(part[0]).under.as_deref();
            let heading = heading.map_or_else(Value::none, Value::from);
            list.parts.push((heading, start..start + part.len()));
            start += part.len();
        }
        list.is_cut = list.parts.len() == 1 && start > MOST_SEEN;
        Ok(list)
    }

    /// Its items, where they are few enough to stand below that of their section in the list above.
    pub(super) fn within(&self) -> Option<&str> {
        let [(heading, _)] = &*self.parts else {
            return None;
        };
        (heading.is_none() && !self.is_cut).then_some(&self.items)
    }

    /// What `partials/sidebar.html` shows beside a page of the section, which has its place and maybe pages of its own, or
    /// beside the section's own.
    pub(super) fn beside(
        &self,
        theme: &Theme,
        source: &Arc<str>,
        current: Option<(usize, Option<&str>)>,
    ) -> Result<Value, Box<Diagnostic>> {
        let all = 0..self.marked.len();
        let place = current.map(|(place, _)| place);
        let nested = match current {
            Some((place, Some(pages))) => {
                let view = ItemView {
                    item: &self.links[place],
                    current: true,
                    pages: Some(pages),
                };
                Some(theme.part("partials/sidebar_item.html", &view, source)?)
            }
            _ => None,
        };
        let marked = place.map(|place| {
            let own = nested.as_deref().unwrap_or(&self.marked[place].1);
            (place, own)
        });
        let part = |(heading, items): (&Value, Range<usize>)| {
            Value::from(Map::from_iter([
                ("heading".into(), heading.clone()),
                ("items".into(), Value::from(self.slice(items, marked))),
            ]))
        };
        let parts: Vec<Value> = if self.is_cut {
            let nearest = nearest(place.unwrap_or(0), all.len());
            vec![part((&Value::none(), nearest))]
        } else {
            let parts = self.parts.iter();
            parts
                .map(|(heading, items)| part((heading, items.clone())))
                .collect()
        };
        let whole = if self.is_cut {
            Value::from(Map::from_iter([
                ("count".into(), Value::from(all.len())),
                ("items".into(), Value::from(self.items.as_str())),
            ]))
        } else {
            Value::none()
        };
        Ok(Value::from(Map::from_iter([
            ("section".into(), self.section.clone()),
            ("current".into(), Value::from(current.is_none())),
            ("parts".into(), Value::from(parts)),
            ("all".into(), whole),
        ])))
    }

    /// Some of the items, with one of them in its marked form if it is among them.
    fn slice(&self, items: Range<usize>, marked: Option<(usize, &str)>) -> String {
        let start = |place: usize| {
            place
                .checked_sub(1)
                .map_or(0, |before| self.marked[before].0)
        };
        let text = |items: Range<usize>| &self.items[start(items.start)..start(items.end)];
        match marked.filter(|(place, _)| items.contains(place)) {
            None => text(items).to_owned(),
            Some((place, own)) => {
                [text(items.start..place), own, text(place + 1..items.end)].concat()
            }
        }
    }
}

/// The places around one, of so many.
fn nearest(place: usize, all: usize) -> Range<usize> {
    let start = place
        .saturating_sub(NEAREST / 2)
        .min(all.saturating_sub(NEAREST));
    start..all.min(start + NEAREST)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_pages_are_as_many_at_the_ends_of_a_list() {
        assert_eq!(nearest(0, 30), 0..9);
        assert_eq!(nearest(10, 30), 6..15);
        assert_eq!(nearest(29, 30), 21..30);
    }
}
