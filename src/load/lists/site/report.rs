//! `report`: how readers say that something on a page is wrong.

use super::places;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::REPORT;
use crate::load::parts::contact;
use crate::load::raw::RawReport;
use crate::load::yaml::fields::Fields;
use crate::load::yaml::reach;
use crate::model::REPORT_FACTS;

/// Reads where reports go; what cannot take one is reported.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<RawReport> {
    let reader = fields.reader;
    let node = fields.take("report")?;
    let mut report = reader.fields(node, &REPORT)?;
    let ways = REPORT.choose.keys();
    let written = ways.iter().filter(|way| report.has_value(way)).count();
    let email = report.text("email");
    let url = report.text("url");
    let page = report.text("page");
    if written != 1 && !report.misspelt(ways) {
        reader.report(
            Diagnostic::error(
                Code::MissingKey,
                "a report goes to one place: an `email`, a `url` or a `page`",
            )
            .help(format!("write for example {}", REPORT.shown())),
            report.span.start..report.span.start + 1,
        );
    }
    report.finish();
    if written != 1 {
        return None;
    }
    let email = email.filter(|email| contact::email_problem(reader, email));
    if let Some(email) = email {
        return Some(RawReport::Email(email.value));
    }
    if let Some(url) = url.filter(|url| contact::url_problem(reader, url)) {
        reach::check(&url, None, reader);
        let example = "https://example.org/new?title={title}&page={page}";
        return match places::problem(&url, &REPORT_FACTS, example) {
            None => Some(RawReport::Url(url.value)),
            Some(finding) => {
                reader.report(finding, url.span);
                None
            }
        };
    }
    page.map(RawReport::Page)
}
