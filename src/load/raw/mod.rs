//! What the load stage hands on: records as written, each name with its place.

mod kinds;
mod parts;
mod site;

pub(crate) use kinds::{
    LostParts, RawAction, RawAgendaItem, RawArea, RawAttendee, RawChair, RawEscalation, RawGroup,
    RawItem, RawKind, RawMinutes, RawOccurrence, RawPlan, RawRule, RawSeat, RawSeries, RawService,
};
pub(crate) use parts::{BodyPlace, RawBody, RawCall, RawContact, RawRole, RawStep, RawWay};
pub(crate) use site::{
    Changed, Lost, LostNames, Raw, RawMenuItem, RawOrganisation, RawPage, RawPerson, RawSettings,
    RawTable, ThemeFiles,
};
