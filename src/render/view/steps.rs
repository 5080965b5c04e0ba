//! The steps of a process.

use crate::locale::Locale;
use crate::model::anchor;
use serde::Serialize;

use super::contacts;
use super::html;
use super::views::ContactLine;
use crate::model::{Page, Site};

/// One step.
#[derive(Serialize)]
pub(crate) struct StepView {
    anchor: String,
    title: String,
    text: Option<String>,
    who: Option<String>,
    level: Option<String>,
    within: Option<String>,
    form: Option<String>,
    contacts: Vec<ContactLine>,
}

/// The steps of a page.
pub(crate) fn views(locale: &Locale, site: &Site, page: &Page) -> Vec<StepView> {
    let from = &*page.address.href;
    page.steps
        .iter()
        .enumerate()
        .map(|(index, step)| StepView {
            anchor: anchor::step(index),
            title: step.title.clone(),
            text: step.text.as_ref().map(|text| html::fill(site, from, text)),
            who: step.who.clone(),
            level: step.level.clone(),
            within: step.within.clone(),
            form: step.form.clone(),
            contacts: contacts::contacts(locale, site, from, &page.documents, &step.contacts),
        })
        .collect()
}
