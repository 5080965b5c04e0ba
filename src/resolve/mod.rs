//! Raw records to a site in which every reference leads somewhere.
//!
//! 1. `recurrence` turns rules into meetings; `places` puts pages and folders in order; `routes` gives each file its path, and
//!    sees that no two share one;
//! 2. `references` finds what is referred to; `settings`, `pages`, `kinds`, `organisations` and `lists` make records with it;
//! 3. `backlinks` and `organisations` turn the references round. Nothing is made before all that it holds is known.

mod backlinks;
mod ids;
mod kinds;
mod lists;
mod many;
mod old_addresses;
mod organisations;
mod pages;
mod places;
mod printed;
mod recurrence;
mod references;
mod routes;
mod settings;
mod templates;
#[cfg(feature = "cli")]
pub(crate) mod text;
mod unresolved;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use self::backlinks::backlinks;
use self::ids::unique_ids;
use self::kinds::crowded;
use self::kinds::series::Clock;
use self::lists::tables;
use self::many::with_findings;
use self::pages::{Structure, files, titles};
pub(crate) use self::places::address::folder;
use self::places::tree;
pub(crate) use self::recurrence::expand::days_of_rules;
use self::recurrence::school::SchoolCalendar;
use self::recurrence::{closures, expand};
use self::references::anchors::{self, Anchors, Recorded};
use self::references::calls::Callable;
use self::references::contacts;
use self::references::links::Links;
use self::references::meetings::Meetings;
use self::references::names::Names;
use self::references::organisations::OrganisationNames;
use self::references::roles::Roles;
use self::references::unread::Unread;
use self::routes::{Claims, calendar_years};
use self::settings::{Texts, foot_of_the_rest, menu_of_sections, settings, year_form, zone};
pub(crate) use self::templates::ThemeNames;
pub(crate) use self::unresolved::Unresolved;
use crate::calendar::Zone;
use crate::diagnostic::Diagnostics;
use crate::load::{Raw, RawKind, RawPage, Spanned};
use crate::model::{Asset, AssetId, Block, Expectation, Page, PageId, Site};

/// A site with its time zone.
pub(crate) struct Resolved {
    /// The site.
    pub(crate) site: Site,
    /// The time zone of the site.
    pub(crate) zone: Zone,
}

/// The page that shows the vacant seats of all groups.
fn page_of_vacancies(pages: &[Page]) -> Option<PageId> {
    let shows = |page: &Page| page.body.blocks.contains(&Block::Vacancies);
    pages.iter().position(shows).map(PageId::new)
}

/// Resolves a whole source. There is a site only if no error was found, here or before.
/// `theme` says what the theme adds to the output. `fallback_stamp` is the time (seconds since 1970) for records that do not tell when they changed.
pub(crate) fn resolve(
    mut raw: Raw,
    theme: &ThemeNames,
    fallback_stamp: Option<i64>,
    diagnostics: &mut Diagnostics,
) -> Result<Resolved, Unresolved> {
    let zone = zone(&raw.settings, diagnostics);
    let mut pages = std::mem::take(&mut raw.pages);
    meetings_of_rules(&mut pages, &raw, diagnostics);
    templates::known_only(&mut pages, theme, &raw.settings, diagnostics);
    called_by_name(&mut raw, diagnostics);
    let year = year_form(&raw.settings, &raw.years);
    let calendar = calendar_years(&pages, &raw.years, &year, &raw.locale);
    let claims = Claims::new(&raw, &calendar, theme, &pages);
    let mut tree = tree::build(pages, raw.settings.addresses);
    let doubled = unique_ids(&tree, diagnostics);
    let (mut published, redirects) = claims.addresses(&tree, &raw, &doubled, diagnostics);
    let raws = tree.take_pages();
    let titles = titles(&raws, &tree, &raw);
    let anchors = anchors_of_pages(&raws, diagnostics);
    let files = files(&raws, &tree, &raw.prefix);
    let unavailable = &raw.unavailable;
    let organisation_names = OrganisationNames::new(&raw.organisations, &unavailable.organisations);
    let names = Names::new(
        &raw.people,
        &raw.contacts,
        &raw.audiences,
        &raw.documents,
        unavailable,
    );
    let contacts = contacts::records(&raw.contacts, &names, diagnostics);
    let with_ids = || with_ids(&raws);
    let callable = Callable::new(&raw.tables, unavailable, with_ids());
    let meetings = Meetings::new(with_ids());
    let roles = Roles::new(with_ids(), &names);
    let links = Links {
        callable: &callable,
        meetings: &meetings,
        tree: &tree,
        names: &names,
        locale: &raw.locale,
        contacts: &contacts,
        roles: &roles,
        organisations: &organisation_names,
        people: &raw.people,
        titles: &titles,
        files: &files,
        anchors: &anchors,
        assets: &assets_by_path(&raw.assets),
        copied: &raw.assets,
        drafts: &raw.drafts.iter().map(String::as_str).collect(),
        unread: &Unread::new(unavailable),
        generated: published.generated(),
        severity: raw.settings.broken_links,
        known: OnceLock::new(),
    };
    let texts = Texts::taken(&mut raw.settings);
    let clock = clock(&raw, zone.as_ref(), fallback_stamp);
    let settings = settings(&raw.settings, texts, year, &links, diagnostics);
    let structure = Structure::new(&raws, &tree.places, &titles, &raw.locale);
    let pages = with_findings(raws, diagnostics, |index, page, diagnostics| {
        let id = PageId::new(index);
        pages::page(page, id, &structure, &clock, &links, diagnostics)
    });
    crowded::report(&pages, &raw.tables, &raw.audiences, diagnostics);
    let unavailable = &unavailable.organisations;
    let references =
        organisations::references(&raw.organisations, unavailable, &names, diagnostics);
    let tables = tables(raw.tables, &names, diagnostics);
    let Some(zone) = zone.filter(|_| !diagnostics.has_errors()) else {
        let (people, organisations) = (&raw.people, &raw.organisations);
        return Err(Unresolved::new(pages, people, organisations, raw.glossary));
    };
    let (organisations, organisation_names) =
        organisations::organisations(raw.organisations, references, &raw.people, &pages);
    let mentions = backlinks(&pages, &organisations, raw.people);
    published.meetings(&pages, &raw.audiences);
    let concerned = concerned(&pages, raw.audiences.len());
    let mut site = Site {
        routes: published.finish(),
        settings,
        people: mentions.people,
        contacts: contacts::with_ids(raw.contacts, contacts),
        audiences: raw.audiences,
        documents: raw.documents,
        organisations,
        organisation_names,
        tables,
        glossary: raw.glossary,
        years: raw.years,
        calendar,
        home: PageId::new(0),
        vacancies: page_of_vacancies(&pages),
        pages,
        concerned,
        backlinks: mentions.pages,
        assets: raw.assets,
        redirects,
    };
    if raw.settings.menu.is_none() {
        site.settings.menu = menu_of_sections(&site);
    }
    if raw.settings.footer.is_none() {
        site.settings.footer = foot_of_the_rest(&site);
    }
    Ok(Resolved { site, zone })
}

/// By what the times of meetings and their changes go.
fn clock<'a>(raw: &'a Raw, zone: Option<&'a Zone>, fallback: Option<i64>) -> Clock<'a> {
    Clock {
        zone,
        uid_domain: raw.settings.uid_domain.as_deref().unwrap_or_default(),
        changed: &raw.changed,
        page_changes: &raw.page_changes,
        fallback,
    }
}

/// The pages of places that have one, with their ids.
fn with_ids(pages: &[Option<RawPage>]) -> impl Iterator<Item = (PageId, &RawPage)> + Clone {
    let ids = pages.iter().enumerate();
    ids.filter_map(|(index, page)| Some((PageId::new(index), page.as_ref()?)))
}

/// Calls the organisations that people come from by their names, where ids are written.
fn called_by_name(raw: &mut Raw, diagnostics: &mut Diagnostics) {
    let file: Arc<str> = format!("{}people.yaml", raw.prefix).into();
    let names = OrganisationNames::new(&raw.organisations, &raw.unavailable.organisations);
    for person in &mut raw.people {
        person.organisation = person.organisation.take().map(|written| {
            let span = written.span.clone();
            let value = names.called(written, &file, diagnostics);
            Spanned { value, span }
        });
    }
}

/// For each audience the pages that name it and how.
fn concerned(pages: &[Page], audiences: usize) -> Vec<Vec<(PageId, Expectation)>> {
    let mut concerned = vec![Vec::new(); audiences];
    for (index, page) in pages.iter().enumerate() {
        for (expectation, ids) in &page.audience {
            for id in ids {
                let pages: &mut Vec<(PageId, Expectation)> = &mut concerned[id.index()];
                let here = (PageId::new(index), *expectation);
                // A list may name an audience twice.
                if pages
                    .iter()
                    .rev()
                    .take_while(|(page, _)| *page == here.0)
                    .all(|other| *other != here)
                {
                    pages.push(here);
                }
            }
        }
    }
    concerned
}

/// What can be linked on each page; an anchor that is there twice is reported.
fn anchors_of_pages(pages: &[Option<RawPage>], diagnostics: &mut Diagnostics) -> Vec<Anchors> {
    for page in pages.iter().flatten() {
        anchors::report_doubles(page, diagnostics);
    }
    let recorded = Recorded::of_pages(pages.iter().flatten());
    let of = |page: &Option<RawPage>| Some(Anchors::of_page(page.as_ref()?, &recorded));
    let anchors = pages.par_iter().map(|page| of(page).unwrap_or_default());
    anchors.collect()
}

/// Files to copy, by their paths within the content.
fn assets_by_path(assets: &[Asset]) -> HashMap<&str, AssetId> {
    let assets = assets.iter().enumerate();
    assets
        .map(|(index, asset)| (asset.file.as_str(), AssetId::new(index)))
        .collect()
}

/// What rules are measured against.
pub(crate) fn school_calendar(raw: &Raw) -> SchoolCalendar<'_> {
    let called = raw.settings.year_called.as_deref();
    SchoolCalendar::new(&raw.years, &raw.unavailable.years, called)
}

/// Adds the meetings that rules give to those of each series: nothing after this needs to know of rules.
fn meetings_of_rules(pages: &mut [RawPage], raw: &Raw, diagnostics: &mut Diagnostics) {
    let school = school_calendar(raw);
    with_findings(pages, diagnostics, |_, page, diagnostics| {
        if let RawKind::Series(series) = &mut page.kind {
            expand::expand(series, &school, &page.file, diagnostics);
            closures::report(series, &raw.years, &page.file, diagnostics);
        }
    });
}
