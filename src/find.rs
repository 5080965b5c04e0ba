//! A site's own search, without a browser and without building the site.

use crate::model::Site;
use crate::render::{SiteIndex, Theme};
use crate::search::query::{Found, Search, phrase};

/// Everything that can be found on a site.
pub struct SiteSearch {
    site: Site,
    index: SiteIndex,
}

impl SiteSearch {
    /// Reads all that can be found on a site.
    pub(crate) fn read(site: Site, theme: &Theme) -> Self {
        let index = SiteIndex::read(&site, theme);
        SiteSearch { site, index }
    }

    /// Answers queries as the search page does, one after the other.
    ///
    /// DIFFERENCE: for a phrase in quotation marks a browser reads the finished page, with its lists
    /// and tables; here only the text of its Markdown is read.
    ///
    /// DIFFERENCE: a browser fetches only the first parts of the index that begin like an unfinished word (`prefix_shards` of
    /// the ranking), so on a site of thousands of pages it knows fewer words that two letters may become.
    pub fn find<'s>(
        &'s self,
        queries: impl IntoIterator<Item = String> + 's,
    ) -> impl Iterator<Item = (String, Found<'s>)> {
        let search = Search::new(&self.index.index, &self.index.settings);
        queries.into_iter().map(move |query| {
            let found = search.find(&query, |record, wanted| {
                let address = record.address.split('#').next().unwrap_or_default();
                let mut pages = self.site.pages.iter();
                let page = pages.find(|page| *page.address.href == *address);
                let has = |text: &str| phrase(text).contains(wanted);
                [&record.title, &record.answer, &record.summary]
                    .iter()
                    .any(|text| has(text))
                    || page.is_some_and(|page| has(&self.site.text_of(&page.body)))
            });
            (query, found)
        })
    }

    /// What readers call one thing of a kind, by the name of the kind.
    #[must_use]
    pub fn label(&self, kind: &str) -> &str {
        let mut labels = crate::search::Kind::ALL
            .iter()
            .zip(&self.index.settings.labels);
        let found = labels.find(|(one, _)| one.id() == kind);
        found.map_or("", |(_, labels)| &labels.one)
    }
}
