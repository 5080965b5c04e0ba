//! A query answered from the index in memory, as the site's own script answers it in a browser.
//!
//! `text` cuts a query into words, `dates` finds the dates in it, `clauses` makes clauses of the
//! words, `score` scores documents by those, and `spelling` looks for words that were misspelt.
//! `search-words.js` and `search-query.js` do the same, with the same numbers; `tests/search/` holds the two equal.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Index;
use super::manifest::{RANKING, Settings};
use super::record::{Meeting, Record};

mod clauses;
mod dates;
mod score;
mod spelling;
mod text;

use self::clauses::{Asked, Clause};
use self::score::Scored;
pub use self::text::phrase;

/// Only so much of a query is read.
const MOST_LETTERS: usize = 1000;

/// Misspelt words that are put right at once, and texts that are offered.
const MOST_OFFERED: usize = 3;

/// The search of a site.
pub struct Search<'i> {
    index: &'i Index,
    /// The other forms of each form, by the stems of its words.
    forms: HashMap<String, Vec<Vec<String>>>,
    /// The kinds that a word of a question points at, by its stem.
    hints: BTreeMap<String, Vec<&'static str>>,
    /// The stems of words that are never required.
    asides: HashSet<String>,
}

/// What a query found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'i> {
    /// What was found, the best first.
    pub hits: Vec<Hit<'i>>,
    /// The query that was answered instead of one with a slip; empty when it is the one asked.
    pub corrected: String,
    /// Other texts that may be meant.
    pub suggestions: Vec<String>,
    /// The dates that the query names, for [`dates_for`].
    dates: Vec<String>,
}

/// The meetings of a series that a query names, else those that are not over at `now` (local time,
/// such as `2026-11-22T09:30`), by start.
pub fn dates_for<'r>(
    record: &'r Record<'_>,
    found: &Found<'_>,
    now: &str,
) -> impl Iterator<Item = &'r Meeting> + use<'r> {
    let mut meetings: Vec<&Meeting> = record.meetings.iter().collect();
    meetings.sort_by(|a, b| a.start().cmp(b.start()));
    let is_asked = |meeting: &&Meeting| {
        let start = meeting.start();
        found.dates.iter().any(|date| {
            let part = format!("-{}-", date.trim_start_matches('-'));
            start.starts_with(date.as_str()) || format!("{start}-").contains(&part)
        })
    };
    let mut asked: Vec<&Meeting> = meetings.iter().copied().filter(is_asked).collect();
    if asked.is_empty() {
        // A date without a time lasts all day, one without a day all month.
        asked = meetings;
        asked.retain(|meeting| {
            let end = meeting.end();
            end >= now.get(..end.len()).unwrap_or(now)
        });
    }
    asked.into_iter()
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'i> {
    /// The number of the document.
    pub number: usize,
    /// How well it answers; only comparable within one query.
    pub score: f64,
    /// The name of its kind in the manifest.
    pub kind: &'static str,
    /// Whether it tells of the past.
    pub past: bool,
    /// What a result shows.
    pub record: Record<'i>,
}

/// A query that was answered, before it is known whether it was the right one.
struct Answer {
    clauses: Vec<Clause>,
    phrases: Vec<String>,
    hits: Vec<Scored>,
    /// Whether some document has all that is required.
    full: bool,
}

impl<'i> Search<'i> {
    /// A search over an index, with the words of the site and of its theme.
    #[must_use]
    pub fn new(index: &'i Index, settings: &Settings) -> Self {
        let mut forms: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for class in settings.synonyms.classes() {
            for form in class {
                let stems: Vec<String> = form.iter().map(|word| text::stem(word)).collect();
                let others = class.iter().filter(|other| *other != form).cloned();
                forms.entry(stems.join(" ")).or_default().extend(others);
            }
        }
        let hints = settings.hints.iter().map(|(word, kinds)| {
            let kinds = kinds.iter().map(|kind| kind.id()).collect();
            (text::stem(word), kinds)
        });
        Search {
            index,
            forms,
            hints: hints.collect(),
            asides: settings
                .asides
                .iter()
                .map(|word| text::stem(word))
                .collect(),
        }
    }

    /// Answers a query. A space at its end means that the last word is finished. `holds` tells
    /// whether the text of a document has a phrase that stood in quotation marks, both as
    /// [`phrase`] makes them.
    pub fn find(&self, query: &str, holds: impl Fn(&Record<'_>, &str) -> bool) -> Found<'i> {
        let query: String = text::plain(query).chars().take(MOST_LETTERS).collect();
        let mut answer = self.answer(&query);
        let mut found = Found {
            hits: Vec::new(),
            corrected: String::new(),
            suggestions: Vec::new(),
            dates: Vec::new(),
        };
        let near = self.put_right(&query, &answer);
        if let Some(better) = &near.better {
            let other = self.answer(better);
            if other.full || answer.hits.is_empty() {
                answer = other;
                better.trim().clone_into(&mut found.corrected);
            } else {
                found.suggestions.push(better.trim().to_owned());
            }
        }
        if answer.hits.is_empty() {
            let known = answer.clauses.iter().filter(|clause| clause.holders > 0);
            let known = known.filter_map(|clause| clause.word.as_ref());
            let known: Vec<&str> = known.map(|word| word.typed.as_str()).collect();
            let known = (!known.is_empty()).then(|| known.join(" "));
            found.suggestions = known
                .into_iter()
                .chain(near.words)
                .take(MOST_OFFERED)
                .collect();
        }
        let forms = answer.clauses.iter().flat_map(|clause| &clause.forms);
        let dates = forms.flat_map(|form| &form.words).map(|word| &word.date);
        found.dates = dates.filter(|date| !date.is_empty()).cloned().collect();
        found.hits = self.hits(answer, holds);
        found
    }

    fn answer(&self, query: &str) -> Answer {
        let Asked {
            clauses,
            hinted,
            phrases,
        } = self.clauses(query);
        let mut clauses = clauses;
        for clause in &mut clauses {
            score::clause(self.index, clause);
        }
        let (hits, full) = score::rank(self.index, &clauses, &hinted);
        Answer {
            clauses,
            phrases,
            hits,
            full,
        }
    }

    /// The hits of an answer in order, with the phrases that it asks for.
    fn hits(&self, answer: Answer, holds: impl Fn(&Record<'_>, &str) -> bool) -> Vec<Hit<'i>> {
        let mut scored = answer.hits;
        scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
        if !answer.phrases.is_empty() {
            scored.truncate(RANKING.phrase_pages as usize);
        }
        scored
            .into_iter()
            .map(|scored| {
                let known = &self.index.documents[scored.number];
                Hit {
                    number: scored.number,
                    score: scored.score,
                    kind: known.kind().id(),
                    past: known.is_past(),
                    record: self.index.entry(scored.number).record,
                }
            })
            .filter(|hit| {
                let has = |wanted: &String| holds(&hit.record, wanted);
                answer.phrases.iter().all(has)
            })
            .collect()
    }
}
