//! What is written between two spaces, and what is known of it: found in one step, since a large site has millions of words.

use ahash::RandomState;
use hashbrown::HashTable;

use super::neighbours::Joined;
use super::texts::{TermId, Texts};

/// What is known of a written word.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// How often it was met.
    pub(super) met: u32,
    /// Its number, from 0, in the order in which words were met first.
    pub(super) number: u32,
    stands: u32,
    /// What it may be together with its neighbours.
    pub(super) joined: Joined,
    /// Whether it stands in a title or name.
    pub(super) named: bool,
}

/// A word that is to be learnt.
pub(super) enum Unknown<'w> {
    /// One of small letters from a to z, whatever signs and capitals it was written with.
    Plain(&'w str),
    /// Any other, as it is written.
    Any(&'w str),
}

/// What a written word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// One term, as most words do, counted as one word.
    Term(TermId),
    /// Nothing that is counted, and no term except in a title or name: a stop word.
    Stop,
    /// Anything else, which is kept elsewhere.
    Parts,
}

const STOP: u32 = u32::MAX;
const PARTS: u32 = u32::MAX - 1;

impl Known {
    /// A word that was never met.
    pub(super) fn new(number: u32, stands: Stands, joined: Joined) -> Self {
        Known {
            met: 0,
            number,
            stands: match stands {
                Stands::Term(term) => term,
                Stands::Stop => STOP,
                Stands::Parts => PARTS,
            },
            joined,
            named: false,
        }
    }

    /// What it stands for.
    pub(super) fn stands(self) -> Stands {
        match self.stands {
            STOP => Stands::Stop,
            PARTS => Stands::Parts,
            term => Stands::Term(term),
        }
    }
}

/// Every word that was met, by what is written.
///
/// A short word stands beside what is known of it, so that finding it reads one place in memory; each place more is one that
/// no cache holds. Who writes the words does not know the keys of the hasher, so that nobody can write many that fall together.
#[derive(Default)]
pub(super) struct Written {
    short: HashTable<Short>,
    long: Texts,
    of_long: Vec<Known>,
    hasher: RandomState,
}

struct Short {
    word: ShortWord,
    known: Known,
}

impl Written {
    /// What is known of a word. One that is met first is asked of `learn`.
    pub(super) fn meet(
        &mut self,
        written: &str,
        learn: impl FnOnce(Unknown<'_>) -> Known,
    ) -> &mut Known {
        let plain = ShortWord::plain(written);
        let Some(word) = plain.or_else(|| ShortWord::of(written)) else {
            let place = self.long.number(written) as usize;
            if place == self.of_long.len() {
                self.of_long.push(learn(Unknown::Any(written)));
            }
            return &mut self.of_long[place];
        };
        let hasher = &self.hasher;
        let hash = |short: &Short| hasher.hash_one(short.word.0);
        let same = |short: &Short| short.word == word;
        let entry = self.short.entry(hasher.hash_one(word.0), same, hash);
        let entry = entry.or_insert_with(|| Short {
            word,
            known: match plain {
                Some(plain) => learn(Unknown::Plain(plain.text(&mut [0; SIZE]))),
                None => learn(Unknown::Any(written)),
            },
        });
        &mut entry.into_mut().known
    }

    /// What is known of each word, in no order.
    pub(super) fn known(&self) -> impl Iterator<Item = &Known> {
        let short = self.short.iter().map(|short| &short.known);
        short.chain(&self.of_long)
    }
}

const SIZE: usize = size_of::<u128>();

/// One in each byte.
const EACH: u128 = u128::from_le_bytes([1; SIZE]);

/// The longest short word, in bytes.
const LONGEST: usize = SIZE - 1;

/// A short word as one number: its bytes, and in the last one how many these are.
#[derive(Clone, Copy, PartialEq, Eq)]
struct ShortWord(u128);

impl ShortWord {
    fn of(written: &str) -> Option<Self> {
        let own = written.as_bytes();
        let mut bytes = [0; SIZE];
        bytes
            .get_mut(..own.len())
            .filter(|room| room.len() <= LONGEST)?
            .copy_from_slice(own);
        bytes[LONGEST] = u8::try_from(own.len()).ok()?;
        Some(ShortWord(u128::from_le_bytes(bytes)))
    }

    /// The word in small letters, where nothing but letters from a to z stands between signs that part sentences. However it
    /// is written, it stands for the same: `(Schools),` for what `schools` does.
    fn plain(written: &str) -> Option<Self> {
        let bytes = written.as_bytes();
        let start = bytes.iter().position(|byte| !parts_sentences(*byte))?;
        let last = bytes.iter().rposition(|byte| !parts_sentences(*byte))?;
        let bare = &written[start..=last];
        let ShortWord(word) = ShortWord::of(bare)?;
        // All bytes at once: each is a letter if with the bit of small letters it lies between `a` and `z`, which two sums carry
        // into its highest bit. No sum reaches the next byte where all are ASCII.
        let own = (1_u128 << (8 * bare.len())) - 1;
        let (high, small) = ((EACH * 0x80) & own, (EACH * 0x20) & own);
        let lower = (word & own) | small;
        let from_a = lower + ((EACH * u128::from(0x80 - b'a')) & own);
        let past_z = lower + ((EACH * u128::from(0x80 - b'z' - 1)) & own);
        let is_plain = word & high == 0 && from_a & !past_z & high == high;
        // By itself it may join two letters: `A and E`.
        let joins = bare.eq_ignore_ascii_case("and") && bare.len() < written.len();
        (is_plain && !joins).then_some(ShortWord(word | small))
    }

    fn text(self, room: &mut [u8; SIZE]) -> &str {
        *room = self.0.to_le_bytes();
        let length = usize::from(room[LONGEST]);
        std::str::from_utf8(&room[..length]).expect("it was made of a text")
    }
}

/// Whether a sign is never part of a word that stands beside it. `+` is, in `C++`, and an apostrophe in `l'eau`.
fn parts_sentences(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b',' | b':' | b';' | b'!' | b'?' | b'(' | b')' | b'"'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::analyser::Analyser;
    use super::super::learnt::Learnt;
    use super::*;

    proptest! {
        #[test]
        fn each_word_is_known_by_itself(words in prop::collection::vec("[a\0\u{e9}]{0,2}(bcdefghijklmn|bcdefghijklmnop)?[a\0]{0,2}", 0..60)) {
            let mut written = Written::default();
            let mut different: Vec<&String> = Vec::new();
            for word in &words {
                let is_new = !different.contains(&word);
                let number = u32::try_from(different.len()).expect("few words");
                if is_new {
                    different.push(word);
                }
                let place = different.iter().position(|other| *other == word);
                let mut asked = false;
                let known = written.meet(word, |unknown| {
                    asked = match unknown {
                        Unknown::Plain(asked_for) | Unknown::Any(asked_for) => asked_for == word,
                    };
                    Known::new(number, Stands::Stop, Joined::No)
                });
                known.met += 1;
                prop_assert_eq!(asked, is_new);
                prop_assert_eq!(Some(known.number as usize), place);
            }
            let met: u32 = written.known().map(|known| known.met).sum();
            prop_assert_eq!(met as usize, words.len());
            prop_assert_eq!(written.known().count(), different.len());
        }

        #[test]
        fn signs_and_capitals_change_nothing_of_a_plain_word(
            word in "[.,:;!?()\"'+#&_*-]{0,3}([a-zA-Z]{1,4}|(?i)and|the|co|schools|policies|[a-z]{12,16})[.,:;!?()\"'+#&_*-]{0,3}[a-z]?",
            whole in any::<bool>(),
        ) {
            let analyser = if whole { Analyser::Whole } else { Analyser::English };
            if let Some(plain) = ShortWord::plain(&word) {
                let mut room = [0; SIZE];
                prop_assert_eq!(Learnt::of(analyser, &word), Learnt::plain(analyser, plain.text(&mut room)));
            }
        }
    }

    #[test]
    fn plain_words_are_met_as_one() {
        let plain =
            |word| ShortWord::plain(word).map(|plain| plain.text(&mut [0; SIZE]).to_owned());
        for word in ["schools", "Schools", "(SCHOOLS),", "schools.\""] {
            assert_eq!(plain(word).as_deref(), Some("schools"), "{word}");
        }
        for word in [
            "and,",
            "c++",
            "co-op",
            "\u{e9}cole",
            "y7",
            "...",
            "",
            "responsibilities",
        ] {
            assert_eq!(plain(word), None, "{word}");
        }
    }

    #[test]
    fn what_a_word_stands_for_comes_back() {
        for stands in [
            Stands::Term(0),
            Stands::Term(7),
            Stands::Stop,
            Stands::Parts,
        ] {
            assert_eq!(Known::new(1, stands, Joined::No).stands(), stands);
        }
    }
}
