//! A sheet of contact points, to be printed on one page of paper and put on a wall.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::model::{Print, Route, SheetId, Site};
use crate::render::frame::Frames;
use crate::render::generated::parts::generated_parts;
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::parts::generated_source;
use crate::render::view::views::ContactLine;

/// What `sheet.html` may show.
#[derive(Serialize)]
struct SheetView {
    /// The contact points that an editor chose, in order.
    contacts: Vec<ContactLine>,
}

/// The page of a sheet.
pub(crate) fn sheet(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    id: SheetId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let route = Route::Print(Print::Sheet(id));
    let from = site.routes.href(route);
    let sheet = &site.settings.sheets[id.index()];
    let mut parts = generated_parts(site, theme, frames, from, route, &sheet.title, "sheet");
    // What it holds stands on pages that search engines know.
    parts.view.robots = Some("noindex");
    // Whoever has only the paper is to see of each where it comes from.
    let contacts = contacts::contacts(theme.locale(), site, from, &[], &sheet.contacts);
    let mut context = parts.context(frames.site(from));
    context.insert("sheet", &SheetView { contacts });
    theme.render("sheet.html", &context, &generated_source(from))
}
