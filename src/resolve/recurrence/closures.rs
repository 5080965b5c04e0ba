//! Meetings on days without school.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawOccurrence, RawSeries, When};
use crate::model::{Closed, SchoolYear, Status};

/// Reports each meeting to be held on a day on which schools are closed.
pub(crate) fn report(
    series: &RawSeries,
    years: &[SchoolYear],
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    if series.closures_ok {
        return;
    }
    for meeting in &series.occurrences {
        if meeting.status == Status::Cancelled {
            continue;
        }
        let Some((day, schools, why)) = first_closed(meeting, years) else {
            continue;
        };
        let span = &meeting.when.span;
        let finding = Diagnostic::warning(
            Code::ClosureClash,
            if schools {
                format!("a meeting on {day}, when schools are closed: {why}")
            } else {
                format!("a meeting on {day}, which years.yaml calls closed: {why}")
            },
        );
        // A meeting of a rule stands where its rule does.
        let finding = if series.recurs.iter().any(|rule| rule.span == *span) {
            finding.help("add `during: term` to the rule, or the day to its `except`")
        } else {
            finding.help("choose another day, or cancel the meeting")
        };
        let finding = finding.help("if it is meant, add a line `closures_ok: yes` to the series");
        diagnostics.push(finding.at(file, span.clone()));
    }
}

/// The first day of a meeting that is closed, whether that is about schools, and why.
fn first_closed(meeting: &RawOccurrence, years: &[SchoolYear]) -> Option<(Date, bool, String)> {
    let (first, last) = match meeting.when.value {
        When::Timed(day, ..) => (day, day),
        When::Days(first, last) => (first, last),
        When::Month(..) => return None,
    };
    years.iter().find_map(|year| {
        let mut day = first.max(year.first);
        while day <= last.min(year.last) {
            if let Some(closed) = year.closed(day) {
                return Some((day, !year.terms.is_empty(), words(closed, year)));
            }
            day = day.tomorrow().ok()?;
        }
        None
    })
}

fn words(closed: Closed<'_>, year: &SchoolYear) -> String {
    match closed {
        Closed::Closure(closure) => closure.title.clone(),
        Closed::HalfTerm(term) => format!("the half-term holiday of {}", term.title),
        Closed::Holiday => format!("no term of {} has that day", year.title),
    }
}
