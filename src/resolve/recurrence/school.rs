//! What rules are measured against: when there is teaching, and what other rules gave.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::calendar::recurrence::{Period, Teaching, Term};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Unavailable;
use crate::model::{Closure, SchoolYear, year_word};

/// When there is teaching.
pub(crate) struct SchoolCalendar<'a> {
    /// School years, in order of time.
    pub(crate) years: &'a [SchoolYear],
    /// Years with mistakes, which are reported already.
    pub(crate) unavailable: &'a Unavailable,
    /// The days of teaching.
    pub(crate) teaching: Teaching,
    /// What findings call a year.
    pub(crate) word: String,
}

impl<'a> SchoolCalendar<'a> {
    /// The terms of these years; `called` is what the site calls a year.
    pub(crate) fn new(
        years: &'a [SchoolYear],
        unavailable: &'a Unavailable,
        called: Option<&str>,
    ) -> Self {
        SchoolCalendar {
            years,
            unavailable,
            teaching: teaching(years),
            word: year_word(called, years.iter().any(|year| !year.terms.is_empty())),
        }
    }
}

fn teaching(years: &[SchoolYear]) -> Teaching {
    let terms = years.iter().flat_map(|year| &year.terms).map(|term| Term {
        days: Period {
            first: term.first,
            last: term.last,
        },
        holiday: term.half_term.as_ref().map(|days| Period {
            first: *days.start(),
            last: *days.end(),
        }),
    });
    let days = |closures: fn(&SchoolYear) -> &[Closure]| {
        let closures = years.iter().flat_map(closures);
        let days = closures.map(|closure| Period {
            first: closure.first,
            last: closure.last,
        });
        days.collect()
    };
    Teaching::new(
        terms.collect(),
        days(|year| &year.closures),
        days(|year| &year.public_holidays),
    )
}

/// Where findings of one series go.
pub(crate) struct Findings<'a> {
    /// The file of the series.
    pub(crate) file: &'a Arc<str>,
    /// All findings.
    pub(crate) diagnostics: &'a mut Diagnostics,
}

impl Findings<'_> {
    /// Adds a finding at a place in the file.
    pub(crate) fn push(&mut self, finding: Diagnostic, span: &Range<usize>) {
        self.diagnostics.push(finding.at(self.file, span.clone()));
    }
}

/// A meeting of a rule: its day and the rule, by index.
pub(crate) type Given = BTreeMap<String, (Date, usize)>;

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date as d;

    use super::*;
    use crate::model::SchoolTerm;

    fn year(first: Date, last: Date) -> SchoolYear {
        SchoolYear {
            id: first.year().to_string(),
            title: String::new(),
            first,
            last,
            terms: vec![SchoolTerm {
                title: "All year".to_owned(),
                first,
                last,
                half_term: Some(first.saturating_add(50.days())..=first.saturating_add(56.days())),
            }],
            closures: vec![Closure {
                title: "Snow".to_owned(),
                first: first.saturating_add(100.days()),
                last: first.saturating_add(101.days()),
            }],
            public_holidays: Vec::new(),
        }
    }

    #[test]
    fn teaching_is_where_a_school_year_is_not_closed() {
        let years = [
            year(d(2025, 9, 3), d(2026, 7, 21)),
            year(d(2026, 9, 2), d(2027, 7, 20)),
        ];
        let teaching = teaching(&years);
        let mut day = d(2025, 8, 1);
        while day < d(2027, 9, 1) {
            let open = years
                .iter()
                .any(|y| y.holds(day) && y.closed(day).is_none());
            assert_eq!(teaching.on(day), open, "{day}");
            day = day.saturating_add(1.day());
        }
    }
}
