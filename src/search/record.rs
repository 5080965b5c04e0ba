//! What a result shows of a document.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What is kept of a document to show it; empty parts are left out. The names of its members are
/// one letter each in JSON, since every result costs a reader the download of ten of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// The title.
    #[serde(rename = "t", default, skip_serializing_if = "str::is_empty")]
    pub title: Cow<'a, str>,
    /// Where it is, relative to the root of the site, ready to use in a link: `services/send/`.
    #[serde(rename = "a", default, skip_serializing_if = "str::is_empty")]
    pub address: Cow<'a, str>,
    /// Where it stands: the page of a part, the section of a page.
    #[serde(rename = "c", default, skip_serializing_if = "str::is_empty")]
    pub context: Cow<'a, str>,
    /// One or two sentences on what it is.
    #[serde(rename = "s", default, skip_serializing_if = "str::is_empty")]
    pub summary: Cow<'a, str>,
    /// What most people look for: a role, who leads a service, what a word means.
    #[serde(rename = "w", default, skip_serializing_if = "str::is_empty")]
    pub answer: Cow<'a, str>,
    /// Ways to reach it, after `mailto:` or `tel:`; numbers keep the spaces that they are written with.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub reach: Vec<String>,
    /// When it is held, in order of time.
    #[serde(rename = "d", default, skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<Meeting>,
    /// When it was true, in words; empty for things of today.
    #[serde(rename = "o", default, skip_serializing_if = "str::is_empty")]
    pub as_of: Cow<'a, str>,
}

/// One meeting: start, end, status, anchor, and the areas that meet, if not all do. Start and end
/// are `2025-09-25T10:00`, whole days `2025-09-25` with the last day as end, or a month `2025-09`
/// twice while no day is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Meeting {
    /// Of all areas.
    Whole(String, String, String, String),
    /// Of some areas only, by their titles.
    Part(String, String, String, String, String),
}
