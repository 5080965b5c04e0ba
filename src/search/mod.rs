//! Documents to a search index that a browser reads; knows nothing of pages or of the site model.
//!
//! ```text
//! SearchDocument ──► Segment, one per worker ──► Index ──► files of search/
//! ```
//!
//! `tokens` cuts texts into terms as elasticlunr does, by the [`Analyser`] of the language (`written` knows the words that were met); `segment` reads
//! documents, whose terms are counted as `occurrences`, into `lists` of
//! postings, which grow as `chains` side by side, and [`Index`] is what all segments say together: [`Postings`] and [`Record`]s, in memory. [`Index::files`] writes
//! it down for the site's own script: `terms` and `vocabulary` in blocks (`blocks`), `lengths`,
//! documents and the [`manifest`]. [`elasticlunr`] writes the same postings as one file that
//! elasticlunr.js loads.

mod analyser;
mod blocks;
mod chains;
mod document;
pub mod elasticlunr;
mod files;
mod fold;
mod index;
mod kind;
mod learnt;
mod lengths;
mod lists;
pub mod manifest;
mod merge;
mod neighbours;
mod occurrences;
mod packed;
mod phone;
mod postings;
pub mod query;
mod record;
mod segment;
mod synonyms;
mod terms;
mod texts;
mod tokens;
mod unspaced;
mod vocabulary;
mod words;
mod written;

pub use analyser::Analyser;
pub use document::{FIELDS, MOST_HEADINGS, SearchDocument, Section};
pub use index::{Entry, Index};
pub use kind::Kind;
pub use postings::{Posting, Postings};
pub use record::{Meeting, Record};
pub use synonyms::{Saying, Synonyms, stands_for};
pub use terms::Shards;
pub use words::{plain_words, term_of};
