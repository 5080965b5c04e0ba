//! What a query asks for: clauses, each with the forms of words that meet it.

use std::collections::BTreeSet;

use super::super::analyser::Analyser;
use super::super::manifest::RANKING;
use super::engine::Search;
use super::text::{Word, phrase, words_of};

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
    /// Whether each title has it as it was typed.
    pub(super) typed: Vec<bool>,
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
    /// What a query of small letters asks for.
    pub(super) fn clauses(&self, query: &str) -> Asked {
        let (all, phrases) = self.tokens(query);
        let pointed = all.iter().filter_map(|word| self.hints.get(&word.stem));
        let hinted = pointed.flatten().copied().collect();
        let words = all.iter().filter(|word| !word.stop).take(MOST_WORDS);
        let mut words: Vec<Word> = words.cloned().collect();
        let (some, last) = (!words.is_empty(), all.last());
        // A stop word at the end may be the beginning of another: `in` of `inclusion`.
        if let Some(last) = last.filter(|last| {
            last.stop && (!some || (last.open && last.typed.encode_utf16().count() > 2))
        }) {
            words.push(Word {
                stem: last.typed.clone(),
                open: !last.quoted,
                helps: some,
                ..last.clone()
            });
        }
        // One letter after other words is about to become a word: it is no reason to find less.
        let is_letter =
            |word: &&Word| word.typed.len() == 1 && word.typed.as_bytes()[0].is_ascii_lowercase();
        if words.len() > 1
            && last.as_ref().is_some_and(is_letter)
            && let Some(word) = words.last_mut()
        {
            word.open = false;
            word.helps = true;
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
            stems.collect::<Vec<_>>().join(" ")
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
        let others = self.forms.get(&key(taken)).filter(|_| !first.quoted);
        let others = others.into_iter().flatten();
        let mut synonyms: Vec<Form> = others
            .map(|other| Form::synonym(analyser, other.iter().map(String::as_str)))
            .collect();
        if !first.parts.is_empty() {
            clause.forms.push(Form::typed(first.parts.clone()));
        } else if taken == 1 && first.date.is_empty() {
            let aside = !first.quoted && self.asides.contains(&first.stem);
            clause.optional = first.helps || aside;
            if first.bare != first.typed {
                synonyms.push(Form::synonym(analyser, [&*first.bare]));
            }
            clause.word = Some(first.clone());
        }
        clause.forms.append(&mut synonyms);
        (clause, taken)
    }

    /// The words of a query, stop words as well, and what stood in quotation marks.
    fn tokens(&self, query: &str) -> (Vec<Word>, Vec<String>) {
        let analyser = self.index.analyser;
        let words_of = |text| words_of(analyser, text);
        let read = |words: &mut Vec<Word>, piece, at, quoted| {
            words.extend(placed(words_of(piece), at, quoted));
        };
        let of_meetings = words_of(query).iter().any(|word| {
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
                read(&mut words, piece, at, true);
            } else {
                let mut from = 0;
                for found in self.dates.find(piece, of_meetings) {
                    read(&mut words, &piece[from..found.start], at + from, false);
                    let written = words_of(&piece[found.start..found.end]);
                    words.push(Word {
                        date: found.date,
                        parts: written.into_iter().filter(|word| !word.stop).collect(),
                        end: at + found.end,
                        ..Word::default()
                    });
                    from = found.end;
                }
                read(&mut words, &piece[from..], at + from, false);
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

/// The words of a piece of the query that begins at `at`.
fn placed(words: Vec<Word>, at: usize, quoted: bool) -> impl Iterator<Item = Word> {
    words.into_iter().map(move |word| Word {
        quoted,
        start: at + word.start,
        end: at + word.end,
        ..word
    })
}

/// Neighbours may be one word: `safe guarding`, `cyp 07`, and however many pieces of a number.
fn join(analyser: Analyser, clauses: &mut [Clause]) {
    for from in 0..clauses.len() {
        let mut typed = String::new();
        for to in from..clauses.len() {
            let Some(word) = clauses[to].word.as_ref().filter(|_| !clauses[to].quoted) else {
                break;
            };
            let letters = |text: &str| !text.bytes().all(|byte| byte.is_ascii_digit());
            if to > from + 1 && (letters(&typed) || letters(&word.typed)) {
                break;
            }
            typed.push_str(&word.typed);
            if to == from {
                continue;
            }
            let one = Word {
                open: word.open,
                ..Word::of(analyser, &typed)
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
