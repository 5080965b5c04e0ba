//! The names of months and weekdays.

use std::collections::HashMap;

use jiff::civil::Weekday;

use super::words::Words;
use crate::locale::{Locale, around};
use crate::model::{month_name, weekday_name};

/// In small letters, without a point at the end.
pub(super) struct Names {
    /// The numbers of months by their names and short forms.
    months: HashMap<String, i8>,
    /// Days of the week likewise, of one word each.
    weekdays: HashMap<String, Weekday>,
    /// Days of the week of two words: the end of the first, which may change at its beginning (`Dydd Mawrth`, `ar ddydd
    /// Mawrth`), and the second.
    in_two: Vec<(String, String, Weekday)>,
}

/// Of a language the names are whole or so long at least.
const SHORTEST_NAME: usize = 3;

/// After these a weekday is no single day.
const EACH: [&str; 3] = ["each", "every", "pob"];

impl Names {
    /// Those of some languages, and of English.
    pub(super) fn new(locales: &[&Locale]) -> Self {
        let short = |name: &str| name.chars().take(SHORTEST_NAME).collect::<String>();
        let mut names = Names {
            months: HashMap::from([("sept".to_owned(), 9)]),
            weekdays: HashMap::new(),
            in_two: Vec::new(),
        };
        for month in 1..=12 {
            let english = month_name(month);
            names.add_month(english, month);
            names.add_month(&short(english), month);
        }
        for (name, day) in [
            ("tues", Weekday::Tuesday),
            ("weds", Weekday::Wednesday),
            ("thur", Weekday::Thursday),
            ("thurs", Weekday::Thursday),
        ] {
            names.add_weekday(name, day);
        }
        for day in Weekday::Monday.cycle_forward().take(7) {
            names.add_weekday(weekday_name(day), day);
            names.add_weekday(&short(weekday_name(day)), day);
        }
        for locale in locales {
            // Within a date something may be joined to a name, as in `29 ביוני`.
            let (before, _) = around(locale.word("date"), "month");
            let joined = before.rsplit([' ', '\u{a0}', '}']).next().unwrap_or("");
            for month in 1..=12 {
                let name = locale.month_in_date(month);
                names.add_month(name, month);
                names.add_month(&format!("{joined}{name}"), month);
                names.add_month(locale.month_short(month), month);
            }
            for (day, (name, short)) in locale.weekdays_in_order() {
                names.add_weekday(name, day);
                names.add_weekday(short, day);
            }
        }
        names
    }

    fn add_month(&mut self, name: &str, month: i8) {
        self.months.entry(plain(name)).or_insert(month);
    }

    fn add_weekday(&mut self, name: &str, day: Weekday) {
        let name = plain(name);
        match name.split_once(' ') {
            Some((first, second)) => {
                let mut first = first.chars();
                first.next();
                let end = first.as_str().to_owned();
                self.in_two.push((end, second.to_owned(), day));
            }
            None => {
                self.weekdays.entry(name).or_insert(day);
            }
        }
    }

    pub(super) fn month(&self, word: &str) -> Option<i8> {
        self.months.get(&word.to_lowercase()).copied()
    }

    /// The weekday of which a word is the last, with its first word.
    pub(super) fn weekday_until(&self, words: &Words<'_>, last: usize) -> Option<(usize, Weekday)> {
        let word = words.get(last)?.to_lowercase();
        let before = last.checked_sub(1).filter(|at| words.gap(*at) == Some(" "));
        let two = before.and_then(|first| {
            let begin = words.get(first)?.to_lowercase();
            let is_it = |(end, second, _): &&(String, String, Weekday)| {
                let changed = begin.strip_suffix(end.as_str());
                *second == word && changed.is_some_and(|changed| changed.chars().count() <= 2)
            };
            let (.., day) = self.in_two.iter().find(is_it)?;
            Some((first, *day))
        });
        two.or_else(|| Some((last, *self.weekdays.get(&word)?)))
    }

    /// The weekday that begins with a word, with the word after it.
    pub(super) fn weekday_from(&self, words: &Words<'_>, at: usize) -> Option<(usize, Weekday)> {
        [at + 1, at].into_iter().find_map(|last| {
            let (first, day) = self.weekday_until(words, last)?;
            (first == at).then_some((last + 1, day))
        })
    }

    /// Whether a weekday, of which this is the first word, is one of several, or of every week.
    pub(super) fn is_of_many(&self, words: &Words<'_>, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let last = before.checked_sub(usize::from(words.is_joint(before)));
        words
            .get(before)
            .is_some_and(|word| EACH.contains(&word.to_lowercase().as_str()))
            || last.is_some_and(|last| self.weekday_until(words, last).is_some())
    }
}

fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_lowercase()
}
