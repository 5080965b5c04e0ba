//! Scores of documents.

use std::collections::{BTreeMap, BTreeSet};

use super::super::analyser::Analyser;
use super::super::document::FIELDS;
use super::super::index::Index;
use super::super::manifest::RANKING;
use super::super::words::{in_name, words_of};
use super::clauses::Clause;
use super::word::Word;

/// The title is the first of [`FIELDS`], and terms that no text holds are in the last.
const TITLE: usize = 0;
const EXTRA: usize = FIELDS.len() - 1;

/// The field of other names. Each of them stands for itself, so that many of them count as a few
/// words.
const NAMES: &str = "names";
const LONGEST_NAME: u32 = 4;

/// A document with enough of what was asked.
pub(super) struct Scored {
    /// The number of the document.
    pub(super) number: usize,
    /// How well it answers.
    pub(super) score: f64,
    /// The share of what is required that it has.
    coverage: f64,
    /// The share of its title that is asked for.
    share: f64,
}

/// A term that a word stands for.
pub(super) struct Meant {
    /// Its place in the postings.
    pub(super) place: usize,
    /// How much it counts.
    likeness: f64,
    /// How much of it was typed.
    share: f64,
}

/// How many words elasticlunr counts in a part of a document; the last part counts none.
fn length(index: &Index, number: usize, field: usize) -> u32 {
    index.lengths(number).get(field).copied().unwrap_or(0)
}

/// Scores every document for a clause: each has the score of the best form that it has all words of.
pub(super) fn clause(index: &Index, clause: &mut Clause) {
    let all = index.len();
    clause.scores = vec![0.0; all];
    clause.titles = vec![0.0; all];
    for form in &clause.forms {
        let words = form.words.iter().map(|word| self::word(index, word));
        let scored: Vec<(Vec<f64>, Vec<f64>)> = words.collect();
        for number in 0..all {
            if scored.iter().any(|(scores, _)| scores[number] == 0.0) {
                continue;
            }
            let sum: f64 = scored.iter().map(|(scores, _)| scores[number]).sum();
            let score = form.weight * sum / float(scored.len());
            clause.scores[number] = clause.scores[number].max(score);
            if scored.iter().all(|(_, titles)| titles[number] > 0.0) {
                // A name and its short form may make up a title together.
                let titles: f64 = scored.iter().map(|(_, titles)| titles[number]).sum();
                clause.titles[number] += titles / float(form.joins);
            }
        }
    }
    clause.holders = clause.scores.iter().filter(|score| **score > 0.0).count();
    clause.rarity = 1.0 + (float(all) / float(clause.holders + 1)).ln();
}

/// The documents whose whole name is asked for.
#[derive(Default)]
struct Named {
    /// How much more each counts.
    more: BTreeMap<usize, f64>,
    /// Those of them whose title it is.
    titled: BTreeSet<usize>,
}

/// Looks for documents that have a name of exactly the words of a query: of all, or of those that are required.
fn named(index: &Index, query: &str, clauses: &[Clause]) -> Named {
    let words = words_of(index.analyser, query);
    let all = words.iter().map(|word| in_name(&word.stem, &word.other));
    let required = clauses.iter().filter(|clause| !clause.optional);
    let required = required.flat_map(|clause| &clause.forms[0].words);
    let required = required.map(Word::in_name);
    let names: [Vec<String>; 2] = [all.collect(), required.collect()];
    let mut found = Named::default();
    let postings = index.postings();
    for name in names {
        // A whole name is a term too: it ends with a space, and so stands beside its first word.
        let Some(place) = postings.find(&format!("{} ", name.join(" "))) else {
            continue;
        };
        for posting in (0..FIELDS.len()).flat_map(|field| postings.of(place, field)) {
            let number = posting.document as usize;
            // A title is there twice.
            let each = if posting.count > 1 {
                RANKING.exact
            } else {
                RANKING.named
            };
            let more = found.more.entry(number).or_insert(0.0);
            *more = more.max(each * float(name.len()));
            if posting.count > 1 {
                found.titled.insert(number);
            }
        }
    }
    found
}

/// The scores of a word in all documents as elasticlunr.js reckons them, and how much of it each
/// title has.
fn word(index: &Index, word: &Word) -> (Vec<f64>, Vec<f64>) {
    let all = index.len();
    let (mut scores, mut titles) = (vec![0.0; all], vec![0.0; all]);
    let postings = index.postings();
    for meant in terms(index, word) {
        for (field, &(_, boost)) in FIELDS.iter().enumerate() {
            let documents = f64::from(postings.documents(meant.place, field));
            let rarity = 1.0 + (float(all) / (documents + 1.0)).ln();
            for posting in postings.of(meant.place, field) {
                let number = posting.document as usize;
                let words = match FIELDS[field].0 {
                    NAMES => length(index, number, field).min(LONGEST_NAME),
                    _ => length(index, number, field),
                };
                let norm = if words == 0 {
                    1.0
                } else {
                    1.0 / f64::from(words).sqrt()
                };
                scores[number] += f64::from(posting.count).sqrt()
                    * rarity
                    * norm
                    * meant.likeness
                    * f64::from(boost);
                // A whole title is there twice.
                let is_title = field == TITLE || (field == EXTRA && posting.count > 1);
                if is_title && titles[number] < meant.share {
                    titles[number] = meant.share;
                }
            }
        }
    }
    (scores, titles)
}

/// The terms that a word stands for: itself, those that a date has, and those that an unfinished
/// word may become.
pub(super) fn terms(index: &Index, word: &Word) -> Vec<Meant> {
    let postings = index.postings();
    if !word.date.is_empty() {
        let mut found = Vec::new();
        let prefix = if word.date.starts_with('-') {
            "@2"
        } else {
            "@"
        };
        for place in postings.beginning(prefix) {
            let term = postings.term(place);
            let same = match word.date.strip_prefix('-') {
                Some(_) => term.get(5..) == Some(&word.date),
                None => term[1..] == word.date,
            };
            if same {
                found.push(Meant {
                    place,
                    likeness: 1.0,
                    share: 0.0,
                });
            }
        }
        return found;
    }
    let whole = postings.find(&word.stem);
    let mut found: Vec<Meant> = whole
        .into_iter()
        .map(|place| Meant {
            place,
            likeness: 1.0,
            share: 1.0,
        })
        .collect();
    if !word.open {
        return found;
    }
    let mut places: BTreeSet<usize> = postings.beginning(&word.stem).collect();
    // The stem of `poly` is `poli`, which is not how `polytechnic` begins.
    if !word.typed.starts_with(&word.stem) {
        places.extend(postings.beginning(&word.typed));
    }
    places.extend(
        completed(index.analyser, word)
            .iter()
            .filter_map(|term| postings.find(term)),
    );
    let mut begun: Vec<(u32, Meant)> = places
        .into_iter()
        .filter(|&place| Some(place) != whole && !postings.term(place).ends_with(' '))
        .map(|place| {
            let length = float(postings.term(place).encode_utf16().count());
            let own = float(word.stem.encode_utf16().count());
            let holders = (0..FIELDS.len()).map(|field| postings.documents(place, field));
            let meant = Meant {
                place,
                likeness: (1.0 - (length - own) / length) * RANKING.expansion,
                // What began like a stop word and goes on is a word of the title, or nothing.
                share: if word.helps {
                    1.0
                } else {
                    (own / length).min(1.0)
                },
            };
            (holders.sum(), meant)
        })
        .collect();
    begun.sort_by(|(a, x), (b, y)| b.cmp(a).then(x.place.cmp(&y.place)));
    let room = RANKING.expansions as usize + 1 - found.len();
    found.extend(begun.into_iter().take(room).map(|(_, meant)| meant));
    found
}

/// Stems that an unfinished word may get: `educatio` may become `education`, which is `educ`.
fn completed(analyser: Analyser, word: &Word) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if word.typed.encode_utf16().count() < 3 {
        return found;
    }
    for ending in analyser.endings().split_whitespace() {
        for shared in 0..ending.len() {
            if !word.typed.ends_with(&ending[..shared]) {
                continue;
            }
            let whole = analyser.stem(&format!("{}{}", word.typed, &ending[shared..]));
            if !whole.starts_with(&word.stem) && !whole.starts_with(&word.typed) {
                found.insert(whole);
            }
        }
    }
    found
}

/// The documents with enough of the clauses, and whether some document has all that are required.
pub(super) fn rank(
    index: &Index,
    query: &str,
    clauses: &[Clause],
    hinted: &BTreeSet<&'static str>,
) -> (Vec<Scored>, bool) {
    let named = named(index, query, clauses);
    let required: Vec<&Clause> = clauses.iter().filter(|clause| clause.counts()).collect();
    let whole: f64 = required.iter().map(|clause| clause.rarity).sum();
    let mut hits = Vec::new();
    let mut best: f64 = 0.0;
    for number in 0..index.len() {
        let has = |clause: &&&Clause| clause.scores[number] > 0.0;
        let found = required.iter().any(|clause| has(&clause));
        let lacks_quoted = required.iter().any(|clause| clause.quoted && !has(&clause));
        if !found || lacks_quoted {
            continue;
        }
        let coverage = required
            .iter()
            .filter(has)
            .map(|clause| clause.rarity)
            .sum::<f64>()
            / whole;
        best = best.max(coverage);
        let in_title: f64 = clauses.iter().map(|clause| clause.titles[number]).sum();
        let titled = required
            .iter()
            .filter(|clause| has(clause) && clause.titles[number] > 0.0);
        let titled = titled.count();
        let title = f64::from(length(index, number, TITLE)).max(1.0);
        let share = (in_title / title).min(1.0);
        let known = &index.documents[number];
        let kind = known.kind();
        let mut score: f64 = clauses.iter().map(|clause| clause.scores[number]).sum();
        let hint = if hinted.contains(kind.id()) {
            RANKING.hint
        } else {
            1.0
        };
        let boost = RANKING.title * float(titled) / float(required.len());
        score *=
            coverage.powi(2) * (kind.weight() * hint) * (1.0 + boost * (0.5 + 0.5 * share.powi(2)));
        score *= 1.0 + named.more.get(&number).copied().unwrap_or(0.0);
        if known.is_past() && !named.titled.contains(&number) {
            // Who types the title of a record asks for it.
            let asked = if titled == required.len() {
                share.powi(2)
            } else {
                0.0
            };
            score *= RANKING.record + (1.0 - RANKING.record) * asked;
        }
        hits.push(Scored {
            number,
            score,
            coverage,
            share,
        });
    }
    // Who types a title and more may want that.
    hits.retain(|hit| hit.share > 0.99 || hit.coverage >= best * RANKING.coverage_floor);
    let wanted = clauses.iter().filter(|clause| !clause.optional).count();
    (hits, best >= 1.0 && required.len() == wanted)
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("fewer than 2^32 documents"))
}
