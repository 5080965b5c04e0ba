//! What one worker makes of the documents that it reads.

use std::collections::BTreeSet;

use super::analyser::Analyser;
use super::document::{FIELD_COUNT, SearchDocument};
use super::kind::Kind;
use super::lists::{EXTRA, Lists};
use super::occurrences::Occurrences;
use super::texts::{TermId, Texts};
use super::tokens::{Read, Spelling, Words};
use super::words::whole_name;

/// The mark of a document of the past, beside the number of its kind.
const PAST: u8 = 0x80;

/// Documents that follow each other, read.
pub(super) struct Segment {
    analyser: Analyser,
    words: Words,
    /// The postings of each term.
    lists: Lists,
    /// What is known of each document.
    pub(super) documents: Vec<Known>,
    /// The names that have stop words only, as terms without the last space.
    commons: BTreeSet<String>,
    /// Kept between documents, as what follows is, so that it is not allocated anew for each.
    read: Read,
    terms: Occurrences,
    extra: Occurrences,
}

/// What is known of a document beside its postings.
pub(super) struct Known {
    /// How many words each part has.
    pub(super) lengths: [u32; FIELD_COUNT],
    /// The number of its kind, with [`PAST`] if it tells of the past.
    pub(super) kind: u8,
    /// Its record as JSON.
    pub(super) record: Box<[u8]>,
}

impl Known {
    /// The number of its kind.
    pub(super) fn kind_number(&self) -> u8 {
        self.kind & !PAST
    }

    /// Its kind.
    pub(super) fn kind(&self) -> Kind {
        Kind::of(self.kind_number()).expect("the segment wrote it")
    }

    /// Whether it tells of the past.
    pub(super) fn is_past(&self) -> bool {
        self.kind & PAST != 0
    }
}

/// How often the term of a whole name counts as being there: of a title twice, so that it is told from other names.
const NAME: u32 = 1;
const TITLE: u32 = 2;

/// The first parts are titles and names.
const NAMED: usize = 2;

/// A word as it is written, how often it was met, and whether in a title or name.
pub(super) struct Spelled<'s> {
    pub(super) word: &'s str,
    pub(super) met: u32,
    pub(super) named: bool,
}

impl Spelled<'_> {
    /// Adds what another tells of the same word.
    pub(super) fn add(&mut self, other: &Spelled<'_>) {
        self.met = self.met.saturating_add(other.met);
        self.named |= other.named;
    }
}

/// All that a segment has read.
pub(super) struct Finished {
    /// What is known of each document.
    pub(super) documents: Vec<Known>,
    /// The names of stop words only.
    pub(super) commons: BTreeSet<String>,
    /// The postings of each term.
    pub(super) lists: Lists,
    /// The terms, and how words spell them.
    pub(super) vocabulary: Vocabulary,
}

/// The terms of a segment by their ids, and how words spell them.
pub(super) struct Vocabulary {
    terms: Texts,
    words: Texts,
    /// In the order of terms.
    spellings: Vec<Spelling>,
    /// The terms that stand somewhere, in the order of bytes.
    sorted: Vec<TermId>,
}

impl Vocabulary {
    /// The term of an id.
    pub(super) fn term(&self, id: TermId) -> &str {
        self.terms.get(id)
    }

    /// The terms that stand somewhere, in the order of bytes.
    pub(super) fn sorted(&self) -> &[TermId] {
        &self.sorted
    }

    /// The spellings of a term; one may be there more than once.
    pub(super) fn spellings(&self, id: TermId) -> impl Iterator<Item = Spelled<'_>> {
        let start = self
            .spellings
            .partition_point(|spelling| spelling.term < id);
        let of_term = self.spellings[start..].iter();
        let of_term = of_term.take_while(move |spelling| spelling.term == id);
        of_term.map(|spelling| Spelled {
            word: self.words.get(spelling.word),
            met: spelling.met,
            named: spelling.named,
        })
    }
}

impl Segment {
    /// Nothing read.
    pub(super) fn new(analyser: Analyser) -> Self {
        Segment {
            analyser,
            words: Words::new(analyser),
            lists: Lists::default(),
            documents: Vec::new(),
            commons: BTreeSet::new(),
            read: Read::default(),
            terms: Occurrences::default(),
            extra: Occurrences::default(),
        }
    }

    /// Reads the next document.
    pub(super) fn add(&mut self, document: &SearchDocument<'_>) {
        let number = u32::try_from(self.documents.len()).expect("fewer than 2^32 things to find");
        let mut lengths = [0; FIELD_COUNT];
        self.terms.begin();
        self.extra.begin();
        for (field, length) in (0..).zip(&mut lengths) {
            for (text, heading) in document.pieces(field) {
                self.read.clear();
                self.words.read(text, field < NAMED, &mut self.read);
                *length += self.read.length;
                self.terms.add(&self.read.terms, field, heading);
                self.extra.add(&self.read.extra, field, heading);
            }
        }
        for found in self.terms.found() {
            for (field, &count) in (0..).zip(&found.counts) {
                if count > 0 {
                    self.lists
                        .push(found.term, (number, field), count, found.section());
                }
            }
        }
        let extra = self.extra.found().iter();
        let mut extra: Vec<(TermId, u32, u32)> = extra
            .map(|found| (found.term, 1, found.section()))
            .collect();
        let special = document.special.iter();
        extra.extend(special.map(|term| (self.words.special(term), 1, 0)));
        let names = document.whole_names.iter().map(|name| (&**name, NAME));
        for (name, count) in names.chain([(&*document.record.title, TITLE)]) {
            let name = whole_name(self.analyser, name);
            if name.is_common {
                self.commons.insert(name.terms[0].trim_end().to_owned());
            }
            let terms = name.terms.iter();
            extra.extend(terms.map(|term| (self.words.special(term), count, 0)));
        }
        // Of a name that is also the title, the greater count.
        extra.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        extra.dedup_by_key(|(term, ..)| *term);
        for (term, count, section) in extra {
            self.lists.push(term, (number, EXTRA), count, section);
        }
        self.documents.push(Known {
            lengths,
            kind: document.kind.number() | if document.past { PAST } else { 0 },
            record: serde_json::to_vec(&document.record)
                .expect("texts and lists of texts have a JSON form")
                .into(),
        });
    }

    /// All that it has read.
    pub(super) fn finish(self) -> Finished {
        let (terms, words, mut spellings) = self.words.finish();
        spellings.sort_unstable_by_key(|spelling| spelling.term);
        let mut sorted: Vec<TermId> = self.lists.terms().collect();
        sorted.sort_unstable_by(|a, b| terms.get(*a).cmp(terms.get(*b)));
        let vocabulary = Vocabulary {
            terms,
            words,
            spellings,
            sorted,
        };
        Finished {
            documents: self.documents,
            commons: self.commons,
            lists: self.lists,
            vocabulary,
        }
    }
}
