//! Numbers that another page has in front matter, in a text.

use std::collections::{HashMap, HashSet};

use super::found::{Holder, Repeated};
use super::people::People;
use super::reach::{Reached, canonical, known_numbers};
use crate::check::places::Places;
use crate::load::{Raw, RawContact, RawPage, RawWay};

/// The numbers that pages of today write out under `contacts`, and no record of `contacts.yaml` holds.
pub(super) struct OfPages<'a> {
    /// The first page that has each.
    numbers: HashMap<String, &'a RawPage>,
    british: bool,
}

impl<'a> OfPages<'a> {
    /// Those of a source; what records hold is told as theirs.
    pub(super) fn new(raw: &'a Raw, of_records: &Reached<'_>, of_people: &People<'_>) -> Self {
        let british = raw.settings.ways.british;
        let mut numbers = HashMap::new();
        for page in raw.pages.iter().filter(|page| page.as_of.is_none()) {
            let new = own(page, british)
                .filter(|number| !of_records.has_number(number) && !of_people.has_number(number));
            for number in new {
                numbers.entry(number).or_insert(page);
            }
        }
        OfPages { numbers, british }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Adds the numbers in the prose of a page that another has: one that stands in its own front matter is its own.
    pub(super) fn find(
        &self,
        page: &RawPage,
        text: &str,
        places: &Places<'_>,
        found: &mut Vec<Repeated>,
    ) {
        if self.is_empty() {
            return;
        }
        let mut known = known_numbers(&self.numbers, self.british, text);
        known.retain(|(span, _)| places.is_markdown(span));
        if known.is_empty() {
            return;
        }
        let own: HashSet<String> = own(page, self.british).collect();
        for (span, other) in known {
            let written = &text[span.clone()];
            let is_own = canonical(written, self.british).is_some_and(|key| own.contains(&key));
            if !is_own {
                found.push(Repeated {
                    message: format!("`{written}` stands under `contacts` of {} too", other.file),
                    span,
                    link: String::new(),
                    holder: Holder::Page,
                });
            }
        }
    }
}

/// The numbers that a page writes out under `contacts`.
fn own(page: &RawPage, british: bool) -> impl Iterator<Item = String> {
    let points = page.all_contacts().filter_map(RawContact::written);
    // What an older source says is no number of today.
    let points = points.filter(|point| point.as_of.is_none());
    let ways = points.flat_map(|point| &point.ways);
    ways.filter_map(move |way| match way {
        RawWay::Phone(number) => canonical(number, british),
        _ => None,
    })
}
