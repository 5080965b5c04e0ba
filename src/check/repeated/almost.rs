//! Numbers and mailboxes that differ a little from those of records: most likely one that was mistyped, or that was right
//! once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The fewest letters or digits of what is compared: in less, one more or less is no slip.
const LEAST: usize = 7;

/// The most: what is longer is no number, and a mailbox that nobody types.
const MOST: usize = 80;

/// Of so many numbers some differ by two digits by chance, and an unknown one from several.
const FEW: usize = 2_000;

/// The names of some records, found by what differs a little. It is as large as they are long: for each there are places
/// for every sign that may be another or left out, and of a few numbers for every two.
pub(in crate::check) struct Almost<R> {
    records: Vec<R>,
    /// The record by what is whole, lacks a sign, or has one or two made unknown; `None` where several have the same.
    places: HashMap<u64, Option<u32>>,
    /// Whether two digits may differ.
    two: bool,
}

/// How a name is changed before it is looked up.
#[derive(Clone, Copy, Hash)]
enum As {
    Whole,
    /// Without a sign.
    Lacking,
    /// With a sign that may be any.
    Open,
    /// With two such.
    TwiceOpen,
}

impl<R: Copy> Almost<R> {
    /// Of these, each with its record. `digits` says whether two digits may differ.
    pub(in crate::check) fn new(all: &[(String, R)], digits: bool) -> Self {
        let mut almost = Almost {
            records: all.iter().map(|(_, record)| *record).collect(),
            places: HashMap::new(),
            two: digits && all.len() <= FEW,
        };
        for ((name, _), record) in all.iter().zip(0..).filter(|((name, _), _)| fits(name)) {
            let two = twice_open(name).filter(|_| almost.two);
            let keys = std::iter::once(key(As::Whole, name.as_bytes()));
            for key in keys.chain(lacking(name)).chain(open(name)).chain(two) {
                add(&mut almost.places, key, record);
            }
        }
        almost
    }

    /// The only record whose name differs from this by one sign: another, one too few or too many, or two that changed places;
    /// else the only one from which two digits differ. Where several are as near, it is rather a number beside theirs.
    pub(in crate::check) fn of(&self, name: &str) -> Option<R> {
        if !fits(name) {
            return None;
        }
        // What lacks a sign here is whole there, and the other way round.
        let few = std::iter::once(key(As::Lacking, name.as_bytes()));
        let many = shorter(name).map(|(rest, length)| key(As::Whole, &rest[..length]));
        let one = few.chain(many).chain(open(name)).chain(swapped(name));
        let mut one = one.filter_map(|key| self.places.get(&key)).peekable();
        let found = if one.peek().is_some() {
            only(one)
        } else if self.two {
            only(twice_open(name).filter_map(|key| self.places.get(&key)))
        } else {
            None
        };
        found.map(|record| self.records[record as usize])
    }
}

/// The record that all places hold, if it is one.
fn only<'p>(mut places: impl Iterator<Item = &'p Option<u32>>) -> Option<u32> {
    let first = (*places.next()?)?;
    places.all(|other| *other == Some(first)).then_some(first)
}

fn fits(name: &str) -> bool {
    (LEAST..=MOST).contains(&name.len())
}

fn add(places: &mut HashMap<u64, Option<u32>>, key: u64, record: u32) {
    match places.entry(key) {
        Entry::Vacant(new) => {
            new.insert(Some(record));
        }
        Entry::Occupied(mut other) if *other.get() != Some(record) => {
            other.insert(None);
        }
        Entry::Occupied(_) => {}
    }
}

/// A name without one of its bytes, and how long that is.
fn shorter(name: &str) -> impl Iterator<Item = ([u8; MOST], usize)> {
    let bytes = name.as_bytes();
    let length = bytes.len() - 1;
    (0..bytes.len()).map(move |at| {
        let mut rest = [0; MOST];
        rest[..at].copy_from_slice(&bytes[..at]);
        rest[at..length].copy_from_slice(&bytes[at + 1..]);
        (rest, length)
    })
}

fn lacking(name: &str) -> impl Iterator<Item = u64> {
    shorter(name).map(|(rest, length)| key(As::Lacking, &rest[..length]))
}

fn open(name: &str) -> impl Iterator<Item = u64> {
    let places = 0..name.len();
    places.map(move |at| changed(As::Open, name, |all| all[at] = 0))
}

/// Two that stand side by side exchanged.
fn swapped(name: &str) -> impl Iterator<Item = u64> {
    let places = 1..name.len();
    places.map(move |at| changed(As::Whole, name, |all| all.swap(at - 1, at)))
}

fn twice_open(name: &str) -> impl Iterator<Item = u64> {
    let pairs = (0..name.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.map(move |(a, b)| {
        changed(As::TwiceOpen, name, |all| {
            all[a] = 0;
            all[b] = 0;
        })
    })
}

fn changed(how: As, name: &str, change: impl FnOnce(&mut [u8])) -> u64 {
    let mut all = [0; MOST];
    let all = &mut all[..name.len()];
    all.copy_from_slice(name.as_bytes());
    change(all);
    key(how, all)
}

/// The same in every run.
fn key(how: As, bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (how, bytes).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_or_two_digits_may_differ() {
        let numbers = [
            ("+441632960100".to_owned(), 1),
            ("+441632960173".to_owned(), 2),
        ];
        let almost = Almost::new(&numbers, true);
        for (number, record) in [
            ("+441632960101", Some(1)),
            ("+441632960010", Some(1)),
            ("+44163296010", Some(1)),
            ("+4416329601001", Some(1)),
            ("+441632961101", Some(1)),
            // As near to the one as to the other.
            ("+441632960170", None),
            ("+441632961234", None),
            ("+441632960145", None),
            ("+33123456789", None),
            ("999", None),
        ] {
            assert_eq!(almost.of(number), record, "{number}");
        }
        let mailboxes = [("night.desk@handbook.example".to_owned(), 1)];
        let almost = Almost::new(&mailboxes, false);
        for (mailbox, is_so) in [
            ("nigth.desk@handbook.example", true),
            ("night.desk@handbok.example", true),
            ("night.dessk@handbook.example", true),
            ("day.desk@handbook.example", false),
        ] {
            assert_eq!(almost.of(mailbox).is_some(), is_so, "{mailbox}");
        }
    }
}
