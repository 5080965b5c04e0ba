//! A whole source: settings, lists and pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::kinds::RawKind;
use super::parts::{RawBody, RawContact, RawContactPoint, RawStep};
use crate::diagnostic::{Code, Level, Severity};
use crate::disk::Folder;
use crate::load::yaml::fields::{Spanned, Ways};
use crate::locale::Locale;
use crate::model::{
    Addresses, AsOf, Asset, Audience, Cell, Chart, Column, Conformance, Data, Document,
    Enforcement, Expectation, Order, SchoolYear, Shades, Sort, Term,
};

/// A whole source.
pub(crate) struct Raw {
    /// What `site.yaml` says.
    pub(crate) settings: RawSettings,
    /// Everybody.
    pub(crate) people: Vec<RawPerson>,
    /// Contact points that pages name.
    pub(crate) contacts: Vec<RawContactRecord>,
    /// Audiences.
    pub(crate) audiences: Vec<Audience>,
    /// Documents.
    pub(crate) documents: Vec<Document>,
    /// Organisations.
    pub(crate) organisations: Vec<RawOrganisation>,
    /// Tables.
    pub(crate) tables: Vec<RawTable>,
    /// Glossary.
    pub(crate) glossary: Vec<Term>,
    /// School years in order of time.
    pub(crate) years: Vec<SchoolYear>,
    /// Names of which nothing more can be said: their lists or records have mistakes.
    pub(crate) unavailable: UnavailableNames,
    /// Markdown files in the order of their paths. They lie in one piece, which is given back as a whole when they are resolved:
    /// pieces of their own would stay as ten thousand gaps between what is kept.
    pub(crate) pages: Vec<RawPage>,
    /// Drafts that this build leaves out, by path within the content: a link to one says so.
    pub(crate) drafts: Vec<String>,
    /// When each series with dates last changed, by file, as far as git knows.
    pub(crate) changed: BTreeMap<Arc<str>, Changed>,
    /// When each page last changed in seconds since 1970, by file, as far as git knows and the site shows it.
    pub(crate) page_changes: HashMap<Arc<str>, i64>,
    /// The folder of the content: what is copied is read from it.
    pub(crate) content: Folder,
    /// Files to copy.
    pub(crate) assets: Vec<Asset>,
    /// The folder of the content relative to the root, `content/` or empty.
    pub(crate) prefix: String,
    /// The site's own theme files.
    pub(crate) theme: ThemeFiles,
    /// What Redway says to readers, in the language of the site and with its own words.
    pub(crate) locale: Arc<Locale>,
}

impl Raw {
    /// Every file of the content that is published or read as a page, by its path within the content.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        let pages = self.pages.iter().map(|page| page.path.as_str());
        let assets = self.assets.iter().map(|asset| asset.file.as_str());
        pages.chain(assets)
    }

    /// The folders of the content that hold one of these, or a folder that does.
    pub(crate) fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for path in self.paths() {
            for (at, _) in path.rmatch_indices('/') {
                // Whatever is known has those above it.
                if !folders.insert(&path[..at]) {
                    break;
                }
            }
        }
        folders
    }
}

/// Names that may well be right, though no record stands for them.
#[derive(Default)]
pub(crate) struct UnavailableNames {
    pub(crate) people: Unavailable,
    pub(crate) contacts: Unavailable,
    pub(crate) audiences: Unavailable,
    pub(crate) documents: Unavailable,
    pub(crate) glossary: Unavailable,
    pub(crate) organisations: Unavailable,
    pub(crate) tables: Unavailable,
    pub(crate) years: Unavailable,
    /// Paths of the pages that could not be read.
    pub(crate) pages: Vec<String>,
    /// Paths of the files that are not copied.
    pub(crate) files: Vec<String>,
}

/// What is missing from a list.
#[derive(Default)]
pub(crate) enum Unavailable {
    /// Nothing.
    #[default]
    Nothing,
    /// The records of these ids.
    Ids(Vec<String>),
    /// The whole list.
    All,
}

impl Unavailable {
    /// Whether a name may belong to something that is missing.
    pub(crate) fn may_hold(&self, name: &str) -> bool {
        match self {
            Unavailable::Nothing => false,
            Unavailable::Ids(ids) => ids.iter().any(|id| id == name),
            Unavailable::All => true,
        }
    }
}

/// When what stands in the events of a series changed, in seconds since 1970 (UTC).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed {
    /// The last time.
    pub(crate) revised: i64,
    /// SEQUENCE of the events, which grows with each change.
    pub(crate) sequence: u32,
    /// Whether git knows that time; otherwise it is the best guess if nothing else tells.
    pub(crate) certain: bool,
    /// The first time, if git knows it.
    pub(crate) created: Option<i64>,
}

/// Theme files of the site, which stand in for embedded ones of the same name.
#[derive(Default)]
pub(crate) struct ThemeFiles {
    /// Templates by name, such as `partials/header.html`, with the file each came from.
    pub(crate) templates: BTreeMap<String, (Arc<str>, String)>,
    /// Sources of the stylesheet by name, such as `tokens.css`, with the file each came from.
    pub(crate) styles: BTreeMap<String, (Arc<str>, String)>,
    /// Everything under `assets/`, by path below it.
    pub(crate) assets: BTreeMap<String, Vec<u8>>,
}

impl RawSettings {
    /// Whether readers see when a page changed, so that git is asked for it.
    pub(crate) fn shows_changes(&self) -> bool {
        self.freshness.is_some() || matches!(self.report, Some(RawReport::Email(_)))
    }

    /// The texts with Markdown in them.
    pub(crate) fn texts(&mut self) -> impl Iterator<Item = &mut RawText> {
        let notices = self.notices.iter_mut().map(|notice| &mut notice.text);
        let statement = self.accessibility.iter_mut().flat_map(|statement| {
            let issues = statement.issues.iter_mut().map(|issue| &mut issue.text);
            issues.chain(&mut statement.tested)
        });
        notices.chain(statement)
    }
}

/// `site.yaml`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that editors write, and none depends on another"
)]
pub(crate) struct RawSettings {
    pub(crate) file: Arc<str>,
    pub(crate) title: String,
    pub(crate) base_url: String,
    pub(crate) organisation: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: String,
    pub(crate) time_zone: Spanned<String>,
    pub(crate) uid_domain: Option<String>,
    pub(crate) addresses: Addresses,
    pub(crate) search: bool,
    pub(crate) search_budget: u64,
    pub(crate) ask: Vec<RawMenuItem>,
    /// The menu, where the site has its own.
    pub(crate) menu: Option<Vec<RawMenuItem>>,
    /// The links of the foot, where the site has its own.
    pub(crate) footer: Option<Vec<RawMenuItem>>,
    pub(crate) emergency: Option<RawEmergency>,
    pub(crate) notices: Vec<RawNotice>,
    pub(crate) brand: RawBrand,
    /// How readers say that something is wrong.
    pub(crate) report: Option<RawReport>,
    /// Where pages are edited: an address with a place for [`EDIT_PATH`](crate::model::EDIT_PATH).
    pub(crate) edit: Option<String>,
    /// What the accessibility statement says, where there is one.
    pub(crate) accessibility: Option<RawAccessibility>,
    /// Whether the handbook and its sections are documents for paper too.
    pub(crate) print: bool,
    /// Sheets of contact points for paper.
    pub(crate) sheets: Vec<RawSheet>,
    /// For how many months facts are fresh.
    pub(crate) freshness: Option<u8>,
    /// How much rules of `redway check` matter.
    pub(crate) levels: Vec<RawLevel>,
    /// The month that begins a year, where it is said.
    pub(crate) year_starts: Option<i8>,
    /// What a year is called.
    pub(crate) year_called: Option<String>,
    pub(crate) ways: Ways,
    pub(crate) broken_links: Severity,
    pub(crate) raw_html: bool,
    /// Whether this is a preview: with drafts, or for another address than that of the site.
    pub(crate) preview: bool,
    /// Files to copy though they are not passive, by path within the content.
    pub(crate) files: Vec<Spanned<String>>,
    /// Stylesheets that come after that of the theme, by path within the content.
    pub(crate) extra_css: Vec<Spanned<String>>,
    pub(crate) extra: Data,
}

/// How much a rule of `redway check` matters.
pub(crate) struct RawLevel {
    pub(crate) code: Code,
    /// In which folder of the content; `None`: in all of it.
    pub(crate) folder: Option<Spanned<String>>,
    pub(crate) level: Level,
}

/// Whom to call in an emergency.
pub(crate) struct RawEmergency {
    pub(crate) title: String,
    pub(crate) phone: String,
    pub(crate) otherwise: Option<String>,
    pub(crate) words: Option<String>,
    pub(crate) short: Option<String>,
    /// A page by its path within the content.
    pub(crate) page: Option<Spanned<String>>,
}

/// `brand`.
#[derive(Default)]
pub(crate) struct RawBrand {
    /// Those that styles get, where a site has shades of its own.
    pub(crate) shades: Option<Shades>,
    /// A picture by its path within the content.
    pub(crate) logo: Option<Spanned<String>>,
}

/// `report`.
pub(crate) enum RawReport {
    /// A mailbox.
    Email(String),
    /// An address with places for facts about the page.
    Url(String),
    /// A page by its path within the content.
    Page(Spanned<String>),
}

/// `accessibility`.
pub(crate) struct RawAccessibility {
    /// Where the key stands.
    pub(crate) at: Range<usize>,
    pub(crate) status: Conformance,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) prepared: Option<Date>,
    pub(crate) issues: Vec<RawIssue>,
    pub(crate) tested: Option<RawText>,
    pub(crate) enforcement: Option<Enforcement>,
}

/// Contact points on one sheet of paper.
pub(crate) struct RawSheet {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) contacts: Vec<RawContact>,
}

/// Something that not everybody can use.
pub(crate) struct RawIssue {
    pub(crate) text: RawText,
    pub(crate) until: Option<Date>,
}

/// A text of the settings with Markdown in it.
pub(crate) struct RawText {
    pub(crate) written: Spanned<String>,
    /// The text converted, which waits for the words of the language.
    pub(crate) body: Option<RawBody>,
}

impl RawText {
    /// A text that is not converted yet.
    pub(crate) fn of(written: Spanned<String>) -> Self {
        RawText {
            written,
            body: None,
        }
    }
}

/// A message for readers.
pub(crate) struct RawNotice {
    pub(crate) text: RawText,
    pub(crate) page: Option<Spanned<String>>,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    /// Words and paths that say where it stands.
    pub(crate) places: Vec<Spanned<String>>,
}

/// An item of the menu or the footer.
pub(crate) struct RawMenuItem {
    pub(crate) title: Option<String>,
    /// A page by its path within the content.
    pub(crate) page: Option<Spanned<String>>,
    /// An address of the site (`/people/`) or an absolute one.
    pub(crate) address: Option<Spanned<String>>,
    pub(crate) span: Range<usize>,
}

/// One Markdown file.
pub(crate) struct RawPage {
    /// Path relative to the root.
    pub(crate) file: Arc<str>,
    /// Path within the content, such as `services/send/_index.md`.
    pub(crate) path: String,
    /// The folder whose page it is, if it is that of one; empty for the top.
    pub(crate) section: Option<String>,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) updated: Option<Date>,
    /// Whether `updated` could not be read.
    pub(crate) updated_unavailable: bool,
    pub(crate) checked: Option<Spanned<Date>>,
    /// Who answers for it; of a folder's own page, for all in the folder.
    pub(crate) owner: Option<String>,
    /// What `redway check` is not to tell of it, since somebody said why.
    pub(crate) allow: Vec<Code>,
    pub(crate) tags: Vec<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) draft: bool,
    pub(crate) order: Option<Order>,
    /// The template that it is made with instead of that of its kind.
    pub(crate) template: Option<Spanned<String>>,
    /// The heading under which it stands in the lists of its section.
    pub(crate) under: Option<String>,
    pub(crate) documents: Vec<Spanned<String>>,
    pub(crate) extra: Data,
    pub(crate) as_of: Option<AsOf>,
    /// The language, where it is not that of the site.
    pub(crate) language: Option<String>,
    pub(crate) audience: Vec<(Expectation, Vec<Spanned<String>>)>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) steps: Vec<RawStep>,
    pub(crate) kind: RawKind,
    pub(crate) body: RawBody,
    /// What shows that only its text changed, where pages are read again.
    pub(crate) outline: Option<Outline>,
}

/// A number of all of a page but the flow of its text: two versions of a file with one outline differ in nothing that
/// another page, a list or a link could depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outline(pub(crate) u64);

impl RawPage {
    /// Its contact points, and those of its steps.
    pub(crate) fn all_contacts(&self) -> impl Iterator<Item = &RawContact> {
        let steps = self.steps.iter().flat_map(|step| &step.contacts);
        let of_kind = self.kind.contacts();
        self.contacts.iter().chain(of_kind).chain(steps)
    }

    /// Every piece of Markdown: the text, and those of front matter.
    pub(crate) fn bodies(&self) -> Vec<&RawBody> {
        let steps = self.steps.iter().filter_map(|step| step.text.as_ref());
        let mut all: Vec<&RawBody> = std::iter::once(&self.body).chain(steps).collect();
        all.extend(self.kind.bodies());
        all
    }
}

/// Somebody of `people.yaml`; what they do stands on pages.
pub(crate) struct RawPerson {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) surname: String,
    pub(crate) also: Vec<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) organisation: Option<Spanned<String>>,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) note: Option<String>,
}

/// A record of `contacts.yaml`.
pub(crate) struct RawContactRecord {
    pub(crate) file: Arc<str>,
    pub(crate) id: Spanned<String>,
    pub(crate) point: RawContactPoint,
}

pub(crate) struct RawOrganisation {
    pub(crate) file: Arc<str>,
    pub(crate) id: String,
    pub(crate) name: Spanned<String>,
    pub(crate) also: Vec<Spanned<String>>,
    pub(crate) keywords: Vec<Spanned<String>>,
    pub(crate) sort: Sort,
    pub(crate) trust: Option<Spanned<String>>,
    pub(crate) trust_as_of: Option<AsOf>,
    pub(crate) trust_certain: bool,
    pub(crate) trust_documents: Vec<Spanned<String>>,
    pub(crate) posts: Vec<RawOrganisationPost>,
    pub(crate) leaders: Vec<RawLeader>,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) documents: Vec<Spanned<String>>,
    pub(crate) note: Option<String>,
}

/// A post of an organisation.
pub(crate) struct RawOrganisationPost {
    pub(crate) role: Spanned<String>,
    pub(crate) person: Option<Spanned<String>>,
    /// Somebody who is not in the directory.
    pub(crate) name: Option<String>,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) documents: Vec<Spanned<String>>,
}

/// Somebody who led an organisation at some time in the past.
pub(crate) struct RawLeader {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) documents: Vec<Spanned<String>>,
}

/// A table of `data/`.
pub(crate) struct RawTable {
    pub(crate) file: Arc<str>,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) document: Option<Spanned<String>>,
    pub(crate) unit: Option<String>,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) notes: Vec<String>,
    pub(crate) chart: Option<Chart>,
}
