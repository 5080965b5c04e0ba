//! `CommonMark` to accessible HTML, in one pass over the parser's events.
//!
//! This layer knows nothing of sites, pages or files. What it cannot know (where a relative link
//! leads, what a person is called) it leaves as a [`Hole`]; what it can see to be wrong it reports
//! as a [`Problem`] with a byte range in the source, and leaves out of the HTML.
//!
//! Promises, each held by a test:
//! - the HTML is well formed (raw HTML that the caller allowed is passed through as it is);
//! - no script, no event handler and no address outside the allow-list of schemes gets through;
//! - ids are unique on the page and keep clear of those that the theme uses;
//! - neither deep nesting nor unclosed markup makes it slow, and nothing makes it panic.
//!
//! Three layers, each of which imports only those before it: the state of a conversion (`open`, `writer`),
//! a file of handlers for each sort of element (`elements`, `headings`, `links`, `images`, `tables`, `footnotes`,
//! `text`), and the loop that calls them (`convert`).

mod abbreviations;
mod address;
mod alerts;
mod autolink;
mod colons;
mod convert;
mod document;
mod elements;
mod escape;
mod footnotes;
mod guard;
mod headings;
mod hole;
mod images;
mod labels;
mod links;
mod missed;
mod nearly;
mod open;
mod options;
mod plain;
mod problem;
mod quotes;
mod raw_addresses;
mod raw_html;
mod raw_refused;
mod references;
mod run;
mod slug;
#[cfg(any(test, feature = "fuzz"))]
pub(crate) mod strict;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod unclosed;
mod writer;

pub use abbreviations::Abbreviations;
pub(crate) use address::RECORDS as RECORD_SCHEMES;
pub(crate) use convert::MAX_HEADINGS;
pub use document::{Call, Document, Heading};
pub use hole::{Fill, Hole, Link};
pub use labels::Labels;
pub use missed::Missed;
pub use options::Options;
pub use plain::Plain;
pub use problem::{Problem, ProblemKind};
pub use slug::{RESERVED_IDS, slug};

use std::borrow::Cow;
use writer::Place;

/// Converts the body of a page.
#[must_use]
pub fn convert(source: &str, options: &Options<'_>) -> Document {
    let mut problems = Vec::new();
    match guard::check(source, options, &mut problems) {
        Some(clean) => {
            let hides = matches!(clean, Cow::Owned(_));
            convert::write(&clean, hides, options, Place::Page, problems)
        }
        None => Document {
            problems: problems.into(),
            ..Document::default()
        },
    }
}

/// Converts the inline Markdown of a front-matter value, without block markup around it.
///
/// Line breaks count as spaces, and what would start a block (`- `, `1. `, `# `) is plain text.
/// Footnotes belong to a page, so a reference to one is a problem here.
#[must_use]
pub fn convert_inline(source: &str, options: &Options<'_>) -> Document {
    // With a word in front, the parser takes any first line for a paragraph. A line start and a
    // space are the same to its rules on emphasis and quotation marks. The word is cut again.
    const WORD: &str = writer::INLINE_PREFIX;
    let value = source.trim_start();
    let skipped = source.len() - value.len();
    let line = format!("{WORD}{}", value.replace(['\r', '\n'], " "));
    let mut problems = Vec::new();
    let mut document = match guard::check(&line, options, &mut problems) {
        _ if value.is_empty() => Document::default(),
        Some(clean) => {
            let hides = matches!(clean, Cow::Owned(_));
            convert::write(&clean, hides, options, Place::Value, problems)
        }
        None => Document {
            problems: problems.into(),
            ..Document::default()
        },
    };
    let word = problem::offset(WORD.len());
    let skipped = problem::offset(skipped);
    let moved = |at: u32| at.saturating_sub(word) + skipped;
    for link in &mut document.links {
        link.span = moved(link.span.start)..moved(link.span.end);
    }
    for problem in &mut document.problems {
        problem.span = moved(problem.span.start)..moved(problem.span.end);
    }
    document
}
