//! Forums, panels and boards.

use jiff::civil::Date;

use crate::model::{Contact, PageId, PersonId, PostStatus, Visit};

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
            seat.visit(visit);
        }
        visit.contacts(&self.contacts);
    }
}

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
    /// What a reader should know.
    pub note: Option<String>,
}

impl Seat {
    /// Whether nobody sits there.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        self.member.is_none() && self.name.is_none()
    }

    fn visit(&self, visit: &mut impl Visit) {
        if let Some(member) = self.member {
            let title = self.office.as_deref().or(self.role.as_deref());
            visit.post(member, title, PostStatus::Member);
            if let Some(office) = &self.office {
                visit.officer(member, office);
            }
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
