//! The site as plain data. This module depends on nothing else of Redway's.
//!
//! Ids are small numbers handed out by the resolve stage only, so whoever holds
//! one holds a reference that leads somewhere.

mod body;
mod contact;
mod data;
mod days;
mod group;
mod packed;
mod page;
mod people;
mod series;
mod service;
mod settings;
mod site;

pub use body::{Body, Fill, Heading, Hole, Target};
pub use contact::{Contact, Way};
pub use data::Data;
pub use days::{month_name, weekday_name};
pub use group::{Group, Seat};
pub use packed::Packed;
pub use page::{Address, Kind, MenuItem, Page};
pub use people::{Audience, Document, Person, Post, PostStatus, Term};
pub use series::{Area, Chair, Expectation, Mode, Occurrence, Series, Status, When};
pub use service::{Escalation, Holder, Role, Service};
pub use settings::{Addresses, Settings};
pub use site::{Asset, MANIFEST, AudienceId, DocumentId, PageId, PersonId, Redirect, Site};
