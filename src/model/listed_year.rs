//! The school year that a meeting is listed under, whether or not `years.yaml` tells of it.

use jiff::civil::{Date, date};

use super::SchoolYear;

/// A school year that a list of meetings is divided by.
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
    /// The year of a day: the one of `years.yaml` that holds it, else September to August.
    ///
    /// A day of August just after a year of `years.yaml` belongs to that year if it is called as
    /// the year from September would be, so that no two years share an id.
    ///
    /// `name` says what a year is called that is not in `years.yaml`, by the year in which it begins.
    #[must_use]
    pub fn of(years: &[SchoolYear], day: Date, name: impl FnOnce(i16) -> String) -> Self {
        let start = if day.month() >= 9 {
            day.year()
        } else {
            day.year() - 1
        };
        let id = format!("{start}-{:02}", (start + 1).rem_euclid(100));
        let known = years
            .iter()
            .find(|year| year.holds(day))
            .or_else(|| years.iter().find(|year| year.id == id));
        match known {
            Some(year) => ListedYear {
                id: year.id.clone(),
                title: year.title.clone(),
                first: year.first,
                last: year.last,
            },
            None => ListedYear {
                id,
                title: name(start),
                // Hardly anyone meets in August: it is shown only if somebody does.
                first: Date::new(start, 9, 1).unwrap_or(Date::MIN),
                last: Date::new(start + 1, 7, 31).unwrap_or(date(9999, 12, 31)),
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

    #[test]
    fn without_years_a_year_begins_in_september() {
        let of = |day| ListedYear::of(&[], day, |first| format!("from {first}"));
        assert_eq!(of(date(2026, 8, 31)).id, "2025-26");
        let next = of(date(2026, 9, 1));
        assert_eq!(
            (next.id.as_str(), next.title.as_str()),
            ("2026-27", "from 2026")
        );
        assert_eq!(
            (next.first, next.last),
            (date(2026, 9, 1), date(2027, 7, 31))
        );
        assert_eq!(of(date(2099, 10, 1)).id, "2099-00");
        assert_eq!(of(date(9999, 10, 1)).last, date(9999, 12, 31));
    }

    #[test]
    fn a_year_of_the_file_comes_first() {
        let years = [year("2025-26", date(2025, 8, 28), date(2026, 7, 21))];
        for day in [
            date(2025, 8, 28),
            date(2026, 7, 21),
            // After its last day, but no other year would be called otherwise.
            date(2026, 8, 15),
        ] {
            assert_eq!(
                ListedYear::of(&years, day, |_| String::new()).title,
                "School year 2025-26",
                "{day}"
            );
        }
        assert_eq!(
            ListedYear::of(&years, date(2025, 8, 27), |_| String::new()).id,
            "2024-25"
        );
    }
}
