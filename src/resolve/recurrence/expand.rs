//! Rules of a series to meetings, among those that its editor wrote one by one.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::school::{Findings, Given, SchoolCalendar};
use super::{entries, problems, span};
use crate::calendar::recurrence::{self, MonthDay, Pattern, Period, Rule};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawOccurrence, RawRule, RawSeries, Spanned, When};
use crate::model::Status;
use crate::resolve::references::key::key_of;

/// Adds the meetings of all rules of a series. An entry of `occurrences` with the same key stands
/// in for a meeting of a rule: so is one of them moved or cancelled.
pub(crate) fn expand(
    series: &mut RawSeries,
    school: &SchoolCalendar<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    if series.recurs.is_empty() {
        return;
    }
    let mut findings = Findings { file, diagnostics };
    // Also those that an exception takes out: a meeting in their place may say so.
    let mut given = Given::new();
    let mut complete = !series.unavailable.rule;
    let mut times = Vec::new();
    for (index, rule) in series.recurs.iter().enumerate() {
        match days(rule, school, &mut findings) {
            Some((days, time)) => {
                times.push(time);
                collect(&days, index, &series.recurs, &mut given, &mut findings);
            }
            None => complete = false,
        }
    }
    if complete {
        entries::changes_of_nothing(series, &given, &times, &mut findings);
        entries::areas_left_out(series, &given, &mut findings);
    }
    let replaced: HashSet<String> = series
        .occurrences
        .iter()
        .flat_map(|entry| {
            let key = key_of(entry);
            // With a key of its own that no rule gives, `was` still tells which meeting it was.
            let was = entry.was.filter(|_| !given.contains_key(&key));
            std::iter::once(key).chain(was.map(|day| day.to_string()))
        })
        .collect();
    let excepted = |day: Date, rule: &RawRule| rule.except.iter().any(|except| except.value == day);
    let mut given: Vec<_> = given.into_iter().collect();
    given.sort_by_key(|(_, (day, index))| (*index, *day));
    let meetings = given.into_iter().filter_map(|(key, (day, index))| {
        let rule = &series.recurs[index];
        let there = !replaced.contains(&key) && !excepted(day, rule);
        there.then(|| meeting(rule, day, key))
    });
    series.occurrences.extend(meetings);
}

/// The keys and days of the meetings that rules of a series give, whatever else is wrong with them; that is told by
/// [`expand`].
pub(crate) fn days_of_rules(
    series: &RawSeries,
    school: &SchoolCalendar<'_>,
) -> Vec<(String, Date)> {
    let mut told = Diagnostics::new();
    let mut findings = Findings {
        file: &"".into(),
        diagnostics: &mut told,
    };
    let mut given = Given::new();
    for (index, rule) in series.recurs.iter().enumerate() {
        if let Some((days, _)) = days(rule, school, &mut findings) {
            collect(&days, index, &series.recurs, &mut given, &mut findings);
        }
    }
    let excepted = |day: Date, index: usize| {
        let mut except = series.recurs[index].except.iter();
        except.any(|except| except.value == day)
    };
    let there = given
        .into_iter()
        .filter(|(_, (day, index))| !excepted(*day, *index));
    there.map(|(key, (day, _))| (key, day)).collect()
}

/// One meeting of a rule. It stands where the rule stands.
fn meeting(rule: &RawRule, day: Date, key: String) -> RawOccurrence {
    let value = match rule.times {
        Some((start, end)) => When::Timed(day, start, end),
        None => When::Days(day, day),
    };
    let at = |value| Spanned {
        value,
        span: rule.span.clone(),
    };
    RawOccurrence {
        when: Spanned {
            value,
            span: rule.span.clone(),
        },
        status: Status::Confirmed,
        title: rule.title.clone(),
        venue: rule.venue.clone(),
        mode: rule.mode,
        was: None,
        why: None,
        via: None,
        note: rule.note.clone(),
        key: rule.key.is_some().then(|| at(key)),
        areas: rule.areas.clone(),
        joint: rule.joint.clone(),
        papers: Vec::new(),
    }
}

/// Puts the days of a rule to those of the rules before it; two on one day are reported once.
fn collect(
    days: &[Date],
    index: usize,
    rules: &[RawRule],
    given: &mut Given,
    findings: &mut Findings<'_>,
) {
    let rule = &rules[index];
    let mut taken: Vec<Date> = Vec::new();
    for &day in days {
        let key = match &rule.key {
            Some(word) => format!("{day}-{word}"),
            None => day.to_string(),
        };
        // What a rule takes out may come from another one.
        let excepted = |index: usize| rules[index].except.iter().any(|e| e.value == day);
        match given.get(&key) {
            Some(&(_, other)) if !excepted(other) => {
                if !excepted(index) {
                    taken.push(day);
                }
            }
            _ => {
                given.insert(key, (day, index));
            }
        }
    }
    if let Some(day) = taken.first() {
        let more = match taken.len() - 1 {
            0 => String::new(),
            1 => ", and one more day".to_owned(),
            more => format!(", and {more} more days"),
        };
        findings.push(
            Diagnostic::error(
                Code::DuplicateKey,
                format!("this rule gives {day}{more}, which a rule before it gives too"),
            )
            .help("if both are meant, give this rule a word that tells its meetings apart: key: afternoon")
            .help("else name the days under `except` of one of the two"),
            &rule.span,
        );
    }
}

/// All days of a rule, with those under `except`, and from when to when it goes; `None` when
/// they cannot be known.
fn days(
    raw: &RawRule,
    school: &SchoolCalendar<'_>,
    findings: &mut Findings<'_>,
) -> Option<(Vec<Date>, Period)> {
    let span = span::bounds(raw, school, findings)?;
    let by_terms = matches!(raw.pattern, Pattern::Counted(..) | Pattern::Named(..));
    if raw.term_time || by_terms {
        span::terms_are_known(span, raw, school, findings)?;
    }
    let by_working_days = match &raw.pattern {
        Pattern::Daily { working } => *working,
        Pattern::Months { on, .. } => on.iter().any(|day| matches!(day, MonthDay::Working(_))),
        _ => false,
    };
    if by_working_days {
        span::holidays_are_known(span, raw, school, findings);
    }
    let mut rule = Rule {
        pattern: raw.pattern.clone(),
        span,
        term_time: raw.term_time,
        except: raw.except.iter().map(|day| day.value).collect(),
    };
    let mut found = recurrence::expand(&rule, &school.teaching).problems;
    problems::short_months(raw, &found, findings);
    found.dedup();
    for problem in found {
        problems::report(problem, raw, findings);
    }
    rule.except.clear();
    Some((recurrence::expand(&rule, &school.teaching).days, span))
}
