//! Rules of a series to meetings, among those that its editor wrote one by one.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::{entries, problems, span};
use crate::calendar::recurrence::{self, Pattern, Period, Rule, Teaching, Term};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Lost, RawOccurrence, RawRule, RawSeries, Spanned, When};
use crate::model::{SchoolYear, Status};
use crate::resolve::kinds::series::key_of;

/// When there is teaching.
pub(crate) struct SchoolCalendar<'a> {
    /// School years, in order of time.
    pub(crate) years: &'a [SchoolYear],
    /// Years with mistakes, which are reported already.
    pub(crate) lost: &'a Lost,
    teaching: Teaching,
}

impl<'a> SchoolCalendar<'a> {
    /// The terms of these years.
    pub(crate) fn new(years: &'a [SchoolYear], lost: &'a Lost) -> Self {
        SchoolCalendar {
            years,
            lost,
            teaching: teaching(years),
        }
    }
}

fn teaching(years: &[SchoolYear]) -> Teaching {
    let terms = years.iter().flat_map(|year| &year.terms).map(|term| Term {
        days: Period {
            first: term.first,
            last: term.last,
        },
        holiday: term.half_term.as_ref().map(|days| Period {
            first: *days.start(),
            last: *days.end(),
        }),
    });
    let closures = years.iter().flat_map(|year| &year.closures);
    let closures = closures.map(|closure| Period {
        first: closure.first,
        last: closure.last,
    });
    Teaching::new(terms.collect(), closures.collect())
}

/// Where findings of one series go.
pub(crate) struct Findings<'a> {
    file: &'a Arc<str>,
    out: &'a mut Diagnostics,
}

impl Findings<'_> {
    /// Adds a finding at a place in the file.
    pub(crate) fn push(&mut self, finding: Diagnostic, span: &Range<usize>) {
        self.out.push(finding.at(self.file, span.clone()));
    }
}

/// A meeting of a rule: its day and the rule, by index.
pub(crate) type Given = BTreeMap<String, (Date, usize)>;

/// Adds the meetings of all rules of a series. An entry of `occurrences` with the same key stands
/// in for a meeting of a rule: so is one of them moved or cancelled.
pub(crate) fn expand(
    series: &mut RawSeries,
    school: &SchoolCalendar<'_>,
    file: &Arc<str>,
    out: &mut Diagnostics,
) {
    if series.recurs.is_empty() {
        return;
    }
    let mut findings = Findings { file, out };
    // Also those that an exception takes out: a meeting in their place may say so.
    let mut given = Given::new();
    let mut complete = !series.lost.rule;
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

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date as d;

    use super::*;
    use crate::model::{Closure, SchoolTerm};

    fn year(first: Date, last: Date) -> SchoolYear {
        SchoolYear {
            id: first.year().to_string(),
            title: String::new(),
            first,
            last,
            terms: vec![SchoolTerm {
                title: "All year".to_owned(),
                first,
                last,
                half_term: Some(first.saturating_add(50.days())..=first.saturating_add(56.days())),
            }],
            closures: vec![Closure {
                title: "Snow".to_owned(),
                first: first.saturating_add(100.days()),
                last: first.saturating_add(101.days()),
            }],
        }
    }

    #[test]
    fn teaching_is_where_a_school_year_is_not_closed() {
        let years = [
            year(d(2025, 9, 3), d(2026, 7, 21)),
            year(d(2026, 9, 2), d(2027, 7, 20)),
        ];
        let teaching = teaching(&years);
        let mut day = d(2025, 8, 1);
        while day < d(2027, 9, 1) {
            let open = years
                .iter()
                .any(|y| y.holds(day) && y.closed(day).is_none());
            assert_eq!(teaching.on(day), open, "{day}");
            day = day.saturating_add(1.day());
        }
    }
}
