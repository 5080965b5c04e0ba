//! What somebody may have meant who wrote a day and times in another form than ours: only ever
//! a proposal, for a person to judge.

use jiff::civil::{Date, Time, Weekday};

use super::dates::{self, WEEKDAYS, begins, plain_dashes, weekday};
use crate::diagnostic::nearest;
use crate::model::{month_name, weekday_name};

/// `27 November 2025, 9.30am to noon` as `2025-11-27 09:30-12:00`; `None` when there is doubt.
pub(crate) fn moment(text: &str) -> Option<String> {
    let text = plain_dashes(text).replace(',', " ");
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let named = words.iter().position(|word| a_weekday(word).is_some());
    let named = named.and_then(|at| a_weekday(words.remove(at)));
    let date = take_date(&mut words)?;
    if named.is_some_and(|named| named != date.weekday()) {
        return None;
    }
    let mut meant = String::new();
    if let Some(named) = named {
        meant.push_str(&weekday_name(named)[..3]);
        meant.push(' ');
    }
    meant.push_str(&date.to_string());
    if !words.is_empty() {
        meant.push(' ');
        meant.push_str(&times(&words.join(" "))?);
    }
    // Whatever is proposed can be read.
    dates::when(&meant).is_ok().then_some(meant)
}

/// `September 2027` as `2027-09`; `None` when there is doubt.
pub(crate) fn month_alone(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let [one, other] = words[..] else { return None };
    let (named, year) = match month(one) {
        Some(named) => (named, other),
        None => (month(other)?, one),
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let meant = format!("{year}-{named:02}");
    (is_year && dates::when(&meant).is_ok()).then_some(meant)
}

/// `9.30am to noon` as `09:30-12:00`; `None` when there is doubt.
pub(crate) fn times(text: &str) -> Option<String> {
    let text = plain_dashes(text).to_lowercase();
    let (start, end) = text.split_once(" to ").or_else(|| {
        let (start, end) = text.split_once('-')?;
        Some((start, end.trim_start_matches('-')))
    })?;
    let (end, noon) = clock(end)?;
    let start = match clock(start)? {
        (start, Half::Given) => start,
        // `2-4pm` is 2 pm, and `10-2pm` 10 am.
        (start, Half::Open) if noon == Half::Given => {
            let later = start.hour() < 12;
            let pm = later.then(|| Time::new(start.hour() + 12, start.minute(), 0, 0).ok());
            pm.flatten().filter(|pm| *pm < end).unwrap_or(start)
        }
        (start, Half::Open) if start.hour() >= 7 => start,
        (_, Half::Open) => return None,
    };
    (start < end).then(|| {
        let shown = |time: Time| time.strftime("%H:%M").to_string();
        format!("{}-{}", shown(start), shown(end))
    })
}

/// The day by which a target in words is to be reached, such as `By 30 June 2027 at the latest`; of a month its last day.
pub(crate) fn day_within(text: &str) -> Option<Date> {
    let text = plain_dashes(text);
    let mut words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    take_date(&mut words).or_else(|| {
        let mut pairs = words.windows(2);
        pairs.find_map(|pair| {
            let year = pair[1]
                .parse()
                .ok()
                .filter(|year| (1900..=2999).contains(year))?;
            Some(Date::new(year, month(pair[0])?, 1).ok()?.last_of_month())
        })
    })
}

/// Whether a time tells which half of the day is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Given,
    Open,
}

/// `9`, `9.30`, `0930`, `9:30pm` or `noon`.
fn clock(text: &str) -> Option<(Time, Half)> {
    let text = text.trim().trim_end_matches('.');
    if matches!(text, "noon" | "midday" | "12 noon" | "12noon") {
        return Time::new(12, 0, 0, 0).ok().map(|noon| (noon, Half::Given));
    }
    let (digits, afternoon) = if let Some(digits) = text.strip_suffix("pm") {
        (digits, Some(true))
    } else if let Some(digits) = text.strip_suffix("am") {
        (digits, Some(false))
    } else {
        (text, None)
    };
    let digits = digits.trim();
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "00"),
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match afternoon {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
        None => hour,
    };
    let half = match afternoon {
        None if hour < 13 => Half::Open,
        _ => Half::Given,
    };
    Time::new(hour, minute, 0, 0).ok().map(|time| (time, half))
}

/// A weekday, also one with a slip or an abbreviation that is not the start of its name.
fn a_weekday(word: &str) -> Option<Weekday> {
    if let Some(day) = weekday(word) {
        return Some(day);
    }
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    match word.as_str() {
        "weds" => weekday("wednesday"),
        _ if word.len() >= 5 && word.ends_with("day") => nearest(&word, WEEKDAYS).and_then(weekday),
        _ => None,
    }
}

/// Takes the date out of the words: one word, or a day, a month by name and a year.
fn take_date(words: &mut Vec<&str>) -> Option<Date> {
    let single = words.iter().position(|word| a_date(word).is_some());
    if let Some(at) = single {
        return a_date(words.remove(at));
    }
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let number = |word: &str| word.parse::<i16>().ok();
    // `27 November 2025` or `November 27 2025`.
    let day_at = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .find(|&n| words.get(n).is_some_and(|word| day_number(word).is_some()))?;
    let year_at = (at.max(day_at)) + 1;
    let day = day_number(words[day_at])?;
    let year = words
        .get(year_at)
        .copied()
        .filter(|year| year.len() == 4)
        .and_then(number)?;
    let date = Date::new(year, month, day).ok()?;
    words.drain(at.min(day_at)..=year_at);
    Some(date)
}

fn a_date(word: &str) -> Option<Date> {
    dates::date(word).ok().or_else(|| dates::rewritten(word))
}

/// `27` or `27th`.
fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let good = matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2;
    digits
        .parse()
        .ok()
        .filter(|day| good && (1..=31).contains(day))
}

/// A month by its name or the start of it, three letters at least.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    (1..=12).find(|&month| begins(month_name(month), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_of_other_forms_are_proposed_in_ours() {
        for (written, meant) in [
            ("27/11/2025 10:00-12:00", "2025-11-27 10:00-12:00"),
            ("27 November 2025 9.30-10.30", "2025-11-27 09:30-10:30"),
            (
                "Thursday 27th November 2025, 10am to 12pm",
                "Thu 2025-11-27 10:00-12:00",
            ),
            (
                "Thrusday 2025-11-27 9:30-11:00",
                "Thu 2025-11-27 09:30-11:00",
            ),
            ("Weds 2025-11-26 noon-1pm", "Wed 2025-11-26 12:00-13:00"),
            ("Nov 27 2025", "2025-11-27"),
            ("2025-27-11 1000-1200", "2025-11-27 10:00-12:00"),
            ("Thu, 2025-11-27, 2-3.30pm", "Thu 2025-11-27 14:00-15:30"),
            ("2025-11-27 10-2pm", "2025-11-27 10:00-14:00"),
            ("2025-11-27 10:00--12:00", "2025-11-27 10:00-12:00"),
            ("2025-11-27 10 — 12", "2025-11-27 10:00-12:00"),
        ] {
            assert_eq!(moment(written).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn a_month_alone_is_proposed_in_our_form() {
        for (written, meant) in [
            ("September 2027", Some("2027-09")),
            ("Sept. 2027", Some("2027-09")),
            ("2027, March", Some("2027-03")),
            ("September", None),
            ("September 27", None),
            ("Monday 2027", None),
        ] {
            assert_eq!(month_alone(written).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn a_target_in_words_may_name_its_day() {
        for (text, day) in [
            ("30 July 2021 (in place for next recruitment)", "2021-07-30"),
            ("By 2027-03-31", "2027-03-31"),
            ("by the end of October 2026", "2026-10-31"),
            ("Sept 2026.", "2026-09-30"),
        ] {
            assert_eq!(
                day_within(text).map(|day| day.to_string()).as_deref(),
                Some(day),
                "{text}"
            );
        }
        for text in [
            "",
            "October Strategic Board meeting",
            "By the spring meeting",
            "2026",
            "May 3",
        ] {
            assert_eq!(day_within(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_is_proposed_where_there_is_doubt() {
        for written in [
            "",
            "soon",
            "TBC",
            "27/11/25",
            "2-4",
            "2025-11-27 2-4",
            "2025-11-27 2.30-4.30",
            "Mon 27 November 2025",
            "31 June 2026",
            "2025-11-27 10:00",
            "2025-11-27 22:00-24:00",
            "2025-11-27 13pm-14pm",
            "2025-11-27 10:00-12:00 Central Library",
            "Thu 2025-11-27 to Fri 2025-11-28",
            "é 2025-11-27 ü-é",
        ] {
            assert_eq!(moment(written), None, "{written}");
        }
    }
}
