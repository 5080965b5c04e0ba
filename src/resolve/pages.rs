//! Raw pages to pages, and how they hang together.

use std::sync::Arc;

use super::kinds::series::{Clock, Updated};
use super::kinds::{registers, series, shared};
use super::places::tree::{Place, Tree};
use super::references::links::{Links, Origin};
use crate::diagnostic::Diagnostics;
use crate::load::{Raw, RawKind, RawPage};
use crate::locale::Locale;
use crate::model::{Data, Kind, Page, PageId, capitalised};

/// The file of each place, for messages; the pages themselves are taken apart.
pub(super) fn files(pages: &[Option<Box<RawPage>>], tree: &Tree, prefix: &str) -> Vec<Arc<str>> {
    let places = pages.iter().zip(&tree.places);
    places
        .map(|(page, place)| match page {
            Some(page) => Arc::clone(&page.file),
            None => format!("{prefix}{}", place.folder).into(),
        })
        .collect()
}

/// What a page is called: its title; for home the site's; for a bare folder its name.
pub(super) fn title(page: Option<&RawPage>, place: &Place, raw: &Raw) -> String {
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

/// A page with every reference in it followed.
pub(super) fn page(
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
            Updated {
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
        date: raw.date,
        updated: raw.updated,
        checked: raw.checked,
        tags: raw.tags,
        keywords: raw.keywords,
        order: raw.order,
        as_of: raw.as_of,
        language: raw.language,
        audience,
        contacts,
        steps,
        documents,
        named_on: Vec::new(),
        extra: raw.extra,
        source: file,
    }
}

/// The page of a folder that has none of its own: a title and what stands below it.
pub(super) fn bare_folder(place: &Place, title: String, source: &Arc<str>) -> Page {
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
        date: None,
        updated: None,
        checked: None,
        tags: Vec::new(),
        keywords: Vec::new(),
        order: None,
        as_of: None,
        language: None,
        audience: Vec::new(),
        contacts: Vec::new(),
        steps: Vec::new(),
        documents: Vec::new(),
        named_on: Vec::new(),
        extra: Data::Map(Vec::new()),
    }
}

/// The pages of each section: by `order`, then by title in the order of the language.
pub(super) fn children(pages: &mut [Page], locale: &Locale) {
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
                locale.sort_key(&page.title),
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
pub(super) fn service_tree(pages: &mut [Page]) {
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
