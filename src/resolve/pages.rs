//! Raw pages to pages, and how they hang together.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::kinds::series::{Clock, Updated};
use super::kinds::{self, Services, shared};
use super::places::address;
use super::places::tree::{Place, Tree};
use super::references::links::{Links, Origin};
use crate::calendar::shows_nothing;
use crate::diagnostic::Diagnostics;
use crate::load::{Raw, RawKind, RawPage};
use crate::locale::Locale;
use crate::model::{Data, Kind, Order, Page, PageId, capitalised};

/// The file of each place, for messages; the pages themselves are taken apart.
pub(super) fn files(pages: &[Option<RawPage>], tree: &Tree, prefix: &str) -> Vec<Arc<str>> {
    let places = pages.iter().zip(&tree.places);
    places
        .map(|(page, place)| match page {
            Some(page) => Arc::clone(&page.file),
            None => format!("{prefix}{}", place.folder).into(),
        })
        .collect()
}

/// What the page of each place is called.
pub(super) fn titles(pages: &[Option<RawPage>], tree: &Tree, raw: &Raw) -> Vec<String> {
    let places = pages.iter().zip(&tree.places);
    places
        .map(|(page, place)| title(page.as_ref(), place, raw))
        .collect()
}

/// What a page is called: its title; for home the site's; for a bare folder its name.
fn title(page: Option<&RawPage>, place: &Place, raw: &Raw) -> String {
    match page {
        Some(page) if !page.title.is_empty() => page.title.clone(),
        _ if place.folder.is_empty() => raw.settings.title.clone(),
        _ => {
            let name = place.folder.rsplit('/').next().unwrap_or("");
            let words = name.replace(['-', '_'], " ");
            // A folder may be called `_`.
            let is_sign = shows_nothing(&words);
            capitalised(if is_sign { name } else { &words })
        }
    }
}

/// How pages hang together.
pub(super) struct Structure {
    /// The pages in each place, in order.
    children: Vec<Vec<PageId>>,
    /// The place of each page among those of its section, from 0.
    positions: Vec<usize>,
    /// Whether each page is a service.
    services: Vec<bool>,
    /// Whether the pages of each section are told by their dates.
    dated: Vec<bool>,
}

impl Structure {
    /// Pages of a section stand by `order`; then, where most are dated, by date, the latest first; then by title in the order
    /// of the language. Those under one heading stand together, where the first of them would; those under none come first.
    pub(super) fn new(
        pages: &[Option<RawPage>],
        places: &[Place],
        titles: &[String],
        locale: &Locale,
    ) -> Self {
        let mut children: Vec<Vec<PageId>> = vec![Vec::new(); places.len()];
        for (index, place) in places.iter().enumerate() {
            if let Some(parent) = place.parent {
                children[parent.index()].push(PageId::new(index));
            }
        }
        let order = |id: &PageId| {
            let order = pages[id.index()].as_ref().and_then(|page| page.order);
            order.unwrap_or(Order::LAST)
        };
        let mut positions = vec![0; places.len()];
        let mut sections_dated = vec![false; places.len()];
        for (ids, section_dated) in children.iter_mut().zip(&mut sections_dated) {
            ids.sort_by_key(order);
            let dated = is_dated(ids, pages);
            if dated {
                ids.sort_by_key(|id| (order(id), Reverse(day(pages, *id))));
            }
            *section_dated = dated;
            let order = |id: &PageId| (order(id), dated.then(|| day(pages, *id)));
            // What a title sorts by costs more to make than all else here, and `order` mostly decides.
            let tied = ids.chunk_by_mut(|a, b| order(a) == order(b));
            for tied in tied.filter(|tied| tied.len() > 1) {
                tied.sort_by_cached_key(|id| {
                    let index = id.index();
                    (locale.sort_key(&titles[index]), &places[index].address.href)
                });
            }
            gather(ids, pages);
            for (position, id) in ids.iter().enumerate() {
                positions[id.index()] = position;
            }
        }
        let service = |page: &Option<RawPage>| {
            let kind = page.as_ref().map(|page| &page.kind);
            matches!(kind, Some(RawKind::Service(_)))
        };
        Structure {
            children,
            positions,
            services: pages.iter().map(service).collect(),
            dated: sections_dated,
        }
    }

    /// Whether the pages of a section are told by their dates.
    pub(super) fn is_dated(&self, id: PageId) -> bool {
        self.dated[id.index()]
    }

    fn is_service(&self, id: PageId) -> bool {
        self.services[id.index()]
    }
}

/// Puts the pages under one heading together, in the order of the headings' first pages.
fn gather(ids: &mut [PageId], pages: &[Option<RawPage>]) {
    let under = |id: &PageId| pages[id.index()].as_ref()?.under.as_deref();
    let mut headings: HashMap<&str, usize> = HashMap::new();
    for heading in ids.iter().filter_map(under) {
        let next = headings.len() + 1;
        headings.entry(heading).or_insert(next);
    }
    if !headings.is_empty() {
        ids.sort_by_key(|id| under(id).map_or(0, |heading| headings[heading]));
    }
}

/// Whether the pages of a section are told by their dates: most of those that are no sections have one. Minutes are of the
/// day of their meeting.
fn is_dated(ids: &[PageId], pages: &[Option<RawPage>]) -> bool {
    let is_page = |id: &&PageId| {
        let page = pages[id.index()].as_ref();
        page.is_some_and(|page| page.section.is_none())
    };
    let all = ids.iter().filter(is_page).count();
    let dated = ids.iter().filter(|id| day(pages, **id).is_some()).count();
    dated > 1 && 2 * dated > all
}

/// The day that a page is of.
fn day(pages: &[Option<RawPage>], id: PageId) -> Option<Date> {
    let page = pages[id.index()].as_ref()?;
    match &page.kind {
        RawKind::Minutes(minutes) => Some(minutes.day),
        _ => page.date,
    }
}

/// The page of a place: that of its file, with every reference in it followed, or that of a bare folder.
pub(super) fn page(
    raw: Option<RawPage>,
    id: PageId,
    structure: &Structure,
    clock: &Clock<'_>,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Page {
    match raw {
        Some(raw) => written(raw, id, structure, clock, links, diagnostics),
        None => bare_folder(id, structure, links),
    }
}

fn written(
    raw: RawPage,
    id: PageId,
    structure: &Structure,
    clock: &Clock<'_>,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Page {
    let place = &links.tree.places[id.index()];
    let children = structure.children[id.index()].clone();
    let file = Arc::clone(&raw.file);
    let origin = Origin {
        file: &file,
        folder: address::folder(&raw.path),
        page: id,
    };
    let documents = raw
        .documents
        .iter()
        .filter_map(|d| links.names.document(d, &file, diagnostics))
        .collect();
    let audience = raw
        .audience
        .into_iter()
        .map(|(expectation, names)| {
            let ids = names
                .iter()
                .filter_map(|name| links.names.audience(name, &file, diagnostics));
            (expectation, ids.collect())
        })
        .filter(|(_, audiences): &(_, Vec<_>)| !audiences.is_empty())
        .collect();
    let contacts = shared::contacts(raw.contacts, links, &file, diagnostics);
    let steps = shared::steps(raw.steps, links, &origin, diagnostics);
    let followed = links.text_and_body(raw.body, &origin, diagnostics);
    let services = || Services {
        above: place.parent.filter(|above| structure.is_service(*above)),
        teams: {
            let below = children.iter().copied();
            below.filter(|below| structure.is_service(*below)).collect()
        },
    };
    let updated = Updated {
        day: raw.updated,
        unavailable: raw.updated_unavailable,
    };
    let kind = kinds::kind(
        raw.kind,
        services,
        updated,
        clock,
        links,
        &origin,
        diagnostics,
    );
    Page {
        address: place.address.clone(),
        title: links.titles[id.index()].clone(),
        description: raw.description,
        excerpt: followed.excerpt,
        kind,
        is_section: place.is_section,
        is_dated: structure.is_dated(id),
        parent: place.parent,
        children,
        position: structure.positions[id.index()],
        body: followed.body,
        date: raw.date,
        updated: raw.updated,
        changed: clock.changed_on(&file),
        checked: raw.checked.map(|day| day.value),
        tags: raw.tags,
        keywords: raw.keywords,
        order: raw.order,
        template: raw.template.map(|name| name.value.into()),
        under: raw.under,
        as_of: raw.as_of,
        language: raw.language,
        audience,
        contacts,
        steps,
        documents,
        draft: raw.draft,
        extra: raw.extra,
        source: file,
    }
}

/// The page of a folder that has none of its own: a title and what stands below it.
fn bare_folder(id: PageId, structure: &Structure, links: &Links<'_>) -> Page {
    let index = id.index();
    let place = &links.tree.places[index];
    Page {
        source: Arc::clone(&links.files[index]),
        address: place.address.clone(),
        title: links.titles[index].clone(),
        description: None,
        excerpt: Box::default(),
        kind: Kind::Page,
        is_section: true,
        is_dated: structure.is_dated(id),
        parent: place.parent,
        children: structure.children[index].clone(),
        position: structure.positions[index],
        body: crate::model::Body::default(),
        date: None,
        updated: None,
        changed: None,
        checked: None,
        tags: Vec::new(),
        keywords: Vec::new(),
        order: None,
        template: None,
        under: None,
        as_of: None,
        language: None,
        audience: Vec::new(),
        contacts: Vec::new(),
        steps: Vec::new(),
        documents: Vec::new(),
        draft: false,
        extra: Data::Map(Vec::new()),
    }
}
