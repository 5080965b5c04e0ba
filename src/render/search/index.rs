//! The search index of a site: read before anything is rendered, then written as shards and as the
//! one file for elasticlunr.

use std::sync::{Arc, Mutex};

use super::documents::{Source, documents};
use super::settings::settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{AudienceId, DocumentId, OrganisationId, Route, SearchFile, Site};
use crate::render::theme::Theme;
use crate::render::view::entry::sorted;
use crate::search::manifest::Settings;
use crate::search::{Analyser, Index, elasticlunr};

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
        let people = sorted(theme.locale(), site)
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
        let analyser = Analyser::of(&site.settings.language);
        let index = Index::read(analyser, all, |source| documents(site, theme, source));
        let settings = settings(site, theme, &index);
        SiteIndex { index, settings }
    }
}

/// Takes a file of the index.
type Put<'p> = dyn Fn(SearchFile, &[u8]) -> Result<(), Box<Diagnostic>> + Sync + 'p;

/// Makes the index of a site and hands every file of it to `put`. A warning says when the file for elasticlunr is too large to
/// be useful; of what `put` could not take the first is told.
pub(crate) fn files(site: &Site, theme: &Theme, put: &Put<'_>) -> Diagnostics {
    let SiteIndex { index, settings } = SiteIndex::read(site, theme);
    let mut findings = Diagnostics::new();
    let failed: Mutex<Option<Box<Diagnostic>>> = Mutex::default();
    index.files(&settings, |name, bytes| {
        let route = site.routes.at(&format!("{FOLDER}{name}"));
        let Some(Route::Search(file)) = route else {
            unreachable!("every file of an index has a route");
        };
        if let Err(finding) = put(file, bytes) {
            failed.lock().expect(NOT_POISONED).get_or_insert(finding);
        }
    });
    let mut failed = failed.into_inner().expect(NOT_POISONED);
    match elasticlunr::build(&index, &settings, site.settings.search_budget) {
        Ok(bytes) => {
            if let Err(finding) = put(SearchFile::Elasticlunr, &bytes) {
                failed.get_or_insert(finding);
            }
        }
        Err(over) => findings.push(over_budget(&over, &site.settings.file)),
    }
    if let Some(finding) = failed {
        findings.push(*finding);
    }
    findings
}

const NOT_POISONED: &str = "no thread panics while it holds the lock";

fn over_budget(over: &elasticlunr::OverBudget, settings: &Arc<str>) -> Diagnostic {
    let megabytes = |bytes: u64| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
    Diagnostic::warning(
        Code::SearchBudget,
        format!(
            "`{ELASTICLUNR}` would be about {}, over its budget of {}, so it is left out; the search of the site itself does not need it",
            megabytes(over.estimate),
            megabytes(over.budget)
        ),
    )
    .in_file(settings)
    .help("raise it in site.yaml with `budgets: {search_index_kb: …}` if another program reads that file")
}
