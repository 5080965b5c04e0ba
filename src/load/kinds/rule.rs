//! `recurs`: the rules of a series.

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};

use crate::calendar::recurrence::{MonthDay, Nth, Pattern, Stretch};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::keys::words::{AFTER_HOLIDAY, DURING, EVERY, MODES};
use crate::keys::{APART, RULE};
use crate::load::parts::ids;
use crate::load::raw::RawRule;
use crate::load::values::dates::{self, Problem, WEEKDAYS, weekday};
use crate::load::values::meant;
use crate::load::yaml::fields::{Fields, Reader, Reported, Spanned, short};
use crate::load::yaml::tree::Node;

/// How often.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Every {
    Day,
    Weeks(u8),
    Months(u8),
    Stretch(Stretch),
}

/// One of the words of [`EVERY`].
fn named(word: &str) -> Option<Every> {
    Some(match word {
        "day" => Every::Day,
        "week" => Every::Weeks(1),
        "fortnight" => Every::Weeks(2),
        "month" => Every::Months(1),
        "quarter" => Every::Months(3),
        "half term" => Every::Stretch(Stretch::HalfTerm),
        "term" => Every::Stretch(Stretch::Term),
        _ => return None,
    })
}

const NTHS: [(&str, &str, Nth); 5] = [
    ("first", "1st", Nth::First),
    ("second", "2nd", Nth::Second),
    ("third", "3rd", Nth::Third),
    ("fourth", "4th", Nth::Fourth),
    ("last", "last", Nth::Last),
];

/// A day as `on` names it.
#[derive(Clone, Copy)]
enum Day {
    Weekday(Weekday),
    Number(i8),
    Nth(Nth, Weekday),
    Working,
    NthWorking(Nth),
    Date(Date),
}

/// Numbers in words, from one.
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// Reads one rule.
pub(crate) fn read(node: Node, reader: &Reader) -> Option<RawRule> {
    let mut fields = reader.fields(node, &RULE)?;
    let (every, span) = match fields.take_map("every") {
        Some(node) => {
            let span = node.span.clone();
            (apart(node, reader), Some(span))
        }
        None => {
            let written = fields.required("every");
            let span = written.as_ref().map(|every| every.span.clone());
            (written.and_then(|text| every(&text, reader)), span)
        }
    };
    let on = match every {
        Some(Every::Day) | None if !fields.has_value("on") => {
            // Left out, or nobody knows whether it may be.
            fields.pass("on");
            Some(Vec::new())
        }
        _ => days(&mut fields),
    };
    let times = optional(&mut fields, "at", |f| times(&f.text("at")?, reader));
    let during = optional(&mut fields, "during", |f| f.choice("during", DURING));
    let restart_span = fields.key_span("after_holiday");
    let after_holiday = optional(&mut fields, "after_holiday", |f| {
        f.choice("after_holiday", AFTER_HOLIDAY)
    });
    let (from, until, year) = (fields.day("from"), fields.day("until"), fields.text("year"));
    let except = fields.days("except");
    let key = optional(&mut fields, "key", |f| {
        f.text("key").filter(|key| ids::check(reader, key))
    });
    let (title, venue) = (fields.plain("title"), fields.plain("venue"));
    let (mode, remark) = (fields.choice("mode", MODES), fields.plain("note"));
    let areas = fields.texts("areas");
    let joint = super::occurrence::joint(&mut fields);
    let start = fields.span.start..fields.span.start + 1;
    fields.finish();

    let (every, span, on) = (every?, span?, on?);
    let Ok(times) = times else { return None };
    let (Ok(from), Ok(until), Ok(during)) = (from, until, during) else {
        return None;
    };
    let (Ok(after_holiday), Ok(key)) = (after_holiday, key) else {
        return None;
    };
    let term_time = during.unwrap_or(false);
    if year.is_none() && (from.is_none() || until.is_none()) {
        reader.report(
            Diagnostic::error(
                Code::MissingKey,
                "this rule does not say when it starts and ends",
            )
            .help("add `from` and `until`, or `year` with a year of years.yaml"),
            span,
        );
        return None;
    }
    let by_weeks = matches!(every, Every::Weeks(apart) if apart > 1);
    if after_holiday.is_some() && !(by_weeks && term_time) {
        reader.report(
            Diagnostic::error(
                Code::Recurs,
                "`after_holiday` is for rules with `every: fortnight` or more weeks, and `during: term`",
            )
            .help("remove it, or add `during: term`: only then does the rule stop for holidays"),
            restart_span,
        );
        return None;
    }
    let (pattern, on) = pattern(every, after_holiday.unwrap_or(false), &on, start, reader)?;
    Some(RawRule {
        pattern,
        span,
        on,
        times,
        term_time,
        from,
        until,
        year,
        except,
        key: key.map(|key| key.value),
        title,
        venue,
        mode,
        note: remark,
        areas,
        joint,
    })
}

/// The value of a key that may be left out; one that is there and cannot be used was reported.
fn optional<'r, T>(
    fields: &mut Fields<'r>,
    key: &str,
    read: impl FnOnce(&mut Fields<'r>) -> Option<T>,
) -> Result<Option<T>, Reported> {
    let there = fields.has_value(key);
    match read(fields) {
        None if there => Err(Reported),
        value => Ok(value),
    }
}

fn every(text: &Spanned<String>, reader: &Reader) -> Option<Every> {
    let word = text.value.replace('-', " ");
    let found = named(&word).or_else(|| counted(&word));
    if found.is_none() {
        let finding = Diagnostic::error(
            Code::UnknownValue,
            format!("`every` cannot be `{}`", short(&text.value)),
        );
        // Two weeks are nearer to a week in letters than in time.
        let meant = match word.to_lowercase().as_str() {
            "other week" | "second week" | "biweekly" => Some("fortnight"),
            "daily" => Some("day"),
            "quarterly" => Some("quarter"),
            word if word.starts_with(|c: char| c.is_ascii_digit()) => None,
            word => nearest(word, EVERY),
        };
        reader.report(
            finding.meant(meant).help(format!(
                "it can be `{}`, or a number of weeks or months: {{weeks: 6}}",
                EVERY.join("`, `")
            )),
            text.span.clone(),
        );
    }
    found
}

/// `6 weeks` or `six weeks`.
fn counted(text: &str) -> Option<Every> {
    let (number, unit) = text.split_once(' ')?;
    let small = number.to_lowercase();
    let word = NUMBERS.iter().position(|word| *word == small);
    let number = match word {
        Some(at) => u8::try_from(at + 1).ok()?,
        None => number.parse().ok()?,
    };
    every_so_many(unit, i64::from(number))
}

/// So many weeks or months, as far as they make sense.
fn every_so_many(unit: &str, number: i64) -> Option<Every> {
    let number = u8::try_from(number).ok()?;
    match unit {
        "weeks" | "week" if (1..=52).contains(&number) => Some(Every::Weeks(number)),
        "months" | "month" if (1..=12).contains(&number) => Some(Every::Months(number)),
        _ => None,
    }
}

/// `{weeks: 6}` or `{months: 2}`.
fn apart(node: Node, reader: &Reader) -> Option<Every> {
    let span = node.span.clone();
    let mut fields = reader.fields(node, &APART)?;
    let units = ["weeks", "months"];
    let written = units.map(|unit| fields.has_value(unit));
    let numbers = units.map(|unit| fields.number(unit));
    let slip = fields.misspelt(&units);
    fields.finish();
    let found = match (written, numbers) {
        ([true, false], [number, _]) => every_so_many("weeks", number?),
        ([false, true], [_, number]) => every_so_many("months", number?),
        _ => None,
    };
    if found.is_none() && !slip {
        reader.report(
            Diagnostic::error(
                Code::UnknownValue,
                "`every` holds a number of weeks, from 1 to 52, or of months, from 1 to 12",
            )
            .help("write every: {weeks: 6}, or every: {months: 2}"),
            span,
        );
    }
    found
}

/// What stands under `on`; `None` when something there cannot be read, which is reported.
fn days(fields: &mut Fields<'_>) -> Option<Vec<Spanned<Day>>> {
    let reader = fields.reader;
    if !fields.has_value("on") {
        // Says that it is missing.
        let _ = fields.required("on");
        return None;
    }
    let days: Vec<Option<Spanned<Day>>> = fields
        .texts("on")
        .into_iter()
        .map(|text| day(&text, reader))
        .collect();
    days.into_iter().collect()
}

fn day(text: &Spanned<String>, reader: &Reader) -> Option<Spanned<Day>> {
    let shown = short(&text.value);
    let words: Vec<&str> = text.value.split_whitespace().collect();
    let found = match words[..] {
        [word] if weekday(word).is_some() => weekday(word).map(Day::Weekday),
        [number] if number.len() <= 2 => {
            let number = number.parse().ok().filter(|n| (1..=31).contains(n));
            number.map(Day::Number)
        }
        [word] if word.starts_with(|c: char| c.is_ascii_digit()) => {
            let date = reader.date_of(text.clone())?;
            Some(Day::Date(date.value))
        }
        ["working", "day" | "days"] => Some(Day::Working),
        [nth, "working", "day"] => {
            let nth = nth.to_lowercase();
            let nth = NTHS
                .iter()
                .find(|(word, short, _)| nth == *word || nth == *short);
            nth.map(|(_, _, nth)| Day::NthWorking(*nth))
        }
        [nth, day] => {
            let nth = nth.to_lowercase();
            let nth = NTHS
                .iter()
                .find(|(word, short, _)| nth == *word || nth == *short);
            nth.zip(weekday(day))
                .map(|((_, _, nth), day)| Day::Nth(*nth, day))
        }
        _ => None,
    };
    let Some(value) = found else {
        let finding = Diagnostic::error(
            Code::Recurs,
            format!("`{shown}` is not a day on which something recurs"),
        );
        reader.report(
            finding
                .meant(likely(&text.value))
                .help("write a weekday such as thursday, a day of the month such as 15, or first, second, third, fourth or last with a weekday: last friday; or last working day"),
            text.span.clone(),
        );
        return None;
    };
    Some(Spanned {
        value,
        span: text.span.clone(),
    })
}

/// The weekday, or a list of them, that a text was likely meant to be.
fn likely(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let days: Vec<&str> = words()
        .filter(|word| word.len() >= 4)
        .filter_map(|word| nearest(word, WEEKDAYS))
        .collect();
    let nth = words().find_map(|word| {
        let exact = NTHS
            .iter()
            .find(|(nth, short, _)| word == *nth || word == *short);
        let near = || nearest(word, NTHS.map(|nth| nth.0)).filter(|_| word.len() >= 5);
        exact.map(|nth| nth.0).or_else(near)
    });
    // No month has a fifth of each weekday, and `fifth` is no slip of `first`.
    let fifth = words().any(|word| matches!(word, "fifth" | "5th"));
    match (nth, days.as_slice()) {
        _ if fifth => None,
        (Some(nth), [day]) => Some(format!("{nth} {day}")),
        (None, [day]) => Some((*day).to_owned()),
        (None, [_, ..]) => Some(format!("[{}]", days.join(", "))),
        _ => None,
    }
}

/// The pattern of a rule, and where each of its days stands.
fn pattern(
    every: Every,
    restart: bool,
    on: &[Spanned<Day>],
    start: Range<usize>,
    reader: &Reader,
) -> Option<(Pattern, Vec<Range<usize>>)> {
    let spans: Vec<Range<usize>> = on.iter().map(|day| day.span.clone()).collect();
    let values = || on.iter().map(|day| day.value);
    let pattern = match every {
        Every::Day => match *on {
            [] => Some(Pattern::Daily { working: false }),
            [
                Spanned {
                    value: Day::Working,
                    ..
                },
            ] => Some(Pattern::Daily { working: true }),
            _ => None,
        },
        Every::Weeks(apart) => {
            let weekdays: Option<Vec<Weekday>> = values()
                .map(|day| match day {
                    Day::Weekday(weekday) => Some(weekday),
                    _ => None,
                })
                .collect();
            weekdays.map(|on| match apart {
                1 => Pattern::Weekly(on),
                apart => Pattern::Weeks { apart, on, restart },
            })
        }
        Every::Months(apart) => {
            let days: Option<Vec<MonthDay>> = values()
                .map(|day| match day {
                    Day::Number(number) => Some(MonthDay::Number(number)),
                    Day::Nth(nth, weekday) => Some(MonthDay::Weekday(nth, weekday)),
                    Day::NthWorking(nth) => Some(MonthDay::Working(nth)),
                    _ => None,
                })
                .collect();
            days.map(|on| Pattern::Months { apart, on })
        }
        Every::Stretch(stretch) => match *on {
            [
                Spanned {
                    value: Day::Nth(nth, weekday),
                    ..
                },
            ] => Some(Pattern::Counted(stretch, nth, weekday)),
            _ => {
                let dates: Option<Vec<Date>> = values()
                    .map(|day| match day {
                        Day::Date(date) => Some(date),
                        _ => None,
                    })
                    .collect();
                dates.map(|dates| Pattern::Named(stretch, dates))
            }
        },
    };
    if let (Some(pattern), false) = (pattern, on.is_empty() && every != Every::Day) {
        return Some((pattern, spans));
    }
    let (message, help) = match every {
        Every::Day => (
            "a daily rule is on every day, or `on` working days",
            "leave `on` out, or write on: working day",
        ),
        Every::Weeks(1) => (
            "a weekly rule is `on` weekdays",
            "write on: thursday, or on: [tuesday, thursday]",
        ),
        Every::Weeks(2) => (
            "a fortnightly rule is `on` weekdays",
            "write on: thursday, or on: [tuesday, thursday]; `from` tells in which week it starts",
        ),
        Every::Weeks(_) => (
            "a rule by weeks is `on` weekdays",
            "write on: thursday, or on: [tuesday, thursday]; `from` tells in which week it starts",
        ),
        Every::Months(_) => (
            "a monthly rule is `on` a day of the month",
            "write on: 15 for a date, or on: first monday, on: last friday for a weekday",
        ),
        Every::Stretch(Stretch::HalfTerm) => (
            "a half-termly rule is `on` one date in each half term, or on one counted weekday",
            "write on: [2025-09-23, 2025-11-11] with all the dates, or on: first tuesday",
        ),
        Every::Stretch(Stretch::Term) => (
            "a termly rule is `on` one date in each term, or on one counted weekday",
            "write on: [2025-09-23, 2026-01-20] with all the dates, or on: first tuesday",
        ),
    };
    let span = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => start,
    };
    reader.report(Diagnostic::error(Code::Recurs, message).help(help), span);
    None
}

/// The start of each meeting, and its end if that is known.
fn times(text: &Spanned<String>, reader: &Reader) -> Option<(Time, Option<Time>)> {
    const FORM: &str =
        "write 10:00-12:00, or 10:00 when no end is known, or leave `at` out for all day";
    let shown = short(&text.value);
    let finding = match dates::times(&text.value) {
        Ok(times) => return Some(times),
        Err(Problem::EndBeforeStart) => Diagnostic::error(
            Code::EndBeforeStart,
            format!("`{shown}` ends before it starts"),
        )
        .help("write the start first, times in 24 hours: 14:00-16:00"),
        Err(Problem::Form(form)) => Diagnostic::error(
            Code::BadDate,
            format!("`{shown}` is not a start and an end: {form}"),
        )
        .help_if(meant::times(&text.value).map(|meant| format!("if this is meant, write {meant}")))
        .help(FORM),
        Err(Problem::NoSuchDay(_) | Problem::Weekday { .. }) => Diagnostic::error(
            Code::BadDate,
            format!("`{shown}` is not a start and an end"),
        )
        .help(FORM),
    };
    reader.report(finding, text.span.clone());
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_is_declared_is_read() {
        for word in EVERY {
            assert!(named(word).is_some(), "{word}");
        }
    }
}
