//! What stands around the content of a page that Redway generates.

use crate::model::{Route, Site};
use crate::render::frame::Frames;
use crate::render::view::notices;
use crate::render::view::parts::{Parts, breadcrumb, generated_menu_item, generated_view};

/// The parts of a page that Redway generates, under home. `menu` is what the menu item leads to that it stands under.
pub(crate) fn generated_parts<'f>(
    site: &Site,
    frames: &'f Frames,
    href: &str,
    menu: Route,
    title: &str,
    kind: &'static str,
) -> Parts<'f> {
    Parts {
        view: generated_view(frames.locale(), site, href, title, kind),
        breadcrumb: breadcrumb(site, href, Some(site.home)),
        body: String::new(),
        contents: Vec::new(),
        documents: Vec::new(),
        expectations: Vec::new(),
        contacts: Vec::new(),
        steps: Vec::new(),
        named_on: Vec::new(),
        previous: None,
        next: None,
        feeds: Vec::new(),
        notices: notices::views(frames.locale(), site, href, notices::On::Generated(menu)),
        header: frames.header(href),
        menu: frames.menu(href, generated_menu_item(site, menu)),
        sidebar: None,
        footer: frames.footer(href),
    }
}
