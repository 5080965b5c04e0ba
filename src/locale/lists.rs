//! Words in a row: `a, b or c`.

use super::locale::Locale;
use super::text::fill;

impl Locale {
    /// All of several: `a and b`, `a and b and c`.
    pub(crate) fn all_of(&self, items: &[&str]) -> String {
        let (Some(first), rest) = (items.first(), items.get(1..).unwrap_or_default()) else {
            return String::new();
        };
        rest.iter().fold((*first).to_owned(), |said, next| {
            self.pair("list_and", "list_and_vowel", &said, next)
        })
    }

    /// One of several: `a`, `a or b`, `a, b or c`.
    pub(crate) fn one_of(&self, items: &[&str]) -> String {
        match items {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first, between @ .., last] => {
                let most = between.iter().fold((*first).to_owned(), |said, next| {
                    fill(self.word("list_more"), &[("a", &said), ("b", next)])
                });
                self.pair("list_or", "list_or_vowel", &most, last)
            }
        }
    }

    /// Two texts with the word between them, which in some languages depends on the letter that follows.
    fn pair(&self, key: &str, before_vowel: &str, a: &str, b: &str) -> String {
        let key = if self.begins_with_vowel(b) {
            before_vowel
        } else {
            key
        };
        fill(self.word(key), &[("a", a), ("b", b)])
    }

    fn begins_with_vowel(&self, text: &str) -> bool {
        self.word("list_vowels").split_whitespace().any(|vowel| {
            let long = vowel.chars().count();
            let end = text
                .char_indices()
                .nth(long)
                .map_or(text.len(), |(at, _)| at);
            self.order.is_same_letter(&text[..end], vowel)
        })
    }
}

#[cfg(test)]
mod tests {
    use icu_list::ListFormatter;
    use icu_list::options::{ListFormatterOptions, ListLength};

    use super::*;

    const NAMES: [&str; 3] = ["Mair", "Rhys", "Tom"];

    #[test]
    fn lists_are_told_as_people_say_them() {
        let english = Locale::english();
        assert_eq!(english.one_of(&[]), "");
        assert_eq!(english.one_of(&["a"]), "a");
        assert_eq!(english.one_of(&["a", "b", "c", "d"]), "a, b, c or d");
        assert_eq!(english.all_of(&[]), "");
        assert_eq!(english.all_of(&["a"]), "a");
        assert_eq!(english.all_of(&["a", "b"]), "a and b");
    }

    #[test]
    fn welsh_tells_vowels_apart() {
        let welsh = Locale::built_in("cy");
        for (name, said) in [
            ("Rhys", "Mair a Rhys"),
            ("Elin", "Mair ac Elin"),
            ("Ôl", "Mair ac Ôl"),
            ("Wyn", "Mair a Wyn"),
            ("wyth", "Mair ac wyth"),
            ("William", "Mair a William"),
            ("Ynyr", "Mair ac Ynyr"),
        ] {
            assert_eq!(welsh.all_of(&["Mair", name]), said);
        }
        assert_eq!(welsh.one_of(&NAMES), "Mair, Rhys neu Tom");
    }

    #[test]
    fn lists_are_those_of_cldr() {
        for (language, tag) in [("en", "en-GB"), ("cy", "cy")] {
            let ours = Locale::built_in(language);
            let wide = || ListFormatterOptions::default().with_length(ListLength::Wide);
            let tag: icu_locale_core::Locale = tag.parse().expect("it is a tag");
            let and = ListFormatter::try_new_and((&tag).into(), wide()).expect("CLDR has it");
            let or = ListFormatter::try_new_or((&tag).into(), wide()).expect("CLDR has it");
            // CLDR leaves open which of the two forms of "and" a language needs.
            let said = and
                .format(NAMES[..2].iter())
                .to_string()
                .replace("a(c)", "a");
            assert_eq!(ours.all_of(&NAMES[..2]), said);
            assert_eq!(ours.one_of(&NAMES), or.format(NAMES.iter()).to_string());
        }
    }
}
