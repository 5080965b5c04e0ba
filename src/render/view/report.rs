//! Where a reader says that something on a page is wrong, with the facts by which the page is found again.

use jiff::civil::Date;

use super::href::{from_root, query};
use crate::locale::Locale;
use crate::model::{Page, REPORT_FACTS, Report, Route, Site};
use crate::reach::mailto;

/// What a report says of the page.
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    /// Its address, relative to the root of the site.
    pub(crate) href: &'a str,
    /// When it last changed, as an editor says or git knows.
    pub(crate) changed: Option<Date>,
}

/// When a page last changed: as an editor says, else as git knows.
pub(crate) fn changed(page: &Page) -> Option<Date> {
    page.updated.or(page.changed)
}

/// The link for a report. `to` makes the link to another page of the site from its address.
pub(crate) fn href(
    locale: &Locale,
    site: &Site,
    about: &About<'_>,
    to: &dyn Fn(&str) -> String,
) -> Option<String> {
    let address = || format!("{}{}", site.settings.base_url, about.href);
    Some(match site.settings.report.as_ref()? {
        Report::Email(email) => {
            let put = |key: &str, name: &str, value: &str| locale.put(key, &[(name, value)]);
            let changed = about.changed.map(|day| locale.date(day));
            let lines = [
                // Room for the answer.
                Some(format!("{}\r\n\r\n", locale.word("report_what"))),
                Some(put("report_title", "title", about.title)),
                Some(put("report_address", "address", &address())),
                changed.map(|day| put("report_changed", "date", &day)),
            ];
            let lines: Vec<String> = lines.into_iter().flatten().collect();
            format!(
                "{}?subject={}&body={}",
                mailto(email),
                query(&put("report_subject", "title", about.title)),
                // Line breaks of a body (RFC 6068 §5).
                query(&lines.join("\r\n")),
            )
        }
        Report::Url(url) => {
            let facts = [query(about.title), query(&address())];
            // A value holds no brace any more, so that none is read as the place of another.
            let facts = REPORT_FACTS.iter().zip(&facts);
            facts.fold(url.clone(), |url, (name, value)| {
                url.replace(&format!("{{{name}}}"), value)
            })
        }
        Report::Page(page, behind) => to(&from_root(site, Route::Page(*page), behind.as_deref())),
    })
}
