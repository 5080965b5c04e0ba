//! A site to output files, streamed to a sink.
//!
//! 1. `theme` puts templates and words together; `frame` renders what pages share, once;
//! 2. `page` renders an editor's page, with one small file for each kind; `people`,
//!    `organisations`, `audiences`, `lists`, `search_page` and `site_files` render what Redway makes by itself; `events` and `feeds` write calendars;
//! 3. `search_index` reads what can be found (`search_documents`, `search_parts`, `search_lists`) before anything
//!    is rendered, and writes the index;
//! 4. everything goes to the sink as it is ready, on all cores, so that memory does not grow
//!    with the output.

mod blocks;
mod collation;
mod direction;
mod feeds;
mod files;
mod frame;
mod generated;
mod pages;
mod search;
mod theme;
mod view;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rayon::prelude::*;

pub(crate) use search::index::SiteIndex;
pub(crate) use theme::Theme;

use self::feeds::events::{self, SeriesEvents};
use self::feeds::{facts, gathered, series};
use self::files::{interface, redirect, sitemap};
use self::frame::Frames;
use self::generated::{
    audiences, calendar, lists, not_found, organisations, people, search as search_page,
};
use self::pages::page;
use self::view::meetings;
use crate::calendar::{WrittenEvent, Zone};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{AudienceId, Kind, OrganisationId, Page, PageId, PersonId, Site};
use crate::resolve::made;

/// What a file is made of.
pub(crate) enum Content<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// These texts, one after the other.
    Pieces(&'a [&'a str]),
    /// A copy of this file.
    Copy(&'a Path),
}

/// Where output files go.
pub(crate) trait Sink: Sync {
    /// Takes a file by its path in the output, with forward slashes.
    fn put(&self, file: &str, content: Content<'_>) -> Result<(), Box<Diagnostic>>;
}

/// How long each stage took, by a clock that the caller reads.
pub(crate) struct Laps<'c> {
    clock: &'c dyn Fn() -> Duration,
    before: Duration,
    /// What each stage is called, in order.
    pub(crate) ended: Vec<(&'static str, Duration)>,
}

impl<'c> Laps<'c> {
    /// Starts the first stage.
    pub(crate) fn start(clock: &'c dyn Fn() -> Duration) -> Self {
        Laps {
            clock,
            before: clock(),
            ended: Vec::new(),
        }
    }

    /// Ends a stage and starts the next.
    pub(crate) fn end(&mut self, stage: &'static str) {
        let now = (self.clock)();
        self.ended.push((stage, now.saturating_sub(self.before)));
        self.before = now;
    }
}

/// How much was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    /// Pages for readers.
    pub(crate) pages: usize,
    /// Calendar feeds.
    pub(crate) feeds: usize,
}

/// Renders everything. Findings are mistakes in templates, or what the sink could not take.
pub(crate) fn render(
    site: &Site,
    zone: &Zone,
    theme: &Theme,
    sink: &dyn Sink,
    out: &mut Diagnostics,
    laps: Option<&mut Laps<'_>>,
) -> Made {
    // First of all, so that it is written and let go before any page is rendered.
    let index = site.settings.search.then(|| SiteIndex::read(site, theme));
    let frames = match Frames::new(site, theme) {
        Ok(frames) => frames,
        Err(finding) => {
            out.push(*finding);
            return Made::default();
        }
    };
    let job = Job {
        site,
        zone,
        theme,
        frames,
        sink,
        failed: Mutex::default(),
        warnings: Mutex::default(),
        pages: AtomicUsize::new(0),
        feeds: AtomicUsize::new(0),
    };
    if let Some(index) = index {
        job.search(&index);
    }
    if let Some(laps) = laps {
        job.one_by_one(laps);
    } else {
        job.all_at_once();
    }
    let made = Made {
        pages: job.pages.into_inner(),
        feeds: job.feeds.into_inner(),
    };
    out.append(job.warnings.into_inner().expect(NOT_POISONED));
    for (_, (_, finding)) in job.failed.into_inner().expect(NOT_POISONED) {
        out.push(finding);
    }
    made
}

const NOT_POISONED: &str = "no thread panics while it holds the lock";

/// How the page of a list is rendered.
type ListPage = fn(&Site, &Theme, &Frames) -> Result<Vec<u8>, Box<Diagnostic>>;

/// The lists that Redway makes pages of: whether there is one, its name, template and renderer.
fn lists(site: &Site) -> [(bool, &'static str, &'static str, ListPage); 5] {
    [
        (
            !site.people.is_empty(),
            made::PEOPLE,
            "people.html",
            people::index,
        ),
        (
            !site.organisations.is_empty(),
            made::ORGANISATIONS,
            "organisations.html",
            organisations::index,
        ),
        (
            !site.audiences.is_empty(),
            made::AUDIENCES,
            "audiences.html",
            audiences::index,
        ),
        (
            !site.glossary.is_empty(),
            made::GLOSSARY,
            "glossary.html",
            lists::glossary,
        ),
        (
            !site.documents.is_empty(),
            made::DOCUMENTS,
            "documents.html",
            lists::documents,
        ),
    ]
}

struct Job<'a> {
    site: &'a Site,
    zone: &'a Zone,
    theme: &'a Theme,
    frames: Frames,
    sink: &'a dyn Sink,
    /// For each template (or other way to fail) the first page that failed, in the order of the
    /// site. A template that fails on one page mostly fails on all, and which thread is first
    /// must not change what is said.
    failed: Mutex<BTreeMap<&'static str, (usize, Diagnostic)>>,
    warnings: Mutex<Diagnostics>,
    pages: AtomicUsize,
    feeds: AtomicUsize,
}

impl Job<'_> {
    /// Whether an earlier page has failed in the same way already.
    fn has_failed(&self, what: &'static str, index: usize) -> bool {
        let failed = self.failed.lock().expect(NOT_POISONED);
        failed.get(what).is_some_and(|(first, _)| *first < index)
    }

    fn fail(&self, what: &'static str, index: usize, finding: Diagnostic) {
        let mut failed = self.failed.lock().expect(NOT_POISONED);
        match failed.get(what) {
            Some((first, _)) if *first <= index => {}
            _ => {
                failed.insert(what, (index, finding));
            }
        }
    }

    fn put(&self, index: usize, file: &str, content: Content<'_>) {
        if let Err(finding) = self.sink.put(file, content) {
            self.fail("write", index, *finding);
        }
    }

    /// Renders and hands on a page.
    fn html(
        &self,
        template: &'static str,
        index: usize,
        file: &str,
        render: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>,
    ) {
        if self.has_failed(template, index) || self.has_failed("write", index) {
            return;
        }
        match render() {
            Ok(bytes) => {
                self.pages.fetch_add(1, Ordering::Relaxed);
                self.put(index, file, Content::Bytes(&bytes));
            }
            Err(finding) => self.fail(template, index, *finding),
        }
    }

    fn page(&self, index: usize) {
        let id = PageId::new(index);
        let page = self.site.page(id);
        let template = page::template(self.site, id, page);
        self.html(template, index, &page.address.file, || {
            page::render(self.site, self.zone, self.theme, &self.frames, id, page)
        });
    }

    /// Everything but the search index, so that no core waits for the end of a stage.
    fn all_at_once(&self) {
        rayon::join(
            || rayon::join(|| self.calendar_pages(), || self.calendars()),
            || rayon::join(|| self.pages(), || self.rest()),
        );
    }

    /// The same one stage after another, so that each can be timed.
    fn one_by_one(&self, laps: &mut Laps<'_>) {
        laps.end("search");
        let all = self.series_feeds();
        laps.end("events and feeds of series");
        self.gathered_feeds(&all);
        laps.end("feeds of many series");
        self.single_meetings(&all);
        laps.end("single meetings");
        drop(all);
        self.pages();
        laps.end("pages");
        self.calendar_pages();
        laps.end("calendar pages");
        self.rest();
        laps.end("rest");
    }

    /// The pages of editors and people.
    fn pages(&self) {
        (0..self.site.pages.len())
            .into_par_iter()
            .for_each(|index| self.page(index));
        (0..self.site.people.len())
            .into_par_iter()
            .for_each(|index| self.person(index));
    }

    /// All calendar files.
    fn calendars(&self) {
        let all = self.series_feeds();
        rayon::join(|| self.gathered_feeds(&all), || self.single_meetings(&all));
    }

    /// The feeds of each series, and the events that they hold: each is made once, for all files.
    fn series_feeds(&self) -> Vec<(usize, SeriesEvents<'_>)> {
        let (site, zone) = (self.site, self.zone);
        site.pages
            .par_iter()
            .enumerate()
            .filter_map(|(index, page)| {
                let Kind::Series(series) = &page.kind else {
                    return None;
                };
                let made = events::of_series(site, zone, page, series)
                    .unwrap_or_else(|why| self.no_feed(index, &why))?;
                let mut put =
                    |file: &str, text: &[&str]| self.put(index, file, Content::Pieces(text));
                match series::of_series(site, zone, &made, &mut put) {
                    Ok(count) => {
                        self.feeds.fetch_add(count, Ordering::Relaxed);
                    }
                    Err(why) => return self.no_feed(index, &why),
                }
                Some((index, made))
            })
            .collect()
    }

    /// Keeps the finding for a series whose calendar cannot be written.
    fn no_feed<T>(&self, index: usize, why: &str) -> Option<T> {
        let source = &self.site.page(PageId::new(index)).source;
        self.fail("feed", index, facts::problem(why).in_file(source));
        None
    }

    /// The feeds that gather meetings of many series.
    fn gathered_feeds(&self, all: &[(usize, SeriesEvents<'_>)]) {
        let (site, zone) = (self.site, self.zone);
        // Sorted once: to sort again what is in order costs next to nothing.
        let mut events: Vec<(&Page, &WrittenEvent)> = all
            .iter()
            .flat_map(|(_, made)| made.events.iter().map(|event| (made.page, &event.written)))
            .collect();
        events.par_sort_by(|(_, a), (_, b)| a.order().cmp(&b.order()));
        gathered::gathered(site).into_par_iter().for_each(|feed| {
            let mut put = |file: &str, text: &[&str]| self.put(0, file, Content::Pieces(text));
            match feed.write(site, zone, &events, &mut put) {
                Ok(there) => {
                    self.feeds.fetch_add(usize::from(there), Ordering::Relaxed);
                }
                // What is wrong with a series is told first.
                Err(why) => self.fail("feed", usize::MAX, facts::problem(&why)),
            }
        });
    }

    /// A file for each meeting.
    fn single_meetings(&self, all: &[(usize, SeriesEvents<'_>)]) {
        all.par_iter().for_each(|(index, made)| {
            let mut put = |file: &str, text: &[&str]| self.put(*index, file, Content::Pieces(text));
            if let Err(why) = series::single_events(self.zone, made, &mut put) {
                self.no_feed::<()>(*index, &why);
            }
        });
    }

    /// The calendar: a page for each school year, and the latest at the top once more.
    fn calendar_pages(&self) {
        let (site, theme, frames) = (self.site, self.theme, &self.frames);
        let style = site.settings.addresses;
        let years = meetings::years(site);
        years.par_iter().enumerate().for_each(|(index, year)| {
            let months = match calendar::months(site, theme, year) {
                Ok(months) => months,
                Err(finding) => return self.fail("calendar.html", index, *finding),
            };
            let top = (index + 1 == years.len()).then(|| made::href(made::CALENDAR, style));
            let own = made::entry(made::CALENDAR, year.id(), style);
            for from in top.into_iter().chain([own]) {
                self.html("calendar.html", index, &made::file(&from), || {
                    let shown = (&years[..], index);
                    calendar::render(site, theme, frames, &from, shown, &months)
                });
            }
        });
    }

    fn person(&self, index: usize) {
        let id = PersonId::new(index);
        let href = made::person(&self.site.person(id).id, self.site.settings.addresses);
        self.html("person.html", index, &made::file(&href), || {
            people::person(self.site, self.theme, &self.frames, id)
        });
    }

    /// The search index.
    fn search(&self, index: &SiteIndex) {
        let budget = self.site.settings.search_budget;
        let written = index.write(budget, |file, bytes| {
            self.put(0, file, Content::Bytes(bytes));
        });
        if let Err(finding) = written {
            self.warnings.lock().expect(NOT_POISONED).push(*finding);
        }
    }

    /// What there is once.
    fn rest(&self) {
        let (site, theme, frames) = (self.site, self.theme, &self.frames);
        let style = site.settings.addresses;
        lists(site)
            .into_par_iter()
            .filter(|(there, ..)| *there)
            .for_each(|(_, name, template, index)| {
                let file = made::file(&made::href(name, style));
                self.html(template, 0, &file, || index(site, theme, frames));
            });
        let organisations = site.organisations.par_iter().enumerate();
        organisations.for_each(|(index, organisation)| {
            let href = made::entry(made::ORGANISATIONS, &organisation.id, style);
            self.html("organisation.html", index, &made::file(&href), || {
                organisations::page(site, theme, frames, OrganisationId::new(index))
            });
        });
        let audiences = site.audiences.par_iter().enumerate();
        audiences.for_each(|(index, audience)| {
            let href = made::entry(made::AUDIENCES, &audience.id, style);
            self.html("audience.html", index, &made::file(&href), || {
                audiences::page(site, theme, frames, AudienceId::new(index))
            });
        });
        if site.settings.search {
            let file = made::file(&made::href(made::SEARCH, style));
            self.html("search.html", 0, &file, || {
                search_page::page(site, theme, frames)
            });
            self.put(
                0,
                made::SEARCH_INTERFACE,
                Content::Bytes(&interface::interface(site, theme)),
            );
        }
        match not_found::not_found(site, theme, frames) {
            Ok(bytes) => self.put(0, "404.html", Content::Bytes(&bytes)),
            Err(finding) => self.fail("not_found.html", 0, *finding),
        }
        self.put(0, "sitemap.xml", Content::Bytes(&sitemap::sitemap(site)));
        self.put(0, "robots.txt", Content::Bytes(&sitemap::robots(site)));
        for (index, redirect) in site.redirects.iter().enumerate() {
            match redirect::redirect(site, theme, redirect) {
                Ok(bytes) => self.put(0, &redirect.file, Content::Bytes(&bytes)),
                Err(finding) => self.fail("redirect.html", index, *finding),
            }
        }
        for (name, bytes) in &theme.assets {
            self.put(0, &format!("assets/{name}"), Content::Bytes(bytes));
        }
        for asset in &site.assets {
            self.put(0, &asset.file, Content::Copy(&asset.source));
        }
    }
}
