//! What the files of a site are rendered with: the theme, what pages share, and what is global, made once when it is first
//! asked for.
//!
//! Nothing here holds on to the site: records are named by their ids. A function that fills a cell gets all that it needs and
//! never asks for another cell. Cells whose making is spread over all cores are filled before any loop that runs
//! on all cores (`warm`): inside of one they could wait for themselves (rayon's issues 592 and 1251).

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use super::feeds::all::Events;
use super::frame::Frames;
use super::generated::audiences::Titles;
use super::generated::calendar::{self, Months};
use super::generated::organisations::Sorts;
use super::generated::people::Letters;
use super::search::index;
use super::theme::Theme;
use super::view::meetings::Years;
use crate::calendar::Zone;
use crate::diagnostic::Diagnostic;
use crate::model::{SearchFile, Site, YearId};

const NOT_POISONED: &str = "no thread panics while it holds the lock";

/// What the files of one site are rendered with.
pub(crate) struct Shared {
    pub(super) zone: Zone,
    pub(super) theme: Theme,
    pub(super) frames: Frames,
    years: OnceLock<Years>,
    /// Those of the latest school year, which two pages show.
    months: OnceLock<Result<Months, Box<Diagnostic>>>,
    events: OnceLock<Events>,
    /// The letters of people, which stand beside each of them.
    letters: OnceLock<Letters>,
    /// All organisations by sort, of which some stand beside each of them.
    sorts: OnceLock<Sorts>,
    /// The titles of audiences, which their descriptions may name.
    audience_titles: OnceLock<Titles>,
    search: OnceLock<HashMap<SearchFile, Vec<u8>>>,
}

impl Shared {
    /// Renders what pages share.
    ///
    /// # Errors
    ///
    /// A mistake in the template of a header or footer.
    pub(crate) fn new(site: &Site, zone: Zone, theme: Theme) -> Result<Self, Box<Diagnostic>> {
        Ok(Shared {
            frames: Frames::new(site, &theme)?,
            zone,
            theme,
            years: OnceLock::new(),
            months: OnceLock::new(),
            events: OnceLock::new(),
            letters: OnceLock::new(),
            sorts: OnceLock::new(),
            audience_titles: OnceLock::new(),
            search: OnceLock::new(),
        })
    }

    /// Fills the cells that pages, calendars and feeds ask for, on all cores. Mistakes are told by whoever asks.
    pub(crate) fn warm(&self, site: &Site) {
        rayon::join(
            || {
                if let Some(latest) = self.years(site).latest(1).next() {
                    // What is wrong with it is told by the pages that show it.
                    let _ = self.months_of_latest(site, latest);
                }
            },
            || {
                self.events(site);
            },
        );
    }

    /// Forgets what is made of the texts of pages, so that it is made anew when it is asked for: the search index. Header,
    /// footer, lists, years and events hold nothing of a text but what its outline tells (`load/outline.rs`).
    #[cfg(feature = "cli")]
    pub(crate) fn forget_texts(&mut self) {
        self.search = OnceLock::new();
    }

    /// The meetings of all school years.
    pub(super) fn years(&self, site: &Site) -> &Years {
        self.years.get_or_init(|| Years::of(site))
    }

    /// The events of all series.
    pub(super) fn events(&self, site: &Site) -> &Events {
        self.events
            .get_or_init(|| Events::of(self.theme.locale(), site, &self.zone))
    }

    /// The letters that people stand under.
    pub(super) fn letters(&self, site: &Site) -> &Letters {
        self.letters.get_or_init(|| Letters::new(site, &self.theme))
    }

    /// All organisations by sort.
    pub(super) fn sorts(&self, site: &Site) -> &Sorts {
        self.sorts
            .get_or_init(|| Sorts::of(site, self.theme.locale()))
    }

    /// The titles of audiences.
    pub(super) fn audience_titles(&self, site: &Site) -> &Titles {
        self.audience_titles.get_or_init(|| Titles::of(site))
    }

    /// The months of the latest school year.
    pub(super) fn months_of_latest(
        &self,
        site: &Site,
        latest: YearId,
    ) -> Result<&Months, Box<Diagnostic>> {
        let years = self.years(site);
        let months = self
            .months
            .get_or_init(|| calendar::months(site, &self.theme, &years.year(site, latest)));
        months.as_ref().map_err(Clone::clone)
    }

    /// The search index, for those who ask for one file of it.
    pub(super) fn search(&self, site: &Site) -> &HashMap<SearchFile, Vec<u8>> {
        self.search.get_or_init(|| {
            let files: Mutex<HashMap<SearchFile, Vec<u8>>> = Mutex::default();
            // A file that is too large to be useful is simply not there; a build says why.
            index::files(site, &self.theme, &|file, bytes| {
                let mut files = files.lock().expect(NOT_POISONED);
                files.insert(file, bytes.to_vec());
                Ok(())
            });
            files.into_inner().expect(NOT_POISONED)
        })
    }
}
