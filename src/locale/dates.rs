//! Dates and times in words. English follows the GOV.UK style guide.

use jiff::civil::{Date, Time, Weekday};

use super::locale::Locale;
use super::text::fill;
use crate::model::{AsOf, When, YearForm};

impl Locale {
    /// `25 September 2025`.
    pub(crate) fn date(&self, day: Date) -> String {
        self.dated("date", day)
    }

    /// `Thursday 25 September 2025`.
    pub(crate) fn full_date(&self, day: Date) -> String {
        self.dated("date_full", day)
    }

    /// A date as an editor wrote it; one of the form 2021-09-09 or 2021-09 is put in words.
    pub(crate) fn date_text(&self, text: &str) -> String {
        let is_month = text.len() == "2021-09".len();
        let first = || format!("{text}-01").parse::<Date>().ok();
        match text.parse::<Date>() {
            Ok(day) => self.date(day),
            Err(_) => match is_month.then(first).flatten() {
                Some(day) => self.month_of(day.year(), day.month()),
                None => text.to_owned(),
            },
        }
    }

    /// `9 September 2021`, `September 2021` or `2021`.
    pub(crate) fn as_of(&self, as_of: AsOf) -> String {
        let year = as_of.year.to_string();
        match (as_of.month, as_of.day) {
            (Some(month), Some(day)) => {
                let day = day.to_string();
                let month = self.month_in_date(month);
                self.put("date", &[("day", &day), ("month", month), ("year", &year)])
            }
            (Some(month), None) => self.month_of(as_of.year, month),
            (None, _) => year,
        }
    }

    /// `September 2025`.
    pub(crate) fn month_of(&self, year: i16, month: i8) -> String {
        let month = name(&self.months_alone, month);
        self.put(
            "date_month",
            &[("month", month), ("year", &year.to_string())],
        )
    }

    /// The name of a month as it stands beside a day.
    pub(crate) fn month_in_date(&self, month: i8) -> &str {
        name(&self.months, month)
    }

    /// The name of a month where there is little room.
    pub(crate) fn month_short(&self, month: i8) -> &str {
        name(&self.months_short, month)
    }

    /// The names of the days of a week from its first, each with its short form.
    pub(crate) fn weekdays(&self) -> impl Iterator<Item = (&str, &str)> {
        let short = self.weekdays_short.iter().map(String::as_str);
        let names = self.weekdays.iter().map(String::as_str).zip(short).cycle();
        names.skip(from_monday(self.first_weekday)).take(7)
    }

    /// Each day of the week with its name and short form.
    pub(crate) fn weekdays_in_order(&self) -> impl Iterator<Item = (Weekday, (&str, &str))> {
        let days = self.first_weekday.cycle_forward();
        days.zip(self.weekdays())
    }

    /// How many days of its week come before a day.
    pub(crate) fn days_before_in_week(&self, day: Date) -> usize {
        let since = day.weekday().since(self.first_weekday);
        usize::from(since.unsigned_abs())
    }

    /// The short name of the weekday of a day.
    pub(crate) fn weekday_short(&self, day: Date) -> &str {
        &self.weekdays_short[weekday(day)]
    }

    /// `Monday 27`, where the month stands above.
    pub(crate) fn day_of_month(&self, day: Date) -> String {
        self.dated("date_weekday", day)
    }

    /// From a day to another, which are told in the same form.
    pub(crate) fn range(&self, from: &str, to: &str) -> String {
        self.put("date_range", &[("from", from), ("to", to)])
    }

    /// `2025 to 2026`, or `2026`: a year that has no other name, behind what such a year is called.
    pub(crate) fn year(&self, form: &YearForm, first: i16, last: i16) -> String {
        let (from, to) = (first.to_string(), last.to_string());
        let year = if first == last {
            from
        } else {
            self.put("school_year", &[("from", &from), ("to", &to)])
        };
        match &form.called {
            Some(called) => self.put("year_called", &[("called", called), ("year", &year)]),
            None => year,
        }
    }

    /// `10am`, `1:30pm`, `midday`, `midnight`.
    pub(crate) fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        let key = match (hour, minute) {
            (12, 0) => "midday",
            (0, 0) => "midnight",
            (_, 0) => "time_whole",
            _ => "time",
        };
        let half = self.word(if hour < 12 { "time_am" } else { "time_pm" });
        let hour12 = if hour % 12 == 0 { 12 } else { hour % 12 };
        fill(
            self.word(key),
            &[
                ("hour", &hour.to_string()),
                ("hour2", &format!("{hour:02}")),
                ("hour12", &hour12.to_string()),
                ("minute", &format!("{minute:02}")),
                ("half", half),
            ],
        )
    }

    /// The day or days of a meeting; the month while no day is known.
    pub(crate) fn days(&self, when: When) -> String {
        match when {
            When::Timed { start, .. } => self.full_date(start.date()),
            When::Days { first, last } if first == last => self.full_date(first),
            When::Days { first, last } => self.range(&self.full_date(first), &self.full_date(last)),
            When::Month { year, month } => self.month_of(year, month),
        }
    }

    /// `10am to midday`, or `10am` when no end is known; nothing when no time is.
    pub(crate) fn times(&self, when: When) -> Option<String> {
        match when {
            When::Timed { start, end: None } => Some(self.time(start.time())),
            When::Timed {
                start,
                end: Some(end),
            } => {
                let same_day = start.date() == end.date();
                let key = if same_day { "time_range" } else { "time_night" };
                let (from, to) = (self.time(start.time()), self.time(end.time()));
                Some(self.put(key, &[("from", &from), ("to", &to)]))
            }
            When::Days { .. } | When::Month { .. } => None,
        }
    }

    /// Day and times in one line, such as `Thursday 25 September 2025, 10am to midday`.
    pub(crate) fn when(&self, when: When) -> String {
        let days = self.days(when);
        match self.times(when) {
            Some(times) => self.put("date_times", &[("days", &days), ("times", &times)]),
            None => days,
        }
    }

    /// What is said of a series that is held no more.
    pub(crate) fn retired(&self, last: Date) -> String {
        self.put("retired", &[("day", &self.date(last))])
    }

    fn dated(&self, key: &str, day: Date) -> String {
        fill(
            self.word(key),
            &[
                ("weekday", &self.weekdays[weekday(day)]),
                ("day", &day.day().to_string()),
                ("month", self.month_in_date(day.month())),
                ("year", &day.year().to_string()),
            ],
        )
    }
}

/// The place of the weekday of a day in a week from Monday.
fn weekday(day: Date) -> usize {
    from_monday(day.weekday())
}

fn from_monday(weekday: Weekday) -> usize {
    usize::from(weekday.to_monday_zero_offset().unsigned_abs())
}

/// The name of a month, 1 to 12; nothing for any other number.
fn name(months: &[String], month: i8) -> &str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|at| months.get(at))
        .map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use icu_datetime::input::Date as IcuDate;
    use icu_datetime::{DateTimeFormatter, fieldsets};
    use jiff::ToSpan as _;
    use jiff::civil::{date as d, time as t};

    use super::*;

    fn timed(day: Date, hour: i8, minute: i8) -> When {
        let start = day.at(hour, minute, 0, 0);
        When::Timed {
            start,
            end: start.checked_add(95.minutes()).ok(),
        }
    }

    #[test]
    fn what_is_known_of_a_day_is_told() {
        let english = Locale::english();
        let as_of = |month, day| {
            english.as_of(AsOf {
                year: 2021,
                month,
                day,
            })
        };
        assert_eq!(as_of(Some(9), Some(1)), "1 September 2021");
        assert_eq!(as_of(Some(9), None), "September 2021");
        assert_eq!(as_of(None, None), "2021");
        assert_eq!(english.date_text("spring"), "spring");
        assert_eq!(english.date_text("2021-09-09"), "9 September 2021");
        assert_eq!(english.date_text("2021-09"), "September 2021");
        assert_eq!(english.date_text("2021-13"), "2021-13");
        assert_eq!(
            english.retired(d(2021, 9, 1)),
            "These meetings are not held after 1 September 2021"
        );
    }

    #[test]
    fn times_are_told_as_people_say_them() {
        let english = |hour, minute| Locale::english().time(t(hour, minute, 0, 0));
        assert_eq!(english(10, 0), "10am");
        assert_eq!(english(13, 30), "1:30pm");
        assert_eq!(english(12, 0), "midday");
        assert_eq!(english(0, 0), "midnight");
        assert_eq!(english(12, 15), "12:15pm");
        assert_eq!(english(0, 5), "12:05am");
        let welsh = Locale::built_in("cy");
        let welsh = |hour, minute| welsh.time(t(hour, minute, 0, 0));
        assert_eq!(welsh(9, 0), "09:00");
        assert_eq!(welsh(13, 30), "13:30");
        assert_eq!(welsh(12, 0), "12:00");
    }

    #[test]
    fn dates_carry_their_weekday() {
        let english = Locale::english();
        assert_eq!(
            english.full_date(d(2025, 9, 25)),
            "Thursday 25 September 2025"
        );
        assert_eq!(
            english.days(When::Days {
                first: d(2026, 6, 29),
                last: d(2026, 6, 30)
            }),
            "Monday 29 June 2026 to Tuesday 30 June 2026"
        );
        assert_eq!(
            english.when(timed(d(2025, 9, 25), 10, 25)),
            "Thursday 25 September 2025, 10:25am to midday"
        );
        assert_eq!(
            english.when(timed(d(2025, 9, 25), 23, 25)),
            "Thursday 25 September 2025, 11:25pm to 1am the next day"
        );
        let open = When::Timed {
            start: d(2025, 9, 25).at(10, 0, 0, 0),
            end: None,
        };
        assert_eq!(english.when(open), "Thursday 25 September 2025, 10am");
        assert_eq!(
            english.days(When::Month {
                year: 2025,
                month: 10
            }),
            "October 2025"
        );
        assert_eq!(english.day_of_month(d(2026, 6, 29)), "Monday 29");
        let mut form = YearForm {
            starts: 4,
            called: None,
        };
        assert_eq!(english.year(&form, 2025, 2026), "2025 to 2026");
        assert_eq!(english.year(&form, 2026, 2026), "2026");
        form.called = Some("Financial year".to_owned());
        assert_eq!(
            english.year(&form, 2025, 2026),
            "Financial year 2025 to 2026"
        );
        assert_eq!(english.month_short(9), "Sep");
        assert_eq!(
            Locale::built_in("cy").when(timed(d(2027, 1, 14), 10, 0)),
            "Dydd Iau 14 Ionawr 2027, 10:00 – 11:35"
        );
    }

    /// What CLDR says, with its pattern for a whole date, and without the commas that ours lack.
    #[test]
    fn names_are_those_of_cldr() {
        for (language, tag) in [("en", "en-GB"), ("cy", "cy")] {
            let ours = Locale::built_in(language);
            let tag: icu_locale_core::Locale = tag.parse().expect("it is a tag");
            let whole = DateTimeFormatter::try_new((&tag).into(), fieldsets::YMDE::long());
            let month = DateTimeFormatter::try_new((&tag).into(), fieldsets::YM::long());
            let alone = DateTimeFormatter::try_new((&tag).into(), fieldsets::M::long());
            let weekday = DateTimeFormatter::try_new((&tag).into(), fieldsets::E::long());
            let (Ok(whole), Ok(month), Ok(alone), Ok(weekday)) = (whole, month, alone, weekday)
            else {
                panic!("CLDR has {language}");
            };
            for days in (0..365).step_by(8) {
                let day = d(2025, 1, 3) + days.days();
                let theirs = IcuDate::try_new_iso(
                    day.year().into(),
                    day.month().unsigned_abs(),
                    day.day().unsigned_abs(),
                )
                .expect("it is a day");
                assert_eq!(
                    ours.full_date(day),
                    whole.format(&theirs).to_string().replace(',', "")
                );
                assert_eq!(
                    ours.month_of(day.year(), day.month()),
                    month.format(&theirs).to_string()
                );
                assert_eq!(
                    name(&ours.months_alone, day.month()),
                    alone.format(&theirs).to_string()
                );
                let at = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
                assert_eq!(ours.weekdays[at], weekday.format(&theirs).to_string());
            }
        }
    }
}
