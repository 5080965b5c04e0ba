//! What several kinds of pages hold.

use std::ops::Range;

use jiff::civil::Date;

use crate::load::yaml::fields::Spanned;
use crate::markdown;
use crate::model::{AsOf, PackedBody};

/// Converted Markdown and where it stood.
pub(crate) struct RawBody {
    /// The conversion, without its HTML and its text; the names in the text are kept.
    pub(crate) document: markdown::Document,
    /// The HTML and all words, both with holes.
    pub(crate) packed: PackedBody,
    /// Calls on lines of their own, in the order of their holes.
    pub(crate) calls: Vec<RawCall>,
    pub(crate) place: BodyPlace,
}

impl RawBody {
    /// Packs what is large and waits for the render stage.
    pub(crate) fn new(mut document: markdown::Document, place: BodyPlace) -> Self {
        let html = std::mem::take(&mut document.html);
        let packed = PackedBody::new(&html, &std::mem::take(&mut document.text.text));
        RawBody {
            document,
            packed,
            calls: Vec::new(),
            place,
        }
    }
}

/// How byte ranges within a piece of Markdown become byte ranges of its file.
#[derive(Clone, Debug)]
pub(crate) enum BodyPlace {
    /// The text stands in the file as it is, here.
    As(Range<usize>),
    /// The text was quoted or folded by YAML: only the whole value can be marked.
    Whole(Range<usize>),
}

impl BodyPlace {
    pub(crate) fn range(&self, span: &Range<usize>) -> Range<usize> {
        match self {
            BodyPlace::As(range) => range.start + span.start..range.start + span.end,
            BodyPlace::Whole(range) => range.clone(),
        }
    }

    /// Where the whole piece stands.
    pub(crate) fn whole(&self) -> &Range<usize> {
        match self {
            BodyPlace::As(range) | BodyPlace::Whole(range) => range,
        }
    }
}

pub(crate) struct RawRole {
    pub(crate) title: Option<String>,
    /// `None`: vacant.
    pub(crate) holder: Option<Spanned<String>>,
    pub(crate) cover: Option<Spanned<String>>,
    pub(crate) from: Option<Spanned<Date>>,
    pub(crate) until: Option<Spanned<Date>>,
    pub(crate) note: Option<String>,
}

/// An entry of `contacts`.
pub(crate) enum RawContact {
    /// A record of `contacts.yaml`, by its id.
    Named(Spanned<String>),
    /// One that is written out.
    Written(RawContactPoint),
}

impl RawContact {
    /// What is written out.
    pub(crate) fn written(&self) -> Option<&RawContactPoint> {
        match self {
            RawContact::Named(_) => None,
            RawContact::Written(point) => Some(point),
        }
    }
}

pub(crate) struct RawContactPoint {
    pub(crate) purpose: Option<String>,
    /// In the order in which they are written; at least one.
    pub(crate) ways: Vec<RawWay>,
    pub(crate) checked: Option<Spanned<Date>>,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) documents: Vec<Spanned<String>>,
    pub(crate) note: Option<String>,
    /// Where it is written out.
    pub(crate) span: Range<usize>,
}

#[derive(Clone)]
pub(crate) enum RawWay {
    Email(String),
    Phone(String),
    Web { url: String, label: Option<String> },
    Post(String),
    Person(Spanned<String>),
}

impl RawContactPoint {
    /// Whether it names a person.
    pub(crate) fn is_person(&self) -> bool {
        let mut ways = self.ways.iter();
        ways.any(|way| matches!(way, RawWay::Person(_)))
    }
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
