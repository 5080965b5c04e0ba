//! Reading one page again, in the way in which it was read with all others.

use std::collections::HashMap;
use std::sync::Arc;

use super::files::walk::Found;
use super::page::Outcome;
use super::raw::{Outline, Raw, RawBody};
use super::reading::{Manner, abbreviations, read_page};
use crate::diagnostic::Diagnostics;
use crate::disk::Folder;
use crate::markdown::{Abbreviations, Labels};

/// What a page is read with, and the outlines of all pages.
pub(crate) struct Again {
    content: Folder,
    prefix: String,
    manner: Manner,
    abbreviations: Abbreviations,
    labels: Labels,
    base_url: String,
    pages: HashMap<Arc<str>, Known>,
}

/// What is known of a page.
struct Known {
    outline: Outline,
    /// The folder whose page it is, if it is that of one.
    section: Option<String>,
}

/// The text of a page as it is now.
pub(crate) struct NewText {
    /// The text.
    pub(crate) body: RawBody,
    /// What was found while the page was read.
    pub(crate) findings: Diagnostics,
}

impl Again {
    /// For the pages of a source that was read with their outlines.
    pub(crate) fn new(raw: &Raw, drafts: bool) -> Self {
        let pages = raw.pages.iter().filter_map(|page| {
            let known = Known {
                outline: page.outline?,
                section: page.section.clone(),
            };
            Some((Arc::clone(&page.file), known))
        });
        Again {
            content: raw.content.clone(),
            prefix: raw.prefix.clone(),
            manner: Manner {
                drafts,
                outlines: true,
                ..Manner::of(&raw.settings)
            },
            abbreviations: abbreviations(&raw.glossary),
            labels: raw.locale.labels(),
            base_url: raw.settings.base_url.clone(),
            pages: pages.collect(),
        }
    }

    /// The text of a page, when nothing but that changed since all were read and it has no mistake; `None` when all must be
    /// read again to know what the change means.
    pub(crate) fn text(&self, file: &str) -> Option<NewText> {
        let (file, known) = self.pages.get_key_value(file)?;
        let below = file.strip_prefix(&*self.prefix)?;
        let found = Found::again(&self.content, below, file);
        let options = self
            .manner
            .options(&self.abbreviations, &self.labels, &self.base_url);
        let section = known.section.as_deref();
        let (outcome, findings) = read_page(&found, section, self.manner, &options);
        match outcome {
            Outcome::Page(page)
                if page.outline == Some(known.outline) && !findings.has_errors() =>
            {
                Some(NewText {
                    body: page.body,
                    findings,
                })
            }
            _ => None,
        }
    }

    /// The folder of the content relative to the root, `content/` or empty.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether a path relative to the root is that of a page.
    pub(crate) fn is_page(&self, file: &str) -> bool {
        self.pages.contains_key(file)
    }
}
