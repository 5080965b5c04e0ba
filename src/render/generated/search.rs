//! The search page with its A to Z.

use serde::Serialize;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{AudienceId, List, OrganisationId, PersonId, Route, Site};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::anchors::term_anchor;
use crate::render::view::entry::{kind_label, role};
use crate::render::view::href::relative;
use crate::render::view::parts::generated_source;
use crate::render::view::views::{EntryView, LangView, LetterView};

#[derive(Serialize)]
struct EntriesOfLetter {
    entries: Vec<EntryView>,
}

/// The search page.
pub(crate) fn page(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let href = site.routes.href(Route::List(List::Search));
    let parts = generated_parts(
        site,
        theme,
        frames,
        href,
        Route::List(List::Search),
        theme.word("search_title"),
        "search",
    );
    let mut context = parts.context(frames.site(href));
    context.insert("letters", &letters(site, theme, href));
    theme.render("search.html", &context, &generated_source(href))
}

/// Pages by title and people by surname under their letters.
fn letters(site: &Site, theme: &Theme, from: &str) -> Vec<LetterView<EntriesOfLetter>> {
    let locale = theme.locale();
    let pages = site
        .pages_with_ids()
        .filter(|(id, _)| *id != site.home)
        .map(|(_, page)| {
            let entry = EntryView {
                title: page.title.clone(),
                href: relative(from, &page.address.href),
                description: None,
                kind_label: kind_label(theme, page).to_owned(),
                detail: None,
                date: None,
                dates: Vec::new(),
                as_of: page.as_of.map(|at| locale.as_of(at)),
                lang: LangView::of(page),
            };
            (page.title.clone(), entry)
        });
    let people = site
        .people
        .iter()
        .enumerate()
        .filter(|(_, person)| person.current)
        .map(|(index, person)| {
            let route = Route::Person(PersonId::new(index));
            let title = surname_first(&person.name, &person.surname);
            let entry = EntryView {
                href: relative(from, site.routes.href(route)),
                description: None,
                kind_label: theme.word("kind_person").to_owned(),
                detail: role(person).map(str::to_owned),
                date: None,
                dates: Vec::new(),
                as_of: None,
                lang: None,
                title,
            };
            (entry.title.clone(), entry)
        });
    let plain = |title: &str, href: &str, kind: &str, detail: Option<String>| {
        let entry = EntryView {
            title: title.to_owned(),
            href: relative(from, href),
            description: None,
            kind_label: theme.word(kind).to_owned(),
            detail,
            date: None,
            dates: Vec::new(),
            as_of: None,
            lang: None,
        };
        (title.to_owned(), entry)
    };
    let organisations = site.organisations.iter().enumerate().map(|(index, o)| {
        let route = Route::Organisation(OrganisationId::new(index));
        plain(&o.name, site.routes.href(route), "kind_organisation", None)
    });
    let audiences = site.audiences.iter().enumerate().map(|(index, a)| {
        let route = Route::Audience(AudienceId::new(index));
        plain(&a.title, site.routes.href(route), "kind_audience", None)
    });
    let terms = site.glossary.iter().map(|term| {
        let href = format!(
            "{}#{}",
            site.routes.href(Route::List(List::Glossary)),
            term_anchor(&term.short)
        );
        plain(&term.short, &href, "kind_term", Some(term.all_meanings()))
    });
    let mut all: Vec<(String, EntryView)> = pages
        .chain(people)
        .chain(organisations)
        .chain(audiences)
        .chain(terms)
        .collect();
    all.sort_by_cached_key(|(name, entry)| (locale.sort_key(name), entry.href.clone()));
    locale
        .by_letter(all)
        .into_iter()
        .map(|(letter, entries)| LetterView {
            letter,
            entries: EntriesOfLetter { entries },
        })
        .collect()
}

/// `France, Naima`.
fn surname_first(name: &str, surname: &str) -> String {
    match name.strip_suffix(surname) {
        Some(rest) if !rest.trim().is_empty() => format!("{surname}, {}", rest.trim()),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_by_surname() {
        assert_eq!(surname_first("Naima France", "France"), "France, Naima");
        assert_eq!(
            surname_first("Sue van der Berg", "van der Berg"),
            "van der Berg, Sue"
        );
        assert_eq!(surname_first("France", "France"), "France");
    }
}
