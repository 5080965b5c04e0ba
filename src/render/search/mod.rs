//! What search knows of a site, and the index that is made of it.

pub(super) mod contacts;
pub(super) mod dates;
pub(super) mod documents;
pub(super) mod files;
pub(super) mod headings;
pub(super) mod index;
pub(super) mod lists;
pub(super) mod parts;
pub(super) mod settings;
