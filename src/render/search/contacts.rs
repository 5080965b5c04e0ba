//! Whom to turn to, and when that was true, as search tells it.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::locale::Locale;
use crate::model::{Contact, Page, Site, Way};
use crate::reach::{mailto, telephone};
use crate::render::theme::Theme;

/// The words of contact points, with what is noted on them. Mailboxes and numbers go to the names, if there are any.
pub(crate) fn add_contacts<'c>(
    site: &Site,
    body: &mut String,
    contacts: impl IntoIterator<Item = &'c Contact>,
    mut names: Option<&mut String>,
) {
    for contact in contacts {
        let _ = write!(body, "\n{}\n", contact.purpose.as_deref().unwrap_or(""));
        for (number, way) in contact.ways.iter().enumerate() {
            let (way, is_name) = match way {
                Way::Email(text) | Way::Phone(text) => (text, true),
                Way::Web { url, label } => (label.as_ref().unwrap_or(url), false),
                Way::Post(address) => (address, false),
                Way::Person(person) => (&site.person(*person).name, false),
            };
            match &mut names {
                Some(names) if is_name => {
                    names.push_str(way);
                    names.push('\n');
                }
                _ => {
                    if number > 0 {
                        body.push('\n');
                    }
                    body.push_str(way);
                }
            }
        }
        if let Some(note) = &contact.note {
            body.push('\n');
            body.push_str(note);
        }
    }
}

/// The first mailbox and the first telephone number among contact points of today, as they are written:
/// readers see what follows the first colon.
pub(crate) fn reach(contacts: &[Contact]) -> Vec<String> {
    let ways = || {
        contacts
            .iter()
            .filter(|c| c.as_of.is_none())
            .flat_map(|c| &c.ways)
    };
    let mail = ways().find_map(|way| match way {
        Way::Email(address) => Some(mail(address)),
        _ => None,
    });
    let phone = ways().find_map(|way| match way {
        Way::Phone(number) => Some(tel(number)),
        _ => None,
    });
    mail.into_iter().chain(phone).collect()
}

/// Mailboxes and telephone numbers that are told as text: of each sort the first that is known from long ago, where no contact
/// point of today has one; and where numbers are for several purposes each with its own, since [`reach`] gives one of them.
pub(crate) fn told(theme: &Theme, contacts: &[Contact]) -> Vec<String> {
    let with = |sort: fn(&Way) -> Option<&String>| -> Vec<(&Contact, String)> {
        let of = |contact: &Contact| {
            // A number stays on one line, and a mailbox has no spaces.
            let ways = contact.ways.iter().filter_map(sort);
            let ways = ways.map(|way| way.replace(' ', "\u{a0}"));
            ways.collect::<Vec<_>>().join(", ")
        };
        let all = contacts.iter().map(|contact| (contact, of(contact)));
        all.filter(|(_, ways)| !ways.is_empty()).collect()
    };
    let text = |(contact, ways): &(&Contact, String)| {
        let purpose = contact.purpose.as_deref();
        let purpose = purpose.map_or(String::new(), |purpose| format!("{purpose}: "));
        let as_of = contact.as_of.map(|as_of| theme.locale().as_of(as_of));
        let as_of = as_of.map_or(String::new(), |as_of| {
            format!(" ({} {as_of})", theme.word("as_of"))
        });
        format!("{purpose}{ways}{as_of}")
    };
    let old = |all: &[(&Contact, String)]| {
        let is_old = all.iter().all(|(contact, _)| contact.as_of.is_some());
        all.first().filter(|_| is_old).map(text)
    };
    let mails = with(|way| match way {
        Way::Email(address) => Some(address),
        _ => None,
    });
    let phones = with(|way| match way {
        Way::Phone(number) => Some(number),
        _ => None,
    });
    let has_purpose = |(contact, _): &(&Contact, String)| contact.purpose.is_some();
    let numbers: Vec<String> = if phones.len() > 1 && phones.iter().any(has_purpose) {
        phones.iter().map(text).collect()
    } else {
        old(&phones).into_iter().collect()
    };
    old(&mails).into_iter().chain(numbers).collect()
}

/// A way to write to a mailbox.
pub(crate) fn mail(address: &str) -> String {
    way("mailto", address, &mailto(address))
}

/// A way to ring a number, as it is printed.
pub(crate) fn tel(number: &str) -> String {
    way("tel", number, &telephone::href(number))
}

/// The scheme and what readers see; then what the link has, where that is not what readers see without its spaces.
fn way(scheme: &str, seen: &str, link: &str) -> String {
    match link.split_once(':') {
        Some((_, to)) if to != seen.replace(' ', "") => format!("{scheme}:{seen}:{to}"),
        _ => format!("{scheme}:{seen}"),
    }
}

/// When the facts of a page were true, in words; nothing for a page of today.
pub(crate) fn as_of<'p>(locale: &Locale, page: &'p Page) -> Cow<'p, str> {
    page.as_of
        .map_or(Cow::Borrowed(""), |as_of| Cow::Owned(locale.as_of(as_of)))
}

#[cfg(test)]
mod tests {
    use super::{mail, tel};

    #[test]
    fn what_is_dialled_stands_behind_what_is_seen_only_where_it_does_not_follow() {
        assert_eq!(tel("01632 960100"), "tel:01632 960100");
        assert_eq!(
            tel("+44 (0)1632 960100 x12"),
            "tel:+44 (0)1632 960100 x12:+441632960100;ext=12"
        );
        assert_eq!(mail("a@x.example"), "mailto:a@x.example");
        assert_eq!(
            mail("a&b@x.example"),
            "mailto:a&b@x.example:a%26b@x.example"
        );
    }
}
