//! The lists that stand beside `site.yaml`, that file itself, and the tables in `data/`.

#[cfg(feature = "cli")]
pub(crate) mod added;
pub(crate) mod contacts;
pub(crate) mod organisations;
pub(crate) mod records;
mod rows;
pub(crate) mod site;
pub(crate) mod tables;
pub(crate) mod years;
