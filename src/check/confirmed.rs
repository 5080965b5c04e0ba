//! Facts that were confirmed on a day that has not come yet.

use jiff::civil::Date;

use super::page::{PageFindings, in_words};
use crate::diagnostic::Code;
use crate::load::{RawContact, RawKind, RawPage, Spanned};

/// Warns of each `checked` after today.
pub(super) fn check(page: &RawPage, findings: &mut PageFindings<'_>) {
    let of_kind: &[RawContact] = match &page.kind {
        RawKind::Service(service) => &service.contacts,
        RawKind::Series(series) => &series.contacts,
        RawKind::Group(group) => &group.contacts,
        _ => &[],
    };
    let steps = page.steps.iter().flat_map(|step| &step.contacts);
    let contacts = page.contacts.iter().chain(of_kind).chain(steps);
    let points = contacts.filter_map(RawContact::written);
    let days = points.filter_map(|point| point.checked.as_ref());
    for day in page.checked.iter().chain(days) {
        one(day, findings);
    }
}

fn one(day: &Spanned<Date>, findings: &mut PageFindings<'_>) {
    if day.value > findings.today {
        let message = format!(
            "`checked` is {}, a day that is still to come",
            in_words(day.value)
        );
        let help = "write the day on which somebody confirmed the facts, or take `checked` away";
        findings.warn(Code::CheckedToCome, message, &day.span, help);
    }
}
