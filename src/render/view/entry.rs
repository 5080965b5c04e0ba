//! How pages, people, seats and services are called wherever one of them is named.

use super::href::relative;
use super::views::{DayView, EntryView, LangView};
use crate::locale::Locale;
use crate::model::{Kind, Page, PageId, Person, PersonId, PostStatus, Service, Site};
use crate::render::theme::Theme;

/// A page as an entry of a list.
pub(crate) fn entry(site: &Site, theme: &Theme, from: &str, id: PageId) -> EntryView {
    let locale = theme.locale();
    let page = site.page(id);
    EntryView {
        title: page.title.clone(),
        href: relative(from, &page.address.href),
        description: page.description.clone(),
        kind_label: kind_label(theme, page).to_owned(),
        detail: None,
        date: None,
        as_of: page.as_of.map(|at| locale.as_of(at)),
        lang: LangView::of(page),
    }
}

/// The same with the day that it is of: when it was published, or when the meeting was of which it tells.
pub(crate) fn dated_entry(site: &Site, theme: &Theme, from: &str, id: PageId) -> EntryView {
    let page = site.page(id);
    let day = match &page.kind {
        Kind::Minutes(minutes) => Some(minutes.day),
        _ => page.date,
    };
    EntryView {
        date: day.map(|day| DayView {
            words: theme.locale().date(day),
            iso: day.to_string(),
        }),
        ..entry(site, theme, from, id)
    }
}

/// What readers call this sort of page.
pub(crate) fn kind_label<'t>(theme: &'t Theme, page: &Page) -> &'t str {
    match page.kind {
        Kind::Page if page.is_section => theme.word("kind_section"),
        Kind::Minutes(ref minutes) if minutes.is_agenda() => theme.word("agenda"),
        Kind::Plan(ref plan) if plan.words.actions.is_some() => theme.word("kind_register"),
        _ => theme.word(page.kind.label()),
    }
}

/// The title of the first role that somebody holds or covers.
pub(crate) fn role(person: &Person) -> Option<&str> {
    person
        .posts
        .iter()
        .filter(|post| {
            matches!(
                post.status,
                PostStatus::Holder | PostStatus::Cover | PostStatus::Covered
            )
        })
        .find_map(|post| post.title.as_deref())
}

/// People in the order of surnames, then names.
pub(crate) fn sorted<'s>(locale: &Locale, site: &'s Site) -> Vec<(PersonId, &'s Person)> {
    let mut people: Vec<_> = site
        .people
        .iter()
        .enumerate()
        .map(|(n, p)| (PersonId::new(n), p))
        .collect();
    people.sort_by_cached_key(|(_, p)| {
        (
            locale.sort_key(&p.surname),
            locale.sort_key(&p.name),
            p.id.clone(),
        )
    });
    people
}

/// The theme has words for the usual sides; any other stands as the editor wrote it.
pub(crate) fn side_title(theme: &Theme, side: &str) -> String {
    match theme.word(&format!("side_{side}")) {
        "" => side.to_owned(),
        words => words.to_owned(),
    }
}

/// What an office is called; the theme has words for the usual ones.
pub(crate) fn office<'t>(theme: &'t Theme, word: &'t str) -> &'t str {
    match word {
        "chair" => theme.word("office_chair"),
        "vice-chair" => theme.word("office_vice_chair"),
        other => other,
    }
}

/// The service that a page is of.
pub(crate) fn service_of(site: &Site, id: PageId) -> Option<&Service> {
    match &site.page(id).kind {
        Kind::Service(service) => Some(service),
        _ => None,
    }
}

/// A service and all above it, up to the root of its tree.
pub(crate) fn ancestors(site: &Site, id: PageId) -> impl Iterator<Item = (PageId, &Service)> {
    let mut at = Some(id);
    std::iter::from_fn(move || {
        let id = at?;
        let service = service_of(site, id)?;
        at = service.parent;
        Some((id, service))
    })
}
