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
    /// Ways to reach it: `mailto:` and a mailbox, or `tel:` and a number as it is printed. A second colon and what a link has
    /// follow where that is neither the mailbox nor all the digits of the number.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub reach: Vec<String>,
    /// When it is held, in order of time.
    #[serde(rename = "d", default, skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<Meeting>,
    /// The anchors of its headings, in order.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Cow<'a, str>>,
    /// When it was true, in words; empty for things of today.
    #[serde(rename = "o", default, skip_serializing_if = "str::is_empty")]
    pub as_of: Cow<'a, str>,
}

impl Record<'_> {
    /// The ways to reach it as readers see them: mailboxes and numbers.
    pub fn seen_ways(&self) -> impl Iterator<Item = &str> {
        self.reach.iter().filter_map(|way| way.split(':').nth(1))
    }

    /// The ways to reach it, each with its scheme and what a link has, or a number as it is printed.
    pub fn ways(&self) -> impl Iterator<Item = String> {
        self.reach.iter().map(|way| {
            let parts: Vec<&str> = way.split(':').collect();
            match parts[..] {
                [scheme, _, to] => format!("{scheme}:{to}"),
                _ => way.clone(),
            }
        })
    }
}

/// One meeting: start, end, status, anchor, when it is in words, and the areas that meet, if not all do. Start and end
/// are `2025-09-25T10:00`, whole days `2025-09-25` with the last day as end, or a month `2025-09`
/// twice while no day is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Meeting {
    /// Of all areas.
    Whole(String, String, String, String, String),
    /// Of some areas only, by their titles.
    Part(String, String, String, String, String, String),
}

impl Meeting {
    /// When it begins.
    #[must_use]
    pub fn start(&self) -> &str {
        match self {
            Meeting::Whole(start, ..) | Meeting::Part(start, ..) => start,
        }
    }

    /// When it is, in words.
    #[must_use]
    pub fn when(&self) -> &str {
        match self {
            Meeting::Whole(_, _, _, _, when) | Meeting::Part(_, _, _, _, when, _) => when,
        }
    }

    /// When it ends.
    #[must_use]
    pub fn end(&self) -> &str {
        match self {
            Meeting::Whole(_, end, ..) | Meeting::Part(_, end, ..) => end,
        }
    }
}
