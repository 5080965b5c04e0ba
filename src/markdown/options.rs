//! How a source is converted.

use super::abbreviations::Abbreviations;
use super::labels::Labels;

/// How to convert.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of a site, and none goes with another"
)]
pub struct Options<'a> {
    /// Whether raw HTML passes through unchanged; otherwise each tag is a [`ProblemKind::RawHtml`](super::ProblemKind::RawHtml).
    pub raw_html: bool,
    /// Whether to collect [`Document::text`](super::Document::text).
    pub search_text: bool,
    /// The title that the caller knows already (from front matter). It decides what becomes of a
    /// level-one heading at the very start; see [`Document::title`](super::Document::title).
    pub title: Option<&'a str>,
    /// Whether the text is in a language that is written from right to left, in which marks of direction may stand
    /// anywhere ([`crate::characters`]).
    pub right_to_left: bool,
    /// Whether telephone numbers without a country code are those of the United Kingdom.
    pub british: bool,
    /// The address of the site, which the words of links within it may be.
    pub base_url: &'a str,
    /// The abbreviations to explain at their first use.
    pub abbreviations: &'a Abbreviations,
    /// The words that readers see beside the text.
    pub labels: &'a Labels,
}
