//! Telling what was found on a page, unless the page allows it.

use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::RawPage;
use crate::model::month_name;

/// Where the findings of one page go.
pub(super) struct PageFindings<'a> {
    pub(super) page: &'a RawPage,
    pub(super) today: Date,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl PageFindings<'_> {
    /// Warns of something, unless the page allows it.
    pub(super) fn warn(&mut self, code: Code, message: String, span: &Range<usize>, help: &str) {
        if self.page.allow.contains(&code) {
            return;
        }
        let allowed = Code::ALLOWED_BY_PAGES.contains(&code).then(|| {
            let code = code.name();
            format!("if it is meant, say why on this page: `allow: [{code}: …]`")
        });
        self.diagnostics.push(
            Diagnostic::warning(code, message)
                .help(help)
                .help_if(allowed)
                .at(&self.page.file, span.clone()),
        );
    }
}

/// `1 January 2025`.
pub(super) fn in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}
