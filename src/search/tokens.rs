//! Text to terms, as elasticlunr makes them of English.

use std::collections::HashMap;

use super::analyser::{Analyser, is_part, tokens};
use super::phone::{Phone, digits_of};
use crate::characters::folded;
use crate::model::without_accent;

/// The longest term that is indexed, in characters.
///
/// An elasticlunr index nests one level for each character, and its readers recurse. What is
/// longer is no word but an address or a slip, and costs 23 bytes a character.
const LONGEST_TERM: usize = 64;

/// Shorter and longer words are not offered to who misspells one.
const SHORTEST_SPELLED: usize = 3;
const LONGEST_SPELLED: usize = 32;

/// Nobody types a longer name in full.
const LONGEST_NAME: usize = 96;

/// A term's place in the vocabulary.
pub(super) type TermId = u32;

/// What one written word stands for.
#[derive(Clone, Copy)]
struct Word {
    /// How often it was met.
    met: u32,
    /// Whether elasticlunr counts it: stop words and lone punctuation are not counted.
    counted: bool,
    /// Whether it may be part of a telephone number.
    digits: bool,
    /// Its terms begin here in `Words::stands_for`,
    terms: u32,
    /// its terms without accents, where those differ, here,
    folded: u32,
    /// and they end here.
    end: u32,
    /// Its spellings for the vocabulary: a range of `Words::spelled`.
    spelled: (u32, u32),
    /// Whether it stands in a title or name.
    named: bool,
}

/// What was read of a text.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// How many words elasticlunr counts.
    pub(super) length: u32,
    /// The terms, as often as they occur.
    pub(super) terms: Vec<TermId>,
    /// Terms that elasticlunr does not have: words without their accents, telephone numbers in one.
    pub(super) extra: Vec<TermId>,
}

impl Read {
    /// Forgets everything, to be used again.
    pub(super) fn clear(&mut self) {
        self.length = 0;
        self.terms.clear();
        self.extra.clear();
    }
}

/// A spelling of a term, and how often it was met.
pub(super) struct Spelling {
    /// The term.
    pub(super) term: TermId,
    /// The word as it was written, in small letters.
    pub(super) word: Box<str>,
    /// How often.
    pub(super) met: u32,
    /// Whether it was met in a title or name.
    pub(super) named: bool,
}

/// The vocabulary: every term met so far, and the terms that each written word stands for.
///
/// Terms come out of elasticlunr's own tokeniser, trimmer, stop words and stemmer, which run once
/// for each distinct spelling and not for each word of the text.
///
/// DIFFERENCE: elasticlunr knows `parents/carers` and `children's` as one term each and finds
/// neither `carers` nor `children` in them. Here a word with a joint also stands for its parts,
/// and a curly apostrophe counts as a straight one. What shows nothing, such as a soft hyphen, is passed over, and a
/// ligature counts as its letters ([`folded`]). Lengths are elasticlunr's, so other words keep
/// their scores.
pub(super) struct Words {
    analyser: Analyser,
    seen: HashMap<Box<str>, Word>,
    stands_for: Vec<TermId>,
    spelled: Vec<(TermId, Box<str>)>,
    ids: HashMap<Box<str>, TermId>,
    terms: Vec<Box<str>>,
    phone: Phone,
}

impl Words {
    /// An empty vocabulary.
    pub(super) fn new(analyser: Analyser) -> Self {
        Words {
            analyser,
            seen: HashMap::new(),
            stands_for: Vec::new(),
            spelled: Vec::new(),
            ids: HashMap::new(),
            terms: Vec::new(),
            phone: Phone::default(),
        }
    }

    /// Appends what is read of a text to `read`. `named` is whether it is a title or name.
    pub(super) fn read(&mut self, text: &str, named: bool, read: &mut Read) {
        let text = &*folded(text);
        for whole in text.split_whitespace() {
            if whole.contains('-') {
                let word = self.word(whole, named, Self::learn_joined);
                let [folded, end] = [word.folded, word.end].map(|at| at as usize);
                read.extra.extend_from_slice(&self.stands_for[folded..end]);
            }
        }
        for written in tokens(text) {
            let word = self.word(written, named, Self::learn);
            read.length += u32::from(word.counted);
            let [terms, folded, end] = [word.terms, word.folded, word.end].map(|at| at as usize);
            read.terms
                .extend_from_slice(&self.stands_for[terms..folded]);
            read.extra.extend_from_slice(&self.stands_for[folded..end]);
            if word.digits {
                let digits = digits_of(written).expect("it was learnt as digits");
                if !self.phone.takes(&digits) {
                    self.end_phone(read);
                }
                self.phone.push(&digits);
            } else if !self.phone.is_empty() {
                self.end_phone(read);
            }
        }
        self.end_phone(read);
    }

    /// What a written word stands for, which is learnt when it is met first.
    fn word(&mut self, written: &str, named: bool, learn: fn(&mut Self, &str) -> Word) -> Word {
        if let Some(word) = self.seen.get_mut(written) {
            word.met = word.met.saturating_add(1);
            word.named |= named;
            return *word;
        }
        let word = Word {
            named,
            ..learn(self, written)
        };
        self.seen.insert(written.into(), word);
        word
    }

    /// Adds the number whose digits were read, if they make one.
    fn end_phone(&mut self, read: &mut Read) {
        for term in std::mem::take(&mut self.phone).terms() {
            let id = self.number(&term);
            read.extra.push(id);
        }
    }

    /// The number of a term that no text holds, such as `@2026-06`.
    pub(super) fn special(&mut self, term: &str) -> TermId {
        self.number(term)
    }

    /// Every term, by its id.
    #[cfg(test)]
    pub(super) fn terms(&self) -> &[Box<str>] {
        &self.terms
    }

    /// Every term by its id, and the spellings of terms, in no order.
    pub(super) fn into_terms(self) -> (Vec<Box<str>>, Vec<Spelling>) {
        let mut met = vec![(0_u32, false); self.spelled.len()];
        #[allow(clippy::iter_over_hash_type, reason = "sums are the same in any order")]
        for word in self.seen.values() {
            let (start, end) = word.spelled;
            for (met, named) in &mut met[start as usize..end as usize] {
                *met = met.saturating_add(word.met);
                *named |= word.named;
            }
        }
        let spellings = self.spelled.into_iter().zip(met);
        let spellings = spellings
            .map(|((term, word), (met, named))| Spelling {
                term,
                word,
                met,
                named,
            })
            .collect();
        (self.terms, spellings)
    }

    fn learn(&mut self, written: &str) -> Word {
        let straight = written.replace('\u{2019}', "'");
        let (start, spelled) = (self.stands_for.len(), self.spelled.len());
        let counted = self.spell(&straight, start);
        self.spell_parts(&straight, start);
        let folded = self.stands_for.len();
        let plain = without_accents(&straight);
        if plain != straight.to_lowercase() {
            self.spell(&plain, start);
            self.spell_parts(&plain, start);
        }
        for part in straight
            .split(is_joint)
            .filter(|part| is_other_script(part))
        {
            self.take(&part.to_lowercase(), start);
        }
        for word in words_of(&straight) {
            self.spell_out(&word);
        }
        Word {
            met: 1,
            counted,
            digits: digits_of(written).is_some(),
            terms: small(start),
            folded: small(folded),
            end: small(self.stands_for.len()),
            spelled: (small(spelled), small(self.spelled.len())),
            named: false,
        }
    }

    /// Words joined by a hyphen are found as one too: `co-ordinator` as `coordinator`. elasticlunr
    /// knows the parts alone, which are read by themselves.
    fn learn_joined(&mut self, written: &str) -> Word {
        let start = self.stands_for.len();
        let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.contains('-') && bare.chars().all(|c| c.is_alphabetic() || c == '-') {
            self.spell(&bare.replace('-', ""), start);
        }
        Word {
            met: 1,
            counted: false,
            digits: false,
            terms: small(start),
            folded: small(start),
            end: small(self.stands_for.len()),
            spelled: (0, 0),
            named: false,
        }
    }

    /// Adds the terms of the parts of a word with a joint.
    fn spell_parts(&mut self, word: &str, start: usize) {
        if word.contains(is_joint) {
            for part in word.split(is_joint).filter(|part| is_long(part)) {
                self.spell(part, start);
            }
        }
    }

    /// Adds the term of one word unless it is there already; false when elasticlunr drops it.
    fn spell(&mut self, word: &str, start: usize) -> bool {
        let found = self.analyser.terms(word);
        for term in &found {
            self.take(term, start);
        }
        !found.is_empty()
    }

    /// Adds one term unless it is there already, or too long.
    fn take(&mut self, term: &str, start: usize) {
        if term.chars().nth(LONGEST_TERM).is_none() {
            let id = self.number(term);
            if !self.stands_for[start..].contains(&id) {
                self.stands_for.push(id);
            }
        }
    }

    /// Adds a word as it is written to the vocabulary, if it is one that a reader may misspell.
    fn spell_out(&mut self, word: &str) {
        let letters = word.chars().count();
        if !(SHORTEST_SPELLED..=LONGEST_SPELLED).contains(&letters)
            || !word.chars().all(char::is_alphabetic)
        {
            return;
        }
        let found = self.analyser.terms(word);
        if let [term] = found.as_slice() {
            let term = self.number(term);
            self.spelled.push((term, word.into()));
        }
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

/// The words of a text as a query is cut into words: in small letters, with the parts of joined
/// words instead of the whole, without stop words, not stemmed.
#[must_use]
pub fn plain_words(analyser: Analyser, text: &str) -> Vec<String> {
    tokens(&folded(text))
        .flat_map(|written| words_of(&written.replace('\u{2019}', "'")))
        .filter(|word| !analyser.terms(word).is_empty())
        .collect()
}

/// The special term of a whole name: its stems, each with a space behind it, so that it stands beside
/// the term of its first word. `None` when it has only stop words or is too long to be typed.
#[must_use]
pub(super) fn whole_name(analyser: Analyser, name: &str) -> Option<String> {
    let stems = plain_words(analyser, name)
        .into_iter()
        .filter_map(|word| term_of(analyser, &word));
    let whole: String = stems.flat_map(|stem| [stem, " ".to_owned()]).collect();
    (1..=LONGEST_NAME).contains(&whole.len()).then_some(whole)
}

/// The term of one word as the index has it; `None` for a stop word.
#[must_use]
pub fn term_of(analyser: Analyser, word: &str) -> Option<String> {
    analyser.terms(word).into_iter().next()
}

/// The words that a reader sees in a written one: its parts if it has joints, else itself.
fn words_of(written: &str) -> Vec<String> {
    let parts: Vec<&str> = written
        .split(is_joint)
        .filter(|part| !part.is_empty())
        .collect();
    let long = || parts.iter().filter(|part| is_long(part));
    match parts.as_slice() {
        [] => Vec::new(),
        [one] => vec![one.to_lowercase()],
        _ if long().next().is_some() => long().map(|part| part.to_lowercase()).collect(),
        _ => vec![written.trim_matches(is_joint).to_lowercase()],
    }
}

/// In small letters and without the accents that are common in names.
pub(super) fn without_accents(word: &str) -> String {
    word.to_lowercase().chars().map(without_accent).collect()
}

/// Whether a word is written in another script. elasticlunr takes every letter that is not ASCII off
/// the ends of a word and has nothing left; here such a word is its own term, neither trimmed nor stemmed.
pub(super) fn is_other_script(word: &str) -> bool {
    word.contains(char::is_alphabetic)
        && !without_accents(word).contains(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

/// A lone letter is what an apostrophe leaves behind: `children's`, `can't`.
fn is_long(part: &str) -> bool {
    part.chars().nth(1).is_some()
}

/// Whether a character inside a word joins two words: `parents/carers`, `children's`.
fn is_joint(c: char) -> bool {
    !is_part(c)
}

/// An index as four bytes: a vocabulary of four thousand million would not fit in memory.
fn small(index: usize) -> u32 {
    u32::try_from(index).expect("a vocabulary has fewer than 2^32 entries")
}

#[cfg(test)]
mod tests {
    use ::elasticlunr::{Language as _, lang::English};

    use super::*;

    fn read_terms(text: &str) -> (u32, Vec<String>) {
        let (length, terms, _) = read(text);
        (length, terms)
    }

    fn read(text: &str) -> (u32, Vec<String>, Vec<String>) {
        let mut words = Words::new(Analyser::English);
        let mut read = Read::default();
        words.read(text, false, &mut read);
        let names = |ids: &[TermId]| {
            let name = |&id: &TermId| words.terms()[id as usize].to_string();
            ids.iter().map(name).collect()
        };
        (read.length, names(&read.terms), names(&read.extra))
    }

    #[test]
    fn words_of_other_scripts_are_terms_of_their_own() {
        let arabic = "\u{645}\u{62f}\u{631}\u{633}\u{629}";
        let (length, terms, extra) = read(&format!(
            "{arabic}. \u{5e9}\u{5dc}/\u{5e2}\u{5d5} \u{e0} \u{2026}"
        ));
        assert_eq!((length, terms), (0, vec![]));
        assert_eq!(extra, [arabic, "\u{5e9}\u{5dc}", "\u{5e2}\u{5d5}"]);
    }

    #[test]
    fn plain_words_become_what_elasticlunr_makes_of_them() {
        let text = "The Virtual School team's meetings (Years 10-11), “caf\u{e9}s” and \
                    policies: agreed, happy, na\u{ef}ve - relational databases.";
        let plain = text.replace("team's ", "");
        let language = English::new();
        let expected = language.make_pipeline().run(language.tokenize(&plain));
        let (length, terms) = read_terms(&plain);
        assert_eq!(terms, expected);
        assert_eq!(length as usize, expected.len());
    }

    #[test]
    fn a_word_with_a_joint_also_stands_for_its_parts() {
        assert_eq!(
            read_terms("parents/carers"),
            (
                1,
                vec!["parents/car".into(), "parent".into(), "carer".into()]
            )
        );
        assert_eq!(
            read_terms("children's"),
            (1, vec!["children'".into(), "children".into()])
        );
        assert_eq!(
            read_terms("Children\u{2019}s"),
            (1, vec!["children'".into(), "children".into()])
        );
        assert_eq!(
            read_terms("and/or"),
            (1, vec!["and/or".into()]),
            "parts that are stop words add nothing"
        );
        assert_eq!(
            read_terms("(schools),"),
            (1, vec!["school".into()]),
            "punctuation around a word is no joint"
        );
    }

    #[test]
    fn what_only_shapes_words_is_passed_over() {
        let (_, terms, extra) =
            read("hand\u{AD}books of\u{FB01}ce\u{200B}s \u{645}\u{200C}\u{646}");
        assert_eq!(terms, ["handbook", "offic"]);
        assert_eq!(extra, ["\u{645}\u{646}"]);
        assert_eq!(
            plain_words(Analyser::Whole, "\u{FEFF}o\u{FB03}ce"),
            ["office"]
        );
    }

    #[test]
    fn a_spelling_met_again_gives_the_same_terms() {
        let (length, terms) = read_terms("School school SCHOOL schools the school");
        assert_eq!(length, 5);
        assert_eq!(terms, ["school"; 5]);
    }

    #[test]
    fn a_term_of_more_than_sixty_four_characters_is_counted_but_not_indexed() {
        let long = "q".repeat(65);
        assert_eq!(read_terms(&long), (1, vec![]));
        let (length, terms) = read_terms(&format!("example/{long}"));
        assert_eq!((length, terms), (1, vec!["exampl".to_owned()]));
        assert_eq!(read_terms(&"q".repeat(64)).1.len(), 1);
    }

    #[test]
    fn accents_and_telephone_numbers_add_terms_of_their_own() {
        let (length, terms, extra) =
            read("Si\u{e2}n ap Gwynf\u{f4}r, 01908 253414 or (020) 7946 0000.");
        assert_eq!(length, 8);
        assert_eq!(terms.len(), 8);
        assert_eq!(
            extra,
            [
                "sian",
                "gwynfor",
                "01908253414",
                "253414",
                "02079460000",
                "79460000"
            ]
        );
        assert!(read("Years 10 11 12 and 2025 2026").2.is_empty());
    }

    #[test]
    fn the_vocabulary_has_words_as_they_are_written() {
        let mut words = Words::new(Analyser::English);
        words.read(
            "Schools schools, SCHOOL the children's Year7 x parents/carers",
            false,
            &mut Read::default(),
        );
        words.read("Children", true, &mut Read::default());
        let (terms, spellings) = words.into_terms();
        let mut listed: Vec<(&str, &str, u32, bool)> = spellings
            .iter()
            .map(|s| (&*terms[s.term as usize], &*s.word, s.met, s.named))
            .collect();
        listed.sort_unstable();
        assert_eq!(
            listed,
            [
                ("carer", "carers", 1, false),
                ("children", "children", 1, false),
                ("children", "children", 1, true),
                ("parent", "parents", 1, false),
                ("school", "school", 1, false),
                ("school", "schools", 1, false),
                ("school", "schools", 1, false),
            ]
        );
    }

    #[test]
    fn plain_words_are_cut_as_those_of_a_query() {
        assert_eq!(
            plain_words(
                Analyser::English,
                "Director of Children\u{2019}s Services (co-ordinator), parents/carers, a\u{b7}b"
            ),
            [
                "director",
                "children",
                "services",
                "co",
                "ordinator",
                "parents",
                "carers",
                "a\u{b7}b"
            ]
        );
    }

    #[test]
    fn words_joined_by_a_hyphen_are_found_as_one_too() {
        assert_eq!(
            read("a co-ordinator (E-mails), Years 10-11, - x-"),
            (
                8,
                ["co", "ordin", "e", "mail", "year", "10", "11", "x"]
                    .map(str::to_owned)
                    .to_vec(),
                ["coordin", "email"].map(str::to_owned).to_vec()
            )
        );
    }

    #[test]
    fn a_whole_name_is_its_stems_each_with_a_space_behind_it() {
        assert_eq!(
            whole_name(Analyser::English, "Adult Education").as_deref(),
            Some("adult educ ")
        );
        assert_eq!(
            whole_name(Analyser::English, "the EHCPs").as_deref(),
            Some("ehcp ")
        );
        assert_eq!(whole_name(Analyser::English, "to be"), None);
        assert_eq!(whole_name(Analyser::English, &"word ".repeat(40)), None);
    }
}
