//! The whole pipeline: one way, from a source folder to an output folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;

use crate::check::{External, Seen, Today, Words};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::disk::Folder;
use crate::find::SiteSearch;
use crate::handbook::{Handbook, NotWritten};
use crate::load::{self, Raw, Source};
use crate::model::Site;
use crate::render::{Shared, Theme, Timings};
use crate::resolve::{self, Resolved, ThemeNames, Unresolved};
use crate::write;

/// What to build and how. Nothing is read from the environment or the clock.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BuildOptions {
    /// The folder that holds `content/` (or `site.yaml` itself) and `themes/`.
    pub root: PathBuf,
    /// Stands in for `base_url` of `site.yaml`; where it differs, the site is a preview, which search engines are told to leave alone.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site, which makes it a preview too.
    pub drafts: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether a check asks other sites for the pages that are linked to.
    pub external: bool,
    /// The file in which it keeps which of them were there, so that it does not ask for them again for a week.
    pub external_cache: Option<PathBuf>,
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
            external: false,
            external_cache: None,
            source_date: None,
        }
    }
}

/// What was found, and what came of it.
#[derive(Clone, Debug)]
pub struct BuildReport {
    /// All findings in order.
    pub diagnostics: Diagnostics,
    /// What was done.
    pub outcome: Outcome,
    /// What the site is called, where it was checked.
    pub title: Option<String>,
}

/// What came of a build or a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// There is no site in the folder.
    NoSite,
    /// Nothing was made, since there are errors.
    Refused,
    /// Writing failed half-way, and not all of it could be undone: the output is partly of this build.
    PartlyWritten,
    /// A source was looked over.
    Checked {
        /// Pages, those with mistakes too.
        pages: usize,
    },
    /// Calendar files were looked over.
    CheckedFeeds {
        /// How many there are.
        files: usize,
        /// Those of them that could not be read.
        unread: usize,
    },
    /// The site was written.
    Built {
        /// Its pages.
        pages: usize,
        /// Its calendar feeds.
        feeds: usize,
        /// Files that are new or changed.
        changed: usize,
        /// Files of earlier builds that were removed.
        removed: usize,
    },
}

/// Builds a site into a folder. Nothing is written when any error was found.
#[must_use]
pub fn build(options: &BuildOptions, output: &Path) -> BuildReport {
    on_a_worker(|| built(options, output, None))
}

/// Builds a site and tells how long each stage took, by a clock that tells the time since some moment. The stages come
/// one after another, which takes longer than [`build`].
#[must_use]
pub fn build_timed(
    options: &BuildOptions,
    output: &Path,
    clock: &(dyn Fn() -> Duration + Sync),
) -> (BuildReport, Vec<(&'static str, Duration)>) {
    let mut timings = Timings::start(clock);
    let report = on_a_worker(|| built(options, output, Some(&mut timings)));
    (report, timings.ended)
}

/// On a thread of those that do the work: what a thread lets go, it has again. Another one that only waits would keep it, and
/// the workers that let go what is another's wait for each other: one build in three took twice the time for its pages.
fn on_a_worker<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    rayon::scope(|_| work())
}

fn built(options: &BuildOptions, output: &Path, timings: Option<&mut Timings<'_>>) -> BuildReport {
    let mut diagnostics = Diagnostics::new();
    let outcome = match load_and_resolve(options, Some(output), &mut diagnostics) {
        None => Outcome::NoSite,
        Some(source) => {
            written(source, options, output, timings, &mut diagnostics).unwrap_or(Outcome::Refused)
        }
    };
    BuildReport::new(diagnostics, outcome, options.strict)
}

/// What a source was read to.
pub(crate) struct Loaded {
    /// The folder that files are copied from.
    pub(crate) content: Folder,
    /// `None` when it has mistakes.
    pub(crate) theme: Option<Theme>,
    /// `Err` when there are mistakes.
    pub(crate) resolved: Result<Resolved, Unresolved>,
}

/// Renders and writes a site; `None` when it has errors.
fn written(
    loaded: Loaded,
    options: &BuildOptions,
    output: &Path,
    mut timings: Option<&mut Timings<'_>>,
    diagnostics: &mut Diagnostics,
) -> Option<Outcome> {
    if blocked(diagnostics, options) {
        return None;
    }
    let (theme, Resolved { site, zone }) = (loaded.theme?, loaded.resolved.ok()?);
    if let Some(timings) = &mut timings {
        timings.end("reading and checking");
    }
    let shared = write::report(Shared::new(&site, zone, theme), diagnostics)?;
    let handbook = Handbook::new(site, shared, loaded.content);
    let blocked = |found: &Diagnostics| blocked(found, options);
    let written = match handbook.write_unless(blocked, output, timings.as_deref_mut(), diagnostics)
    {
        Ok(written) => written,
        Err(NotWritten { partly }) => return partly.then_some(Outcome::PartlyWritten),
    };
    if let Some(timings) = &mut timings {
        timings.end("moving into place");
    }
    let counts = handbook.site().routes.counts();
    Some(Outcome::Built {
        pages: counts.pages,
        feeds: counts.feeds,
        changed: written.changed,
        removed: written.removed,
    })
}

/// Checks a site without writing it: all that a build would find before it renders, and what
/// could be better besides; as of a day also what has passed by then, and what is far off.
#[must_use]
pub fn check(options: &BuildOptions, today: Option<Today>) -> BuildReport {
    let mut diagnostics = Diagnostics::new();
    let mut title = None;
    let outcome = match read_source(options, None, false, &mut diagnostics) {
        None => Outcome::NoSite,
        Some(raw) => {
            title = Some(raw.settings.title.clone());
            let pages = checked(raw, options, today, &mut diagnostics);
            Outcome::Checked { pages }
        }
    };
    BuildReport {
        title,
        ..BuildReport::new(diagnostics, outcome, options.strict)
    }
}

/// Looks over what was read, and tells how many pages there are.
fn checked(
    raw: Raw,
    options: &BuildOptions,
    today: Option<Today>,
    diagnostics: &mut Diagnostics,
) -> usize {
    let text_of = |file: &str| load::text_of(&options.root, file);
    if let Some(today) = today {
        crate::check::check_days(&raw, today, &text_of, diagnostics);
    }
    let levels = crate::check::levels(&raw, diagnostics);
    crate::check::check_renamed(&raw, diagnostics);
    crate::check::check_texts(&raw, &levels, &text_of, diagnostics);
    crate::check::check_pictures(&raw, diagnostics);
    let day = today.and_then(|today| today.day(&raw.settings.time_zone.value));
    if options.external {
        ask_others(&raw, options, day, &text_of, diagnostics);
    }
    let prefix = raw.prefix.clone();
    let contacts: Vec<String> = raw.contacts.iter().map(|c| c.id.value.clone()).collect();
    let closures_ok = crate::check::closures_ok(&raw);
    let Loaded { resolved, .. } = resolve_source(raw, options, diagnostics);
    if let Ok(resolved) = &resolved {
        let records = (prefix.as_str(), contacts.as_slice());
        crate::check::check_unused(&resolved.site, records, &text_of, diagnostics);
        if let Some(day) = day {
            crate::check::check_clashes(&resolved.site, day, &closures_ok, &text_of, diagnostics);
        }
    }
    let words = match &resolved {
        Ok(resolved) => Words::of_site(&resolved.site),
        Err(source) => Words::of_source(source),
    };
    crate::check::check(&words, &levels, &text_of, diagnostics);
    levels.apply_to(diagnostics);
    words.pages.len()
}

/// Asks other sites for the pages that are linked to, but for those that were there lately.
fn ask_others(
    raw: &Raw,
    options: &BuildOptions,
    day: Option<Date>,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let file = options.external_cache.as_deref();
    // What cannot be read is written anew.
    let text = file.and_then(|file| load::text_at(file, MOST_SEEN));
    let mut seen = text.and_then(|text| Seen::read(&text)).unwrap_or_default();
    let (files, own) = (External::of(raw), &raw.settings.base_url);
    // Without a day nothing is known of when a page was there.
    let today = (&mut seen, day.unwrap_or_default());
    crate::check::check_external(&files, own, today, text_of, diagnostics);
    if let Some(file) = file.filter(|_| day.is_some()) {
        write::report(write::put(file, &seen.text()), diagnostics);
    }
}

/// More pages of other sites than have room in so many bytes are not remembered.
const MOST_SEEN: u64 = 16_000_000;

/// Checks calendar files, of ours or of others, by RFC 5545.
#[must_use]
pub fn check_feeds(files: &[PathBuf], strict: bool) -> BuildReport {
    let mut diagnostics = Diagnostics::new();
    let mut unread = 0;
    for file in files {
        if !crate::check::check_feed(file, &mut diagnostics) {
            unread += 1;
        }
    }
    let files = files.len();
    BuildReport::new(diagnostics, Outcome::CheckedFeeds { files, unread }, strict)
}

/// Reads a handbook, to make any of its files.
///
/// # Errors
///
/// What was found, when that would stop a build.
pub fn read(options: &BuildOptions) -> Result<Handbook, BuildReport> {
    only_read(
        options,
        |Resolved { site, zone }, theme, content, diagnostics| {
            let shared = write::report(Shared::new(&site, zone, theme?), diagnostics)?;
            Some(Handbook::new(site, shared, content))
        },
    )
}

/// Reads a site for its search, without rendering it.
///
/// # Errors
///
/// What was found, when that would stop a build.
pub fn read_search(options: &BuildOptions) -> Result<SiteSearch, BuildReport> {
    only_read(options, |resolved, theme, _, _| {
        Some(SiteSearch::read(resolved.site, &theme?))
    })
}

/// Reads a site without rendering it.
///
/// # Errors
///
/// What was found, when that would stop a build.
pub fn read_site(options: &BuildOptions) -> Result<Site, BuildReport> {
    only_read(options, |resolved, _, _, _| Some(resolved.site))
}

/// Reads a site as it is written. `None` when there is none; what is wrong with it is told by [`read_site`].
#[cfg(feature = "cli")]
pub(crate) fn read_raw(options: &BuildOptions) -> Option<Raw> {
    read_source(options, None, false, &mut Diagnostics::new())
}

/// What is made of a site that a build could render; else what was found.
fn only_read<T>(
    options: &BuildOptions,
    make: impl FnOnce(Resolved, Option<Theme>, Folder, &mut Diagnostics) -> Option<T>,
) -> Result<T, BuildReport> {
    let mut diagnostics = Diagnostics::new();
    let outcome = match load_and_resolve(options, None, &mut diagnostics) {
        None => Outcome::NoSite,
        Some(Loaded {
            content,
            theme,
            resolved,
        }) => {
            if !blocked(&diagnostics, options)
                && let Ok(resolved) = resolved
                && let Some(result) = make(resolved, theme, content, &mut diagnostics)
            {
                return Ok(result);
            }
            Outcome::Refused
        }
    };
    Err(BuildReport::new(diagnostics, outcome, options.strict))
}

impl BuildReport {
    /// Findings sorted, and as strict as asked.
    pub(crate) fn new(mut diagnostics: Diagnostics, outcome: Outcome, strict: bool) -> Self {
        if strict {
            diagnostics.make_strict();
        }
        diagnostics.sort();
        BuildReport {
            diagnostics,
            outcome,
            title: None,
        }
    }
}

/// Loads and resolves a site; `None` when there is none. Without an output it is the one that builds write to by default.
fn load_and_resolve(
    options: &BuildOptions,
    output: Option<&Path>,
    diagnostics: &mut Diagnostics,
) -> Option<Loaded> {
    let raw = read_source(options, output, false, diagnostics)?;
    let levels = crate::check::levels(&raw, diagnostics);
    let loaded = resolve_source(raw, options, diagnostics);
    levels.apply_to(diagnostics);
    Some(loaded)
}

/// Loads a site; `None` when there is none, which is told. `outlines` are for reading single pages again.
pub(crate) fn read_source(
    options: &BuildOptions,
    output: Option<&Path>,
    outlines: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Raw> {
    let by_default = default_output(&options.root);
    let source = Source {
        root: &options.root,
        drafts: options.drafts,
        output: output.unwrap_or(&by_default),
        outlines,
    };
    let mut raw = load::load(&source, diagnostics)?;
    // The identity of events must not change with the address of a preview.
    if raw.settings.uid_domain.is_none() {
        raw.settings.uid_domain = Some(load::host(&raw.settings.base_url).to_owned());
    }
    raw.settings.preview = options.drafts;
    if let Some(address) = &options.base_url {
        match load::base_url(address) {
            Ok(address) => {
                raw.settings.preview |= address != raw.settings.base_url;
                raw.settings.base_url = address;
            }
            Err(why) => diagnostics.push(
                Diagnostic::error(Code::BadContact, format!("`{address}` cannot be the address of a site: {why}"))
                    .help("write the full address after --base-url, for example https://toolkit.example.org/"),
            ),
        }
    }
    Some(raw)
}

/// Resolves what was loaded. What is found has the levels that it has unless a site sets them.
pub(crate) fn resolve_source(
    mut raw: Raw,
    options: &BuildOptions,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let files = std::mem::take(&mut raw.theme);
    let shades = raw.settings.brand.shades.as_ref();
    let theme = Theme::new(files, shades, &raw.locale, diagnostics);
    let names = theme.as_ref().map_or_else(ThemeNames::default, |theme| {
        let chosen = raw.pages.iter().filter_map(|page| page.template.as_ref());
        theme.report_unused(chosen.map(|name| name.value.as_str()), diagnostics);
        ThemeNames {
            files: theme.files(),
            kept: theme.unmarked_files(),
            templates: Some(theme.own_templates()),
            styleguide: options.drafts,
        }
    });
    let content = raw.content.clone();
    let resolved = resolve::resolve(raw, &names, options.source_date, diagnostics);
    Loaded {
        content,
        theme,
        resolved,
    }
}

/// Where a site is written unless it is said otherwise.
#[must_use]
pub fn default_output(root: &Path) -> PathBuf {
    root.join("public")
}

fn blocked(diagnostics: &Diagnostics, options: &BuildOptions) -> bool {
    diagnostics.has_errors() || (options.strict && diagnostics.warnings() > 0)
}

/// The text of a source file as the byte ranges of findings count it, for drawing them.
#[must_use]
pub fn source_text(root: &Path, file: &str) -> Option<String> {
    load::text_of(root, file)
}
