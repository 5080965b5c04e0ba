//! The manifest: what the site's own script must know before it can fetch anything else.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::analyser::Analyser;
use super::blocks::listed;
use super::document::FIELDS;
use super::fold;
use super::index::Index;
use super::kind::Kind;
use super::lengths;
use super::phone;
use super::synonyms::Synonyms;
use super::unspaced;

/// How many documents stand in one file.
pub(super) const CHUNK: usize = 10;

/// What the theme and the site say about searching.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// What readers call things of each kind, in the order of [`Kind::ALL`].
    pub labels: Vec<KindLabels>,
    /// What stands for "record of" before a date.
    pub record_of: String,
    /// Words that mean the same.
    pub synonyms: Synonyms,
    /// Words of a question that point at kinds: `who` at people.
    pub hints: BTreeMap<String, Vec<Kind>>,
    /// Words of a question that help and are never required: `contact`.
    pub asides: Vec<String>,
    /// The names of each month, in small letters. Those of English are built in.
    pub months: Vec<Vec<String>>,
    /// Short for them, beside a day or a year.
    pub months_short: Vec<String>,
}

/// What readers call things of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KindLabels {
    /// One of them: "Person".
    pub one: String,
    /// All of them: "People".
    pub many: String,
}

/// The numbers by which results are ranked. The site's own script and `redway search` take them
/// from here; see `search-query.js` for what each does.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ranking {
    /// How much a synonym counts beside the word that was typed.
    pub synonym: f64,
    /// How much a term counts that only begins like the word.
    pub expansion: f64,
    /// The most terms that a word which is still being typed stands for.
    pub expansions: u32,
    /// The most shards fetched for such a word.
    pub prefix_shards: u32,
    /// The least share of what the result with most of the words, by weight, has of them.
    pub coverage_floor: f64,
    /// How much words in the title count.
    pub title: f64,
    /// What each word of a title adds to what the score of its owner is multiplied by, if the query is
    /// that title, with stop words or without: the longer it is, the less it is there by chance.
    pub exact: f64,
    /// The same for a whole name beside the title.
    pub named: f64,
    /// What the score of a record of the past is multiplied by.
    pub record: f64,
    /// What the score of a kind is multiplied by that the question points at.
    pub hint: f64,
    /// The most pages read to find a phrase.
    pub phrase_pages: u32,
}

/// Found by trying: the quality set in `tests/search/queries.yaml` holds with these.
pub const RANKING: Ranking = Ranking {
    synonym: 0.9,
    expansion: 0.15,
    expansions: 40,
    prefix_shards: 3,
    coverage_floor: 0.6,
    title: 1.5,
    exact: 1.2,
    named: 1.0,
    record: 0.2,
    hint: 1.4,
    phrase_pages: 20,
};

/// The manifest as it is written.
#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    version: u32,
    build: String,
    documents: usize,
    chunk: usize,
    lengths_block: usize,
    fields: Vec<Field>,
    /// Borders, listed.
    terms: String,
    words: Vec<String>,
    kinds: Vec<KindInfo<'a>>,
    synonyms: &'a [Vec<Vec<String>>],
    #[serde(serialize_with = "ids")]
    hints: &'a BTreeMap<String, Vec<Kind>>,
    asides: &'a [String],
    /// The names that have stop words only, as their stems.
    commons: &'a [String],
    /// What counts in place of letters that Unicode does not take apart.
    letters: String,
    /// Marks that words are found without, as a class of characters has them,
    marks: String,
    /// and likewise the letters of scripts that put no space between words.
    unspaced: String,
    /// Codes of countries that have one or two digits, as an expression has them.
    countries: String,
    /// The words that the index leaves out, a space between them.
    stops: &'static str,
    /// The endings that the stemmer takes off.
    #[serde(skip_serializing_if = "str::is_empty")]
    endings: &'static str,
    /// What is known of another language than English; the script leaves its words whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language<'a>>,
    ranking: Ranking,
}

#[derive(Serialize)]
struct Language<'a> {
    months: &'a [Vec<String>],
    months_short: &'a [String],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    boost: u32,
}

#[derive(Serialize)]
struct KindInfo<'a> {
    id: &'static str,
    label: &'a str,
    weight: f64,
}

impl<'a> Manifest<'a> {
    /// The manifest of an index whose other files have `build` as their check sum, and whose
    /// shards and blocks of words begin at the texts given.
    pub(super) fn of(
        index: &'a Index,
        settings: &'a Settings,
        build: u32,
        terms: &[String],
        words: Vec<String>,
    ) -> Self {
        let fields = FIELDS.iter().map(|&(name, boost)| Field { name, boost });
        let labels = settings.labels.iter().map(|labels| labels.many.as_str());
        let kinds = Kind::ALL.iter().zip(labels.chain(std::iter::repeat("")));
        let kinds = kinds.map(|(kind, label)| KindInfo {
            id: kind.id(),
            label,
            weight: kind.weight(),
        });
        Manifest {
            version: 2,
            build: format!("{build:08x}"),
            documents: index.len(),
            chunk: CHUNK,
            lengths_block: lengths::BLOCK,
            fields: fields.collect(),
            terms: listed(terms),
            words,
            kinds: kinds.collect(),
            synonyms: settings.synonyms.classes(),
            hints: &settings.hints,
            asides: &settings.asides,
            commons: &index.commons,
            letters: fold::table(),
            marks: fold::marks(),
            unspaced: unspaced::class(),
            countries: phone::countries(),
            stops: index.analyser.stop_words(),
            endings: index.analyser.endings(),
            language: (index.analyser == Analyser::Whole).then_some(Language {
                months: &settings.months,
                months_short: &settings.months_short,
            }),
            ranking: RANKING,
        }
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("texts and numbers have a JSON form");
        bytes.push(b'\n');
        bytes
    }
}

/// Kinds by their names.
fn ids<S: Serializer>(hints: &BTreeMap<String, Vec<Kind>>, to: S) -> Result<S::Ok, S::Error> {
    let named = hints.iter().map(|(word, kinds)| {
        let ids: Vec<&str> = kinds.iter().map(|kind| kind.id()).collect();
        (word, ids)
    });
    to.collect_map(named)
}
