//! What search engines are told of the site: sitemap and robots.

use std::fmt::Write as _;

use crate::model::{List, Route, Site};
use crate::render::view::html::escape;

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
    for (_, route) in site.routes.iter() {
        let updated = match route {
            Route::Page(id) => site.page(id).updated.or(site.page(id).date),
            // People of the past are not to be found as if they were of today.
            Route::Person(id) if !site.person(id).current => continue,
            // None says anything to search engines that other pages do not.
            Route::List(List::Search) | Route::Print(_) | Route::Styleguide => continue,
            route if route.is_page() => None,
            _ => continue,
        };
        add(site.routes.href(route), updated);
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// Everything may be read, feeds above all: some calendar programs ask this file first. Of a preview nothing may be.
pub(crate) fn robots(site: &Site) -> Vec<u8> {
    if site.settings.preview {
        return b"User-agent: *\nDisallow: /\n".to_vec();
    }
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n",
        site.settings.base_url
    )
    .into_bytes()
}
