//! Numbers and mailboxes of `contacts.yaml` in a text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::found::{Holder, Repeated};
use crate::load::{Raw, RawContactRecord, RawWay};
use crate::reach::telephone;

/// Fewer digits are those of a service that everybody knows by heart, such as 999 or 111.
const LEAST: usize = 7;

/// More digits than this no number has, a relay before it included.
const MOST: usize = 20;

/// A mailbox has no more letters (RFC 5321 §4.5.3.1).
const LONGEST_MAILBOX: usize = 320;

/// The ways to reach the contact points of a site.
pub(super) struct Reached<'a> {
    /// Each with the record and the link that prints it.
    numbers: HashMap<String, (&'a str, String)>,
    /// The same, in small letters.
    mailboxes: HashMap<String, (&'a str, String)>,
    british: bool,
    /// Whether the records hold others now.
    is_former: bool,
}

impl<'a> Reached<'a> {
    /// Those of these records; of what two records hold the first counts.
    pub(super) fn new(records: &'a [RawContactRecord], british: bool) -> Self {
        let mut reached = Reached {
            numbers: HashMap::new(),
            mailboxes: HashMap::new(),
            british,
            is_former: false,
        };
        for record in records {
            let id = record.id.value.as_str();
            let (mut numbers, mut mailboxes) = (0, 0);
            let mut first = true;
            for way in &record.point.ways {
                let (map, key, word, count) = match way {
                    RawWay::Phone(number) => {
                        numbers += 1;
                        let Some(key) = canonical(number, british) else {
                            continue;
                        };
                        (&mut reached.numbers, key, "phone", numbers)
                    }
                    RawWay::Email(mailbox) => {
                        mailboxes += 1;
                        let key = mailbox.to_lowercase();
                        (&mut reached.mailboxes, key, "email", mailboxes)
                    }
                    RawWay::Post(_) => continue,
                    RawWay::Web { .. } | RawWay::Person(_) => {
                        first = false;
                        continue;
                    }
                };
                let link = match (first, count) {
                    (true, _) => format!("[](contact:{id})"),
                    (false, 1) => format!("[](contact:{id}#{word})"),
                    (false, count) => format!("[](contact:{id}#{word}-{count})"),
                };
                first = false;
                map.entry(key).or_insert((id, link));
            }
        }
        reached
    }

    /// What records of today held in earlier commits, and none holds now.
    pub(super) fn former(records: &'a [RawContactRecord], today: &Reached<'_>, raw: &Raw) -> Self {
        let ids: HashSet<&str> = raw
            .contacts
            .iter()
            .map(|record| record.id.value.as_str())
            .collect();
        let mut former = Reached::new(records, today.british);
        former.is_former = true;
        let is_past = |key: &str, now: &HashMap<String, (&str, String)>, id: &str| {
            !now.contains_key(key) && ids.contains(id)
        };
        former
            .numbers
            .retain(|key, (id, _)| is_past(key, &today.numbers, id));
        former
            .mailboxes
            .retain(|key, (id, _)| is_past(key, &today.mailboxes, id));
        // The way that held it may be another now.
        for (id, link) in former
            .numbers
            .values_mut()
            .chain(former.mailboxes.values_mut())
        {
            *link = format!("[](contact:{id})");
        }
        former
    }

    /// What a finding says of a number or mailbox of a record.
    fn message(&self, written: &str, what: &str, id: &str) -> String {
        if self.is_former {
            format!("`{written}` was {what} of `{id}`, which has another in contacts.yaml now")
        } else {
            format!("`{written}` is {what} of `{id}` in contacts.yaml")
        }
    }

    /// Whether a record holds a number, as [`canonical`] writes it.
    pub(super) fn has_number(&self, number: &str) -> bool {
        self.numbers.contains_key(number)
    }

    /// Whether a record holds a mailbox, in small letters.
    pub(super) fn has_mailbox(&self, mailbox: &str) -> bool {
        self.mailboxes.contains_key(mailbox)
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.mailboxes.is_empty()
    }

    /// Adds what a text repeats.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Repeated>) {
        if !self.numbers.is_empty() {
            self.numbers_in(text, found);
        }
        if !self.mailboxes.is_empty() {
            self.mailboxes_in(text, found);
        }
    }

    fn numbers_in(&self, text: &str, found: &mut Vec<Repeated>) {
        for (span, (id, link)) in known_numbers(&self.numbers, self.british, text) {
            found.push(self.repeated(text, span, "the number", (id, link)));
        }
    }

    fn mailboxes_in(&self, text: &str, found: &mut Vec<Repeated>) {
        for (span, (id, link)) in known_mailboxes(&self.mailboxes, text) {
            found.push(self.repeated(text, span, "a mailbox", (id, link)));
        }
    }

    /// What stands in a text and in a record, which is named with the link to it.
    fn repeated(
        &self,
        text: &str,
        span: Range<usize>,
        what: &str,
        (id, link): (&str, &String),
    ) -> Repeated {
        Repeated {
            message: self.message(&text[span.clone()], what, id),
            span,
            link: link.clone(),
            holder: Holder::Contact(id.to_owned()),
        }
    }
}

/// The numbers in a text that a table knows, each as [`canonical`] writes it.
pub(super) fn known_numbers<'k, T>(
    numbers: &'k HashMap<String, T>,
    british: bool,
    text: &str,
) -> Vec<(Range<usize>, &'k T)> {
    numbers_in(british, text, &|number| numbers.get(number))
}

/// The numbers in a text of which something is known. `known` looks one up, as [`canonical`] writes it.
pub(super) fn numbers_in<T>(
    british: bool,
    text: &str,
    known: &dyn Fn(&str) -> Option<T>,
) -> Vec<(Range<usize>, T)> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = next_start(text, at) {
        at = start + 1;
        if let Some((end, known)) = number_at(known, british, text, start) {
            found.push((start..end, known));
            at = end;
        } else if bytes[start].is_ascii_digit() {
            // The rest of these digits begins no number.
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
        }
    }
    found
}

/// The mailboxes in a text, whatever is known of them.
pub(super) fn mailboxes_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = text
        .match_indices('@')
        .map(|(at, _)| mailbox_around(text, at));
    found.filter(|span| text[span.clone()].matches('@').count() == 1)
}

/// The mailboxes in a text that a table knows, by their small letters.
pub(super) fn known_mailboxes<'k, T>(
    mailboxes: &'k HashMap<String, T>,
    text: &str,
) -> impl Iterator<Item = (Range<usize>, &'k T)> {
    text.match_indices('@').filter_map(|(at, _)| {
        let span = mailbox_around(text, at);
        let known = mailboxes.get(&text[span.clone()].to_lowercase())?;
        Some((span, known))
    })
}

/// The longest number that starts at a place and of which something is known.
fn number_at<T>(
    known: &dyn Fn(&str) -> Option<T>,
    british: bool,
    text: &str,
    start: usize,
) -> Option<(usize, T)> {
    let mut digits = 0;
    let mut best = None;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_digit() {
            digits += 1;
            let end = start + at + 1;
            let ends = chars.peek().is_none_or(|(_, next)| !next.is_ascii_digit());
            if ends
                && digits >= LEAST
                && let Some(key) = canonical(&text[start..end], british)
                && is_end(&text[end..])
            {
                let (end, key) = with_extension(text, start, end, british).unwrap_or((end, key));
                best = known(&key).map(|record| (end, record)).or(best);
            }
        } else if !matches!(
            c,
            ' ' | '-' | '.' | '(' | ')' | '+' | '\u{a0}' | '\u{202f}' | '‑' | '–'
        ) {
            break;
        }
        if digits > MOST {
            break;
        }
    }
    best
}

/// A number as everybody dials it, whatever its form: with the country code where that is known.
pub(super) fn canonical(written: &str, british: bool) -> Option<String> {
    let plain = written
        .replace(['\u{a0}', '\u{202f}'], " ")
        .replace(['‑', '–'], "-");
    let dialled = telephone::read(&plain)?.dialled();
    let own = dialled
        .strip_prefix('0')
        .filter(|own| british && !own.starts_with('0'));
    let key = own.map_or(dialled.clone(), |own| format!("+44{own}"));
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    (digits >= LEAST).then_some(key)
}

/// Where numbers and mailboxes stand in a text, however they are written there: each by its place in the list, with where it
/// stands first. What is neither is passed over.
#[cfg(feature = "cli")]
pub(crate) fn stand_in(ways: &[&str], british: bool, text: &str) -> Vec<(usize, usize)> {
    let (mut numbers, mut mailboxes) = (HashMap::new(), HashMap::new());
    for (at, way) in ways.iter().enumerate() {
        if way.contains('@') {
            mailboxes.insert(way.to_lowercase(), at);
        } else if let Some(number) = canonical(way, british) {
            numbers.insert(number, at);
        }
    }
    let mut found: Vec<(usize, usize)> = known_numbers(&numbers, british, text)
        .into_iter()
        .map(|(span, way)| (*way, span.start))
        .collect();
    let in_mailboxes = known_mailboxes(&mailboxes, text);
    found.extend(in_mailboxes.map(|(span, way)| (*way, span.start)));
    found.sort_unstable();
    found.dedup_by_key(|(way, _)| *way);
    found
}

/// Where a number may start, from a place on: at a digit or sign that belongs to no word, address or other number.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&at| {
        let begins = bytes[at].is_ascii_digit() || matches!(bytes[at], b'+' | b'(');
        let part = |before: char| before.is_alphanumeric() || "_/=#&?@%+.-".contains(before);
        begins && !text[..at].chars().next_back().is_some_and(part)
    })
}

/// Whether a number may end before a text: no letter, digit or further group of a reference follows.
fn is_end(rest: &str) -> bool {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some(next), _) if next.is_alphanumeric() || matches!(next, '_' | '@') => false,
        (Some('-' | '/' | '.' | '–'), Some(then)) => !then.is_alphanumeric(),
        _ => true,
    }
}

/// The number with the extension that follows it.
fn with_extension(text: &str, start: usize, end: usize, british: bool) -> Option<(usize, String)> {
    let rest = &text[end..];
    let words = rest.trim_start_matches([' ', ',', ';']);
    let word = words.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '.' | '#' | '='));
    let digits = &words[word.filter(|at| *at > 0)?..];
    let blank = digits.len() - digits.trim_start().len();
    let length = digits.trim_start().find(|c: char| !c.is_ascii_digit());
    let length = length.unwrap_or(digits.trim_start().len());
    let whole = text.len() - digits.len() + blank + length;
    let written = text.get(start..whole).filter(|_| length > 0)?;
    // Some other word, and then some other number.
    let key = canonical(written, british).filter(|key| key.contains(";ext="))?;
    Some((whole, key))
}

/// The letters around a sign `@` that may be those of a mailbox.
pub(crate) fn mailbox_around(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let local = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    let host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    let before = bytes[..at].iter().rev().take(LONGEST_MAILBOX);
    let start = at - before.take_while(|b| local(**b)).count();
    let after = bytes[at + 1..].iter().take(LONGEST_MAILBOX);
    let end = at + 1 + after.take_while(|b| host(**b)).count();
    let end =
        end - (text[at + 1..end].len() - text[at + 1..end].trim_end_matches(['.', '-']).len());
    let marks = text[start..at].len()
        - text[start..at]
            .trim_start_matches(['*', '_', '`', '\'', '{', '|'])
            .len();
    start + marks..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{RawContactPoint, Spanned};

    /// What a text repeats of two records.
    fn found(text: &str) -> Vec<(String, String)> {
        let record = |id: &str, ways: Vec<RawWay>| RawContactRecord {
            file: "contacts.yaml".into(),
            id: Spanned {
                value: id.to_owned(),
                span: 0..0,
            },
            point: RawContactPoint {
                purpose: None,
                ways,
                checked: None,
                as_of: None,
                documents: Vec::new(),
                note: None,
                span: 0..0,
            },
        };
        let phone = |number: &str| RawWay::Phone(number.to_owned());
        let records = [
            record(
                "desk",
                vec![
                    phone("01632 960100"),
                    phone("01632 960100 ext. 7"),
                    RawWay::Email("Night.Desk@handbook.example".to_owned()),
                ],
            ),
            record("danger", vec![phone("999")]),
            record("abroad", vec![phone("+353 1 234 5678")]),
        ];
        let mut found = Vec::new();
        Reached::new(&records, true).find(text, &mut found);
        let found = found.into_iter();
        found
            .map(|one| (text[one.span].to_owned(), one.link))
            .collect()
    }

    fn one(written: &str, link: &str) -> Vec<(String, String)> {
        vec![(written.to_owned(), link.to_owned())]
    }

    #[test]
    fn a_number_is_known_in_every_form() {
        for written in [
            "01632 960100",
            "01632960100",
            "01632-960100",
            "(01632) 960100",
            "+44 1632 960100",
            "+44 (0)1632 960100",
            "0044 1632 960 100",
            "01632\u{a0}960100",
        ] {
            assert_eq!(
                found(&format!("({written})")),
                one(written, "[](contact:desk)"),
                "{written}"
            );
            let text = format!("Ring {written}, or in 2026 {written}.");
            let link = "[](contact:desk)";
            assert_eq!(
                found(&text),
                [one(written, link), one(written, link)].concat(),
                "{text}"
            );
        }
        assert_eq!(
            found("tel:+353 (1) 234 5678"),
            one("+353 (1) 234 5678", "[](contact:abroad)")
        );
        assert_eq!(
            found("01632 960100 ext 7."),
            one("01632 960100 ext 7", "[](contact:desk#phone-2)")
        );
    }

    #[test]
    fn a_mailbox_is_known_in_letters_of_any_case() {
        let link = "[](contact:desk#email)";
        for written in ["night.desk@handbook.example", "Night.Desk@HANDBOOK.example"] {
            for text in [
                format!("Write to {written}."),
                format!("**{written}**"),
                format!("[us](mailto:{written})"),
                format!("<{written}>"),
            ] {
                assert_eq!(found(&text), one(written, link), "{text}");
            }
        }
    }

    #[test]
    fn what_only_looks_alike_is_left_alone() {
        for text in [
            "Call 999.",
            "01632 960101",
            "01632 9601001",
            "101632 960100",
            "Form 01632960100-2",
            "Form A01632960100",
            "https://handbook.example/01632960100",
            "https://handbook.example/?n=01632960100",
            "01632 960100/101",
            "01632 960100 ext. 8",
            "9601",
            "960100",
            "+33 1632 960100",
            "late.night.desk@handbook.example",
            "night.desk@handbook.example.org",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
