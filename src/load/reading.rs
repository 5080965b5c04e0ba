//! How the Markdown files of a site are read, all of them at once or one of them again.

use super::files::text;
use super::files::walk::Found;
use super::outline::outline;
use super::page::{self, Outcome};
use super::raw::RawSettings;
use super::yaml::fields::{Reader, Ways};
use crate::diagnostic::Diagnostics;
use crate::markdown::{Abbreviations, Labels, Options};
use crate::model::Term;

/// How pages of a site are read.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// Whether drafts are part of the site.
    pub(super) drafts: bool,
    /// Whether each page gets its outline.
    pub(super) outlines: bool,
    pub(super) ways: Ways,
    pub(super) texts: Texts,
}

/// What the settings of a site say about texts.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    raw_html: bool,
    search: bool,
}

impl Manner {
    /// As the settings say, without drafts and outlines.
    pub(super) fn of(settings: &RawSettings) -> Self {
        Manner {
            drafts: false,
            outlines: false,
            ways: settings.ways,
            texts: Texts {
                raw_html: settings.raw_html,
                search: settings.search,
            },
        }
    }

    /// How Markdown is read.
    pub(super) fn options<'a>(
        self,
        abbreviations: &'a Abbreviations,
        labels: &'a Labels,
        base_url: &'a str,
    ) -> Options<'a> {
        Options {
            raw_html: self.texts.raw_html,
            right_to_left: self.ways.right_to_left,
            british: self.ways.british,
            search_text: self.texts.search,
            base_url,
            abbreviations,
            labels,
            title: None,
        }
    }
}

/// Reads one Markdown file. `section` is the folder whose page it is, if it is that of one.
pub(super) fn read_page(
    found: &Found,
    section: Option<&str>,
    manner: Manner,
    options: &Options<'_>,
) -> (Outcome, Diagnostics) {
    let reader = Reader::of_site(&found.file, manner.ways);
    let text = match text::read(found) {
        Ok(text) => text,
        Err(finding) => {
            let mut findings = Diagnostics::new();
            findings.push(*finding);
            return (Outcome::Nothing, findings);
        }
    };
    let path = (&*found.below, section);
    let drafts = manner.drafts;
    let mut outcome = page::read(&found.file, path, &text, drafts, options, &reader);
    if manner.outlines
        && let Outcome::Page(page) = &mut outcome
    {
        page.outline = Some(outline(&text, page));
    }
    (outcome, reader.into_findings())
}

/// The short forms of the glossary that text may hold.
pub(super) fn abbreviations(glossary: &[Term]) -> Abbreviations {
    let all: Vec<String> = glossary.iter().map(Term::all_meanings).collect();
    let terms = glossary.iter().zip(&all);
    Abbreviations::new(terms.map(|(term, means)| (term.short.as_str(), means.as_str())))
}
