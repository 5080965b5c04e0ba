//! Days in Chinese and Japanese, which stand among letters: `2027年6月29日（星期二）`.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::words::{number, year};
use super::written::{DayInText, Written};

/// What stands before the sign of a weekday.
const WEEK: [&str; 6] = ["星期", "周", "週", "禮拜", "礼拜", "曜"];

/// What may stand between two days that share a month or year.
const JOINTS: [&str; 12] = [
    "和", "及", "與", "与", "至", "到", "、", "，", "-", "–", "~", "～",
];

/// The days in a part of a text.
pub(super) fn of_signs(text: &str, block: Range<usize>) -> Vec<DayInText> {
    let part = &text[block.clone()];
    let mut found = Vec::new();
    // Where the last one ended, with its year and month.
    let mut last: Option<(usize, Option<i16>, i8)> = None;
    for (at, sign) in part.match_indices(['日', '号', '號']) {
        let (before, day) = digits_before(&part[..at]);
        let Some(day) = number(day) else {
            continue;
        };
        let has_month = before.strip_suffix('月').map(digits_before);
        let (before, month) = has_month.unwrap_or((before, ""));
        let has_year = before.strip_suffix('年').map(digits_before);
        let (start, own_year) = match has_year.filter(|_| !month.is_empty()) {
            Some((before, digits)) => (before.len(), year(digits)),
            None => (before.len(), None),
        };
        // What a day lacks it shares with the one to which it is joined.
        let shared =
            last.filter(|(end, ..)| *end <= start && JOINTS.contains(&part[*end..start].trim()));
        let in_year = own_year.or_else(|| shared.and_then(|(_, year, _)| year));
        let Some(month) = number(month).or_else(|| shared.map(|(.., month)| month)) else {
            continue;
        };
        let end = at + sign.len();
        let weekday = weekday_after(&part[end..]);
        let after = weekday.as_ref().map_or(end, |(_, after, _)| end + after);
        last = Some((after, in_year, month));
        let weekday = weekday.map(|(place, _, day)| {
            let from = block.start + end;
            (from + place.start..from + place.end, day)
        });
        let written = match (in_year, &weekday) {
            (Some(year), _) => match Date::new(year, month, day) {
                Ok(date) => Written::Day(date),
                Err(_) => continue,
            },
            (None, Some((_, weekday))) => Written::OfSomeYear(month, day, *weekday),
            (None, None) => continue,
        };
        found.push(DayInText {
            place: block.start + start..block.start + end,
            written,
            weekday,
            or: None,
        });
    }
    found
}

/// A text without the digits at its end, and these.
fn digits_before(text: &str) -> (&str, &str) {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    (before, &text[before.len()..])
}

/// The weekday that a text begins with, with its place and where what follows it begins: `星期二`, `（二）`, `(火)`.
fn weekday_after(text: &str) -> Option<(Range<usize>, usize, Weekday)> {
    let blank = text.len() - text.trim_start_matches([' ', '，', ',']).len();
    let rest = &text[blank..];
    let open = rest.starts_with(['（', '(']);
    let inner = rest.trim_start_matches(['（', '(']);
    let named = WEEK.iter().find_map(|week| inner.strip_prefix(week));
    if !open && (named.is_none() || blank > 1) {
        return None;
    }
    let sign = named.unwrap_or(inner);
    let c = sign.chars().next()?;
    let day = match c {
        '一' | '月' => Weekday::Monday,
        '二' | '火' => Weekday::Tuesday,
        '三' | '水' => Weekday::Wednesday,
        '四' | '木' => Weekday::Thursday,
        '五' | '金' => Weekday::Friday,
        '六' | '土' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    };
    let after = sign[c.len_utf8()..].trim_start_matches("曜日");
    let close = after.trim_start_matches(['）', ')']);
    if open && close.len() == after.len() {
        return None;
    }
    let start = text.len() - inner.len();
    Some((
        start..text.len() - after.len(),
        text.len() - close.len(),
        day,
    ))
}
