//! The language of a site.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Weekday;

use super::collation::Collation;
use super::direction;
use super::strings::{OwnWords, Strings};
use super::text::fill;
use super::weeks::first_weekday;
use crate::diagnostic::Diagnostics;
use crate::markdown::Labels;

/// What Redway itself says to readers, and the order of names, in the language of a site.
pub(crate) struct Locale {
    /// The tag that the site gives (BCP 47).
    tag: String,
    strings: Strings,
    pub(super) order: Collation,
    /// Names of months within a date, alone, and where there is little room.
    pub(super) months: Vec<String>,
    pub(super) months_alone: Vec<String>,
    pub(super) months_short: Vec<String>,
    /// Names of weekdays from Monday, and where there is little room.
    pub(super) weekdays: Vec<String>,
    pub(super) weekdays_short: Vec<String>,
    /// The day on which a week begins.
    pub(super) first_weekday: Weekday,
}

impl Locale {
    /// The language of a tag, with words that a site gives on top of those that are built in. `settings` is the file
    /// that names the language, where words that are missing are reported.
    pub(crate) fn new(
        tag: &str,
        settings: &Arc<str>,
        own: Vec<OwnWords>,
        out: &mut Diagnostics,
    ) -> Self {
        let language = tag.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
        let strings = Strings::new(&language, settings, own, out);
        Locale {
            tag: tag.to_owned(),
            order: Collation::new(&language),
            months: strings.names("months"),
            months_alone: strings.names("months_alone"),
            months_short: strings.names("months_short"),
            weekdays: strings.names("weekdays"),
            weekdays_short: strings.names("weekdays_short"),
            first_weekday: first_weekday(&language),
            strings,
        }
    }

    /// English, which the terminal speaks.
    pub(crate) fn english() -> &'static Self {
        static ENGLISH: OnceLock<Locale> = OnceLock::new();
        ENGLISH.get_or_init(|| Locale::built_in("en"))
    }

    /// A language without words of a site.
    pub(crate) fn built_in(tag: &str) -> Self {
        Locale::new(tag, &Arc::default(), Vec::new(), &mut Diagnostics::new())
    }

    /// Whether the language is written from right to left.
    pub(crate) fn is_right_to_left(&self) -> bool {
        direction::is_right_to_left(&self.tag)
    }

    /// A word of a site as it stands within a sentence: in small letters, unless it is a short form, or the language writes
    /// nouns with capitals.
    pub(crate) fn within<'w>(&self, word: &'w str) -> Cow<'w, str> {
        const CAPITAL_NOUNS: [&str; 2] = ["de", "lb"];
        let language = self.tag.split('-').next().unwrap_or_default();
        let mut letters = word.chars();
        let first = letters.next();
        let is_short_form = letters.next().is_none_or(char::is_uppercase);
        match first {
            Some(first) if !is_short_form && !CAPITAL_NOUNS.contains(&language) => {
                let lower = first.to_lowercase();
                Cow::Owned(lower.chain(word.chars().skip(1)).collect())
            }
            _ => Cow::Borrowed(word),
        }
    }

    /// Fixed words; nothing if there are none of that name.
    pub(crate) fn word(&self, key: &str) -> &str {
        self.strings.word(key)
    }

    /// Words with facts in their places: `Moved from {day}`.
    pub(crate) fn put(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.word(key), values)
    }

    /// Words beside a number, in the form that the number asks for: `3 meetings`.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        fill(self.strings.count(key, n), &[("n", &n.to_string())])
    }

    /// The forms of words beside a number by category, for scripts that count: they choose with `Intl.PluralRules`.
    pub(crate) fn forms(&self, key: &str) -> impl Iterator<Item = (&'static str, &str)> {
        self.strings.forms(key)
    }

    /// All fixed words by key, for templates.
    pub(crate) fn words(&self) -> BTreeMap<&str, &str> {
        self.strings.all()
    }

    /// What to sort a text by in an alphabetical list.
    pub(crate) fn sort_key(&self, text: &str) -> Vec<u8> {
        self.order.sort_key(text)
    }

    /// Puts entries, which are in the order of the names that come with them, under their letters from A to Z.
    pub(crate) fn by_letter<T>(
        &self,
        names: impl IntoIterator<Item = (String, T)>,
    ) -> Vec<(String, Vec<T>)> {
        self.order.by_letter(names)
    }

    /// The words that Markdown adds to texts.
    pub(crate) fn labels(&self) -> Labels {
        let word = |key| self.word(key).to_owned();
        Labels {
            note: word("box_note"),
            tip: word("box_tip"),
            important: word("box_important"),
            warning: word("box_warning"),
            caution: word("box_caution"),
            done: word("task_done"),
            not_done: word("task_not_done"),
            footnotes: word("footnotes"),
            footnote: word("footnote"),
            back_to_reference: word("footnote_back"),
            table: word("table"),
            section_link: word("section_link"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_english_are_those_of_the_library() {
        assert_eq!(Locale::english().labels(), Labels::default());
    }

    #[test]
    fn numbers_stand_in_words() {
        let welsh = Locale::built_in("cy");
        assert_eq!(welsh.count("meeting", 2), "2 gyfarfod");
        assert_eq!(Locale::english().count("vacancy", 1), "1 seat is vacant");
    }

    #[test]
    fn any_tag_will_do() {
        for (tag, right_to_left) in [
            ("EN-gb", false),
            ("enm", false),
            ("ar", true),
            ("not a tag", false),
        ] {
            let locale = Locale::built_in(tag);
            assert_eq!(locale.is_right_to_left(), right_to_left, "{tag}");
            assert!(!locale.word("menu").is_empty());
        }
    }
}
