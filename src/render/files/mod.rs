//! Files for programs about the whole site.

pub(super) mod interface;
pub(super) mod redirect;
