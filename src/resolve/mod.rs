//! Raw records to a site in which every reference leads somewhere.
//!
//! 1. `tree` puts pages and folders in order; `routes` gives each file its path, and sees that no two share one;
//! 2. `names`, `links`, `anchors` find what is referred to; `records` and `series` use them;
//! 3. `backlinks` turns the references round.

mod backlinks;
mod kinds;
mod organisations;
mod places;
mod recurrence;
mod references;
mod routes;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::kinds::registers::{self, Meetings};
use self::kinds::series::{self, Clock};
use self::kinds::shared;
use self::places::tree::{self, Place, Tree};
use self::recurrence::expand::SchoolCalendar;
use self::recurrence::{closures, expand};
use self::references::anchors::{self, Anchors};
use self::references::calls::Callable;
use self::references::links::{Links, Origin};
use self::references::names::Names;
use self::references::unread::Unread;
use self::routes::{Claims, any_series, calendar_years};
use crate::calendar::Zone;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::load::{Raw, RawKind, RawMenuItem, RawPage, RawSettings, RawTable};
use crate::model::{
    AssetId, Data, Kind, Link, MenuItem, Page, PageId, Route, Settings, Site, Table, Target,
    capitalised,
};

/// The paths of what Redway makes by itself, and the anchors of what has no heading.
pub(crate) mod made {
    pub(crate) use crate::model::anchor::{seat, step};
    pub(crate) use crate::model::paths::*;
}

/// A site with its time zone.
pub(crate) struct Resolved {
    /// The site.
    pub(crate) site: Site,
    /// The time zone of the site.
    pub(crate) zone: Zone,
}

/// Resolves a whole source. The site is only fit to be rendered when nothing was found wrong.
/// `theme_files` are files that the theme adds to the output. `fallback_stamp` is the time (seconds since 1970) for records that do not tell when they changed.
pub(crate) fn resolve(
    mut raw: Raw,
    theme_files: &[String],
    fallback_stamp: Option<i64>,
    out: &mut Diagnostics,
) -> Option<Resolved> {
    let zone = zone(&raw.settings, out);
    let style = raw.settings.addresses;
    let mut pages = std::mem::take(&mut raw.pages);
    meetings_of_rules(&mut pages, &raw, out);
    let calendar = calendar_years(&pages, &raw.years);
    let mut claims = Claims::new(&raw, &calendar, theme_files, any_series(&pages));
    let mut tree = tree::build(pages, style);
    let doubled = unique_ids(&tree, out);
    let redirects = claims.addresses(&tree, &raw, &doubled, out);
    let raws: Vec<Option<Box<RawPage>>> = tree
        .places
        .iter_mut()
        .map(|place| place.raw.take())
        .collect();
    let titles: Vec<String> = raws
        .iter()
        .zip(&tree.places)
        .map(|(page, place)| title(page.as_deref(), place, &raw))
        .collect();
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
        claims: &claims,
        severity: raw.settings.broken_links,
    };
    let clock = Clock {
        zone: zone.as_ref(),
        changed: &raw.changed,
        fallback: fallback_stamp,
    };
    let settings = settings(&raw.settings, &links, out);
    let mut pages = with_findings(raws, out, |index, page, out| {
        let place = &tree.places[index];
        let title = titles[index].clone();
        match page {
            Some(page) => self::page(page, title, PageId::new(index), place, &clock, &links, out),
            None => bare_folder(place, title, &files[index]),
        }
    });
    let (mut organisations, organisation_names) =
        organisations::resolve(raw.organisations, &raw.lost.organisations, &names, out);
    let tables = tables(raw.tables, &names, out);
    children(&mut pages);
    service_tree(&mut pages);
    registers::link_meetings(&mut pages);
    let mut people = raw.people;
    backlinks::fill(&mut pages, &mut people);
    organisations::fill(&mut organisations, &organisation_names, &people, &pages);
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
        assets: raw.assets,
        redirects,
    };
    Some(Resolved { site, zone: zone? })
}

fn zone(settings: &RawSettings, out: &mut Diagnostics) -> Option<Zone> {
    let name = &settings.time_zone;
    let zone = Zone::find(&name.value);
    let finding = match &zone {
        None => {
            let names = Zone::names();
            // A place by its own name; the short names are too many and too short to guess among.
            let places = || names.iter().map(String::as_str).filter(|n| n.contains('/'));
            let city = places().find(|place| {
                let city = place.rsplit('/').next().unwrap_or(place);
                city.eq_ignore_ascii_case(&name.value.replace(' ', "_"))
            });
            let finding = Diagnostic::error(
                Code::UnknownZone,
                format!("there is no time zone `{}`", name.value),
            );
            let near = || nearest(&name.value, places());
            finding.meant(city.or_else(near)).help("write a name of the time zone database, such as Europe/London")
        }
        Some(zone) if zone.name() == "GMT" => Diagnostic::warning(
            Code::NoSummerTime,
            "in the time zone `GMT` the clocks never change, so meetings in a British summer would be an hour late",
        )
        .help("write Europe/London for Britain, or UTC if no clock changes where the meetings are"),
        Some(_) => return zone,
    };
    out.push(finding.at(&settings.file, name.span.clone()));
    zone
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

/// What is made of each of many, on all cores. What is found is told in their order, whichever core is first.
fn with_findings<I: IndexedParallelIterator, T: Send>(
    all: impl IntoParallelIterator<Iter = I, Item = I::Item>,
    out: &mut Diagnostics,
    make: impl Fn(usize, I::Item, &mut Diagnostics) -> T + Sync,
) -> Vec<T> {
    let (mut results, mut findings) = (Vec::new(), Vec::new());
    all.into_par_iter()
        .enumerate()
        .map(|(index, one)| {
            let mut found = Diagnostics::new();
            (make(index, one, &mut found), found)
        })
        .unzip_into_vecs(&mut results, &mut findings);
    for found in findings {
        out.append(found);
    }
    results
}

/// The file of each place, for messages; the pages themselves are taken apart.
fn files(pages: &[Option<Box<RawPage>>], tree: &Tree, prefix: &str) -> Vec<Arc<str>> {
    let places = pages.iter().zip(&tree.places);
    places
        .map(|(page, place)| match page {
            Some(page) => Arc::clone(&page.file),
            None => format!("{prefix}{}", place.folder).into(),
        })
        .collect()
}

/// What a page is called: its title; for home the site's; for a bare folder its name.
fn title(page: Option<&RawPage>, place: &Place, raw: &Raw) -> String {
    match page {
        Some(page) if !page.title.is_empty() => page.title.clone(),
        _ if place.folder.is_empty() => raw.settings.title.clone(),
        _ => {
            let name = place
                .folder
                .rsplit('/')
                .next()
                .unwrap_or("")
                .replace(['-', '_'], " ");
            capitalised(&name)
        }
    }
}

fn page(
    raw: Box<RawPage>,
    title: String,
    id: PageId,
    place: &Place,
    clock: &Clock<'_>,
    links: &Links<'_>,
    out: &mut Diagnostics,
) -> Page {
    let file = Arc::clone(&raw.file);
    let origin = Origin {
        file: &file,
        folder: &place.folder,
        page: id,
    };
    let documents = raw
        .documents
        .iter()
        .filter_map(|d| links.names.document(d, &file, out))
        .collect();
    let audience = raw
        .audience
        .into_iter()
        .map(|(expectation, names)| {
            let ids = names
                .iter()
                .filter_map(|name| links.names.audience(name, &file, out));
            (expectation, ids.collect())
        })
        .filter(|(_, audiences): &(_, Vec<_>)| !audiences.is_empty())
        .collect();
    let contacts = shared::contacts(raw.contacts, links, &file, out);
    let steps = shared::steps(raw.steps, links, &origin, out);
    let followed = links.text_and_body(raw.body, &origin, out);
    let kind = match raw.kind {
        RawKind::Page => Kind::Page,
        RawKind::Service(service) => {
            Kind::Service(Box::new(shared::service(*service, links, &origin, out)))
        }
        RawKind::Series(series) => Kind::Series(Box::new(series::series(
            *series,
            series::Updated {
                day: raw.updated,
                lost: raw.updated_lost,
            },
            clock,
            links,
            &origin,
            out,
        ))),
        RawKind::Plan(plan) => Kind::Plan(Box::new(registers::plan(*plan, links, &origin, out))),
        RawKind::Minutes(minutes) => {
            Kind::Minutes(Box::new(registers::minutes(*minutes, links, &origin, out)))
        }
        RawKind::Group(group) => Kind::Group(Box::new(shared::group(*group, links, &file, out))),
    };
    Page {
        address: place.address.clone(),
        title,
        description: raw.description,
        excerpt: followed.excerpt,
        kind,
        is_section: place.is_section,
        parent: place.parent,
        children: Vec::new(),
        position: 0,
        body: followed.body,
        text: followed.text,
        date: raw.date,
        updated: raw.updated,
        checked: raw.checked,
        tags: raw.tags,
        keywords: raw.keywords,
        order: raw.order,
        as_of: raw.as_of,
        audience,
        contacts,
        steps,
        documents,
        named_on: Vec::new(),
        extra: raw.extra,
        source: file,
    }
}

fn bare_folder(place: &Place, title: String, source: &Arc<str>) -> Page {
    Page {
        source: Arc::clone(source),
        address: place.address.clone(),
        title,
        description: None,
        excerpt: Box::default(),
        kind: Kind::Page,
        is_section: true,
        parent: place.parent,
        children: Vec::new(),
        position: 0,
        body: crate::model::Body::default(),
        text: crate::model::Packed::default(),
        date: None,
        updated: None,
        checked: None,
        tags: Vec::new(),
        keywords: Vec::new(),
        order: None,
        as_of: None,
        audience: Vec::new(),
        contacts: Vec::new(),
        steps: Vec::new(),
        documents: Vec::new(),
        named_on: Vec::new(),
        extra: Data::Map(Vec::new()),
    }
}

/// Ids that another record has: the file and the offset of each.
type Doubled = HashSet<(Arc<str>, usize)>;

/// No two records of one kind share an id, nor one that they had before.
fn unique_ids(tree: &Tree, out: &mut Diagnostics) -> Doubled {
    let pages = || tree.places.iter().filter_map(|place| place.raw.as_deref());
    let ids = pages().filter_map(|page| match &page.kind {
        RawKind::Series(series) => Some((page, "series", &series.id)),
        RawKind::Group(group) => Some((page, "group", &group.id)),
        RawKind::Plan(plan) => Some((page, "plan", &plan.id)),
        RawKind::Minutes(minutes) => Some((page, "minutes", &minutes.id)),
        RawKind::Page | RawKind::Service(_) => None,
    });
    let former = pages().flat_map(|page| {
        let ids = match &page.kind {
            RawKind::Series(series) => series.former_ids.as_slice(),
            _ => &[],
        };
        ids.iter().map(move |id| (page, "series", id))
    });
    let mut seen: HashMap<(&str, &str), &RawPage> = HashMap::new();
    let mut doubled = Doubled::new();
    // What a record is called now goes before what another one was called once.
    for (page, kind, id) in ids.chain(former) {
        let Some(other) = seen.get(&(kind, id.value.as_str())) else {
            seen.insert((kind, &id.value), page);
            continue;
        };
        doubled.insert((Arc::clone(&page.file), id.span.start));
        let finding = if std::ptr::eq(*other, page) {
            Diagnostic::error(
                Code::DuplicateId,
                format!("this page has the id `{}` already", id.value),
            )
            .help("under `former_ids` stand the ids that it had before, each once")
        } else {
            Diagnostic::error(
                Code::DuplicateId,
                format!("the id `{}` is taken by `{}`", id.value, other.file),
            )
            .help("choose another id; one that was ever published must stay as it is")
        };
        out.push(finding.at(&page.file, id.span.clone()));
    }
    doubled
}

/// Tables whose documents are known.
fn tables(raw: Vec<RawTable>, names: &Names<'_>, out: &mut Diagnostics) -> Vec<Table> {
    raw.into_iter()
        .map(|table| Table {
            document: table
                .document
                .and_then(|d| names.document(&d, &table.file, out)),
            id: table.id,
            title: table.title,
            as_of: table.as_of,
            unit: table.unit,
            columns: table.columns,
            rows: table.rows,
            notes: table.notes,
            chart: table.chart,
        })
        .collect()
}

/// The pages of each section: by `order`, then by title.
fn children(pages: &mut [Page]) {
    let mut of: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    for (index, page) in pages.iter().enumerate() {
        if let Some(parent) = page.parent {
            of[parent.index()].push(PageId::new(index));
        }
    }
    for ids in &mut of {
        ids.sort_by_cached_key(|id| {
            let page = &pages[id.index()];
            (
                page.order.unwrap_or(i64::MAX),
                page.title.to_lowercase(),
                page.address.href.clone(),
            )
        });
    }
    for (parent, ids) in of.into_iter().enumerate() {
        for (position, id) in ids.iter().enumerate() {
            pages[id.index()].position = position;
        }
        pages[parent].children = ids;
    }
}

/// Services hang together as their folders do.
fn service_tree(pages: &mut [Page]) {
    let is_service: Vec<bool> = pages
        .iter()
        .map(|p| matches!(p.kind, Kind::Service(_)))
        .collect();
    for page in pages {
        let parent = page.parent.filter(|p| is_service[p.index()]);
        let teams: Vec<PageId> = page
            .children
            .iter()
            .copied()
            .filter(|c| is_service[c.index()])
            .collect();
        if let Kind::Service(service) = &mut page.kind {
            service.parent = parent;
            service.teams = teams;
        }
    }
}

fn settings(raw: &RawSettings, links: &Links<'_>, out: &mut Diagnostics) -> Settings {
    Settings {
        title: raw.title.clone(),
        base_url: raw.base_url.clone(),
        organisation: raw.organisation.clone(),
        description: raw.description.clone(),
        language: raw.language.clone(),
        time_zone: raw.time_zone.value.clone(),
        uid_domain: raw.uid_domain.clone().unwrap_or_default(),
        addresses: raw.addresses,
        search: raw.search,
        search_budget: raw.search_budget,
        ask: menu(&raw.ask, raw, links, out),
        menu: menu(&raw.menu, raw, links, out),
        footer: menu(&raw.footer, raw, links, out),
        extra: raw.extra.clone(),
    }
}

fn menu(
    items: &[RawMenuItem],
    settings: &RawSettings,
    links: &Links<'_>,
    out: &mut Diagnostics,
) -> Vec<MenuItem> {
    let origin = Origin {
        file: &settings.file,
        folder: "",
        page: PageId::new(0),
    };
    items
        .iter()
        .filter_map(|item| {
            let written = item.page.as_ref().or(item.address.as_ref())?;
            let outside = ["https://", "http://", "mailto:", "tel:"]
                .iter()
                .any(|s| written.value.starts_with(s));
            let to = if outside && item.address.is_some() {
                Link::Outside(written.value.clone())
            } else {
                match links.target(written, &origin, out)? {
                    Target::Page(page, anchor) => Link::Route(Route::Page(page), anchor),
                    Target::Route(route, anchor) => Link::Route(route, anchor),
                    Target::File(file) => Link::Route(links.asset(&file)?, None),
                    Target::Person(_) | Target::Heading(_) | Target::Verbatim(_) => return None,
                }
            };
            let title = item.title.clone().or_else(|| match to {
                Link::Route(Route::Page(page), _) => Some(links.titles[page.index()].clone()),
                Link::Route(..) | Link::Outside(_) => None,
            });
            if title.is_none() {
                out.push(
                    Diagnostic::error(Code::MissingKey, "this menu item has no `title`")
                        .at(&settings.file, item.span.start..item.span.start + 1)
                        .help("add the words that readers see: title: …"),
                );
            }
            Some(MenuItem { title: title?, to })
        })
        .collect()
}
