//! When there is teaching.

use jiff::civil::{Date, Weekday};

use super::period::Period;

/// The days of teaching that are known: those of terms, without holidays and closures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Teaching {
    /// In order of time; no two share a day.
    terms: Vec<Term>,
    /// Between holidays, in order of time.
    runs: Vec<Period>,
    /// In order of time; no two touch.
    closures: Vec<Period>,
    /// Public holidays, which close nothing by themselves; in order of time, no two touch.
    holidays: Vec<Period>,
}

/// A term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its days, the holiday included.
    pub days: Period,
    /// The holiday within it, which leaves days of the term on both sides.
    pub holiday: Option<Period>,
}

impl Term {
    /// The term up to its holiday and from there on; `None` when no holiday is known.
    #[must_use]
    pub fn halves(&self) -> Option<[Period; 2]> {
        let holiday = self.holiday?;
        let (before, after) = (
            holiday.first.yesterday().ok()?,
            holiday.last.tomorrow().ok()?,
        );
        Some([
            Period {
                first: self.days.first,
                last: before,
            },
            Period {
                first: after,
                last: self.days.last,
            },
        ])
    }
}

impl Teaching {
    /// The days of terms that share no day, without those of closures. Public holidays are no working days; there is
    /// teaching on them unless they are closures too.
    #[must_use]
    pub fn new(mut terms: Vec<Term>, closures: Vec<Period>, holidays: Vec<Period>) -> Self {
        terms.sort_by_key(|term| term.days.first);
        let mut runs: Vec<Period> = Vec::new();
        for term in &terms {
            let halves = term.halves().map_or_else(|| vec![term.days], Vec::from);
            for half in halves {
                match runs.last_mut() {
                    Some(run) if only_a_weekend_between(*run, half) => run.last = half.last,
                    _ => runs.push(half),
                }
            }
        }
        Teaching {
            terms,
            runs,
            closures: merged(closures),
            holidays: merged(holidays),
        }
    }

    /// Whether people work on a day: from Monday to Friday, if it is neither a closure nor a public holiday.
    #[must_use]
    pub fn works(&self, day: Date) -> bool {
        let off = |days: &[Period]| find(days, day, |days| *days).is_some();
        !is_weekend(day) && !off(&self.closures) && !off(&self.holidays)
    }

    /// Whether a day is one of teaching. The weekends of a term count: a rule names its weekdays.
    #[must_use]
    pub fn on(&self, day: Date) -> bool {
        let term = find(&self.terms, day, |term| term.days);
        term.is_some_and(|term| !term.holiday.is_some_and(|holiday| holiday.holds(day)))
            && find(&self.closures, day, |closure| *closure).is_none()
    }

    /// The terms, in order of time.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// From the first day of teaching that is known to the last.
    pub(super) fn bounds(&self) -> Option<Period> {
        let (first, last) = (self.terms.first()?, self.terms.last()?);
        Some(Period {
            first: first.days.first,
            last: last.days.last,
        })
    }

    /// The time between two holidays that a day is in.
    pub(super) fn run(&self, day: Date) -> Option<Period> {
        find(&self.runs, day, |run| *run).copied()
    }

    /// The first day of teaching of a period that is no weekend.
    pub(super) fn first_weekday(&self, period: Period) -> Option<Date> {
        period.days().find(|day| !is_weekend(*day) && self.on(*day))
    }
}

/// The same days in order of time, those that touch as one.
fn merged(mut days: Vec<Period>) -> Vec<Period> {
    days.sort_by_key(|days| days.first);
    let mut merged: Vec<Period> = Vec::new();
    for next in days {
        match merged.last_mut() {
            Some(last) if next.first <= last.last => last.last = last.last.max(next.last),
            _ => merged.push(next),
        }
    }
    merged
}

/// The one of some records in order of time that holds a day.
fn find<T>(records: &[T], day: Date, days: impl Fn(&T) -> Period) -> Option<&T> {
    let after = records.partition_point(|record| days(record).first <= day);
    let record = &records[after.checked_sub(1)?];
    days(record).holds(day).then_some(record)
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Whether a period goes on after another as one week does after the next.
fn only_a_weekend_between(before: Period, after: Period) -> bool {
    let around = Period {
        first: before.last,
        last: after.first,
    };
    let mut between = around
        .days()
        .filter(|day| *day > before.last && *day < after.first);
    between.all(is_weekend)
}
