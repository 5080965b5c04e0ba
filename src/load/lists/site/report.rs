//! `report`: how readers say that something on a page is wrong.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::parts::contact;
use crate::load::raw::RawReport;
use crate::load::yaml::fields::{Fields, Spanned, short};
use crate::load::yaml::reach;
use crate::model::REPORT_FACTS;

const EXAMPLE: &str = "report: {email: name@example.org}";

/// Reads where reports go; what cannot take one is reported.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<RawReport> {
    let reader = fields.reader;
    let node = fields.take("report")?;
    let mut report = reader.fields_like(node, "`report`", EXAMPLE)?;
    let ways = ["email", "url", "page"];
    let written = ways.iter().filter(|way| report.has_value(way)).count();
    let email = report.text("email");
    let url = report.text("url");
    let page = report.text("page");
    if written != 1 && !report.misspelt(&ways) {
        reader.report(
            Diagnostic::error(
                Code::MissingKey,
                "a report goes to one place: an `email`, a `url` or a `page`",
            )
            .help(format!("write for example {EXAMPLE}")),
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
        return match problem(&url) {
            None => Some(RawReport::Url(url.value)),
            Some(finding) => {
                reader.report(finding, url.span);
                None
            }
        };
    }
    page.map(RawReport::Page)
}

/// What is wrong with the places for facts in an address.
fn problem(url: &Spanned<String>) -> Option<Diagnostic> {
    let known = || {
        REPORT_FACTS
            .map(|name| format!("`{{{name}}}`"))
            .join(" and ")
    };
    let mut rest = url.value.as_str();
    let host = rest
        .match_indices('/')
        .nth(2)
        .map_or(rest.len(), |(at, _)| at);
    if rest[..host].contains(['{', '}']) {
        let message = "a fact about the page cannot stand in the name of a host";
        return Some(Diagnostic::error(Code::UnknownValue, message).help(format!(
            "put {} behind the host: https://example.org/new?title={{title}}&page={{page}}",
            known()
        )));
    }
    while let Some(at) = rest.find(['{', '}']) {
        let begun = &rest[at..];
        let name = begun
            .strip_prefix('{')
            .and_then(|name| name.split_once('}'));
        let Some((name, after)) = name else {
            let message = format!("a brace in `{}` has no other half", short(&url.value));
            return Some(Diagnostic::error(Code::UnknownValue, message).help(format!(
                "write {} for facts about the page, and %7B and %7D for braces of the address",
                known()
            )));
        };
        if !REPORT_FACTS.contains(&name) {
            let message = format!("`{{{}}}` is no fact about a page", short(name));
            return Some(
                Diagnostic::error(Code::UnknownValue, message)
                    .did_you_mean(name, REPORT_FACTS.iter().copied())
                    .help(format!("an address can hold {}", known())),
            );
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(url: &str) -> Option<String> {
        let url = Spanned {
            value: url.to_owned(),
            span: 0..0,
        };
        problem(&url).map(|finding| finding.message)
    }

    #[test]
    fn an_address_holds_facts_about_the_page_and_no_other_braces() {
        assert_eq!(
            said("https://a.example/new?t={title}&p={page}#{title}"),
            None
        );
        assert_eq!(said("https://a.example"), None);
        assert_eq!(
            said("https://a.example/?t={titel}").as_deref(),
            Some("`{titel}` is no fact about a page")
        );
        for half in ["https://a.example/?t={title", "https://a.example/?t=title}"] {
            let said = said(half).expect("it is told");
            assert!(said.starts_with("a brace in"), "{said}");
        }
        for host in [
            "https://{title}.example/",
            "https://a.example:{page}",
            "https://{page}",
        ] {
            let said = said(host).expect("it is told");
            assert!(said.ends_with("the name of a host"), "{said}");
        }
    }
}
