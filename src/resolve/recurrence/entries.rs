//! Entries of `occurrences` that stand in for meetings of rules.

use jiff::civil::Date;

use super::problems::nearest;
use super::school::{Findings, Given};
use crate::calendar::recurrence::Period;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{RawSeries, When};
use crate::model::Status;
use crate::resolve::references::key::key_of;

/// Entries that move or cancel a meeting which no rule gives: most likely a slip in the day, after
/// which the meeting that was meant stays as it is.
/// `times` are those from when to when the rules go.
pub(crate) fn changes_of_nothing(
    series: &RawSeries,
    given: &Given,
    times: &[Period],
    findings: &mut Findings<'_>,
) {
    let days: Vec<Date> = {
        let mut days: Vec<Date> = given.values().map(|(day, _)| *day).collect();
        days.sort_unstable();
        days
    };
    for entry in &series.occurrences {
        let day = match (entry.was, entry.when.value) {
            (Some(day), _) | (None, When::Timed(day, ..) | When::Days(day, _)) => day,
            (None, When::Month(..)) => continue,
        };
        let changes = entry.was.is_some() || entry.status == Status::Cancelled;
        let key = key_of(entry);
        if !changes || entry.key.is_some() || given.contains_key(&key) {
            continue;
        }
        // An entry of another time may change a meeting that no rule ever gave.
        if !times
            .iter()
            .any(|time| time.first <= day && day <= time.last)
        {
            continue;
        }
        let after = days.partition_point(|d| *d < day);
        let help = match days.get(after) {
            Some(same) if *same == day => {
                let keys = given.iter().find(|(_, (d, _))| *d == day);
                let key = keys.map_or(key.as_str(), |(key, _)| key);
                format!("the meeting of that day has a key of its own: add key: {key}")
            }
            found => nearest([after.checked_sub(1).map(|n| days[n]), found.copied()]),
        };
        findings.push(
            Diagnostic::warning(
                Code::Recurs,
                format!("no rule gives a meeting on {day}, so none is moved or cancelled by this"),
            )
            .help(help)
            .help(format!(
                "if it is another meeting, say so with a key: key: {key}"
            )),
            &entry.when.span,
        );
    }
}

/// Entries for some areas that take the place of a meeting of more: the others would lose theirs.
pub(crate) fn areas_left_out(series: &RawSeries, given: &Given, findings: &mut Findings<'_>) {
    for entry in series.occurrences.iter().filter(|e| !e.areas.is_empty()) {
        let key = key_of(entry);
        let Some((day, index)) = given.get(&key) else {
            continue;
        };
        let rule = &series.recurs[*index];
        let known = |name: &str| series.areas.iter().any(|area| area.id.value == name);
        // What follows from an area that there is not is told already.
        let mut named = entry.areas.iter().chain(&rule.areas);
        if named.any(|area| !known(&area.value)) {
            continue;
        }
        let of_rule = rule.areas.iter().map(|area| area.value.as_str());
        let mut all: Vec<&str> = of_rule.collect();
        if all.is_empty() {
            all = series
                .areas
                .iter()
                .map(|area| area.id.value.as_str())
                .collect();
        }
        let beside = format!("{key}-");
        let meets = |area: &str| {
            series.occurrences.iter().any(|other| {
                let same = key_of(other);
                (same == key || same.starts_with(&beside))
                    && (other.areas.is_empty() || other.areas.iter().any(|a| a.value == area))
            })
        };
        let left: Vec<&str> = all.into_iter().filter(|area| !meets(area)).collect();
        if let Some(area) = left.first() {
            findings.push(
                Diagnostic::warning(
                    Code::Recurs,
                    format!(
                        "this stands in for the meeting of the rule on {day} in all its areas, so none is left for `{}`",
                        left.join("`, `")
                    ),
                )
                .help(format!(
                    "name all areas; or add an entry for the others, as in {{on: …, key: {key}-{area}, areas: [{area}]}}"
                )),
                &entry.when.span,
            );
        }
    }
}
