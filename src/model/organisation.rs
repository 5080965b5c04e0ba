//! Schools, trusts and other organisations.

use super::{AsOf, DocumentId, OrganisationId, PageId, PersonId};

/// A school, setting, trust, college or other body that people come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name in addresses.
    pub id: String,
    /// The name that readers know.
    pub name: String,
    /// Other spellings.
    pub also: Vec<String>,
    /// What sort of body it is.
    pub sort: Sort,
    /// Who runs it, and how sure that is.
    pub trust: Option<Trust>,
    /// Who led it at some time in the past.
    pub leaders: Vec<Leader>,
    /// Where this comes from.
    pub document: Option<DocumentId>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The organisations that it runs.
    pub runs: Vec<OrganisationId>,
    /// People of today who come from here.
    pub people: Vec<PersonId>,
    /// Pages on which somebody sits or chairs for it.
    pub named_on: Vec<PageId>,
}

/// What sort of body an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A school.
    School,
    /// A nursery, pre-school or other early years setting.
    Setting,
    /// A college.
    College,
    /// A trust or federation that runs schools.
    Trust,
    /// A council.
    Council,
    /// Anything else.
    Other,
}

impl Sort {
    /// The word in `organisations.yaml` and in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Sort::School => "school",
            Sort::Setting => "setting",
            Sort::College => "college",
            Sort::Trust => "trust",
            Sort::Council => "council",
            Sort::Other => "other",
        }
    }
}

/// Who runs an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trust {
    /// The trust.
    pub by: OrganisationId,
    /// When that was so; `None`: now.
    pub as_of: Option<AsOf>,
    /// Whether the source says so plainly.
    pub certain: bool,
}

/// Who led an organisation at some time in the past; never a person of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// The name as printed.
    pub name: String,
    /// The role.
    pub role: Option<String>,
    /// When.
    pub as_of: Option<AsOf>,
}
