//! How pages, people, seats and services are called wherever one of them is named.

use super::href::relative;
use super::views::{DayView, EntryView, LangView};
use crate::locale::Locale;
use crate::model::{
    Kind, Page, PageId, Person, PersonId, Place, Post, PostStatus, Service, Site, capitalised,
};
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
        dates: Vec::new(),
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

/// The title of the first role of today that somebody holds or covers.
pub(crate) fn role(person: &Person) -> Option<&str> {
    let holds = |post: &&Post| {
        let status = post.status;
        post.as_of.is_none()
            && matches!(
                status,
                PostStatus::Holder | PostStatus::Cover | PostStatus::Covered
            )
    };
    person
        .posts
        .iter()
        .filter(holds)
        .find_map(|post| post.title.as_deref())
}

/// What a post is called. A chair's title is the area; whoever has no title is called by what they do.
pub(crate) fn post_title(theme: &Theme, post: &Post) -> String {
    let word = match post.status {
        PostStatus::Holder | PostStatus::Covered => theme.word("post_holder"),
        PostStatus::Cover => theme.word("cover_role"),
        PostStatus::Chair => theme.word("post_chair"),
        PostStatus::CoChair => theme.word("office_co_chair"),
        PostStatus::Member => theme.word("post_member"),
    };
    match (&post.title, post.status) {
        (Some(area), PostStatus::Chair | PostStatus::CoChair) => format!("{word}, {area}"),
        (Some(title), PostStatus::Member) => capitalised(office(theme, title)),
        (Some(title), _) => title.clone(),
        (None, _) => word.to_owned(),
    }
}

/// What the place of a post is called.
pub(crate) fn place_title(site: &Site, place: Place) -> &str {
    match place {
        Place::Page(page) => &site.page(page).title,
        Place::Organisation(id) => &site.organisation(id).name,
    }
}

/// The first post of somebody in a line, and where; whoever has none is perhaps named as a contact somewhere.
pub(crate) fn standing(site: &Site, theme: &Theme, person: &Person) -> Option<String> {
    let locale = theme.locale();
    let Some(post) = person.posts.first() else {
        let page = site.page(*person.contact_on.first()?);
        let contact = theme.word("post_contact");
        return Some(format!("{contact}, {}", page.title));
    };
    let (mut title, place) = (post_title(theme, post), place_title(site, post.place));
    if post.status == PostStatus::Cover && post.title.is_some() {
        title = format!("{title} {}", theme.word("beside_covering"));
    }
    if let Some(by) = post.covered_by {
        let name = &site.person(by).name;
        title = format!(
            "{title} {}",
            locale.put("beside_covered_by", &[("name", name)])
        );
    }
    let dated = post.as_of.map(|as_of| {
        let day = locale.as_of(as_of);
        format!(" {}", locale.put("beside_as_of", &[("day", &day)]))
    });
    let dated = dated.unwrap_or_default();
    // Whoever is called as the place is needs no second word.
    Some(if title == place {
        format!("{title}{dated}")
    } else {
        format!("{title}, {place}{dated}")
    })
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
        "co-chair" => theme.word("office_co_chair"),
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

/// The page that [`standing`] names: that of the first post, or the first that names somebody as a contact.
pub(crate) fn stands_on(person: &Person) -> Option<PageId> {
    match person.posts.first() {
        Some(post) => post.place.page(),
        None => person.contact_on.first().copied(),
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
