//! What each kind of page has of its own, with every name in it looked up.

pub(super) mod crowded;
mod registers;
pub(super) mod series;
pub(super) mod shared;
mod uids;

use self::series::{Clock, Updated};
use super::references::links::{Links, Origin};
use crate::diagnostic::Diagnostics;
use crate::load::RawKind;
use crate::model::{Kind, PageId};

/// How services hang together: as their folders do.
pub(super) struct Services {
    /// The service that a page belongs to.
    pub(super) above: Option<PageId>,
    /// Those within it, in order.
    pub(super) teams: Vec<PageId>,
}

/// The kind of a page, with what only pages of that kind have.
pub(super) fn kind(
    raw: RawKind,
    services: impl FnOnce() -> Services,
    updated: Updated,
    clock: &Clock<'_>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Kind {
    match raw {
        RawKind::Page => Kind::Page,
        RawKind::Service(service) => {
            let Services { above, teams } = services();
            let service = shared::service(*service, above, teams, links, origin, diagnostics);
            Kind::Service(Box::new(service))
        }
        RawKind::Series(series) => {
            let series = series::series(*series, updated, clock, links, origin, diagnostics);
            Kind::Series(Box::new(series))
        }
        RawKind::Group(group) => {
            let group = shared::group(*group, links, origin.file, diagnostics);
            Kind::Group(Box::new(group))
        }
        RawKind::Plan(plan) => {
            let plan = registers::plan(*plan, links, origin, diagnostics);
            Kind::Plan(Box::new(plan))
        }
        RawKind::Minutes(minutes) => {
            let minutes = registers::minutes(*minutes, links, origin, diagnostics);
            Kind::Minutes(Box::new(minutes))
        }
    }
}
