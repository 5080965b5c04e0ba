//! Facts that were confirmed long ago, or on a day that has not come yet.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::page::{PageFindings, in_words};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawContact, RawContactRecord, RawPage, Spanned};

/// Warns of each `checked` after today, and of those that are older than so many months.
pub(super) fn check(page: &RawPage, months: Option<u8>, findings: &mut PageFindings<'_>) {
    let contacts = page.all_contacts();
    let points = contacts.filter_map(RawContact::written);
    let days = points.filter_map(|point| point.checked.as_ref());
    for day in page.checked.iter().chain(days) {
        one(day, findings);
        // A record says what was.
        let today = findings.today;
        if let Some(message) = long_ago(day.value, months, today).filter(|_| page.as_of.is_none()) {
            findings.warn(Code::CheckedLongAgo, message, &day.span, ASK);
        }
    }
}

const ASK: &str = "ask whoever knows, correct what has changed, and write the day";

/// What to say of facts that were fresh for so many months.
fn long_ago(day: Date, months: Option<u8>, today: Date) -> Option<String> {
    let months = months?;
    let until = day.checked_add(i32::from(months).months()).ok()?;
    let message = || {
        format!(
            "`checked` is {}, more than {months} months ago (`freshness` in site.yaml)",
            in_words(day)
        )
    };
    (until < today).then(message)
}

fn one(day: &Spanned<Date>, findings: &mut PageFindings<'_>) {
    if let Some((message, help)) = to_come(day.value, findings.today) {
        findings.warn(Code::CheckedToCome, message, &day.span, help);
    }
}

/// Warns of each `checked` of `contacts.yaml` after today, and of those that are older than so many months.
pub(super) fn records(
    records: &[RawContactRecord],
    months: Option<u8>,
    today: Date,
    diagnostics: &mut Diagnostics,
) {
    for record in records {
        let Some(day) = &record.point.checked else {
            continue;
        };
        let mut warn = |code, message, help: &str| {
            let finding = Diagnostic::warning(code, message).help(help);
            diagnostics.push(finding.at(&record.file, day.span.clone()));
        };
        if let Some((message, help)) = to_come(day.value, today) {
            warn(Code::CheckedToCome, message, help);
        }
        if let Some(message) = long_ago(day.value, months, today) {
            warn(Code::CheckedLongAgo, message, ASK);
        }
    }
}

/// What to say of a day after today.
fn to_come(day: Date, today: Date) -> Option<(String, &'static str)> {
    let help = "write the day on which somebody confirmed the facts, or take `checked` away";
    (day > today).then(|| {
        let message = format!(
            "`checked` is {}, a day that is still to come",
            in_words(day)
        );
        (message, help)
    })
}
