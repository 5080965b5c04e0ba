//! The table of all that is published: who may have which path, and what stands at it.
//!
//! This is the only place that makes routes. Paths are claimed in a fixed order, which decides which of two
//! things at one path is told: first what is generated, then pages, files, feeds and old addresses. What is only known when
//! pages are complete (files of single meetings, feeds of audiences) is published last, at paths that
//! were kept for it.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::ids::Doubled;
use super::old_addresses;
use super::places::address;
use super::places::tree::{Place, Tree};
use super::printed;
use super::references::generated::Generated;
use super::references::key::when;
use super::templates::ThemeNames;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Raw, RawKind, RawPage, RawSeries, RawSettings, Spanned};
use crate::locale::Locale;
use crate::model::{
    Addresses, Area, AssetId, Audience, AudienceId, Feed, Kind, List, ListedYear, MANIFEST,
    OrganisationId, Page, PageId, PersonId, Print, Redirect, RedirectId, Route, RouteGroup, Routes,
    SchoolYear, Series, SheetId, TableId, ThemeAssetId, YearForm, YearId, is_index, paths,
    unfit_name, unfit_path,
};

/// The paths that are spoken for, and the files that stand at them.
pub(super) struct Claims {
    /// Who has a path, by the path in small letters.
    by_path: HashMap<String, Owner>,
    /// Folders that some file stands in, and one of those files' owners.
    folders: HashMap<String, Owner>,
    published: Published,
}

/// Who has a path.
#[derive(Clone)]
enum Owner {
    /// What Redway generates, in words.
    Redway(&'static str),
    /// A file or folder of an editor.
    Source(Arc<str>),
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Owner::Redway(what) => f.write_str(what),
            Owner::Source(source) => write!(f, "`{source}`"),
        }
    }
}

/// What stands at paths that nobody else can claim any more.
pub(super) struct Published {
    style: Addresses,
    routes: Vec<(Box<str>, Route)>,
    groups: Vec<RouteGroup>,
    generated: Generated,
}

impl Claims {
    /// Claims what is there whatever the addresses of the pages are.
    pub(super) fn new(
        raw: &Raw,
        calendar: &[ListedYear],
        theme: &ThemeNames,
        pages: &[RawPage],
    ) -> Self {
        let mut claims = Claims {
            by_path: HashMap::new(),
            folders: HashMap::new(),
            published: Published {
                style: raw.settings.addresses,
                routes: Vec::new(),
                groups: Vec::new(),
                generated: Generated::default(),
            },
        };
        for (index, file) in theme.files.iter().enumerate() {
            let route = Route::ThemeAsset(ThemeAssetId::new(index));
            claims.publish_own(file, route, "a file of the theme");
        }
        for file in &theme.kept {
            claims.keep(file, "a file of the theme");
        }
        if theme.styleguide && !pages.iter().any(stands_at_styleguide) {
            let href = paths::href(paths::STYLEGUIDE, claims.published.style);
            claims.publish_own(
                &paths::file(&href),
                Route::Styleguide,
                "a page that Redway makes by itself",
            );
            claims.published.generated.insert(
                paths::STYLEGUIDE.to_owned(),
                Route::Styleguide,
                href,
            );
        }
        let site_files = [
            ("404.html", Route::NotFound),
            ("sitemap.xml", Route::Sitemap),
            ("robots.txt", Route::Robots),
        ];
        for (file, route) in site_files {
            claims.publish_own(file, route, "a file that Redway makes by itself");
        }
        for (index, table) in raw.tables.iter().enumerate() {
            let route = Route::Table(TableId::new(index));
            claims.publish_own(&paths::figures(&table.id), route, "the figures of a table");
        }
        claims.keep(MANIFEST, "a file that Redway makes by itself");
        claims.generated_pages(raw, calendar);
        if raw.settings.search {
            // Of folders the names, so that nothing can stand below them.
            for name in [
                "manifest.json",
                "elasticlunr.json",
                "terms",
                "lengths",
                "documents",
                "words",
            ] {
                claims.keep(&format!("search/{name}"), "the search index");
            }
            claims.published.groups.push(RouteGroup::SearchIndex);
            claims.publish_own(
                paths::SEARCH_INTERFACE,
                Route::SearchInterface,
                "a file that search needs",
            );
        }
        if any_series(pages) {
            claims.keep(paths::ALL_FEED, "the calendar of all meetings");
            claims.keep(
                paths::MEETINGS_FILE,
                "the list of all meetings for programs",
            );
            claims.keep(
                paths::MEETINGS,
                "the folder of the calendar files of single meetings",
            );
            for audience in raw.audiences.iter().filter(|a| !a.calendar.is_empty()) {
                let file = paths::audience_feed(&audience.id);
                claims.keep(&file, "the calendar of an audience");
            }
        }
        claims
    }

    /// The pages of lists, and of each record in them.
    fn generated_pages(&mut self, raw: &Raw, calendar: &[ListedYear]) {
        let lists = [
            (List::People, !raw.people.is_empty()),
            (List::Search, raw.settings.search),
            (List::Organisations, !raw.organisations.is_empty()),
            (List::Audiences, !raw.audiences.is_empty()),
            (List::Glossary, !raw.glossary.is_empty()),
            (List::Documents, !raw.documents.is_empty()),
            (List::Calendar, !calendar.is_empty()),
            (List::Accessibility, raw.settings.accessibility.is_some()),
        ];
        for (list, _) in lists.into_iter().filter(|(_, there)| *there) {
            let name = paths::name(list);
            let href = paths::href(name, self.published.style);
            let what = "a page that Redway makes by itself";
            self.publish_own(&paths::file(&href), Route::List(list), what);
            self.published
                .generated
                .insert(name.to_owned(), Route::List(list), href);
        }
        for (index, person) in raw.people.iter().enumerate() {
            let route = Route::Person(PersonId::new(index));
            self.record(paths::PEOPLE, &person.id, route, "the page of a person");
        }
        for (index, organisation) in raw.organisations.iter().enumerate() {
            let route = Route::Organisation(OrganisationId::new(index));
            let what = "the page of an organisation";
            self.record(paths::ORGANISATIONS, &organisation.id, route, what);
        }
        for (index, audience) in raw.audiences.iter().enumerate() {
            let route = Route::Audience(AudienceId::new(index));
            self.record(
                paths::AUDIENCES,
                &audience.id,
                route,
                "the page of an audience",
            );
        }
        for (index, year) in calendar.iter().enumerate() {
            let route = Route::Year(YearId::new(index));
            let what = "the calendar of a year";
            self.record(paths::CALENDAR, &year.id, route, what);
        }
    }

    fn record(&mut self, list: &str, id: &str, route: Route, what: &'static str) {
        let href = paths::entry(list, id, self.published.style);
        self.publish_own(&paths::file(&href), route, what);
        self.published
            .generated
            .insert(format!("{list}/{id}"), route, href);
    }

    /// Gives every page, file, feed and old address its path; what is taken twice is reported. `doubled` are ids
    /// that are reported already. Nothing can be claimed after this, so who has which path is forgotten.
    pub(super) fn addresses(
        mut self,
        tree: &Tree,
        raw: &Raw,
        doubled: &Doubled,
        diagnostics: &mut Diagnostics,
    ) -> (Published, Vec<Redirect>) {
        self.printed(tree, &raw.settings, diagnostics);
        let places = || tree.places.iter().zip(&tree.pages).enumerate();
        for (index, (place, page)) in places() {
            let Some(page) = page else { continue };
            let route = Route::Page(PageId::new(index));
            if let Some(finding) = unfit_page(place, &page.file) {
                diagnostics.push(finding);
                continue;
            }
            self.put(&place.address.file, route, &page.file, diagnostics);
        }
        for (index, (place, _)) in places().filter(|(_, (_, page))| page.is_none()) {
            let folder: Arc<str> = format!("{}{}", raw.prefix, place.folder).into();
            let route = Route::Page(PageId::new(index));
            self.put(&place.address.file, route, &folder, diagnostics);
        }
        for (index, asset) in raw.assets.iter().enumerate() {
            let source: Arc<str> = format!("{}{}", raw.prefix, asset.file).into();
            let route = Route::Asset(AssetId::new(index));
            self.put(&asset.file, route, &source, diagnostics);
        }
        let mut redirects = Vec::new();
        for (index, (place, page)) in places() {
            let Some(page) = page else { continue };
            let id = PageId::new(index);
            if let RawKind::Series(series) = &page.kind {
                self.feeds(id, page, series, doubled, diagnostics);
            }
            for alias in &page.aliases {
                match address::of_alias(&alias.value) {
                    // A list of all addresses that a page ever had holds that of today too.
                    Ok(file) if file.eq_ignore_ascii_case(&place.address.file) => {}
                    Ok(file) => match self.owner(&file.to_ascii_lowercase()) {
                        Some(other) => diagnostics.push(old_addresses::taken(page, alias, &other)),
                        None => {
                            self.claim(&file, &page.file, Some(alias.span.clone()), diagnostics);
                            redirects.push(Redirect { file, to: id });
                        }
                    },
                    Err(why) => diagnostics.push(old_addresses::unfit(page, alias, &why)),
                }
            }
        }
        redirects.sort_by(|a, b| a.file.cmp(&b.file));
        for (index, redirect) in redirects.iter().enumerate() {
            let route = Route::Redirect(RedirectId::new(index));
            self.published
                .routes
                .push((redirect.file.as_str().into(), route));
        }
        (self.published, redirects)
    }

    /// What is made for paper. Documents stand below a name of their own, each at the address of the page that it begins with.
    fn printed(&mut self, tree: &Tree, settings: &RawSettings, diagnostics: &mut Diagnostics) {
        let style = self.published.style;
        if settings.print {
            for document in printed::documents(tree, style) {
                let route = Route::Print(document.print);
                self.publish_own(&paths::file(&document.href), route, "a document for paper");
                let generated = &mut self.published.generated;
                generated.insert(document.name, route, document.href);
            }
        }
        for (index, sheet) in settings.sheets.iter().enumerate() {
            let (id, at) = (&sheet.id.value, sheet.id.span.clone());
            let route = Route::Print(Print::Sheet(SheetId::new(index)));
            let href = paths::entry(paths::PRINT, id, style);
            let file = paths::file(&href);
            if self.claim(&file, &settings.file, Some(at), diagnostics) {
                self.published.routes.push((file.into(), route));
                let name = format!("{}/{id}", paths::PRINT);
                self.published.generated.insert(name, route, href);
            }
        }
    }

    /// The feeds of a series and of its areas, at the addresses of its id and of those that it had before. They are kept
    /// for it while it has no meeting to put into them.
    fn feeds(
        &mut self,
        id: PageId,
        page: &RawPage,
        series: &RawSeries,
        doubled: &Doubled,
        diagnostics: &mut Diagnostics,
    ) {
        let has_day = has_day(series);
        let former = series.former_ids.iter().zip(0..);
        let ids = std::iter::once((&series.id, None));
        for (series_id, former) in ids.chain(former.map(|(id, number)| (id, Some(number)))) {
            // That an id is taken is told already.
            let own =
                |id: &Spanned<String>| !doubled.contains(&(Arc::clone(&page.file), id.span.start));
            if !own(series_id) {
                continue;
            }
            let areas = series.areas.iter().zip(0..);
            let areas = areas.map(|(area, number)| (Some(&area.id), Some(number)));
            for (area_id, area) in std::iter::once((None, None)).chain(areas) {
                let file = paths::feed(&series_id.value, area_id.map(|id| id.value.as_str()));
                // An area is told at its own place, but at addresses of the past it is the old id that is wrong.
                let at = area_id.filter(|_| former.is_none()).unwrap_or(series_id);
                if !self.take_feed(&file, &page.file, at.span.clone(), diagnostics) || !has_day {
                    continue;
                }
                let feed = Feed::Series {
                    page: id,
                    area,
                    former,
                };
                self.published.routes.push((file.into(), Route::Feed(feed)));
            }
        }
    }

    /// Takes the file of a feed, which must not begin as those of audiences do: an audience may
    /// come later, and no feed may ever move.
    fn take_feed(
        &mut self,
        file: &str,
        source: &Arc<str>,
        span: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        if file.starts_with(paths::AUDIENCE_FEEDS) {
            diagnostics.push(
                Diagnostic::error(
                    Code::DuplicateAddress,
                    format!("the address `/{file}` is kept for the calendar of an audience"),
                )
                .at(source, span)
                .help("choose an id that does not begin with `for-`"),
            );
            return false;
        }
        self.claim(file, source, Some(span), diagnostics)
    }

    /// Keeps a path from others, for something that is no file or not known yet.
    fn keep(&mut self, file: &str, what: &'static str) {
        self.insert(file.to_ascii_lowercase(), Owner::Redway(what));
    }

    /// Publishes something that Redway makes by itself.
    fn publish_own(&mut self, file: &str, route: Route, what: &'static str) {
        self.keep(file, what);
        self.published.routes.push((file.into(), route));
    }

    /// Publishes something of a source, unless its path is taken, which is reported.
    fn put(&mut self, file: &str, route: Route, source: &Arc<str>, diagnostics: &mut Diagnostics) {
        if self.claim(file, source, None, diagnostics) {
            self.published.routes.push((file.into(), route));
        }
    }

    /// Takes a path for a source; if it is taken, that is reported at the place.
    /// Case does not count: many hosts and machines do not tell `A` from `a`.
    fn claim(
        &mut self,
        file: &str,
        source: &Arc<str>,
        span: Option<Range<usize>>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let key = file.to_ascii_lowercase();
        if let Some(other) = self.owner(&key) {
            let address = key.strip_suffix("index.html").unwrap_or(&key);
            let finding = Diagnostic::error(
                Code::DuplicateAddress,
                format!("the address `/{address}` is taken by {other}"),
            )
            .help(match source.rsplit('/').next() {
                Some(name) if is_index(name) => "remove the other file, and put its text here",
                _ => "rename or remove one of the two",
            });
            diagnostics.push(match span {
                Some(span) => finding.at(source, span),
                None => finding.in_file(source),
            });
            return false;
        }
        self.insert(key, Owner::Source(Arc::clone(source)));
        true
    }

    /// Who has a path already, which is in small letters.
    fn owner(&self, key: &str) -> Option<Owner> {
        // A name is a file or a folder, not both.
        let above = || ancestors(key).find_map(|folder| self.by_path.get(folder));
        self.by_path
            .get(key)
            .or_else(|| self.folders.get(key))
            .or_else(above)
            .cloned()
    }

    fn insert(&mut self, file: String, owner: Owner) {
        for folder in ancestors(&file) {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), owner.clone());
            }
        }
        self.by_path.insert(file, owner);
    }
}

impl Published {
    /// The generated pages, for links of editors.
    pub(super) fn generated(&self) -> &Generated {
        &self.generated
    }

    /// Publishes what depends on complete pages: feeds of many series, and files of single meetings.
    pub(super) fn meetings(&mut self, pages: &[Page], audiences: &[Audience]) {
        let mut asked: HashSet<AudienceId> = HashSet::new();
        let mut any = false;
        for (index, page) in pages.iter().enumerate() {
            let Kind::Series(series) = &page.kind else {
                continue;
            };
            let id = PageId::new(index);
            self.single_meetings(id, series);
            if series.has_day() {
                any = true;
                for (expectation, ids) in &page.audience {
                    let calendar =
                        |id: &&AudienceId| audiences[id.index()].calendar.contains(expectation);
                    asked.extend(ids.iter().filter(calendar));
                }
            }
        }
        if any {
            let route = Route::Feed(Feed::All);
            self.routes.push((paths::ALL_FEED.into(), route));
            self.routes
                .push((paths::MEETINGS_FILE.into(), Route::Meetings));
        }
        for (index, audience) in audiences.iter().enumerate() {
            let id = AudienceId::new(index);
            if asked.contains(&id) {
                let file = paths::audience_feed(&audience.id);
                let route = Route::Feed(Feed::Audience(id));
                self.routes.push((file.into(), route));
            }
        }
    }

    /// A file for each meeting that has a day, or for each area that meets then. Names of series, areas and meetings are
    /// unique, and all of them stand in a folder that is kept for them.
    fn single_meetings(&mut self, page: PageId, series: &Series) {
        for (occurrence, number) in series.occurrences.iter().zip(0..) {
            if !occurrence.when.has_day() {
                continue;
            }
            let mut put = |area: Option<(usize, &Area)>| {
                let (index, area) = area.unzip();
                let area_id = area.map(|area| area.id.as_str());
                let file = paths::meeting(series.uid_stem(), area_id, &occurrence.key);
                let route = Route::Meeting {
                    page,
                    occurrence: number,
                    area: index.map(|index| u32::try_from(index).expect("areas are few")),
                };
                self.routes.push((file.into(), route));
            };
            series.events_of(occurrence).into_iter().for_each(&mut put);
        }
    }

    /// The table, when everything has its place.
    pub(super) fn finish(self) -> Routes {
        debug_assert!(
            self.routes.iter().all(|(file, route)| {
                // Those of the theme are trusted, and those of the source were looked at where they were found.
                // Those of calendars are made of up to three ids, and so may be longer than others.
                matches!(route, Route::ThemeAsset(_) | Route::Asset(_))
                    || unfit_path(file).is_none_or(|(name, _)| {
                        matches!(route, Route::Feed(_) | Route::Meeting { .. }) && name.len() < 256
                    })
            }),
            "every path is one that all hosts and systems hold"
        );
        Routes::new(self.routes, self.groups, self.style)
    }
}

/// A page whose own name no file may have, though that of its source is good: `web.config.md` makes a folder `web.config`.
fn unfit_page(place: &Place, source: &Arc<str>) -> Option<Diagnostic> {
    let file = &place.address.file;
    let name = file.strip_suffix("/index.html").unwrap_or(file);
    let name = name.rsplit('/').next().unwrap_or(name);
    // Folders are called as in the source, where their names were looked at.
    let why = unfit_name(name).filter(|_| !place.is_section)?;
    Some(
        Diagnostic::error(
            Code::FileName,
            format!("this page would have the name `{name}`, which {why}"),
        )
        .in_file(source)
        .help("give the file another name"),
    )
}

/// The folders that a file stands in.
fn ancestors(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(at, _)| &file[..at])
}

/// Whether a page of an editor stands where the parts of pages would be shown.
fn stands_at_styleguide(page: &RawPage) -> bool {
    let rest = page.path.get(..paths::STYLEGUIDE.len());
    rest.is_some_and(|start| start.eq_ignore_ascii_case(paths::STYLEGUIDE))
        && page.path[paths::STYLEGUIDE.len()..].starts_with(['/', '.'])
}

/// Whether there are meetings of any sort.
fn any_series(pages: &[RawPage]) -> bool {
    pages
        .iter()
        .any(|page| matches!(page.kind, RawKind::Series(_)))
}

/// Whether a series has a meeting with a day, so that there are feeds of it.
fn has_day(series: &RawSeries) -> bool {
    let mut all = series.occurrences.iter();
    all.any(|occurrence| when(occurrence.when.value).has_day())
}

/// The years that the calendar has a page of, in order; none when no meeting has a day.
/// To be asked when rules have given their meetings.
pub(super) fn calendar_years(
    pages: &[RawPage],
    years: &[SchoolYear],
    form: &YearForm,
    locale: &Locale,
) -> Vec<ListedYear> {
    let series = pages.iter().filter_map(|page| match &page.kind {
        RawKind::Series(series) => Some(series),
        _ => None,
    });
    let mut days: Vec<(Date, bool)> = series
        .flat_map(|series| &series.occurrences)
        .map(|occurrence| when(occurrence.when.value))
        .map(|when| (when.first_day(), when.has_day()))
        .collect();
    if !days.iter().any(|(_, has_day)| *has_day) {
        return Vec::new();
    }
    // Many meetings share a day.
    days.sort_unstable();
    days.dedup_by_key(|(day, _)| *day);
    let mut listed: Vec<ListedYear> = days
        .into_iter()
        .map(|(day, _)| {
            ListedYear::of(years, form, day, |first, last| {
                locale.year(form, first, last)
            })
        })
        .collect();
    listed.sort_by(|a, b| (a.first, &a.id).cmp(&(b.first, &b.id)));
    listed.dedup();
    listed
}
