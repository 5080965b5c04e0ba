//! Notices: what every reader is to know, on the pages that it is for.

use serde::Serialize;

use super::html;
use super::views::LinkView;
use crate::locale::Locale;
use crate::model::{List, Notice, NoticePlace, PageId, Route, Site};

/// A notice on a page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NoticeView {
    html: String,
    page: Option<LinkView>,
    /// The first and the last day on which it holds, for the script that hides it on others.
    from: Option<String>,
    until: Option<String>,
    /// The same in words.
    dates: Option<String>,
}

/// The page that asks for its notices.
#[derive(Clone, Copy)]
pub(crate) enum On {
    /// One of an editor.
    Page(PageId),
    /// One that Redway makes, by the list that it belongs to.
    Generated(Route),
}

/// The notices of a page at an address, in the order of the settings.
pub(crate) fn views(locale: &Locale, site: &Site, from: &str, on: On) -> Vec<NoticeView> {
    let notices = site.settings.notices.iter();
    let here = notices.filter(|notice| {
        // A page that a notice leads to says it itself.
        let is_there = matches!((notice.page, on), (Some(there), On::Page(page)) if there == page);
        let places = &notice.places;
        !is_there && (places.is_empty() || places.iter().any(|place| is_on(site, *place, on)))
    });
    here.map(|notice| NoticeView {
        html: html::fill(site, from, &notice.text),
        page: notice.page.map(|page| LinkView::to(from, site.page(page))),
        from: notice.from.map(|day| day.to_string()),
        until: notice.until.map(|day| day.to_string()),
        dates: dates(locale, notice),
    })
    .collect()
}

fn is_on(site: &Site, place: NoticePlace, on: On) -> bool {
    match (place, on) {
        (NoticePlace::Home, On::Page(page)) => page == site.home,
        (NoticePlace::Page(named), On::Page(page)) => {
            let mut above = Some(page);
            while let Some(id) = above {
                // Everything is below the home page, which is named for itself.
                if id == named && (id == page || id != site.home) {
                    return true;
                }
                above = site.page(id).parent;
            }
            false
        }
        (NoticePlace::Roles, On::Generated(route)) => route == Route::List(List::Audiences),
        (NoticePlace::Calendar, On::Generated(route)) => route == Route::List(List::Calendar),
        (NoticePlace::Home | NoticePlace::Page(_), On::Generated(_))
        | (NoticePlace::Roles | NoticePlace::Calendar, On::Page(_)) => false,
    }
}

/// From when until when it holds, in words.
fn dates(locale: &Locale, notice: &Notice) -> Option<String> {
    let day = |day: jiff::civil::Date| locale.date(day);
    Some(match (notice.from.map(day), notice.until.map(day)) {
        (Some(from), Some(until)) => {
            locale.put("notice_from_until", &[("from", &from), ("until", &until)])
        }
        (Some(from), None) => locale.put("notice_from", &[("from", &from)]),
        (None, Some(until)) => locale.put("notice_until", &[("until", &until)]),
        (None, None) => return None,
    })
}
