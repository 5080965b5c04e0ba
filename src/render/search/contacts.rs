//! Whom to turn to, and when that was true, as search tells it.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::locale::Locale;
use crate::model::{Contact, Holder, Page, PersonId, Role, Site, Way};

/// The words of contact points. Mailboxes and numbers go to the names, if there are any.
pub(crate) fn add_contacts<'c>(
    site: &Site,
    body: &mut String,
    contacts: impl IntoIterator<Item = &'c Contact>,
    mut names: Option<&mut String>,
) {
    for contact in contacts {
        let _ = write!(body, "\n{}\n", contact.purpose.as_deref().unwrap_or(""));
        let (way, is_name) = match &contact.way {
            Way::Email(text) | Way::Phone(text) => (text, true),
            Way::Web { url, label } => (label.as_ref().unwrap_or(url), false),
            Way::Person(person) => (&site.person(*person).name, false),
        };
        match &mut names {
            Some(names) if is_name => {
                names.push_str(way);
                names.push('\n');
            }
            _ => body.push_str(way),
        }
    }
}

/// The first mailbox and the first telephone number among contact points of today, as they are written:
/// readers see what follows the colon.
pub(crate) fn reach(contacts: &[Contact]) -> Vec<String> {
    let ways = || {
        contacts
            .iter()
            .filter(|c| c.as_of.is_none())
            .map(|c| &c.way)
    };
    let mail = ways().find_map(|way| match way {
        Way::Email(address) => Some(mailto(address)),
        _ => None,
    });
    let phone = ways().find_map(|way| match way {
        Way::Phone(number) => Some(tel(number)),
        _ => None,
    });
    mail.into_iter().chain(phone).collect()
}

/// The link that writes to a mailbox.
pub(crate) fn mailto(address: &str) -> String {
    format!("mailto:{address}")
}

/// A telephone number as it is printed; whoever makes a link of it takes the digits.
pub(crate) fn tel(number: &str) -> String {
    format!("tel:{number}")
}

/// When the facts of a page were true, in words; nothing for a page of today.
pub(crate) fn as_of<'p>(locale: &Locale, page: &'p Page) -> Cow<'p, str> {
    page.as_of
        .map_or(Cow::Borrowed(""), |as_of| Cow::Owned(locale.as_of(as_of)))
}

/// Everybody who holds or covers a role.
pub(crate) fn people_of(role: &Role) -> impl Iterator<Item = PersonId> {
    let (a, b) = match role.holder {
        Holder::Vacant => (None, None),
        Holder::Person(person) => (Some(person), None),
        Holder::Covered { holder, cover } => (holder, Some(cover)),
    };
    a.into_iter().chain(b)
}
