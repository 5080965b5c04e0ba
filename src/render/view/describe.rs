//! One sentence or two on what a page is about, for search engines: what an editor wrote, else what the facts of the page say,
//! else how its text begins.
//!
//! No clock is read, so nothing here is called next or past.

use super::entry::standing;
use crate::locale::{Locale, cut};
use crate::model::{
    AudienceId, Expectation, Group, Kind, List, Minutes, Organisation, Page, PageId, Person, Print,
    Route, Seat, Series, Service, Site,
};
use crate::render::theme::Theme;

/// About so many characters of a description are shown by search engines.
const MOST: usize = 155;

/// What stands below a link takes two lines at most.
const BRIEF: usize = 100;

/// Of a long list so many are named.
const MOST_NAMED: usize = 3;

/// What a route with a header is about. It may be the same for several.
pub(super) fn route(site: &Site, theme: &Theme, route: Route) -> String {
    match written(site, route) {
        Some(written) => written.to_owned(),
        None => cut(&made(site, theme, route), MOST),
    }
}

/// What an editor says.
fn written(site: &Site, route: Route) -> Option<&str> {
    match route {
        Route::Page(id) => {
            let of_site = site.settings.description.as_ref();
            let own = site.page(id).description.as_ref();
            own.or(of_site.filter(|_| id == site.home))
        }
        Route::Audience(id) => site.audience(id).description.as_ref(),
        _ => None,
    }
    .map(String::as_str)
}

/// What the facts say.
fn made(site: &Site, theme: &Theme, route: Route) -> String {
    let locale = theme.locale();
    let of_site = |key: &str| locale.put(key, &[("site", &site.settings.title)]);
    match route {
        Route::Page(id) => page(site, theme, id),
        Route::Person(id) => person(site, theme, site.person(id)),
        Route::Organisation(id) => organisation(site, theme, site.organisation(id)),
        Route::Audience(id) => {
            let audience = site.audience(id);
            let title = [("title", &*audience.title), ("site", &*site.settings.title)];
            locale.put("head_audience", &title)
        }
        Route::Year(id) => {
            let year = &site.calendar[id.index()].title;
            let facts = [("year", &**year), ("site", &*site.settings.title)];
            locale.put("head_year", &facts)
        }
        Route::Print(Print::Whole) => of_site("head_print"),
        Route::Print(Print::Section(id)) => {
            let title = &site.page(id).title;
            let facts = [("title", &**title), ("site", &*site.settings.title)];
            locale.put("head_print_section", &facts)
        }
        Route::Print(Print::Sheet(id)) => {
            let title = &site.settings.sheets[id.index()].title;
            let facts = [("title", &**title), ("site", &*site.settings.title)];
            locale.put("head_sheet", &facts)
        }
        Route::List(list) => of_site(match list {
            List::People => "head_people",
            List::Organisations => "head_organisations",
            List::Audiences => "head_audiences",
            List::Glossary => "head_glossary",
            List::Documents => "head_documents",
            List::Calendar => "head_calendar",
            List::Search => "head_search",
            List::Accessibility => "head_accessibility",
        }),
        _ => of_site("head_not_found"),
    }
}

/// What a page of an editor is about.
fn page(site: &Site, theme: &Theme, id: PageId) -> String {
    let locale = theme.locale();
    let page = site.page(id);
    let facts = match &page.kind {
        Kind::Service(of) => service(site, locale, of),
        Kind::Series(of) => series(site, locale, page, of),
        Kind::Group(of) => group(locale, of),
        Kind::Minutes(of) => minutes(site, locale, of),
        _ => Vec::new(),
    };
    let mut text = facts.join(" ");
    // Minutes have their day.
    let is_record = !text.is_empty() && !matches!(page.kind, Kind::Minutes(_));
    if let Some(at) = page.as_of.filter(|_| is_record) {
        let [record, holds] = ["record", "record_true"].map(|key| locale.word(key));
        text = format!("{record}: {holds} {}. {text}", locale.as_of(at));
    }
    if text.is_empty() {
        text = beginning(&page.excerpt);
    }
    if text.is_empty() {
        let steps = page.steps.iter().map(|step| &*step.title);
        let below = page.children.iter().map(|id| &*site.page(*id).title);
        text = named(locale, steps.chain(below));
    }
    if text.is_empty() {
        let facts = [("title", &*page.title), ("site", &*site.settings.title)];
        text = locale.put("head_page", &facts);
    }
    text
}

/// What a list may say of a page that no editor describes: how its text begins, where that is short and stands above its
/// headings; else, of a page of text, what its headings, or the pages below it, are called.
pub(crate) fn brief(site: &Site, theme: &Theme, page: &Page) -> Option<String> {
    if page.description.is_some() || matches!(page.kind, Kind::Minutes(_) | Kind::Plan(_)) {
        return page.description.clone();
    }
    let excerpt = page.excerpt.trim();
    let first = whole(excerpt, BRIEF).unwrap_or_default();
    let begins = match page.body.headings.first() {
        None => true,
        Some(heading) if heading.at == 0 => false,
        // A list or table may stand above the heading, and the first paragraph below it.
        Some(_) => site.text_of(&page.body).trim_start().starts_with(first),
    };
    if !first.is_empty() && begins {
        // What follows may take back what was said.
        let more = if first.len() < excerpt.len() {
            " …"
        } else {
            ""
        };
        return Some(format!("{first}{more}"));
    }
    if !matches!(page.kind, Kind::Page) {
        return None;
    }
    let parts = page.body.headings.iter().filter(|it| it.level == 2);
    let below = page.children.iter().map(|id| &*site.page(*id).title);
    let names = named(theme.locale(), parts.map(|it| &*it.title).chain(below));
    Some(names).filter(|names| !names.is_empty())
}

/// The sentences that a text begins with, as many as fit.
fn beginning(text: &str) -> String {
    let text = text.trim();
    // One short sentence says less than what would be cut.
    let enough = whole(text, MOST)
        .filter(|told| told.len() == text.len() || 3 * told.chars().count() > MOST);
    enough.map_or_else(|| cut(text, MOST), ToOwned::to_owned)
}

/// As many whole sentences of a text, from its first, as have so many characters.
fn whole(text: &str, most: usize) -> Option<&str> {
    if text.chars().count() <= most {
        return Some(text);
    }
    sentences(text)
        .take_while(|told| told.chars().count() <= most)
        .last()
}

/// A text up to the end of each sentence that another one follows.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.match_indices(['.', '!', '?']).filter(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_uppercase)
    });
    ends.map(|(at, sign)| &text[..at + sign.len()])
}

/// The first of a list by name, and how many more there are.
fn named<'n>(locale: &Locale, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let first = names.get(..MOST_NAMED).unwrap_or(&names).join(", ");
    match names.len().checked_sub(MOST_NAMED) {
        None | Some(0) => first,
        Some(more) => {
            let more = locale.put("and_more", &[("count", &more.to_string())]);
            format!("{first} {more}")
        }
    }
}

fn service(site: &Site, locale: &Locale, service: &Service) -> Vec<String> {
    let leads = service.leads.iter().filter_map(|role| {
        let name = &site.person(role.acting()?).name;
        Some(match &role.title {
            Some(title) => format!("{name} ({title})"),
            None => name.clone(),
        })
    });
    let leads: Vec<String> = leads.collect();
    let mut facts = Vec::new();
    if !leads.is_empty() {
        let leads = named(locale, leads.iter().map(|lead| &**lead));
        facts.push(locale.put("head_led", &[("names", &leads)]));
    }
    facts.extend(service.parent.map(|parent| {
        let place = &*site.page(parent).title;
        locale.put("head_part", &[("place", place)])
    }));
    facts.extend(service.focus.first().map(|focus| site.text_of(focus)));
    facts
}

fn series(site: &Site, locale: &Locale, page: &Page, series: &Series) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(series.pattern.as_deref().map(sentence));
    let days = || {
        series
            .occurrences
            .iter()
            .filter(|meeting| meeting.when.has_day())
    };
    if let (Some(first), Some(last)) = (days().next(), days().next_back()) {
        let meetings = locale.count("meeting", days().count());
        let [from, until] = [first, last].map(|meeting| locale.date(meeting.when.first_day()));
        facts.push(if from == until {
            locale.put("head_meeting", &[("meetings", &meetings), ("day", &from)])
        } else {
            let span = [("meetings", &*meetings), ("from", &from), ("until", &until)];
            locale.put("head_meetings", &span)
        });
    }
    let asked = |level: Expectation| {
        let of_level = page.audience.iter().filter(move |(of, _)| *of == level);
        of_level.flat_map(|(_, audiences)| audiences.iter().copied())
    };
    let levels = [
        Expectation::Expected,
        Expectation::Encouraged,
        Expectation::Welcome,
        Expectation::For,
    ];
    let audiences: Vec<AudienceId> = levels.into_iter().flat_map(asked).collect();
    if !audiences.is_empty() {
        let titles = audiences.iter().map(|id| &*site.audience(*id).title);
        let titles = named(locale, titles);
        facts.push(locale.put("head_for", &[("audiences", &titles)]));
    }
    facts
}

fn group(locale: &Locale, group: &Group) -> Vec<String> {
    let seats = |vacant: bool| -> u32 {
        let of_sort = group.seats.iter().filter(|seat| seat.is_vacant() == vacant);
        of_sort.map(|seat: &Seat| seat.count).sum()
    };
    let (members, vacant) = (seats(false), seats(true));
    let mut facts = Vec::new();
    for (key, n) in [("head_members", members), ("vacancy", vacant)] {
        if n > 0 {
            let n = usize::try_from(n).unwrap_or(usize::MAX);
            facts.push(sentence(&locale.count(key, n)));
        }
    }
    facts.extend(group.meets.as_deref().map(sentence));
    facts
}

fn minutes(site: &Site, locale: &Locale, minutes: &Minutes) -> Vec<String> {
    let group = minutes.group.map(|group| &*site.page(group).title);
    let who = minutes.committee.as_deref().or(group);
    let day = locale.date(minutes.day);
    let mut facts = vec![match who {
        Some(who) => format!("{who}, {day}."),
        None => format!("{day}."),
    }];
    let resolved = minutes.items.iter().flat_map(|item| &item.resolutions);
    let resolved: Vec<String> = resolved.map(|one| sentence(&one.text)).collect();
    if resolved.is_empty() {
        let agenda = minutes.agenda.iter().map(|item| &*item.title);
        let items = minutes.items.iter().map(|item| &*item.title);
        facts.push(named(locale, items.chain(agenda)));
    } else {
        facts.push(locale.put("head_decided", &[("text", &resolved.join(" "))]));
    }
    facts.retain(|fact| !fact.is_empty());
    facts
}

fn person(site: &Site, theme: &Theme, person: &Person) -> String {
    let standing = standing(site, theme, person);
    let organisation = person.organisation.clone();
    // A post at the place where somebody works names it already.
    let organisation = organisation.filter(|name| {
        standing
            .as_ref()
            .is_none_or(|standing| !standing.contains(name.as_str()))
    });
    let facts = [Some(person.name.clone()), standing, organisation];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.len() < 2 {
        let facts = [("title", &*person.name), ("site", &*site.settings.title)];
        return theme.locale().put("head_page", &facts);
    }
    sentence(&facts.join(", "))
}

fn organisation(site: &Site, theme: &Theme, organisation: &Organisation) -> String {
    let sort = theme.word(&format!("sort_{}", organisation.sort.word()));
    // What the source leaves open is not told without its page, and what was so on a day not without the day.
    let trust = organisation.trust.as_ref().filter(|trust| trust.certain);
    let run = trust.map(|trust| {
        let locale = theme.locale();
        let by = site.organisation(trust.by).name.clone();
        let as_of = trust.as_of.or(organisation.as_of).map(|at| {
            let day = locale.as_of(at);
            format!(" {}", locale.put("beside_as_of", &[("day", &day)]))
        });
        let by = by + &as_of.unwrap_or_default();
        locale.put("head_run", &[("by", &by)])
    });
    let facts = [
        Some(format!("{}: {}", organisation.name, sentence(sort))),
        run,
        organisation.note.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    facts.join(" ")
}

/// A text with a sign at its end.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_whole_sentences() {
        assert_eq!(beginning("It opens at six."), "It opens at six.");
        let long = "The gate opens at six in the morning, and it stays open until the last boat of the day has come in. ";
        assert_eq!(beginning(&format!("{long}{long}")), long.trim());
        // A short sentence alone would say too little.
        let text = beginning(&format!("It opens. {}", long.replace('.', "").repeat(3)));
        assert!(
            text.starts_with("It opens. The gate") && text.ends_with('…'),
            "{text}"
        );
        assert!(text.chars().count() <= MOST, "{text}");
        // A short form is no end of a sentence.
        let text = beginning(&format!("{} e.g. boats {long}", "Ships and".repeat(8)));
        assert!(text.ends_with('…'), "{text}");
    }
}
