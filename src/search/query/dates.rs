//! Dates in a query.

use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::month_name;

/// `2026-06-18`, `18/6/2026`, `18th of June 2026`, `June 18`
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?<y>20\d\d)-(?<m>\d\d?)(?:-(?<d>\d\d?))?\b|\b(?<d2>\d\d?)/(?<m2>\d\d?)/(?:20)?(?<y2>\d\d)\b",
        r"|\b(?:(?<d3>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?)?",
        r"(?<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)",
        r"(?:\s+(?<d4>\d\d?)(?:st|nd|rd|th)?)?(?:\s+(?<y3>20\d\d))?\b",
    ))
    .expect("the expression is well formed")
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
}

/// The dates in a text of small letters. `of_meetings` says that the query asks for meetings, so
/// that `may` alone is the month.
pub(super) fn dates(text: &str, of_meetings: bool) -> Vec<Found> {
    DATE.captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0).expect("the whole match is there");
            let before = &text[..whole.start()];
            let after_in = before.trim_end();
            let is_in = after_in.len() < before.len()
                && after_in.strip_suffix("in").is_some_and(|rest| {
                    !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                });
            Some(Found {
                start: whole.start(),
                end: whole.end(),
                date: date(&found, of_meetings || is_in)?,
            })
        })
        .collect()
}

/// What was found as special terms have it; `None` when it is no date after all.
fn date(found: &Captures<'_>, may_is_month: bool) -> Option<String> {
    let first = |names: &[&str]| -> Option<u32> {
        let part = names.iter().find_map(|name| found.name(name))?;
        part.as_str().parse().ok()
    };
    let day = first(&["d", "d2", "d3", "d4"]);
    let year = first(&["y", "y3"]).or_else(|| Some(2000 + first(&["y2"])?));
    let month = match found.name("name") {
        None => first(&["m", "m2"])?,
        Some(name) => {
            let name = name.as_str();
            let month =
                (1..=12).find(|&month| month_name(month).to_lowercase().starts_with(&name[..3]))?;
            let full = month_name(month).to_lowercase();
            if !(full.starts_with(name) || name == "sept") {
                return None;
            }
            let alone = day.is_none() && year.is_none();
            if alone && (name != full || (name == "may" && !may_is_month)) {
                return None;
            }
            u32::from(month.unsigned_abs())
        }
    };
    if !(1..=12).contains(&month) || day.is_some_and(|day| day > 31) {
        return None;
    }
    let mut text = year.map(|year| year.to_string()).unwrap_or_default();
    if year.is_some() || day.is_some() {
        text.push('-');
    }
    let _ = write!(text, "{month:02}");
    if let Some(day) = day {
        let _ = write!(text, "-{day:02}");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        dates(text, false)
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
        assert_eq!(dates("may", true).len(), 1);
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
}
