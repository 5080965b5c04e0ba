//! From when to when a rule goes, and whether the terms of that time are known.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::school::{Findings, SchoolCalendar};
use crate::calendar::recurrence::{Pattern, Period};
use crate::diagnostic::{Code, Diagnostic, clipped};
use crate::load::{RawRule, Spanned, Unavailable};
use crate::model::SchoolYear;

/// A rule may start or end so many days outside all school years: in the summer holiday, which
/// belongs to none.
const SUMMER_DAYS: i64 = 60;

/// More days than these between two school years are a year that is missing.
const LONGEST_GAP_DAYS: i64 = 120;

/// The first and the last day of a rule.
pub(crate) fn bounds(
    rule: &RawRule,
    school: &SchoolCalendar<'_>,
    findings: &mut Findings<'_>,
) -> Option<Period> {
    let year = match &rule.year {
        Some(name) => Some(year(name, school, findings)?),
        None => None,
    };
    for day in [&rule.from, &rule.until].into_iter().flatten() {
        if let Some(year) = year.filter(|year| !year.holds(day.value)) {
            findings.push(
                Diagnostic::error(
                    Code::Recurs,
                    format!(
                        "{} is not in the {} `{}`, {} to {}",
                        day.value, school.word, year.id, year.first, year.last
                    ),
                )
                .help("correct the day, or remove `year`: `from` and `until` are enough"),
                &day.span,
            );
            return None;
        }
    }
    let day = |day: &Option<Spanned<Date>>| day.as_ref().map(|day| day.value);
    let span = Period {
        first: day(&rule.from).or(year.map(|year| year.first))?,
        last: day(&rule.until).or(year.map(|year| year.last))?,
    };
    if span.last < span.first {
        findings.push(
            Diagnostic::error(
                Code::EndBeforeStart,
                format!(
                    "the rule ends on {}, before it starts on {}",
                    span.last, span.first
                ),
            )
            .help("`from` is the first day and `until` the last, which is included"),
            rule.until.as_ref().map_or(&rule.span, |day| &day.span),
        );
        return None;
    }
    Some(span)
}

fn year<'a>(
    name: &Spanned<String>,
    school: &SchoolCalendar<'a>,
    findings: &mut Findings<'_>,
) -> Option<&'a SchoolYear> {
    let found = school.years.iter().find(|year| year.id == name.value);
    if found.is_none() && !school.unavailable.may_hold(&name.value) {
        let shown = clipped(&name.value);
        findings.push(
            Diagnostic::error(
                Code::UnknownYear,
                format!("no {} is called `{shown}`", school.word),
            )
            .label("not in years.yaml")
            .did_you_mean(
                &name.value,
                school.years.iter().map(|year| year.id.as_str()),
            )
            .help("use an id from years.yaml, add the year there, or write `from` and `until`"),
            &name.span,
        );
    }
    found
}

/// Whether the terms of a time are known; if not, that is reported.
pub(crate) fn terms_are_known(
    span: Period,
    rule: &RawRule,
    school: &SchoolCalendar<'_>,
    findings: &mut Findings<'_>,
) -> Option<()> {
    // What follows from mistakes in years.yaml is not told.
    if matches!(school.unavailable, Unavailable::All)
        || matches!(school.unavailable, Unavailable::Ids(ids) if !ids.is_empty())
    {
        return None;
    }
    let asked = match rule.pattern {
        Pattern::Counted(..) | Pattern::Named(..) => "a rule for each term",
        _ => "`during: term`",
    };
    let of_span = |year: &&SchoolYear| year.first <= span.last && span.first <= year.last;
    if let Some(year) = school
        .years
        .iter()
        .filter(of_span)
        .find(|year| year.terms.is_empty())
    {
        findings.push(
            Diagnostic::error(
                Code::Recurs,
                format!(
                    "the {} `{}` has no terms, which {asked} needs",
                    school.word, year.id
                ),
            )
            .help("add `terms` to the year in years.yaml"),
            &rule.span,
        );
        return None;
    }
    let Some((first, last)) = unknown_days(span, school.years) else {
        return Some(());
    };
    let word = &school.word;
    findings.push(
        Diagnostic::error(
            Code::Recurs,
            format!("no {word} holds {first} to {last}, and {asked} needs to know the terms"),
        )
        .help(format!(
            "add the {word} to years.yaml, or correct `from` and `until`"
        )),
        &rule.span,
    );
    None
}

/// Tells of days for which nobody said which of them are public holidays, where a rule counts working days.
pub(crate) fn holidays_are_known(
    span: Period,
    rule: &RawRule,
    school: &SchoolCalendar<'_>,
    findings: &mut Findings<'_>,
) {
    if !matches!(school.unavailable, Unavailable::Nothing) {
        return;
    }
    if let Some((first, last)) = unknown_days(span, school.years) {
        findings.push(
            Diagnostic::warning(
                Code::Recurs,
                format!("no year of years.yaml holds {first} to {last}, so any day there from Monday to Friday counts as a working day"),
            )
            .help("add the year to years.yaml, with its `public_holidays` and `closures`"),
            &rule.span,
        );
    }
}

/// Days of a span that are so far from any school year that one must be missing.
fn unknown_days(span: Period, years: &[SchoolYear]) -> Option<(Date, Date)> {
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return Some((span.first, span.last));
    };
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    if days(span.first, first.first) > SUMMER_DAYS {
        let until = first.first.saturating_sub(1.day()).min(span.last);
        return Some((span.first, until));
    }
    if days(last.last, span.last) > SUMMER_DAYS {
        return Some((last.last.saturating_add(1.day()).max(span.first), span.last));
    }
    years.windows(2).find_map(|pair| {
        let [before, after] = pair else { return None };
        let gap = Period {
            first: before.last.saturating_add(1.day()),
            last: after.first.saturating_sub(1.day()),
        };
        let long = days(gap.first, gap.last) > LONGEST_GAP_DAYS && gap.overlaps(span);
        long.then_some((gap.first, gap.last))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as d;

    use super::*;

    fn year(first: Date, last: Date) -> SchoolYear {
        SchoolYear {
            id: first.year().to_string(),
            title: String::new(),
            first,
            last,
            terms: Vec::new(),
            closures: Vec::new(),
            public_holidays: Vec::new(),
        }
    }

    #[test]
    fn a_missing_school_year_is_noticed_and_a_summer_is_not() {
        let years = [
            year(d(2023, 9, 4), d(2024, 7, 19)),
            year(d(2024, 9, 3), d(2025, 7, 22)),
            year(d(2026, 9, 2), d(2027, 7, 20)),
        ];
        let unknown = |first, last| unknown_days(Period { first, last }, &years);
        assert_eq!(unknown(d(2023, 9, 1), d(2024, 8, 31)), None);
        assert_eq!(unknown(d(2024, 1, 1), d(2025, 7, 1)), None);
        assert_eq!(
            unknown(d(2024, 9, 1), d(2025, 12, 1)),
            Some((d(2025, 7, 23), d(2026, 9, 1)))
        );
        assert_eq!(
            unknown(d(2023, 1, 1), d(2024, 7, 1)),
            Some((d(2023, 1, 1), d(2023, 9, 3)))
        );
        assert_eq!(
            unknown(d(2027, 1, 1), d(2027, 12, 1)),
            Some((d(2027, 7, 21), d(2027, 12, 1)))
        );
        let nothing = Period {
            first: d(2027, 1, 1),
            last: d(2027, 2, 1),
        };
        assert_eq!(
            unknown_days(nothing, &[]),
            Some((nothing.first, nothing.last))
        );
    }
}
