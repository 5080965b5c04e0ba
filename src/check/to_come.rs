//! Days of what is told as past that have not come yet: most often the year has a slip.

use std::sync::Arc;

use jiff::civil::Date;

use super::page::{fact, in_words};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Raw, RawContact, RawKind, RawPage, scalars};
use crate::model::AsOf;

/// So many days ahead `updated` has a slip, on whatever day somebody asks how the site was (`--as-of`).
const FAR: i32 = 1_000;

/// Warns of each `as_of` that begins after today, of pages and contact points, and of minutes with what was said on a day to come.
/// `is_today` says whether the day is that of the clock. `text_of` gives the text of a file, to show places in it.
pub(super) fn check(
    raw: &Raw,
    (today, is_today): (Date, bool),
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    for page in &raw.pages {
        let points = page.all_contacts().filter_map(RawContact::written);
        let of_points = points.filter_map(|point| point.as_of);
        if page
            .as_of
            .into_iter()
            .chain(of_points)
            .any(|as_of| begins(as_of) > today)
        {
            as_of(&page.file, today, text_of, diagnostics);
        }
        held(page, today, text_of, diagnostics);
        let least = if is_today { 1 } else { FAR };
        let is_far = |day: Date| (day - today).get_days() >= least;
        if page.updated.is_some_and(is_far) {
            updated(page, text_of, diagnostics);
        }
    }
    let records = raw.contacts.iter().filter_map(|record| record.point.as_of);
    if records.into_iter().any(|as_of| begins(as_of) > today) {
        let file = format!("{}contacts.yaml", raw.prefix);
        as_of(&file.into(), today, text_of, diagnostics);
    }
}

/// The first day of a time.
fn begins(as_of: AsOf) -> Date {
    let (month, day) = (as_of.month.unwrap_or(1), as_of.day.unwrap_or(1));
    Date::new(as_of.year, month, day).unwrap_or(Date::MIN)
}

/// The first day of a time as it is written: `2021`, `2021-09` or `2021-09-09`.
fn written(text: &str) -> Option<Date> {
    let text = text.trim();
    let rest = "2000-01-01".get(text.len()..)?;
    format!("{text}{rest}").parse().ok()
}

fn as_of(
    file: &Arc<str>,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let text = text_of(file).unwrap_or_default();
    for fact in scalars(file, &text) {
        let is_one = fact.keys.last().is_some_and(|key| key == "as_of");
        if is_one && written(&fact.value).is_some_and(|day| day > today) {
            let message = format!("`as_of` is {}, which is still to come", fact.value.trim());
            diagnostics.push(
                Diagnostic::warning(Code::DayToCome, message)
                    .help("`as_of` says when a record of the past was true: correct it, or take it away if this holds today")
                    .at(file, fact.span),
            );
        }
    }
}

fn updated(
    page: &RawPage,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let text = text_of(&page.file).unwrap_or_default();
    let Some(fact) = fact(page, &text, "updated") else {
        return;
    };
    let message = format!("`updated` is {}, which is still to come", fact.value.trim());
    diagnostics.push(
        Diagnostic::warning(Code::DayToCome, message)
            .help("`updated` says when the page was changed last: correct the day")
            .at(&page.file, fact.span),
    );
}

fn held(
    page: &RawPage,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let RawKind::Minutes(minutes) = &page.kind else {
        return;
    };
    let is_past = !minutes.items.is_empty() || !minutes.attendance.is_empty();
    if !is_past || minutes.day <= today {
        return;
    }
    let message = format!(
        "this was held on {}, a day that is still to come",
        in_words(minutes.day)
    );
    let finding = Diagnostic::warning(Code::DayToCome, message)
        .help("correct the day; a meeting to come has an `agenda`, and neither `items` nor `attendance` yet");
    let text = text_of(&page.file).unwrap_or_default();
    let facts = scalars(&page.file, &text);
    let place = facts.into_iter().find(|fact| fact.keys == ["held"]);
    diagnostics.push(match place {
        Some(fact) => finding.at(&page.file, fact.span),
        None => finding.in_file(&page.file),
    });
}
