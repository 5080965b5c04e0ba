//! A query answered from the index in memory, as the site's own script answers it in a browser.
//!
//! `word` cuts a query into words, `dates` finds dates and telephone numbers in it, `clauses` makes clauses of the
//! words, `score` scores documents by those, and `spelling` looks for words that were misspelt;
//! `place` finds the heading that a page is opened at, `find` puts the answer together, `engine` holds what all of them ask.
//! `search-words.js` and `search-query.js` do the same, with the same numbers; `tests/search/` holds the two equal.

mod clauses;
mod dates;
mod engine;
mod find;
mod place;
mod score;
mod spelling;
mod word;

pub use self::engine::Search;
pub use self::find::{Found, Hit, dates_for};
pub use super::words::phrase;
