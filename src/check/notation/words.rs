//! The words of a part of a text: letters, digits and hyphens.

use std::ops::Range;

pub(super) struct Words<'t> {
    text: &'t str,
    list: Vec<Range<usize>>,
}

/// What may stand between a day and its month, or a month and its year.
const BETWEEN: [&str; 6] = ["of", "the", "de", "del", "o", "di"];

/// What may stand between two days that share a month: of English, Welsh and others.
const JOINTS: [&str; 19] = [
    "and", "to", "or", "until", "till", "through", "a", "ac", "i", "neu", "und", "bis", "et", "au",
    "y", "al", "e", "o", "עד",
];

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str, block: Range<usize>) -> Self {
        let mut list = Vec::new();
        let mut start = None;
        let part = &text[block.clone()];
        for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
            let is_part = c.is_alphanumeric() || c == '-';
            match start {
                None if is_part => start = Some(at),
                Some(from) if !is_part => {
                    add(text, block.start + from..block.start + at, &mut list);
                    start = None;
                }
                _ => {}
            }
        }
        Words { text, list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&'t str> {
        self.list.get(at).map(|place| &self.text[place.clone()])
    }

    /// Where some words stand.
    pub(super) fn place(&self, words: Range<usize>) -> Range<usize> {
        self.list[words.start].start..self.list[words.end - 1].end
    }

    pub(super) fn is_between(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| BETWEEN.contains(&word))
    }

    pub(super) fn is_joint(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| JOINTS.contains(&word))
    }

    /// What stands between a word and the next.
    pub(super) fn gap(&self, at: usize) -> Option<&'t str> {
        let (word, next) = (self.list.get(at)?, self.list.get(at + 1)?);
        Some(&self.text[word.end..next.start])
    }

    /// What follows a word.
    pub(super) fn after(&self, at: usize) -> &'t str {
        self.list.get(at).map_or("", |word| &self.text[word.end..])
    }

    /// The word after a comma, dash or `and` that stands before a word.
    pub(super) fn after_joint(&self, at: usize) -> Option<usize> {
        let gap = self.gap(at.checked_sub(1)?)?.trim();
        let is_blank = |gap: Option<&str>| gap.is_some_and(|gap| gap.trim().is_empty());
        if self.is_joint(at) && matches!(gap, "" | ",") && is_blank(self.gap(at)) {
            Some(at + 1)
        } else {
            matches!(gap, "," | "-" | "–" | "—" | "/" | "&" | "+").then_some(at)
        }
    }

    /// Whether nothing before a number makes it a part of a time, a version or a sum.
    pub(super) fn begins(&self, at: usize) -> bool {
        let before = &self.text[..self.list[at].start];
        !before.ends_with([':', '.', '/', '#', '=', '_', '£', '$', '€', '@'])
    }

    /// Whether words are no part of an address, a reference or a longer number.
    pub(super) fn stands_alone(&self, words: Range<usize>) -> bool {
        let place = self.place(words);
        let after = &self.text[place.end..];
        let goes_on = after.starts_with(['/', '.', ':'])
            && after[1..].starts_with(|c: char| c.is_alphanumeric());
        !self.text[..place.start].ends_with(['#', '/', '.', ':', '-', '=', '_', '?', '&'])
            && !goes_on
            && !after.starts_with(['/', '_', '='])
    }
}

/// Adds a word; two days with a hyphen between them are two, and so are a letter that is joined to a number by one (`ב-29`)
/// and that number.
fn add(text: &str, place: Range<usize>, list: &mut Vec<Range<usize>>) {
    let word = &text[place.clone()];
    let parted = word.split_once('-').filter(|(first, second)| {
        let is_letter = !first.is_ascii() && first.chars().count() == 1;
        number(second).is_some() && (is_letter || number(first).is_some())
    });
    match parted {
        Some((first, _)) => {
            let middle = place.start + first.len();
            list.extend([place.start..middle, middle + 1..place.end]);
        }
        None => list.push(place),
    }
}

/// The day of a month as people write it: `29`, `29th`.
pub(super) fn number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = &word[digits.len()..];
    let fine = ending.len() <= 2 && digits.len() <= 2;
    fine.then(|| digits.parse().ok())?
}

pub(super) fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| word.parse().ok())?
}
