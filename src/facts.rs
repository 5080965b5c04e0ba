//! The facts about all meetings, as a build writes them for programs: `calendars/meetings.json`.
//!
//! What is said of a meeting in a feed depends on language, words and the length of a line. Here it stands as the editor
//! wrote it, so that two builds can be compared by what they mean. `docs/meetings.md` explains every field; a new
//! field needs no new version, another meaning of one does.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The version of the form. A reader that does not know it cannot tell what the fields mean.
pub(crate) const VERSION: u32 = 1;

/// The whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts<'a> {
    /// The version of the form.
    pub(crate) version: u32,
    /// IANA name of the zone of all times.
    pub(crate) time_zone: Cow<'a, str>,
    /// The series, in the order of their pages.
    pub(crate) series: Vec<SeriesFacts<'a>>,
}

/// A series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeriesFacts<'a> {
    /// Its id.
    pub(crate) id: Cow<'a, str>,
    /// Ids that it had before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) former_ids: Vec<Cow<'a, str>>,
    /// Its title.
    pub(crate) title: Cow<'a, str>,
    /// The address of its page, relative to the root of the site.
    pub(crate) page: Cow<'a, str>,
    /// The day from which it is no longer held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retired: Option<Cow<'a, str>>,
    /// Whom it concerns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) audience: Vec<AudienceFacts<'a>>,
    /// Who chairs all of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) chairs: Vec<ChairFacts<'a>>,
    /// Whom to ask first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contact: Option<Cow<'a, str>>,
    /// How to take part, in words with full addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) join: Option<Cow<'a, str>>,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cost: Option<Cow<'a, str>>,
    /// Variants held in parallel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) areas: Vec<AreaFacts<'a>>,
    /// Its meetings in order of time; one that is held in several areas, once for each.
    pub(crate) meetings: Vec<MeetingFacts<'a>>,
}

/// An audience that a series concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AudienceFacts<'a> {
    /// How: `expected`, `encouraged`, `welcome` or `for`.
    pub(crate) how: Cow<'a, str>,
    /// What it is called.
    pub(crate) title: Cow<'a, str>,
}

/// Somebody who chairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChairFacts<'a> {
    /// Their name.
    pub(crate) name: Cow<'a, str>,
    /// On whose behalf.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub(crate) on_behalf_of: Option<Cow<'a, str>>,
}

/// A variant of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AreaFacts<'a> {
    /// Its id.
    pub(crate) id: Cow<'a, str>,
    /// Its title.
    pub(crate) title: Cow<'a, str>,
    /// Who chairs it, besides those of the series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) chairs: Vec<ChairFacts<'a>>,
}

/// A meeting, or one area of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MeetingFacts<'a> {
    /// The UID of its event; none while its day is not known, since there is no event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<Cow<'a, str>>,
    /// What names it within its series.
    pub(crate) key: Cow<'a, str>,
    /// The id of the area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) area: Option<Cow<'a, str>>,
    /// The ids of the areas that hold it together, when they are not all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) areas: Vec<Cow<'a, str>>,
    /// When it is.
    #[serde(flatten)]
    pub(crate) when: WhenFacts,
    /// `confirmed`, `tentative` or `cancelled`.
    pub(crate) status: Cow<'a, str>,
    /// A title of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Cow<'a, str>>,
    /// The day from which it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) was: Option<Cow<'a, str>>,
    /// Why it was moved or cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<Cow<'a, str>>,
    /// How a date that is still open will be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) via: Option<Cow<'a, str>>,
    /// `in-person`, `online`, `hybrid` or `in-person or online`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mode: Option<Cow<'a, str>>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) venue: Option<Cow<'a, str>>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Cow<'a, str>>,
    /// What belongs to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) papers: Vec<PaperFacts<'a>>,
}

/// A paper of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PaperFacts<'a> {
    /// What it is called.
    pub(crate) title: Cow<'a, str>,
    /// Its full address.
    pub(crate) address: Cow<'a, str>,
}

/// When a meeting is, in the forms of ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum WhenFacts {
    /// From one local time, and to another where it is known: `2026-03-26T10:00:00`.
    Timed {
        start: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<String>,
    },
    /// Whole days, the last included: `2026-03-26`.
    Days { first_day: String, last_day: String },
    /// Some day of a month: `2026-03`.
    Month { month: String },
}
