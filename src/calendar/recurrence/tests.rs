//! Rules against an oracle (the crate `rrule`, RFC 5545 §3.3.10) and against a walk over all days.

use jiff::civil::{Date, Weekday, date as d};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use rrule::RRuleSet;

use super::*;

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

const NTHS: [Nth; 5] = [Nth::First, Nth::Second, Nth::Third, Nth::Fourth, Nth::Last];

fn period(first: Date, last: Date) -> Period {
    Period { first, last }
}

fn rule(pattern: Pattern, first: Date, last: Date) -> Rule {
    Rule {
        pattern,
        span: period(first, last),
        term_time: false,
        except: Vec::new(),
    }
}

fn in_term(pattern: Pattern, first: Date, last: Date) -> Rule {
    Rule {
        term_time: true,
        ..rule(pattern, first, last)
    }
}

/// The school year of a council in England, with a training day and a bank holiday.
fn year() -> Teaching {
    let term = |first, last, from, until| Term {
        days: period(first, last),
        holiday: Some(period(from, until)),
    };
    Teaching::new(
        vec![
            term(
                d(2026, 1, 5),
                d(2026, 3, 27),
                d(2026, 2, 16),
                d(2026, 2, 20),
            ),
            term(
                d(2025, 9, 3),
                d(2025, 12, 19),
                d(2025, 10, 27),
                d(2025, 10, 31),
            ),
            term(
                d(2026, 4, 14),
                d(2026, 7, 21),
                d(2026, 5, 25),
                d(2026, 5, 29),
            ),
        ],
        vec![
            period(d(2026, 5, 4), d(2026, 5, 4)),
            period(d(2025, 9, 3), d(2025, 9, 3)),
        ],
        Vec::new(),
    )
}

#[test]
fn a_fortnightly_rule_that_starts_between_holidays_counts_from_its_own_first_day() {
    let on = vec![Weekday::Thursday];
    // The second week of a half term, which begins anew after the holiday.
    let pattern = Pattern::Weeks {
        apart: 2,
        on,
        restart: true,
    };
    let found = expand(&in_term(pattern, d(2025, 10, 6), d(2025, 11, 21)), &year());
    let days = [
        d(2025, 10, 9),
        d(2025, 10, 23),
        d(2025, 11, 6),
        d(2025, 11, 20),
    ];
    assert_eq!(found.days, days);
}

#[test]
fn a_closure_within_a_longer_one_does_not_end_it() {
    let term = Term {
        days: period(d(2026, 1, 5), d(2026, 3, 27)),
        holiday: None,
    };
    let snow = period(d(2026, 1, 12), d(2026, 1, 23));
    let training = period(d(2026, 1, 13), d(2026, 1, 13));
    let teaching = Teaching::new(vec![term], vec![training, snow], Vec::new());
    assert!(teaching.on(d(2026, 1, 9)) && teaching.on(d(2026, 1, 26)));
    assert!(walk(snow).into_iter().all(|day| !teaching.on(day)));
}

#[test]
fn a_counted_day_before_the_first_of_the_span_is_not_made_up_for() {
    // The first Tuesday of this half term was the 4th.
    let pattern = Pattern::Counted(Stretch::HalfTerm, Nth::First, Weekday::Tuesday);
    let found = expand(&rule(pattern, d(2025, 11, 5), d(2026, 1, 31)), &year());
    assert_eq!((found.days, found.problems), (vec![d(2026, 1, 6)], vec![]));
}

// --- The oracle ---

fn word(day: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        [usize::try_from(day.to_monday_zero_offset()).expect("0 to 6")]
}

fn words(days: &[Weekday]) -> String {
    days.iter()
        .map(|day| word(*day))
        .collect::<Vec<_>>()
        .join(",")
}

fn number(nth: Nth) -> i32 {
    match nth {
        Nth::First => 1,
        Nth::Second => 2,
        Nth::Third => 3,
        Nth::Fourth => 4,
        Nth::Last => -1,
    }
}

/// What RFC 5545 makes of an RRULE and EXDATEs. `first` must be a day that the rule gives.
fn oracle(rrule: &str, first: Date, last: Date, except: &[Date]) -> Vec<Date> {
    let stamp = |day: Date| format!("{}T000000Z", day.strftime("%Y%m%d"));
    let mut text = format!(
        "DTSTART:{}\nRRULE:{rrule};UNTIL={}",
        stamp(first),
        stamp(last)
    );
    if !except.is_empty() {
        let days: Vec<String> = except.iter().map(|day| stamp(*day)).collect();
        text.push_str("\nEXDATE:");
        text.push_str(&days.join(","));
    }
    let set: RRuleSet = text.parse().expect("the test writes a rule");
    let found = set.all(10_000);
    assert!(!found.limited);
    let day = |text: String| text.parse().expect("a day");
    found
        .dates
        .iter()
        .map(|date| day(date.format("%Y-%m-%d").to_string()))
        .collect()
}

fn a_day() -> impl Strategy<Value = Date> {
    (0..2_000_i64).prop_map(|days| d(2023, 11, 6).saturating_add(days.days()))
}

/// A first and a last day, up to 900 days later.
fn a_span() -> impl Strategy<Value = Period> {
    (a_day(), 0..900_i64).prop_map(|(first, days)| period(first, first.saturating_add(days.days())))
}

fn some_weekdays() -> impl Strategy<Value = Vec<Weekday>> {
    subsequence(WEEKDAYS.to_vec(), 1..=4)
}

/// The rule gives what the oracle gives, also without some of its days.
fn agrees(
    pattern: Pattern,
    words: &str,
    span: Period,
    except: &[Index],
) -> Result<(), TestCaseError> {
    let mut asked = rule(pattern, span.first, span.last);
    let given = expand(&asked, &Teaching::default()).days;
    // An RRULE counts from its first day, which must be one that it gives.
    let Some(&first) = given.first() else {
        let found = oracle(words, span.first, span.last, &[]);
        prop_assert!(found.is_empty(), "{found:?}");
        return Ok(());
    };
    prop_assert_eq!(&given, &oracle(words, first, span.last, &[]));
    asked.except = except.iter().map(|index| *index.get(&given)).collect();
    let left = expand(&asked, &Teaching::default());
    prop_assert_eq!(left.days, oracle(words, first, span.last, &asked.except));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_week_is_as_the_oracle_says(
        on in some_weekdays(), span in a_span(), except in vec(any::<Index>(), 0..4),
    ) {
        let rrule = format!("FREQ=WEEKLY;BYDAY={}", words(&on));
        agrees(Pattern::Weekly(on), &rrule, span, &except)?;
    }

    #[test]
    fn every_second_week_is_as_the_oracle_says(
        on in some_weekdays(), span in a_span(), except in vec(any::<Index>(), 0..4), restart: bool,
    ) {
        let rrule = format!("FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY={}", words(&on));
        // Without terms there is no holiday after which to begin anew.
        agrees(Pattern::Weeks { apart: 2, on, restart }, &rrule, span, &except)?;
    }

    #[test]
    fn a_day_of_each_month_is_as_the_oracle_says(
        number in 1..=31_i8, span in a_span(), except in vec(any::<Index>(), 0..4),
    ) {
        let rrule = format!("FREQ=MONTHLY;BYMONTHDAY={number}");
        agrees(Pattern::Months { apart: 1, on: vec![MonthDay::Number(number)] }, &rrule, span, &except)?;
    }

    #[test]
    fn a_weekday_of_each_month_is_as_the_oracle_says(
        nth in select(&NTHS[..]), weekday in select(&WEEKDAYS[..]), span in a_span(),
        except in vec(any::<Index>(), 0..4),
    ) {
        let rrule = format!("FREQ=MONTHLY;BYDAY={}{}", number(nth), word(weekday));
        agrees(Pattern::Months { apart: 1, on: vec![MonthDay::Weekday(nth, weekday)] }, &rrule, span, &except)?;
    }
}

// --- The walk over all days ---

/// A school year with holidays and closures in odd places.
fn a_year() -> impl Strategy<Value = (Vec<Term>, Vec<Period>)> {
    let lengths = vec((1..60_i64, 0..15_i64, 1..60_i64, 0..40_i64), 1..5);
    let closures = vec((0..400_i64, 0..4_i64), 0..6);
    (a_day(), lengths, closures).prop_map(|(start, lengths, closures)| {
        let mut next = start;
        let mut terms = Vec::new();
        for (before, holiday, after, gap) in lengths {
            let after_days = |day: Date, days: i64| day.saturating_add(days.days());
            let from = after_days(next, before);
            let until = after_days(from, holiday);
            let last = after_days(until, after);
            terms.push(Term {
                days: period(next, last),
                holiday: Some(period(from, until)),
            });
            next = after_days(last, gap + 1);
        }
        let closures = closures
            .into_iter()
            .map(|(from, days)| {
                let first = start.saturating_add(from.days());
                period(first, first.saturating_add(days.days()))
            })
            .collect();
        (terms, closures)
    })
}

/// Whether there is teaching, asked of each list in turn.
fn teaches(terms: &[Term], closures: &[Period], day: Date) -> bool {
    let mut open = false;
    for term in terms {
        if day >= term.days.first && day <= term.days.last {
            open = true;
        }
        if term
            .holiday
            .is_some_and(|h| day >= h.first && day <= h.last)
        {
            return false;
        }
    }
    open && !closures.iter().any(|c| day >= c.first && day <= c.last)
}

fn walk(span: Period) -> Vec<Date> {
    let mut days = Vec::new();
    let mut day = span.first;
    while day <= span.last {
        days.push(day);
        day = day.tomorrow().expect("far from the end of time");
    }
    days
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_weekly_rule_in_term_gives_the_days_of_teaching(
        (terms, closures) in a_year(), on in some_weekdays(), span in a_span(),
    ) {
        let teaching = Teaching::new(terms.clone(), closures.clone(), Vec::new());
        let found = expand(&in_term(Pattern::Weekly(on.clone()), span.first, span.last), &teaching);
        let expected: Vec<Date> = walk(span)
            .into_iter()
            .filter(|day| on.contains(&day.weekday()) && teaches(&terms, &closures, *day))
            .collect();
        prop_assert_eq!(found.days, expected);
    }

    #[test]
    fn a_fortnightly_rule_goes_on_through_holidays(
        (terms, closures) in a_year(), on in select(&WEEKDAYS[..]), span in a_span(),
    ) {
        let teaching = Teaching::new(terms.clone(), closures.clone(), Vec::new());
        let pattern = Pattern::Weeks { apart: 2, on: vec![on], restart: false };
        let found = expand(&in_term(pattern, span.first, span.last), &teaching);
        let possible: Vec<Date> = walk(span)
            .into_iter()
            .filter(|day| day.weekday() == on && teaches(&terms, &closures, *day))
            .collect();
        // With one weekday, every second week is every fourteenth day.
        let mut expected = Vec::new();
        let mut next = possible.first().copied();
        while let Some(day) = next.filter(|day| *day <= span.last) {
            if possible.contains(&day) {
                expected.push(day);
            }
            next = Some(day.saturating_add(14.days()));
        }
        prop_assert_eq!(found.days, expected);
    }

    #[test]
    fn a_fortnightly_rule_begins_anew_in_the_first_week_of_each_run(
        (terms, closures) in a_year(), on in select(&WEEKDAYS[..5]), lead in 0..30_i64,
    ) {
        let (first, last) = (terms[0].days.first, terms[terms.len() - 1].days.last);
        let teaching = Teaching::new(terms.clone(), closures.clone(), Vec::new());
        let pattern = Pattern::Weeks { apart: 2, on: vec![on], restart: true };
        let span = period(first.saturating_sub(lead.days()), last);
        let found = expand(&in_term(pattern, span.first, span.last), &teaching);
        // Day by day: a weekday outside terms and within holidays is a holiday, after which weeks are
        // counted anew from the first with teaching. Closures do not count as holidays.
        let mut expected = Vec::new();
        let mut week: Option<(Date, i32)> = None;
        for day in walk(span) {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            if !teaches(&terms, &[], day) {
                if !weekend {
                    week = None;
                }
                continue;
            }
            // The Monday of this week, found by going back.
            let mut start = day;
            while start.weekday() != Weekday::Monday {
                start = start.yesterday().expect("far from the start of time");
            }
            week = match week {
                None if weekend || !teaches(&terms, &closures, day) => None,
                None => Some((start, 1)),
                Some((known, number)) if known == start => Some((known, number)),
                Some((known, number)) => {
                    let weeks = (start - known).get_days() / 7;
                    Some((start, number + weeks))
                }
            };
            let odd = week.is_some_and(|(_, number)| number % 2 == 1);
            if day.weekday() == on && odd && teaches(&terms, &closures, day) {
                expected.push(day);
            }
        }
        prop_assert_eq!(found.days, expected);
    }

    #[test]
    fn a_counted_day_is_the_nth_of_its_weekday_in_each_stretch(
        (terms, closures) in a_year(), nth in select(&NTHS[..]), on in select(&WEEKDAYS[..]),
        halves: bool,
    ) {
        let (first, last) = (terms[0].days.first, terms[terms.len() - 1].days.last);
        let teaching = Teaching::new(terms.clone(), closures.clone(), Vec::new());
        let stretch = if halves { Stretch::HalfTerm } else { Stretch::Term };
        let found = expand(&rule(Pattern::Counted(stretch, nth, on), first, last), &teaching);
        let mut expected = Vec::new();
        let mut without = 0;
        for term in &terms {
            let holiday = term.holiday.expect("the test gives one");
            let parts = if halves {
                vec![
                    walk(term.days).into_iter().filter(|day| *day < holiday.first).collect(),
                    walk(term.days).into_iter().filter(|day| *day > holiday.last).collect(),
                ]
            } else {
                vec![walk(term.days)]
            };
            for part in parts {
                let days: Vec<Date> = part
                    .into_iter()
                    .filter(|day| day.weekday() == on && teaches(&terms, &closures, *day))
                    .collect();
                let day = match number(nth) {
                    -1 => days.last(),
                    n => days.get(usize::try_from(n - 1).expect("1 to 4")),
                };
                match day {
                    Some(day) => expected.push(*day),
                    None => without += 1,
                }
            }
        }
        prop_assert_eq!(found.days, expected);
        prop_assert_eq!(found.problems.iter().filter(|p| matches!(p, Problem::None(_))).count(), without);
    }
}

// --- Single facts ---

#[test]
fn a_day_of_teaching_is_in_a_term_and_in_no_holiday_or_closure() {
    let teaching = year();
    for (day, on) in [
        (d(2025, 9, 2), false),
        (d(2025, 9, 3), false),
        (d(2025, 9, 4), true),
        (d(2025, 9, 6), true),
        (d(2025, 10, 24), true),
        (d(2025, 10, 27), false),
        (d(2025, 10, 31), false),
        (d(2025, 11, 1), true),
        (d(2025, 12, 19), true),
        (d(2025, 12, 20), false),
        (d(2026, 5, 4), false),
        (d(2026, 7, 22), false),
    ] {
        assert_eq!(teaching.on(day), on, "{day}");
    }
    assert!(!Teaching::default().on(d(2025, 9, 4)));
}

#[test]
fn a_fortnight_continues_or_restarts_after_a_holiday() {
    let fortnightly = |restart| Pattern::Weeks {
        apart: 2,
        on: vec![Weekday::Thursday],
        restart,
    };
    let days = |restart| {
        let rule = in_term(fortnightly(restart), d(2025, 10, 1), d(2026, 1, 31));
        expand(&rule, &year()).days
    };
    // 30 October is in the holiday: the next is two weeks later.
    assert_eq!(
        days(false),
        [
            d(2025, 10, 2),
            d(2025, 10, 16),
            d(2025, 11, 13),
            d(2025, 11, 27),
            d(2025, 12, 11),
            d(2026, 1, 8),
            d(2026, 1, 22)
        ]
    );
    assert_eq!(
        days(true),
        [
            d(2025, 10, 2),
            d(2025, 10, 16),
            d(2025, 11, 6),
            d(2025, 11, 20),
            d(2025, 12, 4),
            d(2025, 12, 18),
            d(2026, 1, 8),
            d(2026, 1, 22)
        ]
    );
}

#[test]
fn weeks_begin_anew_with_a_week_of_teaching_though_the_rule_has_no_day_in_it() {
    // Summer term starts on a Tuesday: its first Monday is in the second week.
    let pattern = Pattern::Weeks {
        apart: 2,
        on: vec![Weekday::Monday],
        restart: true,
    };
    let rule = in_term(pattern, d(2026, 4, 1), d(2026, 5, 22));
    assert_eq!(
        expand(&rule, &year()).days,
        [d(2026, 4, 27), d(2026, 5, 11)]
    );
}

#[test]
fn months_without_a_day_are_told_where_the_span_holds_their_end() {
    let rule = rule(
        Pattern::Months {
            apart: 1,
            on: vec![MonthDay::Number(31)],
        },
        d(2026, 1, 31),
        d(2026, 4, 29),
    );
    let found = expand(&rule, &Teaching::default());
    assert_eq!(found.days, [d(2026, 1, 31), d(2026, 3, 31)]);
    let end = d(2026, 2, 28);
    assert_eq!(found.problems, [Problem::ShortMonth { number: 31, end }]);
}

#[test]
fn named_days_are_one_in_each_half_term() {
    let named = |dates: &[Date]| {
        let pattern = Pattern::Named(Stretch::HalfTerm, dates.to_vec());
        expand(&rule(pattern, d(2025, 9, 1), d(2026, 2, 13)), &year())
    };
    let good = [d(2025, 11, 11), d(2025, 9, 23), d(2026, 1, 20)];
    assert_eq!(
        named(&good).days,
        [d(2025, 9, 23), d(2025, 11, 11), d(2026, 1, 20)]
    );
    assert_eq!(named(&good).problems, []);
    let wrong = named(&[
        d(2025, 9, 23),
        d(2025, 10, 1),
        d(2025, 10, 28),
        d(2026, 3, 3),
        d(2026, 1, 20),
    ]);
    assert_eq!(
        wrong.problems,
        [
            Problem::Second {
                day: d(2025, 10, 1),
                other: d(2025, 9, 23)
            },
            Problem::Outside(d(2025, 10, 28)),
            Problem::Outside(d(2026, 3, 3)),
            Problem::None(period(d(2025, 11, 1), d(2025, 12, 19))),
        ]
    );
}

#[test]
fn a_stretch_that_is_only_partly_in_the_span_needs_no_named_day() {
    let pattern = Pattern::Named(Stretch::Term, vec![d(2026, 1, 20)]);
    let found = expand(&rule(pattern, d(2025, 10, 1), d(2026, 4, 20)), &year());
    assert_eq!(
        found,
        Expansion {
            days: vec![d(2026, 1, 20)],
            problems: vec![]
        }
    );
}

#[test]
fn halves_of_a_term_without_a_holiday_are_not_known() {
    let days = period(d(2025, 9, 3), d(2025, 12, 19));
    let teaching = Teaching::new(
        vec![Term {
            days,
            holiday: None,
        }],
        Vec::new(),
        Vec::new(),
    );
    let pattern = Pattern::Named(Stretch::HalfTerm, vec![d(2025, 9, 23)]);
    let found = expand(&rule(pattern, d(2025, 9, 1), d(2026, 1, 1)), &teaching);
    assert_eq!(found.problems, [Problem::NotHalved(days)]);
}

#[test]
fn an_exception_is_a_day_that_the_rule_gives() {
    let mut rule = rule(
        Pattern::Weekly(vec![Weekday::Thursday]),
        d(2026, 1, 1),
        d(2026, 1, 31),
    );
    rule.except = vec![d(2026, 1, 8), d(2026, 1, 14), d(2026, 2, 5)];
    let found = expand(&rule, &Teaching::default());
    assert_eq!(
        found.days,
        [
            d(2026, 1, 1),
            d(2026, 1, 15),
            d(2026, 1, 22),
            d(2026, 1, 29)
        ]
    );
    let near = |day, before, after| Problem::NotGiven {
        day,
        near: [before, after],
    };
    assert_eq!(
        found.problems,
        [
            near(d(2026, 1, 14), Some(d(2026, 1, 8)), Some(d(2026, 1, 15))),
            near(d(2026, 2, 5), Some(d(2026, 1, 29)), None),
        ]
    );
}

#[test]
fn a_rule_ends_at_two_thousand_meetings() {
    let daily = Pattern::Weekly(WEEKDAYS.to_vec());
    let days = |last| {
        expand(
            &rule(daily.clone(), d(2000, 1, 1), last),
            &Teaching::default(),
        )
    };
    assert_eq!(days(d(2005, 6, 22)).days.len(), MOST_MEETINGS);
    assert_eq!(days(d(2005, 6, 23)).problems, [Problem::TooMany]);
    assert_eq!(days(d(2999, 12, 31)).problems, [Problem::TooMany]);
    for pattern in [
        Pattern::Weeks {
            apart: 2,
            on: WEEKDAYS.to_vec(),
            restart: false,
        },
        Pattern::Months {
            apart: 1,
            on: vec![MonthDay::Number(1)],
        },
    ] {
        let found = expand(
            &rule(pattern, d(1900, 1, 1), d(2999, 12, 31)),
            &Teaching::default(),
        );
        assert_eq!(
            (found.days.len(), found.problems),
            (0, vec![Problem::TooMany])
        );
    }
}

#[test]
fn a_rule_without_any_day_says_so() {
    let thursdays = Pattern::Weekly(vec![Weekday::Thursday]);
    for rule in [
        rule(thursdays.clone(), d(2026, 1, 2), d(2026, 1, 7)),
        in_term(thursdays, d(2027, 1, 1), d(2999, 12, 31)),
    ] {
        assert_eq!(expand(&rule, &year()).problems, [Problem::Nothing]);
    }
}
