//! `accessibility`: what the accessibility statement of a site says.

use crate::keys::words::CONFORMANCES;
use crate::keys::{ACCESSIBILITY, ENFORCEMENT, ISSUE};
use crate::load::parts::contact;
use crate::load::raw::{RawAccessibility, RawIssue, RawText};
use crate::load::yaml::fields::Fields;
use crate::load::yaml::reach;
use crate::model::{Conformance, Enforcement};

/// Reads the facts of the statement. What an editor does not know stays open.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<RawAccessibility> {
    let reader = fields.reader;
    let at = fields.key_span("accessibility");
    let node = fields.take("accessibility")?;
    let mut statement = reader.fields(node, &ACCESSIBILITY)?;
    let status = statement.choice("status", CONFORMANCES);
    let contacts = contact::contacts_under("contact", &mut statement);
    let prepared = statement.date("prepared");
    let mut issues = Vec::new();
    for node in statement.list("issues") {
        let Some(mut issue) = reader.fields(node, &ISSUE) else {
            continue;
        };
        let (text, until) = (issue.required("text"), issue.date("until"));
        issue.finish();
        issues.extend(text.map(|text| RawIssue {
            text: RawText::of(text),
            until,
        }));
    }
    let tested = statement.text("tested").map(RawText::of);
    let enforcement = statement.take("enforcement").and_then(|node| {
        let mut body = reader.fields(node, &ENFORCEMENT)?;
        let title = body.required_words("title");
        let url = body.required("url");
        body.finish();
        let (title, url) = (title?, url?);
        if !contact::url_problem(reader, &url) {
            return None;
        }
        reach::check(&url, Some(&title.value), reader);
        Some(Enforcement {
            title: title.value,
            url: url.value,
        })
    });
    statement.finish();
    Some(RawAccessibility {
        at,
        status: status.unwrap_or(Conformance::Unknown),
        contacts,
        prepared,
        issues,
        tested,
        enforcement,
    })
}
