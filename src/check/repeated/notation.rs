//! Days in a text, in the forms in which people write them.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::{Date, Weekday};

use crate::locale::Locale;
use crate::model::{month_name, weekday_name};

/// The words by which days are known in a language, and in English.
pub(super) struct Notation {
    /// The numbers of months by their names and short forms, in small letters.
    months: HashMap<String, i8>,
    /// The days of the week likewise.
    weekdays: HashMap<String, Weekday>,
    /// Whether of two numbers the month comes first: 6/29/2027.
    month_first: bool,
}

/// A day that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// With its year.
    Day(Date),
    /// Without: a month, a day of it, and a weekday.
    OfSomeYear(i8, i8, Weekday),
}

/// What may stand between a day and its month, or a month and its year.
const BETWEEN: [&str; 6] = ["of", "the", "de", "del", "o", "di"];

/// Of a language the names are whole or so long at least.
const SHORTEST_NAME: usize = 3;

impl Notation {
    /// That of a site.
    pub(super) fn new(locale: &Locale, month_first: bool) -> Self {
        let plain = |name: &str| name.trim_end_matches('.').to_lowercase();
        let short = |name: &str| name.chars().take(SHORTEST_NAME).collect::<String>();
        let mut months = HashMap::from([("sept".to_owned(), 9)]);
        for month in 1..=12 {
            let english = month_name(month);
            let names = [
                english,
                &short(english),
                locale.month_short(month),
                locale.month_in_date(month),
            ];
            months.extend(names.map(|name| (plain(name), month)));
        }
        let mut weekdays = HashMap::from(
            [
                ("tues", Weekday::Tuesday),
                ("weds", Weekday::Wednesday),
                ("thur", Weekday::Thursday),
                ("thurs", Weekday::Thursday),
            ]
            .map(|(name, day)| (name.to_owned(), day)),
        );
        for day in Weekday::Monday.cycle_forward().take(7) {
            let english = weekday_name(day);
            weekdays.extend([english, &short(english)].map(|name| (plain(name), day)));
        }
        for (day, (name, short)) in locale.weekdays_in_order() {
            weekdays.extend([name, short].map(|name| (plain(name), day)));
        }
        Notation {
            months,
            weekdays,
            month_first,
        }
    }

    /// The days in a part of a text, each with its place: `29 June 2027`, `29th of Jun 2027`, `June 29, 2027`, `29-Jun-2027`,
    /// `2027-06-29`, `29/6/2027`, `29.6.2027`, `Tue 29 June`.
    pub(super) fn days(&self, text: &str, block: Range<usize>) -> Vec<(Range<usize>, Written)> {
        let words = Words::of(text, block);
        let mut days = Vec::new();
        let mut at = 0;
        while at < words.list.len() {
            let found = self
                .in_words(&words, at)
                .or_else(|| self.in_numbers(&words, at))
                .or_else(|| self.in_one(&words, at))
                .or_else(|| self.with_weekday(&words, at));
            at += match found {
                Some((count, written)) => {
                    let first = &words.list[at];
                    let last = &words.list[at + count - 1];
                    days.push((first.start..last.end, written));
                    count
                }
                None => 1,
            };
        }
        days.extend(of_signs(text, &words));
        days
    }

    /// A day and a month at a place, in either order, and how many words they are.
    fn day_and_month(&self, words: &Words<'_>, at: usize) -> Option<(usize, i8, i8)> {
        let (first, mut next) = (words.get(at)?, at + 1);
        if let Some(month) = self.month(first) {
            let day = number(words.get(next)?)?;
            return Some((2, month, day));
        }
        let day = number(first)?;
        next += usize::from(words.is_between(next));
        let month = self.month(words.get(next)?)?;
        Some((next + 1 - at, month, day))
    }

    fn month(&self, word: &str) -> Option<i8> {
        self.months.get(&word.to_lowercase()).copied()
    }

    fn in_words(&self, words: &Words<'_>, at: usize) -> Option<(usize, Written)> {
        let (count, month, day) = self.day_and_month(words, at)?;
        let end = at + count + usize::from(words.is_between(at + count));
        let date = Date::new(year(words.get(end)?)?, month, day).ok()?;
        Some((end + 1 - at, Written::Day(date)))
    }

    /// `Tue 29 June`, where no year follows.
    fn with_weekday(&self, words: &Words<'_>, at: usize) -> Option<(usize, Written)> {
        let weekday = *self.weekdays.get(&words.get(at)?.to_lowercase())?;
        let next = at + 1 + usize::from(words.is_between(at + 1));
        let (count, month, day) = self.day_and_month(words, next)?;
        let end = next + count;
        let year_at = end + usize::from(words.is_between(end));
        let has_year = words.get(year_at).is_some_and(|word| year(word).is_some());
        (!has_year).then_some((end - at, Written::OfSomeYear(month, day, weekday)))
    }

    /// Numbers that the same sign parts.
    fn in_numbers(&self, words: &Words<'_>, at: usize) -> Option<(usize, Written)> {
        let sign = ["/", "."]
            .into_iter()
            .find(|sign| words.gap(at) == Some(sign))?;
        let parts: [&str; 3] = [words.get(at)?, words.get(at + 1)?, words.get(at + 2)?];
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if words.gap(at + 1) != Some(sign)
            || !parts.into_iter().all(digits)
            || !words.stands_alone(at, 3)
        {
            return None;
        }
        if let Some(year) = year(parts[0]) {
            let date = Date::new(year, number(parts[1])?, number(parts[2])?).ok()?;
            return Some((3, Written::Day(date)));
        }
        let year = match parts[2].len() {
            // Of numbers with points that are as short, most are sections and versions.
            2 if sign == "/" => 2000 + parts[2].parse::<i16>().ok()?,
            _ => year(parts[2])?,
        };
        let (one, other) = (number(parts[0])?, number(parts[1])?);
        let (day, month) = if self.month_first && sign == "/" {
            (other, one)
        } else {
            (one, other)
        };
        let date = Date::new(year, month, day).or_else(|_| Date::new(year, day, month));
        Some((3, Written::Day(date.ok()?)))
    }

    /// What hyphens join: `2027-06-29`, `29-Jun-2027`.
    fn in_one(&self, words: &Words<'_>, at: usize) -> Option<(usize, Written)> {
        let word = words.get(at)?;
        let date = match word.parse::<Date>() {
            Ok(date) if word.len() == 10 => date,
            _ => {
                let mut parts = word.splitn(3, '-');
                let (day, month, year) = (parts.next()?, parts.next()?, self::year(parts.next()?)?);
                Date::new(year, self.month(month)?, number(day)?).ok()?
            }
        };
        words.stands_alone(at, 1).then_some((1, Written::Day(date)))
    }
}

/// The words of a part of a text: letters, digits and hyphens.
struct Words<'t> {
    text: &'t str,
    block: Range<usize>,
    list: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str, block: Range<usize>) -> Self {
        let mut list = Vec::new();
        let mut start = None;
        let part = &text[block.clone()];
        for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
            let is_part = c.is_alphanumeric() || c == '-';
            match start {
                None if is_part => start = Some(at),
                Some(from) if !is_part => {
                    list.push(block.start + from..block.start + at);
                    start = None;
                }
                _ => {}
            }
        }
        Words { text, block, list }
    }

    fn get(&self, at: usize) -> Option<&'t str> {
        self.list.get(at).map(|place| &self.text[place.clone()])
    }

    fn is_between(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| BETWEEN.contains(&word))
    }

    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> Option<&'t str> {
        let (word, next) = (self.list.get(at)?, self.list.get(at + 1)?);
        Some(&self.text[word.end..next.start])
    }

    /// Whether words are no part of an address, a reference or a longer number.
    fn stands_alone(&self, at: usize, count: usize) -> bool {
        let (start, end) = (self.list[at].start, self.list[at + count - 1].end);
        let after = &self.text[end..];
        let goes_on = after.starts_with(['/', '.', ':'])
            && after[1..].starts_with(|c: char| c.is_alphanumeric());
        !self.text[..start].ends_with(['#', '/', '.', ':', '-', '=', '_', '?', '&'])
            && !goes_on
            && !after.starts_with(['/', '_', '='])
    }
}

/// `2027年6月29日`, which stands among letters.
fn of_signs(text: &str, words: &Words<'_>) -> Vec<(Range<usize>, Written)> {
    let part = &text[words.block.clone()];
    let found = part.match_indices('年').filter_map(|(at, sign)| {
        let start = at
            - part[..at]
                .bytes()
                .rev()
                .take_while(u8::is_ascii_digit)
                .count();
        let (month, rest) = part[at + sign.len()..].split_once('月')?;
        let day: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let after = rest[day.len()..].chars().next()?;
        let date = Date::new(year(&part[start..at])?, number(month)?, number(&day)?).ok()?;
        let end = part.len() - rest.len() + day.len() + after.len_utf8();
        let place = words.block.start + start..words.block.start + end;
        matches!(after, '日' | '号').then_some((place, Written::Day(date)))
    });
    found.collect()
}

fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| word.parse().ok())?
}

/// The day of a month as people write it: `29`, `29th`.
fn number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = &word[digits.len()..];
    let fine = ending.len() <= 2 && digits.len() <= 2;
    fine.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(text: &str, month_first: bool) -> Vec<(&str, Written)> {
        let notation = Notation::new(Locale::english(), month_first);
        let days = notation.days(text, 0..text.len());
        days.into_iter()
            .map(|(place, day)| (&text[place], day))
            .collect()
    }

    #[test]
    fn a_day_is_known_in_every_form() {
        let day = Written::Day(date(2027, 6, 29));
        for written in [
            "29 June 2027",
            "29th of June 2027",
            "29 Jun 2027",
            "29 Jun. 2027",
            "June 29, 2027",
            "Jun 29th 2027",
            "29 de June de 2027",
            "2027-06-29",
            "29-Jun-2027",
            "29/6/2027",
            "29/06/27",
            "29.6.2027",
            "2027/06/29",
            "6/29/2027",
            "2027年6月29日",
        ] {
            for text in [
                written.to_owned(),
                format!("On Tuesday, {written}. Come on (**{written}**)"),
            ] {
                let found = days(&text, false);
                assert!(!found.is_empty(), "{text}");
                assert!(
                    found.iter().all(|one| *one == (written, day)),
                    "{text}: {found:?}"
                );
            }
        }
        assert_eq!(
            days("6/29/2027 or 7/6/2027", true),
            [
                ("6/29/2027", day),
                ("7/6/2027", Written::Day(date(2027, 7, 6)))
            ]
        );
        assert_eq!(days("在2027年6月29日下午", false), [("2027年6月29日", day)]);
    }

    #[test]
    fn a_day_without_its_year_is_known_by_its_weekday() {
        let day = Written::OfSomeYear(6, 29, Weekday::Tuesday);
        for written in [
            "Tue 29 June",
            "Tuesday 29th June",
            "Tues, 29 Jun",
            "Tuesday, June 29",
            "Tuesday the 29th of June",
        ] {
            assert_eq!(
                days(&format!("Come on {written}, please."), false),
                [(written, day)]
            );
        }
    }

    #[test]
    fn what_is_no_day_is_left_alone() {
        for text in [
            "29 June",
            "June 2027",
            "30 June to 1 July",
            "Tuesday",
            "https://x.example/29/6/2027/a",
            "https://x.example/2027-06-29",
            "a/29/6/2027",
            "29/6/2027/2",
            "1.29.6.2027",
            "29.6.27",
            "version 29.6.2027.1",
            "31/6/2027",
            "29/6/202",
            "29 / 6 / 2027",
            "form 29-6-2027-1",
            "2027年6月",
            "in June 2027 and 29 others",
        ] {
            assert_eq!(days(text, false), [], "{text}");
        }
        // Of another year than the one meant by the record: with it, and not by the weekday.
        assert_eq!(
            days("Tue 29 June 2021", false),
            [("29 June 2021", Written::Day(date(2021, 6, 29)))]
        );
    }
}
