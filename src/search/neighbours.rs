//! What words are only together with those beside them: telephone numbers, postcodes, references, `A and E`.

use super::analyser::Analyser;
use super::fold::folded;
use super::phone::Phone;
use super::unspaced::is_unspaced;
use super::words::chunks;

/// The longest part of a postcode or reference, in letters and digits.
const LONGEST_PART: usize = 5;
const MOST_DIGITS: usize = 4;
const MOST_LETTERS: usize = 4;

/// What a written word may be part of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    /// Nothing.
    #[default]
    No,
    /// Digits and the signs of a telephone number.
    Digits,
    /// One letter.
    Letter,
    /// What joins two letters: "and", `&`.
    And,
    /// The first part of a postcode or reference: `QX7` of `QX7 4TW`, `room` of `room 12`.
    First,
    /// The second part of one, of digits that a sign parts: `12/34`.
    Second,
    /// Either part of one, with letters and a digit.
    Either,
    /// Letters that elsewhere no space parts from those beside them: a name in two parts, or the end of a line.
    Unspaced,
}

impl Joined {
    /// What a word in small plain letters may be.
    pub(super) fn of(analyser: Analyser, plain: &str) -> Self {
        if [plain.chars().next(), plain.chars().next_back()]
            .into_iter()
            .flatten()
            .any(is_unspaced)
        {
            return Joined::Unspaced;
        }
        if plain == "&" || plain == "and" {
            return Joined::And;
        }
        if is_number(plain) {
            return Joined::Digits;
        }
        let mut all = chunks(plain);
        let (Some((_, chunk)), None) = (all.next(), all.next()) else {
            return Joined::No;
        };
        let letters = chunk.letters();
        Joined::letters(&letters, analyser.is_stop(&letters))
    }

    /// What a word of small letters from a to z may be.
    pub(super) fn plain(word: &str, is_stop: bool) -> Self {
        if word == "and" {
            Joined::And
        } else {
            Joined::letters(word, is_stop)
        }
    }

    /// What a word may be that has those letters and digits.
    fn letters(letters: &str, is_stop: bool) -> Self {
        if letters.chars().all(char::is_alphabetic) && letters.chars().nth(1).is_none() {
            return Joined::Letter;
        }
        if letters.len() > LONGEST_PART || !letters.is_ascii() || is_stop {
            return Joined::No;
        }
        let has = |test: fn(&u8) -> bool| letters.as_bytes().iter().any(test);
        match (has(u8::is_ascii_alphabetic), has(u8::is_ascii_digit)) {
            (true, true) => Joined::Either,
            (true, false) if letters.len() <= MOST_LETTERS => Joined::First,
            (false, true) => Joined::Second,
            _ => Joined::No,
        }
    }
}

/// Whether a word has only digits and what people group the digits of a number with.
fn is_number(plain: &str) -> bool {
    let bare = plain.trim_end_matches([',', ';', ':']);
    bare.bytes().any(|byte| byte.is_ascii_digit())
        && bare
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+().-".contains(&byte))
}

/// The words of a text as they go by.
#[derive(Debug, Default)]
pub(super) struct Neighbours<'t> {
    before: Option<(&'t str, Joined)>,
    last: Option<(&'t str, Joined)>,
    phone: Phone,
}

impl<'t> Neighbours<'t> {
    /// Takes the next word of a text; `put` takes each term that it is the end of.
    pub(super) fn next(&mut self, written: &'t str, joined: Joined, mut put: impl FnMut(String)) {
        match (self.before, self.last, joined) {
            (Some((first, Joined::Letter)), Some((_, Joined::And)), Joined::Letter) => {
                put(in_one(first, written));
            }
            (_, Some((first, Joined::Unspaced)), Joined::Unspaced) => {
                let (first, second) = (folded(first), folded(written));
                let ends = [first.chars().next_back(), second.chars().next()];
                let ends: String = ends
                    .into_iter()
                    .flatten()
                    .filter(|c| is_unspaced(*c))
                    .collect();
                if ends.chars().nth(1).is_some() {
                    put(ends);
                }
            }
            (
                _,
                Some((first, Joined::First | Joined::Either)),
                Joined::Second | Joined::Either | Joined::Digits,
            ) => {
                let (first, digits) = (letters_of(first), letters_of(written));
                let is_year =
                    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
                // More digits begin a telephone number.
                let most = if joined == Joined::Digits {
                    MOST_DIGITS
                } else {
                    LONGEST_PART
                };
                if digits.len() <= most && !is_year {
                    put(first + &digits);
                }
            }
            _ => {}
        }
        if joined == Joined::Digits {
            if let Some(ended) = self.phone.push(written) {
                ended.terms().for_each(&mut put);
            }
        } else if !self.phone.is_empty() {
            self.end_number(&mut put);
        }
        self.before = self.last.replace((written, joined));
    }

    /// The text is at its end.
    pub(super) fn end(mut self, mut put: impl FnMut(String)) {
        self.end_number(&mut put);
    }

    fn end_number(&mut self, put: &mut impl FnMut(String)) {
        std::mem::take(&mut self.phone).terms().for_each(put);
    }
}

fn letters_of(written: &str) -> String {
    let plain = folded(written);
    chunks(&plain).map(|(_, chunk)| chunk.letters()).collect()
}

fn in_one(first: &str, second: &str) -> String {
    letters_of(first) + &letters_of(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut neighbours = Neighbours::default();
        for written in text.split_whitespace() {
            let joined = Joined::of(Analyser::English, &folded(written));
            neighbours.next(written, joined, |term| found.push(term));
        }
        neighbours.end(|term| found.push(term));
        found
    }

    #[test]
    fn postcodes_and_references_are_found_in_one() {
        for (text, term) in [
            ("Quillby works, QX7 4TW.", "qx74tw"),
            ("CYP 07", "cyp07"),
            ("room 12B,", "room12b"),
            ("AB 12/34", "ab1234"),
            ("ext. 4512", "ext4512"),
        ] {
            assert_eq!(terms(text), [term], "{text}");
        }
        for text in ["in 12", "May 2026", "10 12", "ring 01632", "seven thousand"] {
            assert!(terms(text).is_empty(), "{text}: {:?}", terms(text));
        }
    }

    #[test]
    fn letters_that_and_joins_are_one() {
        for text in ["A and E", "(A & E)."] {
            assert_eq!(terms(text), ["ae"], "{text}");
        }
        assert!(terms("tea and e").is_empty());
    }

    #[test]
    fn a_number_ends_where_other_words_begin() {
        assert_eq!(
            terms("ring 01632 960147, 01632 960188 or 999"),
            ["01632960147", "960147", "01632960188", "960188"]
        );
    }
}
