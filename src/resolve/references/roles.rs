//! Who holds a role today, for links that print it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::among::near_or_listed;
use super::names::Names;
use super::telling::{Telling, after};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, clipped};
use crate::load::{RawChair, RawKind, RawPage, RawRole, Spanned};
use crate::markdown::slug;
use crate::model::{Fact, PageId, PersonId, Target};

/// The roles of today, by their names.
pub(crate) struct Roles {
    /// The pages on which each stands, with their paths within the content.
    pages: HashMap<String, Vec<(PageId, Box<str>)>>,
    /// Who holds each of a page, in the order of the page.
    held: HashMap<(PageId, String), Vec<Held>>,
    /// The names, for the first that is wrong.
    known: OnceLock<Arc<Known>>,
}

/// A role as one person holds it, or nobody.
#[derive(Clone)]
struct Held {
    title: String,
    holder: Option<PersonId>,
    cover: Option<PersonId>,
    /// Whether nobody holds it: a person who could not be found is told where they are named.
    vacant: bool,
    from: Option<Date>,
    until: Option<Date>,
    /// Where on the page it stands.
    anchor: &'static str,
}

/// The word after the id of a series for who chairs it.
const CHAIR: &str = "chair";

impl Roles {
    /// The roles of all pages but records of the past. Those with a title are called by it, in the form of an id
    /// (`head-of-send`); an office of a group and the chairs of a series by its id and theirs (`forum.chair`,
    /// `quadrant.north.chair`).
    pub(crate) fn new<'p>(
        pages: impl Iterator<Item = (PageId, &'p RawPage)>,
        names: &Names<'_>,
    ) -> Self {
        let mut roles = Roles {
            pages: HashMap::new(),
            held: HashMap::new(),
            known: OnceLock::new(),
        };
        for (id, page) in pages.filter(|(_, page)| page.as_of.is_none()) {
            match &page.kind {
                RawKind::Service(service) => {
                    roles.titled((id, &page.path), &service.leads, "service-lead", names);
                    roles.titled(
                        (id, &page.path),
                        &service.deputies,
                        "service-deputies",
                        names,
                    );
                }
                RawKind::Series(series) if series.retired.is_none() => {
                    roles.titled((id, &page.path), &series.hosts, "series-facts", names);
                    let own = format!("{}.{CHAIR}", series.id.value);
                    roles.chairs((id, &page.path), &own, &page.title, &series.chairs, names);
                    for area in &series.areas {
                        let name = format!("{}.{}.{CHAIR}", series.id.value, area.id.value);
                        roles.chairs((id, &page.path), &name, &page.title, &area.chairs, names);
                    }
                }
                RawKind::Group(group) => {
                    let offices = group.seats.iter().filter_map(|seat| {
                        let (office, member) = (seat.office.as_ref()?, seat.member.as_ref());
                        Some((office, names.person_told(&member?.value)?))
                    });
                    for (office, member) in offices {
                        let name = format!("{}.{}", group.id.value, slug(office));
                        let held = Held::by(office, member, "group-members");
                        roles.add((id, &page.path), name, held);
                    }
                }
                _ => {}
            }
        }
        roles
    }

    fn titled(
        &mut self,
        page: (PageId, &str),
        roles: &[RawRole],
        anchor: &'static str,
        names: &Names<'_>,
    ) {
        for role in roles {
            let Some(title) = &role.title else { continue };
            let person = |name: &Option<Spanned<String>>| {
                name.as_ref()
                    .and_then(|name| names.person_told(&name.value))
            };
            let held = Held {
                title: title.clone(),
                holder: person(&role.holder),
                cover: person(&role.cover),
                vacant: role.holder.is_none(),
                from: role.from.as_ref().map(|day| day.value),
                until: role.until.as_ref().map(|day| day.value),
                anchor,
            };
            self.add(page, slug(title), held);
        }
    }

    fn chairs(
        &mut self,
        page: (PageId, &str),
        name: &str,
        title: &str,
        chairs: &[RawChair],
        names: &Names<'_>,
    ) {
        for chair in chairs {
            if let Some(person) = names.person_told(&chair.person.value) {
                let held = Held::by(title, person, "series-facts");
                self.add(page, name.to_owned(), held);
            }
        }
    }

    fn add(&mut self, (page, path): (PageId, &str), name: String, held: Held) {
        let here = self.held.entry((page, name.clone())).or_default();
        if here.is_empty() {
            self.pages
                .entry(name)
                .or_default()
                .push((page, path.into()));
        }
        here.push(held);
    }

    fn known(&self) -> &Arc<Known> {
        self.known.get_or_init(|| {
            let mut names: Vec<&str> = self.pages.keys().map(String::as_str).collect();
            names.sort_unstable();
            Arc::new(Known::new(names))
        })
    }
}

impl Held {
    fn by(title: &str, person: PersonId, anchor: &'static str) -> Self {
        Held {
            title: title.to_owned(),
            holder: Some(person),
            cover: None,
            vacant: false,
            from: None,
            until: None,
            anchor,
        }
    }
}

impl Roles {
    /// The page and the people of a role that a link names: `role:head-of-send`; where several pages have one of that
    /// name, the link names the page too.
    fn find(
        &self,
        page: Option<PageId>,
        name: &str,
        link: &Spanned<String>,
        telling: Telling<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(PageId, &[Held])> {
        let mut report = |finding: Diagnostic| {
            diagnostics.push(finding.at(telling.file, link.span.clone()));
        };
        let shown = clipped(name);
        if let Some(page) = page {
            let found = self.held.get(&(page, name.to_owned()));
            if found.is_none() {
                let here = self.held.keys().filter(|(at, _)| *at == page);
                let mut names: Vec<&str> = here.map(|(_, name)| name.as_str()).collect();
                names.sort_unstable();
                let file = &telling.files[page.index()];
                let message = format!("`{file}` has no role `{shown}`");
                let help = |names: Option<String>| match names {
                    None => "no role of today stands there".to_owned(),
                    Some(names) => format!("there are {names}"),
                };
                let finding = Diagnostic::error(Code::UnknownRole, message);
                report(near_or_listed(
                    finding,
                    name,
                    &Arc::new(Known::new(names)),
                    help,
                ));
            }
            return Some((page, found?.as_slice()));
        }
        match self.pages.get(name).map(Vec::as_slice) {
            Some([(page, _)]) => {
                let held = self.held.get(&(*page, name.to_owned()))?;
                Some((*page, held.as_slice()))
            }
            Some(pages) => {
                let message = format!("{} pages have a role `{shown}`", pages.len());
                let names = pages.iter().take(MOST_NAMED);
                let names: Vec<String> = names
                    .map(|(_, path)| format!("`role:/{path}#{name}`"))
                    .collect();
                let help = format!("name the page too: {}", names.join(", "));
                report(Diagnostic::error(Code::UnknownRole, message).help(help));
                None
            }
            None if telling.unread.any_page() => None,
            None => {
                let message = format!("no page of today has a role `{shown}`");
                let help = |_| HOW_ROLES_ARE_NAMED.to_owned();
                let finding = Diagnostic::error(Code::UnknownRole, message);
                report(near_or_listed(finding, name, self.known(), help));
                None
            }
        }
    }

    /// What `[](role:…)` prints: everybody who holds the role, with who covers for them and until when. `page` is the one
    /// that the link names, if it does.
    pub(super) fn fact(
        &self,
        page: Option<PageId>,
        name: &str,
        link: &Spanned<String>,
        telling: Telling<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fact> {
        let (page, held) = self.find(page, name, link, telling, diagnostics)?;
        let mut people: Vec<(String, String, Target)> = Vec::with_capacity(held.len());
        for one in held {
            people.push(in_words(one, page, telling)?);
        }
        // What the language puts between the parts of a list.
        let marks = vec![MARK; people.len()];
        let joined = telling.locale.all_of(&marks);
        let mut between = joined.split(MARK).skip(1);
        let mut people = people.into_iter();
        let (words, note, to) = people.next()?;
        let mut rest: Vec<(Box<str>, Option<Target>)> = vec![(note.into(), None)];
        for (words, note, to) in people {
            rest.push((between.next().unwrap_or(", ").into(), None));
            rest.push((words.into(), Some(to)));
            rest.push((note.into(), None));
        }
        rest.retain(|(words, _)| !words.is_empty());
        Some(Fact {
            to,
            words: words.into(),
            rest: rest.into(),
            note: Box::default(),
            days: Box::default(),
            contact: None,
        })
    }
}

/// Stands for a name while the words between several are found out; no word holds it.
const MARK: &str = "\u{1}";

/// The most pages that a finding lists.
const MOST_NAMED: usize = 4;

/// What to do about a role that is not there.
const HOW_ROLES_ARE_NAMED: &str = "a role is named by its title in small letters, with hyphens between the words: \
    `role:head-of-send`; the chair of a group or series by its id: `role:forum.chair`";

/// The words of a link to whoever has a role, what follows it, and where it leads.
fn in_words(one: &Held, page: PageId, telling: Telling<'_>) -> Option<(String, String, Target)> {
    let locale = telling.locale;
    let name = |person| telling.name(person);
    let mut notes: Vec<String> = Vec::new();
    let person = match (one.vacant, one.holder, one.cover) {
        (true, _, None) => None,
        (true, _, Some(cover)) => {
            notes.push(locale.put("beside_cover", &[("role", &one.title)]));
            Some(cover)
        }
        (false, Some(holder), None) => Some(holder),
        (false, Some(holder), Some(cover)) => {
            notes.push(locale.put("beside_cover_for", &[("name", name(holder))]));
            Some(cover)
        }
        // Their name is reported where it stands.
        (false, None, _) => return None,
    };
    if person.is_none() {
        notes.push(locale.word("beside_vacant").to_owned());
    }
    for (key, day) in [("beside_from", one.from), ("beside_until", one.until)] {
        if let Some(day) = day {
            notes.push(locale.put(key, &[("day", &locale.date(day))]));
        }
    }
    let notes = after(&notes);
    Some(match person {
        Some(person) => (name(person).to_owned(), notes, Target::Person(person)),
        None => {
            let target = Target::part_of(page, one.anchor);
            (one.title.clone(), notes, target)
        }
    })
}
