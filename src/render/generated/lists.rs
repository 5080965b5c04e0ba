//! The glossary, and what each document feeds.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{Document, List, OrganisationId, Page, PageId, Route, Site, Term};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::anchors::{document_anchor, term_anchor};
use crate::render::view::entry::kind_label;
use crate::render::view::heads::list_title;
use crate::render::view::href::{self, relative};
use crate::render::view::parts::generated_source;
use crate::render::view::parts_of_site::by_part;

#[derive(Serialize)]
struct LetterView {
    letter: String,
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    short: String,
    /// What it stands for; several meanings, where it has them.
    means: Vec<String>,
    /// What other terms mean that have it among their other forms.
    elsewhere: Vec<OtherTermView>,
    also: Vec<String>,
    definition: Option<String>,
    /// The page of today that has its one meaning for a title.
    page: Option<String>,
    anchor: String,
}

#[derive(Serialize)]
struct OtherTermView {
    short: String,
    means: String,
    href: String,
}

#[derive(Serialize)]
struct DocumentView {
    title: String,
    publisher: Option<String>,
    date: Option<String>,
    url: Option<String>,
    note: Option<String>,
    anchor: String,
    /// Pages, and those of organisations.
    pages: Vec<PageView>,
    /// The same under the titles of their sections, where they are many.
    parts: Vec<PartView>,
}

/// The pages of one section that draw on a document.
#[derive(Serialize)]
struct PartView {
    /// None for pages that stand in no section.
    title: Option<String>,
    pages: Vec<PageView>,
}

/// More pages than these are found by their sections.
const MOST_IN_ONE_LIST: usize = 12;

#[derive(Clone, Serialize)]
struct PageView {
    title: String,
    href: String,
    kind_label: String,
}

/// The pages of today by their titles in small letters; none where several have the same.
fn titles(site: &Site) -> HashMap<String, Option<PageId>> {
    let mut titles = HashMap::new();
    for (id, page) in site.pages_with_ids() {
        if page.as_of.is_none() {
            let same = titles.entry(page.title.to_lowercase());
            same.and_modify(|of| *of = None).or_insert(Some(id));
        }
    }
    titles
}

/// The page that is about a term: its title is what the term stands for, alone or with the short form in brackets, or the
/// short form.
fn page_of(titles: &HashMap<String, Option<PageId>>, term: &Term) -> Option<PageId> {
    let [means] = &*term.means else {
        return None;
    };
    let named = [
        format!("{means} ({})", term.short),
        means.clone(),
        term.short.clone(),
    ];
    let mut pages = named
        .iter()
        .filter_map(|name| *titles.get(&name.to_lowercase())?);
    pages.next()
}

/// The glossary, A to Z.
pub(crate) fn glossary(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let from = site.routes.href(Route::List(List::Glossary));
    let parts = generated_parts(
        site,
        theme,
        frames,
        from,
        Route::List(List::Glossary),
        theme.word("glossary_title"),
        "glossary",
    );
    let locale = theme.locale();
    let mut terms: Vec<_> = site.glossary.iter().collect();
    terms.sort_by_cached_key(|term| (locale.sort_key(&term.short), term.short.clone()));
    let titles = titles(site);
    let entries = terms.into_iter().map(|term| {
        let view = TermView {
            short: term.short.clone(),
            means: term.means.clone(),
            elsewhere: term
                .elsewhere
                .iter()
                .map(|(short, means)| OtherTermView {
                    short: short.clone(),
                    means: means.clone(),
                    href: format!("#{}", term_anchor(short)),
                })
                .collect(),
            also: term.also.clone(),
            definition: term.definition.clone(),
            page: page_of(&titles, term).map(|id| relative(from, &site.page(id).address.href)),
            anchor: term_anchor(&term.short),
        };
        (term.short.clone(), view)
    });
    let letters: Vec<LetterView> = locale
        .by_letter(entries)
        .into_iter()
        .map(|(letter, terms)| LetterView { letter, terms })
        .collect();
    let mut context = parts.context(frames.site(from));
    context.insert("letters", &letters);
    theme.render("glossary.html", &context, &generated_source(from))
}

/// Many pages under the titles of the parts of the site; then those of organisations, and those in no part.
fn parts_of(
    site: &Site,
    theme: &Theme,
    of_pages: &[(&Page, PageView)],
    of_organisations: &[PageView],
) -> Vec<PartView> {
    if of_pages.len() + of_organisations.len() <= MOST_IN_ONE_LIST {
        return Vec::new();
    }
    let pages = of_pages.iter().map(|(page, view)| (*page, view.clone()));
    let part = |(part, pages): (Option<PageId>, _)| PartView {
        title: part.map(|id| site.page(id).title.clone()),
        pages,
    };
    let mut parts: Vec<PartView> = by_part(site, pages).into_iter().map(part).collect();
    if !of_organisations.is_empty() {
        let titled = parts.iter().take_while(|part| part.title.is_some()).count();
        let organisations = PartView {
            title: Some(list_title(site, theme, List::Organisations).to_owned()),
            pages: of_organisations.to_vec(),
        };
        parts.insert(titled, organisations);
    }
    parts
}

/// All documents, with the pages that draw on each.
pub(crate) fn documents(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let locale = theme.locale();
    let from = site.routes.href(Route::List(List::Documents));
    let parts = generated_parts(
        site,
        theme,
        frames,
        from,
        Route::List(List::Documents),
        theme.word("documents_title"),
        "documents",
    );
    let mut drawing: Vec<Vec<&Page>> = vec![Vec::new(); site.documents.len()];
    for page in &site.pages {
        for document in page.sources() {
            drawing[document.index()].push(page);
        }
    }
    let mut organisations: Vec<Vec<OrganisationId>> = vec![Vec::new(); site.documents.len()];
    for (index, organisation) in site.organisations.iter().enumerate() {
        for document in organisation.sources() {
            organisations[document.index()].push(OrganisationId::new(index));
        }
    }
    // The latest first; those of no known time last, and what is of one time by name.
    let mut sorted: Vec<(usize, &Document)> = site.documents.iter().enumerate().collect();
    sorted.sort_by_cached_key(|(_, document)| {
        let dated = document.date.as_deref().and_then(dated);
        let order = (Reverse(dated), locale.sort_key(&document.title));
        (order, document.id.clone())
    });
    let views = sorted.into_iter().map(|(index, document)| {
        let of_pages = drawing[index].iter().map(|page| {
            let view = PageView {
                title: page.title.clone(),
                href: relative(from, &page.address.href),
                kind_label: kind_label(theme, page).to_owned(),
            };
            (*page, view)
        });
        let of_pages: Vec<(&Page, PageView)> = of_pages.collect();
        let of_organisations = organisations[index].iter().map(|id| PageView {
            title: site.organisation(*id).name.clone(),
            href: href::organisation(site, from, *id),
            kind_label: theme.word("kind_organisation").to_owned(),
        });
        let of_organisations: Vec<PageView> = of_organisations.collect();
        let parts = parts_of(site, theme, &of_pages, &of_organisations);
        let of_pages = of_pages.into_iter().map(|(_, view)| view);
        DocumentView {
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            date: document.date.as_deref().map(|day| locale.date_text(day)),
            url: document.url.clone(),
            note: document.note.clone(),
            anchor: document_anchor(&document.id),
            parts,
            pages: of_pages.chain(of_organisations).collect(),
        }
    });
    let views: Vec<DocumentView> = views.collect();
    let mut context = parts.context(frames.site(from));
    context.insert("documents", &views);
    theme.render("documents.html", &context, &generated_source(from))
}

/// When a document is from, as far as its date tells: year, month and day. Words are read by the year that they name first,
/// which is all that languages have in common.
fn dated(date: &str) -> Option<(i16, i16, i16)> {
    let numbers: Vec<&str> = date
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .collect();
    let at = numbers.iter().position(|number| number.len() == 4)?;
    let number = |at: usize| numbers.get(at).and_then(|n| n.parse().ok()).unwrap_or(0);
    // Only a date that begins with its year is one of numbers alone.
    let rest = date.chars().all(|c| c.is_ascii_digit() || c == '-');
    Some(if rest {
        (number(at), number(at + 1), number(at + 2))
    } else {
        (number(at), 0, 0)
    })
}
