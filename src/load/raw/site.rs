//! What the load stage hands on: records as written, each name with its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::calendar::recurrence::Pattern;
use crate::diagnostic::Severity;
use crate::load::values::dates;
use crate::load::yaml::fields::Spanned;
use crate::markdown;
use crate::model::{
    Addresses, AsOf, Asset, Audience, Cell, Chart, Column, Data, Document, Expectation, Leader,
    Mode, Packed, Person, Points, Priority, Recommendation, Resolution, SchoolYear, Sort, Status,
    Term,
};

/// A whole source.
pub(crate) struct Raw {
    /// What `site.yaml` says.
    pub(crate) settings: RawSettings,
    /// Everybody.
    pub(crate) people: Vec<Person>,
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
    pub(crate) lost: LostNames,
    /// Markdown files in the order of their paths. Boxed, so that each is freed as soon as
    /// the resolve stage has taken it apart.
    #[expect(
        clippy::vec_box,
        reason = "a page is large, and freed as soon as it is resolved"
    )]
    pub(crate) pages: Vec<Box<RawPage>>,
    /// Drafts that this build leaves out, by path within the content: a link to one says so.
    pub(crate) drafts: Vec<String>,
    /// When each series with dates last changed, by file, as far as git knows.
    pub(crate) changed: BTreeMap<Arc<str>, Changed>,
    /// Files to copy.
    pub(crate) assets: Vec<Asset>,
    /// The folder of the content relative to the root, `content/` or empty.
    pub(crate) prefix: String,
    /// The site's own theme files.
    pub(crate) theme: ThemeFiles,
}

/// Names that may well be right, though no record stands for them.
#[derive(Default)]
pub(crate) struct LostNames {
    pub(crate) people: Lost,
    pub(crate) audiences: Lost,
    pub(crate) documents: Lost,
    pub(crate) glossary: Lost,
    pub(crate) organisations: Lost,
    pub(crate) tables: Lost,
    pub(crate) years: Lost,
    /// Paths of the pages that could not be read.
    pub(crate) pages: Vec<String>,
}

/// The lists of a series in which something could not be read, which is reported already.
#[derive(Clone, Copy)]
pub(crate) struct LostParts {
    /// A rule, so that its meetings are not known.
    pub(crate) rule: bool,
    /// An entry under `occurrences`.
    pub(crate) occurrence: bool,
    /// An area.
    pub(crate) area: bool,
}

/// What is missing from a list.
#[derive(Default)]
pub(crate) enum Lost {
    /// Nothing.
    #[default]
    Nothing,
    /// The records of these ids.
    Ids(Vec<String>),
    /// The whole list.
    All,
}

impl Lost {
    /// Whether a name may belong to something that is missing.
    pub(crate) fn may_hold(&self, name: &str) -> bool {
        match self {
            Lost::Nothing => false,
            Lost::Ids(ids) => ids.iter().any(|id| id == name),
            Lost::All => true,
        }
    }
}

/// When what stands in the events of a series changed, in seconds since 1970 (UTC).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed {
    /// The last time.
    pub(crate) revised: i64,
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
    /// Everything under `assets/`, by path below it.
    pub(crate) assets: BTreeMap<String, Vec<u8>>,
    /// Fixed words of the site, which stand in for embedded ones key by key.
    pub(crate) strings: BTreeMap<String, String>,
}

/// `site.yaml`.
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
    pub(crate) menu: Vec<RawMenuItem>,
    pub(crate) footer: Vec<RawMenuItem>,
    pub(crate) unknown_keys: Severity,
    pub(crate) broken_links: Severity,
    pub(crate) raw_html: bool,
    pub(crate) extra: Data,
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
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) updated: Option<Date>,
    /// Whether `updated` could not be read.
    pub(crate) updated_lost: bool,
    pub(crate) checked: Option<Date>,
    pub(crate) tags: Vec<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) order: Option<i64>,
    pub(crate) documents: Vec<Spanned<String>>,
    pub(crate) extra: Data,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) audience: Vec<(Expectation, Vec<Spanned<String>>)>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) steps: Vec<RawStep>,
    pub(crate) kind: RawKind,
    pub(crate) body: RawBody,
}

/// Converted Markdown and where it stood.
pub(crate) struct RawBody {
    /// The conversion, without its HTML and its text.
    pub(crate) document: markdown::Document,
    /// The HTML with holes.
    pub(crate) html: Packed,
    /// Calls on lines of their own, in the order of their holes.
    pub(crate) calls: Vec<RawCall>,
    /// All words, for search; may lack the names of what is linked.
    pub(crate) text: Packed,
    pub(crate) place: BodyPlace,
}

impl RawBody {
    /// Packs what is large and waits for the render stage.
    pub(crate) fn new(mut document: markdown::Document, place: BodyPlace) -> Self {
        let html = Packed::new(&std::mem::take(&mut document.html));
        let text = Packed::new(&document.text.text);
        document.text = markdown::Plain::default();
        RawBody {
            document,
            html,
            calls: Vec::new(),
            text,
            place,
        }
    }
}

/// How byte ranges within a piece of Markdown become byte ranges of its file.
#[derive(Clone, Debug)]
pub(crate) enum BodyPlace {
    /// The text stands in the file as it is, from this offset.
    From(usize),
    /// The text was quoted or folded by YAML: only the whole value can be marked.
    Whole(Range<usize>),
}

impl BodyPlace {
    pub(crate) fn range(&self, span: &Range<usize>) -> Range<usize> {
        match self {
            BodyPlace::From(start) => start + span.start..start + span.end,
            BodyPlace::Whole(range) => range.clone(),
        }
    }
}

pub(crate) enum RawKind {
    Page,
    Service(Box<RawService>),
    Series(Box<RawSeries>),
    Group(Box<RawGroup>),
    Plan(Box<RawPlan>),
    Minutes(Box<RawMinutes>),
}

pub(crate) struct RawService {
    pub(crate) leads: Vec<RawRole>,
    pub(crate) deputies: Vec<RawRole>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) focus: Vec<RawBody>,
    pub(crate) escalation: Option<RawEscalation>,
}

pub(crate) struct RawEscalation {
    pub(crate) first: String,
    pub(crate) rule: Option<RawBody>,
    pub(crate) page: Option<Spanned<String>>,
}

pub(crate) struct RawRole {
    pub(crate) title: Option<String>,
    /// `None`: vacant.
    pub(crate) holder: Option<Spanned<String>>,
    pub(crate) cover: Option<Spanned<String>>,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) note: Option<String>,
}

pub(crate) struct RawContact {
    pub(crate) purpose: Option<String>,
    pub(crate) way: RawWay,
    pub(crate) checked: Option<Date>,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) document: Option<Spanned<String>>,
    pub(crate) note: Option<String>,
}

pub(crate) enum RawWay {
    Email(String),
    Phone(String),
    Web { url: String, label: Option<String> },
    Person(Spanned<String>),
}

pub(crate) struct RawSeries {
    pub(crate) id: Spanned<String>,
    /// Ids that it had before, the oldest first.
    pub(crate) former_ids: Vec<Spanned<String>>,
    /// The day from which it is no longer held.
    pub(crate) retired: Option<Spanned<Date>>,
    pub(crate) hosts: Vec<RawRole>,
    pub(crate) chairs: Vec<RawChair>,
    pub(crate) mode: Option<Mode>,
    pub(crate) venue: Option<String>,
    pub(crate) cost: Option<String>,
    pub(crate) pattern: Option<String>,
    /// Of its calendar: a name of CSS3.
    pub(crate) colour: Option<String>,
    pub(crate) join: Option<RawBody>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) areas: Vec<RawArea>,
    pub(crate) occurrences: Vec<RawOccurrence>,
    /// Rules that give more of them.
    pub(crate) recurs: Vec<RawRule>,
    /// What is missing from these lists.
    pub(crate) lost: LostParts,
    /// Whether meetings on days without school are meant.
    pub(crate) closures_ok: bool,
    /// Place of the `occurrences` key, else of `recurs`.
    pub(crate) occurrences_span: Range<usize>,
}

pub(crate) struct RawChair {
    pub(crate) person: Spanned<String>,
    pub(crate) role_for: Option<String>,
}

pub(crate) struct RawArea {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) colour: Option<String>,
    pub(crate) chairs: Vec<RawChair>,
}

pub(crate) struct RawOccurrence {
    pub(crate) when: Spanned<dates::When>,
    pub(crate) status: Status,
    pub(crate) title: Option<String>,
    pub(crate) venue: Option<String>,
    pub(crate) mode: Option<Mode>,
    pub(crate) was: Option<Date>,
    pub(crate) why: Option<String>,
    pub(crate) via: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) key: Option<Spanned<String>>,
    pub(crate) areas: Vec<Spanned<String>>,
}

/// A rule of `recurs`.
pub(crate) struct RawRule {
    pub(crate) pattern: Pattern,
    /// Place of what stands after `every`.
    pub(crate) span: Range<usize>,
    /// Places of the days under `on`, in the order of the pattern.
    pub(crate) on: Vec<Range<usize>>,
    /// Start and end of each meeting; `None`: all day.
    pub(crate) times: Option<(Time, Time)>,
    pub(crate) term_time: bool,
    /// There are both, or there is a `year`.
    pub(crate) from: Option<Spanned<Date>>,
    pub(crate) until: Option<Spanned<Date>>,
    pub(crate) year: Option<Spanned<String>>,
    pub(crate) except: Vec<Spanned<Date>>,
    /// Follows the day in the keys of its meetings.
    pub(crate) key: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) venue: Option<String>,
    pub(crate) mode: Option<Mode>,
    pub(crate) note: Option<String>,
    pub(crate) areas: Vec<Spanned<String>>,
}

pub(crate) struct RawGroup {
    pub(crate) id: Spanned<String>,
    pub(crate) meets: Option<String>,
    pub(crate) contacts: Vec<RawContact>,
    pub(crate) seats: Vec<RawSeat>,
}

pub(crate) struct RawSeat {
    pub(crate) member: Option<Spanned<String>>,
    pub(crate) name: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) constituency: Option<String>,
    pub(crate) office: Option<String>,
    pub(crate) side: Option<String>,
    pub(crate) count: u32,
    pub(crate) note: Option<String>,
}

pub(crate) struct RawStep {
    pub(crate) title: String,
    pub(crate) text: Option<RawBody>,
    pub(crate) who: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) within: Option<String>,
    pub(crate) form: Option<String>,
    pub(crate) contacts: Vec<RawContact>,
}

/// A call such as `{{ table(data="ratings") }}`.
pub(crate) struct RawCall {
    pub(crate) name: Spanned<String>,
    pub(crate) arguments: Vec<(Spanned<String>, Spanned<String>)>,
}

pub(crate) struct RawOrganisation {
    pub(crate) file: Arc<str>,
    pub(crate) id: String,
    pub(crate) name: Spanned<String>,
    pub(crate) also: Vec<Spanned<String>>,
    pub(crate) sort: Sort,
    pub(crate) trust: Option<Spanned<String>>,
    pub(crate) trust_as_of: Option<AsOf>,
    pub(crate) trust_certain: bool,
    pub(crate) leaders: Vec<Leader>,
    pub(crate) document: Option<Spanned<String>>,
    pub(crate) note: Option<String>,
}

pub(crate) struct RawPlan {
    pub(crate) id: Spanned<String>,
    pub(crate) priorities: Vec<Priority>,
    pub(crate) actions: Vec<RawAction>,
    pub(crate) recommendations: Vec<(Spanned<String>, Recommendation)>,
}

pub(crate) struct RawAction {
    pub(crate) reference: Spanned<String>,
    pub(crate) text: RawBody,
    pub(crate) priority: Option<Spanned<String>>,
    pub(crate) owners: Vec<String>,
    pub(crate) target: Option<String>,
    pub(crate) due: Option<Date>,
    pub(crate) progress: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) from: Vec<Spanned<String>>,
    pub(crate) see: Vec<Spanned<String>>,
    pub(crate) note: Option<String>,
}

pub(crate) struct RawMinutes {
    pub(crate) id: Spanned<String>,
    pub(crate) series: Option<Spanned<String>>,
    pub(crate) committee: Option<String>,
    pub(crate) day: Date,
    pub(crate) start: Option<Time>,
    pub(crate) closed: Option<Time>,
    pub(crate) venue: Option<String>,
    pub(crate) attendance: Vec<(String, Vec<RawAttendee>)>,
    pub(crate) items: Vec<RawItem>,
    pub(crate) agenda: Vec<RawAgendaItem>,
}

pub(crate) struct RawAttendee {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) substitute_for: Option<String>,
    pub(crate) person: Option<Spanned<String>>,
}

pub(crate) struct RawItem {
    pub(crate) reference: Spanned<String>,
    pub(crate) title: String,
    pub(crate) witnesses: Vec<RawAttendee>,
    pub(crate) points: Vec<Points>,
    pub(crate) resolutions: Vec<Resolution>,
}

pub(crate) struct RawAgendaItem {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) text: Option<String>,
    pub(crate) pages: Option<String>,
    pub(crate) page: Option<Spanned<String>>,
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
