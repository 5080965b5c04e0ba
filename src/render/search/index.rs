//! The search index of a site: read before anything is rendered, then written as shards and as the
//! one file for elasticlunr.

use super::documents::{Source, documents};
use super::settings::settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AudienceId, DocumentId, OrganisationId, Site};
use crate::render::theme::Theme;
use crate::render::view::entry::sorted;
use crate::search::manifest::Settings;
use crate::search::{Index, elasticlunr};

/// The folder of all files of the index.
pub(crate) const FOLDER: &str = "search/";

/// The index in the form that elasticlunr.js loads.
const ELASTICLUNR: &str = "search/elasticlunr.json";

/// Everything that can be found on a site, and what the theme says about finding.
pub(crate) struct SiteIndex {
    /// Postings and records.
    pub(crate) index: Index,
    /// Labels, synonyms and hints.
    pub(crate) settings: Settings,
}

impl SiteIndex {
    /// Reads all documents of a site: pages with their parts, people of today, organisations,
    /// audiences, glossary terms and documents, each in a fixed order.
    pub(crate) fn read(site: &Site, theme: &Theme) -> Self {
        let pages = site.pages_with_ids().map(|(id, _)| Source::Page(id));
        let people = sorted(site)
            .into_iter()
            .filter(|(_, person)| person.current)
            .map(|(id, _)| Source::Person(id));
        let organisations = (0..site.organisations.len())
            .map(|index| Source::Organisation(OrganisationId::new(index)));
        let audiences =
            (0..site.audiences.len()).map(|index| Source::Audience(AudienceId::new(index)));
        let terms = site.glossary.iter().map(Source::Term);
        let sources =
            (0..site.documents.len()).map(|index| Source::Document(DocumentId::new(index)));
        let all = pages
            .chain(people)
            .chain(organisations)
            .chain(audiences)
            .chain(terms)
            .chain(sources)
            .collect();
        let index = Index::read(all, |source| documents(site, theme, source));
        let settings = settings(site, theme, &index);
        SiteIndex { index, settings }
    }

    /// Hands every file of the index to `put`, by its path in the output. A warning says when the
    /// file for elasticlunr is too large to be useful.
    pub(crate) fn write(
        &self,
        budget: u64,
        put: impl Fn(&str, &[u8]) + Sync,
    ) -> Result<(), Box<Diagnostic>> {
        self.index.files(&self.settings, |file, bytes| {
            put(&format!("{FOLDER}{file}"), bytes);
        });
        match elasticlunr::build(&self.index, &self.settings, budget) {
            Ok(bytes) => {
                put(ELASTICLUNR, &bytes);
                Ok(())
            }
            Err(over) => Err(Box::new(over_budget(&over))),
        }
    }
}

fn over_budget(over: &elasticlunr::OverBudget) -> Diagnostic {
    let megabytes = |bytes: u64| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
    Diagnostic::warning(
        Code::SearchBudget,
        format!(
            "`{ELASTICLUNR}` would be about {}, over its budget of {}, so it is left out; the search of the site itself does not need it",
            megabytes(over.estimate),
            megabytes(over.budget)
        ),
    )
    .help("raise it in site.yaml with `budgets: {search_index_kb: …}` if another program reads that file")
}
