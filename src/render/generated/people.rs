//! The A to Z of people.

use serde::Serialize;
use tera::{Context, Value};

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::model::{List, Person, PersonId, Route, Site};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::entry::{place_title, sorted, standing};
use crate::render::view::href::relative;
use crate::render::view::parts::generated_source;
use crate::render::view::views::LetterView;

#[derive(Serialize)]
struct PeopleOfLetter {
    people: Vec<PersonEntry>,
}

#[derive(Serialize)]
struct PersonEntry {
    name: String,
    href: String,
    email: Option<String>,
    email_href: Option<String>,
    phone: Option<String>,
    phone_href: Option<String>,
    /// Role, team and organisation in a line.
    what: String,
}

/// One of few, beside the page of each.
#[derive(Serialize)]
pub(crate) struct BesideView {
    pub(super) name: String,
    pub(super) href: String,
    /// Whether it is their own page.
    pub(super) current: bool,
}

/// So many people are seen at once: their list needs no letters.
const FEW: usize = 12;

/// The letters that people stand under, or all of them where they are few.
pub(crate) struct Letters {
    few: Vec<PersonId>,
    all: Value,
    /// The letter of each person who is in the A to Z.
    of: Vec<Option<String>>,
}

impl Letters {
    /// Those of everybody.
    pub(crate) fn new(site: &Site, theme: &Theme) -> Self {
        let mut of = vec![None; site.people.len()];
        let mut letters = by_letter(site, theme);
        let mut few = Vec::new();
        if how_many(&letters) <= FEW {
            few.extend(letters.drain(..).flat_map(|(_, people)| people));
        }
        for (letter, people) in &letters {
            for id in people {
                of[id.index()] = Some(letter.clone());
            }
        }
        let all: Vec<Value> = letters
            .into_iter()
            .map(|(letter, _)| Value::from(letter))
            .collect();
        Letters {
            few,
            all: Value::from(all),
            of,
        }
    }

    /// Everybody, as the page of one of few sees them; nobody where they are many.
    pub(crate) fn few(&self, site: &Site, of: PersonId) -> Vec<BesideView> {
        let from = site.routes.href(Route::Person(of));
        let beside = |&id: &PersonId| BesideView {
            name: site.person(id).name.clone(),
            href: relative(from, site.routes.href(Route::Person(id))),
            current: id == of,
        };
        self.few.iter().map(beside).collect()
    }

    /// All of them, for a template.
    pub(crate) fn all(&self) -> Value {
        self.all.clone()
    }

    /// The letter of somebody; none where there are none, or where only records of the past name them.
    pub(crate) fn of(&self, id: PersonId) -> Option<&str> {
        self.of[id.index()].as_deref()
    }
}

/// The people of today under their letters.
fn by_letter(site: &Site, theme: &Theme) -> Vec<(String, Vec<PersonId>)> {
    let locale = theme.locale();
    let people = sorted(locale, site).into_iter();
    let people = people.filter(|(_, person)| person.current);
    locale.by_letter(people.map(|(id, person)| (person.surname.clone(), id)))
}

fn how_many(letters: &[(String, Vec<PersonId>)]) -> usize {
    letters.iter().map(|(_, people)| people.len()).sum()
}

/// Role, team and organisation in a line; the organisation of the site is nothing to tell.
fn what(site: &Site, theme: &Theme, person: &Person) -> String {
    let standing = standing(site, theme, person);
    let own = site.settings.organisation.as_deref();
    let organisation = person.organisation.as_deref();
    let organisation = organisation.filter(|name| standing.is_none() || own != Some(name));
    let place = person
        .posts
        .first()
        .map(|post| place_title(site, post.place));
    let organisation = organisation.filter(|name| place != Some(name));
    let parts: Vec<&str> = standing
        .as_deref()
        .into_iter()
        .chain(organisation)
        .collect();
    parts.join(", ")
}

/// The A to Z of people.
pub(crate) fn index(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let href = site.routes.href(Route::List(List::People));
    let parts = generated_parts(
        site,
        theme,
        frames,
        href,
        Route::List(List::People),
        theme.word("people_title"),
        "people",
    );
    let entry = |id: PersonId| {
        let person = site.person(id);
        let line = contacts::listed(site, href, id);
        PersonEntry {
            name: line.name,
            href: line.href,
            email: line.email,
            email_href: line.email_href,
            phone: line.phone,
            phone_href: line.phone_href,
            what: what(site, theme, person),
        }
    };
    let letters = by_letter(site, theme);
    let many = how_many(&letters);
    let letters: Vec<LetterView<PeopleOfLetter>> = letters
        .into_iter()
        .map(|(letter, people)| LetterView {
            letter,
            entries: PeopleOfLetter {
                people: people.into_iter().map(entry).collect(),
            },
        })
        .collect();
    let mut context: Context = parts.context(frames.site(href));
    context.insert("letters", &letters);
    context.insert("few", &(many <= FEW));
    context.insert("many", &many);
    theme.render("people.html", &context, &generated_source(href))
}
