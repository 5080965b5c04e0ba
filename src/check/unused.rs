//! Records that nothing uses any more.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::page::record_places;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::LISTS;
use crate::model::{
    Block, Body, Contact, ContactId, DocumentId, Organisation, Page, Site, TableId, Target, Visit,
    WELL_KNOWN, is_for_hosts,
};

/// What readers open by a link. Other files are for browsers and hosts.
const OPENED: [&str; 24] = [
    "avif", "csv", "doc", "docx", "gif", "jpeg", "jpg", "mp3", "mp4", "odp", "ods", "odt", "pdf",
    "png", "ppt", "pptx", "rtf", "svg", "txt", "webm", "webp", "xls", "xlsx", "zip",
];

/// Names that browsers and hosts ask for at the top of a site, though no page names them.
const ASKED_FOR: [&str; 4] = ["apple-touch-icon", "favicon", "robots.txt", "humans.txt"];

/// Warns of people, contact points, audiences and documents that nothing names, of tables that no page shows, and of files
/// that nothing leads to.
/// `prefix` is the folder of the content, `contacts` the ids of `contacts.yaml` in their order; `text_of` gives the text
/// of a file.
pub(crate) fn check(
    site: &Site,
    (prefix, contacts): (&str, &[String]),
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut used = Used::default();
    for page in &site.pages {
        used.page(page);
    }
    if let Some(statement) = &site.settings.accessibility {
        used.contacts(&statement.contacts);
        let texts = statement.issues.iter().map(|(text, _)| text);
        texts
            .chain(&statement.tested)
            .for_each(|text| used.text(text));
    }
    for sheet in &site.settings.sheets {
        used.contacts(&sheet.contacts);
    }
    let of_organisations = site.organisations.iter().flat_map(Organisation::sources);
    let of_tables = site.tables.iter().filter_map(|table| table.document);
    used.documents.extend(of_organisations.chain(of_tables));
    let mut told = |file: &str, ids: Vec<(&str, String)>, help: &str| {
        if !ids.is_empty() {
            tell(
                &format!("{prefix}{file}").into(),
                ids,
                help,
                text_of,
                diagnostics,
            );
        }
    };
    let people = site
        .people
        .iter()
        .filter(|person| person.named_on.is_empty() && person.posts.is_empty());
    let people = people.map(|person| {
        let message = format!(
            "nothing names {}, so readers find a person without a role",
            person.name
        );
        (person.id.as_str(), message)
    });
    told(
        "people.yaml",
        people.collect(),
        "name them where they have a role, or take the record away",
    );
    let contacts = contacts.iter().enumerate();
    let contacts = contacts.filter(|(index, _)| !used.contacts.contains(&ContactId::new(*index)));
    let contacts = contacts.map(|(_, id)| {
        (
            id.as_str(),
            format!("nothing uses the contact point `{id}`"),
        )
    });
    told(
        "contacts.yaml",
        contacts.collect(),
        "name it under `contacts`, print it with `[](contact:…)`, or take the record away",
    );
    let audiences = site.audiences.iter().zip(&site.concerned);
    let audiences = audiences.filter(|(_, pages)| pages.is_empty());
    let audiences = audiences.map(|(one, _)| {
        (
            one.id.as_str(),
            format!("no page is for the audience `{}`", one.id),
        )
    });
    told(
        "audiences.yaml",
        audiences.collect(),
        "name it under `audience` of a page, or take the record away: its own page lists nothing",
    );
    let documents = site.documents.iter().enumerate();
    let documents =
        documents.filter(|(index, _)| !used.documents.contains(&DocumentId::new(*index)));
    let documents = documents.map(|(_, one)| {
        (
            one.id.as_str(),
            format!("nothing draws on the document `{}`", one.id),
        )
    });
    told(
        "documents.yaml",
        documents.collect(),
        "name it under `documents` where its facts stand, or take the record away",
    );
    for (index, table) in site.tables.iter().enumerate() {
        if !used.tables.contains(&TableId::new(index)) {
            let message = format!("no page shows the table `{}`", table.id);
            let help = format!(
                "call it where it belongs: {{{{ table(data=\"{}\") }}}}",
                table.id
            );
            let file: Arc<str> = format!("{prefix}data/{}.yaml", table.id).into();
            diagnostics.push(
                Diagnostic::warning(Code::Unused, message)
                    .help(help)
                    .in_file(&file),
            );
        }
    }
    files(site, prefix, text_of, diagnostics);
}

/// Warns of files whose name stands in no page and no list, in whatever way it would be written: what only looks
/// like a use is none, but nobody is told of a file that is used.
fn files(
    site: &Site,
    prefix: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
    for asset in site.assets.iter().filter(|asset| is_opened(&asset.file)) {
        let name = asset.file.rsplit('/').next().unwrap_or(&asset.file);
        names.entry(name).or_default().push(&asset.file);
    }
    if names.is_empty() {
        return;
    }
    let pages = site.pages.iter().map(|page| page.source.to_string());
    let lists = LISTS.iter().map(|list| format!("{prefix}{list}"));
    let tables = site.tables.iter();
    let tables = tables.map(|table| format!("{prefix}data/{}.yaml", table.id));
    for file in pages.chain(lists).chain(tables) {
        let text = text_of(&file).unwrap_or_default();
        let letters = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '%');
        for word in text.split(|c| !letters(c)) {
            names.remove(word);
            // At the end of a sentence.
            names.remove(word.trim_end_matches('.'));
        }
    }
    let mut unused: Vec<&str> = names.into_values().flatten().collect();
    unused.sort_unstable();
    for file in unused {
        let finding = Diagnostic::warning(Code::Unused, format!("no page leads to `{file}`"))
            .help("link to it where readers need it, or take the file away; one that only other sites link to stands under `files` in site.yaml");
        diagnostics.push(finding.in_file(&format!("{prefix}{file}").into()));
    }
}

/// Whether a file is one that readers open by a link whose name is written as it is.
fn is_opened(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let at_top = name == file;
    let opened = name.rsplit_once('.').is_some_and(|(_, ending)| {
        let ending = ending.to_ascii_lowercase();
        OPENED.contains(&&*ending)
    });
    let asked_for = at_top && ASKED_FOR.iter().any(|start| name.starts_with(start));
    let known = file.starts_with(WELL_KNOWN) || is_for_hosts(name) || asked_for;
    opened && !known && name.chars().all(plain)
}

/// Tells of records of a list, each at its id.
fn tell(
    file: &Arc<str>,
    ids: Vec<(&str, String)>,
    help: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let text = text_of(file).unwrap_or_default();
    let places = record_places(&text);
    for (id, message) in ids {
        let finding = Diagnostic::warning(Code::Unused, message).help(help);
        diagnostics.push(match places.get(id) {
            Some(place) => finding.at(file, place.clone()),
            None => finding.in_file(file),
        });
    }
}

/// What the pages of a site use.
#[derive(Default)]
struct Used {
    contacts: HashSet<ContactId>,
    documents: HashSet<DocumentId>,
    tables: HashSet<TableId>,
}

impl Used {
    fn page(&mut self, page: &Page) {
        self.documents.extend(page.sources());
        page.visit(self);
    }

    fn text(&mut self, text: &Body) {
        for target in &text.targets {
            if let Target::Fact(fact) = target {
                self.contacts.extend(fact.contact);
            }
        }
        for block in &text.blocks {
            if let Block::Table(id) | Block::Chart(id) = block {
                self.tables.insert(*id);
            }
        }
    }
}

impl Visit for Used {
    fn body(&mut self, text: &Body) {
        self.text(text);
    }

    fn aside(&mut self, text: &Body) {
        self.text(text);
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            self.contacts.extend(contact.record);
        }
    }

    fn asked(&mut self, contacts: &[Contact]) {
        self.contacts(contacts);
    }
}
