//! What the load stage hands on: records as written, each name with its place.

mod kinds;
mod parts;
mod site;

pub(crate) use kinds::*;
pub(crate) use parts::{
    BodyPlace, RawBody, RawCall, RawContact, RawContactPoint, RawRole, RawStep, RawWay,
};
pub(crate) use site::{
    Changed, Outline, Raw, RawAccessibility, RawBrand, RawContactRecord, RawEmergency, RawIssue,
    RawLeader, RawLevel, RawMenuItem, RawNotice, RawOrganisation, RawOrganisationPost, RawPage,
    RawPerson, RawReport, RawSettings, RawSheet, RawTable, RawText, ThemeFiles, Unavailable,
    UnavailableNames,
};
