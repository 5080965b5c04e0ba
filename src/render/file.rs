//! One route to one file: the whole of rendering.
//!
//! The file of a route depends on the site alone: it is the same in any order, on any thread, with or without the others.

use super::files::{csv, interface, meetings, redirect, sitemap};
use super::generated::{
    accessibility, audiences, calendar, lists, not_found, organisations, people, person,
    search as search_page, styleguide,
};
use super::pages::page;
use super::print;
use super::shared::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{Content, File, List, Media, Print, Route, Site, YearId};

/// The file of a route. `None` when it is a member of a group that the group lacks.
///
/// # Errors
///
/// A mistake in a template, which names the page too.
pub(crate) fn file<'a>(
    site: &'a Site,
    shared: &'a Shared,
    route: Route,
) -> Result<Option<File<'a>>, Box<Diagnostic>> {
    let (theme, frames) = (&shared.theme, &shared.frames);
    let (sorts, titles) = (|| shared.sorts(site), || shared.audience_titles(site));
    let html = |bytes: Vec<u8>| (Media::Html, Content::Bytes(bytes));
    let (media, content) = match route {
        Route::Page(id) => {
            let years = || shared.years(site);
            let page = (id, page::For::Screen);
            html(page::render(
                site,
                &shared.zone,
                theme,
                frames,
                &years,
                page,
            )?)
        }
        Route::List(List::Calendar) => {
            let latest = shared.years(site).latest(1).next();
            let latest = latest.expect("there is a calendar when there is a year");
            html(year(site, shared, route, latest)?)
        }
        Route::List(List::Search) => html(search_page::page(site, theme, frames)?),
        Route::List(List::People) => html(people::index(site, theme, frames)?),
        Route::List(List::Organisations) => {
            html(organisations::index(site, theme, frames, sorts())?)
        }
        Route::List(List::Audiences) => html(audiences::index(site, theme, frames, titles())?),
        Route::List(List::Glossary) => html(lists::glossary(site, theme, frames)?),
        Route::List(List::Documents) => html(lists::documents(site, theme, frames)?),
        Route::List(List::Accessibility) => {
            let statement = site.settings.accessibility.as_ref();
            let statement = statement.expect("there is a page of it when there is a statement");
            html(accessibility::statement(site, theme, frames, statement)?)
        }
        Route::Person(id) => html(person::page(site, theme, frames, shared.letters(site), id)?),
        Route::Organisation(id) => html(organisations::page(site, theme, frames, sorts(), id)?),
        Route::Audience(id) => html(audiences::page(site, theme, frames, titles(), id)?),
        Route::Year(id) => html(year(site, shared, route, id)?),
        Route::Print(Print::Sheet(id)) => html(print::sheet(site, theme, frames, id)?),
        Route::Print(print @ (Print::Whole | Print::Section(_))) => {
            let first = match print {
                Print::Section(id) => id,
                _ => site.home,
            };
            let (zone, years) = (&shared.zone, || shared.years(site));
            let pieces = print::document(site, zone, theme, frames, &years, (print, first))?;
            (Media::Html, Content::Packed(pieces))
        }
        Route::Feed(feed) => {
            let text = shared
                .events(site)
                .feed(theme.locale(), site, &shared.zone, feed);
            (Media::Calendar, Content::Pieces(text))
        }
        Route::Meeting {
            page,
            occurrence,
            area,
        } => {
            let text = shared.events(site).single(page, occurrence, area);
            (Media::Calendar, Content::Pieces(text))
        }
        Route::Meetings => (Media::Json, Content::Bytes(meetings::meetings(site))),
        Route::Table(id) => (Media::Csv, Content::Bytes(csv::csv(site.table(id)))),
        Route::Search(file) => {
            let Some(bytes) = shared.search(site).get(&file) else {
                return Ok(None);
            };
            (media_of(site, route), Content::Held(bytes))
        }
        Route::SearchInterface => {
            let bytes = interface::interface(site, theme);
            (Media::Json, Content::Bytes(bytes))
        }
        Route::Asset(id) => {
            let asset = &site.assets[id.index()];
            (media_of(site, route), Content::Copy(asset))
        }
        Route::ThemeAsset(id) => (media_of(site, route), Content::Held(theme.asset(id))),
        Route::Styleguide => html(styleguide::styleguide(site, theme, frames)?),
        Route::Redirect(id) => html(redirect::redirect(site, theme, id)?),
        Route::NotFound => html(not_found::not_found(site, theme, frames)?),
        Route::Sitemap => (Media::Xml, Content::Bytes(sitemap::sitemap(site))),
        Route::Robots => (Media::Text, Content::Bytes(sitemap::robots(site))),
    };
    Ok(Some(File { media, content }))
}

/// What the name of a file says that it is.
fn media_of(site: &Site, route: Route) -> Media {
    site.routes
        .path(route)
        .map_or(Media::Bytes, |path| Media::of(&path))
}

/// The calendar of one year, at its own address or at that of the whole calendar.
fn year(
    site: &Site,
    shared: &Shared,
    route: Route,
    id: YearId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (theme, frames) = (&shared.theme, &shared.frames);
    let years = shared.years(site);
    let year = years.year(site, id);
    let from = site.routes.href(route);
    if years.latest(1).next() == Some(id) {
        let months = shared.months_of_latest(site, id)?;
        return calendar::render(site, theme, frames, from, (years, &year), months);
    }
    let months = calendar::months(site, theme, &year)?;
    calendar::render(site, theme, frames, from, (years, &year), &months)
}

/// The template that a route is rendered with, or what else it fails with: of several files that fail in one way only the
/// first is told.
pub(super) fn template(site: &Site, route: Route) -> &str {
    match route {
        Route::Page(id) => page::template(site, id),
        Route::List(list) => match list {
            List::People => "people.html",
            List::Organisations => "organisations.html",
            List::Audiences => "audiences.html",
            List::Glossary => "glossary.html",
            List::Documents => "documents.html",
            List::Calendar => "calendar.html",
            List::Search => "search.html",
            List::Accessibility => "accessibility.html",
        },
        Route::Person(_) => "person.html",
        Route::Organisation(_) => "organisation.html",
        Route::Audience(_) => "audience.html",
        Route::Year(_) => "calendar.html",
        Route::Print(Print::Sheet(_)) => "sheet.html",
        Route::Print(Print::Whole | Print::Section(_)) => "print.html",
        Route::Styleguide => "styleguide.html",
        Route::Redirect(_) => "redirect.html",
        Route::NotFound => "not_found.html",
        Route::Feed(_)
        | Route::Meeting { .. }
        | Route::Meetings
        | Route::Table(_)
        | Route::Search(_)
        | Route::SearchInterface
        | Route::Asset(_)
        | Route::ThemeAsset(_)
        | Route::Sitemap
        | Route::Robots => "",
    }
}
