//! On which day a week begins.

use icu_calendar::week::{WeekInformation, WeekPreferences};
use icu_locale_core::Locale;
use jiff::civil::Weekday;

/// The day on which calendars on the wall begin a week, where the language is spoken (CLDR): Sunday in Israel and the United
/// States, Saturday in Egypt, Monday in most of the world. English without a country is that of no place, so that its weeks are
/// those of ISO 8601.
pub(super) fn first_weekday(language: &Locale) -> Weekday {
    if language.id.language.as_str() == "en" && language.id.region.is_none() {
        return Weekday::Monday;
    }
    let week = WeekInformation::try_new(WeekPreferences::from(language));
    let first = week.map_or(1, |week| week.first_weekday as i8);
    Weekday::from_monday_one_offset(first).unwrap_or(Weekday::Monday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_as_it_does_where_the_language_is_spoken() {
        for (tag, first) in [
            ("en", Weekday::Monday),
            ("en-GB", Weekday::Monday),
            ("en-NZ", Weekday::Monday),
            ("en-US", Weekday::Sunday),
            ("cy", Weekday::Monday),
            ("de", Weekday::Monday),
            ("he", Weekday::Sunday),
            ("ar-EG", Weekday::Saturday),
            ("und", Weekday::Monday),
        ] {
            let language = tag.parse().expect("a tag");
            assert_eq!(first_weekday(&language), first, "{tag}");
        }
    }
}
