//! What a build cannot find, since it asks no clock: days that have passed, and days that are far off.

use jiff::civil::Date;

use super::page::PageFindings;
use super::{confirmed, meetings, promises, roles, to_come};
use crate::calendar::{Stamp, Zone};
use crate::diagnostic::Diagnostics;
use crate::load::Raw;

/// The day that a handbook is checked as of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// This day.
    Day(Date),
    /// The day of this moment in the time zone of the site, in seconds since 1970 (UTC).
    At(i64),
}

impl Today {
    /// The day in a time zone; `None` for what is no time that a calendar has.
    pub(crate) fn day(self, zone: &str) -> Option<Date> {
        match self {
            Today::Day(day) => Some(day),
            Today::At(seconds) => {
                let now = Stamp::from_seconds(seconds)?;
                let zone = Zone::find(zone).or_else(|| Zone::find("UTC"))?;
                Some(zone.day(now))
            }
        }
    }
}

/// Looks over what has passed and what is far off. `text_of` gives the text of a file, to show places in it.
pub(crate) fn check_days(
    raw: &Raw,
    today: Today,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let is_today = matches!(today, Today::At(_));
    let Some(today) = today.day(&raw.settings.time_zone.value) else {
        return;
    };
    let months = raw.settings.freshness;
    confirmed::records(&raw.contacts, months, today, diagnostics);
    let days = meetings::days(&raw.pages);
    for page in &raw.pages {
        let mut findings = PageFindings {
            page,
            today,
            diagnostics,
        };
        confirmed::check(page, months, &mut findings);
        // A record says what was.
        if page.as_of.is_none() {
            roles::check(page, &mut findings);
            promises::check(page, &mut findings);
            meetings::check(page, &days, &raw.years, &mut findings);
        }
    }
    to_come::check(raw, (today, is_today), text_of, diagnostics);
    promises::notices(raw, today, diagnostics);
    promises::years(raw, today, text_of, diagnostics);
}
