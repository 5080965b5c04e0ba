//! YAML with places: text to a tree, keys and values of the tree, and mistakes told in our words.

mod commas;
pub(crate) mod curly;
mod declared;
mod empty;
mod entry;
mod explain;
pub(crate) mod fields;
pub(crate) mod file;
mod line;
mod loose;
mod markup;
pub(crate) mod notation;
pub(crate) mod reach;
mod slip;
pub(crate) mod tree;
pub(crate) mod unseen;
pub(crate) mod values;
