//! A day as a text has it.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

/// A day that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct DayInText {
    pub(in crate::check) place: Range<usize>,
    pub(in crate::check) written: Written,
    /// The weekday that stands beside it, with its place.
    pub(in crate::check) weekday: Option<(Range<usize>, Weekday)>,
    /// The other day, of numbers that can be read as two.
    pub(in crate::check) or: Option<Date>,
}

/// How much of a day is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Written {
    /// With its year.
    Day(Date),
    /// Without: a month, a day of it, and a weekday.
    OfSomeYear(i8, i8, Weekday),
}
