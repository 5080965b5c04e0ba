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
mod organisations;
mod pages;
mod places;
mod recurrence;
mod references;
mod routes;
mod settings;
mod unresolved;

use std::collections::HashMap;

use rayon::prelude::*;

use self::backlinks::{Backlinks, backlinks};
use self::ids::unique_ids;
use self::kinds::series::Clock;
use self::lists::tables;
use self::many::with_findings;
use self::pages::{Structure, files, titles};
use self::places::tree;
use self::recurrence::school::SchoolCalendar;
use self::recurrence::{closures, expand};
use self::references::anchors::{self, Anchors};
use self::references::calls::Callable;
use self::references::links::Links;
use self::references::meetings::Meetings;
use self::references::names::Names;
use self::references::unread::Unread;
use self::routes::{Claims, any_series, calendar_years};
use self::settings::{settings, zone};
pub(crate) use self::unresolved::Unresolved;
use crate::calendar::Zone;
use crate::diagnostic::Diagnostics;
use crate::load::{Raw, RawKind, RawPage};
use crate::model::{AssetId, PageId, Site};

/// A site with its time zone.
pub(crate) struct Resolved {
    /// The site.
    pub(crate) site: Site,
    /// The time zone of the site.
    pub(crate) zone: Zone,
}

/// Resolves a whole source. There is a site only if no error was found, here or before.
/// `theme_files` are files that the theme adds to the output. `fallback_stamp` is the time (seconds since 1970) for records that do not tell when they changed.
pub(crate) fn resolve(
    mut raw: Raw,
    theme_files: &[String],
    fallback_stamp: Option<i64>,
    out: &mut Diagnostics,
) -> Result<Resolved, Unresolved> {
    let zone = zone(&raw.settings, out);
    let style = raw.settings.addresses;
    let mut pages = std::mem::take(&mut raw.pages);
    meetings_of_rules(&mut pages, &raw, out);
    let calendar = calendar_years(&pages, &raw.years, &raw.locale);
    let mut claims = Claims::new(&raw, &calendar, theme_files, any_series(&pages));
    let mut tree = tree::build(pages, style);
    let doubled = unique_ids(&tree, out);
    let redirects = claims.addresses(&tree, &raw, &doubled, out);
    let raws = tree.take_pages();
    let titles = titles(&raws, &tree, &raw);
    let anchors: Vec<Anchors> = raws
        .par_iter()
        .map(|page| page.as_deref().map(Anchors::of_page).unwrap_or_default())
        .collect();
    for page in raws.iter().flatten() {
        anchors::report_doubles(page, out);
    }
    let files = files(&raws, &tree, &raw.prefix);
    let names = Names::new(&raw.people, &raw.audiences, &raw.documents, &raw.lost);
    let assets: HashMap<&str, AssetId> = raw
        .assets
        .iter()
        .enumerate()
        .map(|(index, asset)| (asset.file.as_str(), AssetId::new(index)))
        .collect();
    let with_ids = || {
        let ids = raws.iter().enumerate();
        ids.filter_map(|(index, page)| Some((PageId::new(index), page.as_deref()?)))
    };
    let unread = Unread::new(&raw.lost);
    let callable = Callable::new(&raw.tables, &raw.lost, with_ids());
    let meetings = Meetings::new(with_ids());
    let links = Links {
        callable: &callable,
        meetings: &meetings,
        tree: &tree,
        names: &names,
        people: &raw.people,
        titles: &titles,
        files: &files,
        anchors: &anchors,
        assets: &assets,
        drafts: &raw.drafts,
        unread: &unread,
        generated: claims.generated(),
        severity: raw.settings.broken_links,
    };
    let clock = Clock {
        zone: zone.as_ref(),
        uid_domain: raw.settings.uid_domain.as_deref().unwrap_or_default(),
        changed: &raw.changed,
        fallback: fallback_stamp,
    };
    let settings = settings(&raw.settings, &links, out);
    let structure = Structure::new(&raws, &tree.places, &titles, &raw.locale);
    let pages = with_findings(raws, out, |index, page, out| {
        pages::page(page, PageId::new(index), &structure, &clock, &links, out)
    });
    let references =
        organisations::references(&raw.organisations, &raw.lost.organisations, &names, out);
    let tables = tables(raw.tables, &names, out);
    let zone = match zone {
        Some(zone) if !out.has_errors() => zone,
        _ => {
            return Err(Unresolved::new(
                pages,
                &raw.people,
                &raw.organisations,
                raw.glossary,
            ));
        }
    };
    let (organisations, organisation_names) =
        organisations::organisations(raw.organisations, references, &raw.people, &pages);
    let Backlinks {
        pages: backlinks,
        people,
    } = backlinks(&pages, raw.people);
    claims.meetings(&pages, &raw.audiences);
    let site = Site {
        routes: claims.finish(),
        settings,
        people,
        audiences: raw.audiences,
        documents: raw.documents,
        organisations,
        organisation_names,
        tables,
        glossary: raw.glossary,
        years: raw.years,
        calendar,
        home: PageId::new(0),
        pages,
        backlinks,
        assets: raw.assets,
        redirects,
    };
    Ok(Resolved { site, zone })
}

/// Adds the meetings that rules give to those of each series: nothing after this needs to know of rules.
fn meetings_of_rules(pages: &mut [Box<RawPage>], raw: &Raw, out: &mut Diagnostics) {
    let school = SchoolCalendar::new(&raw.years, &raw.lost.years);
    with_findings(pages, out, |_, page, out| {
        if let RawKind::Series(series) = &mut page.kind {
            expand::expand(series, &school, &page.file, out);
            closures::report(series, &raw.years, &page.file, out);
        }
    });
}
