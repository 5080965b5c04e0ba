//! Markdown within a value of front matter.

use super::findings::report;
use crate::load::raw::{BodyPlace, RawBody};
use crate::load::yaml::fields::{Reader, Spanned};
use crate::markdown::{self, Options};

/// How to convert, and the text of the file, to find the places of links in it.
pub(crate) struct Inline<'a> {
    pub(crate) text: &'a str,
    pub(crate) options: &'a Options<'a>,
}

impl Inline<'_> {
    /// Converts inline Markdown and reports what is wrong in it.
    pub(crate) fn convert(&self, text: &Spanned<String>, reader: &Reader) -> RawBody {
        // Plain and double-quoted values of one line stand in the file as they are.
        let written = self.text.get(text.span.clone()).unwrap_or("");
        let place = match written.find(&text.value) {
            Some(at) if !written.contains('\n') => {
                let start = text.span.start + at;
                BodyPlace::As(start..start + text.value.len())
            }
            _ => BodyPlace::Whole(text.span.clone()),
        };
        // `redway search` shows it, also for a site that has no search of its own.
        let options = Options {
            search_text: true,
            ..*self.options
        };
        let document = markdown::convert_inline(&text.value, &options);
        report(&document.problems, &place, reader);
        RawBody::new(document, place)
    }
}
