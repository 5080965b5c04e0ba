//! A site to output files, streamed to a sink.
//!
//! 1. `theme` puts templates and words together; `frame` renders what pages share, once;
//! 2. `page` renders an editor's page, with one small file for each kind; `people`, `search`
//!    and `site_files` render what Redway makes by itself; `feeds` writes calendars;
//! 3. everything goes to the sink as it is ready, on all cores, so that memory does not grow
//!    with the output.

mod assets;
mod feeds;
mod frame;
mod group;
mod href;
mod html;
mod lines;
mod page;
mod people;
mod search;
mod series;
mod service;
mod site_files;
mod theme;
mod view;
mod words;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub(crate) use theme::Theme;

use self::frame::Frames;
use crate::calendar::Zone;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::{Kind, PageId, PersonId, Site};
use crate::resolve::made;

/// What a file is made of.
pub(crate) enum Content<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// A copy of this file.
    Copy(&'a Path),
}

/// Where output files go.
pub(crate) trait Sink: Sync {
    /// Takes a file by its path in the output, with forward slashes.
    fn put(&self, file: &str, content: Content<'_>) -> Result<(), Box<Diagnostic>>;
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
) -> Made {
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
        findings: Mutex::default(),
        pages: AtomicUsize::new(0),
        feeds: AtomicUsize::new(0),
    };
    (0..site.pages.len())
        .into_par_iter()
        .for_each(|index| job.page(PageId::new(index)));
    (0..site.people.len())
        .into_par_iter()
        .for_each(|index| job.person(PersonId::new(index)));
    job.rest();
    let made = Made {
        pages: job.pages.into_inner(),
        feeds: job.feeds.into_inner(),
    };
    out.append(
        job.findings
            .into_inner()
            .expect("no thread panics while it holds the findings"),
    );
    made
}

struct Job<'a> {
    site: &'a Site,
    zone: &'a Zone,
    theme: &'a Theme,
    frames: Frames,
    sink: &'a dyn Sink,
    findings: Mutex<Diagnostics>,
    pages: AtomicUsize,
    feeds: AtomicUsize,
}

/// A template that fails on one page mostly fails on all: more than these say nothing new.
const MOST_FINDINGS: usize = 20;

impl Job<'_> {
    fn report(&self, finding: Diagnostic) {
        let mut findings = self
            .findings
            .lock()
            .expect("no thread panics while it holds the findings");
        if finding.severity == Severity::Warning || findings.errors() < MOST_FINDINGS {
            findings.push(finding);
        }
    }

    fn failed(&self) -> bool {
        self.findings
            .lock()
            .expect("no thread panics while it holds the findings")
            .errors()
            >= MOST_FINDINGS
    }

    fn put(&self, file: &str, content: Content<'_>) {
        if let Err(finding) = self.sink.put(file, content) {
            self.report(*finding);
        }
    }

    fn put_html(&self, file: &str, html: Result<Vec<u8>, Box<Diagnostic>>) {
        match html {
            Ok(bytes) => {
                self.pages.fetch_add(1, Ordering::Relaxed);
                self.put(file, Content::Bytes(&bytes));
            }
            Err(finding) => self.report(*finding),
        }
    }

    fn page(&self, id: PageId) {
        if self.failed() {
            return;
        }
        let page = self.site.page(id);
        self.put_html(
            &page.address.file,
            page::render(self.site, self.theme, &self.frames, id, page),
        );
        if let Kind::Series(series) = &page.kind {
            match feeds::files(self.site, self.zone, page, series) {
                Ok(files) => {
                    for feed in files {
                        self.feeds.fetch_add(1, Ordering::Relaxed);
                        self.put(&feed.file, Content::Bytes(feed.text.as_bytes()));
                    }
                }
                Err(finding) => self.report(*finding),
            }
        }
    }

    fn person(&self, id: PersonId) {
        if self.failed() {
            return;
        }
        let href = made::person(&self.site.person(id).id, self.site.settings.addresses);
        self.put_html(
            &made::file(&href),
            people::person(self.site, self.theme, &self.frames, id),
        );
    }

    /// What there is once.
    fn rest(&self) {
        let (site, theme, frames) = (self.site, self.theme, &self.frames);
        let style = site.settings.addresses;
        if !site.people.is_empty() {
            let file = made::file(&made::href(made::PEOPLE, style));
            self.put_html(&file, people::index(site, theme, frames));
        }
        if site.settings.search {
            let index = search::index(site, theme);
            let file = made::file(&made::href(made::SEARCH, style));
            self.put_html(&file, search::page_html(site, theme, frames, index.is_ok()));
            match index {
                Ok(bytes) => self.put(search::INDEX_FILE, Content::Bytes(&bytes)),
                Err(finding) => self.report(*finding),
            }
        }
        match site_files::not_found(site, theme, frames) {
            Ok(bytes) => self.put("404.html", Content::Bytes(&bytes)),
            Err(finding) => self.report(*finding),
        }
        self.put("sitemap.xml", Content::Bytes(&site_files::sitemap(site)));
        self.put("robots.txt", Content::Bytes(&site_files::robots(site)));
        for redirect in &site.redirects {
            match site_files::redirect(site, theme, redirect) {
                Ok(bytes) => self.put(&redirect.file, Content::Bytes(&bytes)),
                Err(finding) => self.report(*finding),
            }
        }
        for (name, bytes) in &theme.assets {
            self.put(&format!("assets/{name}"), Content::Bytes(bytes));
        }
        for asset in &site.assets {
            self.put(&asset.file, Content::Copy(&asset.source));
        }
    }
}
