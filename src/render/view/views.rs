//! What templates see: small plain views, never the site itself.
//!
//! `null` stands for what is not known, so that a template can ask.

use std::collections::BTreeMap;

use crate::locale::{Locale, is_right_to_left};
use crate::render::view::machine;
use serde::Serialize;
use serde::ser::{SerializeMap as _, SerializeSeq as _, Serializer};

use super::href::relative;
use super::plate::PlateView;
use crate::model::{Data, Occurrence, Page, Status, When};

/// A link with words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) lang: Option<LangView>,
}

/// The language of a page that is not in that of the site.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LangView {
    pub(crate) tag: String,
    /// Which way it is written: `ltr` or `rtl`.
    pub(crate) dir: &'static str,
}

impl LangView {
    pub(crate) fn of(page: &Page) -> Option<Self> {
        page.language.as_ref().map(|tag| LangView {
            dir: if is_right_to_left(tag) { "rtl" } else { "ltr" },
            tag: tag.clone(),
        })
    }
}

impl LinkView {
    /// To a page, from the page at an address.
    pub(crate) fn to(from: &str, page: &Page) -> Self {
        LinkView {
            title: page.title.clone(),
            href: relative(from, &page.address.href),
            lang: LangView::of(page),
        }
    }
}

/// A date of a meeting in a list of several series.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DateView {
    plate: PlateView,
    /// Day and times.
    text: String,
    /// The times alone.
    time: Option<String>,
    /// All days of one that takes several.
    days: Option<String>,
    until: String,
    status: &'static str,
}

impl DateView {
    pub(crate) fn of(locale: &Locale, o: &Occurrence) -> Self {
        DateView {
            plate: PlateView::of(locale, o.when),
            text: locale.when(o.when),
            time: locale.times(o.when),
            days: days(locale, o.when),
            until: machine::end(o.when),
            status: status_word(o),
        }
    }
}

impl DateView {
    /// When it is over, for machines.
    pub(crate) fn until(&self) -> &str {
        &self.until
    }
}

/// All days of a meeting that takes several.
pub(crate) fn days(locale: &Locale, when: When) -> Option<String> {
    match when {
        When::Days { first, last } if last > first => Some(locale.days(when)),
        When::Timed { .. } | When::Days { .. } | When::Month { .. } => None,
    }
}

/// How a meeting stands, for templates.
pub(crate) fn status_word(o: &Occurrence) -> &'static str {
    match (o.when, o.status) {
        (When::Month { .. }, Status::Confirmed | Status::Tentative) => "month",
        (_, status) => status.word(),
    }
}

/// What every page says about the site.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SiteView {
    pub(crate) title: String,
    pub(crate) organisation: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: String,
    /// Whether the language is written from right to left.
    pub(crate) right_to_left: bool,
    /// The zone of all times, so that scripts know what is past wherever the reader is.
    pub(crate) time_zone: String,
    pub(crate) home: String,
    pub(crate) emergency: Option<EmergencyView>,
    pub(crate) search: SearchView,
    /// The stylesheet of the theme.
    pub(crate) css: String,
    /// Stylesheets of the site, which come after it.
    pub(crate) extra_css: Vec<String>,
    /// The script that every page has.
    pub(crate) script: String,
    /// Hides notices on days on which they do not hold.
    pub(crate) notices_script: String,
    pub(crate) search_script: String,
    pub(crate) icon: String,
    /// The media type of the icon.
    pub(crate) icon_type: &'static str,
    /// The picture that stands for the site, where it has one.
    pub(crate) logo: Option<String>,
    /// The address of every file in `assets/` of the theme, by its name there.
    pub(crate) assets: BTreeMap<String, String>,
    pub(crate) extra: DataView,
}

/// Whom to call in an emergency.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EmergencyView {
    pub(crate) title: String,
    pub(crate) phone: String,
    pub(crate) phone_href: String,
    /// The words before the link to what else can be done.
    pub(crate) otherwise: Option<String>,
    /// The words of that link.
    pub(crate) words: Option<String>,
    /// The words of the button at the head of every page.
    pub(crate) short: Option<String>,
    /// What to do when it is no emergency yet.
    pub(crate) href: Option<String>,
}

/// Where the search page is.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchView {
    pub(crate) href: String,
    pub(crate) on: bool,
    /// Where readers can ask who do not find.
    pub(crate) ask: Vec<LinkView>,
}

/// What a page says of itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PageView {
    pub(crate) title: String,
    pub(crate) head_title: String,
    /// What an editor says in a sentence.
    pub(crate) description: Option<String>,
    /// The same for search engines, of every page: else made of what stands on it.
    pub(crate) description_head: String,
    pub(crate) kind: &'static str,
    pub(crate) canonical: Option<String>,
    pub(crate) root: String,
    pub(crate) as_of: Option<String>,
    pub(crate) checked: Option<String>,
    /// The last day on which its facts are fresh, for the script that tells when they are not.
    pub(crate) fresh_until: Option<String>,
    pub(crate) updated: Option<String>,
    pub(crate) updated_iso: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) date_iso: Option<String>,
    pub(crate) tags: Vec<String>,
    /// Whether it tells what to do step by step, wherever on the page.
    pub(crate) has_steps: bool,
    pub(crate) lang: Option<LangView>,
    pub(crate) draft: bool,
    /// The document for paper that begins with it: on the home page that of the whole handbook, on the page of a section its own.
    pub(crate) print: Option<LinkView>,
    /// Whether it is made to stand in such a document: there the address of each page stands below its heading, and what only
    /// leads around is of no use.
    pub(crate) printed: bool,
    pub(crate) robots: Option<&'static str>,
    /// Where a reader says that something on it is wrong.
    pub(crate) report: Option<String>,
    /// Where whoever may change it does so, on the Git host; only where it has a file of its own.
    pub(crate) edit: Option<String>,
    pub(crate) extra: DataView,
}

/// An entry of the on-page contents.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ContentsView {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) children: Vec<LinkView>,
}

/// Where facts come from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProvenanceView {
    pub(crate) documents: Vec<DocumentView>,
}

/// A document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DocumentView {
    pub(crate) title: String,
    pub(crate) publisher: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) note: Option<String>,
}

/// A day in words, and for machines.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DayView {
    pub(crate) words: String,
    pub(crate) iso: String,
}

/// A page in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntryView {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) description: Option<String>,
    pub(crate) kind_label: String,
    pub(crate) detail: Option<String>,
    /// The day that it is of, in a list by date.
    pub(crate) date: Option<DayView>,
    /// The meetings of a series, where the list is of a section and tells few of them in all.
    pub(crate) dates: Vec<DateView>,
    pub(crate) as_of: Option<String>,
    pub(crate) lang: Option<LangView>,
}

/// A person in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PersonLine {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) organisation: Option<String>,
    pub(crate) organisation_href: Option<String>,
    /// The organisation, where it is not that of the site.
    pub(crate) elsewhere: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) email_href: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) phone_href: Option<String>,
}

/// A role in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RoleLine {
    pub(crate) title: Option<String>,
    pub(crate) person: Option<PersonLine>,
    pub(crate) cover: Option<PersonLine>,
    pub(crate) vacant: bool,
    pub(crate) from: Option<String>,
    pub(crate) until: Option<String>,
    pub(crate) note: Option<String>,
}

/// A contact point in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ContactLine {
    pub(crate) purpose: Option<String>,
    /// The sort of the first way.
    pub(crate) kind: &'static str,
    /// The person among the ways.
    pub(crate) person: Option<PersonLine>,
    pub(crate) ways: Vec<WayLine>,
    pub(crate) checked: Option<String>,
    /// The last day on which it is fresh.
    pub(crate) fresh_until: Option<String>,
    pub(crate) as_of: Option<String>,
    /// Titles of the documents that it comes from.
    pub(crate) documents: Vec<String>,
    pub(crate) note: Option<String>,
}

/// One way to reach a contact point.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct WayLine {
    /// `email`, `phone`, `web`, `post` or `person`.
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    pub(crate) href: Option<String>,
    pub(crate) person: Option<PersonLine>,
    /// Whether it is the number of the site's emergency.
    pub(crate) urgent: bool,
}

/// Whom a page concerns, by expectation.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ExpectationView {
    pub(crate) level: &'static str,
    pub(crate) audiences: Vec<AudienceView>,
}

/// Audiences under one heading.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AudienceGroupView {
    pub(crate) title: Option<String>,
    pub(crate) audiences: Vec<AudienceView>,
}

/// An audience that a page concerns.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AudienceView {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) description: Option<String>,
}

/// Entries under one letter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LetterView<T> {
    pub(crate) letter: String,
    #[serde(flatten)]
    pub(crate) entries: T,
}

/// Free data of an editor.
#[derive(Clone, Debug)]
pub(crate) struct DataView(pub(crate) Data);

impl Serialize for DataView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

struct Borrowed<'a>(&'a Data);

impl Serialize for Borrowed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

fn serialize<S: Serializer>(data: &Data, serializer: S) -> Result<S::Ok, S::Error> {
    match data {
        Data::Null => serializer.serialize_none(),
        Data::Bool(value) => serializer.serialize_bool(*value),
        Data::Integer(value) => serializer.serialize_i64(*value),
        Data::Float(value) => serializer.serialize_f64(*value),
        Data::Text(text) => serializer.serialize_str(text),
        Data::List(items) => {
            let mut list = serializer.serialize_seq(Some(items.len()))?;
            for item in items {
                list.serialize_element(&Borrowed(item))?;
            }
            list.end()
        }
        Data::Map(entries) => {
            let mut map = serializer.serialize_map(Some(entries.len()))?;
            for (key, value) in entries {
                map.serialize_entry(key, &Borrowed(value))?;
            }
            map.end()
        }
    }
}
