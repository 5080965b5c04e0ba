//! The page for addresses that are not there.

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Site};
use crate::render::frame::{Frames, base_path, menu_at_any_address};
use crate::render::theme::Theme;
use crate::render::view::parts::generated_source;
use crate::render::view::report::{self, About};

/// The page for addresses that are not there. It is served at any address, so its links start
/// at the site's path on its host.
pub(crate) fn not_found(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let [view, header, menu, footer] = frames.absolute();
    let title = theme.word("not_found_title");
    let mut parts = generated_parts(
        site,
        theme,
        frames,
        "404.html",
        Route::NotFound,
        title,
        "page",
    );
    let about = About {
        title,
        href: "404.html",
        changed: None,
    };
    let base = base_path(&site.settings.base_url);
    parts.view.report = report::href(frames.locale(), site, &about, &|to| format!("{base}{to}"));
    parts.view.canonical = None;
    parts.view.robots = Some("noindex");
    base.clone_into(&mut parts.view.root);
    parts.breadcrumb = Vec::new();
    // Their links are relative to an address, and this page has none.
    parts.notices = Vec::new();
    parts.header = header;
    parts.menu = menu;
    parts.footer = footer;
    let mut context = parts.context(view);
    context.insert("links", &menu_at_any_address(site, theme));
    theme.render("not_found.html", &context, &generated_source("404.html"))
}
