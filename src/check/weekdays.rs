//! Weekdays in a text that are not those of the days beside them: whoever reads them comes on the wrong day.

use jiff::civil::Date;

use super::notation::{DayInText, Notation, Written};
use super::page::{in_words, warn};
use super::places::Places;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::RawPage;
use crate::model::weekday_name;

/// Warns of each on a page, in its text and in those of its front matter. Whether a record or a page of today has it, one of
/// the two is wrong.
pub(super) fn check(
    page: &RawPage,
    text: &str,
    notation: &Notation,
    diagnostics: &mut Diagnostics,
) {
    let days = notation.days(text, 0..text.len());
    let wrong = days
        .into_iter()
        .filter_map(|day| Some((is_not(&day)?, day)));
    let mut wrong = wrong.peekable();
    if wrong.peek().is_none() {
        return;
    }
    let places = Places::new(page, text);
    let description = page.description.as_deref().and_then(|description| {
        let start = text.find(description)?;
        Some(start..start + description.len())
    });
    for (date, day) in wrong {
        let is_said = places.is_markdown(&day.place)
            || description
                .as_ref()
                .is_some_and(|d| d.contains(&day.place.start));
        let Some((span, _)) = day
            .weekday
            .filter(|_| is_said && !places.is_code(&day.place))
        else {
            continue;
        };
        let message = format!(
            "{} is a {}, and `{}` stands beside it",
            in_words(date),
            weekday_name(date.weekday()),
            &text[span.clone()],
        );
        let whole = span.start.min(day.place.start)..span.end.max(day.place.end);
        let help = "correct the one that is wrong; `[](meeting:…)` prints a day with its weekday";
        warn(
            page,
            diagnostics,
            (Code::WeekdayInText, message),
            &whole,
            help,
        );
    }
}

/// The day that is written, where the weekday beside it is another's.
fn is_not(day: &DayInText) -> Option<Date> {
    let (Written::Day(date), Some((_, weekday))) = (day.written, &day.weekday) else {
        return None;
    };
    let fits = |date: Date| date.weekday() == *weekday;
    (!fits(date) && !day.or.is_some_and(fits)).then_some(date)
}
