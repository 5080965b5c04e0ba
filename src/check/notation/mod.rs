//! Days in a text, in the forms in which people write them.

mod names;
mod signs;
mod words;
mod written;

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use self::names::Names;
use self::signs::of_signs;
use self::words::{Words, number, year};
pub(super) use self::written::{DayInText, Written};
use crate::load::Raw;
use crate::locale::Locale;

/// The words by which days are known in some languages, and in English.
pub(super) struct Notation {
    names: Names,
    /// Whether of two numbers the month comes first: 6/29/2027.
    month_first: bool,
}

/// One day of a row.
struct InRow {
    /// Its words.
    words: Range<usize>,
    day: i8,
    /// Its month, unless that stands beside a later one.
    month: Option<i8>,
}

/// More days than a month has nobody writes in a row.
const LONGEST_ROW: usize = 31;

impl Notation {
    /// That of a source: in the languages of its site and pages.
    pub(super) fn new(raw: &Raw) -> Self {
        let mut others: Vec<&str> = raw
            .pages
            .iter()
            .filter_map(|page| page.language.as_deref())
            .collect();
        others.sort_unstable();
        others.dedup();
        let others: Vec<Locale> = others.into_iter().map(Locale::built_in).collect();
        let locales: Vec<&Locale> = [&*raw.locale].into_iter().chain(&others).collect();
        Notation::of(&locales, raw.settings.ways.month_first)
    }

    fn of(locales: &[&Locale], month_first: bool) -> Self {
        Notation {
            names: Names::new(locales),
            month_first,
        }
    }

    /// The days in a part of a text, each with its place: `29 June 2027`, `29th of Jun 2027`, `June 29, 2027`, `29-Jun-2027`,
    /// `2027-06-29`, `29/6/2027`, `29.6.2027`, `Tue 29 June`; and each of several that share a month or a year:
    /// `28, 29 and 30 June 2027`, `29 June to 1 July 2027`.
    pub(super) fn days(&self, text: &str, block: Range<usize>) -> Vec<DayInText> {
        let words = Words::of(text, block.clone());
        let mut days = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let one = || {
                self.in_numbers(&words, at)
                    .or_else(|| self.in_one(&words, at))
            };
            if let Some(end) = self.in_a_row(&words, at, &mut days) {
                at = end;
            } else if let Some((count, date, or)) = one() {
                days.push(DayInText {
                    place: words.place(at..at + count),
                    written: Written::Day(date),
                    weekday: self
                        .weekday_before(&words, at)
                        .or_else(|| self.weekday_after(&words, at + count)),
                    or,
                });
                at += count;
            } else {
                at += 1;
            }
        }
        days.extend(of_signs(text, block));
        days
    }

    /// Adds one day or several that share what they lack, which begin with a word. Gives the word after them.
    fn in_a_row(&self, words: &Words<'_>, at: usize, days: &mut Vec<DayInText>) -> Option<usize> {
        let (row, year, end) = self.row(words, at)?;
        let (before, last) = (days.len(), row.len() - 1);
        let mut month = 0;
        let mut with_months = Vec::with_capacity(row.len());
        for one in row.into_iter().rev() {
            month = one.month.unwrap_or(month);
            with_months.push((one, month));
        }
        for (number, (one, month)) in with_months.into_iter().rev().enumerate() {
            let weekday = self
                .weekday_before(words, one.words.start)
                .or_else(|| (number == last).then(|| self.weekday_after(words, end))?);
            let place =
                words.place(one.words.start..if number == last { end } else { one.words.end });
            let (written, place) = match (year, &weekday) {
                (Some(year), _) => match Date::new(year, month, one.day) {
                    Ok(date) => (Written::Day(date), place),
                    Err(_) => continue,
                },
                (None, Some((of_weekday, weekday))) => {
                    let written = Written::OfSomeYear(month, one.day, *weekday);
                    (written, of_weekday.start.min(place.start)..place.end)
                }
                (None, None) => continue,
            };
            days.push(DayInText {
                place,
                written,
                weekday,
                or: None,
            });
        }
        (days.len() > before).then_some(end)
    }

    /// The days of a row, the year that they share, and the word after them.
    fn row(&self, words: &Words<'_>, at: usize) -> Option<(Vec<InRow>, Option<i16>, usize)> {
        let mut row: Vec<InRow> = Vec::new();
        // The month of the last, where months stand first.
        let mut leading = None;
        let mut next = at;
        if !words.begins(at) {
            return None;
        }
        // What of it has its months, and where that ends.
        let mut whole = None;
        while row.len() < LONGEST_ROW {
            let Some(one) = self.one_of_row(words, next, &mut leading) else {
                break;
            };
            next = one.words.end;
            let has_month = one.month.is_some();
            row.push(one);
            if has_month {
                let year_at = next + usize::from(words.is_between(next));
                if let Some(year) = words.get(year_at).and_then(year) {
                    return Some((row, Some(year), year_at + 1));
                }
                whole = Some((row.len(), next));
            }
            let Some(after) = words.after_joint(next) else {
                break;
            };
            next = match self.names.weekday_from(words, after) {
                Some((after_weekday, _)) => after_weekday,
                None => after,
            };
        }
        let (count, end) = whole?;
        row.truncate(count);
        Some((row, None, end))
    }

    /// A day with its month, in either order, or a day whose month stands elsewhere in its row.
    fn one_of_row(&self, words: &Words<'_>, at: usize, leading: &mut Option<i8>) -> Option<InRow> {
        let word = words.get(at)?;
        if let Some(month) = self.names.month(word) {
            *leading = Some(month);
            let day = number(words.get(at + 1)?)?;
            return Some(InRow {
                words: at..at + 2,
                day,
                month: Some(month),
            });
        }
        let day = number(word)?;
        let month_at = at + 1 + usize::from(words.is_between(at + 1));
        let following = words.get(month_at).and_then(|word| self.names.month(word));
        match (following, *leading) {
            (Some(_), Some(_)) => None,
            (Some(month), None) => Some(InRow {
                words: at..month_at + 1,
                day,
                month: Some(month),
            }),
            (None, month) => Some(InRow {
                words: at..at + 1,
                day,
                month,
            }),
        }
    }

    /// The weekday that stands before a word.
    fn weekday_before(&self, words: &Words<'_>, at: usize) -> Option<(Range<usize>, Weekday)> {
        let mut last = at.checked_sub(1)?;
        if words.is_between(last) && words.gap(last)? == " " {
            last = last.checked_sub(1)?;
        }
        let (first, day) = self.names.weekday_until(words, last)?;
        // A point ends a sentence, unless the name is cut short.
        let is_short = words.get(last)?.len() <= 5;
        let gap = words.gap(last)?;
        let gap = if is_short {
            gap.trim_start_matches('.')
        } else {
            gap
        };
        let is_beside = gap.matches('\n').count() < 2
            && gap
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, ',' | '*' | '_' | '('));
        (is_beside && !self.names.is_of_many(words, first))
            .then(|| (words.place(first..last + 1), day))
    }

    /// The weekday in brackets that stands before a word which follows a day.
    fn weekday_after(&self, words: &Words<'_>, end: usize) -> Option<(Range<usize>, Weekday)> {
        let (after, day) = self.names.weekday_from(words, end)?;
        let closed = words
            .after(after - 1)
            .trim_start_matches('.')
            .starts_with(')');
        let is_beside = closed && words.gap(end - 1)?.trim_start() == "(";
        is_beside.then(|| (words.place(end..after), day))
    }

    /// Numbers that the same sign parts: how many words, the day, and the other that they can mean.
    fn in_numbers(&self, words: &Words<'_>, at: usize) -> Option<(usize, Date, Option<Date>)> {
        let sign = ["/", "."]
            .into_iter()
            .find(|sign| words.gap(at) == Some(sign))?;
        let parts: [&str; 3] = [words.get(at)?, words.get(at + 1)?, words.get(at + 2)?];
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if words.gap(at + 1) != Some(sign)
            || !parts.into_iter().all(digits)
            || !words.stands_alone(at..at + 3)
        {
            return None;
        }
        if let Some(year) = year(parts[0]) {
            let date = Date::new(year, number(parts[1])?, number(parts[2])?).ok()?;
            return Some((3, date, None));
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
        let (date, or) = (Date::new(year, month, day), Date::new(year, day, month));
        match (date, or) {
            (Ok(date), or) => Some((3, date, or.ok())),
            (Err(_), or) => Some((3, or.ok()?, None)),
        }
    }

    /// What hyphens join: `2027-06-29`, `29-Jun-2027`.
    fn in_one(&self, words: &Words<'_>, at: usize) -> Option<(usize, Date, Option<Date>)> {
        let word = words.get(at)?;
        let date = match word.parse::<Date>() {
            Ok(date) if word.len() == 10 => date,
            _ => {
                let mut parts = word.splitn(3, '-');
                let (day, month, year) = (parts.next()?, parts.next()?, year(parts.next()?)?);
                Date::new(year, self.names.month(month)?, number(day)?).ok()?
            }
        };
        words.stands_alone(at..at + 1).then_some((1, date, None))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(text: &str, month_first: bool) -> Vec<(&str, Written)> {
        let notation = Notation::of(&[Locale::english()], month_first);
        let days = notation.days(text, 0..text.len());
        days.into_iter()
            .map(|day| (&text[day.place], day.written))
            .collect()
    }

    /// The days of a text with the weekdays beside them.
    fn weekdays<'t>(tag: &str, text: &'t str) -> Vec<(&'t str, &'t str, Weekday)> {
        let notation = Notation::of(&[&Locale::built_in(tag)], false);
        let days = notation.days(text, 0..text.len());
        let with_weekday = days.into_iter().filter_map(|day| {
            let (place, weekday) = day.weekday?;
            Some((&text[day.place], &text[place], weekday))
        });
        with_weekday.collect()
    }

    #[test]
    fn days_that_share_a_month_or_year_are_all_found() {
        let day = |day| Written::Day(date(2027, 6, day));
        for (text, one, other) in [
            ("On 29 and 30 June 2027", "29", "30 June 2027"),
            ("29, 30 June 2027", "29", "30 June 2027"),
            ("29th & 30th of June 2027", "29th", "30th of June 2027"),
            ("29–30 June 2027", "29", "30 June 2027"),
            ("29-30 June 2027", "29", "30 June 2027"),
            ("29/30 June 2027", "29", "30 June 2027"),
            ("from 29 to 30 June 2027", "29", "30 June 2027"),
            ("29 June – 30 June 2027", "29 June", "30 June 2027"),
            ("June 29 and 30, 2027", "June 29", "30, 2027"),
            ("June 29-30, 2027", "June 29", "30, 2027"),
            ("June 29 and June 30 2027", "June 29", "June 30 2027"),
            (
                "Tuesday 29 and Wednesday 30 June 2027",
                "29",
                "30 June 2027",
            ),
        ] {
            assert_eq!(
                days(text, false),
                [(one, day(29)), (other, day(30))],
                "{text}"
            );
        }
        assert_eq!(
            days("28, 29, and 30 June to 1 July 2027", false),
            [
                ("28", day(28)),
                ("29", day(29)),
                ("30 June", day(30)),
                ("1 July 2027", Written::Day(date(2027, 7, 1)))
            ]
        );
        assert_eq!(
            days("Tue 29 and Wed 30 June", false),
            [
                ("Tue 29", Written::OfSomeYear(6, 29, Weekday::Tuesday)),
                (
                    "Wed 30 June",
                    Written::OfSomeYear(6, 30, Weekday::Wednesday)
                )
            ]
        );
        for text in [
            "at 12:30, 29 June 2027",
            "for £30, 29 June 2027",
            "in room 4.30, 29 June 2027",
        ] {
            assert_eq!(days(text, false), [("29 June 2027", day(29))], "{text}");
        }
        assert_eq!(
            days("2027年6月29日和30日，到2027年6月28日至29日", false),
            [
                ("2027年6月29日", day(29)),
                ("30日", day(30)),
                ("2027年6月28日", day(28)),
                ("29日", day(29))
            ]
        );
    }

    #[test]
    fn the_weekday_beside_a_day_is_known() {
        for (tag, text, place, weekday) in [
            ("en", "On Monday 12 May 2026.", "12 May 2026", "Monday"),
            ("en", "Mon. 12 May 2026", "12 May 2026", "Mon"),
            (
                "en",
                "**Monday**, the 12th of May 2026",
                "12th of May 2026",
                "Monday",
            ),
            ("en", "Monday (12/05/2026)", "12/05/2026", "Monday"),
            ("en", "Mon 2026-05-12", "2026-05-12", "Mon"),
            ("en", "2026-05-12 (Mon)", "2026-05-12", "Mon"),
            ("en", "12 May 2026 (Monday)", "12 May 2026", "Monday"),
            ("cy", "Dydd Llun 12 Mai 2026", "12 Mai 2026", "Dydd Llun"),
            (
                "cy",
                "ar ddydd Llun, 12 Mai 2026",
                "12 Mai 2026",
                "ddydd Llun",
            ),
            ("en", "2026年5月12日（星期一）", "2026年5月12日", "星期一"),
            ("en", "2026年5月12日星期一", "2026年5月12日", "星期一"),
            ("en", "2026年5月12日（月）", "2026年5月12日", "月"),
        ] {
            assert_eq!(
                weekdays(tag, text),
                [(place, weekday, Weekday::Monday)],
                "{text}"
            );
        }
        assert_eq!(
            weekdays("cy", "Dydd Mawrth 3 Mawrth 2026"),
            [("3 Mawrth 2026", "Dydd Mawrth", Weekday::Tuesday)]
        );
    }

    #[test]
    fn a_weekday_of_something_else_is_left_alone() {
        for text in [
            "Closed on Monday. 12 May 2026 is a holiday.",
            "Every Monday, 12 May 2026 excepted",
            "Monday and Tuesday, 11 and 12 May 2026",
            "Mondays from 12 May 2026",
            "| Monday | 12 May 2026 |",
            "12 May 2026, Monday meetings aside",
            "12 May 2026 (Monday meetings are as always)",
            "Monday: 12 May 2026",
            "# Monday\n\n12 May 2026",
            "2026年5月12日，星期",
            "2026年5月12日（上午）",
        ] {
            assert_eq!(weekdays("en", text), [], "{text}");
        }
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
