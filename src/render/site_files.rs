//! Files about the whole site: sitemap, robots, 404, redirects.

use std::fmt::Write as _;

use serde::Serialize;
use tera::Context;

use super::frame::Frames;
use super::generated::parts::generated_parts;
use super::theme::Theme;
use super::view::href::relative;
use super::view::html::escape;
use super::view::parts::{generated_source, generated_view};
use super::view::views::SiteView;
use crate::diagnostic::Diagnostic;
use crate::model::{Redirect, Site};
use crate::resolve::made;

/// The sitemap (sitemaps.org protocol 0.9), with the day of the last change where it is known.
pub(crate) fn sitemap(site: &Site) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |href: &str, updated: Option<jiff::civil::Date>| {
        out.push_str("<url><loc>");
        escape(&mut out, &site.settings.base_url);
        escape(&mut out, href);
        out.push_str("</loc>");
        if let Some(day) = updated {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        out.push_str("</url>\n");
    };
    for page in &site.pages {
        add(&page.address.href, page.updated.or(page.date));
    }
    for href in made_addresses(site) {
        add(&href, None);
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The pages that Redway makes by itself, for search engines. The search page says nothing to them.
fn made_addresses(site: &Site) -> Vec<String> {
    let style = site.settings.addresses;
    let people = site
        .people
        .iter()
        .filter(|p| p.current)
        .map(|p| (made::PEOPLE, p.id.as_str()));
    let organisations = site
        .organisations
        .iter()
        .map(|o| (made::ORGANISATIONS, o.id.as_str()));
    let audiences = site
        .audiences
        .iter()
        .map(|a| (made::AUDIENCES, a.id.as_str()));
    let lists = [
        (made::PEOPLE, !site.people.is_empty()),
        (made::ORGANISATIONS, !site.organisations.is_empty()),
        (made::AUDIENCES, !site.audiences.is_empty()),
        (made::GLOSSARY, !site.glossary.is_empty()),
        (made::DOCUMENTS, !site.documents.is_empty()),
        (made::CALENDAR, !site.calendar.is_empty()),
    ];
    let lists = lists
        .into_iter()
        .filter(|(_, there)| *there)
        .map(|(name, _)| made::href(name, style));
    let years = site.calendar.iter();
    let years = years.map(|year| (made::CALENDAR, year.id.as_str()));
    let entries = people.chain(organisations).chain(audiences).chain(years);
    lists
        .chain(entries.map(|(folder, id)| made::entry(folder, id, style)))
        .collect()
}

/// Everything may be read, feeds above all: some calendar programs ask this file first.
pub(crate) fn robots(site: &Site) -> Vec<u8> {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n",
        site.settings.base_url
    )
    .into_bytes()
}

/// The page for addresses that are not there. It is served at any address, so its links start
/// at the site's path on its host.
pub(crate) fn not_found(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (view, header, footer) = frames.absolute();
    let title = theme.word("not_found_title");
    let mut parts = generated_parts(site, frames, "404.html", "", title, "page");
    parts.view = generated_view(site, "404.html", title, "page");
    parts.view.canonical = None;
    parts.view.robots = Some("noindex");
    parts.view.root.clone_from(&view.home);
    parts.breadcrumb = Vec::new();
    parts.header = header;
    parts.footer = footer;
    theme.render(
        "not_found.html",
        &parts.context(view),
        &generated_source("404.html"),
    )
}

#[derive(Serialize)]
struct RedirectView<'a> {
    site: &'a SiteView,
    target: String,
    canonical: String,
}

/// The page at an old address.
pub(crate) fn redirect(
    site: &Site,
    theme: &Theme,
    redirect: &Redirect,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let to = site.page(redirect.to);
    // Links count folders of the old address as written: `old/index.html` stands at `old/`.
    let from = redirect
        .file
        .strip_suffix("index.html")
        .unwrap_or(&redirect.file);
    let level = super::frame::site_at(site, from);
    let view = RedirectView {
        site: &level,
        target: relative(from, &to.address.href),
        canonical: format!("{}{}", site.settings.base_url, to.address.href),
    };
    let context = Context::from_serialize(&view).expect("a view of text is a value");
    theme.render("redirect.html", &context, &to.source)
}
