//! The parts that pages are made of, shown once each for whoever works on the theme.

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Site};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::parts::generated_source;

/// The page of all parts. Its template gets what every page gets, and writes the facts of the examples itself.
pub(crate) fn styleguide(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let from = site.routes.href(Route::Styleguide);
    let title = theme.word("styleguide_title");
    let parts = generated_parts(
        site,
        theme,
        frames,
        from,
        Route::Styleguide,
        title,
        "styleguide",
    );
    theme.render(
        "styleguide.html",
        &parts.context(frames.site(from)),
        &generated_source(from),
    )
}
