//! Text to terms, as elasticlunr makes them.

use std::collections::HashMap;

use ::elasticlunr::{Language, Pipeline, lang::English};

/// The longest term that is indexed, in characters.
///
/// An elasticlunr index nests one level for each character, and its readers recurse. What is
/// longer is no word but an address or a slip, and costs 23 bytes a character.
const LONGEST_TERM: usize = 64;

/// A term's place in the vocabulary.
pub(super) type TermId = u32;

/// The terms that one written word stands for: a range of [`Words::spelled`].
#[derive(Clone, Copy)]
struct Word {
    /// Whether elasticlunr counts it: stop words and lone punctuation are not counted.
    counted: bool,
    start: u32,
    end: u32,
}

/// The vocabulary: every term met so far, and the terms that each written word stands for.
///
/// Terms come out of elasticlunr's own tokeniser, trimmer, stop words and stemmer, which run once
/// for each distinct spelling and not for each word of the text.
///
/// DIFFERENCE: elasticlunr knows `parents/carers` and `children's` as one term each and finds
/// neither `carers` nor `children` in them. Here a word with a joint also stands for its parts,
/// and a curly apostrophe counts as a straight one. Lengths are elasticlunr's, so other words keep
/// their scores.
pub(super) struct Words {
    language: English,
    pipeline: Pipeline,
    seen: HashMap<Box<str>, Word>,
    spelled: Vec<TermId>,
    ids: HashMap<Box<str>, TermId>,
    terms: Vec<Box<str>>,
}

impl Words {
    /// An empty vocabulary.
    pub(super) fn new() -> Self {
        let language = English::new();
        let pipeline = language.make_pipeline();
        Words {
            language,
            pipeline,
            seen: HashMap::new(),
            spelled: Vec::new(),
            ids: HashMap::new(),
            terms: Vec::new(),
        }
    }

    /// Appends the terms of a text to `terms`, as often as they occur, and returns how many words
    /// elasticlunr counts in it.
    pub(super) fn read(&mut self, text: &str, terms: &mut Vec<TermId>) -> u32 {
        let mut length = 0;
        // The same borders as elasticlunr's tokeniser, so that it can be asked word by word.
        for written in text.split(|c: char| c.is_whitespace() || c == '-') {
            if written.is_empty() {
                continue;
            }
            let word = match self.seen.get(written) {
                Some(&word) => word,
                None => self.learn(written),
            };
            length += u32::from(word.counted);
            terms.extend_from_slice(&self.spelled[word.start as usize..word.end as usize]);
        }
        length
    }

    /// Every term, by its id.
    pub(super) fn terms(&self) -> &[Box<str>] {
        &self.terms
    }

    /// The names of the steps that make terms, as elasticlunr.js registers them.
    pub(super) fn steps(&self) -> &Pipeline {
        &self.pipeline
    }

    fn learn(&mut self, written: &str) -> Word {
        let start = self.spelled.len();
        let straight = written.replace('\u{2019}', "'");
        let counted = self.spell(&straight, start);
        if straight.contains(is_joint) {
            for part in straight.split(is_joint) {
                // A lone letter is what an apostrophe leaves behind: `children's`, `can't`.
                if part.chars().nth(1).is_some() {
                    self.spell(part, start);
                }
            }
        }
        let word = Word {
            counted,
            start: small(start),
            end: small(self.spelled.len()),
        };
        self.seen.insert(written.into(), word);
        word
    }

    /// Adds the term of one word unless it is there already; false when elasticlunr drops it.
    fn spell(&mut self, word: &str, start: usize) -> bool {
        let found = self.pipeline.run(self.language.tokenize(word));
        for term in &found {
            if term.chars().nth(LONGEST_TERM).is_some() {
                continue;
            }
            let id = self.number(term);
            if !self.spelled[start..].contains(&id) {
                self.spelled.push(id);
            }
        }
        !found.is_empty()
    }

    /// The id of a term, a new one when it was not met before.
    fn number(&mut self, term: &str) -> TermId {
        if let Some(&id) = self.ids.get(term) {
            return id;
        }
        let id = small(self.terms.len());
        self.ids.insert(term.into(), id);
        self.terms.push(term.into());
        id
    }
}

/// Whether a character inside a word joins two words: `parents/carers`, `children's`.
fn is_joint(c: char) -> bool {
    !c.is_alphanumeric() && c != '_'
}

/// An index as four bytes: a vocabulary of four thousand million would not fit in memory.
fn small(index: usize) -> u32 {
    u32::try_from(index).expect("a vocabulary has fewer than 2^32 entries")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms_of(text: &str) -> (u32, Vec<String>) {
        let mut words = Words::new();
        let mut ids = Vec::new();
        let length = words.read(text, &mut ids);
        let terms = ids
            .iter()
            .map(|&id| words.terms()[id as usize].to_string())
            .collect();
        (length, terms)
    }

    #[test]
    fn plain_words_become_what_elasticlunr_makes_of_them() {
        let text = "The Virtual School team's meetings (Years 10-11), “caf\u{e9}s” and \
                    policies: agreed, happy, na\u{ef}ve - relational databases.";
        let plain = text.replace("team's ", "");
        let language = English::new();
        let expected = language.make_pipeline().run(language.tokenize(&plain));
        let (length, terms) = terms_of(&plain);
        assert_eq!(terms, expected);
        assert_eq!(length as usize, expected.len());
    }

    #[test]
    fn a_word_with_a_joint_also_stands_for_its_parts() {
        assert_eq!(
            terms_of("parents/carers"),
            (
                1,
                vec!["parents/car".into(), "parent".into(), "carer".into()]
            )
        );
        assert_eq!(
            terms_of("children's"),
            (1, vec!["children'".into(), "children".into()])
        );
        assert_eq!(
            terms_of("Children\u{2019}s"),
            (1, vec!["children'".into(), "children".into()])
        );
        assert_eq!(
            terms_of("and/or"),
            (1, vec!["and/or".into()]),
            "parts that are stop words add nothing"
        );
        assert_eq!(
            terms_of("(schools),"),
            (1, vec!["school".into()]),
            "punctuation around a word is no joint"
        );
    }

    #[test]
    fn a_spelling_met_again_gives_the_same_terms() {
        let (length, terms) = terms_of("School school SCHOOL schools the school");
        assert_eq!(length, 5);
        assert_eq!(terms, ["school"; 5]);
    }

    #[test]
    fn a_term_of_more_than_sixty_four_characters_is_counted_but_not_indexed() {
        let long = "q".repeat(65);
        assert_eq!(terms_of(&long), (1, vec![]));
        let (length, terms) = terms_of(&format!("example/{long}"));
        assert_eq!((length, terms), (1, vec!["exampl".to_owned()]));
        assert_eq!(terms_of(&"q".repeat(64)).1.len(), 1);
    }
}
