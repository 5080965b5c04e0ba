//! Numbers and mailboxes in a text that no record holds, and that are most likely those of a record all the same: almost the
//! same, or beside the name of somebody who has another.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::almost::Almost;
use super::reach::{canonical, mailboxes_in, numbers_in};
use crate::check::page::{after_last, warn};
use crate::check::places::Places;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Raw, RawContact, RawPage, RawWay};

/// So far before a number is looked for a name, in bytes.
const BESIDE: usize = 80;

/// Names have no more words, and what contact points are for no more either.
const MOST_WORDS: usize = 12;

/// So much of one page is looked up: a page with more is a list, of which each entry would belong into a record.
const MOST_LOOKED_UP: usize = 3_000;

/// What a record holds.
#[derive(Clone, Copy)]
struct Fact<'a> {
    list: &'static str,
    id: &'a str,
    written: &'a str,
}

/// What all records hold, by what is almost the same.
pub(super) struct Differing<'a> {
    numbers: Almost<Fact<'a>>,
    mailboxes: Almost<Fact<'a>>,
    /// The numbers and mailboxes that some record or page holds.
    held_numbers: HashSet<String>,
    held_mailboxes: HashSet<String>,
    /// The numbers of records by the name of the person or of what the contact point is for, in small letters; `None` where
    /// several have it.
    by_name: HashMap<String, Option<Fact<'a>>>,
    /// Those of people by their ids.
    by_id: HashMap<&'a str, Fact<'a>>,
    british: bool,
}

impl<'a> Differing<'a> {
    /// Those of a source. `former` are contact points that its records had before, which are told as such.
    pub(super) fn new(raw: &'a Raw, former: impl Iterator<Item = &'a RawWay>) -> Self {
        let british = raw.settings.ways.british;
        let (mut numbers, mut mailboxes) = (Vec::new(), Vec::new());
        let (mut by_name, mut by_id) = (HashMap::new(), HashMap::new());
        let mut name = |name: &str, fact: Fact<'a>| {
            let small = name.to_lowercase();
            by_name
                .entry(small)
                .and_modify(|other| *other = None)
                .or_insert(Some(fact));
        };
        for record in &raw.contacts {
            let mut phones = 0;
            let fact = |written| Fact {
                list: "contacts.yaml",
                id: &record.id.value,
                written,
            };
            for way in &record.point.ways {
                match way {
                    RawWay::Phone(number) => {
                        phones += 1;
                        numbers.push(fact(number));
                        // Of several numbers another may be meant.
                        if let (1, Some(purpose)) = (phones, &record.point.purpose) {
                            name(purpose, fact(number));
                        }
                    }
                    RawWay::Email(mailbox) => mailboxes.push(fact(mailbox)),
                    RawWay::Post(_) | RawWay::Web { .. } | RawWay::Person(_) => {}
                }
            }
        }
        for person in &raw.people {
            let fact = |written| Fact {
                list: "people.yaml",
                id: &person.id,
                written,
            };
            if let Some(number) = &person.phone {
                numbers.push(fact(number));
                name(&person.name, fact(number));
                by_id.insert(&*person.id, fact(number));
            }
            mailboxes.extend(person.email.as_deref().map(fact));
        }
        let on_pages = raw.pages.iter().flat_map(RawPage::all_contacts);
        let on_pages = on_pages.filter_map(RawContact::written);
        let on_pages = on_pages.flat_map(|point| &point.ways).chain(former);
        let mut held = (HashSet::new(), HashSet::new());
        for way in on_pages {
            match way {
                RawWay::Phone(number) => {
                    held.0.extend(canonical(number, british));
                }
                RawWay::Email(mailbox) => {
                    held.1.insert(mailbox.to_lowercase());
                }
                RawWay::Post(_) | RawWay::Web { .. } | RawWay::Person(_) => {}
            }
        }
        let numbers = numbers.into_iter();
        let numbers = numbers.filter_map(|fact| Some((canonical(fact.written, british)?, fact)));
        let numbers: Vec<(String, Fact<'a>)> = numbers.collect();
        let mailboxes = mailboxes.into_iter();
        let mailboxes: Vec<(String, Fact<'a>)> = mailboxes
            .map(|fact| (fact.written.to_lowercase(), fact))
            .collect();
        held.0.extend(numbers.iter().map(|(key, _)| key.clone()));
        held.1.extend(mailboxes.iter().map(|(key, _)| key.clone()));
        Differing {
            numbers: Almost::new(&numbers, true),
            mailboxes: Almost::new(&mailboxes, false),
            held_numbers: held.0,
            held_mailboxes: held.1,
            by_name,
            by_id,
            british,
        }
    }

    /// Whether no record holds anything.
    pub(super) fn is_empty(&self) -> bool {
        self.held_numbers.is_empty() && self.held_mailboxes.is_empty()
    }

    /// Warns of those in the text of a page of today.
    pub(super) fn check(
        &self,
        page: &RawPage,
        text: &str,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let is_held = |number: &str| self.held_numbers.contains(number).then_some(());
        let known = numbers_in(self.british, text, &is_held).into_iter();
        let known: Vec<Range<usize>> = known.map(|(span, ())| span).collect();
        let is_known = |span: &Range<usize>| {
            let next = known.partition_point(|known| known.end <= span.start);
            known.get(next).is_some_and(|known| known.start < span.end)
        };
        let left = Cell::new(MOST_LOOKED_UP);
        let may_be = |number: &str| {
            left.set(left.get().checked_sub(1)?);
            let fact = self.numbers.of(number);
            (fact.is_some() || number.starts_with('+')).then_some(fact)
        };
        for (span, almost) in numbers_in(self.british, text, &may_be) {
            let written = &text[span.clone()];
            if is_known(&span)
                || is_reference(written)
                || !places.is_markdown(&span)
                || places.is_code(&span)
            {
                continue;
            }
            let (message, fact) = if let Some(fact) = almost {
                (almost_the(written, "number", fact), fact)
            } else if let Some((name, fact)) = self.named_before(text, &span) {
                let message = format!(
                    "`{written}` stands beside {name}, and the number of `{}` in {} is {}",
                    fact.id, fact.list, fact.written
                );
                (message, fact)
            } else {
                continue;
            };
            tell(page, (message, fact), &span, diagnostics);
        }
        for span in mailboxes_in(text).take(MOST_LOOKED_UP) {
            let mailbox = text[span.clone()].to_lowercase();
            if self.held_mailboxes.contains(&mailbox) || is_initial(&mailbox) {
                continue;
            }
            let Some(fact) = self.mailboxes.of(&mailbox) else {
                continue;
            };
            if !places.is_markdown(&span)
                || places.is_code(&span)
                || !is_slip(&mailbox, fact.written)
            {
                continue;
            }
            let message = almost_the(&text[span.clone()], "mailbox", fact);
            tell(page, (message, fact), &span, diagnostics);
        }
    }

    /// Whose name stands before a number in its sentence, and what the record of that has.
    fn named_before<'t>(&self, text: &'t str, span: &Range<usize>) -> Option<(&'t str, Fact<'a>)> {
        let start = text.floor_char_boundary(span.start.saturating_sub(BESIDE));
        let before = &text[start..span.start];
        let before = after_last(before, &[". ", "; ", "\n\n", "\n- ", "\n* ", "\n|", "@"]);
        // What stands before another number belongs to that.
        let digits = before.bytes().filter(u8::is_ascii_digit).count();
        let number = before
            .rfind(|c: char| c.is_ascii_digit())
            .filter(|_| digits > 4);
        let before = &before[number.map_or(0, |at| at + 1)..];
        if let Some(at) = before.rfind("](person:") {
            let id = &before[at + "](person:".len()..];
            let id = &id[..id.find(')')?];
            let fact = self.by_id.get(id)?;
            return Some((id, *fact));
        }
        let words = words(before);
        (0..words.len()).rev().find_map(|last| {
            let first = (last + 1).saturating_sub(MOST_WORDS);
            (first..last).find_map(|first| {
                let name = &before[words[first].start..words[last].end];
                let fact = (*self.by_name.get(&name.to_lowercase())?)?;
                Some((name, fact))
            })
        })
    }
}

/// Where the words of a text are.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let in_word = c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.');
        match (start, in_word) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether a number ends in a digit or two by themselves, as references and rows of numbers do: `01632960100-2`.
fn is_reference(written: &str) -> bool {
    let last = written.rsplit(|c: char| !c.is_ascii_digit()).next();
    last.is_some_and(|last| last.len() < 3)
}

/// Whether a mailbox is that of somebody by an initial (`b.lee@…`), which differs from others by it.
fn is_initial(mailbox: &str) -> bool {
    mailbox.as_bytes().get(1) == Some(&b'.')
}

/// Whether a mailbox differs from one of a record by letters: of those with numbers each is another (`team2@…`).
fn is_slip(mailbox: &str, record: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    digits(mailbox) == digits(record)
}

fn almost_the(written: &str, what: &str, fact: Fact<'_>) -> String {
    format!(
        "`{written}` is almost the {what} of `{}` in {}, which is {}",
        fact.id, fact.list, fact.written
    )
}

fn tell(
    page: &RawPage,
    (message, fact): (String, Fact<'_>),
    span: &Range<usize>,
    diagnostics: &mut Diagnostics,
) {
    let link = match fact.list {
        "people.yaml" => format!("[](person:{})", fact.id),
        _ => format!("[](contact:{})", fact.id),
    };
    let help = format!(
        "if that is meant, write `{link}` instead, which is right whenever the record is; if this one is right, correct the record, or give it a record of its own in contacts.yaml"
    );
    warn(page, diagnostics, (Code::StaleFact, message), span, &help);
}
