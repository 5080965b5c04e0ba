//! An action of a plan, as the plan and other pages show it.

use serde::Serialize;

use super::href::relative;
use super::html;
use crate::locale::Locale;
use crate::model::{Action, Page, Site};

/// One action.
#[derive(Serialize)]
pub(crate) struct ActionView {
    reference: String,
    /// Where it stands in its plan.
    href: String,
    text: String,
    owners: Vec<String>,
    target: Option<String>,
    due: Option<String>,
    progress: Option<String>,
    status: Option<String>,
    from: Vec<String>,
    see: Vec<String>,
    note: Option<String>,
}

/// An action of the plan on `page`, as another page or the plan itself shows it.
pub(crate) fn action(
    locale: &Locale,
    site: &Site,
    from: &str,
    page: &Page,
    action: &Action,
) -> ActionView {
    ActionView {
        href: relative(from, &format!("{}#{}", page.address.href, action.reference)),
        reference: action.reference.clone(),
        text: html::fill(site, from, &action.text),
        owners: action.owners.clone(),
        target: action.target.clone(),
        due: action.due.map(|day| locale.date(day)),
        progress: action.progress.clone(),
        status: action.status.clone(),
        from: action.from.clone(),
        see: action.see.clone(),
        note: action.note.clone(),
    }
}
