//! Every file of a site, on all cores, to whoever takes them.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use rayon::prelude::*;

use super::file::{file, template};
use super::search::index;
use super::shared::Shared;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Content, Feed, File, List, Media, Route, RouteGroup, Site};

/// Takes a finished file by its path in the output.
pub(crate) type Put<'p> = dyn Fn(&str, &File<'_>) -> Result<(), Box<Diagnostic>> + Sync + 'p;

/// How long each stage took, by a clock that the caller reads.
pub(crate) struct Timings<'c> {
    clock: &'c (dyn Fn() -> Duration + Sync),
    before: Duration,
    /// What each stage is called, in order.
    pub(crate) ended: Vec<(&'static str, Duration)>,
}

impl<'c> Timings<'c> {
    /// Starts the first stage.
    pub(crate) fn start(clock: &'c (dyn Fn() -> Duration + Sync)) -> Self {
        Timings {
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

/// What keeps a file from being there that has nothing to do with a template.
const WRITE: &str = "write";

const NOT_POISONED: &str = "no thread panics while it holds the lock";

/// Renders every file of a site and hands it on as it is ready, so that memory does not grow with the output. With
/// `timings` one stage comes after another. Findings are mistakes in templates, or what `put` could not take.
pub(crate) fn all(
    site: &Site,
    shared: &Shared,
    put: &Put<'_>,
    timings: Option<&mut Timings<'_>>,
) -> Diagnostics {
    let mut findings = Diagnostics::new();
    // First of all: an index is large, and gone before the pages are made.
    for group in site.routes.groups() {
        findings.append(match group {
            RouteGroup::SearchIndex => search_index(site, shared, put),
        });
    }
    let job = Job {
        site,
        shared,
        put,
        failed: Mutex::default(),
    };
    match timings {
        None => {
            shared.warm(site);
            let mut routes: Vec<Route> = site.routes.iter().map(|(_, route)| route).collect();
            // What takes long comes first, so that no core waits for the last one.
            routes.sort_by_key(|route| !takes_long(*route));
            job.each(routes);
        }
        Some(timings) => {
            timings.end("search");
            shared.warm(site);
            timings.end("events and months");
            for (stage, belongs) in STAGES {
                let routes = site.routes.iter().map(|(_, route)| route);
                job.each(routes.filter(|route| belongs(*route)).collect());
                timings.end(stage);
            }
        }
    }
    for (_, finding) in job.failed.into_inner().expect(NOT_POISONED).into_values() {
        findings.push(finding);
    }
    findings
}

/// A stage, and which routes belong to it.
type Stage = (&'static str, fn(Route) -> bool);

/// The stages that are timed; each route belongs to one.
const STAGES: [Stage; 6] = [
    ("feeds", |route| {
        matches!(route, Route::Feed(_) | Route::Meetings)
    }),
    ("single meetings", |route| {
        matches!(route, Route::Meeting { .. })
    }),
    ("pages", |route| {
        matches!(route, Route::Page(_) | Route::Person(_))
    }),
    ("calendar pages", |route| {
        matches!(route, Route::Year(_) | Route::List(List::Calendar))
    }),
    ("paper", |route| matches!(route, Route::Print(_))),
    ("rest", |route| {
        !STAGES[..5].iter().any(|(_, belongs)| belongs(route))
    }),
];

/// Whether a file gathers much of the site.
fn takes_long(route: Route) -> bool {
    match route {
        Route::Year(_) | Route::List(_) | Route::Print(_) | Route::Meetings => true,
        Route::Feed(feed) => !matches!(feed, Feed::Series { .. }),
        _ => false,
    }
}

/// Makes the search index, hands its files on and lets it go.
fn search_index(site: &Site, shared: &Shared, put: &Put<'_>) -> Diagnostics {
    index::files(site, &shared.theme, &|file, bytes| {
        let path = site.routes.path(Route::Search(file));
        let path = path.expect("a site with an index has paths for its files");
        let file = File {
            media: Media::of(&path),
            content: Content::Held(bytes),
        };
        put(&path, &file)
    })
}

struct Job<'a> {
    site: &'a Site,
    shared: &'a Shared,
    put: &'a Put<'a>,
    /// For each template (or other way to fail) the first route that failed, in the order of the
    /// site. A template that fails on one page mostly fails on all, and which thread is first
    /// must not change what is said.
    failed: Mutex<BTreeMap<&'a str, (Route, Diagnostic)>>,
}

impl<'a> Job<'a> {
    /// Renders and hands on these routes, on all cores.
    fn each(&self, routes: Vec<Route>) {
        routes.into_par_iter().for_each(|route| self.one(route));
    }

    fn one(&self, route: Route) {
        let template = template(self.site, route);
        if self.has_failed(template, route) || self.has_failed(WRITE, route) {
            return;
        }
        match file(self.site, self.shared, route) {
            Ok(Some(file)) => {
                let path = self.site.routes.path(route);
                let path = path.expect("the table gave the route");
                if let Err(finding) = (self.put)(&path, &file) {
                    self.fail(WRITE, route, *finding);
                }
            }
            Ok(None) => {}
            Err(finding) => self.fail(template, route, *finding),
        }
    }

    /// Whether an earlier route has failed in the same way already.
    fn has_failed(&self, what: &str, route: Route) -> bool {
        let failed = self.failed.lock().expect(NOT_POISONED);
        failed.get(what).is_some_and(|(first, _)| *first < route)
    }

    fn fail(&self, what: &'a str, route: Route, finding: Diagnostic) {
        let mut failed = self.failed.lock().expect(NOT_POISONED);
        match failed.get(what) {
            Some((first, _)) if *first <= route => {}
            _ => {
                failed.insert(what, (route, finding));
            }
        }
    }
}
