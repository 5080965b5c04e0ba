//! What differs between two states of a site for those who read it, for whoever approves a change.
//!
//! Two sites are compared as plain data; what subscribers see of meetings is compared as `diff` does with two outputs.

mod contacts;
pub(crate) mod draw;
mod files;
mod glossary;
mod identity;
mod item;
mod meetings;
mod pages;
mod people;
mod safety;
mod same;
mod words;

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
    old: &mut Handbook,
    new: &mut Handbook,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Section>, Box<Diagnostic>> {
    // When a page last changed in git is no change of what it says, and the files of a commit stand in no repository.
    for page in old.site.pages.iter_mut().chain(&mut new.site.pages) {
        page.changed = None;
    }
    let (old, new) = (&*old, &*new);
    let difference = diff(&output(old)?, &output(new)?, today);
    let sites = (old.site(), new.site());
    let pairs = Pairs::of(sites.0, sites.1);
    let section = |key, title, items| Section { key, title, items };
    let mut of_meetings = meetings::meetings(&difference, sites, &pairs, text_of);
    of_meetings.extend(safety::months(sites.0, sites.1, &pairs));
    let mut sections = vec![
        section(
            "emergency",
            "Emergencies and notices",
            safety::settings(sites.0, sites.1),
        ),
        section("meetings", "Meetings", of_meetings),
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
        section("steps", "Steps", safety::steps(sites.0, sites.1, &pairs)),
        section("glossary", "Glossary", glossary::terms(sites.0, sites.1)),
        section("links", "Links", files::links(sites.0, sites.1, &pairs)),
        section("files", "Files", files::files(old, new)),
        section(WORDS, "Other words", words::words(old, new, &pairs)?),
    ];
    sections.retain(|section| !section.items.is_empty());
    Ok(sections)
}

/// The section of pages that read otherwise, for whatever reason. They are no further changes: mostly what made them differ is told before.
const WORDS: &str = "words";

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
