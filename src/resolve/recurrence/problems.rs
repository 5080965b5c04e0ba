//! What is wrong with a rule, in an editor's words.

use jiff::civil::Date;

use super::school::Findings;
use crate::calendar::recurrence::{MOST_MEETINGS, MonthDay, Nth, Pattern, Problem, Stretch};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::RawRule;
use crate::model::{month_name, weekday_name};

/// Months that lack a day, told once for each day of a rule.
pub(crate) fn short_months(rule: &RawRule, problems: &[Problem], findings: &mut Findings<'_>) {
    let Pattern::Months { on, .. } = &rule.pattern else {
        return;
    };
    for (day, span) in on.iter().zip(&rule.on) {
        let MonthDay::Number(wanted) = *day else {
            continue;
        };
        let months: Vec<Date> = problems
            .iter()
            .filter_map(|problem| match problem {
                Problem::ShortMonth { number, end } if *number == wanted => Some(*end),
                _ => None,
            })
            .collect();
        let Some(month) = months.first() else {
            continue;
        };
        let what = format!(
            "{} {} has no day {wanted}",
            month_name(month.month()),
            month.year()
        );
        let message = match months.len() - 1 {
            0 => what,
            1 => format!("{what}, and neither has one more month of this rule"),
            more => format!("{what}, and neither have {more} more months of this rule"),
        };
        findings.push(
            Diagnostic::error(Code::Recurs, message)
                .help("write a day up to 28, or a weekday such as last friday; or list the dates under `occurrences`"),
            span,
        );
    }
}

/// What is wrong with a rule, at the part that it is about.
pub(crate) fn report(problem: Problem, rule: &RawRule, findings: &mut Findings<'_>) {
    let whole = match (rule.on.first(), rule.on.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => rule.span.clone(),
    };
    let named = |day: Date| match &rule.pattern {
        Pattern::Named(_, dates) => dates.iter().rposition(|d| *d == day),
        _ => None,
    };
    let at = |day| named(day).map_or_else(|| whole.clone(), |index| rule.on[index].clone());
    let stretch = match rule.pattern {
        Pattern::Counted(Stretch::HalfTerm, ..) | Pattern::Named(Stretch::HalfTerm, _) => {
            "half term"
        }
        _ => "term",
    };
    let error = |message: String| Diagnostic::error(Code::Recurs, message);
    let (finding, span) = match problem {
        Problem::TooMany => (
            error(format!("this rule gives more than {MOST_MEETINGS} meetings"))
                .help("correct `from` and `until`; years have four digits"),
            rule.span.clone(),
        ),
        Problem::Nothing => (
            error("this rule gives no day at all".to_owned()).help(
                "look at `from` and `until`, and with `during: term` at the terms in years.yaml",
            ),
            rule.span.clone(),
        ),
        // Told together.
        Problem::ShortMonth { .. } => return,
        Problem::None(period) => match &rule.pattern {
            Pattern::Counted(_, nth, weekday) => (
                error(format!(
                    "the {stretch} from {} to {} has no {} {} with teaching",
                    period.first,
                    period.last,
                    nth_word(*nth),
                    weekday_name(*weekday)
                ))
                .help("choose another weekday, or name one date for each, as in on: [2025-09-23, 2025-11-11]"),
                whole,
            ),
            _ => (
                error(format!("no date is in the {stretch} from {} to {}", period.first, period.last))
                    .help(format!("add one; if there is no meeting in that {stretch}, list the dates under `occurrences` instead")),
                whole,
            ),
        },
        Problem::Second { day, other } => (
            error(format!("{day} is a second date in one {stretch}, beside {other}"))
                .help(format!("keep one for each {stretch}; what comes besides goes under `occurrences`")),
            at(day),
        ),
        Problem::Outside(day) => (
            error(format!("{day} is in no {stretch} of this rule"))
                .help("correct the date; terms and their holidays are those of years.yaml, between `from` and `until`"),
            at(day),
        ),
        Problem::NotHalved(term) => (
            error(format!(
                "the term from {} to {} has no `half_term`, so its halves are not known",
                term.first, term.last
            ))
            .help("add `half_term` to the term in years.yaml, or write every: term"),
            rule.span.clone(),
        ),
        Problem::NotGiven { day, near } => {
            let except = rule.except.iter().find(|except| except.value == day);
            (
                error(format!("the rule gives no meeting on {day}, so there is nothing to leave out"))
                    .help(nearest(near)),
                except.map_or(rule.span.clone(), |except| except.span.clone()),
            )
        }
    };
    findings.push(finding, &span);
}

fn nth_word(nth: Nth) -> &'static str {
    match nth {
        Nth::First => "first",
        Nth::Second => "second",
        Nth::Third => "third",
        Nth::Fourth => "fourth",
        Nth::Last => "last",
    }
}

/// The days of meetings around one without.
pub(crate) fn nearest(near: [Option<Date>; 2]) -> String {
    match near {
        [Some(before), Some(after)] => {
            format!("the meeting before is on {before}, the one after on {after}")
        }
        [Some(before), None] => format!("the last meeting is on {before}"),
        [None, Some(after)] => format!("the first meeting is on {after}"),
        [None, None] => "the rule gives no meeting at all".to_owned(),
    }
}
