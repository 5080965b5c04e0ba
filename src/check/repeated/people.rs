//! Numbers and mailboxes of people, in a text.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::found::{Holder, Repeated};
use super::reach::{Reached, canonical, known_mailboxes, known_numbers};
use crate::load::{Raw, RawPerson};

/// The ways to reach people that only their own records hold.
pub(super) struct People<'a> {
    /// Each with the person; `None` where several have it, since then it is nobody's own.
    numbers: HashMap<String, Option<&'a RawPerson>>,
    /// The same, in small letters.
    mailboxes: HashMap<String, Option<&'a RawPerson>>,
    british: bool,
}

impl<'a> People<'a> {
    /// Those of a source; what records of `contacts.yaml` hold is told as theirs.
    pub(super) fn new(raw: &'a Raw, of_contacts: &Reached<'_>) -> Self {
        let british = raw.settings.ways.british;
        let (mut numbers, mut mailboxes) = (HashMap::new(), HashMap::new());
        for person in &raw.people {
            let number = person.phone.as_deref().and_then(|n| canonical(n, british));
            if let Some(number) = number.filter(|number| !of_contacts.has_number(number)) {
                add(&mut numbers, number, person);
            }
            let mailbox = person.email.as_deref().map(str::to_lowercase);
            if let Some(mailbox) = mailbox.filter(|mailbox| !of_contacts.has_mailbox(mailbox)) {
                add(&mut mailboxes, mailbox, person);
            }
        }
        People {
            numbers,
            mailboxes,
            british,
        }
    }

    /// Whether a person has a number, as [`canonical`] writes it.
    pub(super) fn has_number(&self, number: &str) -> bool {
        matches!(self.numbers.get(number), Some(Some(_)))
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.mailboxes.is_empty()
    }

    /// Adds what a text repeats.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Repeated>) {
        if !self.numbers.is_empty() {
            for (span, person) in known_numbers(&self.numbers, self.british, text) {
                found.extend(person.map(|person| repeated(text, span, "the number", person)));
            }
        }
        if !self.mailboxes.is_empty() {
            for (span, person) in known_mailboxes(&self.mailboxes, text) {
                found.extend(person.map(|person| repeated(text, span, "the mailbox", person)));
            }
        }
    }
}

fn add<'a>(ways: &mut HashMap<String, Option<&'a RawPerson>>, way: String, person: &'a RawPerson) {
    match ways.entry(way) {
        Entry::Vacant(new) => {
            new.insert(Some(person));
        }
        Entry::Occupied(mut shared) => {
            shared.insert(None);
        }
    }
}

fn repeated(text: &str, span: Range<usize>, what: &str, person: &RawPerson) -> Repeated {
    Repeated {
        message: format!(
            "`{}` is {what} of `{}` in people.yaml",
            &text[span.clone()],
            person.id
        ),
        span,
        link: format!("[](person:{})", person.id),
        holder: Holder::Person(person.id.clone()),
    }
}
