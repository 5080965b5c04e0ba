//! The whole pipeline: one way, from a source folder to an output folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::find::SiteSearch;
use crate::handbook::Handbook;
use crate::load::{self, Source};
use crate::model::{File, Site};
use crate::render::{self, Shared, Theme, Timings};
use crate::resolve::{self, Resolved};
use crate::write::{self, Writer};

/// What to build and how. Nothing is read from the environment or the clock.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BuildOptions {
    /// The folder that holds `content/` (or `site.yaml` itself) and `themes/`.
    pub root: PathBuf,
    /// Stands in for `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The time (seconds since 1970, UTC) of records that do not say when they changed,
    /// as `SOURCE_DATE_EPOCH` gives it.
    pub source_date: Option<i64>,
}

impl BuildOptions {
    /// A site as its source describes it, without drafts, and with warnings that stop nothing.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        BuildOptions {
            root: root.into(),
            base_url: None,
            drafts: false,
            strict: false,
            source_date: None,
        }
    }
}

/// What came of a build.
#[derive(Clone, Debug)]
pub struct BuildReport {
    /// All findings in order.
    pub diagnostics: Diagnostics,
    /// Pages made; 0 when nothing was written.
    pub pages: usize,
    /// Calendar feeds made; 0 when nothing was written.
    pub feeds: usize,
    /// Files that are new or changed.
    pub changed: usize,
    /// Files of earlier builds that were removed.
    pub removed: usize,
    /// Whether there was a site to build at all.
    pub found: bool,
}

/// Builds a site into a folder. Nothing is written when any error was found.
#[must_use]
pub fn build(options: &BuildOptions, output: &Path) -> BuildReport {
    built(options, output, None)
}

/// Builds a site and tells how long each stage took, by a clock that tells the time since some moment. The stages come
/// one after another, which takes longer than [`build`].
#[must_use]
pub fn build_timed(
    options: &BuildOptions,
    output: &Path,
    clock: &dyn Fn() -> Duration,
) -> (BuildReport, Vec<(&'static str, Duration)>) {
    let mut timings = Timings::start(clock);
    let report = built(options, output, Some(&mut timings));
    (report, timings.ended)
}

fn built(
    options: &BuildOptions,
    output: &Path,
    mut timings: Option<&mut Timings<'_>>,
) -> BuildReport {
    reported(options, |report| {
        let (theme, resolved) = load_and_resolve(options, report)?;
        let out = &mut report.diagnostics;
        if blocked(out, options) {
            return None;
        }
        let (theme, resolved) = (theme?, resolved?);
        let writer = write::report(Writer::open(output), out)?;
        if let Some(timings) = &mut timings {
            timings.end("reading and checking");
        }
        let Resolved { site, zone } = resolved;
        let shared = write::report(Shared::new(&site, zone, theme), out);
        if let Some(shared) = &shared {
            let put = |path: &str, file: &File<'_>| writer.put(path, file);
            out.append(render::all(&site, shared, &put, timings.as_deref_mut()));
        }
        if blocked(out, options) {
            writer.discard();
            return None;
        }
        let written = write::report(writer.commit(), out)?;
        if let Some(timings) = &mut timings {
            timings.end("moving into place");
        }
        let counts = site.routes.counts();
        (report.pages, report.feeds) = (counts.pages, counts.feeds);
        (report.changed, report.removed) = (written.changed, written.removed);
        Some(())
    })
}

/// Checks a site without writing it: all that a build would find before it renders, and what
/// could be better besides.
#[must_use]
pub fn check(options: &BuildOptions) -> BuildReport {
    reported(options, |report| {
        let (_, resolved) = load_and_resolve(options, report)?;
        let site = resolved?.site;
        report.pages = site.pages.len();
        let text_of = |file: &str| load::text_of(&options.root, file);
        crate::check::check(&site, &text_of, &mut report.diagnostics);
        Some(())
    })
}

/// Checks calendar files, of ours or of others, by RFC 5545. All of `files` are feeds in the report; it is not `found`
/// when one of them cannot be read.
#[must_use]
pub fn check_feeds(files: &[PathBuf], strict: bool) -> BuildReport {
    let mut report = BuildReport::empty();
    report.feeds = files.len();
    for file in files {
        report.found &= crate::check::check_feed(file, &mut report.diagnostics);
    }
    report.finish(strict);
    report
}

/// Reads a handbook, to make any of its files.
///
/// # Errors
///
/// What was found, when that would stop a build.
pub fn read(options: &BuildOptions) -> Result<Handbook, BuildReport> {
    only_read(options, |Resolved { site, zone }, theme, out| {
        let shared = write::report(Shared::new(&site, zone, theme?), out)?;
        Some(Handbook::new(site, shared))
    })
}

/// Reads a site for its search, without rendering it.
///
/// # Errors
///
/// What was found, when that would stop a build.
pub fn read_search(options: &BuildOptions) -> Result<SiteSearch, BuildReport> {
    only_read(options, |resolved, theme, _| {
        Some(SiteSearch::read(resolved.site, &theme?))
    })
}

/// Reads a site without rendering it.
///
/// # Errors
///
/// What was found, when that would stop a build.
pub fn read_site(options: &BuildOptions) -> Result<Site, BuildReport> {
    only_read(options, |resolved, _, _| Some(resolved.site))
}

/// What is made of a site that a build could render; else what was found.
fn only_read<T>(
    options: &BuildOptions,
    make: impl FnOnce(Resolved, Option<Theme>, &mut Diagnostics) -> Option<T>,
) -> Result<T, BuildReport> {
    let mut result = None;
    let report = reported(options, |report| {
        let (theme, resolved) = load_and_resolve(options, report)?;
        if !blocked(&report.diagnostics, options) {
            result = make(resolved?, theme, &mut report.diagnostics);
        }
        Some(())
    });
    result.ok_or(report)
}

/// The report of some work, sorted and as strict as asked. The work ends early with `None`.
fn reported(
    options: &BuildOptions,
    work: impl FnOnce(&mut BuildReport) -> Option<()>,
) -> BuildReport {
    let mut report = BuildReport::empty();
    // Where it ended is told by the findings.
    let _ = work(&mut report);
    report.finish(options.strict);
    report
}

impl BuildReport {
    /// Nothing found and nothing made yet.
    fn empty() -> Self {
        BuildReport {
            diagnostics: Diagnostics::new(),
            pages: 0,
            feeds: 0,
            changed: 0,
            removed: 0,
            found: true,
        }
    }

    /// Sorted, and as strict as asked.
    fn finish(&mut self, strict: bool) {
        if strict {
            self.diagnostics.make_strict();
        }
        self.diagnostics.sort();
    }
}

/// Loads and resolves a site; `None` when there is none.
fn load_and_resolve(
    options: &BuildOptions,
    report: &mut BuildReport,
) -> Option<(Option<Theme>, Option<Resolved>)> {
    let out = &mut report.diagnostics;
    let source = Source {
        root: &options.root,
        drafts: options.drafts,
    };
    let Some(mut raw) = load::load(&source, out) else {
        report.found = false;
        out.push(
            Diagnostic::error(Code::NoSite, format!("there is no site in `{}`", options.root.display()))
                .help("a site has a file content/site.yaml, or site.yaml beside its Markdown files, with `title` and `base_url`")
                .help("name the folder of the site with --root"),
        );
        return None;
    };
    // The identity of events must not change with the address of a preview.
    if raw.settings.uid_domain.is_none() {
        raw.settings.uid_domain = Some(load::host(&raw.settings.base_url).to_owned());
    }
    if let Some(address) = &options.base_url {
        match load::base_url(address) {
            Ok(address) => raw.settings.base_url = address,
            Err(why) => out.push(
                Diagnostic::error(Code::BadContact, format!("`{address}` cannot be the address of a site: {why}"))
                    .help("write the full address after --base-url, for example https://toolkit.example.org/"),
            ),
        }
    }
    let theme = Theme::new(std::mem::take(&mut raw.theme), &raw.locale, out);
    let theme_files = theme.as_ref().map(Theme::files).unwrap_or_default();
    let resolved = resolve::resolve(raw, &theme_files, options.source_date, out);
    Some((theme, resolved))
}

fn blocked(out: &Diagnostics, options: &BuildOptions) -> bool {
    out.has_errors() || (options.strict && !out.is_empty())
}

/// The text of a source file as the byte ranges of findings count it, for drawing them.
#[must_use]
pub fn source_text(root: &Path, file: &str) -> Option<String> {
    load::text_of(root, file)
}
