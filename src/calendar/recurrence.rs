//! Rules such as "every second Thursday in term" to the days that they give.
//!
//! All is done with days on the wall calendar, so changes of the clocks cannot shift anything. Feeds
//! hold the days one by one: no RRULE is ever written, since calendar programs differ over them.

mod period;
mod teaching;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

pub use period::Period;
pub use teaching::{Teaching, Term};

/// The most meetings of a rule: one a week for 38 years. More is a slip in a year.
pub const MOST_MEETINGS: usize = 2_000;

/// The weekdays, all of them.
const EVERY_DAY: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// How meetings recur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// On which days.
    pub pattern: Pattern,
    /// Between which days, both included.
    pub span: Period,
    /// Whether only days of teaching count.
    pub term_time: bool,
    /// Days on which there is no meeting though the pattern gives one.
    pub except: Vec<Date>,
}

/// Which days a rule gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Every day, or every working day.
    Daily {
        /// Whether only working days count.
        working: bool,
    },
    /// Every week on these weekdays.
    Weekly(Vec<Weekday>),
    /// Every so many weeks, from Monday to Sunday, on these weekdays. The first is that of the first possible day.
    Weeks {
        /// How many weeks lie between one and the next, from 2.
        apart: u8,
        /// The weekdays.
        on: Vec<Weekday>,
        /// Whether the weeks are counted anew after each holiday of a rule in term time: the
        /// first week with teaching is the first.
        restart: bool,
    },
    /// Every so many months on these days. The first is that in which the rule starts.
    Months {
        /// How many months lie between one and the next, from 1.
        apart: u8,
        /// The days.
        on: Vec<MonthDay>,
    },
    /// Once in each stretch of teaching, counted on days of teaching.
    Counted(Stretch, Nth, Weekday),
    /// Once in each stretch of teaching, on the one of these days that lies in it.
    Named(Stretch, Vec<Date>),
}

/// A day of each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthDay {
    /// By its number, 1 to 31.
    Number(i8),
    /// By its weekday.
    Weekday(Nth, Weekday),
    /// By its place among the working days.
    Working(Nth),
}

/// Which of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, however many there are.
    Last,
}

impl Nth {
    /// That one of some days in order.
    fn of(self, mut days: impl Iterator<Item = Date>) -> Option<Date> {
        match self {
            Nth::First => days.next(),
            Nth::Second => days.nth(1),
            Nth::Third => days.nth(2),
            Nth::Fourth => days.nth(3),
            Nth::Last => days.last(),
        }
    }
}

/// An unbroken time of school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// A term.
    Term,
    /// A term up to its holiday, or from there on.
    HalfTerm,
}

/// What a rule gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// Days of meetings, in order.
    pub days: Vec<Date>,
    /// What is wrong with the rule.
    pub problems: Vec<Problem>,
}

/// What can be wrong with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There are more meetings than [`MOST_MEETINGS`].
    TooMany,
    /// There is no day at all.
    Nothing,
    /// A month without the day of this number: its last day.
    ShortMonth {
        /// The number of the day.
        number: i8,
        /// The last day of the month.
        end: Date,
    },
    /// No day of a stretch is named, or its weekday does not come so often.
    None(Period),
    /// A second day is named in one stretch.
    Second {
        /// The day too many.
        day: Date,
        /// The one before it.
        other: Date,
    },
    /// A named day that is in no stretch, or not within the span of the rule.
    Outside(Date),
    /// Halves are asked of a term whose holiday is not known.
    NotHalved(Period),
    /// An exception on a day without a meeting.
    NotGiven {
        /// The exception.
        day: Date,
        /// The nearest days with a meeting, before and after.
        near: [Option<Date>; 2],
    },
}

/// The days that a rule gives. Bounded: it ends soon after [`MOST_MEETINGS`] days.
#[must_use]
pub fn expand(rule: &Rule, teaching: &Teaching) -> Expansion {
    let mut problems = Vec::new();
    let days = match &rule.pattern {
        Pattern::Daily { working } => possible(rule, teaching, &EVERY_DAY)
            .filter(|day| !working || teaching.works(*day))
            .take(MOST_MEETINGS + 1)
            .collect(),
        Pattern::Weekly(on) => possible(rule, teaching, on)
            .take(MOST_MEETINGS + 1)
            .collect(),
        Pattern::Weeks { apart, on, restart } => weeks(rule, teaching, *apart, on, *restart),
        Pattern::Months { apart, on } => months(rule, teaching, *apart, on, &mut problems),
        Pattern::Counted(stretch, nth, weekday) => {
            counted(rule, teaching, *stretch, (*nth, *weekday), &mut problems)
        }
        Pattern::Named(stretch, dates) => named(rule, teaching, *stretch, dates, &mut problems),
    };
    if days.len() > MOST_MEETINGS {
        problems.push(Problem::TooMany);
        return Expansion {
            days: Vec::new(),
            problems,
        };
    }
    if days.is_empty() && problems.is_empty() {
        problems.push(Problem::Nothing);
        return Expansion {
            days: Vec::new(),
            problems,
        };
    }
    for &day in &rule.except {
        if !days.contains(&day) {
            let near = [
                days.range(..day).next_back().copied(),
                days.range(day..).next().copied(),
            ];
            problems.push(Problem::NotGiven { day, near });
        }
    }
    let days = days
        .into_iter()
        .filter(|day| !rule.except.contains(day))
        .collect();
    Expansion { days, problems }
}

/// Whether a day counts for a rule.
fn counts(rule: &Rule, teaching: &Teaching, day: Date) -> bool {
    rule.span.holds(day) && (!rule.term_time || teaching.on(day))
}

/// All days of a rule that are one of some weekdays.
fn possible<'a>(
    rule: &'a Rule,
    teaching: &'a Teaching,
    on: &'a [Weekday],
) -> impl Iterator<Item = Date> + 'a {
    // A slip in a year must not walk through centuries without any school.
    let days = match teaching.bounds() {
        Some(bounds) if rule.term_time => Some(Period {
            first: rule.span.first.max(bounds.first),
            last: rule.span.last.min(bounds.last),
        }),
        None if rule.term_time => None,
        _ => Some(rule.span),
    };
    days.into_iter()
        .flat_map(Period::days)
        .filter(|day| on.contains(&day.weekday()) && counts(rule, teaching, *day))
}

fn weeks(
    rule: &Rule,
    teaching: &Teaching,
    apart: u8,
    on: &[Weekday],
    restart: bool,
) -> BTreeSet<Date> {
    // The Monday from which weeks are counted, and the unbroken run of teaching that it is for.
    let mut count: Option<(Option<Period>, Date)> = None;
    possible(rule, teaching, on)
        .filter(|&day| {
            let run = teaching.run(day).filter(|_| restart && rule.term_time);
            let start = match count {
                Some((counted, start)) if counted == run => start,
                _ => {
                    let whole = run.filter(|run| rule.span.first <= run.first);
                    let first = whole.and_then(|run| teaching.first_weekday(run));
                    let start = monday(first.unwrap_or(day));
                    count = Some((run, start));
                    start
                }
            };
            days_between(start, monday(day)) % (7 * i32::from(apart.max(1))) == 0
        })
        .take(MOST_MEETINGS + 1)
        .collect()
}

fn months(
    rule: &Rule,
    teaching: &Teaching,
    apart: u8,
    on: &[MonthDay],
    problems: &mut Vec<Problem>,
) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let months = std::iter::successors(Some(rule.span.first.first_of_month()), |month| {
        month.checked_add(i64::from(apart.max(1)).months()).ok()
    });
    for month in months.take_while(|month| *month <= rule.span.last) {
        for &on in on {
            let day = match on {
                MonthDay::Number(number) => {
                    let day = Date::new(month.year(), month.month(), number).ok();
                    let end = month.last_of_month();
                    if day.is_none() && end <= rule.span.last {
                        problems.push(Problem::ShortMonth { number, end });
                    }
                    day
                }
                MonthDay::Working(nth) => {
                    let month = Period {
                        first: month,
                        last: month.last_of_month(),
                    };
                    nth.of(month.days().filter(|day| teaching.works(*day)))
                }
                MonthDay::Weekday(nth, weekday) => {
                    let nth = match nth {
                        Nth::First => 1,
                        Nth::Second => 2,
                        Nth::Third => 3,
                        Nth::Fourth => 4,
                        Nth::Last => -1,
                    };
                    month.nth_weekday_of_month(nth, weekday).ok()
                }
            };
            days.extend(day.filter(|day| counts(rule, teaching, *day)));
        }
        // Problems are bounded too: a month has at most one for each of its days.
        if days.len() > MOST_MEETINGS || problems.len() > MOST_MEETINGS {
            break;
        }
    }
    days
}

fn counted(
    rule: &Rule,
    teaching: &Teaching,
    stretch: Stretch,
    (nth, weekday): (Nth, Weekday),
    problems: &mut Vec<Problem>,
) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for period in stretches(rule, teaching, stretch, problems) {
        let of = period
            .days()
            .filter(|day| day.weekday() == weekday && teaching.on(*day));
        match nth.of(of) {
            Some(day) => days.extend(Some(day).filter(|day| rule.span.holds(*day))),
            None => problems.push(Problem::None(period)),
        }
    }
    days
}

fn named(
    rule: &Rule,
    teaching: &Teaching,
    stretch: Stretch,
    dates: &[Date],
    problems: &mut Vec<Problem>,
) -> BTreeSet<Date> {
    let periods = stretches(rule, teaching, stretch, problems);
    let mut found: Vec<Option<Date>> = vec![None; periods.len()];
    let halved = problems.is_empty();
    for &day in dates {
        let period = periods.iter().position(|period| period.holds(day));
        match period.filter(|_| rule.span.holds(day)) {
            Some(index) => match found[index] {
                Some(other) => problems.push(Problem::Second { day, other }),
                None => found[index] = Some(day),
            },
            // Where halves are not known, that is what is told.
            None if halved => problems.push(Problem::Outside(day)),
            None => {}
        }
    }
    for (period, day) in periods.iter().zip(&found) {
        if day.is_none() && rule.span.contains(*period) {
            problems.push(Problem::None(*period));
        }
    }
    found.into_iter().flatten().collect()
}

/// The stretches that have a day in the span of a rule.
fn stretches(
    rule: &Rule,
    teaching: &Teaching,
    stretch: Stretch,
    problems: &mut Vec<Problem>,
) -> Vec<Period> {
    let terms = teaching
        .terms()
        .iter()
        .filter(|term| term.days.overlaps(rule.span));
    let mut periods = Vec::new();
    for term in terms {
        match (stretch, term.halves()) {
            (Stretch::Term, _) => periods.push(term.days),
            (Stretch::HalfTerm, Some(halves)) => periods.extend(halves),
            (Stretch::HalfTerm, None) => problems.push(Problem::NotHalved(term.days)),
        }
    }
    periods.retain(|period| period.overlaps(rule.span));
    periods
}

/// The Monday of the week of a day.
fn monday(day: Date) -> Date {
    let since = day.weekday().to_monday_zero_offset();
    day.saturating_sub(i64::from(since).days())
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
