//! What differs between two states of a site for those who read it, for whoever approves a change.
//!
//! Two sites are compared as plain data; what subscribers see of meetings is compared as `diff` does with two outputs.

mod contacts;
pub(crate) mod draw;
mod files;
mod identity;
mod item;
mod meetings;
mod pages;
mod people;

use jiff::civil::Date;

use self::identity::Pairs;
pub(crate) use self::item::Section;
use crate::diagnostic::Diagnostic;
use crate::diff::diff;
use crate::handbook::Handbook;
use crate::load::{Output, facts};
use crate::model::{File, Route};

/// What differs between two handbooks, in sections of which none is empty. `text_of` gives the text of a file of the new one.
///
/// # Errors
///
/// A feed could not be made.
pub(crate) fn changes(
    old: &Handbook,
    new: &Handbook,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Section>, Box<Diagnostic>> {
    let difference = diff(&output(old)?, &output(new)?, today);
    let sites = (old.site(), new.site());
    let pairs = Pairs::of(sites.0, sites.1);
    let section = |key, title, items| Section { key, title, items };
    let mut sections = vec![
        section(
            "meetings",
            "Meetings",
            meetings::meetings(&difference, sites, &pairs, text_of),
        ),
        section("pages", "Pages", pages::pages(sites.0, sites.1, &pairs)),
        section(
            "people",
            "People and posts",
            people::people(sites.0, sites.1, &pairs),
        ),
        section(
            "contacts",
            "Contact points",
            contacts::contacts(sites.0, sites.1, &pairs, text_of),
        ),
        section("links", "Links", files::links(sites.0, sites.1, &pairs)),
        section("files", "Files", files::files(sites.0, sites.1)),
    ];
    sections.retain(|section| !section.items.is_empty());
    Ok(sections)
}

/// Whether readers would lose something without a word.
pub(crate) fn has_losses(sections: &[Section]) -> bool {
    let mut items = sections.iter().flat_map(|section| &section.items);
    items.any(|item| item.is_loss)
}

/// What subscribers get of a handbook. Its pages are compared as such.
fn output(handbook: &Handbook) -> Result<Output, Box<Diagnostic>> {
    let mut output = Output::default();
    for (path, route) in handbook.site().routes.iter() {
        match route {
            Route::Feed(_) => {
                if let Some(file) = handbook.file(route)? {
                    output.feeds.insert(path.to_owned(), bytes(file));
                }
            }
            Route::Meetings => {
                let file = handbook.file(route)?.map(bytes);
                output.facts = file.and_then(|bytes| facts(&bytes).ok());
            }
            _ => {}
        }
    }
    Ok(output)
}

/// The bytes of a file; none of those that are compared is a copy.
fn bytes(file: File<'_>) -> Vec<u8> {
    file.content.into_bytes().unwrap_or_default()
}
