//! Files for programs about the whole site, and pages that lead elsewhere.

pub(super) mod csv;
pub(super) mod interface;
pub(super) mod meetings;
pub(super) mod redirect;
pub(super) mod sitemap;
