//! Numbers, mailboxes and days that a text repeats though a record holds them: whoever corrects the record leaves the text
//! as it was.

mod days;
mod found;
mod pages;
mod reach;

use self::days::Days;
use self::found::Repeated;
use self::pages::OfPages;
use self::reach::Reached;
#[cfg(feature = "cli")]
#[cfg(feature = "cli")]
pub(crate) use self::reach::stand_in;
use super::page::warn;
use super::places::Places;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Raw, RawPage, former_contacts};

/// Warns of each number, mailbox and day of a page of today that `contacts.yaml` or a series holds, and of numbers that
/// another page has in front matter. Records of the past
/// say what was. `text_of` gives the text of a file.
pub(crate) fn check(
    raw: &Raw,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let reached = Reached::new(&raw.contacts, raw.settings.ways.british);
    // Without a record of today there is none to name instead.
    let records = if raw.contacts.is_empty() {
        Vec::new()
    } else {
        former_contacts(raw)
    };
    let former = Reached::former(&records, &reached, raw);
    let pages = OfPages::new(raw, &reached);
    let days = Days::new(raw);
    if reached.is_empty() && former.is_empty() && pages.is_empty() && days.is_empty() {
        return;
    }
    let today = raw.pages.iter().filter(|page| page.as_of.is_none());
    for page in today.filter(|page| !page.allow.contains(&Code::RepeatedFact)) {
        let Some(text) = text_of(&page.file) else {
            continue;
        };
        let places = Places::new(page, &text);
        let mut found = Vec::new();
        reached.find(&text, &mut found);
        former.find(&text, &mut found);
        pages.find(page, &text, &places, &mut found);
        days.find(page, &text, &mut found);
        found.retain(|one| !places.is_code(&one.span));
        found.sort_by_key(|one| one.span.start);
        for one in found {
            tell(page, one, &places, diagnostics);
        }
    }
}

fn tell(page: &RawPage, found: Repeated, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let Repeated {
        span,
        message,
        link,
        contact,
        of_page,
    } = found;
    let help = match contact {
        None if of_page => {
            "link to that page; or move the contact point into contacts.yaml, name it there under `contacts`, and print it here with `[](contact:…)`".to_owned()
        }
        Some(id) if places.is_contact(&span) => {
            format!("write `{id}` in `contacts` instead of this contact point")
        }
        _ if places.is_link(&span) => format!("write `{link}` instead of the whole link"),
        _ if places.is_markdown(&span) => format!("write `{link}` instead"),
        Some(id) => format!("leave it out here, and name `{id}` under `contacts`"),
        None => format!(
            "leave it out here, where it stays as it is; in the text of a page `{link}` prints it"
        ),
    };
    warn(
        page,
        diagnostics,
        (Code::RepeatedFact, message),
        &span,
        &help,
    );
}
