//! The order of names in a language, and the letters that they stand under from A to Z.

use std::borrow::Cow;
use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

/// The letters that a list may go by in any language that is written with them.
const LATIN: [&str; 26] = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S",
    "T", "U", "V", "W", "X", "Y", "Z",
];

/// Sorts behind every other character (CLDR, root collation).
const LAST: char = '\u{FFFF}';

/// How a language puts names in order (CLDR, by the Unicode Collation Algorithm).
pub(super) struct Collation {
    /// By letters, then accents, then capitals; numbers by their value, so that Round 9 comes before Round 10.
    whole: CollatorBorrowed<'static>,
    /// By letters alone.
    letters: CollatorBorrowed<'static>,
    /// By letters alone, as where no language has letters of its own.
    root: CollatorBorrowed<'static>,
    /// The letters from A to Z in the order of the language.
    latin: Vec<&'static str>,
}

impl Collation {
    /// The order of a language; that of most languages where CLDR does not know it.
    pub(super) fn new(language: &icu_locale_core::Locale) -> Self {
        let letters = collator(language.into(), Strength::Primary);
        let mut by_value = CollatorPreferences::from(language);
        by_value.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut latin = LATIN.to_vec();
        latin.sort_by(|a, b| letters.compare(a, b));
        latin.dedup_by(|b, a| letters.compare(a, b) == Ordering::Equal);
        Collation {
            whole: collator(by_value, Strength::Tertiary),
            root: collator(CollatorPreferences::default(), Strength::Primary),
            letters,
            latin,
        }
    }

    /// What to sort a text by: bytes that are in the order of the texts. An abbreviation stands where it would without its full
    /// stop, as `St. Mary` among `St Mary` and `St Paul`.
    pub(super) fn sort_key(&self, text: &str) -> Vec<u8> {
        let text = without_stops(text);
        let mut key = Vec::with_capacity(text.len() * 2);
        match self.whole.write_sort_key_to(&text, &mut key) {
            Ok(()) => key,
        }
    }

    /// The letter that a name stands under: one from A to Z, or one of the language such as Ll; its own first letter in
    /// another script; `0-9` for digits, and `#` for anything else.
    pub(super) fn letter(&self, name: &str) -> String {
        match name.chars().next() {
            Some(c) if c.is_ascii_digit() => return "0-9".to_owned(),
            Some(c) if c.is_alphabetic() => {}
            _ => return "#".to_owned(),
        }
        let first = self.first(name);
        let not_after = |letter: &&str| self.letters.compare(letter, first) != Ordering::Greater;
        let at = self.latin.partition_point(not_after);
        let before = at.checked_sub(1).map(|at| self.latin[at]);
        match before {
            Some(letter) if self.letters.compare(letter, first) == Ordering::Equal => {
                letter.to_owned()
            }
            // Behind a letter, and before another: it is a form of the first, unless the language has made a letter of it.
            Some(letter)
                if at < self.latin.len()
                    && first.chars().count() == 1
                    && self.root.compare(letter, first) != Ordering::Equal =>
            {
                letter.to_owned()
            }
            _ => capital(first),
        }
    }

    /// Puts names that are in order under their letters.
    pub(super) fn by_letter<T>(
        &self,
        names: impl IntoIterator<Item = (String, T)>,
    ) -> Vec<(String, Vec<T>)> {
        let mut groups: Vec<(String, Vec<T>)> = Vec::new();
        for (name, entry) in names {
            let letter = self.letter(&name);
            let same = |(other, _): &&mut (String, Vec<T>)| {
                *other == letter || self.letters.compare(other, &letter) == Ordering::Equal
            };
            // Nearly always the last one.
            match groups.iter_mut().rev().find(same) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((letter, vec![entry])),
            }
        }
        groups
    }

    /// Whether two letters differ in accents and capitals alone.
    pub(super) fn is_same_letter(&self, a: &str, b: &str) -> bool {
        self.letters.compare(a, b) == Ordering::Equal
    }

    /// The first letter of a name. In some languages two or three characters are one: it does not sort among what begins
    /// with the characters before its last.
    fn first<'n>(&self, name: &'n str) -> &'n str {
        let ends: Vec<usize> = name
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(3)
            .collect();
        let is_letter = |pair: &[usize]| {
            let (start, whole) = (&name[..pair[0]], &name[..pair[1]]);
            self.letters.compare(whole, start) == Ordering::Less
                || self.letters.compare(whole, &format!("{start}{LAST}")) == Ordering::Greater
        };
        let longer = ends.windows(2).rev().find(|pair| is_letter(pair));
        &name[..longer.map_or(ends[0], |pair| pair[1])]
    }
}

fn collator(language: CollatorPreferences, strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    Collator::try_new(language, options).expect("the order of every language is in the program")
}

/// `Ll` of `ll` and `LL`.
fn capital(letter: &str) -> String {
    let mut letters = letter.chars();
    let first = letters.next().map(char::to_uppercase);
    let rest = letters.flat_map(char::to_lowercase);
    first.into_iter().flatten().chain(rest).collect()
}

/// A text without the full stops that follow a letter. Those of numbers stay.
fn without_stops(text: &str) -> Cow<'_, str> {
    if !text.contains('.') {
        return Cow::Borrowed(text);
    }
    let mut after_letter = false;
    let kept = text.chars().filter(|&c| {
        let is_stop = c == '.' && after_letter;
        after_letter = c.is_alphabetic();
        !is_stop
    });
    Cow::Owned(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(language: &str) -> Collation {
        Collation::new(&language.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN))
    }

    /// The names in order, and the letters that they stand under.
    fn listed(language: &str, names: &str) -> String {
        let order = of(language);
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_cached_key(|name| order.sort_key(name));
        let groups = order.by_letter(names.into_iter().map(|name| (name.to_owned(), name)));
        let groups: Vec<String> = groups
            .iter()
            .map(|(letter, names)| format!("{letter}: {}", names.join(" ")))
            .collect();
        groups.join("; ")
    }

    #[test]
    fn abbreviations_stand_where_they_would_without_their_stop() {
        let order = of("en");
        let mut names = [
            "St. Paul",
            "Stanton",
            "J.R. Smith",
            "St Mary",
            "1.10",
            "St. Mary",
            "Jr",
            "1.9",
            "St Peter",
        ];
        names.sort_by_cached_key(|name| order.sort_key(name));
        assert_eq!(
            names,
            [
                "1.9",
                "1.10",
                "Jr",
                "J.R. Smith",
                "St Mary",
                "St. Mary",
                "St. Paul",
                "St Peter",
                "Stanton",
            ]
        );
    }

    #[test]
    fn letters_are_plain_capitals() {
        let order = of("en");
        for (name, letter) in [
            ("Émile", "E"),
            ("ŵy", "W"),
            ("16 to 25", "0-9"),
            ("…", "#"),
            ("", "#"),
            ("Ж", "Ж"),
            ("Łukasz", "L"),
            ("Đorđe", "D"),
            ("Āpirana", "A"),
            ("Øyvind", "O"),
            ("ßüß", "S"),
            ("Æthel", "A"),
            ("ǀAnna", "ǀ"),
        ] {
            assert_eq!(order.letter(name), letter, "{name}");
        }
    }

    #[test]
    fn a_name_in_another_script_stands_behind_the_letters_of_the_language() {
        assert_eq!(
            listed(
                "en-GB",
                "Zoë Жанна Йорк Ёлкин Елена Łukasz Lyn 王 Émile 3D (x Ann"
            ),
            "#: (x; 0-9: 3D; A: Ann; E: Émile; L: Łukasz Lyn; Z: Zoë; Е: Елена Ёлкин; Ж: Жанна; Й: Йорк; 王: 王"
        );
    }

    #[test]
    fn letters_of_a_language_are_its_own() {
        assert_eq!(
            listed(
                "cy",
                "Llew Lyn Chloe Cox ddu Dwyn Ngaio Gwen Rhian Rob Phil Pam Theo Tom ffion Fay Ŵyn Wil Kim"
            ),
            "C: Cox; Ch: Chloe; D: Dwyn; Dd: ddu; F: Fay; Ff: ffion; G: Gwen; Ng: Ngaio; K: Kim; L: Lyn; Ll: Llew; \
             P: Pam; Ph: Phil; R: Rob; Rh: Rhian; T: Tom; Th: Theo; W: Wil Ŵyn"
        );
        assert_eq!(
            listed("cs", "Chomutov Cheb Cena Hora Čáp Ivan Žák"),
            "C: Cena; Č: Čáp; H: Hora; Ch: Cheb Chomutov; I: Ivan; Ž: Žák"
        );
        assert_eq!(
            listed("sv", "Øyvind Åsa Zoe Örjan Ärla Ann"),
            "A: Ann; Z: Zoe; Å: Åsa; Ä: Ärla; Ö: Örjan Øyvind"
        );
        assert_eq!(
            listed("pl", "Łukasz Lyn Mai Żak Zoe Źle"),
            "L: Lyn; Ł: Łukasz; M: Mai; Z: Zoe; Ź: Źle; Ż: Żak"
        );
        assert_eq!(listed("es", "Ñu Nu Oh"), "N: Nu; Ñ: Ñu; O: Oh");
        assert_eq!(listed("de", "Öl Oma Olm"), "O: Öl Olm Oma");
        assert_eq!(listed("hu", "Dzsó Dzé Dan"), "D: Dan; Dz: Dzé; Dzs: Dzsó");
        assert_eq!(listed("el", "Ωμέγα Αννα Ann"), "Α: Αννα; Ω: Ωμέγα; A: Ann");
        assert_eq!(
            listed("ru", "Яна Ёлка Есин Ежов Ann"),
            "Е: Ежов Ёлка Есин; Я: Яна; A: Ann"
        );
    }

    #[test]
    fn capitals_and_accents_decide_last() {
        assert_eq!(
            listed("en", "o'Neil Oneal ONEAL Õneal"),
            "O: o'Neil Oneal ONEAL Õneal"
        );
    }

    #[test]
    fn numbers_within_names_sort_by_their_value() {
        let order = of("en");
        let mut names = [
            "Round 10",
            "Round 9",
            "B10",
            "B2",
            "Round 9a",
            "Round 010",
            "7",
            "16",
        ];
        names.sort_by_cached_key(|name| order.sort_key(name));
        assert_eq!(
            names,
            [
                "7",
                "16",
                "B2",
                "B10",
                "Round 9",
                "Round 9a",
                "Round 10",
                "Round 010"
            ]
        );
    }

    #[test]
    fn every_tag_has_an_order() {
        for tag in ["und", "qaa", "mi", "ar", "x-private", "zh-Hant-TW"] {
            assert!(!of(tag).sort_key("Ann").is_empty(), "{tag}");
        }
    }
}
