//! YAML as data, for what is written in the program itself.

use super::yaml::tree::parse;
use super::yaml::values::data;
use crate::model::Data;

/// What a text of YAML holds; `None` when it is none.
pub(crate) fn data_of(text: &str) -> Option<Data> {
    let (node, _) = parse(text, 0).ok()?;
    Some(data(node))
}
