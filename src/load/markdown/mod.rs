//! Markdown files and pieces of Markdown in YAML: their parts, their calls, and findings of the conversion at their places.

pub(crate) mod call;
pub(crate) mod findings;
pub(crate) mod front_matter;
pub(crate) mod inline;
pub(crate) mod json;
mod missed;
pub(crate) mod toml;
