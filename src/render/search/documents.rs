//! What search knows of each page.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::contacts::{add_contacts, as_of, reach, told};
use super::dates::{days, span};
use super::files::file_name;
use super::headings::Headings;
use super::lists;
use super::parts::parts;
use crate::locale::Locale;
use crate::model::{
    AsOf, AudienceId, Block, Body, Cell, Contact, DocumentId, Kind, MOST_SEARCHED, Occurrence,
    OrganisationId, PageId, Paper, PersonId, PostStatus, Site, Status, Table, Target, Term, Visit,
    Way, When,
};
use crate::render::theme::Theme;
use crate::render::view::entry::{ancestors, office};
use crate::search::{self, Meeting, Record, SearchDocument, Section};

/// What documents are made of.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// A page with its parts.
    Page(PageId),
    /// A person of today.
    Person(PersonId),
    /// An organisation.
    Organisation(OrganisationId),
    /// An audience.
    Audience(AudienceId),
    /// A term of the glossary.
    Term(&'a Term),
    /// A source that pages draw on.
    Document(DocumentId),
}

/// The documents of a source; of a page it and its parts.
pub(crate) fn documents<'a>(
    site: &'a Site,
    theme: &'a Theme,
    source: Source<'a>,
) -> Vec<SearchDocument<'a>> {
    let locale = theme.locale();
    match source {
        Source::Page(id) => {
            let mut all = vec![page(site, theme, id)];
            all.extend(parts(site, theme, site.page(id)));
            all
        }
        Source::Person(id) => vec![lists::person(site, theme, id)],
        Source::Organisation(id) => {
            vec![lists::organisation(site, theme, id)]
        }
        Source::Audience(id) => vec![lists::audience(site, id)],
        Source::Term(term) => vec![lists::term(site, term)],
        Source::Document(id) => vec![lists::document(locale, site, site.document(id))],
    }
}

/// So many contact points of a service above are compared with those of one below.
const MOST_COMPARED: usize = 100;

/// The words of a page that are searched, as they are gathered.
struct Words<'a> {
    theme: &'a Theme,
    locale: &'a Locale,
    site: &'a Site,
    page: PageId,
    body: String,
    /// Which words of the body stand below which heading.
    sections: Vec<Section>,
    /// The numbers of the headings of the page among those that results lead to.
    numbers: Vec<u32>,
    names: String,
    /// What most readers want to know, in parts.
    answer: Vec<String>,
    /// Who leads it, with what they are called: several may be called the same.
    leads: Vec<(Option<String>, Vec<String>)>,
    /// The answer where no meeting is known.
    pattern: Option<String>,
    reach: Vec<String>,
    /// Ways that are known from long ago, as text.
    dated: Vec<String>,
    meetings: Vec<Meeting>,
    retired: bool,
    whole_names: Vec<Cow<'a, str>>,
    special: Vec<String>,
}

fn page<'a>(site: &'a Site, theme: &'a Theme, id: PageId) -> SearchDocument<'a> {
    let locale = theme.locale();
    let page = site.page(id);
    let headings = Headings::of(&page.body.headings);
    let mut words = Words {
        theme,
        locale,
        site,
        page: id,
        body: String::new(),
        sections: Vec::new(),
        numbers: headings.numbers,
        names: String::new(),
        answer: Vec::new(),
        leads: Vec::new(),
        pattern: None,
        reach: Vec::new(),
        dated: Vec::new(),
        meetings: Vec::new(),
        retired: false,
        whole_names: Vec::new(),
        special: Vec::new(),
    };
    page.visit(&mut words);
    // It stands on the page, above the text.
    if let Some(description) = &page.description {
        words.add(description);
    }
    words
        .body
        .truncate(words.body.floor_char_boundary(MOST_SEARCHED));
    if words.meetings.is_empty() {
        words.answer.extend(words.pattern);
    }
    let kind = search::Kind::of_id(page.kind.word()).expect("search knows every kind of page");
    if page.as_of.is_some() {
        // Who led or answered then is no answer now.
        words.answer.clear();
        words.leads.clear();
        words.reach.clear();
    }
    let leads = std::mem::take(&mut words.leads);
    let leads = leads.into_iter().map(|(title, names)| {
        let names = names.join(", ");
        title.map_or_else(|| names.clone(), |title| format!("{names}, {title}"))
    });
    // How to reach them comes first: on a phone little is shown of a long answer.
    let dated = std::mem::take(&mut words.dated);
    words.answer = dated.into_iter().chain(leads).chain(words.answer).collect();
    if kind != search::Kind::Page {
        let name = without_ending(theme, &page.title);
        words.whole_names.extend(name.map(Cow::Borrowed));
    }
    SearchDocument {
        kind,
        past: page.as_of.is_some() || words.retired,
        names: Cow::Owned(words.names),
        headings: Cow::Owned(headings.text),
        body: Cow::Owned(words.body),
        heading_sections: headings.sections,
        body_sections: words.sections,
        whole_names: words.whole_names,
        special: words.special,
        record: Record {
            title: Cow::Borrowed(&page.title),
            address: Cow::Borrowed(&page.address.href),
            context: Cow::Borrowed(above(site, id)),
            summary: Cow::Borrowed(page.description.as_deref().unwrap_or(&page.excerpt)),
            answer: Cow::Owned(words.answer.join("; ")),
            reach: words.reach,
            meetings: words.meetings,
            headings: headings.anchors,
            as_of: as_of(locale, page),
        },
    }
}

/// A title without the word at its end that people leave out: the Family Time Service is "family
/// time" to them.
fn without_ending<'t>(theme: &Theme, title: &'t str) -> Option<&'t str> {
    let (name, ending) = title.rsplit_once(' ')?;
    let mut endings = theme.word("title_endings").split_whitespace();
    endings
        .any(|word| word.eq_ignore_ascii_case(ending))
        .then_some(name)
}

/// The title of the section or service that a page stands in, unless it is the home page.
fn above(site: &Site, id: PageId) -> &str {
    let page = site.page(id);
    let service = match &page.kind {
        Kind::Service(service) => service.parent,
        _ => None,
    };
    service
        .or(page.parent)
        .filter(|parent| *parent != site.home)
        .map_or("", |parent| &site.page(parent).title)
}

impl Words<'_> {
    fn add(&mut self, text: &str) {
        self.body.push('\n');
        self.body.push_str(text);
    }

    /// What can be read of a table, without its figures.
    fn table(&mut self, table: &Table) {
        self.add(&table.title);
        for column in &table.columns {
            self.add(&column.title);
        }
        for cell in table.rows.iter().flatten() {
            if let Cell::Text(text) = cell {
                self.add(text);
            }
        }
        for note in &table.notes {
            self.add(note);
        }
    }

    /// Files are found by their names, as people have them in a message or folder.
    fn add_files_of(&mut self, text: &Body) {
        for target in &text.targets {
            self.add_file(target);
        }
    }

    fn add_file(&mut self, target: &Target) {
        if let Some(name) = file_name(target) {
            self.add(name);
        }
    }

    fn add_name_of(&mut self, person: PersonId) {
        let _ = write!(self.body, "\n{}", self.site.person(person).name);
    }
}

impl Visit for Words<'_> {
    fn main(&mut self, text: &Body) {
        let (body, starts) = self.site.text_and_sections(text);
        let starts = starts.into_iter().zip(&self.numbers);
        self.sections = starts
            .map(|(at, &heading)| Section { at, heading })
            .collect();
        // What the theme puts around the text stands below no heading of it.
        self.sections.push(Section {
            at: body.len(),
            heading: 0,
        });
        self.body = body;
        // Who stands behind other words is found by their name too; without words, it is in the text.
        let mut named = vec![false; text.targets.len()];
        for hole in &text.names {
            named[hole.link as usize] = true;
        }
        for (target, named) in text.targets.iter().zip(named) {
            let target = match target {
                Target::Fact(fact) => &fact.to,
                target => target,
            };
            if let (Target::Person(person), false) = (target, named) {
                self.add_name_of(*person);
            }
        }
        self.add_files_of(text);
        for block in &text.blocks {
            if let Block::Table(id) | Block::Chart(id) = block {
                self.table(self.site.table(*id));
            }
        }
    }

    fn body(&mut self, text: &Body) {
        self.add(&self.site.text_of(text));
        self.add_files_of(text);
    }

    fn paper(&mut self, paper: &Paper) {
        self.add(&paper.title);
        self.add_file(&paper.target);
    }

    fn words(&mut self, words: &str) {
        self.add(words);
    }

    fn name(&mut self, words: &str) {
        self.names.push_str(words);
        self.names.push('\n');
    }

    fn alias(&mut self, words: &str) {
        self.name(words);
        self.whole_names.push(Cow::Owned(words.to_owned()));
    }

    fn pattern(&mut self, words: &str) {
        self.add(words);
        self.pattern = Some(words.to_owned());
    }

    fn post(
        &mut self,
        person: PersonId,
        _title: Option<&str>,
        _status: PostStatus,
        _as_of: Option<AsOf>,
    ) {
        self.add_name_of(person);
    }

    fn lead(&mut self, person: PersonId, title: Option<&str>, covers: bool) {
        let name = self.site.person(person).name.clone();
        if covers {
            let covering = self.theme.word("beside_covering");
            let lead = title.map_or_else(|| name.clone(), |title| format!("{name}, {title}"));
            self.leads.push((None, vec![format!("{lead} {covering}")]));
            return;
        }
        match self.leads.last_mut() {
            Some((Some(same), names)) if title == Some(same.as_str()) => {
                names.push(name);
            }
            _ => self.leads.push((title.map(str::to_owned), vec![name])),
        }
    }

    fn officer(&mut self, person: PersonId, word: &str) {
        let name = &self.site.person(person).name;
        self.answer
            .push(format!("{name}, {}", office(self.theme, word)));
    }

    fn organisation(&mut self, name: &str) {
        self.add(name);
    }

    fn audience(&mut self, audience: AudienceId) {
        self.add(&self.site.audience(audience).title);
    }

    /// Mailboxes and numbers are names of the page, unless a service above has them too: then they name that one.
    fn contacts(&mut self, contacts: &[Contact]) {
        let own: HashSet<&Way> = contacts.iter().flat_map(|contact| &contact.ways).collect();
        let above: HashSet<&Way> = if own.is_empty() {
            HashSet::new()
        } else {
            let above = ancestors(self.site, self.page).skip(1);
            above
                .flat_map(|(_, service)| service.contacts.iter().take(MOST_COMPARED))
                .flat_map(|contact| &contact.ways)
                .filter(|way| own.contains(way))
                .collect()
        };
        let is_shared = |contact: &&Contact| contact.ways.iter().all(|way| above.contains(way));
        let shared = contacts.iter().filter(is_shared);
        add_contacts(self.site, &mut self.body, shared, None);
        for contact in contacts.iter().filter(|contact| !is_shared(contact)) {
            let names = Some(&mut self.names);
            add_contacts(self.site, &mut self.body, [contact], names);
            for way in &contact.ways {
                if let Way::Email(text) | Way::Phone(text) = way
                    && !above.contains(way)
                {
                    self.whole_names.push(Cow::Owned(text.clone()));
                }
            }
        }
        self.reach.extend(reach(contacts));
        self.dated.extend(told(self.theme, contacts));
    }

    fn asked(&mut self, contacts: &[Contact]) {
        add_contacts(self.site, &mut self.body, contacts, None);
    }

    /// All dates are kept, not the next one: an index may be read long after it was generated.
    fn meeting<'t>(&mut self, meeting: &Occurrence, areas: impl Iterator<Item = &'t str>) {
        let (start, end) = span(meeting.when);
        let status = meeting.status.word().to_owned();
        let anchor = format!("on-{}", meeting.key);
        let when = self.locale.when(meeting.when);
        let areas: Vec<&str> = areas.collect();
        self.meetings.push(if areas.is_empty() {
            Meeting::Whole(start, end, status, anchor, when)
        } else {
            Meeting::Part(start, end, status, anchor, when, areas.join(", "))
        });
        self.all_words([&meeting.note, &meeting.why]);
        if meeting.status == Status::Cancelled {
            return;
        }
        let locale = self.locale;
        self.add(&locale.days(meeting.when));
        self.add(&locale.times(meeting.when).unwrap_or_default());
        self.all_words([&meeting.title, &meeting.venue]);
        self.special.extend(days(meeting.when));
    }

    fn day(&mut self, day: Date) {
        self.add(&self.locale.full_date(day));
        let (first, last) = (day, day);
        self.special.extend(days(When::Days { first, last }));
    }

    fn retired(&mut self) {
        self.retired = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Kind;
    use crate::search;

    #[test]
    fn search_knows_every_kind_of_page() {
        for word in Kind::WORDS {
            assert!(search::Kind::of_id(word).is_some(), "{word}");
        }
    }
}
