//! The whole site.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use super::{
    Audience, AudienceId, Body, Contact, Document, DocumentId, Expectation, Fill, Hole, ListedYear,
    Organisation, OrganisationId, Page, PageId, Person, PersonId, Routes, SchoolYear, Series,
    Settings, Table, TableId, Target, Term,
};

/// The whole site: every reference in it leads somewhere.
#[derive(Clone, Debug)]
pub struct Site {
    /// What `site.yaml` says.
    pub settings: Settings,
    /// Everybody, in the order of their ids.
    pub people: Vec<Person>,
    /// The contact points of `contacts.yaml` with their ids, in the order of the file.
    pub contacts: Vec<(String, Contact)>,
    /// Audiences in the order of the file.
    pub audiences: Vec<Audience>,
    /// Documents in the order of the file.
    pub documents: Vec<Document>,
    /// Organisations in the order of the file.
    pub organisations: Vec<Organisation>,
    /// Organisations by each of their names, in small letters.
    pub organisation_names: HashMap<String, OrganisationId>,
    /// Tables in the order of their files.
    pub tables: Vec<Table>,
    /// Glossary terms in the order of the file.
    pub glossary: Vec<Term>,
    /// School years in order of time.
    pub years: Vec<SchoolYear>,
    /// The school years that the calendar has a page of, in order; none when no meeting has a day.
    pub calendar: Vec<ListedYear>,
    /// All pages, sections included, in the order of their addresses.
    pub pages: Vec<Page>,
    /// For each page the pages that name or link to it, in order.
    pub backlinks: Vec<Vec<PageId>>,
    /// For each audience the pages that name it and how, in order.
    pub concerned: Vec<Vec<(PageId, Expectation)>>,
    /// The home page.
    pub home: PageId,
    /// The page that lists every vacant seat, the first where there are several.
    pub vacancies: Option<PageId>,
    /// Other files, copied as they are.
    pub assets: Vec<Asset>,
    /// Old addresses that lead to new ones.
    pub redirects: Vec<Redirect>,
    /// Every file that is published, by its path.
    pub routes: Routes,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it is read from.
    pub source: PathBuf,
    /// Its path in the output.
    pub file: String,
    /// How it was when it was looked at.
    pub looked_at: Stamp,
}

/// What shows that a file is as it was: whatever is written to it, or put in its place, has another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// How many bytes it has.
    pub length: u64,
    /// Its disk and its number there; zeros where the system has no such thing, as for all that follows.
    pub identity: (u64, u64),
    /// When it was last written to, in seconds and nanoseconds of Unix time.
    pub modified: (i64, i64),
    /// When it, its rights or its names last changed, which no program can set.
    pub changed: (i64, i64),
}

/// An old address that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The file that stands at the old address.
    pub file: String,
    /// Where it leads.
    pub to: PageId,
}

impl Site {
    /// A page.
    #[must_use]
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.index()]
    }

    /// Whether a page tells only what was true once: it is a record itself, or all pages below it are.
    #[must_use]
    pub fn is_past(&self, id: PageId) -> bool {
        let page = self.page(id);
        let mut below = page.children.iter();
        page.as_of.is_some() || (below.len() > 0 && below.all(|id| self.page(*id).as_of.is_some()))
    }

    /// The pages that name or link to a page, in order.
    #[must_use]
    pub fn backlinks(&self, id: PageId) -> &[PageId] {
        &self.backlinks[id.index()]
    }

    /// A person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[id.index()]
    }

    /// An audience.
    #[must_use]
    pub fn audience(&self, id: AudienceId) -> &Audience {
        &self.audiences[id.index()]
    }

    /// The pages that name an audience and how, in order.
    #[must_use]
    pub fn concerned(&self, id: AudienceId) -> &[(PageId, Expectation)] {
        &self.concerned[id.index()]
    }

    /// A document.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// An organisation.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> &Organisation {
        &self.organisations[id.index()]
    }

    /// The organisation of a name, however it is spelt in capitals.
    #[must_use]
    pub fn organisation_named(&self, name: &str) -> Option<OrganisationId> {
        self.organisation_names
            .get(&name.trim().to_lowercase())
            .copied()
    }

    /// What a link without words of its own is called.
    #[must_use]
    pub fn name_of<'s>(&'s self, target: &'s Target) -> Cow<'s, str> {
        let name: &str = match target {
            Target::Page(page, _) => &self.page(*page).title,
            Target::Person(person) => &self.person(*person).name,
            Target::Route(route, None) => self.routes.href(*route),
            Target::Route(route, Some(behind)) => {
                return format!("{}{behind}", self.routes.href(*route)).into();
            }
            Target::Heading(text) | Target::File(text, _) | Target::Verbatim(text) => text,
            Target::Fact(fact) => &fact.words,
        };
        name.into()
    }

    /// What stands in the words of a piece of Markdown where something of a link is missing.
    #[must_use]
    pub fn words_at<'s>(&'s self, body: &'s Body, hole: &Hole) -> Cow<'s, str> {
        match (&body.targets[hole.link as usize], hole.fill) {
            (Target::Fact(fact), Fill::Rest) => fact.rest_in_words().into(),
            (Target::Fact(fact), Fill::Note) => (&*fact.note).into(),
            (_, Fill::Rest | Fill::Note) => "".into(),
            (target, _) => self.name_of(target),
        }
    }

    /// All words of a piece of Markdown, with the names of what its links without words lead to.
    #[must_use]
    pub fn text_of(&self, body: &Body) -> String {
        self.text_and_sections(body).0
    }

    /// The same, and where in it each heading begins.
    #[must_use]
    pub fn text_and_sections(&self, body: &Body) -> (String, Vec<usize>) {
        let text = body.packed.text();
        let mut headings = body.headings.iter().map(|h| h.at as usize).peekable();
        if body.names.is_empty() {
            return (text, headings.collect());
        }
        let mut out = String::with_capacity(text.len() + 24 * body.names.len());
        let mut sections = Vec::with_capacity(body.headings.len());
        let mut done = 0;
        for hole in &body.names {
            let at = hole.at as usize;
            while let Some(heading) = headings.next_if(|heading| *heading <= at) {
                sections.push(out.len() + heading - done);
            }
            out.push_str(&text[done..at]);
            out.push_str(&self.words_at(body, hole));
            done = at;
        }
        sections.extend(headings.map(|heading| out.len() + heading - done));
        out.push_str(&text[done..]);
        (out, sections)
    }

    /// A table.
    #[must_use]
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id.index()]
    }

    /// The series of meetings with their pages, in the order of pages.
    pub fn series(&self) -> impl Iterator<Item = (&Page, &Series)> {
        self.pages
            .iter()
            .filter_map(|page| Some((page, page.series()?)))
    }

    /// Ids and pages, in order.
    pub fn pages_with_ids(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages
            .iter()
            .enumerate()
            .map(|(index, page)| (PageId::new(index), page))
    }
}
