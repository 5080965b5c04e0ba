//! School years: when there is teaching, and when there is none.

use std::ops::RangeInclusive;

use jiff::civil::Date;

/// A school year, as `years.yaml` gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolYear {
    /// Names it in front matter and in addresses: `2025-26`.
    pub id: String,
    /// The words that readers know.
    pub title: String,
    /// The first day that belongs to it.
    pub first: Date,
    /// The last day that belongs to it.
    pub last: Date,
    /// Its terms, in order.
    pub terms: Vec<SchoolTerm>,
    /// Days of teaching terms on which there is none, in order: bank holidays, training days.
    pub closures: Vec<Closure>,
}

/// A term: from its first day to its last, with at most one half-term holiday within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolTerm {
    /// The words that readers know.
    pub title: String,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The days of the half-term holiday.
    pub half_term: Option<RangeInclusive<Date>>,
}

/// Days without teaching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The words that readers know.
    pub title: String,
    /// First day.
    pub first: Date,
    /// Last day, the same for a single one.
    pub last: Date,
}

impl SchoolYear {
    /// Whether a day belongs to this year.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// What closes schools on a day of this year: a closure, a half-term holiday or a holiday
    /// between terms. `None` on days of teaching, weekends of a term included, on days of other
    /// years, and for a year whose terms are not known.
    #[must_use]
    pub fn closed(&self, day: Date) -> Option<Closed<'_>> {
        if !self.holds(day) {
            return None;
        }
        if let Some(closure) = self
            .closures
            .iter()
            .find(|closure| (closure.first..=closure.last).contains(&day))
        {
            return Some(Closed::Closure(closure));
        }
        if self.terms.is_empty() {
            return None;
        }
        match self
            .terms
            .iter()
            .find(|term| (term.first..=term.last).contains(&day))
        {
            Some(term) => term
                .half_term
                .as_ref()
                .filter(|days| days.contains(&day))
                .map(|_| Closed::HalfTerm(term)),
            None => Some(Closed::Holiday),
        }
    }
}

/// Why schools are closed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed<'a> {
    /// A closure with a name of its own.
    Closure(&'a Closure),
    /// The holiday in the middle of a term.
    HalfTerm(&'a SchoolTerm),
    /// Before the first term, between two, or after the last.
    Holiday,
}
