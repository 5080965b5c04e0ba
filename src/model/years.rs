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
    /// Public holidays, in order: no working days. They close nothing, unless they are closures too.
    pub public_holidays: Vec<Closure>,
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

/// What findings call a year: as the site does; else a school year where there are terms, and so schools.
#[must_use]
pub fn year_word(called: Option<&str>, has_terms: bool) -> String {
    match called {
        Some(called) => {
            let mut letters = called.chars();
            match (letters.next(), letters.next()) {
                // Not the first letter of a short form, such as FY.
                (Some(first), Some(next)) if next.is_lowercase() => {
                    first.to_lowercase().chain(called.chars().skip(1)).collect()
                }
                _ => called.to_owned(),
            }
        }
        None if has_terms => "school year".to_owned(),
        None => "year".to_owned(),
    }
}

impl SchoolYear {
    /// Whether a day belongs to this year.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The public holiday of a day.
    #[must_use]
    pub fn public_holiday(&self, day: Date) -> Option<&Closure> {
        let mut holidays = self.public_holidays.iter();
        holidays.find(|holiday| (holiday.first..=holiday.last).contains(&day))
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

#[cfg(test)]
mod tests {
    use jiff::civil::date as d;

    use super::*;

    fn term(title: &str, days: (Date, Date), half_term: Option<(Date, Date)>) -> SchoolTerm {
        SchoolTerm {
            title: title.to_owned(),
            first: days.0,
            last: days.1,
            half_term: half_term.map(|(first, last)| first..=last),
        }
    }

    fn year() -> SchoolYear {
        SchoolYear {
            id: "2025-26".to_owned(),
            title: "School year 2025-26".to_owned(),
            first: d(2025, 9, 1),
            last: d(2026, 7, 21),
            terms: vec![
                term(
                    "Autumn",
                    (d(2025, 9, 3), d(2025, 12, 19)),
                    Some((d(2025, 10, 27), d(2025, 10, 31))),
                ),
                term("Spring", (d(2026, 1, 5), d(2026, 3, 27)), None),
            ],
            closures: vec![
                Closure {
                    title: "Training days".to_owned(),
                    first: d(2025, 9, 1),
                    last: d(2025, 9, 3),
                },
                Closure {
                    title: "Snow".to_owned(),
                    first: d(2025, 10, 30),
                    last: d(2025, 11, 3),
                },
            ],
            public_holidays: Vec::new(),
        }
    }

    /// In a word why schools are closed.
    fn why(year: &SchoolYear, day: Date) -> &str {
        match year.closed(day) {
            None => "open",
            Some(Closed::Closure(closure)) => &closure.title,
            Some(Closed::HalfTerm(term)) => &term.title,
            Some(Closed::Holiday) => "holiday",
        }
    }

    #[test]
    fn a_year_is_called_as_the_site_calls_it_and_only_with_terms_of_schools() {
        let word = year_word;
        assert_eq!(word(Some("Financial year"), true), "financial year");
        assert_eq!(word(Some("FY"), false), "FY");
        assert_eq!(word(Some("Y"), false), "Y");
        assert_eq!(word(None, true), "school year");
        assert_eq!(word(None, false), "year");
    }

    #[test]
    fn holidays_and_closures_close_schools_on_their_first_and_last_day() {
        let year = year();
        for (day, expected) in [
            (d(2025, 8, 31), "open"),
            (d(2025, 9, 1), "Training days"),
            (d(2025, 9, 3), "Training days"),
            (d(2025, 9, 4), "open"),
            (d(2025, 10, 26), "open"),
            (d(2025, 10, 27), "Autumn"),
            (d(2025, 10, 29), "Autumn"),
            (d(2025, 12, 19), "open"),
            (d(2025, 12, 20), "holiday"),
            (d(2026, 1, 4), "holiday"),
            (d(2026, 1, 5), "open"),
            (d(2026, 3, 27), "open"),
            (d(2026, 7, 21), "holiday"),
            (d(2026, 7, 22), "open"),
        ] {
            assert_eq!(why(&year, day), expected, "{day}");
        }
    }

    #[test]
    fn a_closure_is_named_before_the_holiday_that_it_lies_in() {
        assert_eq!(why(&year(), d(2025, 10, 30)), "Snow");
        assert_eq!(why(&year(), d(2025, 11, 3)), "Snow");
    }

    #[test]
    fn weekends_of_a_term_close_nothing() {
        assert_eq!(why(&year(), d(2025, 9, 6)), "open");
        assert_eq!(why(&year(), d(2025, 9, 7)), "open");
    }

    #[test]
    fn a_year_without_terms_knows_its_closures_only() {
        let year = SchoolYear {
            terms: Vec::new(),
            ..year()
        };
        assert_eq!(why(&year, d(2025, 12, 25)), "open");
        assert_eq!(why(&year, d(2025, 9, 2)), "Training days");
    }
}
