//! Forums, panels and boards.

use jiff::civil::Date;

use crate::model::{AsOf, Contact, DocumentId, PageId, PersonId, PostStatus, Visit};

/// A forum, panel or board with seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name in other records.
    pub id: String,
    /// When it meets, in words.
    pub meets: Option<String>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// Its seats in the order given.
    pub seats: Vec<Seat>,
    /// The pages with agendas and minutes of its meetings, the latest first.
    pub minutes: Vec<PageId>,
}

impl Group {
    /// Tells what stands on its page.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        visit.all_words([&self.meets]);
        for seat in &self.seats {
            seat.visit(self.office_of(seat), visit);
        }
        visit.contacts(&self.contacts);
    }

    /// The office of a seat by its word: of several who chair, each is a co-chair.
    #[must_use]
    pub fn office_of<'s>(&self, seat: &'s Seat) -> Option<&'s str> {
        let office = seat.office.as_deref()?;
        let chairs = |seat: &&Seat| seat.office.as_deref() == Some(CHAIR) && !seat.is_vacant();
        let several = office == CHAIR && self.seats.iter().filter(chairs).nth(1).is_some();
        Some(if several { CO_CHAIR } else { office })
    }
}

/// The word in front matter for whoever chairs.
const CHAIR: &str = "chair";
/// The word for one of several who chair.
const CO_CHAIR: &str = "co-chair";

/// A seat of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who sits there; nobody when vacant.
    pub member: Option<PersonId>,
    /// The name of a member who is not in the directory, in records of the past.
    pub name: Option<String>,
    /// Their role.
    pub role: Option<String>,
    /// Whom they come from.
    pub organisation: Option<String>,
    /// Whom they represent.
    pub constituency: Option<String>,
    /// Chair, vice-chair.
    pub office: Option<String>,
    /// Sector, council: seats of one side are shown together.
    pub side: Option<String>,
    /// How many such seats, for vacancies; otherwise 1.
    pub count: u32,
    /// The day from which it is held.
    pub from: Option<Date>,
    /// The last day on which it is held.
    pub until: Option<Date>,
    /// When that was so, where the source is not of today.
    pub as_of: Option<AsOf>,
    /// Where it comes from.
    pub documents: Vec<DocumentId>,
    /// What a reader should know.
    pub note: Option<String>,
}

impl Seat {
    /// Whether nobody sits there.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        self.member.is_none() && self.name.is_none()
    }

    fn visit(&self, office: Option<&str>, visit: &mut impl Visit) {
        if let Some(member) = self.member {
            let title = office.or(self.role.as_deref());
            visit.post(member, title, PostStatus::Member, self.as_of);
            if let Some(office) = office.filter(|_| self.as_of.is_none()) {
                visit.officer(member, office);
            }
        }
        for document in &self.documents {
            visit.document(*document);
        }
        visit.all_words([&self.name, &self.role]);
        match (&self.organisation, self.member) {
            (Some(name), _) => visit.organisation(name),
            (None, Some(member)) => visit.own_organisation(member),
            (None, None) => {}
        }
        visit.all_words([&self.constituency]);
    }
}
