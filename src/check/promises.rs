//! Days that readers take for a promise, and that have passed.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::page::{PageFindings, in_words, record_places};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Raw, RawKind, RawPage};
use crate::model::year_word;

/// Warns of actions that are overdue, and of patterns in words that name years that are over.
pub(super) fn check(page: &RawPage, findings: &mut PageFindings<'_>) {
    let (key, words) = match &page.kind {
        RawKind::Plan(plan) => {
            for action in &plan.actions {
                let silent = action.status.is_none() && action.progress.is_none();
                let due = action
                    .due
                    .as_ref()
                    .filter(|day| silent && day.value < findings.today);
                if let Some(due) = due {
                    let day = in_words(due.value);
                    findings.warn(
                        Code::Overdue,
                        format!("this was due on {day}, and nothing says how it stands"),
                        &due.span,
                        "write how it stands under `status` or `progress`, or a new day; a plan of the past has `as_of`",
                    );
                }
            }
            return;
        }
        RawKind::Series(series) if series.retired.is_none() => ("pattern", &series.pattern),
        RawKind::Group(group) => ("meets", &group.meets),
        _ => return,
    };
    let Some(words) = words else { return };
    if let Some((year, end)) = last_year(&words.value)
        && end < findings.today
    {
        findings.warn(
            Code::OldDates,
            format!("`{key}` speaks of {year}, which is over"),
            &words.span,
            "write how often it meets now, or take the year away",
        );
    }
}

/// The last year that a text names, as it is written, and the last day of it; `2025-26` and `2025 to 2026` end with
/// August. A year since when something is so, or in which it was, is none that a reader waits for.
fn last_year(text: &str) -> Option<(&str, Date)> {
    let mut last: Option<(&str, Date)> = None;
    let mut from = 0;
    while let Some((start, after)) = next_digits(text, from) {
        from = after;
        let digits = &text[start..after];
        if digits.len() != 4 || !digits.starts_with("20") {
            continue;
        }
        let Ok(year) = digits.parse::<i16>() else {
            continue;
        };
        let rest = text[after..].trim_start();
        let second = ["to ", "-", "–", "/"].iter().find_map(|sign| {
            let (start, end) = next_digits(rest, sign.len())?;
            let there = rest.strip_prefix(sign)?.trim_start().len() == rest.len() - start;
            let number: i16 = rest[start..end].parse().ok()?;
            let follows = number == year + 1 || (end - start == 2 && number == (year + 1) % 100);
            (there && follows).then_some(text.len() - rest.len() + end)
        });
        let before = text[..start].split_whitespace().next_back().unwrap_or("");
        let before = before.to_lowercase();
        let past = [
            "since",
            "from",
            "after",
            "established",
            "founded",
            "started",
            "began",
        ];
        if second.is_none() && (past.contains(&before.as_str()) || before == "in") {
            continue;
        }
        let (end, day) = match second {
            Some(end) => (end, Date::new(year + 1, 8, 31)),
            None => (after, Date::new(year, 12, 31)),
        };
        from = end;
        if let Ok(day) = day
            && last.is_none_or(|(_, other)| other < day)
        {
            last = Some((&text[start..end], day));
        }
    }
    last
}

/// The next run of digits from a place on.
fn next_digits(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| c.is_ascii_digit())?;
    let length = text[start..].find(|c: char| !c.is_ascii_digit());
    Some((start, length.map_or(text.len(), |length| start + length)))
}

/// Warns of notices that have not held for a month: their pages go on loading what nobody sees.
pub(super) fn notices(raw: &Raw, today: Date, diagnostics: &mut Diagnostics) {
    for notice in &raw.settings.notices {
        let Some(until) = notice.until else { continue };
        let month_after = until.checked_add(1.month());
        if month_after.is_ok_and(|day| day < today) {
            let message = format!("this notice held until {}", in_words(until));
            diagnostics.push(
                Diagnostic::warning(Code::NoticeEnded, message)
                    .help("take it away, or correct `until` if it holds")
                    .at(&raw.settings.file, notice.text.written.span.clone()),
            );
        }
    }
}

/// Warns when the last school year ended a month ago, and series still go on.
pub(super) fn years(
    raw: &Raw,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let Some(last) = raw.years.iter().max_by_key(|year| year.last) else {
        return;
    };
    let goes_on = raw.pages.iter().any(|page| {
        let series = matches!(&page.kind, RawKind::Series(series) if series.retired.is_none());
        series && page.as_of.is_none()
    });
    let month_after = last.last.checked_add(1.month());
    if !goes_on || month_after.is_ok_and(|day| today <= day) {
        return;
    }
    let file: Arc<str> = format!("{}years.yaml", raw.prefix).into();
    let has_terms = !last.terms.is_empty();
    let word = year_word(raw.settings.year_called.as_deref(), has_terms);
    let finding = Diagnostic::warning(
        Code::OldYears,
        format!("the last {word} here ended on {}", in_words(last.last)),
    )
    .help(if has_terms {
        format!("add the {word} of today with its terms and half-term holidays")
    } else {
        format!("add the {word} of today")
    });
    let text = text_of(&file).unwrap_or_default();
    let place = record_places(&text).remove(last.id.as_str());
    diagnostics.push(match place {
        Some(place) => finding.at(&file, place),
        None => finding.at(&file, 0..1),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_year_of_a_text_is_found_and_others_are_let_be() {
        let named = |text: &'static str| last_year(text).map(|(year, day)| (year, day.to_string()));
        for (text, year, day) in [
            (
                "Dates for 2025 to 2026 are to come.",
                "2025 to 2026",
                "2026-08-31",
            ),
            ("2025-26, then 2026/27", "2026/27", "2027-08-31"),
            ("2025–2026", "2025–2026", "2026-08-31"),
            ("On 2025-09-25 and after", "2025", "2025-12-31"),
            ("March 2026", "2026", "2026-12-31"),
            ("Since 2019, and in spring 2025", "2025", "2025-12-31"),
        ] {
            assert_eq!(named(text), Some((year, day.to_owned())), "{text}");
        }
        for text in [
            "Since 2019, on Thursdays",
            "Set up in 2021",
            "at 19:00",
            "12025",
            "",
        ] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
