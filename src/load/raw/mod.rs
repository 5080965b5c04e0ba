//! What the load stage hands on: records as written, each name with its place.

mod site;

pub(crate) use site::*;
