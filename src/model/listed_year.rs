//! The year that a meeting is listed under, whether or not `years.yaml` tells of it.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::{SchoolYear, YearForm};

/// Where school years begin.
const SEPTEMBER: i8 = 9;

/// A year that a list of meetings is divided by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedYear {
    /// Part of the address of its page: `2025-26`.
    pub id: String,
    /// The words that readers know.
    pub title: String,
    /// The first day that a calendar of it shows.
    pub first: Date,
    /// The last day that a calendar of it shows, even without a meeting.
    pub last: Date,
}

impl ListedYear {
    /// The year of a day: the one of `years.yaml` that holds it, else the one of that form.
    ///
    /// A day just after a year of `years.yaml` belongs to that year if it is called as the year of the form would be, so
    /// that no two years share an id.
    ///
    /// `name` says what a year is called that is not in `years.yaml`, by the years in which it begins and ends.
    #[must_use]
    pub fn of(
        years: &[SchoolYear],
        form: &YearForm,
        day: Date,
        name: impl FnOnce(i16, i16) -> String,
    ) -> Self {
        let start = if day.month() >= form.starts {
            day.year()
        } else {
            day.year() - 1
        };
        let end = if form.starts == 1 { start } else { start + 1 };
        let id = if start == end {
            format!("{start:04}")
        } else {
            format!("{start}-{:02}", end.rem_euclid(100))
        };
        let known = years
            .iter()
            .find(|year| year.holds(day))
            .or_else(|| years.iter().find(|year| year.id == id));
        // Hardly anyone meets in August: it is shown only if somebody does.
        let months = if form.starts == SEPTEMBER { 10 } else { 11 };
        let first = Date::new(start, form.starts, 1).unwrap_or(Date::MIN);
        let last = first.checked_add(months.months());
        match known {
            Some(year) => ListedYear {
                id: year.id.clone(),
                title: year.title.clone(),
                first: year.first,
                last: year.last,
            },
            None => ListedYear {
                id,
                title: name(start, end),
                first,
                last: last.map_or(date(9999, 12, 31), Date::last_of_month),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(id: &str, first: Date, last: Date) -> SchoolYear {
        SchoolYear {
            id: id.to_owned(),
            title: format!("School year {id}"),
            first,
            last,
            terms: Vec::new(),
            closures: Vec::new(),
            public_holidays: Vec::new(),
        }
    }

    fn from_month(starts: i8) -> YearForm {
        YearForm {
            starts,
            called: None,
        }
    }

    #[test]
    fn without_years_a_year_begins_in_the_month_of_its_form() {
        let of = |starts, day| {
            ListedYear::of(&[], &from_month(starts), day, |first, last| {
                format!("{first} and {last}")
            })
        };
        assert_eq!(of(9, date(2026, 8, 31)).id, "2025-26");
        let next = of(9, date(2026, 9, 1));
        assert_eq!(
            (next.id.as_str(), next.title.as_str()),
            ("2026-27", "2026 and 2027")
        );
        assert_eq!(
            (next.first, next.last),
            (date(2026, 9, 1), date(2027, 7, 31))
        );
        let spring = of(4, date(2027, 3, 31));
        assert_eq!(
            (spring.id.as_str(), spring.first, spring.last),
            ("2026-27", date(2026, 4, 1), date(2027, 3, 31))
        );
        let plain = of(1, date(2027, 3, 31));
        assert_eq!(
            (plain.id.as_str(), plain.title.as_str(), plain.last),
            ("2027", "2027 and 2027", date(2027, 12, 31))
        );
        assert_eq!(of(9, date(2099, 10, 1)).id, "2099-00");
        assert_eq!(of(9, date(9999, 10, 1)).last, date(9999, 12, 31));
    }

    #[test]
    fn a_year_of_the_file_comes_first() {
        let years = [year("2025-26", date(2025, 8, 28), date(2026, 7, 21))];
        let of = |day| ListedYear::of(&years, &from_month(9), day, |_, _| String::new());
        for day in [
            date(2025, 8, 28),
            date(2026, 7, 21),
            // After its last day, but no other year would be called otherwise.
            date(2026, 8, 15),
        ] {
            assert_eq!(of(day).title, "School year 2025-26", "{day}");
        }
        assert_eq!(of(date(2025, 8, 27)).id, "2024-25");
    }
}
