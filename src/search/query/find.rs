//! A query answered: what it found, in order.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::manifest::RANKING;
use super::super::record::{Meeting, Record};
use super::super::words::plain;
use super::clauses::{self, Clause};
use super::engine::Search;
use super::place::Places;
use super::score::{self, Scored};

/// Only so much of a query is read.
const MOST_LETTERS: usize = 1000;

/// Results after these, which nobody looks through, lead to the top of their pages.
const MOST_PLACED: usize = 200;

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
    /// Answers a query. A space at its end means that the last word is finished. `holds` tells
    /// whether the text of a document has a phrase that stood in quotation marks, both as
    /// [`phrase`](super::phrase) makes them.
    pub fn find(&self, query: &str, holds: impl Fn(&Record<'_>, &str) -> bool) -> Found<'i> {
        let query: String = plain(query).chars().take(MOST_LETTERS).collect();
        let mut answer = self.answer(&query);
        let mut found = Found {
            hits: Vec::new(),
            corrected: String::new(),
            suggestions: Vec::new(),
            dates: Vec::new(),
        };
        let near = self.put_right(&query, &answer.clauses, answer.hits.is_empty());
        if let Some(better) = &near.better {
            let other = self.answer(&plain(better));
            // A correction that finds nothing is none.
            if !other.hits.is_empty() && (other.full || answer.hits.is_empty()) {
                answer = other;
                better.trim().clone_into(&mut found.corrected);
            } else if !other.hits.is_empty() {
                found.suggestions.push(better.trim().to_owned());
            }
        }
        if answer.hits.is_empty() {
            found.suggestions = near.words;
        }
        let forms = answer.clauses.iter().flat_map(|clause| &clause.forms);
        let dates = forms.flat_map(|form| &form.words).map(|word| &word.date);
        found.dates = dates.filter(|date| !date.is_empty()).cloned().collect();
        found.hits = self.hits(&answer, holds);
        let shown = found.hits.iter().take(MOST_PLACED);
        let shown = shown.filter(|hit| !hit.record.headings.is_empty());
        let numbers: BTreeSet<usize> = shown.map(|hit| hit.number).collect();
        let places = Places::of(self.index, &answer.clauses, &numbers);
        for hit in found.hits.iter_mut().take(MOST_PLACED) {
            if let Some(heading) = places.heading(hit.number, &hit.record) {
                let address = format!("{}#{heading}", hit.record.address);
                hit.record.address = Cow::Owned(address);
            }
        }
        found
    }

    fn answer(&self, query: &str) -> Answer {
        let clauses::Asked {
            clauses,
            hinted,
            phrases,
        } = self.clauses(query);
        let mut clauses = clauses;
        for clause in &mut clauses {
            score::clause(self.index, clause);
        }
        let (hits, full) = score::rank(self.index, query, &clauses, &hinted);
        Answer {
            clauses,
            phrases,
            hits,
            full,
        }
    }

    /// The hits of an answer in order, with the phrases that it asks for.
    fn hits(&self, answer: &Answer, holds: impl Fn(&Record<'_>, &str) -> bool) -> Vec<Hit<'i>> {
        let mut scored: Vec<&Scored> = answer.hits.iter().collect();
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
