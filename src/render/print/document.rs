//! The handbook or a section of it as one document.

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::article::{Part, Whole, article, place};
use crate::calendar::Zone;
use crate::diagnostic::Diagnostic;
use crate::model::{PackedText, PageId, Print, Route, Site};
use crate::render::frame::Frames;
use crate::render::generated::parts::generated_parts;
use crate::render::pages::page;
use crate::render::theme::Theme;
use crate::render::view::href::relative;
use crate::render::view::meetings::Years;
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::views::{DayView, LangView};

/// What `print.html` may show.
#[derive(Serialize)]
struct PrintView {
    /// All pages in order.
    contents: Vec<PrintedView>,
    /// Where the pages go, each an `article`: to be put out as it is, once.
    pages: &'static str,
    /// The day of the latest change that an editor gave to one of them.
    updated: Option<DayView>,
}

/// A page in the contents of a document for paper.
#[derive(Serialize)]
struct PrintedView {
    /// Its place in the tree, such as `2.1`; empty for the page that the document begins with.
    number: String,
    title: String,
    /// Its place in the document.
    href: String,
    /// How deep it stands, from 2: the level of its heading.
    level: u8,
    /// The document of it and all below it, where that is another one.
    print: Option<String>,
    lang: Option<LangView>,
}

/// Stands for the pages while the template is rendered: they are too many to go through it.
const PAGES: &str = "<!--redway:pages-->";

/// A page of the document, with its number and the level of its heading.
struct Entry {
    id: PageId,
    number: String,
    level: u8,
}

/// The document, in pieces that are kept small. `years` gives the meetings of the calendar, for the few pages that show some.
pub(crate) fn document<'a>(
    site: &Site,
    zone: &Zone,
    theme: &Theme,
    frames: &Frames,
    years: &(dyn Fn() -> &'a Years + Sync),
    (print, first): (Print, PageId),
) -> Result<Vec<PackedText>, Box<Diagnostic>> {
    let from = site.routes.href(Route::Print(print));
    let entries = entries(site, first);
    let frame = frame(site, theme, frames, (print, first), &entries)?;
    let whole = Whole {
        from,
        pages: entries
            .iter()
            .map(|entry| &*site.page(entry.id).address.href)
            .collect(),
    };
    let pages = entries.par_iter().map(|entry| {
        let page = site.page(entry.id);
        let href = &*page.address.href;
        let html = page::render(
            site,
            zone,
            theme,
            frames,
            years,
            (entry.id, page::For::Paper),
        )?;
        let html = String::from_utf8(html).expect("templates and values are text");
        let part = Part {
            href,
            address: format!("{}{href}", site.settings.base_url),
            title: title(site, theme, entry.id),
            number: &entry.number,
            level: entry.level,
        };
        Ok(PackedText::new(&article(&whole, &part, &html)))
    });
    let pages: Vec<Result<PackedText, Box<Diagnostic>>> = pages.collect();
    // Of a template that fails on many pages the first in the document is told.
    let pages: Vec<PackedText> = pages.into_iter().collect::<Result<_, _>>()?;
    let (before, after) = frame.split_once(PAGES).unwrap_or((&frame, ""));
    let mut pieces = vec![PackedText::new(before)];
    // A theme that has no place for the pages shows none.
    if before.len() < frame.len() {
        pieces.extend(pages);
        pieces.push(PackedText::new(after));
    }
    Ok(pieces)
}

/// What a page is called in a document: the title of the home page is that of the handbook.
fn title<'a>(site: &'a Site, theme: &'a Theme, id: PageId) -> &'a str {
    if id == site.home {
        theme.word("home")
    } else {
        &site.page(id).title
    }
}

/// A page and all below it, each in the place that its section gives it.
fn entries(site: &Site, first: PageId) -> Vec<Entry> {
    let number = if first == site.home {
        String::new()
    } else {
        (site.page(first).position + 1).to_string()
    };
    let mut entries = Vec::new();
    let mut waiting = vec![Entry {
        id: first,
        number,
        level: 2,
    }];
    while let Some(entry) = waiting.pop() {
        let level = if entry.id == site.home {
            2
        } else {
            (entry.level + 1).min(6)
        };
        let below = site.page(entry.id).children.iter().zip(1..);
        let below = below.map(|(id, place)| Entry {
            id: *id,
            number: match &*entry.number {
                "" => place.to_string(),
                above => format!("{above}.{place}"),
            },
            level,
        });
        let at = waiting.len();
        waiting.extend(below);
        waiting[at..].reverse();
        entries.push(entry);
    }
    entries
}

/// All of the document but its pages.
fn frame(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    (print, first): (Print, PageId),
    entries: &[Entry],
) -> Result<String, Box<Diagnostic>> {
    let locale = theme.locale();
    let route = Route::Print(print);
    let from = site.routes.href(route);
    let heading = &site.page(first).title;
    let mut parts = generated_parts(site, theme, frames, from, route, heading, "print");
    parts.breadcrumb = breadcrumb(site, from, Some(first));
    parts.view.lang = LangView::of(site.page(first));
    // Its pages are there by themselves.
    parts.view.robots = Some("noindex");
    let updated = entries
        .iter()
        .filter_map(|entry| site.page(entry.id).updated);
    let section = |id: PageId| {
        let to = site.routes.link(Route::Print(Print::Section(id)))?;
        (id != first).then(|| relative(from, to))
    };
    let contents = entries.iter().map(|entry| {
        let page = site.page(entry.id);
        PrintedView {
            number: entry.number.clone(),
            title: title(site, theme, entry.id).to_owned(),
            href: format!("#{}", place(&page.address.href)),
            level: entry.level,
            print: section(entry.id),
            lang: LangView::of(page),
        }
    });
    let view = PrintView {
        contents: contents.collect(),
        pages: PAGES,
        updated: updated.max().map(|day: Date| DayView {
            words: locale.date(day),
            iso: day.to_string(),
        }),
    };
    let mut context = parts.context(frames.site(from));
    context.insert("print", &view);
    let bytes = theme.render("print.html", &context, &generated_source(from))?;
    Ok(String::from_utf8(bytes).expect("templates and values are text"))
}
