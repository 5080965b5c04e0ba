//! Texts to terms: as elasticlunr makes them, and as people type them.

use super::analyser::Analyser;
use super::learnt::Learnt;
use super::neighbours::Neighbours;
use super::texts::{TermId, Texts, small_number};
use super::written::{Known, Stands, Unknown, Written};

/// All that a written word stands for.
struct Parts {
    /// How many words elasticlunr counts in it: stop words and lone punctuation are not counted.
    counted: u32,
    /// Its terms begin here in `Meanings::stands_for`,
    terms: u32,
    /// what it is as one word, where signs part it, here,
    extra: u32,
    /// its stop words here,
    stops: u32,
    /// and they end here.
    end: u32,
    /// Its spellings begin here in `Meanings::spelled`; they end where those of the next word begin.
    spelled: u32,
}

/// What was read of a text.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// How many words elasticlunr counts.
    pub(super) length: u32,
    /// The terms, as often as they occur.
    pub(super) terms: Vec<TermId>,
    /// Terms that elasticlunr does not have: joined words, telephone numbers in one, stop words of names.
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
    /// The number of the word in small plain letters; where it is written otherwise, a tabulator and how.
    pub(super) word: u32,
    /// How often.
    pub(super) met: u32,
    /// Whether it was met in a title or name.
    pub(super) named: bool,
}

/// Every word met so far, and the terms that it stands for.
///
/// Terms are those of elasticlunr's tokeniser, trimmer, stop words and stemmer, which are asked once for each distinct word.
///
/// DIFFERENCE: elasticlunr knows `parents/carers` and `Siân` as one term each, and takes every letter that is not ASCII
/// off the ends of a word. Here a word also stands for what is left of it in plain letters, part by part.
/// Lengths are elasticlunr's, so other words keep their scores.
pub(super) struct Words {
    written: Written,
    meanings: Meanings,
}

/// What words stand for.
struct Meanings {
    analyser: Analyser,
    /// By the numbers of written words.
    parts: Vec<Parts>,
    stands_for: Vec<TermId>,
    /// Terms, each with the number of a word in `spellings`.
    spelled: Vec<(TermId, u32)>,
    spellings: Texts,
    terms: Texts,
}

impl Words {
    /// No word.
    pub(super) fn new(analyser: Analyser) -> Self {
        Words {
            written: Written::default(),
            meanings: Meanings {
                analyser,
                parts: Vec::new(),
                stands_for: Vec::new(),
                spelled: Vec::new(),
                spellings: Texts::default(),
                terms: Texts::default(),
            },
        }
    }

    /// Appends what is read of a text to `read`. `named` is whether it is a title or name.
    pub(super) fn read(&mut self, text: &str, named: bool, read: &mut Read) {
        let meanings = &mut self.meanings;
        let mut neighbours = Neighbours::default();
        for word in written(text) {
            let known = self.written.meet(word, |word| meanings.learn(&word));
            known.met = known.met.saturating_add(1);
            known.named |= named;
            match known.stands() {
                Stands::Term(term) => {
                    read.length += 1;
                    read.terms.push(term);
                }
                Stands::Stop if !named => {}
                Stands::Stop | Stands::Parts => meanings.read(known.number, named, read),
            }
            neighbours.next(word, known.joined, |term| {
                read.extra.push(meanings.terms.number(&term));
            });
        }
        neighbours.end(|term| read.extra.push(meanings.terms.number(&term)));
    }

    /// The number of a term that no text holds, such as `@2026-06`.
    pub(super) fn special(&mut self, term: &str) -> TermId {
        self.meanings.terms.number(term)
    }

    /// Every term by its id.
    #[cfg(test)]
    pub(super) fn terms(&self) -> &Texts {
        &self.meanings.terms
    }

    /// Every term by its id, the words that spell them, and the spellings of terms, in no order.
    pub(super) fn finish(self) -> (Texts, Texts, Vec<Spelling>) {
        let Words { written, meanings } = self;
        let spelled = meanings.spelled.into_iter();
        let mut spellings: Vec<Spelling> = spelled
            .map(|(term, word)| Spelling {
                term,
                word,
                met: 0,
                named: false,
            })
            .collect();
        for word in written.known() {
            let number = word.number as usize;
            let start = meanings.parts[number].spelled as usize;
            let next = meanings.parts.get(number + 1);
            let end = next.map_or(spellings.len(), |next| next.spelled as usize);
            for spelling in &mut spellings[start..end] {
                spelling.met = spelling.met.saturating_add(word.met);
                spelling.named |= word.named;
            }
        }
        let (mut terms, mut words) = (meanings.terms, meanings.spellings);
        terms.forget_numbers();
        words.forget_numbers();
        (terms, words, spellings)
    }
}

impl Meanings {
    /// Learns what a word stands for; its number is that of its parts.
    fn learn(&mut self, word: &Unknown<'_>) -> Known {
        let number = small_number(self.parts.len());
        let (start, spelled) = (self.stands_for.len(), self.spelled.len());
        let learnt = match word {
            Unknown::Plain(word) => Learnt::plain(self.analyser, word),
            Unknown::Any(written) => Learnt::of(self.analyser, written),
        };
        self.take(&learnt.terms);
        let extra = self.stands_for.len();
        self.take(&learnt.extra);
        let stops = self.stands_for.len();
        self.take(&learnt.stops);
        for (term, word) in &learnt.spelled {
            let spelled = (self.terms.number(term), self.spellings.number(word));
            self.spelled.push(spelled);
        }
        self.parts.push(Parts {
            counted: small_number(learnt.counted),
            terms: small_number(start),
            extra: small_number(extra),
            stops: small_number(stops),
            end: small_number(self.stands_for.len()),
            spelled: small_number(spelled),
        });
        let stands = match (learnt.counted, &self.stands_for[start..]) {
            (1, &[term]) if extra > start => Stands::Term(term),
            (0, _) if stops == start => Stands::Stop,
            _ => Stands::Parts,
        };
        Known::new(number, stands, learnt.joined)
    }

    fn take(&mut self, terms: &[String]) {
        for term in terms {
            let id = self.terms.number(term);
            self.stands_for.push(id);
        }
    }

    /// Appends all that a word stands for to `read`.
    fn read(&self, number: u32, named: bool, read: &mut Read) {
        let word = &self.parts[number as usize];
        let places = [word.terms, word.extra, word.stops, word.end];
        let [terms, extra, stops, end] = places.map(|at| at as usize);
        read.length += word.counted;
        read.terms.extend_from_slice(&self.stands_for[terms..extra]);
        let end = if named { end } else { stops };
        read.extra.extend_from_slice(&self.stands_for[extra..end]);
    }
}

/// What is written between spaces: `split_whitespace`, which makes a character of every byte before it asks.
fn written(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut start = 0;
        while let Some(length) = space_at(rest, start) {
            start += length;
        }
        let mut end = start;
        let length = loop {
            match rest.as_bytes().get(end) {
                // Letters, digits and signs, as nearly all are.
                Some(b'!'..=b'~') => end += 1,
                Some(_) => match space_at(rest, end) {
                    Some(length) => break length,
                    None => end += 1,
                },
                None => break 0,
            }
        };
        let word = &rest[start..end];
        rest = &rest[end + length..];
        (!word.is_empty()).then_some(word)
    })
}

/// The length of the space that begins at a place, if one does.
fn space_at(text: &str, at: usize) -> Option<usize> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return matches!(byte, b' ' | b'\t'..=b'\r').then_some(1);
    }
    // Within a character nothing begins.
    let c = text.get(at..)?.chars().next()?;
    c.is_whitespace().then_some(c.len_utf8())
}

#[cfg(test)]
mod tests {
    use ::elasticlunr::{Language as _, lang::English};

    use super::*;
    use proptest::prelude::*;

    fn read_terms(text: &str) -> (u32, Vec<String>) {
        let (length, terms, _) = read(text);
        (length, terms)
    }

    fn read(text: &str) -> (u32, Vec<String>, Vec<String>) {
        let mut words = Words::new(Analyser::English);
        let mut read = Read::default();
        words.read(text, false, &mut read);
        let names = |ids: &[TermId]| {
            let name = |&id: &TermId| words.terms().get(id).to_owned();
            ids.iter().map(name).collect()
        };
        (read.length, names(&read.terms), names(&read.extra))
    }

    proptest! {
        #[test]
        fn words_are_parted_where_any_space_is(text in "([a\u{e9}\u{1d11e}. \t\n\u{b}\u{85}\u{a0}\u{1c}\u{2003}\u{3000}]|\\PC){0,24}") {
            let ours: Vec<&str> = written(&text).collect();
            prop_assert_eq!(ours, text.split_whitespace().collect::<Vec<_>>());
        }
    }

    #[test]
    fn plain_words_become_what_elasticlunr_makes_of_them() {
        let text = "The Virtual School team's meetings (Years 10-11), “cafes” and \
                    policies: agreed, happy - relational databases.";
        let plain = text.replace("team's ", "");
        let language = English::new();
        let expected = language.make_pipeline().run(language.tokenize(&plain));
        let (length, terms) = read_terms(&plain);
        assert_eq!(terms, expected);
        assert_eq!(length as usize, expected.len());
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
    fn words_of_other_scripts_are_terms_of_their_own() {
        let arabic = "\u{645}\u{62f}\u{631}\u{633}\u{629}";
        let (length, terms) = read_terms(&format!(
            "{arabic}. \u{5e9}\u{5dc}/\u{5e2}\u{5d5} \u{e0} \u{2026}"
        ));
        assert_eq!(length, 0);
        assert_eq!(terms, [arabic, "\u{5e9}\u{5dc}", "\u{5e2}\u{5d5}"]);
    }

    #[test]
    fn a_word_that_signs_part_also_stands_for_its_parts_and_for_all_of_it() {
        for (text, terms, extra) in [
            (
                "parents/carers",
                &["parents/car", "parent", "carer"][..],
                &["parentscar"][..],
            ),
            ("Children\u{2019}s", &["children'", "children"], &[]),
            ("gate_list", &["gate_list", "gate", "list"], &["gatelist"]),
            ("S.E.N.D.", &["s.e.n.d"], &["send"]),
            ("a co-ordinator", &["co", "ordin"], &["coordin"]),
            ("24/7", &["24/7", "24", "7"], &["247"]),
            ("C++", &["c"], &["c++"]),
            ("A and E", &["e"], &["ae"]),
            ("(schools),", &["school"], &[]),
            ("and/or", &["and/or"], &["andor"]),
        ] {
            let (_, ours, mut more) = read(text);
            assert_eq!(ours, *terms, "{text}");
            more.retain(|term| !ours.contains(term));
            assert_eq!(more, *extra, "{text}");
        }
    }

    #[test]
    fn what_hides_a_word_is_passed_over() {
        let (_, terms) = read_terms(
            "hand\u{AD}books of\u{FB01}ce\u{200B}s \u{FF34}\u{FF4F}\u{FF4F}\u{FF4C} \u{645}\u{200C}\u{646}",
        );
        assert_eq!(terms, ["handbook", "offic", "tool", "\u{645}\u{646}"]);
    }

    #[test]
    fn words_stand_for_themselves_without_accents_too() {
        let (length, terms, extra) = read("Si\u{e2}n \u{14c}tere 01908 253414, QX7 4TW");
        assert_eq!(length, 6);
        assert_eq!(
            terms,
            [
                "si\u{e2}n",
                "sian",
                "tere",
                "oter",
                "01908",
                "253414",
                "qx7",
                "4tw"
            ]
        );
        assert_eq!(extra, ["01908253414", "253414", "qx74tw"]);
        assert!(read("Years 10 11 12 and 2025 2026").2.is_empty());
    }

    #[test]
    fn stop_words_of_names_are_found() {
        let mut words = Words::new(Analyser::English);
        for (named, found) in [(false, 0), (true, 2)] {
            let mut read = Read::default();
            words.read("About us", named, &mut read);
            assert_eq!(
                (read.length, read.terms.len(), read.extra.len()),
                (0, 0, found)
            );
        }
    }

    #[test]
    fn the_vocabulary_has_words_as_they_are_written() {
        let mut words = Words::new(Analyser::English);
        words.read(
            "Schools schools, SCHOOL the children's Year7 x \u{100}whina",
            false,
            &mut Read::default(),
        );
        words.read("Children", true, &mut Read::default());
        let (_, texts, spellings) = words.finish();
        let mut listed: Vec<(&str, u32, bool)> = spellings
            .iter()
            .map(|s| (texts.get(s.word), s.met, s.named))
            .collect();
        listed.sort_unstable();
        assert_eq!(
            listed,
            [
                ("awhina\t\u{101}whina", 1, false),
                ("children", 1, false),
                ("children", 1, true),
                ("school", 1, false),
                ("schools", 2, false),
            ]
        );
    }
}
