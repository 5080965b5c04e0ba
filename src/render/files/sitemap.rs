//! What search engines are told of the site: sitemap and robots.

use std::fmt::Write as _;

use crate::model::Site;
use crate::render::view::html::escape;
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
    for href in generated_addresses(site) {
        add(&href, None);
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The pages that Redway generates, for search engines. The search page says nothing to them.
fn generated_addresses(site: &Site) -> Vec<String> {
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
