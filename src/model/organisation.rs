//! Schools, hospitals, charities and other organisations.

use super::visit::Sources;
use super::{AsOf, DocumentId, OrganisationId, PageId, PersonId};

/// A school, hospital, charity or other body that people come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name in addresses.
    pub id: String,
    /// The name that readers know.
    pub name: String,
    /// Other spellings.
    pub also: Vec<String>,
    /// Words that only search sees.
    pub keywords: Vec<String>,
    /// What sort of body it is.
    pub sort: Sort,
    /// Who runs it, and how sure that is.
    pub trust: Option<Trust>,
    /// Posts of today, those that are dated last.
    pub posts: Vec<OrganisationPost>,
    /// Who led it at some time in the past, the latest first.
    pub leaders: Vec<Leader>,
    /// When the record was true, where its source is not of today.
    pub as_of: Option<AsOf>,
    /// Where this comes from.
    pub documents: Vec<DocumentId>,
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
    /// A university.
    University,
    /// A hospital.
    Hospital,
    /// A clinic, or the practice of a doctor or dentist.
    Clinic,
    /// A charity.
    Charity,
    /// A company.
    Company,
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
            Sort::University => "university",
            Sort::Hospital => "hospital",
            Sort::Clinic => "clinic",
            Sort::Charity => "charity",
            Sort::Company => "company",
            Sort::Other => "other",
        }
    }
}

/// Who runs an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// The trust.
    pub by: OrganisationId,
    /// When that was so; `None`: now.
    pub as_of: Option<AsOf>,
    /// Whether the source says so plainly.
    pub certain: bool,
    /// Where it comes from.
    pub documents: Vec<DocumentId>,
}

/// A post of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationPost {
    /// Its title.
    pub role: String,
    /// Who has it; `None`: nobody.
    pub holder: Option<Who>,
    /// When that was so, where the source is not of today.
    pub as_of: Option<AsOf>,
    /// Where it comes from.
    pub documents: Vec<DocumentId>,
}

/// Who has a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person of the directory.
    Person(PersonId),
    /// Somebody else, by the name as printed.
    Name(String),
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
    /// Where it comes from.
    pub documents: Vec<DocumentId>,
}

impl Organisation {
    /// Every document that the record or a fact of it comes from, each once.
    #[must_use]
    pub fn sources(&self) -> Vec<DocumentId> {
        let trust = self.trust.iter().flat_map(|trust| &trust.documents);
        let posts = self.posts.iter().flat_map(|post| &post.documents);
        let leaders = self.leaders.iter().flat_map(|leader| &leader.documents);
        let mut sources = Sources::default();
        sources.add(
            self.documents
                .iter()
                .chain(trust)
                .chain(posts)
                .chain(leaders),
        );
        sources.into_list()
    }
}
