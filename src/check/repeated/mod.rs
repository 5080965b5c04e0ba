//! Numbers, mailboxes and days that a text repeats though a record holds them: whoever corrects the record leaves the text
//! as it was.

mod almost;
mod days;
mod differing;
mod found;
mod pages;
mod people;
mod reach;

pub(super) use self::almost::Almost;
use self::days::Days;
use self::differing::Differing;
use self::found::{Holder, Repeated};
use self::pages::OfPages;
use self::people::People;
use self::reach::Reached;
pub(super) use self::reach::mailbox_around;
#[cfg(feature = "cli")]
pub(crate) use self::reach::stand_in;
use super::notation::Notation;
use super::page::warn;
use super::places::Places;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Raw, RawContactRecord, RawPage, former_contacts};

/// What records and other pages hold.
pub(super) struct Held<'a> {
    reached: Reached<'a>,
    former: Reached<'a>,
    people: People<'a>,
    pages: OfPages<'a>,
    days: Days<'a>,
    differing: Differing<'a>,
}

impl<'a> Held<'a> {
    /// What those of a source hold. `former` are contact points that its records had before.
    pub(super) fn new(
        raw: &'a Raw,
        former: &'a [RawContactRecord],
        notation: &'a Notation,
    ) -> Self {
        let reached = Reached::new(&raw.contacts, raw.settings.ways.british);
        let people = People::new(raw, &reached);
        Held {
            former: Reached::former(former, &reached, raw),
            pages: OfPages::new(raw, &reached, &people),
            people,
            days: Days::new(raw, notation),
            differing: Differing::new(raw, former.iter().flat_map(|record| &record.point.ways)),
            reached,
        }
    }

    fn is_empty(&self) -> bool {
        self.reached.is_empty()
            && self.former.is_empty()
            && self.people.is_empty()
            && self.pages.is_empty()
            && self.days.is_empty()
            && self.differing.is_empty()
    }

    /// Warns of each number, mailbox and day of a page of today that `contacts.yaml`, a person or a series holds, and of numbers
    /// that another page has in front matter. Records of the past say what was.
    pub(super) fn check(&self, page: &RawPage, text: &str, diagnostics: &mut Diagnostics) {
        if page.as_of.is_some() || self.is_empty() {
            return;
        }
        let places = Places::new(page, text);
        self.differing.check(page, text, &places, diagnostics);
        self.days.check(page, text, &places, diagnostics);
        if page.allow.contains(&Code::RepeatedFact) {
            return;
        }
        let mut found = Vec::new();
        self.reached.find(text, &mut found);
        self.former.find(text, &mut found);
        self.people.find(text, &mut found);
        self.pages.find(page, text, &places, &mut found);
        self.days.find(page, text, &mut found);
        found.retain(|one| !places.is_code(&one.span));
        found.sort_by_key(|one| one.span.start);
        for one in found {
            tell(page, one, &places, diagnostics);
        }
    }
}

/// The contact points that records had before. Without a record of today there is none to name instead.
pub(super) fn former(raw: &Raw) -> Vec<RawContactRecord> {
    if raw.contacts.is_empty() {
        Vec::new()
    } else {
        former_contacts(raw)
    }
}

fn tell(page: &RawPage, found: Repeated, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let Repeated {
        span,
        message,
        link,
        holder,
    } = found;
    let help = match holder {
        Holder::Page => {
            "link to that page; or move the contact point into contacts.yaml, name it there under `contacts`, and print it here with `[](contact:…)`".to_owned()
        }
        Holder::Contact(id) if places.is_contact(&span) => {
            format!("write `{id}` in `contacts` instead of this contact point")
        }
        Holder::Person(id) if places.is_contact(&span) => {
            format!("write `person: {id}` in this contact point instead")
        }
        _ if places.is_link(&span) => format!("write `{link}` instead of the whole link"),
        Holder::Person(_) if places.is_markdown(&span) => {
            format!("write `{link}` instead, which leads to it")
        }
        _ if places.is_markdown(&span) => format!("write `{link}` instead"),
        Holder::Contact(id) => format!("leave it out here, and name `{id}` under `contacts`"),
        Holder::Person(id) => {
            format!("leave it out here, and name the person under `contacts`: `{{person: {id}}}`")
        }
        Holder::Series => format!(
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
