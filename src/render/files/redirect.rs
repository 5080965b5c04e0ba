//! The page at an old address, which leads to the new one.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::model::{RedirectId, Site};
use crate::render::frame::site_at;
use crate::render::theme::Theme;
use crate::render::view::href::relative;
use crate::render::view::views::SiteView;

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
    id: RedirectId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let redirect = &site.redirects[id.index()];
    let to = site.page(redirect.to);
    // Links count folders of the old address as written: `old/index.html` stands at `old/`.
    let from = redirect
        .file
        .strip_suffix("index.html")
        .unwrap_or(&redirect.file);
    let level = site_at(site, theme, from);
    let view = RedirectView {
        site: &level,
        target: relative(from, &to.address.href),
        canonical: format!("{}{}", site.settings.base_url, to.address.href),
    };
    let context = Context::from_serialize(&view).expect("a view of text is a value");
    theme.render("redirect.html", &context, &to.source)
}
