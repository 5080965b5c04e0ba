//! Dates and telephone numbers in a query.

use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::analyser::is_part;
use super::super::fold::folded;
use super::super::phone::dialled;
use crate::model::month_name;

/// A telephone number; `2026-06-18` and `18/6/2026`: they are the same in every language.
const NUMBERS: &str = concat!(
    r"(?<number>(?:\+\d|\(?0)(?:[ ().-]*\d){6,})",
    r"|\b(?<y>20\d\d)-(?<m>\d\d?)(?:-(?<d>\d\d?))?\b",
    r"|\b(?<d2>\d\d?)/(?<m2>\d\d?)/(?:20)?(?<y2>\d\d)\b",
);

/// The dates of English: `18th of June 2026`, `June 18`
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let names = concat!(
        r"|\b(?:(?<d3>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?)?",
        r"(?<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)",
        r"(?:\s+(?<d4>\d\d?)(?:st|nd|rd|th)?)?(?:\s+(?<y3>20\d\d))?\b",
    );
    Regex::new(&format!("{NUMBERS}{names}")).expect("the expression is well formed")
});

/// A date in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// As special terms have it: `06`, `2026-06`, `2026-06-18`, `-06-18` of any year.
    pub(super) date: String,
    /// A telephone number instead, as it is dialled within its country.
    pub(super) number: String,
}

/// What dates look like in the language of a site.
pub(super) struct Dates {
    expression: Regex,
    /// The names of each month; of English the expression and the rules below know them.
    months: Option<Months>,
}

/// The names of months, in small letters.
struct Months {
    /// Those of each month.
    full: Vec<Vec<String>>,
    /// Short for them.
    short: Vec<String>,
}

impl Dates {
    /// Those of English.
    pub(super) fn english() -> Self {
        Dates {
            expression: DATE.clone(),
            months: None,
        }
    }

    /// Those of a language whose names of months these are: `5 Mai`, `1er mai 2026`, `18 de junio de 2026`.
    pub(super) fn of(full: &[Vec<String>], short: &[String]) -> Self {
        let plain = |names: &[String]| -> Vec<String> {
            names.iter().map(|name| folded(name).into_owned()).collect()
        };
        let full: Vec<Vec<String>> = full.iter().map(|names| plain(names)).collect();
        let short = plain(short);
        let mut names: Vec<&String> = full.iter().flatten().chain(&short).collect();
        // The first that fits is taken, so the longest comes first.
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let names: Vec<String> = names.iter().map(|name| regex::escape(name)).collect();
        // Where there are none, what no word is.
        let names = if names.is_empty() {
            "@".to_owned()
        } else {
            names.join("|")
        };
        let expression = format!(
            "{NUMBERS}{}(?<name>{names}){}",
            r"|\b(?:(?<d3>[0-9]{1,2})(?:\.|[^\W\d_]{1,4})?\s+(?:[^\W\d_]{1,3}\s+)?)?",
            r"(?:\s+(?<d4>[0-9]{1,2})\b)?(?:\s+(?:[^\W\d_]{1,3}\s+)?(?<y3>20[0-9]{2}))?\b",
        );
        Dates {
            expression: Regex::new(&expression).expect("the expression is well formed"),
            months: Some(Months { full, short }),
        }
    }

    /// The dates in a text of small letters. `of_meetings` says that the query asks for meetings, so
    /// that `may` alone is the month.
    pub(super) fn find(&self, text: &str, of_meetings: bool) -> Vec<Found> {
        self.expression
            .captures_iter(text)
            .filter_map(|found| {
                let whole = found.get(0).expect("the whole match is there");
                let before = &text[..whole.start()];
                if before.ends_with(is_part) {
                    return None;
                }
                if let Some(number) = found.name("number") {
                    return Some(Found {
                        start: whole.start(),
                        end: whole.end(),
                        date: String::new(),
                        number: dialled(number.as_str()),
                    });
                }
                let after_in = before.trim_end();
                let is_in = after_in.len() < before.len()
                    && after_in.strip_suffix("in").is_some_and(|rest| {
                        !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                    });
                Some(Found {
                    start: whole.start(),
                    end: whole.end(),
                    date: self.date(&found, of_meetings || is_in)?,
                    number: String::new(),
                })
            })
            .collect()
    }

    /// What was found as special terms have it; `None` when it is no date after all.
    fn date(&self, found: &Captures<'_>, may_is_month: bool) -> Option<String> {
        let first = |names: &[&str]| -> Option<u32> {
            let part = names.iter().find_map(|name| found.name(name))?;
            part.as_str().parse().ok()
        };
        let day = first(&["d", "d2", "d3", "d4"]);
        let year = first(&["y", "y3"]).or_else(|| Some(2000 + first(&["y2"])?));
        let alone = day.is_none() && year.is_none();
        let month = match found.name("name") {
            None => first(&["m", "m2"])?,
            Some(name) => match &self.months {
                None => english_month(name.as_str(), alone, may_is_month)?,
                Some(months) => months.number(name.as_str(), alone)?,
            },
        };
        if !(1..=12).contains(&month) || day.is_some_and(|day| day > 31) {
            return None;
        }
        let mut text = year.map(|year| year.to_string()).unwrap_or_default();
        if !alone {
            text.push('-');
        }
        let _ = write!(text, "{month:02}");
        if let Some(day) = day {
            let _ = write!(text, "-{day:02}");
        }
        Some(text)
    }
}

impl Months {
    /// The number of a month. Alone, what is short for one may be another word.
    fn number(&self, name: &str, alone: bool) -> Option<u32> {
        let of_full = self
            .full
            .iter()
            .position(|names| names.iter().any(|own| own == name));
        let of_short = || self.short.iter().position(|own| !alone && own == name);
        let place = of_full.or_else(of_short)?;
        u32::try_from(place + 1).ok()
    }
}

/// The number of a month of English by its name or the beginning of it, which alone must be the whole
/// name.
fn english_month(name: &str, alone: bool, may_is_month: bool) -> Option<u32> {
    let month = (1..=12).find(|&month| month_name(month).to_lowercase().starts_with(&name[..3]))?;
    let full = month_name(month).to_lowercase();
    if !(full.starts_with(name) || name == "sept") {
        return None;
    }
    if alone && (name != full || (name == "may" && !may_is_month)) {
        return None;
    }
    Some(u32::from(month.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        Dates::english()
            .find(text, false)
            .into_iter()
            .map(|found| found.date)
            .collect()
    }

    #[test]
    fn dates_in_the_forms_that_people_type() {
        assert_eq!(found("meetings on 2026-06-18"), ["2026-06-18"]);
        assert_eq!(found("18/6/2026"), ["2026-06-18"]);
        assert_eq!(found("18th of june 2026"), ["2026-06-18"]);
        assert_eq!(found("june 18"), ["-06-18"]);
        assert_eq!(found("june"), ["06"]);
        assert_eq!(found("sept 2025 and 2025-10"), ["2025-09", "2025-10"]);
    }

    #[test]
    fn may_is_a_month_only_beside_something_that_says_so() {
        assert!(found("what may i do").is_empty());
        assert_eq!(found("in may"), ["05"]);
        assert_eq!(found("may 2026"), ["2026-05"]);
        assert_eq!(Dates::english().find("may", true).len(), 1);
    }

    #[test]
    fn other_words_are_no_dates() {
        for text in [
            "janitor",
            "mar",
            "decide",
            "2026-13-01",
            "45 june",
            "june2026",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn months_of_another_language_are_those_of_the_theme() {
        let listed =
            |names: &str| -> Vec<String> { names.split_whitespace().map(str::to_owned).collect() };
        let full = listed(
            "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
        );
        let short = listed("ion chwe maw ebr mai meh gorff awst medi hyd tach rhag");
        let months: Vec<Vec<String>> = full.into_iter().map(|name| vec![name]).collect();
        let dates = Dates::of(&months, &short);
        let found = |text| -> Vec<String> {
            let found = dates.find(text, false).into_iter();
            found.map(|found| found.date).collect()
        };
        for text in [
            "18 mehefin 2026",
            "18fed o mehefin 2026",
            "18. meh 2026",
            "18/6/26",
        ] {
            assert_eq!(found(text), ["2026-06-18"], "{text}");
        }
        assert_eq!(found("mehefin 18"), ["-06-18"]);
        assert_eq!(found("medi neu mai 2026"), ["09", "2026-05"]);
        for text in ["june 2026", "hyd", "mehefinol", "40 mai"] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        let none = Dates::of(&[], &[]).find("mai, 2026-05, @", false);
        let none: Vec<String> = none.into_iter().map(|found| found.date).collect();
        assert_eq!(none, ["2026-05"]);
    }
}
