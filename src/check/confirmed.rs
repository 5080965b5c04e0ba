//! Facts that were confirmed on a day that has not come yet.

use jiff::civil::Date;

use super::page::{PageFindings, in_words};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawContact, RawContactRecord, RawPage, Spanned};

/// Warns of each `checked` after today.
pub(super) fn check(page: &RawPage, findings: &mut PageFindings<'_>) {
    let contacts = page.all_contacts();
    let points = contacts.filter_map(RawContact::written);
    let days = points.filter_map(|point| point.checked.as_ref());
    for day in page.checked.iter().chain(days) {
        one(day, findings);
    }
}

fn one(day: &Spanned<Date>, findings: &mut PageFindings<'_>) {
    if let Some((message, help)) = to_come(day.value, findings.today) {
        findings.warn(Code::CheckedToCome, message, &day.span, help);
    }
}

/// Warns of each `checked` of `contacts.yaml` after today.
pub(super) fn records(records: &[RawContactRecord], today: Date, diagnostics: &mut Diagnostics) {
    for record in records {
        if let Some(day) = &record.point.checked
            && let Some((message, help)) = to_come(day.value, today)
        {
            let finding = Diagnostic::warning(Code::CheckedToCome, message).help(help);
            diagnostics.push(finding.at(&record.file, day.span.clone()));
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
