//! What is made for paper: the handbook and its sections as one document each, and sheets of contact points.
//!
//! The pages of a document are those that readers see, made by the same templates: `document` puts them in a row, `article` makes
//! a part of the document of each, and `markup` is the HTML that it reads. `sheet` is a page of its own.

mod article;
mod document;
mod markup;
mod sheet;

pub(super) use document::document;
pub(super) use sheet::sheet;
