//! What a query asks for: clauses, each with the forms of words that meet it.

use std::collections::BTreeSet;

use super::super::analyser::Analyser;
use super::super::manifest::RANKING;
use super::super::phone::without_prefix;
use super::dates::Found;
use super::engine::Search;
use super::word::{Word, words_of};
use crate::search::unspaced::is_unspaced;
use crate::search::words::phrase;

/// Longer queries are cut.
const MOST_WORDS: usize = 16;

/// What a query asks for.
pub(super) struct Asked {
    /// The clauses.
    pub(super) clauses: Vec<Clause>,
    /// The kinds that its words point at.
    pub(super) hinted: BTreeSet<&'static str>,
    /// What stood in quotation marks, as phrases are looked for.
    pub(super) phrases: Vec<String>,
}

impl Clause {
    /// Whether a document is measured by it: what none of them has tells nothing of any, unless it stood in quotation marks.
    pub(super) fn counts(&self) -> bool {
        !self.optional && (self.quoted || self.holders > 0)
    }
}

/// One thing that is asked for. Any of its forms will do.
#[derive(Debug, Default)]
pub(super) struct Clause {
    /// The forms, the one that was typed first.
    pub(super) forms: Vec<Form>,
    /// The word, where it is one plain word.
    pub(super) word: Option<Word>,
    /// Whether a document need not have it.
    pub(super) optional: bool,
    /// Whether it stood in quotation marks, so that every document must have it.
    pub(super) quoted: bool,
    /// The score of each document.
    pub(super) scores: Vec<f64>,
    /// How many words of it each title has, in any form.
    pub(super) titles: Vec<f64>,
    /// How many documents have it.
    pub(super) holders: usize,
    /// How much it weighs beside other clauses.
    pub(super) rarity: f64,
}

/// Words that meet a clause together.
#[derive(Debug)]
pub(super) struct Form {
    /// The words, all of which are needed.
    pub(super) words: Vec<Word>,
    /// How much it counts beside what was typed.
    pub(super) weight: f64,
    /// In how many clauses it stands, since it joins neighbours.
    pub(super) joins: usize,
}

impl Form {
    fn typed(words: Vec<Word>) -> Self {
        Form {
            words,
            weight: 1.0,
            joins: 1,
        }
    }

    fn synonym<'a>(analyser: Analyser, words: impl IntoIterator<Item = &'a str>) -> Self {
        Form {
            words: words
                .into_iter()
                .map(|word| Word::of(analyser, word))
                .collect(),
            weight: RANKING.synonym,
            joins: 1,
        }
    }
}

impl Search<'_> {
    /// What a query, as [`plain`](crate::search::words::plain) makes it, asks for.
    pub(super) fn clauses(&self, query: &str) -> Asked {
        let (all, phrases) = self.tokens(query);
        let pointed = all.iter().filter_map(|word| self.hints.get(&word.stem));
        let hinted = pointed.flatten().copied().collect();
        let mut words = self.asked(&all);
        // One letter stands for itself: it begins too many words. After others it is about to become one, and is no reason to
        // find less.
        let many = words.len() > 1;
        if let Some(last) = words.last_mut() {
            let mut letters = last.typed.chars();
            if let (Some(letter), None) = (letters.next(), letters.next())
                && !(many && letter.is_ascii_digit())
            {
                last.open = false;
                last.helps = many && !is_unspaced(letter);
            }
        }
        let mut clauses = Vec::new();
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let (clause, taken) = self.clause(rest);
            clauses.push(clause);
            rest = &rest[taken..];
        }
        join(self.index.analyser, &mut clauses);
        let mut clauses = without_doubles(clauses);
        if clauses.iter().all(|clause| clause.optional) {
            for clause in &mut clauses {
                clause.optional = false;
            }
        }
        Asked {
            clauses,
            hinted,
            phrases,
        }
    }

    /// The words of a query that count: names, and all but the stop words. A query of these alone asks for them.
    fn asked(&self, all: &[Word]) -> Vec<Word> {
        let is_plain = all.iter().any(|word| !word.stop);
        let mut words: Vec<Word> = Vec::new();
        let mut at = 0;
        while at < all.len() && words.len() < MOST_WORDS {
            let word = &all[at];
            let stops = all[at..].iter().take_while(|word| word.stop).count();
            let common = (1..=stops)
                .rev()
                .find(|&count| self.is_common(&all[at..at + count]));
            if let Some(count) = common {
                // The name of something, of stop words alone. Amid others it may be just a word: `is it safe`.
                let name = &all[at..at + count];
                words.push(Word {
                    stem: format!("{} ", stems(name)),
                    whole: true,
                    other: vec![name.to_vec()],
                    helps: at > 0 && is_plain,
                    ..Word::default()
                });
                at += count;
                continue;
            }
            if !word.stop || !is_plain {
                words.push(word.clone());
            } else if word.open && word.typed.encode_utf16().count() > 2 {
                // A stop word at the end may be the beginning of another: `for` of `forum`.
                words.push(Word {
                    helps: true,
                    ..word.clone()
                });
            }
            at += 1;
        }
        words
    }

    /// Whether these stop words are a name.
    fn is_common(&self, words: &[Word]) -> bool {
        let name = stems(words);
        let quoted = words.iter().any(|word| word.quoted);
        !quoted && self.index.commons.binary_search(&name).is_ok()
    }

    /// The clause at the beginning of some words, and how many of them it takes.
    fn clause(&self, words: &[Word]) -> (Clause, usize) {
        let analyser = self.index.analyser;
        let first = &words[0];
        let key = |count: usize| -> String {
            let stems = words[..count].iter().map(|word| {
                if word.quoted == first.quoted {
                    word.stem.as_str()
                } else {
                    ""
                }
            });
            stems.collect::<Vec<_>>().join(" ").trim().to_owned()
        };
        let taken = (2..=words.len())
            .rev()
            .find(|&count| self.forms.contains_key(&key(count)))
            .unwrap_or(1);
        let mut clause = Clause {
            quoted: first.quoted,
            forms: vec![Form::typed(words[..taken].to_vec())],
            ..Clause::default()
        };
        if taken == 1 {
            let is_word = first.date.is_empty() && !first.whole;
            clause.word = is_word.then(|| first.clone());
            let aside = !first.quoted && self.asides.contains(&first.stem);
            clause.optional = first.helps || aside;
            let others = first.other.iter().filter(|words| !words.is_empty());
            clause.forms.extend(others.map(|words| Form {
                weight: RANKING.synonym,
                ..Form::typed(words.clone())
            }));
        }
        let others = self.forms.get(&key(taken)).filter(|_| !first.quoted);
        clause.forms.extend(
            others
                .into_iter()
                .flatten()
                .map(|other| Form::synonym(analyser, other.iter().map(String::as_str))),
        );
        (clause, taken)
    }

    /// The words of a query, stop words as well, and what stood in quotation marks.
    fn tokens(&self, query: &str) -> (Vec<Word>, Vec<String>) {
        let analyser = self.index.analyser;
        let of_meetings = words_of(analyser, query, 0, false).iter().any(|word| {
            let kinds = self.hints.get(&word.stem);
            kinds.is_some_and(|kinds| kinds.contains(&"series"))
        });
        let (mut words, mut phrases) = (Vec::new(), Vec::new());
        let marks = ['"', '\u{201c}', '\u{201d}'];
        let pieces: Vec<&str> = query.split(marks).collect();
        let mut at = 0;
        for (place, piece) in pieces.iter().enumerate() {
            // A mark that is never closed opens nothing.
            let quoted = place % 2 == 1 && place + 1 < pieces.len();
            if quoted {
                let wanted = phrase(piece);
                if !wanted.trim().is_empty() {
                    phrases.push(wanted);
                }
                words.extend(words_of(analyser, piece, at, true));
            } else {
                let mut from = 0;
                for found in self.dates.find(piece, of_meetings) {
                    words.extend(words_of(
                        analyser,
                        &piece[from..found.start],
                        at + from,
                        false,
                    ));
                    from = found.end;
                    let written = words_of(analyser, &piece[found.start..found.end], 0, false);
                    let mut date = of_date(written, found, at);
                    if of_meetings && !date.whole {
                        date.other.clear();
                    }
                    words.push(date);
                }
                words.extend(words_of(analyser, &piece[from..], at + from, false));
            }
            at += piece.len();
            at += query[at..].chars().next().map_or(0, char::len_utf8);
        }
        if let Some(last) = words.last_mut()
            && last.end == query.len()
            && !last.quoted
        {
            last.open = last.date.is_empty();
        }
        (words, phrases)
    }
}

/// A date or telephone number that was found in a piece of the query which begins at `at`, and the words that it is written in.
fn of_date(mut words: Vec<Word>, found: Found, at: usize) -> Word {
    words.retain(|word| !word.stop);
    Word {
        whole: !found.number.is_empty(),
        stem: found.number.clone(),
        typed: found.number,
        date: found.date,
        other: vec![words],
        end: at + found.end,
        ..Word::default()
    }
}

/// The stems of words, a space between them.
fn stems(words: &[Word]) -> String {
    let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
    stems.join(" ")
}

/// Neighbours may be one word: `safe guarding`, `cyp 07`, what signs join, and however many pieces of a number.
fn join(analyser: Analyser, clauses: &mut [Clause]) {
    for from in 0..clauses.len() {
        let mut typed = String::new();
        for to in from..clauses.len() {
            let Some(word) = clauses[to].word.as_ref().filter(|_| !clauses[to].quoted) else {
                break;
            };
            let letters = |text: &str| !text.bytes().all(|byte| byte.is_ascii_digit());
            if to > from + 1 && !word.glued && (letters(&typed) || letters(&word.typed)) {
                break;
            }
            typed.push_str(&word.typed);
            let joined = (to > from).then(|| typed.clone());
            let numbers = without_prefix(&typed).into_iter().flatten();
            let open = word.open;
            for one in joined.into_iter().chain(numbers) {
                let one = Word {
                    open,
                    ..Word::of(analyser, &one)
                };
                for clause in &mut clauses[from..=to] {
                    clause.forms.push(Form {
                        words: vec![one.clone()],
                        weight: RANKING.synonym,
                        joins: to - from + 1,
                    });
                }
            }
        }
    }
}

/// Of a word that is there twice, the later one counts: it may still be open.
fn without_doubles(clauses: Vec<Clause>) -> Vec<Clause> {
    let stems: Vec<Option<String>> = clauses
        .iter()
        .map(|clause| clause.word.as_ref().map(|word| word.stem.clone()))
        .collect();
    clauses
        .into_iter()
        .enumerate()
        .filter(|(at, _)| stems[*at].is_none() || !stems[at + 1..].contains(&stems[*at]))
        .map(|(_, clause)| clause)
        .collect()
}
