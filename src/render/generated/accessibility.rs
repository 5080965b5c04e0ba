//! The accessibility statement, of what the settings say and nothing else.

use serde::Serialize;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{Accessibility, Conformance, Enforcement, List, Route, Site};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::html;
use crate::render::view::parts::generated_source;
use crate::render::view::views::{ContactLine, DayView, LinkView};

/// What `accessibility.html` may show.
#[derive(Serialize)]
struct StatementView {
    /// `full`, `partial`, `none` or `unknown`.
    status: &'static str,
    issues: Vec<IssueView>,
    tested: Option<String>,
    contacts: Vec<ContactLine>,
    enforcement: Option<LinkView>,
    prepared: Option<DayView>,
}

#[derive(Serialize)]
struct IssueView {
    html: String,
    until: Option<DayView>,
}

/// The page of the statement.
pub(crate) fn statement(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    statement: &Accessibility,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let route = Route::List(List::Accessibility);
    let from = site.routes.href(route);
    let locale = theme.locale();
    let title = theme.word("accessibility_title");
    let parts = generated_parts(site, frames, from, route, title, "page");
    let day = |day: jiff::civil::Date| DayView {
        words: locale.date(day),
        iso: day.to_string(),
    };
    let view = StatementView {
        status: match statement.status {
            Conformance::Full => "full",
            Conformance::Partial => "partial",
            Conformance::None => "none",
            Conformance::Unknown => "unknown",
        },
        issues: statement
            .issues
            .iter()
            .map(|(text, until)| IssueView {
                html: html::fill(site, from, text),
                until: until.map(day),
            })
            .collect(),
        tested: statement
            .tested
            .as_ref()
            .map(|text| html::fill(site, from, text)),
        contacts: contacts::contacts(locale, site, from, &[], &statement.contacts),
        enforcement: statement.enforcement.as_ref().map(link),
        prepared: statement.prepared.map(day),
    };
    let mut context = parts.context(frames.site(from));
    context.insert("accessibility", &view);
    theme.render("accessibility.html", &context, &generated_source(from))
}

fn link(body: &Enforcement) -> LinkView {
    LinkView {
        title: body.title.clone(),
        href: body.url.clone(),
        lang: None,
    }
}
