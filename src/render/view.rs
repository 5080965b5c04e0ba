//! What templates see: small plain views, never the site itself.
//!
//! `null` stands for what is not known, so that a template can ask.

use serde::Serialize;
use serde::ser::{SerializeMap as _, SerializeSeq as _, Serializer};

use super::href::relative;
use super::words;
use crate::model::{Data, Occurrence, Page, Status, When};

/// A link with words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LinkView {
    pub(super) title: String,
    pub(super) href: String,
}

impl LinkView {
    /// To a page, from the page at an address.
    pub(super) fn to(from: &str, page: &Page) -> Self {
        LinkView {
            title: page.title.clone(),
            href: relative(from, &page.address.href),
        }
    }
}

/// A date of a meeting on one line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DateView {
    text: String,
    datetime: String,
    until: String,
    status: &'static str,
}

impl DateView {
    pub(super) fn of(o: &Occurrence) -> Self {
        DateView {
            text: words::when(o.when),
            datetime: words::machine(o.when),
            until: words::machine_end(o.when),
            status: status_word(o),
        }
    }
}

/// How a meeting stands, for templates.
pub(super) fn status_word(o: &Occurrence) -> &'static str {
    match (o.when, o.status) {
        (When::Month { .. }, Status::Confirmed | Status::Tentative) => "month",
        (_, status) => status.word(),
    }
}

/// What every page says about the site.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SiteView {
    pub(super) title: String,
    pub(super) organisation: Option<String>,
    pub(super) description: Option<String>,
    pub(super) language: String,
    /// Whether the language is written from right to left.
    pub(super) right_to_left: bool,
    /// The zone of all times, so that scripts know what is past wherever the reader is.
    pub(super) time_zone: String,
    pub(super) home: String,
    pub(super) search: SearchView,
    pub(super) css: String,
    pub(super) script: String,
    pub(super) search_script: String,
    pub(super) icon: String,
    pub(super) extra: DataView,
}

/// Where the search page is.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SearchView {
    pub(super) href: String,
    pub(super) on: bool,
    /// Where readers can ask who do not find.
    pub(super) ask: Vec<LinkView>,
}

/// What a page says of itself.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PageView {
    pub(super) title: String,
    pub(super) head_title: String,
    pub(super) description: Option<String>,
    pub(super) kind: &'static str,
    pub(super) canonical: Option<String>,
    pub(super) root: String,
    pub(super) as_of: Option<String>,
    pub(super) checked: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) updated_iso: Option<String>,
    pub(super) date: Option<String>,
    pub(super) date_iso: Option<String>,
    pub(super) tags: Vec<String>,
    /// Whether it tells what to do step by step, wherever on the page.
    pub(super) has_steps: bool,
    pub(super) robots: Option<&'static str>,
    pub(super) extra: DataView,
}

/// An entry of the on-page contents.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ContentsView {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) children: Vec<LinkView>,
}

/// Where facts come from.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ProvenanceView {
    pub(super) documents: Vec<DocumentView>,
}

/// A document.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DocumentView {
    pub(super) title: String,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) note: Option<String>,
}

/// A page in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EntryView {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) description: Option<String>,
    pub(super) kind_label: String,
    pub(super) detail: Option<String>,
    pub(super) as_of: Option<String>,
}

/// A person in a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PersonLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) organisation: Option<String>,
    pub(super) organisation_href: Option<String>,
    /// The organisation, where it is not that of the site.
    pub(super) elsewhere: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) phone_href: Option<String>,
}

/// A role in a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RoleLine {
    pub(super) title: Option<String>,
    pub(super) person: Option<PersonLine>,
    pub(super) cover: Option<PersonLine>,
    pub(super) vacant: bool,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    pub(super) note: Option<String>,
}

/// A contact point in a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ContactLine {
    pub(super) purpose: Option<String>,
    pub(super) label: String,
    pub(super) href: Option<String>,
    pub(super) kind: &'static str,
    pub(super) person: Option<PersonLine>,
    pub(super) checked: Option<String>,
    pub(super) as_of: Option<String>,
    pub(super) document: Option<String>,
    pub(super) note: Option<String>,
}

/// Whom a page concerns, by expectation.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ExpectationView {
    pub(super) level: &'static str,
    pub(super) audiences: Vec<AudienceView>,
}

/// An audience that a page concerns.
#[derive(Clone, Debug, Serialize)]
pub(super) struct AudienceView {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) description: Option<String>,
}

/// Entries under one letter.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LetterView<T> {
    pub(super) letter: String,
    #[serde(flatten)]
    pub(super) entries: T,
}

/// Free data of an editor.
#[derive(Clone, Debug)]
pub(super) struct DataView(pub(super) Data);

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
