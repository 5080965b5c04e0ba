//! Until when facts are fresh. The clock is the reader's: a browser compares the day with today.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::report;
use crate::model::{Contact, Page, Site};

/// The last day on which facts are fresh that somebody confirmed or changed on a day, as machines write it.
fn until(site: &Site, day: Date) -> Option<String> {
    let months = site.settings.freshness?;
    let last = day.checked_add(i64::from(months).months()).ok()?;
    Some(last.to_string())
}

/// The same for a page: from the day on which its facts were confirmed, else on which it changed. A record of the past is not fresh
/// at any time, and says so itself.
pub(crate) fn page(site: &Site, page: &Page) -> Option<String> {
    if page.as_of.is_some() {
        return None;
    }
    until(site, page.checked.or_else(|| report::changed(page))?)
}

/// The same for a contact point: from the day on which somebody confirmed that it works.
pub(crate) fn contact(site: &Site, contact: &Contact) -> Option<String> {
    until(site, contact.checked?)
}
