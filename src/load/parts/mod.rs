//! Keys that several kinds of pages and lists share.

pub(crate) mod aliases;
pub(crate) mod allow;
pub(crate) mod audience;
pub(crate) mod contact;
pub(crate) mod documents;
pub(crate) mod ids;
pub(crate) mod language;
pub(crate) mod paper;
pub(crate) mod role;
pub(crate) mod step;
